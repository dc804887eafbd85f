#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the desktop console: start, a month of requests in the ledger, the live list under load, and what an open
console costs the gateway inside. Without a screen (Qt's offscreen platform paints the same pixels)."""
import argparse
import os
import pathlib
import re
import statistics
import subprocess
import tempfile
import time

import bench
from harness import MASTER, Gateway, free_port, request


def figures(text):
    return {name: float(value) for name, value in re.findall(r"^(\w+) ([\d.]+)", text, re.M)}


def tool(options, *words, **more):
    return subprocess.run([str(options.bin / "bench_console"), *map(str, words)], capture_output=True, text=True, timeout=7200, **more)


def forget(folder):
    """Takes the ledger out of the system's page cache, as after a start of the machine."""
    for file in folder.iterdir():
        descriptor = os.open(file, os.O_RDONLY)
        os.fsync(descriptor)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)


def pages(options, folder):
    """The figures of a month of requests, with the ledger in the page cache and without."""
    rounds = {"warm": [], "cold": []}
    for _ in range(options.rounds):
        for state, taken in rounds.items():
            if state == "cold":
                forget(folder)
            out = tool(options, "pages", folder).stdout
            taken.append(figures(out))
            print(f"{state}:\n{out}")
    for name, bound in (("start_ms", 1000), ("first_page_ms", 100), ("filter_worst_ms", 300), ("chart_30d_ms", 200), ("scroll_worst_frame_ms", 50)):
        spreads = []
        for state, taken in rounds.items():
            values = [r[name] for r in taken]
            spreads.append(f"{state} {statistics.median(values):.1f} ({min(values):.1f} – {max(values):.1f})")
        print(f"{name:24} {', '.join(spreads)}, to reach: {bound}")


def live(options, folder, seconds, rate):
    console = subprocess.Popen([str(options.bin / "bench_console"), "tail", str(folder), str(seconds)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    port = int(console.stdout.readline().split()[1])
    key = console.stdout.readline().split()[1]
    sender = subprocess.Popen([str(options.bin / "bench_console"), "load", str(port), key, str(rate), str(seconds + 30)], stdout=subprocess.DEVNULL)
    try:
        return figures(console.communicate(timeout=seconds + 120)[0])
    finally:
        sender.kill()
        sender.wait()


class Desktop(Gateway):
    """The desktop application, with its window open, in the place of the service."""

    def start(self):
        environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", OSTIARY_MASTER_KEY=MASTER, XDG_CONFIG_HOME=str(self.folder / "config"), XDG_RUNTIME_DIR=str(self.folder))
        self.process = subprocess.Popen([str(self.bin_dir / "ostiary"), "--config", str(self.config_file), "--data-dir", str(self.folder / "data"), "--listen", f"127.0.0.1:{self.port}",
                                         "--admin-listen", f"127.0.0.1:{self.admin}"] + self.arguments, env=environment, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while True:
            try:
                if request(self.port, "GET", "/health/readiness").status == 200:
                    return self
            except OSError:
                pass
            assert time.monotonic() < deadline
            time.sleep(0.01)


def beside(options, folder):
    """Requests/s of the desktop application with its window open, as a share of the service's; turn by turn."""
    up = free_port()
    upstream = bench.nginx(folder, "up", f"server {{ listen 127.0.0.1:{up} reuseport; location / {{ default_type application/json; return 200 '{bench.ANSWER}'; }} }}")
    config = f"""
model_list:
  - model_name: bench
    litellm_params: {{model: openai/bench, api_base: "http://127.0.0.1:{up}/v1", api_key: sk-upstream, input_cost_per_token: 0.00000015, output_cost_per_token: 0.0000006}}
"""
    shares = []
    try:
        for round_ in range(options.rounds):
            rates = {}
            for name, kind in (("headless", Gateway), ("console", Desktop)):
                gateway = kind(options.bin, folder / f"{name}{round_}", config, arguments=["--engine-threads", "1"]).start()
                key = gateway.key(max_budget=100000, rpm_limit=100000000, max_parallel_requests=10000)
                script = folder / "wrk.lua"
                script.write_text(f"wrk.method='POST'\nwrk.body='{bench.BODY}'\nwrk.headers['Content-Type']='application/json'\nwrk.headers['Authorization']='Bearer {key}'\n")
                bench.wrk(gateway.port, 32, 1, script)
                rates[name] = bench.wrk(gateway.port, 32, options.seconds, script)[0]
                gateway.stop()
            shares.append(rates["console"] / rates["headless"])
            print(f"  round {round_ + 1}: headless {rates['headless']:.0f}/s, with the console {rates['console']:.0f}/s", flush=True)
    finally:
        upstream.terminate()  # not kill(): its worker would stay
        upstream.wait()
    return shares


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True, type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--tail-seconds", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ostiary-bench-") as name:
        folder = pathlib.Path(name)
        (folder / "month").mkdir()
        began = time.monotonic()
        assert tool(options, "seed", folder / "month", options.rows).returncode == 0
        print(f"a ledger of {options.rows} requests over 30 days, made in {time.monotonic() - began:.0f} s")
        pages(options, folder / "month")
        print("live list at 2,000 requests/s:", live(options, folder / "month", options.tail_seconds, 2000), flush=True)
        shares = beside(options, folder)
        print(f"requests/s with the console open: {bench.spread(shares)} × headless, to reach: 0.9")


main()
