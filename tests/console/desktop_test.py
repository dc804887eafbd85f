#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop application as a process: the gateway inside answers, a second start gives way to the first, the end is orderly."""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
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
