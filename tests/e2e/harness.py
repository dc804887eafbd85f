# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts ostiaryd and ostiary-sim on loopback ports of their own and talks to them. Standard library only."""
import argparse
import atexit
import http.client
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time

_children = []


@atexit.register
def _end_children():
    for child in _children:
        if child.poll() is None:
            child.kill()


def track(process):
    """Ends the process with this one, whatever happens."""
    _children.append(process)
    return process


MASTER = "sk-test-master-key-0123456789"


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True, type=pathlib.Path)
    parser.add_argument("--work", required=True, type=pathlib.Path)
    known, rest = parser.parse_known_args()
    known.work.mkdir(parents=True, exist_ok=True)
    return known, rest


def skip(why):
    print("SKIPPED:", why)
    sys.exit(77)


def is_sanitized(bin_dir):
    """Whether the programs were built with a sanitizer, which takes terabytes of address space and keeps what is freed."""
    program = (bin_dir / "ostiaryd").read_bytes()
    return b"__asan_init" in program or b"__tsan_init" in program


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Sim:
    def __init__(self, bin_dir, behaviour=""):
        command = [str(bin_dir / "ostiary-sim")] + (["--behaviour", behaviour] if behaviour else [])
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        _children.append(self.process)
        self.base = self.process.stdout.readline().strip()
        self.port = int(re.search(r":(\d+)/", self.base).group(1))

    def bill(self):
        return request(self.port, "GET", "/sim/bill").json()

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)

    def events(self):
        return [line[6:] for line in self.body.decode().split("\n") if line.startswith("data: ")]


class OnePiece(http.client.HTTPConnection):
    """Sends head and body at once: a head that comes alone is answered by other rules."""
    whole = b""

    def send(self, data):
        self.whole += data

    def getresponse(self):
        if self.sock is None:
            self.connect()
        self.sock.sendall(self.whole)
        return super().getresponse()


def request(port, method, path, body=None, key=None, timeout=30, headers=None):
    headers = {"Content-Type": "application/json", **(headers or {})}
    if key:
        headers["Authorization"] = "Bearer " + key
    payload = json.dumps(body).encode() if isinstance(body, (dict, list)) else body
    small = payload is None or (isinstance(payload, (bytes, str)) and len(payload) < 16_000)
    connection = (OnePiece if small else http.client.HTTPConnection)("127.0.0.1", port, timeout=timeout)
    connection.request(method, path, payload, headers)
    response = connection.getresponse()
    answer = Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
    connection.close()
    return answer


class Gateway:
    """One ostiaryd over a data directory; can be killed and started again."""

    def __init__(self, bin_dir, folder, config=None, environment=None, arguments=(), limits=None, log_to=None):
        """limits: {resource.RLIMIT_…: most}; log_to: a descriptor for its output in place of the log file."""
        self.limits, self.log_to = limits or {}, log_to
        self.bin_dir, self.folder, self.config = bin_dir, pathlib.Path(folder), config
        self.environment, self.arguments = environment or {}, list(arguments)
        self.port, self.admin = free_port(), free_port()
        self.process = None
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.log = self.folder / "log.txt"
        self.config_file = self.folder / "config.yaml"
        if config is not None:
            self.config_file.write_text(config)

    def start(self):
        command = [str(self.bin_dir / "ostiaryd"), "serve", "--data-dir", str(self.folder / "data"), "--listen",
                   f"127.0.0.1:{self.port}", "--admin-listen", f"127.0.0.1:{self.admin}", "--no-discovery"] + self.arguments
        if self.config is not None:
            command += ["--config", str(self.config_file)]
        environment = dict(os.environ, OSTIARY_MASTER_KEY=MASTER, **self.environment)
        for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "MISTRAL_API_KEY", "OPENROUTER_API_KEY"):
            environment.pop(name, None)
        def limit():
            for name, most in self.limits.items():
                resource.setrlimit(name, (most, most))

        with open(self.log, "ab") as log:
            to = log if self.log_to is None else self.log_to
            self.process = subprocess.Popen(command, stdout=log, stderr=to, env=environment, preexec_fn=limit)
        _children.append(self.process)
        deadline = time.monotonic() + 30
        while True:
            try:
                if request(self.port, "GET", "/health/readiness").status == 200:
                    return self
            except OSError:
                pass
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError("ostiaryd did not start:\n" + self.log.read_text())
            time.sleep(0.01)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def key(self, **fields):
        answer = request(self.port, "POST", "/key/generate", fields, MASTER)
        assert answer.status == 200, answer.body
        return answer.json()["key"]

    def chat(self, key, model="m", stream=False, **fields):
        body = {"model": model, "messages": [{"role": "user", "content": "Who keeps the door?"}], **fields}
        if stream:
            body["stream"] = True
        return request(self.port, "POST", "/v1/chat/completions", body, key)

    def admin_get(self, path):
        return request(self.admin, "GET", path, key=MASTER)

    def requests(self, **query):
        """The newest requests; waits for the ledger, which gathers rows for a few milliseconds."""
        text = "&".join(f"{k}={v}" for k, v in query.items())
        return self.admin_get("/admin/v1/requests?" + text).json()["data"]

    def row(self, request_id):
        deadline = time.monotonic() + 10
        while True:
            answer = self.admin_get("/admin/v1/requests/" + request_id)
            if answer.status == 200:
                return answer.json()
            assert time.monotonic() < deadline, "no row for " + request_id
            time.sleep(0.01)

    def command(self, *words):
        return subprocess.run([str(self.bin_dir / "ostiaryd"), *words, "--data-dir", str(self.folder / "data")],
                              capture_output=True, text=True, timeout=60)


def sim_config(sim, extra="", retries=1):
    # "unpriced" is at an address that does not look like its owner's; "own" is, and costs nothing.
    return f"""
model_list:
  - model_name: m
    litellm_params: {{model: openai/sim, api_base: "{sim.base}", api_key: sk-upstream-canary-4711, input_cost_per_token: 0.000001, output_cost_per_token: 0.000002}}
  - model_name: "sim*"
    litellm_params: {{model: "openai/sim*", api_base: "{sim.base}", api_key: sk-upstream-canary-4711, input_cost_per_token: 0.000001, output_cost_per_token: 0.000002}}
  - model_name: "claude*"
    litellm_params: {{model: "anthropic/sim*", api_base: "{sim.base}", api_key: sk-upstream-canary-4711, input_cost_per_token: 0.000001, output_cost_per_token: 0.000002}}
  - model_name: unpriced
    litellm_params: {{model: openai/sim, api_base: "{sim.base.replace("127.0.0.1", "0x7f.0.0.1")}", api_key: sk-upstream-canary-4711}}
  - model_name: own
    litellm_params: {{model: openai/sim, api_base: "{sim.base}", api_key: sk-upstream-canary-4711}}
{extra}
router_settings: {{num_retries: {retries}, allowed_fails: 1000}}
user_access:
  - {{user_id: ann, models: [m], max_budget: 50}}
"""
