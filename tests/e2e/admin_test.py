#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The admin API over a real gateway: providers, discovery, rotation, filters, order, import and export, settings, retention."""
import contextlib
import hashlib
import http.client
import http.server
import json
import os
import shutil
import sqlite3
import ssl
import subprocess
import tempfile
import threading
import time
import unittest
from urllib.parse import urlencode

from harness import MASTER, Gateway, Sim, arguments, request

options, rest = arguments()
sim = None
gateway = None


class Picky(http.server.BaseHTTPRequestHandler):
    """A provider that lists its models to whoever has the right key."""

    def do_GET(self):
        good = self.headers.get("Authorization") == "Bearer sk-test-right"
        body = json.dumps({"data": [{"id": "gpt-4o"}, {"id": "tiny"}]} if good else {"error": {"message": "wrong key"}}).encode()
        self.send_response(200 if good else 401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def setUpModule():
    global sim, gateway
    sim = Sim(options.bin)
    gateway = Gateway(options.bin, options.work / "admin").start()


def tearDownModule():
    gateway.stop()
    sim.stop()


def admin(method, path, body=None, **query):
    return request(gateway.admin, method, "/admin/v1/" + path + ("?" + urlencode(query) if query else ""), body, MASTER)


def good(method, path, body=None, **query):
    answer = admin(method, path, body, **query)
    assert answer.status in (200, 201), (answer.status, answer.body)
    return answer.json()


def plant(database, ids):
    """Requests like the newest one under `ids`, which are of one moment, and what the writer would have added up."""
    database.row_factory = sqlite3.Row
    row = dict(database.execute("SELECT * FROM request ORDER BY request_id DESC LIMIT 1").fetchone())
    database.row_factory = None
    row.update(started_ms=int.from_bytes(ids[0][:6], "big"), status=499, batch=0)
    marks = ",".join("?" * len(row))
    database.executemany(f"INSERT INTO request VALUES ({marks})", ((one, *list(row.values())[1:]) for one in ids))
    who = [row[column] for column in ("key_id", "model", "provider", "user", "team")]
    for width in (60, 3600, 43200):
        database.execute("INSERT INTO rollup VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0) ON CONFLICT DO UPDATE SET "
                         "requests = requests + excluded.requests, errors = errors + excluded.errors",
                         (width, row["started_ms"] // 1000 // width * width, *who, len(ids), len(ids)))


def start_with_planted_rows():
    """A repair without a head signs the rows as they stand."""
    (gateway.folder / "data" / "ledger.head").unlink()
    gateway.arguments.append("--repair")
    gateway.start()
    gateway.arguments.remove("--repair")


def chat(key, model, **more):
    return request(gateway.port, "POST", "/v1/chat/completions", {"model": model, "messages": [{"role": "user", "content": "hello"}], **more}, key)


def requests_when(count, **query):
    """Rows appear a few milliseconds after their answer."""
    deadline = time.monotonic() + 10
    while True:
        rows = good("GET", "requests", **query)["data"]
        if len(rows) >= count or time.monotonic() > deadline:
            return rows
        time.sleep(0.01)


class Providers(unittest.TestCase):
    def test_presets_say_what_a_form_needs(self):
        presets = {p["provider"]: p for p in good("GET", "provider-presets")["data"]}
        self.assertEqual(presets["anthropic"]["key_prefix"], "sk-ant-")
        self.assertTrue(presets["ollama"]["local"])
        self.assertNotIn("ollama_chat", presets)  # another name of one that is there

    def test_a_key_is_tested_discovered_and_rotated_without_a_gap(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Picky)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.shutdown)
        base = f"http://127.0.0.1:{server.server_port}/v1"
        draft = {"provider": "openai", "name": "Picky", "api_base": base, "api_key": "sk-test-wrong"}
        refused = admin("POST", "providers/test", draft)
        self.assertEqual(refused.status, 400)
        self.assertIn("refused the key", refused.json()["error"]["message"])
        self.assertIn("wrong key", refused.json()["error"]["message"])
        listed = good("POST", "providers/test", dict(draft, api_key="sk-test-right"))["data"]
        self.assertEqual([m["id"] for m in listed], ["gpt-4o", "tiny"])
        self.assertIn("input_usd_per_mtok", listed[0]["price"])  # known to the price list
        provider = good("POST", "providers", dict(draft, api_key="sk-test-right"))
        self.assertNotIn("api_key", provider)
        self.assertTrue(provider["has_api_key"])
        self.assertNotIn("sk-test-right", json.dumps(good("GET", "providers")))
        made = good("POST", "deployments", {"model_name": "picky", "upstream_model": "tiny", "connection": provider["id"],
                                            "input_usd_per_mtok": "1", "output_usd_per_mtok": "1"})
        self.assertEqual((made["provider"], made["api_base"]), ("openai", base))
        in_use = admin("DELETE", "providers/" + provider["id"])
        self.assertEqual(in_use.status, 409)
        self.assertIn("picky", in_use.json()["error"]["message"])
        self.assertEqual(good("POST", f"providers/{provider['id']}/test", {})["data"][1]["offered_as"], ["picky"])
        self.assertEqual(admin("POST", f"providers/{provider['id']}/test", {"api_key": "sk-test-other"}).status, 400)
        elsewhere = admin("PATCH", "providers/" + provider["id"], {"api_base": "http://127.0.0.1:9/v1"})
        self.assertEqual(elsewhere.json()["error"]["param"], "api_key")  # the stored key is not shown to another host
        for base_ in ("http://user:pass@127.0.0.1:9/v1", "http://127.0.0.1:9/v 1"):
            self.assertEqual(admin("PATCH", "providers/" + provider["id"], {"api_base": base_, "api_key": "sk-test-x"}).json()["error"]["param"], "api_base")
        self.assertEqual(admin("POST", f"providers/{provider['id']}/test", {"api_key": "sk\r\nX: y"}).json()["error"]["param"], "api_key")
        # The deployment follows its provider's address and key from the next request on.
        good("PATCH", "providers/" + provider["id"], {"api_base": sim.base, "api_key": "sk-test-rotated"})
        self.assertEqual(chat(MASTER, "picky").status, 200)
        audit = [row["action"] for row in good("GET", "audit", limit=1000)["data"] if row["object_id"] == provider["id"]]
        self.assertEqual(audit, ["created", "key rotated"])
        good("DELETE", "deployments/" + made["id"])
        good("DELETE", "providers/" + provider["id"])

    def test_a_provider_that_is_not_there_is_said_to_be_so(self):
        answer = admin("POST", "providers/test", {"provider": "openai_like", "api_base": "http://127.0.0.1:9/v1"})
        self.assertEqual(answer.status, 400)
        self.assertIn("is not reached", answer.json()["error"]["message"])
        self.assertEqual(admin("POST", "providers", {"provider": "openai_like"}).json()["error"]["param"], "api_base")
        self.assertEqual(admin("POST", "providers", {"provider": "nobody"}).json()["error"]["param"], "provider")

    def test_what_others_declare_is_listed(self):
        rows = good("GET", "providers")["data"]
        self.assertTrue(any(row["managed_by"] == "builtin" and row["name"] == "Simulator" for row in rows))
        self.assertIsInstance(good("GET", "local-servers")["data"], list)


def from_address(address, method, path, key, body=None, **headers):
    """A call to the admin listener from another address of this machine."""
    connection = http.client.HTTPConnection("127.0.0.1", gateway.admin, timeout=30, source_address=(address, 0))
    with contextlib.closing(connection):
        connection.request(method, path, json.dumps(body) if body is not None else None,
                           {"Authorization": "Bearer " + key, "Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()


class Door(unittest.TestCase):
    def test_guesses_are_slowed_counted_and_audited_and_the_right_key_is_not_kept_out(self):
        statuses = [from_address("127.0.0.9", "GET", "/admin/v1/status", f"sk-test-guess-{n}")[0] for n in range(8)]
        self.assertEqual(statuses[:5], [401] * 5)
        self.assertIn(429, statuses)
        status, headers, body = from_address("127.0.0.9", "GET", "/admin/v1/status", "sk-test-guess-last")
        if status == 429:
            self.assertGreaterEqual(int(headers["retry-after"]), 1)
            self.assertEqual(json.loads(body)["error"]["reason"], "too_many_guesses")
        self.assertEqual(from_address("127.0.0.1", "GET", "/admin/v1/status", MASTER)[0], 200)
        self.assertIn("gateway_admin_key_guesses_total{outcome=\"slowed\"}", request(gateway.admin, "GET", "/metrics", key=MASTER).body.decode())
        deadline = time.monotonic() + 20
        rows = []
        while not rows and time.monotonic() < deadline:
            rows = [row for row in good("GET", "audit", limit=1000)["data"] if row["action"] == "wrong admin keys"]
        self.assertEqual(rows[0]["detail"]["addresses"], ["127.0.0.9"])
        log = gateway.log.read_text()
        self.assertEqual(log.count("wrong admin keys come from 127.0.0.9"), 1)
        self.assertNotIn("sk-test-guess", log)

    def test_what_would_stand_bare_does_not_start(self):
        def start(*arguments, master=MASTER):
            folder = tempfile.mkdtemp(dir=options.work)
            self.addCleanup(shutil.rmtree, folder, True)
            run = subprocess.run([str(options.bin / "ostiaryd"), "serve", "--data-dir", folder, "--no-discovery", *arguments],
                                 capture_output=True, text=True, timeout=60, env=dict(os.environ, OSTIARY_MASTER_KEY=master))
            return run.returncode, run.stdout + run.stderr

        here, everywhere = "127.0.0.1:0", "0.0.0.0:0"
        code, said = start("--listen", everywhere, "--admin-listen", here, master="sk-1234")
        self.assertNotEqual(code, 0)
        self.assertIn("weak_master_key", said)
        code, said = start("--listen", here, "--admin-listen", everywhere)
        self.assertNotEqual(code, 0)
        self.assertIn("plain_admin_listener", said)

    def test_a_change_of_an_old_revision_is_refused_over_http(self):
        made = good("POST", "keys", {"alias": "etag"})
        path = "/admin/v1/keys/" + made["id"]
        _, headers, _ = from_address("127.0.0.1", "GET", path, MASTER)
        tag = headers["etag"]
        self.assertEqual(tag, f'"{made["revision"]}"')
        status, headers, _ = from_address("127.0.0.1", "PATCH", path, MASTER, {"rpm_limit": 5}, **{"If-Match": tag})
        self.assertEqual(status, 200)
        self.assertNotEqual(headers["etag"], tag)
        status, _, body = from_address("127.0.0.1", "PATCH", path, MASTER, {"rpm_limit": 6}, **{"If-Match": tag})
        self.assertEqual(status, 412)
        self.assertEqual(json.loads(body)["error"]["values"]["revision"], headers["etag"].strip('"'))
        self.assertEqual(from_address("127.0.0.1", "DELETE", path, MASTER, None, **{"If-Match": tag})[0], 412)
        good("DELETE", "keys/" + made["id"])


class LongWork(unittest.TestCase):
    def test_a_key_is_blocked_before_a_big_import_is_answered(self):
        other = Gateway(options.bin, options.work / "import").start()  # its audit log is long afterwards
        self.addCleanup(other.stop)

        def ask(method, path, body=None):
            return request(other.admin, method, "/admin/v1/" + path, body, MASTER, timeout=120)

        models = "".join(f"  - model_name: big{n}\n    litellm_params: {{model: openai/x{n}, api_key: sk-test-x, api_base: 'http://127.0.0.1:9/v1', "
                         "input_cost_per_token: 0.000001, output_cost_per_token: 0.000001}\n" for n in range(3000))
        made = ask("POST", "keys", {"alias": "to be blocked"}).json()
        answers = []
        work = threading.Thread(target=lambda: answers.append(ask("POST", "import", {"yaml": "model_list:\n" + models, "apply": True})))
        work.start()
        while not answers and [r["action"] for r in ask("GET", "revisions?resource=model&limit=1").json()["data"]] != ["imported"]:
            pass  # until it is being applied
        self.assertEqual(ask("PATCH", "keys/" + made["id"], {"blocked": True}).status, 200)
        self.assertEqual(other.chat(made["key"], "sim").status, 401)
        self.assertEqual(answers, [])  # the import is still under way
        work.join()
        self.assertEqual(answers[0].status, 200)
        self.assertEqual(ask("GET", "deployments?model_name=big2999").json()["total"], 1)


class Models(unittest.TestCase):
    def test_a_disabled_model_is_listed_and_never_called(self):
        made = good("POST", "deployments", {"model_name": "part-time", "provider": "sim", "upstream_model": "sim", "api_base": sim.base})
        self.assertEqual(chat(MASTER, "part-time").status, 200)
        good("PATCH", "deployments/" + made["id"], {"enabled": False})
        self.assertEqual(chat(MASTER, "part-time").status, chat(MASTER, "no-such").status)
        self.assertIn("Invalid model name", chat(MASTER, "part-time").json()["error"]["message"])
        row = good("GET", "models", search="part")["data"][0]
        self.assertEqual((row["name"], row["enabled"]), ("part-time", False))
        good("PATCH", "deployments/" + made["id"], {"enabled": True})
        self.assertEqual(chat(MASTER, "part-time").status, 200)

    def test_what_a_deployment_cannot_be_is_refused_with_its_field(self):
        def refused(field, reason, **fields):
            answer = admin("POST", "deployments", {"model_name": "strict", "provider": "openai", "upstream_model": "no-list-knows-this",
                                                   "api_base": "http://127.0.0.1:9/v1", "input_usd_per_mtok": "1", "output_usd_per_mtok": "2", **fields})
            self.assertEqual((answer.status, answer.json().get("error", {}).get("param"), answer.json().get("error", {}).get("reason")), (400, field, reason), fields)
        refused("enabled", "flag_wanted", enabled="x")
        refused("mode", "text_wanted", mode=5)
        refused("connection", "text_wanted", connection=[1])
        refused("api_base", "text_wanted", api_base=7)
        refused("model_name", "name_unusable", model_name="\ufeff")
        for price in (1e10, 1e300, -1e-7, "1e300"):
            refused("input_usd_per_mtok", "price_wanted", input_usd_per_mtok=price)
        refused("output_usd_per_mtok", "price_wanted", output_usd_per_mtok=None)
        made = good("POST", "deployments", {"model_name": "half", "provider": "openai", "upstream_model": "gpt-4o", "input_usd_per_mtok": 2})
        self.assertEqual((made["price"]["input_usd_per_mtok"], made["price"]["output_usd_per_mtok"]), ("2", "10"))  # the list's
        self.assertEqual(admin("PATCH", "deployments/" + made["id"], {"enabled": "false"}).status, 400)
        good("DELETE", "deployments/" + made["id"])

    def test_every_kind_of_price_is_kept(self):
        prices = {"input_usd_per_mtok": "1", "output_usd_per_mtok": 2.5, "cache_read_usd_per_mtok": "0.1", "cache_write_usd_per_mtok": "1.25",
                  "cache_write_1h_usd_per_mtok": "2", "reasoning_usd_per_mtok": "3", "audio_input_usd_per_mtok": 40, "audio_output_usd_per_mtok": "80",
                  "image_input_usd_per_mtok": "1.5", "image_output_usd_per_mtok": "30", "usd_per_picture": "0.0025", "usd_per_picture_made": 0.04,
                  "usd_per_request": "0.005", "usd_per_second": "0.0004", "usd_per_output_second": "0"}
        made = good("POST", "deployments", {"model_name": "dear", "provider": "openai", "upstream_model": "no-list-knows-this", "api_base": "http://127.0.0.1:9/v1",
                                            "price_tiers": [{"above_input_tokens": 200000, "input_usd_per_mtok": "4"}], **prices})
        for name, price in prices.items():
            self.assertEqual(float(made["price"][name]), float(price), name)
        self.assertEqual(made["price"]["price_tiers"][0]["above_input_tokens"], 200000)
        self.assertEqual((made["price"]["price_tiers"][0]["input_usd_per_mtok"], made["price"]["price_tiers"][0]["cache_read_usd_per_mtok"]), ("4", "0.4"))
        changed = good("PATCH", "deployments/" + made["id"], {"reasoning_usd_per_mtok": "7", "price_tiers": None, "usd_per_request": None})
        self.assertEqual((changed["price"]["reasoning_usd_per_mtok"], changed["price"]["usd_per_request"]), ("7", None))
        self.assertNotIn("price_tiers", changed["price"])
        for bad in ({"audio_input_usd_per_mtok": -1}, {"usd_per_request": "much"}, {"price_tiers": 5}):
            self.assertEqual(admin("PATCH", "deployments/" + made["id"], bad).json()["error"]["param"], list(bad)[0])
        good("DELETE", "deployments/" + made["id"])

    def test_one_deployment_is_called_by_its_id(self):
        broken = good("POST", "deployments", {"model_name": "two", "provider": "sim", "upstream_model": "sim", "api_base": "http://127.0.0.1:9/v1"})
        works = good("POST", "deployments", {"model_name": "two", "provider": "sim", "upstream_model": "sim", "api_base": sim.base})
        self.assertEqual(chat(MASTER, works["id"], max_tokens=1).status, 200)
        self.assertGreaterEqual(chat(MASTER, broken["id"], max_tokens=1).status, 500)  # no other one steps in
        rows = requests_when(2, model="two")
        self.assertEqual({row["deployment_id"] for row in rows}, {broken["id"], works["id"]})
        limited = good("POST", "keys", {"alias": "only-sim", "models": ["sim"]})
        self.assertEqual(chat(limited["key"], works["id"]).json()["error"]["type"], chat(limited["key"], "two").json()["error"]["type"])
        self.assertIn("not allowed", chat(limited["key"], works["id"]).json()["error"]["message"])

    def test_lists_are_sorted_and_paged_by_the_gateway(self):
        for name, price in (("sort-b", "3"), ("sort-a", "20"), ("sort-c", "0.5")):
            good("POST", "deployments", {"model_name": name, "provider": "sim", "upstream_model": "sim", "api_base": sim.base,
                                         "input_usd_per_mtok": price, "output_usd_per_mtok": "1"})
        seen, cursor = [], None
        while True:
            query = dict(search="sort-", sort="price.input_usd_per_mtok", order="desc", limit=1)
            page = good("GET", "deployments", **(dict(query, cursor=cursor) if cursor else query))
            seen += [row["model_name"] for row in page["data"]]
            cursor = page["next_cursor"]
            if not cursor:
                break
        self.assertEqual(seen, ["sort-a", "sort-b", "sort-c"])  # as numbers: 20 is more than 3


class Keys(unittest.TestCase):
    def test_a_rotated_key_lets_the_one_before_in_for_as_long_as_was_said(self):
        made = good("POST", "keys", {"alias": "turn"})
        old = made["key"]
        self.assertEqual(chat(old, "sim").status, 200)
        new = good("POST", f"keys/{made['id']}/rotate", {"grace": "1h"})
        self.assertNotEqual(new["key"], old)
        self.assertIsNotNone(new["previous_until_ms"])
        self.assertEqual([chat(old, "sim").status, chat(new["key"], "sim").status], [200, 200])
        self.assertEqual(admin("POST", f"keys/{made['id']}/rotate", {"gracee": "1h"}).status, 400)
        blocked = request(gateway.port, "GET", "/key/info?key=" + old, None, MASTER)
        self.assertEqual(blocked.status, 200)  # during its grace the old text still names the key
        newest = good("POST", f"keys/{made['id']}/rotate", {})
        self.assertEqual([chat(k, "sim").status for k in (old, new["key"], newest["key"])], [401, 401, 200])
        rows = [row for row in good("GET", "keys", alias="turn")["data"]]
        self.assertEqual(len(rows), 1)
        self.assertEqual(len(requests_when(4, key="turn")), 4)
        deadline = time.monotonic() + 10
        while good("GET", "keys", alias="turn")["data"][0]["last_used_ms"] is None:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.01)
        good("DELETE", "keys/" + made["id"])
        self.assertEqual(chat(newest["key"], "sim").status, 401)

    def test_a_grace_outlives_a_restart_and_ends_with_a_block(self):
        made = good("POST", "keys", {"alias": "restart"})
        new = good("POST", f"keys/{made['id']}/rotate", {"grace": "1h"})
        gateway.stop()
        gateway.start()
        self.assertEqual([chat(k, "sim").status for k in (made["key"], new["key"])], [200, 200])
        good("PATCH", "keys/" + made["id"], {"blocked": True})
        self.assertEqual([chat(k, "sim").status for k in (made["key"], new["key"])], [401, 401])


class Requests(unittest.TestCase):
    def test_what_is_no_filter_is_said_to_be_none(self):
        for query in ("provider=a&provider=b", "failed=yes", "order=up", "sort=cost_usd&order=up", "status=%3E9223372036854775807", "since_ms=281474976710656",
                      "until_ms=-5", "cursor=7", "sort=cost_usd&cursor=7"):
            answer = request(gateway.admin, "GET", "/admin/v1/requests?" + query, None, MASTER)
            self.assertEqual(answer.status, 400, query)

    def test_a_rotation_is_not_taken_back(self):
        made = good("POST", "keys", {"alias": "once rotated"})
        good("POST", f"keys/{made['id']}/rotate", {})
        latest = good("GET", "revisions", resource="key", object_id=made["id"])["data"][0]
        self.assertFalse(good("GET", f"revisions/{latest['number']}")["can_roll_back"])
        answer = admin("POST", f"revisions/{latest['number']}/rollback", {})
        self.assertEqual((answer.status, answer.json()["error"]["reason"]), (409, "nothing_to_take_back"))
        self.assertEqual(admin("GET", "keys/4711").json()["error"]["reason"], "no_such_key")

    def test_comparisons(self):
        key = good("POST", "keys", {"alias": "compare"})["key"]
        for words in ("a", "b " * 400):
            request(gateway.port, "POST", "/v1/chat/completions", {"model": "sim", "messages": [{"role": "user", "content": words}]}, key)
        chat(key, "no-such-model")
        self.assertEqual(len(requests_when(3, key="compare")), 3)
        self.assertEqual([r["error"] for r in good("GET", "requests", key="compare", status="!=200")["data"]], ["model_unknown"])
        self.assertEqual(len(good("GET", "requests", key="compare", status=">=200")["data"]), 3)
        served = good("GET", "requests", key="compare", status="200")["data"]
        self.assertEqual(len(served), 2)
        costs = sorted(float(row["cost_usd"]) for row in served)
        self.assertLess(costs[0], costs[1])
        dear = good("GET", "requests", key="compare", cost_usd=f">{costs[0]:.9f}")["data"]
        self.assertEqual([float(row["cost_usd"]) for row in dear], [costs[1]])
        self.assertEqual(len(good("GET", "requests", key="compare", tokens="<100", status="200")["data"]), 1)
        self.assertEqual(len(good("GET", "requests", key="compare", model="!=sim")["data"]), 1)
        self.assertNotIn("compare", {r["key"] for r in good("GET", "requests", key="!=compare", limit=1000)["data"]})
        self.assertEqual(good("GET", "requests", key="nobody")["data"], [])
        for name, value in (("status", "ok"), ("cost_usd", ">much"), ("latency_ms", "1s"), ("sort", "colour"), ("cursor", "x")):
            self.assertEqual(admin("GET", "requests", **{name: value}).json()["error"]["param"], name)

    def test_order_and_pages_by_cost(self):
        key = good("POST", "keys", {"alias": "order"})["key"]
        for size in (5, 300, 80, 200):
            request(gateway.port, "POST", "/v1/chat/completions", {"model": "sim", "messages": [{"role": "user", "content": "w " * size}]}, key)
        requests_when(4, key="order")
        seen, cursor = [], None
        while True:
            query = dict(key="order", sort="cost_usd", order="desc", limit=3)
            page = good("GET", "requests", **(dict(query, cursor=cursor) if cursor else query))
            seen += [float(row["cost_usd"]) for row in page["data"]]
            cursor = page["next_cursor"]
            if not cursor:
                break
        self.assertEqual(len(seen), 4)
        self.assertEqual(seen, sorted(seen, reverse=True))
        first = good("GET", "requests", key="order", sort="started_ms", order="asc")["data"]
        self.assertEqual([r["started_ms"] for r in first], sorted(r["started_ms"] for r in first))

    def test_the_cost_by_key_names_the_keys(self):
        key = good("POST", "keys", {"alias": "named"})["key"]
        chat(key, "sim")
        requests_when(1, key="named")
        labels = {point["label"] for point in good("GET", "series", by="key", last="1h")["data"]}
        self.assertIn("named", labels)


class Exchange(unittest.TestCase):
    YAML = """
model_list:
  - model_name: imported
    litellm_params: {model: openai/gpt-4o, api_key: sk-test-imported, api_base: %s, rpm: 60}
  - model_name: priced
    litellm_params: {model: openai/own, api_base: http://127.0.0.1:9/v1, input_cost_per_token: 0.000001, output_cost_per_token: 0.000002}
litellm_settings: {max_budget: 5}
"""

    def test_a_diff_before_anything_changes(self):
        yaml = self.YAML % sim.base
        before = good("GET", "models")["total"]
        plan = good("POST", "import", {"yaml": yaml})
        self.assertEqual([(c["kind"], c.get("model_name"), c["action"]) for c in plan["changes"]],
                         [("model", "imported", "add"), ("model", "priced", "add"), ("organisation", None, "add")])
        self.assertEqual(good("GET", "models")["total"], before)
        good("POST", "import", {"yaml": yaml, "apply": True})
        self.assertEqual(good("GET", "models")["total"], before + 2)
        self.assertEqual(chat(MASTER, "imported").status, 200)
        again = good("POST", "import", {"yaml": yaml.replace("rpm: 60", "rpm: 90")})["changes"]
        self.assertEqual([c["action"] for c in again], ["change", "same", "same"])
        self.assertEqual(sorted(d["field"] for d in again[0]["diff"]), ["rpm_limit", "weight"])
        written = good("GET", "export")["yaml"]
        self.assertNotIn("sk-test-imported", written)
        self.assertIn("os.environ/OPENAI_API_KEY", written)
        self.assertIn("0.000002", written)
        checked = options.work / "admin" / "exported.yaml"
        checked.write_text(written)
        self.assertEqual(subprocess.run([str(options.bin / "ostiaryd"), "check", "--config", str(checked)], capture_output=True).returncode, 0)

    def test_an_import_reads_nothing_of_the_environment_but_keys(self):
        for line, status in (("model_name: os.environ/PATH", 400), ("model_name: x\n    x: 1", 200)):
            answer = admin("POST", "import", {"yaml": f"model_list:\n  - {line}\n    litellm_params: {{model: openai/gpt-4o, api_key: os.environ/OSTIARY_MASTER_KEY}}\n"})
            self.assertNotIn("/bin", answer.body.decode())
            self.assertNotIn(MASTER, answer.body.decode())
            self.assertEqual(answer.status, status)
            if status == 200:
                self.assertEqual([(c["action"], c["key"]) for c in answer.json()["changes"]], [("skip", "missing")])

    def test_complaints_are_all_told(self):
        answer = admin("POST", "import", {"yaml": "model_list:\n  - model_name: x\n  - litellm_params: {model: a}\n"})
        self.assertEqual(answer.status, 400)
        message = answer.json()["error"]["message"]
        self.assertIn("litellm_params", message)
        self.assertIn("model_name", message)


class Settings(unittest.TestCase):
    def test_what_the_command_line_sets_is_not_changed_here(self):
        settings = good("GET", "settings")
        self.assertEqual(settings["running"]["set_by"]["listen"], "command line")
        self.assertEqual(admin("PATCH", "settings", {"listen": "127.0.0.1:4999"}).status, 409)
        self.assertEqual(admin("PATCH", "settings", {"tls_certificate": "/nowhere.pem", "tls_key": "/nowhere.key"}).json()["error"]["param"], "tls_certificate")
        self.assertEqual(admin("PATCH", "settings", {"retention_days": 1}).json()["error"]["param"], "retention_days")
        self.assertEqual(admin("PATCH", "settings", {"colour": "red"}).json()["error"]["param"], "colour")

    @unittest.skipUnless(shutil.which("openssl"), "SKIPPED: openssl is not here")
    def test_tls_is_set_and_taken_back_at_once(self):
        folder = options.work / "admin"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-keyout", str(folder / "tls.key"), "-out", str(folder / "tls.pem")], check=True, capture_output=True)
        trusting = ssl.create_default_context(cafile=folder / "tls.pem")
        trusting.check_hostname = False

        def over_tls(method, path, body=None):
            connection = http.client.HTTPSConnection("127.0.0.1", gateway.admin, timeout=20, context=trusting)
            connection.request(method, path, json.dumps(body) if body else None, {"Authorization": "Bearer " + MASTER, "Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())

        good("PATCH", "settings", {"tls_certificate": str(folder / "tls.pem"), "tls_key": str(folder / "tls.key")})
        try:
            status, told = over_tls("GET", "/admin/v1/status")
            self.assertEqual(status, 200)
            with open(folder / "tls.pem") as pem:
                self.assertEqual(told["tls_sha256"], hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem.read())).hexdigest())
            self.assertEqual(over_tls("PATCH", "/admin/v1/settings", {"retention_days": 30})[0], 200)
            self.assertEqual(over_tls("GET", "/admin/v1/status")[0], 200)  # another setting leaves it alone
        finally:
            status, _ = over_tls("PATCH", "/admin/v1/settings", {"tls_certificate": "", "tls_key": "", "retention_days": None})
        self.assertEqual(status, 200)
        self.assertEqual(admin("GET", "status").status, 200)

    def test_retention_removes_old_requests_and_no_money(self):
        self.assertEqual(chat(MASTER, "sim").status, 200)
        requests_when(1)
        gateway.stop()
        ledger = options.work / "admin" / "data" / "ledger.db"
        with sqlite3.connect(ledger) as database:  # a request of ten days ago
            old = int((time.time() - 10 * 86400) * 1000).to_bytes(6, "big") + b"\0" * 10
            plant(database, [old])
            usage = database.execute("SELECT count(*), sum(cost_nano) FROM usage").fetchone()
            count = database.execute("SELECT count(*) FROM request").fetchone()[0]
        database.close()
        start_with_planted_rows()
        good("PATCH", "settings", {"retention_days": 7})
        deadline = time.monotonic() + 10
        while True:
            with sqlite3.connect(ledger) as database:
                left = database.execute("SELECT count(*) FROM request").fetchone()[0]
                self.assertEqual(database.execute("SELECT count(*), sum(cost_nano) FROM usage").fetchone(), usage)
            database.close()
            if left == count - 1:
                break
            self.assertLess(time.monotonic(), deadline, f"{left} of {count}")
            time.sleep(0.02)
        good("PATCH", "settings", {"retention_days": None})
        gateway.stop()
        checked = subprocess.run([str(options.bin / "ostiaryd"), "ledger", "verify", "--data-dir", str(options.work / "admin" / "data")], capture_output=True, text=True)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        gateway.start()

    def test_a_ledger_that_is_gone_stops_the_start(self):
        mine = Gateway(options.bin, options.work / "gone").start()
        mine.key(max_budget=1)
        self.assertEqual(mine.stop(), 0)
        for file in (mine.folder / "data").glob("ledger.db*"):
            file.unlink()
        with self.assertRaisesRegex(AssertionError, "--new-ledger"):
            mine.start()
        mine.arguments.append("--new-ledger")
        mine.start()
        self.assertEqual(mine.stop(), 0)

    def test_kills_while_a_key_rotates_and_old_rows_go(self):
        made = good("POST", "keys", {"alias": "turning"})
        texts = [made["key"]]
        self.assertEqual(chat(texts[0], "sim").status, 200)
        requests_when(1)
        gateway.stop()
        ledger = options.work / "admin" / "data" / "ledger.db"
        long_ago = int((time.time() - 10 * 86400) * 1000).to_bytes(6, "big")
        with sqlite3.connect(ledger) as database:  # so many that they cannot go in one step
            plant(database, [long_ago + n.to_bytes(10, "big") for n in range(200_000)])
            old_minute = int(time.time() - 10 * 86400) // 3600 * 3600
            database.executemany("INSERT OR IGNORE INTO rollup SELECT 60, ?, key_id, model, provider, user, team, 0, 0, 0, 0, 0 FROM rollup LIMIT 1", ((old_minute + 60 * n,) for n in range(60)))
            usage = database.execute("SELECT count(*), sum(cost_nano) FROM usage").fetchone()
        database.close()
        start_with_planted_rows()
        good("PATCH", "settings", {"retention_days": 7})

        surprises = []

        def rotate(stop):
            while not stop.is_set():
                try:
                    texts.append(good("POST", f"keys/{made['id']}/rotate", {"grace": "1h"})["key"])
                except (OSError, http.client.HTTPException):
                    return  # killed before it could answer
                except AssertionError as surprise:
                    surprises.append(surprise)
                    return

        def left():
            with tempfile.TemporaryDirectory() as folder:  # a copy: reading a killed ledger would repair it
                for file in ledger.parent.glob("ledger.db*"):
                    shutil.copy(file, folder)
                with sqlite3.connect(f"{folder}/ledger.db") as copy:
                    count = copy.execute("SELECT count(*) FROM request WHERE request_id < ?", (long_ago + b"\xff" * 10,)).fetchone()[0]
                copy.close()
            return count

        def begun():  # the oldest rows have gone
            with contextlib.closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as database:
                return not database.execute("SELECT 1 FROM request WHERE request_id = ?", (long_ago + (0).to_bytes(10, "big"),)).fetchone()

        remaining = [200_000]
        for kill in range(8):
            stop = threading.Event()
            turning = threading.Thread(target=rotate, args=(stop,))
            turning.start()
            known = len(texts)
            deadline = time.monotonic() + 10
            while (not begun() if kill == 0 else len(texts) < known + 3) and time.monotonic() < deadline:  # in the middle of it
                time.sleep(0.001)
            gateway.kill()
            stop.set()
            turning.join()
            remaining.append(left())
            gateway.start()
            self.assertEqual(chat(texts[-1], "sim").status, 200, "a text that was given out opens the door, at least for its grace")
        self.assertEqual(remaining, sorted(remaining, reverse=True))
        self.assertTrue(any(0 < count < 200_000 for count in remaining), f"never killed in the middle of it: {remaining}")
        self.assertGreater(len(texts), 20)
        self.assertFalse(surprises)
        deadline = time.monotonic() + 20
        while True:
            with sqlite3.connect(ledger) as database:
                count = database.execute("SELECT count(*) FROM request WHERE request_id < ?", (long_ago + b"\xff" * 10,)).fetchone()[0]
                minutes = database.execute("SELECT count(*) FROM rollup WHERE width = 60 AND bucket < ?", (old_minute + 3600,)).fetchone()[0]
            database.close()
            if count == 0 and minutes == 0:
                break
            self.assertLess(time.monotonic(), deadline, f"{count} rows and {minutes} roll-ups are left")
            time.sleep(0.02)
        good("PATCH", "settings", {"retention_days": None})
        gateway.stop()
        with sqlite3.connect(ledger) as database:
            count, cost = database.execute("SELECT count(*), sum(cost_nano) FROM usage").fetchone()
            self.assertGreaterEqual(count, usage[0])
            self.assertGreaterEqual(cost, usage[1])
        database.close()
        checked = subprocess.run([str(options.bin / "ostiaryd"), "ledger", "verify", "--data-dir", str(options.work / "admin" / "data")], capture_output=True, text=True)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        gateway.start()


if __name__ == "__main__":
    unittest.main(argv=["admin_test"] + rest, verbosity=2)
