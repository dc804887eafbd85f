#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients that leave before their answer has come, under a small budget, against a provider that keeps its own bill.

The provider bills whole answers in full and streams up to the moment they are cut, what it thought unseen included. No
attempt may stand in the ledger with less than its bill, and no key's bill may pass the key's budget.
"""
import json
import random
import socket
import sqlite3
import sys
import threading
import unittest
import uuid

from harness import Gateway, Sim, arguments, sim_config

BUDGET = 0.01
CLIENTS = 8

options, rest = arguments()


def price(prompt, completion):
    return prompt * 1000 + completion * 2000  # nano-USD, as sim_config() has it


def leave(port, key, body, wait_for, patience):
    """Sends a request and closes the connection after `patience` seconds, or once `wait_for` bytes have come."""
    payload = json.dumps(body).encode()
    with socket.create_connection(("127.0.0.1", port), timeout=20) as raw:
        raw.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key.encode() +
                    b"\r\nContent-Length: %d\r\n\r\n" % len(payload) + payload)
        raw.settimeout(patience)
        came = b""
        try:
            while wait_for not in came:
                more = raw.recv(4096)
                if not more:
                    break
                came += more
        except TimeoutError:
            pass
        return came


class Leaving(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sim = Sim(options.bin)
        cls.gateway = Gateway(options.bin, options.work / "leaving", sim_config(cls.sim)).start()
        cls.keys = {}

    def crowd(self, name, model, times, stream, wait_for=b"\0never", patience=0.05, **fields):
        key = self.gateway.key(max_budget=BUDGET, key_alias=name)
        self.keys[name] = key
        chance = random.Random(name)
        body = {"model": model, "max_tokens": 300, "stream": stream,
                "messages": [{"role": "user", "content": "x" * 200}], **fields}
        lots = [chance.uniform(0.2, 1.0) * patience for _ in range(times)]

        def work():
            while lots:
                try:
                    leave(self.gateway.port, key, body, wait_for, lots.pop())
                except IndexError:
                    return
        threads = [threading.Thread(target=work) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def test_whole_answers_nobody_waits_for(self):
        self.crowd("whole", "sim:ttft=120,tokens=200", 200, False)

    def test_whole_answers_with_thinking(self):
        self.crowd("whole-thinking", "sim:ttft=20,rate=1000,think=150,tokens=40", 100, False)

    def test_streams_left_before_their_first_token(self):
        self.crowd("silent", "sim:ttft=400,tokens=100", 200, True)

    def test_streams_left_while_the_model_thinks(self):
        self.crowd("thinking", "sim:rate=400,think=200,tokens=50", 100, True, patience=0.3)

    def test_streams_left_in_the_middle(self):
        self.crowd("middle", "sim:rate=500,tokens=250", 100, True, wait_for=b"keeper", patience=2)

    def test_streams_of_an_anthropic_deployment(self):
        self.crowd("anthropic", "claude-sim:rate=400,think=50,tokens=100", 60, True, patience=0.2)

    def test_answers_that_never_come(self):
        self.crowd("hang", "sim:fault=hang", 40, False)

    @classmethod
    def tearDownClass(cls):
        # SIGTERM waits for what is still being read; what hangs is charged its bound.
        code = cls.gateway.stop()
        bill = cls.sim.bill()["lines"]
        cls.sim.stop()
        database = sqlite3.connect(f"file:{cls.gateway.folder}/data/ledger.db?mode=ro", uri=True)
        rows, billed, charged = {}, {}, {}
        for request_id, attempt, cost, key in database.execute("SELECT request_id, attempt, cost_nano, key_id FROM usage"):
            rows[f"{uuid.UUID(bytes=request_id)}-{attempt}"] = (cost, key)
            charged[key] = charged.get(key, 0) + cost
        short, lost = [], []
        for line in bill:
            due = price(line["prompt_tokens"], line["completion_tokens"])
            if line["call_id"] not in rows:
                lost.append(line)
                continue
            cost, key = rows[line["call_id"]]
            billed[key] = billed.get(key, 0) + due
            if cost < due:
                short.append((line, cost, due))
        over = {key: amount for key, amount in billed.items() if amount > BUDGET * 1e9}
        past = {key: amount for key, amount in charged.items() if amount > BUDGET * 1e9}
        print(f"{len(bill)} requests billed {sum(billed.values()) / 1e9:.6f} USD, charged {sum(charged.values()) / 1e9:.6f}; "
              f"lost {len(lost)}, charged less than billed {len(short)}, keys billed beyond their budget {len(over)}")
        assert code == 0, code
        assert len(billed) == 7, billed  # each crowd reached the provider
        assert not lost, lost[:3]
        assert not short, short[:3]
        assert not over, over
        assert not past, past
        check = cls.gateway.command("ledger", "verify")
        assert check.returncode == 0, check.stdout + check.stderr


sys.argv[1:] = rest
unittest.main(verbosity=2)
