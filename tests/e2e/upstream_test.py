#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Upstream over TLS, HTTP/2 and proxies, readers that do not read, and a disk that is full."""
import json
import os
import pathlib
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import unittest

from harness import MASTER, Gateway, Sim, arguments, free_port, is_sanitized, request, sim_config, track

options, rest = arguments()
STREAM_BOUND = 512 * 1024
SANITIZED = is_sanitized(options.bin)
# A sanitizer makes reading so slow that the first of many streams would be ended before the last has begun.
SLOW_READERS = 8 if SANITIZED else 64
sim = None


def setUpModule():
    global sim
    sim = Sim(options.bin)


def tearDownModule():
    sim.stop()


def resident_bytes(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise AssertionError("no VmRSS")


def wait(what, seconds=30):
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)


class Http2Door:
    """nginx in front of the simulator: TLS with a certificate of our own, HTTP/2."""

    def __init__(self, folder):
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.port = free_port()
        self.certificate = folder / "ca.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", str(folder / "key.pem"), "-out", str(self.certificate)],
                       check=True, capture_output=True)
        (folder / "nginx.conf").write_text(f"""
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  log_format protocol '$server_protocol $request_uri'; access_log {folder}/access.log protocol;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{self.port} ssl http2;
    ssl_certificate {self.certificate}; ssl_certificate_key {folder}/key.pem;
    location / {{ proxy_pass http://127.0.0.1:{sim.port}; proxy_http_version 1.1; proxy_buffering off; proxy_read_timeout 60s; }}
  }}
}}""")
        self.process = track(subprocess.Popen([shutil.which("nginx") or "/usr/sbin/nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")],
                                              stderr=subprocess.DEVNULL))
        wait(self.listens)

    def listens(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def protocols(self):
        return [line.split()[0] for line in (self.folder / "access.log").read_text().splitlines() if "/sim/" not in line]

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


def through(address, extra_key="sk-upstream-canary-4711"):
    return f"""
model_list:
  - model_name: "sim*"
    litellm_params: {{model: "openai/sim*", api_base: "{address}", api_key: {extra_key}, input_cost_per_token: 0.000001, output_cost_per_token: 0.000002}}
router_settings: {{num_retries: 0}}
"""


class SlowReader:
    """Asks for a long stream and reads none of it, with a small receive buffer."""

    def __init__(self, port, key, model):
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.connect(("127.0.0.1", port))
        body = json.dumps({"model": model, "stream": True, "messages": []}).encode()
        self.socket.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key.encode()
                            + b"\r\nContent-Type: application/json\r\nContent-Length: " + str(len(body)).encode() + b"\r\n\r\n" + body)

    def read_all(self):
        self.socket.settimeout(60)
        out = bytearray()
        while not out.endswith(b"\r\n0\r\n\r\n"):
            part = self.socket.recv(1 << 16)
            if not part:
                break
            out += part
        return bytes(out)


@unittest.skipUnless(shutil.which("nginx") or os.path.exists("/usr/sbin/nginx"), "SKIPPED: nginx is not here")
@unittest.skipUnless(shutil.which("openssl"), "SKIPPED: openssl is not here")
class Tls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.door = Http2Door(options.work / "door")

    @classmethod
    def tearDownClass(cls):
        cls.door.stop()

    def test_speaks_http2_to_a_provider_it_trusts(self):
        gateway = Gateway(options.bin, options.work / "http2", through(f"https://localhost:{self.door.port}/v1"),
                          {"SSL_CERT_FILE": str(self.door.certificate)}, ["--engine-threads", "1"]).start()
        key = gateway.key()
        answers = []
        threads = [threading.Thread(target=lambda: answers.append(gateway.chat(key, "sim:ttft=50,rate=200,tokens=20", stream=True))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual([answer.status for answer in answers], [200] * 8)
        self.assertTrue(all(answer.events()[-1] == "[DONE]" for answer in answers))
        self.assertEqual(set(self.door.protocols()), {"HTTP/2.0"})
        self.assertEqual(gateway.row(answers[0].headers["x-request-id"])["completion_tokens"], 20)
        self.assertEqual(gateway.stop(), 0)

    def test_refuses_a_provider_whose_certificate_it_does_not_trust(self):
        gateway = Gateway(options.bin, options.work / "untrusted", through(f"https://localhost:{self.door.port}/v1")).start()
        before = len(sim.bill()["lines"])
        answer = gateway.chat(gateway.key(), "sim")
        self.assertGreaterEqual(answer.status, 500)
        self.assertEqual(len(sim.bill()["lines"]), before)
        self.assertEqual(gateway.stop(), 0)

    def test_slow_readers_over_http2_stay_small(self):
        slow_readers_stay_small(self, f"https://localhost:{self.door.port}/v1", {"SSL_CERT_FILE": str(self.door.certificate)}, SLOW_READERS)


def slow_readers_stay_small(test, address, environment, count):
    gateway = Gateway(options.bin, options.work / "slow", through(address), environment, ["--engine-threads", "1"]).start()
    key = gateway.key()
    gateway.chat(key, "sim", stream=True)
    before = resident_bytes(gateway.process.pid)
    # Each stream holds about 6 MB of events; none of it is read.
    readers = [SlowReader(gateway.port, key, "sim:tokens=30000") for _ in range(count)]
    in_flight = lambda: request(gateway.admin, "GET", "/admin/v1/status", key=MASTER).json()["in_flight"]
    wait(lambda: in_flight() == count)
    last = -1
    while last != (last := resident_bytes(gateway.process.pid)):  # until nothing more comes in
        time.sleep(0.5)
    each = (last - before) / count
    print(f"{count} slow readers over {address.split(':')[0]}: {each / 1024:.0f} KiB resident a stream")
    if not SANITIZED:  # a sanitizer's shadow is memory, too
        test.assertLess(each, STREAM_BOUND)
    test.assertEqual(in_flight(), count)
    # Another client is served meanwhile, and a slow one gets every event once it reads.
    test.assertEqual(gateway.chat(key, "sim", stream=True).status, 200)
    whole = readers[0].read_all()
    test.assertEqual(whole.count(b'"content"'), 1 + 30000)  # the first event names the role
    test.assertIn(b"[DONE]", whole)
    for reader in readers:
        reader.socket.close()
    wait(lambda: in_flight() == 0)
    test.assertEqual(gateway.stop(), 0)


class Readers(unittest.TestCase):
    def test_slow_readers_stay_small(self):
        slow_readers_stay_small(self, sim.base, {}, SLOW_READERS)


class Proxy(threading.Thread):
    """A forward proxy of the plainest kind: absolute targets to the simulator, whatever host they name."""

    def __init__(self):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.lines = []

    def run(self):
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        head = b""
        while b"\r\n\r\n" not in head:
            head += client.recv(65536)
        line, others = head.split(b"\r\n", 1)
        self.lines.append(line.decode())
        method, target, version = line.split(b" ")
        path = b"/" + target.split(b"/", 3)[3]
        upstream = socket.create_connection(("127.0.0.1", sim.port))
        upstream.sendall(b" ".join([method, path, version]) + b"\r\n" + others)
        threading.Thread(target=self.pump, args=(client, upstream), daemon=True).start()
        self.pump(upstream, client)

    @staticmethod
    def pump(source, sink):
        try:
            while part := source.recv(65536):
                sink.sendall(part)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass


class Proxies(unittest.TestCase):
    def test_system_variables_send_requests_through_a_proxy(self):
        for variable in ("http_proxy", "HTTP_PROXY"):
            proxy = Proxy()
            proxy.start()
            gateway = Gateway(options.bin, options.work / f"proxied-{variable}", through("http://provider.example/v1") + """
""", {variable: f"http://127.0.0.1:{proxy.port}", "no_proxy": ""}).start()
            answer = gateway.chat(gateway.key(), "sim")
            self.assertEqual(answer.status, 200, answer.body)
            self.assertEqual(proxy.lines, ["POST http://provider.example/v1/chat/completions HTTP/1.1"])
            self.assertEqual(gateway.stop(), 0)

    def test_this_machine_is_reached_directly(self):
        proxy = Proxy()
        proxy.start()
        gateway = Gateway(options.bin, options.work / "direct", through(sim.base), {"http_proxy": f"http://127.0.0.1:{proxy.port}"}).start()
        self.assertEqual(gateway.chat(gateway.key(), "sim").status, 200)
        self.assertEqual(proxy.lines, [])
        self.assertEqual(gateway.stop(), 0)


class FullDisk(unittest.TestCase):
    """The process may not let a file grow beyond a limit, which to SQLite is a disk that is full."""

    def test_says_so_loses_nothing_and_recovers(self):
        gateway = Gateway(options.bin, options.work / "full", sim_config(sim))
        gateway.start()
        key = gateway.key()
        pid = gateway.process.pid
        ledger = gateway.folder / "data" / "ledger.db"
        gateway.row(gateway.chat(key).headers["x-request-id"])
        journal = max(p.stat().st_size for p in ledger.parent.glob("ledger.db-wal"))
        _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (journal + 16384, hard))
        paid, refused = [], None
        for _ in range(20000):
            answer = gateway.chat(key)
            if answer.status == 200:
                paid.append(answer.headers["x-request-id"])
            else:
                refused = answer
                break
        self.assertIsNotNone(refused, "the disk never became full")
        self.assertEqual(refused.status, 503, refused.body)
        self.assertIn("cannot record", refused.json()["error"]["message"])
        self.assertEqual(request(gateway.port, "GET", "/health/readiness").status, 503)
        billed = len([line for line in sim.bill()["lines"]])
        gateway.chat(key)
        self.assertEqual(len(sim.bill()["lines"]), billed, "what cannot be recorded is not sent upstream")
        changed = request(gateway.admin, "POST", "/admin/v1/keys", {"alias": "while full"}, MASTER)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, hard))
        wait(lambda: gateway.chat(key).status == 200)
        # The key that was asked for meanwhile is there or it is not, as its answer said.
        made = gateway.admin_get("/admin/v1/keys?alias=while%20full").json()["data"]
        self.assertEqual(len(made), 1 if changed.status == 201 else 0, changed.body)
        for request_id in paid:
            self.assertEqual(gateway.row(request_id)["state"], "settled")
        self.assertEqual(gateway.stop(), 0)
        check = gateway.command("ledger", "verify")
        self.assertEqual(check.returncode, 0, check.stderr)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]] + rest, verbosity=2)
