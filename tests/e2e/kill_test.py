#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills the gateway at random under load and compares its ledger with the simulator's own bill.

What a client has seen to its end must be in the ledger; what the simulator served must be there exactly once; what was
under way when the process died must be marked so.
"""
import http.client
import json
import random
import sqlite3
import sys
import threading
import time
import uuid

from harness import MASTER, Gateway, Sim, arguments, sim_config

KILLS = 50
CLIENTS = 8


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


def main():
    options, _ = arguments()
    sim = Sim(options.bin)
    gateway = Gateway(options.bin, options.work / "kill", sim_config(sim))
    gateway.start()
    key = gateway.key()
    finished = []
    stop = threading.Event()
    chance = random.Random(20261121)
    threads = [threading.Thread(target=client, args=(gateway.port, key, stop, finished, n)) for n in range(CLIENTS)]
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
    doubles = 0
    for request_id, attempt, state, prompt, completion, cost in database.execute(
            "SELECT request_id, attempt, state, prompt_tokens, completion_tokens, cost_nano FROM usage"):
        name = f"{uuid.UUID(bytes=request_id)}-{attempt}"
        doubles += name in rows
        rows[name] = (state, prompt, completion, cost)
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
    unbilled = [name for name, row in rows.items() if row[0] == 1 and name not in {line["call_id"] for line in bill}]
    check = gateway.command("ledger", "verify")

    print(f"{KILLS} kills, {len(bill)} requests billed, {len(finished)} answers received whole, {len(rows)} rows, "
          f"{interrupted} interrupted; lost {len(lost)}, double {doubles}, sent twice {billed_twice}, "
          f"received but not recorded {len(unseen)}, wrong {len(wrong)}, settled without a bill {len(unbilled)}")
    print(check.stdout + check.stderr)
    good = not lost and not doubles and not billed_twice and not unseen and not wrong and not unbilled and check.returncode == 0
    enough = len(bill) > 500 and interrupted > 0
    if not enough:
        print("the load was too small to prove anything")
    sys.exit(0 if good and enough else 1)


main()
