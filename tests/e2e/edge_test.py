#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one client may take from the others: memory, descriptors, places, the log. And what is said about it."""
import contextlib
import ctypes
import http.client
import json
import os
import pathlib
import resource
import select
import signal
import socket
import threading
import time
import unittest

from harness import MASTER, Gateway, Sim, arguments, is_sanitized, request, sim_config

options, rest = arguments()
MEGABYTE = 1024 * 1024
sim = None


def setUpModule():
    global sim
    sim = Sim(options.bin)


def tearDownModule():
    sim.stop()


def status_of(gateway, field):
    with open(f"/proc/{gateway.process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(field))


def figure(text):
    print(text, flush=True)


class Held:
    """A connection with an upload that does not end."""

    def __init__(self, port, key, told, sent):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\nContent-Length: {told}\r\n\r\n"
        self.answer = b""
        try:
            self.socket.sendall(head.encode())
            piece = b"x" * 262144
            while sent > 0 and not self.answered():
                sent -= self.socket.send(piece[: min(len(piece), sent)])
        except OSError:
            pass
        self.answered()

    def answered(self):
        self.socket.setblocking(False)
        try:
            self.answer += self.socket.recv(65536)
        except OSError:
            pass
        self.socket.settimeout(20)
        return b"\r\n\r\n" in self.answer

    def status(self):
        """0: it is still being listened to."""
        self.answered()
        return int(self.answer[9:12]) if self.answer else 0

    def close(self):
        self.socket.close()


def hold_many(gateway, key, count, told, sent):
    held = [None] * count

    def one(i):
        held[i] = Held(gateway.port, key, told, sent)

    threads = [threading.Thread(target=one, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return held


class Stream:
    """A stream of another client, read in the background."""

    def __init__(self, gateway, key, model):
        self.events = []
        self.connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=60)
        body = json.dumps({"model": model, "stream": True, "messages": [{"role": "user", "content": "x"}]})
        self.connection.request("POST", "/v1/chat/completions", body, {"Authorization": "Bearer " + key})
        self.response = self.connection.getresponse()
        self.thread = threading.Thread(target=self.read)
        self.thread.start()

    def read(self):
        for line in self.response:
            if line.startswith(b"data: "):
                self.events.append(line.strip())

    def whole(self):
        self.thread.join(60)
        return self.events[-1:] == [b"data: [DONE]"]


class Memory(unittest.TestCase):
    """40 clients that each send 29 of 30 MB, under a bound of 1.5 GB of address space."""

    def setUp(self):
        if is_sanitized(options.bin):
            self.skipTest("SKIPPED: a sanitizer cannot keep a bound of memory")

    def start(self, name, extra=""):
        return Gateway(options.bin, options.work / name, sim_config(sim, extra),
                       limits={resource.RLIMIT_AS: 1536 * MEGABYTE}).start()

    def attack(self, gateway, key):
        other = gateway.key()
        stream = Stream(gateway, other, "sim:rate=20,tokens=80")
        before = status_of(gateway, "RssAnon")
        held = hold_many(gateway, key, 40, 30 * MEGABYTE, 29 * MEGABYTE)
        statuses = [one.status() for one in held]
        self.assertEqual(gateway.chat(other).status, 200, "others are served meanwhile")
        held_kb = status_of(gateway, "RssAnon")
        for one in held:
            one.close()
        self.assertTrue(stream.whole(), "the stream of another client was cut")
        peak = status_of(gateway, "VmHWM")
        deadline = time.monotonic() + 15
        while status_of(gateway, "RssAnon") > before + 40 * 1024 and time.monotonic() < deadline:
            gateway.chat(other)
        after = status_of(gateway, "RssAnon")
        figure(f"  {self.id()}: {statuses.count(429)} × 429, {statuses.count(503)} × 503, {statuses.count(0)} held; "
               f"own memory {before // 1024} MB before, {held_kb // 1024} held; resident peak {peak // 1024}; own {after // 1024} after")
        self.assertLess(peak, 450 * 1024, "peak of resident memory in KiB")
        self.assertLess(after, before + 64 * 1024, "memory is given back")
        self.assertIsNone(gateway.process.poll())
        return statuses

    def test_a_key_with_one_request_a_minute(self):
        gateway = self.start("memory-rpm")
        statuses = self.attack(gateway, gateway.key(rpm_limit=1))
        self.assertEqual((statuses.count(429), statuses.count(0)), (39, 1))
        self.assertEqual(gateway.stop(), 0)

    def test_a_key_with_one_request_at_a_time(self):
        gateway = self.start("memory-parallel")
        statuses = self.attack(gateway, gateway.key(max_parallel_requests=1))
        self.assertEqual((statuses.count(429), statuses.count(0)), (39, 1))
        self.assertEqual(gateway.stop(), 0)

    def test_a_key_without_limits(self):
        gateway = self.start("memory-free")
        statuses = self.attack(gateway, gateway.key())
        self.assertGreaterEqual(statuses.count(503), 25)
        text = request(gateway.port, "GET", "/metrics", key=MASTER).body.decode()
        refused = next(float(line.split()[1]) for line in text.split("\n") if line.startswith("gateway_bodies_refused_total "))
        self.assertGreaterEqual(refused, 25)
        self.assertEqual(gateway.stop(), 0)

    def test_whole_large_bodies(self):
        gateway = self.start("memory-whole")
        key = gateway.key()
        image = "x" * (20 * MEGABYTE)
        body = json.dumps({"model": "m", "messages": [{"role": "user", "content": image}], "max_tokens": 1}).encode()
        statuses = []

        def ask():
            for _ in range(3):
                statuses.append(request(gateway.port, "POST", "/v1/chat/completions", body, key, timeout=120).status)

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        figure(f"  24 bodies of 20 MB, 8 at once: {statuses.count(200)} × 200, {statuses.count(503)} × 503, peak "
               f"{status_of(gateway, 'VmHWM') // 1024} MB")
        self.assertEqual(statuses.count(200) + statuses.count(503), 24)
        self.assertGreater(statuses.count(200), 8)
        self.assertEqual(gateway.chat(key).status, 200)
        self.assertEqual(gateway.stop(), 0)


class Descriptors(unittest.TestCase):
    def test_without_descriptors(self):
        gateway = Gateway(options.bin, options.work / "descriptors", sim_config(sim),
                          limits={resource.RLIMIT_NOFILE: 120}).start()
        key = gateway.key()
        self.assertEqual(gateway.chat(key).status, 200)
        idle = [socket.create_connection(("127.0.0.1", gateway.port)) for _ in range(300)]

        def spent():
            fields = open(f"/proc/{gateway.process.pid}/stat").read().rsplit(")", 1)[1].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

        before, began = spent(), time.monotonic()
        for _ in range(20): # the administrator comes in meanwhile
            self.assertEqual(gateway.admin_get("/admin/v1/status").status, 200)
            time.sleep(0.05)
        share = (spent() - before) / (time.monotonic() - began)
        figure(f"  out of descriptors: {share:.0%} of a core")
        self.assertLess(share, 0.5)
        self.assertEqual(gateway.chat(key).status, 200, "idle connections make room")
        for one in idle:
            one.close()
        log = gateway.log.read_text()
        self.assertEqual(log.count("too few file descriptors"), 1, log)
        self.assertIn("gateway_descriptor_shortages_total 1", gateway.admin_get("/metrics").body.decode())
        self.assertEqual(gateway.stop(), 0)

    def test_own_trouble_is_not_the_providers(self):
        gateway = Gateway(options.bin, options.work / "own-trouble", sim_config(sim),
                          limits={resource.RLIMIT_NOFILE: 120}).start()
        key = gateway.key()
        # As many requests as there is room for connections, whole but for their last byte. When that comes, there are
        # fewer descriptors left than providers to call, and no connection can be closed for another.
        body = json.dumps({"model": "sim:ttft=60000", "stream": True, "messages": [{"role": "user", "content": "x"}]})
        streams, answers = [], []
        connected = lambda: gateway.admin_get("/admin/v1/status").json()["connections"]
        for _ in range(48):
            streams.append(socket.create_connection(("127.0.0.1", gateway.port)))
            streams[-1].sendall(f"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\n"
                                f"Content-Length: {len(body)}\r\n\r\n{body[:-1]}".encode())
        deadline = time.monotonic() + 10
        while connected() < 45:
            self.assertLess(time.monotonic(), deadline, connected())
        for stream in streams:
            try:
                stream.sendall(body[-1:].encode())
            except OSError:
                pass  # no descriptor for that connection
        deadline = time.monotonic() + 10
        while len(answers) < 10 and time.monotonic() < deadline:
            for stream in select.select(streams, [], [], 1)[0]:
                try:
                    answers.append(stream.recv(4096))
                except OSError:
                    answers.append(b"")  # no descriptor even for the connection
                streams.remove(stream)
        told = [answer.lower() for answer in answers if answer]
        self.assertTrue(told)
        for answer in told:
            self.assertIn(b" 503 ", answer)
            self.assertIn(b"retry-after: ", answer)
            self.assertNotIn(b"x-should-retry: false", answer)
        deployments = gateway.admin_get("/admin/v1/health").json()
        self.assertNotIn("resting", json.dumps(deployments))
        for one in streams:
            one.close()
        deadline = time.monotonic() + 20
        while gateway.chat(key).status != 200:
            self.assertLess(time.monotonic(), deadline)
        self.assertEqual(gateway.stop(), 0)


class Places(unittest.TestCase):
    def test_silent_connections_do_not_shut_the_administrator_out(self):
        gateway = Gateway(options.bin, options.work / "places", sim_config(sim)).start()
        silent = [socket.create_connection(("127.0.0.1", gateway.admin)) for _ in range(256)]
        for _ in range(10):
            self.assertEqual(gateway.admin_get("/admin/v1/status").status, 200)
            silent += [socket.create_connection(("127.0.0.1", gateway.admin)) for _ in range(50)]
        for one in silent:
            one.close()
        self.assertEqual(gateway.stop(), 0)


class Log(unittest.TestCase):
    def test_a_log_nobody_reads_stops_nothing(self):
        reading, writing = os.pipe()
        os.set_blocking(writing, False)
        try:
            while True:
                os.write(writing, b"x" * 4096)
        except BlockingIOError:
            os.set_blocking(writing, True)
        gateway = Gateway(options.bin, options.work / "log", sim_config(sim), log_to=writing).start()
        key = gateway.key()
        for i in range(3000):  # each writes a line
            self.assertEqual(request(gateway.port, "POST", "/v1/chat/completions", {"model": "sim:fault=400", "messages": []}, key).status, 400)
        self.assertEqual(gateway.chat(key).status, 200)
        os.close(writing)
        self.assertEqual(gateway.stop(), 0)
        os.close(reading)

    def test_lines_are_json_where_the_configuration_says_so(self):
        gateway = Gateway(options.bin, options.work / "json-log", sim_config(sim, "litellm_settings: {json_logs: true}")).start()
        self.assertEqual(gateway.stop(), 0)
        lines = [line for line in gateway.log.read_text().split("\n") if line.startswith("{")]
        self.assertTrue(lines)
        for line in lines:
            self.assertEqual(sorted(json.loads(line)), ["category", "level", "message", "time"])


class Strangers(unittest.TestCase):
    def test_calls_without_a_key_are_counted_and_shown(self):
        gateway = Gateway(options.bin, options.work / "strangers", sim_config(sim)).start()
        rows = len(gateway.requests())
        for i in range(200):
            self.assertEqual(request(gateway.port, "GET", "/v1/models", key=f"sk-test-guess-{i:04}").status, 401)
        upload = Held(gateway.port, "sk-test-guess-9999", 30 * MEGABYTE, 0)
        deadline = time.monotonic() + 10
        while upload.status() == 0:
            self.assertLess(time.monotonic(), deadline)
        self.assertEqual(upload.status(), 401)
        told = gateway.admin_get("/admin/v1/unauthorized").json()
        self.assertEqual(told["total"], 201)
        self.assertEqual(told["by_error"], {"key_unknown": 201})
        self.assertEqual([(one["address"], one["calls"]) for one in told["addresses"]], [("127.0.0.1", 201)])
        self.assertEqual(told["last"]["key"], "sk-...9999")
        self.assertEqual(told["last"]["path"], "/v1/chat/completions")
        self.assertEqual(gateway.admin_get("/admin/v1/status").json()["unauthorized"]["total"], 201)
        self.assertIn('gateway_refused_total{error="key_unknown",status="401"} 201',
                      request(gateway.port, "GET", "/metrics", key=MASTER).body.decode())
        self.assertEqual(len(gateway.requests()), rows, "they have no rows")
        log = gateway.log.read_text()
        self.assertEqual(log.count("refused a call"), 1, "the log is told once a minute")
        self.assertNotIn("sk-test-guess", log)
        self.assertEqual(request(gateway.admin, "GET", "/admin/v1/unauthorized", key=gateway.key()).status, 403)
        self.assertEqual(gateway.stop(), 0)


class Browsers(unittest.TestCase):
    def test_pages_may_call_when_the_configuration_says_so(self):
        gateway = Gateway(options.bin, options.work / "browsers",
                          sim_config(sim, 'ostiary: {cors: {allow_origins: ["https://app.example.org"]}}')).start()

        def ask(port, method, path, **fields):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request(method, path, headers=fields)
            answer = connection.getresponse()
            return answer.status, answer.getheader("access-control-allow-origin")

        page = {"Origin": "https://app.example.org", "Access-Control-Request-Method": "POST"}
        self.assertEqual(ask(gateway.port, "OPTIONS", "/v1/chat/completions", **page), (204, page["Origin"]))
        self.assertEqual(ask(gateway.port, "GET", "/v1/models", **page), (401, page["Origin"]))
        self.assertEqual(ask(gateway.port, "GET", "/v1/models", Origin="https://evil.example.org"), (401, None))
        self.assertEqual(ask(gateway.admin, "OPTIONS", "/admin/v1/status", **page)[1], None, "never the admin listener")
        self.assertEqual(ask(gateway.admin, "GET", "/admin/v1/status", **page), (401, None))
        self.assertEqual(gateway.stop(), 0)


class Paths(unittest.TestCase):
    def test_names_with_encoded_slashes_and_surfaces_that_are_not_there(self):
        gateway = Gateway(options.bin, options.work / "paths", sim_config(sim).replace("model_name: m\n", "model_name: org/m\n")).start()
        for path in ("/v1/models/org%2Fm", "/v1/models/org/m", "/models/org%2fm/"):
            self.assertEqual(request(gateway.port, "GET", path, key=MASTER).json()["id"], "org/m", path)
        for path in ("/admin/v1/models/org%2Fm", "/admin/v1/models/org/m", "/admin/v1/models/org%2Fm/"):
            self.assertEqual(gateway.admin_get(path).status, 200, path)
        self.assertEqual(request(gateway.port, "GET", "/health/liveliness/").status, 200)
        answer = request(gateway.port, "POST", "/v1/messages", {"model": "org/m", "max_tokens": 1, "messages": []}, MASTER)
        self.assertEqual((answer.status, answer.headers["x-should-retry"]), (400, "false"))
        self.assertEqual(answer.json()["error"]["type"], "invalid_request_error")
        self.assertIn("/v1/chat/completions", answer.json()["error"]["message"])
        self.assertEqual(gateway.stop(), 0)


@contextlib.contextmanager
def held_thread(process, name):
    """Stops one thread of a child process and no other, as a debugger does."""
    seize, interrupt, detach = 0x4206, 0x4207, 17
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long] * 4
    thread = next(int(task.name) for task in pathlib.Path(f"/proc/{process}/task").iterdir()
                  if name in (task / "comm").read_text())
    if libc.ptrace(seize, thread, 0, 0) != 0:
        raise unittest.SkipTest("SKIPPED: this system lets nobody stop a thread: " + os.strerror(ctypes.get_errno()))
    if libc.ptrace(interrupt, thread, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "PTRACE_INTERRUPT")
    os.waitpid(thread, 0x40000000)  # __WALL
    try:
        yield
    finally:
        libc.ptrace(detach, thread, 0, 0)


class Supervision(unittest.TestCase):
    def test_the_watchdog_is_told_that_the_engines_turn(self):
        folder = options.work / "watchdog"
        folder.mkdir(parents=True, exist_ok=True)
        address = f"\0ostiary-test-{os.getpid()}"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
            systemd.bind(address)
            systemd.settimeout(20)
            gateway = Gateway(options.bin, folder / "gateway", sim_config(sim),
                              environment={"NOTIFY_SOCKET": "@" + address[1:], "WATCHDOG_USEC": "4000000"}).start()
            told = [systemd.recv(100) for _ in range(3)]
            self.assertEqual(told, [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"])
            self.assertEqual(gateway.stop(), 0)
            while systemd.recv(100) != b"STOPPING=1":
                pass

    def test_the_watchdog_is_told_nothing_while_one_engine_hangs(self):
        folder = options.work / "watchdog-hung"
        folder.mkdir(parents=True, exist_ok=True)
        address = f"\0ostiary-test-hung-{os.getpid()}"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
            systemd.bind(address)
            systemd.settimeout(20)
            gateway = Gateway(options.bin, folder / "gateway", sim_config(sim),
                              environment={"NOTIFY_SOCKET": "@" + address[1:], "WATCHDOG_USEC": "2000000"}).start()
            self.assertEqual([systemd.recv(100) for _ in range(2)], [b"READY=1", b"WATCHDOG=1"])
            with held_thread(gateway.process.pid, "engine"):
                systemd.settimeout(4)  # twice what systemd waits
                with self.assertRaises(TimeoutError):
                    for _ in range(4):  # what was under way when the thread was stopped
                        systemd.recv(100)
            systemd.settimeout(20)
            self.assertEqual(systemd.recv(100), b"WATCHDOG=1", "it turns again")
            self.assertEqual(gateway.stop(), 0)


import warnings
if __name__ == "__main__":
    unittest.main(argv=["edge_test"] + rest, verbosity=2, warnings="ignore")
