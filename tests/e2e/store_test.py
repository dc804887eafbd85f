#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the whole program says and does when its data directory is not as it was left, and on a disk that is full."""
import os
import sqlite3
import subprocess
import sys
import time
import unittest

from harness import MASTER, Gateway, Sim, arguments, request, sim_config, track

options, rest = arguments()
sim = Sim(options.bin)


def wait(what, seconds=30):
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "it did not come to be"
        time.sleep(0.05)


class Store(unittest.TestCase):
    def gateway(self, extra=""):
        made = Gateway(options.bin, options.work / ("store-" + self.id().split(".")[-1]), sim_config(sim, extra))
        self.addCleanup(lambda: made.process and made.process.poll() is None and made.kill())
        return made.start()

    def refused(self, gateway, *words):
        command = [str(options.bin / "ostiaryd"), "serve", "--data-dir", str(gateway.folder / "data"), "--config",
                   str(gateway.config_file), "--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", *words]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
        self.assertNotEqual(ended.returncode, 0)
        return ended.stderr

    def test_a_second_gateway_is_told_and_a_killed_one_starts_again(self):
        gateway = self.gateway()
        self.assertIn("another Ostiary", self.refused(gateway))
        gateway.kill()
        (gateway.folder / "data" / "ostiary.lock").write_text("1\n")  # a process of this number always runs
        gateway.start()
        self.assertEqual(gateway.stop(), 0)

    def test_a_lost_log_is_told_and_repaired(self):
        gateway = self.gateway()
        key = gateway.key()
        for _ in range(3):
            answer = gateway.chat(key)
        gateway.row(answer.headers["x-request-id"])
        gateway.kill()
        (gateway.folder / "data" / "ledger.db-wal").unlink()
        said = self.refused(gateway)
        self.assertIn("missing at its end", said)
        self.assertIn("--repair", said)
        gateway.arguments = ["--repair"]
        gateway.start()
        self.assertIn("lost", gateway.log.read_text())
        self.assertEqual(gateway.chat(key).status, 200)
        self.assertEqual(gateway.stop(), 0)
        gateway.arguments = []
        gateway.start()
        self.assertEqual(gateway.stop(), 0)
        verified = gateway.command("ledger", "verify")
        self.assertEqual(verified.returncode, 0, verified.stderr)

    def test_what_somebody_else_changed_is_an_alarm(self):
        gateway = self.gateway()
        key = gateway.key(max_budget=1)
        answer = gateway.chat(key)
        gateway.row(answer.headers["x-request-id"])
        status = lambda: gateway.admin_get("/admin/v1/status").json()
        wait(lambda: status()["store_check"] == "sound")
        self.assertEqual(gateway.command("ledger", "verify").returncode, 0)  # beside the running gateway
        self.assertEqual(gateway.command("audit", "verify").returncode, 0)
        self.assertEqual(gateway.stop(), 0)
        for file, statement in (("ledger.db", "UPDATE usage SET reasoning_tokens = 99"),
                                ("state.db", "UPDATE virtual_key SET max_budget = NULL")):
            database = sqlite3.connect(gateway.folder / "data" / file)
            guards = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in guards:
                database.execute("DROP TRIGGER " + name)
            database.execute(statement)
            for _, sql in guards:  # whoever does not put them back is refused by name
                database.execute(sql)
            database.commit()
            database.close()
        self.assertEqual(gateway.command("ledger", "verify").returncode, 1)
        self.assertEqual(gateway.command("audit", "verify").returncode, 1)
        gateway.start()
        wait(lambda: status()["store_check"] == "mismatch")
        self.assertGreaterEqual(len(status()["store_problems"]), 2)
        metrics = request(gateway.admin, "GET", "/metrics", key=MASTER).body.decode()
        self.assertRegex(metrics, r"(?m)^gateway_store_mismatches [1-9]")
        self.assertIn("not as this gateway left them", gateway.log.read_text())
        self.assertEqual(gateway.stop(), 0)

    def test_what_somebody_else_planted_is_refused_and_repaired(self):
        gateway = self.gateway()
        key = gateway.key(max_budget=1)
        self.assertEqual(gateway.chat(key).status, 200)
        self.assertEqual(gateway.stop(), 0)
        for file, trigger, statement in (
                ("state.db", "open", "INSERT ON audit BEGIN UPDATE virtual_key SET max_budget = NULL; END"),
                ("ledger.db", "free", "INSERT ON usage BEGIN UPDATE spend SET nano = 0; END")):
            database = sqlite3.connect(gateway.folder / "data" / file)
            database.execute(f"CREATE TRIGGER {trigger} AFTER {statement}")
            database.close()
            with self.assertRaisesRegex(AssertionError, f"{file} was changed.*trigger '{trigger}' was added.*--repair"):
                gateway.start()
            gateway.arguments = ["--repair"]
            gateway.start()
            self.assertEqual(gateway.chat(key).status, 200)
            self.assertEqual(gateway.stop(), 0)
            gateway.arguments = []
            for log in ("audit", "ledger"):
                verified = gateway.command(log, "verify")
                self.assertEqual(verified.returncode, 0, verified.stderr)

    def test_a_full_disk_refuses_and_a_roomy_one_goes_on(self):
        """On a disk of 60 MiB of its own, in a mount namespace; the gateway runs in it."""
        probe = subprocess.run(["unshare", "-rm", "true"], capture_output=True)
        if probe.returncode != 0:
            self.assertNotEqual(probe.returncode, 0)  # no user namespaces here: tst_DiskFailures stands for it
            return
        gateway = Gateway(options.bin, options.work / "store-full", sim_config(sim, "").replace(
            "user_access:", "ostiary: {ledger_durability: power}\nuser_access:"))
        data = gateway.folder / "data"
        data.mkdir()
        control = gateway.folder / "control"
        os.mkfifo(control)
        script = (f"mount -t tmpfs -o size=60m tmpfs {data} && {options.bin}/ostiaryd serve --data-dir {data} --config "
                  f"{gateway.config_file} --listen 127.0.0.1:{gateway.port} --admin-listen 127.0.0.1:{gateway.admin} "
                  f"--no-discovery & while read line < {control}; do eval \"$line\"; done; wait")
        with open(gateway.log, "ab") as log:
            shell = track(subprocess.Popen(["unshare", "-rm", "sh", "-c", script], stdout=log, stderr=log,
                                           env=dict(os.environ, OSTIARY_MASTER_KEY=MASTER)))
        self.addCleanup(shell.kill)

        def readiness():
            try:
                return request(gateway.port, "GET", "/health/readiness").status
            except OSError:
                return 0

        wait(lambda: readiness() == 200)
        key = gateway.key()
        before = gateway.chat(key)
        self.assertEqual(before.status, 200)
        control.write_text(f"dd if=/dev/zero of={data}/ballast bs=64k 2>/dev/null\n")
        refused = []
        deadline = time.monotonic() + 60
        while not refused and time.monotonic() < deadline:
            answer = gateway.chat(key)
            if answer.status == 503:
                refused.append(answer)
        self.assertTrue(refused)
        wait(lambda: readiness() == 503)
        control.write_text(f"rm {data}/ballast\n")
        wait(lambda: readiness() == 200)
        after = gateway.chat(key)
        self.assertEqual(after.status, 200)
        gateway.row(after.headers["x-request-id"])
        bill = {line["call_id"] for line in sim.bill()["lines"]}
        rows = [row for row in gateway.requests(limit=500) if row["status"] != 503 or row["attempts"]]
        self.assertGreaterEqual(len(rows), 2)
        for row in rows:
            if row["attempts"]:
                self.assertTrue(any(call.startswith(row["id"]) for call in bill), row)
        control.write_text(f"kill -TERM $!; exit\n")
        shell.wait(60)


if __name__ == "__main__":
    result = unittest.main(argv=[sys.argv[0]] + rest, verbosity=2, exit=False)
    sim.stop()
    sys.exit(0 if result.result.wasSuccessful() else 1)
