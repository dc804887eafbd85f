#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills the gateway at random under load and compares its ledger with the simulator's own bill.

What a client has seen to its end must be in the ledger; what the simulator served must be there exactly once; what was
under way when the process died must be marked so. A part of the clients works under a budget and leaves when it likes:
of theirs no attempt may be charged less than it was billed, and the bill may not pass the budget.
"""
import http.client
import json
import random
import socket
import sqlite3
import sys
import threading
import time
import uuid

from harness import MASTER, Gateway, Sim, arguments, sim_config

KILLS = 100
CLIENTS = 6
LEAVING = 4
BUDGET = 0.25


def client(port, key, stop, finished, seed):
    """Sends requests until told to stop; notes the id of every answer that arrived whole."""
    chance = random.Random(seed)
    while not stop.is_set():
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            while not stop.is_set():
                stream = chance.random() < 0.5
                tokens = chance.randint(1, 40)
                rate = chance.choice([0, 0, 2000])
                body = {"model": f"sim:tokens={tokens},rate={rate}", "messages": [{"role": "user", "content": "x" * chance.randint(1, 200)}]}
                if stream:
                    body["stream"] = True
                connection.request("POST", "/v1/chat/completions", json.dumps(body), {"Authorization": "Bearer " + key})
                response = connection.getresponse()
                text = response.read()
                whole = text.endswith(b"data: [DONE]\n\n") if stream else response.status == 200
                if whole:
                    finished.append(response.getheader("x-request-id"))
        except (OSError, http.client.HTTPException):
            time.sleep(0.002)  # the gateway is down; try again


def leaver(port, key, stop, seed):
    """Sends requests under a budget and leaves in the middle of most of them."""
    chance = random.Random(seed)
    while not stop.is_set():
        model = f"sim:ttft={chance.choice([0, 30])},rate={chance.choice([500, 2000])},think={chance.choice([0, 0, 20])},tokens={chance.randint(1, 40)}"
        body = json.dumps({"model": model, "max_tokens": 60, "stream": chance.random() < 0.5,
                           "messages": [{"role": "user", "content": "x" * chance.randint(1, 200)}]}).encode()
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as raw:
                raw.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key.encode() +
                            b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
                raw.settimeout(chance.uniform(0.001, 0.08))
                while raw.recv(4096):
                    pass
        except OSError:
            time.sleep(0.002)


def due(line):
    return line["prompt_tokens"] * 1000 + line["completion_tokens"] * 2000


def main():
    options, _ = arguments()
    sim = Sim(options.bin)
    gateway = Gateway(options.bin, options.work / "kill", sim_config(sim))
    gateway.start()
    key = gateway.key()
    tight = gateway.key(max_budget=BUDGET, key_alias="tight")
    finished = []
    stop = threading.Event()
    chance = random.Random(20261121)
    threads = [threading.Thread(target=client, args=(gateway.port, key, stop, finished, n)) for n in range(CLIENTS)]
    threads += [threading.Thread(target=leaver, args=(gateway.port, tight, stop, 1000 + n)) for n in range(LEAVING)]
    for thread in threads:
        thread.start()
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.02, 0.35))
        gateway.kill()
        gateway.start()
    time.sleep(0.3)
    stop.set()
    for thread in threads:
        thread.join()
    assert gateway.stop() == 0
    bill = sim.bill()["lines"]
    sim.stop()

    database = sqlite3.connect(f"file:{gateway.folder}/data/ledger.db?mode=ro", uri=True)
    rows = {}
    keys = {}
    doubles = 0
    for request_id, attempt, state, prompt, completion, cost, key_id in database.execute(
            "SELECT request_id, attempt, state, prompt_tokens, completion_tokens, cost_nano, key_id FROM usage"):
        name = f"{uuid.UUID(bytes=request_id)}-{attempt}"
        doubles += name in rows
        rows[name] = (state, prompt, completion, cost)
        keys[name] = key_id
    tight_id = max(keys.values())
    billed = sum(due(line) for line in bill if keys.get(line["call_id"]) == tight_id)
    charged = sum(row[3] for name, row in rows.items() if keys[name] == tight_id)
    short = [line for line in bill if keys.get(line["call_id"]) == tight_id and rows[line["call_id"]][3] < due(line)]
    requests = {str(uuid.UUID(bytes=r[0])) for r in database.execute("SELECT request_id FROM request")}

    lost = [line["call_id"] for line in bill if line["call_id"] not in rows]
    billed_twice = len(bill) - len({line["call_id"] for line in bill})
    unseen = [name for name in finished if name not in requests]
    wrong, interrupted = [], 0
    for line in bill:
        state, prompt, completion, cost = rows.get(line["call_id"], (None, 0, 0, 0))
        if state == 1:  # settled: the provider's own count
            if not line["complete"] or (prompt, completion) != (line["prompt_tokens"], line["completion_tokens"]) \
                    or cost != prompt * 1000 + completion * 2000:
                wrong.append((line, state, prompt, completion, cost))
        elif state == 4:
            interrupted += 1
    unbilled = [name for name, row in rows.items() if row[0] == 1 and row[3] > 0 and name not in {line["call_id"] for line in bill}]
    check = gateway.command("ledger", "verify")

    print(f"{KILLS} kills, {len(bill)} requests billed, {len(finished)} answers received whole, {len(rows)} rows, "
          f"{interrupted} interrupted; lost {len(lost)}, double {doubles}, sent twice {billed_twice}, "
          f"received but not recorded {len(unseen)}, wrong {len(wrong)}, settled without a bill {len(unbilled)}")
    print(f"under the budget of {BUDGET} USD: billed {billed / 1e9:.6f}, charged {charged / 1e9:.6f}; charged less than billed {len(short)}")
    print(check.stdout + check.stderr)
    if short:
        print(short[0], rows[short[0]["call_id"]])
    good = not short and billed <= BUDGET * 1e9 and charged <= BUDGET * 1e9 and \
        not lost and not doubles and not billed_twice and not unseen and not wrong and not unbilled and check.returncode == 0
    enough = len(bill) > 500 and interrupted > 0 and billed > 0
    if not enough:
        print("the load was too small to prove anything")
    sys.exit(0 if good and enough else 1)


main()
