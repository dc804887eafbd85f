#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures Ostiary beside nginx and, where npm has it, Portkey's gateway: one machine, one run, one upstream.

The upstream is nginx with a fixed answer in OpenAI's form, so that the gateways are what is measured. Each round measures
everything in turn; figures are ratios within a round, shown as median and spread over the rounds.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))
from harness import MASTER, Gateway, Sim, free_port, request  # noqa: E402

ANSWER = ('{"id":"chatcmpl-bench","object":"chat.completion","created":1767225600,"model":"bench","choices":[{"index":0,"message":'
          '{"role":"assistant","content":"Hello! How can I help you today?"},"logprobs":null,"finish_reason":"stop"}],'
          '"usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29}}')
BODY = ('{"model":"bench","messages":[{"role":"system","content":"You are a helpful assistant."},'
        '{"role":"user","content":"Hello there, who keeps the door?"}],"max_tokens":64}')


def nginx(folder, name, server):
    file = folder / f"{name}.conf"
    file.write_text(f"""worker_processes 1; daemon off; pid {folder}/{name}.pid; error_log /dev/null;
events {{ worker_connections 4096; }}
http {{ access_log off; keepalive_requests 100000000; keepalive_timeout 600s;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  {server} }}""")
    binary = shutil.which("nginx") or "/usr/sbin/nginx"
    return subprocess.Popen([binary, "-c", str(file)], stderr=subprocess.DEVNULL)


def seconds_of(text):
    number, unit = re.match(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 1e-6, "ms": 1e-3, "s": 1}[unit]


def wrk(port, connections, seconds, script):
    out = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--latency", "-s", str(script),
                          f"http://127.0.0.1:{port}/v1/chat/completions"], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in out:
        raise SystemExit("an answer was not 200:\n" + out)
    latency = {p: seconds_of(t) for p, t in re.findall(r"(50|99)%\s+([\d.]+(?:us|ms|s))", out)}
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)), latency["50"], latency["99"]


def resident_kib(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1))


def portkey(folder):
    if not shutil.which("npm"):
        return None, 0
    if not (folder / "node_modules/@portkey-ai/gateway").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        made = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), "@portkey-ai/gateway@1"], capture_output=True)
        if made.returncode != 0:
            return None, 0
    port = free_port()
    process = subprocess.Popen(["node", str(folder / "node_modules/@portkey-ai/gateway/build/start-server.js"), "--headless", f"--port={port}"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            request(port, "GET", "/")
            return process, port
        except OSError:
            time.sleep(0.1)
    process.kill()
    return None, 0


def spread(values, digits=2):
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f} – {max(values):.{digits}f})"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True, type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--streams", type=int, default=2000)
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="ostiary-bench-"))
    children = []
    try:
        up, proxy = free_port(), free_port()
        children.append(nginx(folder, "up", f"server {{ listen 127.0.0.1:{up} reuseport; location / {{ default_type application/json; return 200 '{ANSWER}'; }} }}"))
        children.append(nginx(folder, "proxy", f"upstream up {{ server 127.0.0.1:{up}; keepalive 256; keepalive_requests 100000000; }} server {{ listen 127.0.0.1:{proxy}; "
                                               f"location / {{ proxy_pass http://up; proxy_http_version 1.1; proxy_set_header Connection \"\"; }} }}"))
        sim = Sim(options.bin)
        children.append(sim.process)
        config = f"""
model_list:
  - model_name: bench
    litellm_params: {{model: openai/bench, api_base: "http://127.0.0.1:{up}/v1", api_key: sk-upstream, input_cost_per_token: 0.00000015, output_cost_per_token: 0.0000006}}
  - model_name: "sim*"
    litellm_params: {{model: "openai/sim*", api_base: "{sim.base}", input_cost_per_token: 0.00000015, output_cost_per_token: 0.0000006}}
"""
        gateways, keys = {}, {}
        for threads in (1, 2):
            gateway = Gateway(options.bin, folder / f"ostiary{threads}", config, arguments=["--engine-threads", str(threads)])
            began = time.monotonic()
            gateway.start()
            started = time.monotonic() - began
            time.sleep(1)
            gateways[threads] = gateway
            children.append(gateway.process)
            keys[threads] = gateway.key(max_budget=100000, rpm_limit=100000000, max_parallel_requests=10000)
            if threads == 1:
                print(f"start to first answer {started * 1000:.0f} ms, idle memory {resident_kib(gateway.process.pid) / 1024:.1f} MiB")
        process, portkey_port = portkey(pathlib.Path(options.bin).resolve().parent.parent / "e2e" / "portkey")
        if process:
            children.append(process)
        else:
            print("Portkey's gateway cannot be had here; it is left out")

        def script(name, headers):
            file = folder / f"{name}.lua"
            lines = "".join(f'wrk.headers["{k}"]="{v}"\n' for k, v in {"Content-Type": "application/json", **headers}.items())
            file.write_text(f"wrk.method='POST'\nwrk.body='{BODY}'\n{lines}")
            return file

        targets = {"direct": (up, script("plain", {})), "nginx": (proxy, script("plain", {})),
                   "ostiary": (gateways[1].port, script("o1", {"Authorization": "Bearer " + keys[1]})),
                   "ostiary, 2 threads": (gateways[2].port, script("o2", {"Authorization": "Bearer " + keys[2]}))}
        if process:
            targets["portkey"] = (portkey_port, script("portkey", {"Authorization": "Bearer sk-upstream", "x-portkey-provider": "openai",
                                  "x-portkey-custom-host": f"http://127.0.0.1:{up}/v1"}))
        results = {name: {"c1": [], "c32": []} for name in targets}
        for number in range(options.rounds):
            for name, (port, file) in targets.items():
                for label, connections in (("c1", 1), ("c32", 32)):
                    results[name][label].append(wrk(port, connections, options.seconds, file))
            print(f"round {number + 1}: " + ", ".join(f"{name} {results[name]['c32'][-1][0]:.0f}/s" for name in targets), flush=True)

        rounds = range(options.rounds)
        print("\nrequests/s at 32 connections: " + "; ".join(f"{name} {spread([r[0] for r in data['c32']], 0)}" for name, data in results.items()))
        print("of nginx's: " + "; ".join(f"{name} {spread([results[name]['c32'][i][0] / results['nginx']['c32'][i][0] for i in rounds])}" for name in results if name != "nginx"))
        if process:
            print("Ostiary over Portkey: " + spread([results["ostiary"]["c32"][i][0] / results["portkey"]["c32"][i][0] for i in rounds], 1))
        print("two engine threads over one: " + spread([results["ostiary, 2 threads"]["c32"][i][0] / results["ostiary"]["c32"][i][0] for i in rounds]))
        for label, words in (("c1", "one connection"), ("c32", "32 connections")):
            for name in [n for n in results if n != "direct"]:
                added = [[(results[name][label][i][k] - results["direct"][label][i][k]) * 1e6 for i in rounds] for k in (1, 2)]
                print(f"added at {words}, {name}: p50 {spread(added[0], 0)} µs, p99 {spread(added[1], 0)} µs")
        metrics = request(gateways[1].port, "GET", "/metrics", key=MASTER).body.decode()
        sums = dict(re.findall(r'gateway_stage_seconds_sum\{stage="(\w+)"\} ([\d.e+-]+)', metrics))
        counts = dict(re.findall(r'gateway_stage_seconds_count\{stage="(\w+)"\} (\d+)', metrics))
        print("mean of each stage: " + ", ".join(f"{s} {float(v) / float(counts[s]) * 1e6:.1f} µs" for s, v in sums.items()))

        events = 100
        out = subprocess.run([str(options.bin / "bench_streams"), str(gateways[1].port), keys[1], str(options.streams), f"sim:tokens={events},rate=10", str(events),
                              str(gateways[1].process.pid)], capture_output=True, text=True)
        print(f"{options.streams} streams at 10 events/s:", out.stdout.strip() or out.stderr.strip())
        for gateway in gateways.values():
            gateway.stop()
            check = gateway.command("ledger", "verify")
            print(check.stdout.strip().splitlines()[-1] if check.returncode == 0 else "THE LEDGER IS NOT SOUND: " + check.stderr)
    finally:
        for child in children:
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        for child in children:
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
