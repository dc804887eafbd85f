#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop application as a process: the gateway inside answers, a second start gives way to the first, the end is orderly."""
import http.server
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))
from harness import MASTER, arguments, free_port, request, track  # noqa: E402

options, rest = arguments()


class Desktop(unittest.TestCase):
    def setUp(self):
        self.folder = options.work / "desktop"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", OSTIARY_MASTER_KEY=MASTER, XDG_CONFIG_HOME=str(self.folder / "config"),
                                XDG_RUNTIME_DIR=str(self.folder))
        self.port = free_port()

    def start(self, *words):
        return track(subprocess.Popen([str(options.bin / "ostiary"), "--data-dir", str(self.folder / "data"), "--listen", f"127.0.0.1:{self.port}",
                                       "--admin-listen", "127.0.0.1:0", "--no-discovery", *words], env=self.environment, stderr=subprocess.PIPE, text=True))

    def wait_ready(self):
        deadline = time.monotonic() + 30
        while True:
            try:
                if request(self.port, "GET", "/health/readiness").status == 200:
                    return
            except OSError:
                pass
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)

    def test_one_instance_that_outlives_a_kill_and_ends_in_order(self):
        first = self.start()
        self.wait_ready()
        self.assertEqual(request(self.port, "POST", "/v1/chat/completions", {"model": "sim", "messages": []}, MASTER).status, 200)
        second = self.start()
        _, said = second.communicate(timeout=30)
        self.assertEqual(second.returncode, 0)
        self.assertIn("runs already", said)
        self.assertIsNone(first.poll())
        first.kill()
        first.wait()
        again = self.start()  # what the killed one left behind is no obstacle
        self.wait_ready()
        again.send_signal(signal.SIGTERM)
        self.assertEqual(again.wait(30), 0)

    def key_shown_to_a_gateway(self, prepare, wrapper=()):
        """Connects to a listener that only notes which key it is shown."""
        seen, shown = [], threading.Event()

        class Door(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                seen.append(self.headers.get("Authorization"))
                shown.set()
                self.send_response(401)
                self.end_headers()

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Door)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        environment = dict(self.environment, XDG_DATA_HOME=str(self.folder / "share"), HOME=str(self.folder))
        environment.pop("OSTIARY_ADMIN_KEY", None)
        name = f"127.0.0.1_{server.server_port}"
        command = f"{prepare(name)}\nexec {options.bin}/ostiary --connect http://127.0.0.1:{server.server_port}"
        console = track(subprocess.Popen([*wrapper, "sh", "-c", command], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True))
        self.assertTrue(shown.wait(30), "no connection came")
        os.killpg(console.pid, signal.SIGTERM)
        console.wait(30)
        return seen[0]

    def test_the_admin_key_is_read_from_a_file_of_its_owner(self):
        def prepare(name):
            folder = self.folder / "config" / "ostiary"
            folder.mkdir(parents=True)
            (folder / (name + ".token")).write_text("sk-test-kept-in-a-file")
            return ":"
        self.assertEqual(self.key_shown_to_a_gateway(prepare), "Bearer sk-test-kept-in-a-file")

    @unittest.skipUnless(shutil.which("gnome-keyring-daemon") and shutil.which("secret-tool") and shutil.which("dbus-run-session"),
                         "SKIPPED: gnome-keyring, libsecret-tools or dbus is not here")
    def test_the_admin_key_is_read_from_the_keychain(self):
        def prepare(name):
            return ("eval $(printf 'pw\\n' | gnome-keyring-daemon --unlock --components=secrets 2>/dev/null)\n"
                    f"printf %s sk-test-kept-in-the-keychain | secret-tool store --label=ostiary user {name} server ostiary type plaintext")
        self.assertEqual(self.key_shown_to_a_gateway(prepare, ("dbus-run-session", "--")), "Bearer sk-test-kept-in-the-keychain")

    def test_headless_is_the_service(self):
        service = self.start("--headless")
        self.wait_ready()
        service.send_signal(signal.SIGTERM)
        self.assertEqual(service.wait(60), 0)

    def test_a_wrong_address_is_told(self):
        for words in (("--connect",), ("--connect", "gateway"), ("--connect", "ftp://x"), ("--connect", "http://gateway.example:4001")):
            process = self.start(*words)
            _, said = process.communicate(timeout=20)
            self.assertEqual(process.returncode, 2)
            self.assertIn("--connect", said)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]] + rest, verbosity=2)
