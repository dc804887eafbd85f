#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of every page of the console over a gateway with a day of invented requests and some from the simulator:
light and dark, English and German, at 100 % and 200 %. Names: PAGE-THEME-LANGUAGE-SCALE.png"""
import argparse
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))
from harness import MASTER, Gateway, Sim, free_port, request  # noqa: E402


def config(sims):
    def model(name, upstream, sim, prompt, completion):
        return (f'  - {{model_name: {name}, litellm_params: {{model: "{upstream}", api_base: "{sims[sim].base}", '
                f"api_key: sk-test-{sim}-4711, input_cost_per_token: {prompt}, output_cost_per_token: {completion}}}}}\n")
    return ("model_list:\n" + model("chat-default", "openai/gpt-5.5", "chat", 0.0000025, 0.00001)
            + model("chat-default", "openai/gpt-5.5-mini", "chat", 0.0000025, 0.00001)
            + model("code-assistant", "anthropic/claude-opus-4-8", "code", 0.000005, 0.000025)
            + model("summary-eu", "mistral/mistral-large", "summary", 0.000002, 0.000006)
            + model("embed-small", "openai/bge-m3", "small", 0.00000001, 0)
            + model("legacy", "openai/gpt-3.5", "broken", 0.000001, 0.000002))


def seed(bin_dir, folder, sims):
    """A day of requests, and the keys that asked for them."""
    gateway = Gateway(bin_dir, folder, config(sims)).start()
    people = [dict(key_alias="dev-12", team_id="Platform", max_budget=60), dict(key_alias="svc-labels", team_id="Research", max_budget=24),
              dict(key_alias="desk-02", team_id="Support", max_budget=150, rpm_limit=120), dict(key_alias="editor-3", team_id="Marketing"),
              dict(key_alias="intern-04", team_id="Interns", max_budget=7, models=["chat-default", "summary-eu"])]
    keys = [gateway.key(**person) for person in people]
    made = request(gateway.admin, "POST", "/admin/v1/deployments",
                   {"model_name": "gpt-eu", "provider": "openai", "upstream_model": "gpt-5.5", "api_key": "sk-test-provider-4711", "weight": 1,
                    "input_usd_per_mtok": "5", "output_usd_per_mtok": "25"}, MASTER)
    assert made.status == 201, made.body
    assert gateway.stop() == 0
    subprocess.run([str(bin_dir / "bench_console"), "seed", str(folder / "data"), "5200", "day"], check=True, stderr=subprocess.DEVNULL)
    return keys


def ask(port, keys, over):
    """Requests as they come, until it is over: mostly good ones."""
    choice = random.Random(4)

    def one():
        while not over.wait(choice.random() * 0.5):
            model = choice.choice(["chat-default"] * 5 + ["code-assistant"] * 3 + ["summary-eu"] * 2 + ["embed-small"] * 3 + ["legacy"])
            try:
                request(port, "POST", "/v1/chat/completions", {"model": model, "stream": choice.random() < 0.5, "max_tokens": 400,
                                                               "messages": [{"role": "user", "content": "What does a doorkeeper do?"}]}, choice.choice(keys))
            except OSError:
                pass  # it has not started yet, or has ended
    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    return threads


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True, type=pathlib.Path)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    parser.add_argument("--only", help="one combination, for example dark-de-200")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        sims = {name: Sim(options.bin, behaviour) for name, behaviour in
                (("chat", "ttft=40,rate=300,tokens=180"), ("code", "ttft=90,rate=300,tokens=320"), ("summary", "ttft=60,rate=400,tokens=90"),
                 ("small", "ttft=8,tokens=4"), ("broken", "fault=500"))}
        keys = seed(options.bin, root / "seeded", sims)
        for theme in ("light", "dark"):
            for language in ("en", "de"):
                for scale in ("100", "200"):
                    if options.only and options.only != f"{theme}-{language}-{scale}":
                        continue
                    data = root / "data"
                    shutil.rmtree(data, ignore_errors=True)
                    shutil.copytree(root / "seeded" / "data", data)
                    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR=str(int(scale) / 100), OSTIARY_MASTER_KEY=MASTER,
                                       XDG_CONFIG_HOME=str(root / "config"), XDG_RUNTIME_DIR=str(root))
                    (root / "config" / "ostiary").mkdir(parents=True, exist_ok=True)
                    (root / "config" / "ostiary" / "ostiary.conf").write_text("[overview]\nrange=1\n")  # a day
                    taken, port, over = root / "taken", free_port(), threading.Event()
                    asking = ask(port, keys, over)
                    subprocess.run([str(options.bin / "ostiary"), "--data-dir", str(data), "--config", str(root / "seeded" / "config.yaml"), "--listen",
                                    f"127.0.0.1:{port}", "--admin-listen", "127.0.0.1:0", "--no-discovery", "--appearance", theme, "--language", language,
                                    "--screenshots", str(taken)], env=environment, check=True, timeout=120, stderr=subprocess.DEVNULL)
                    over.set()
                    for thread in asking:
                        thread.join()
                    for picture in taken.glob("*.png"):
                        shutil.move(picture, options.out / f"{picture.stem}-{theme}-{language}-{scale}.png")
        for sim in sims.values():
            sim.stop()
    print(f"{len(list(options.out.glob('*.png')))} pictures in {options.out}")


main()
