#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The official OpenAI clients (npm and PyPI) against the gateway. Skipped by name where they cannot be had."""
import os
import pathlib
import shutil
import subprocess
import sys

from harness import Gateway, Sim, arguments, sim_config, skip

HERE = pathlib.Path(__file__).parent
NODE_PACKAGE = "openai@6"
PYTHON_PACKAGE = "openai==2.*"


def node_client(work):
    if not shutil.which("node") or not shutil.which("npm"):
        return None
    folder = work / "node"
    if not (folder / "node_modules" / "openai").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        made = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), NODE_PACKAGE], capture_output=True, text=True)
        if made.returncode != 0:
            print("npm:", made.stderr[-400:])
            return None
    shutil.copy(HERE / "openai_client.mjs", folder / "openai_client.mjs")
    return ["node", str(folder / "openai_client.mjs")]


def python_client(work):
    folder = work / "python"
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        made = subprocess.run([sys.executable, "-m", "venv", str(folder)], capture_output=True, text=True)
        if made.returncode == 0:
            made = subprocess.run([str(python), "-m", "pip", "install", "-q", PYTHON_PACKAGE], capture_output=True, text=True)
        if made.returncode != 0:
            print("pip:", made.stderr[-400:])
            return None
        (folder / "ready").touch()
    return [str(python), str(HERE / "openai_client.py")]


def main():
    options, _ = arguments()
    commands = {"openai from npm": node_client(options.work), "openai from PyPI": python_client(options.work)}
    if not any(commands.values()):
        skip("neither npm's nor PyPI's openai client can be had here")
    sim = Sim(options.bin)
    gateway = Gateway(options.bin, options.work / "clients", sim_config(sim)).start()
    failed = 0
    for name, command in commands.items():
        if command is None:
            print(name, "SKIPPED: it cannot be had here")
            continue
        environment = dict(os.environ, OPENAI_BASE_URL=f"http://127.0.0.1:{gateway.port}/v1", OPENAI_API_KEY=gateway.key(),
                           NARROW_KEY=gateway.key(models=["other"]))
        result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
        print(f"--- {name}\n{result.stdout}{result.stderr}")
        failed += result.returncode != 0
    lines = sim.bill()["lines"]
    aborted = [line for line in lines if line["model"].startswith("sim:tokens=100000")]
    assert aborted and all(line["completion_tokens"] < 5000 for line in aborted), "an abort must reach the provider"
    assert gateway.stop() == 0
    sim.stop()
    sys.exit(1 if failed else 0)


main()
