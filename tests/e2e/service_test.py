#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The gateway as its users meet it: requests, limits, faults of providers, administration, reload, the end of the process."""
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import unittest

from harness import MASTER, Gateway, Sim, arguments, request, sim_config, track

options, rest = arguments()
sim = None
gateway = None


def setUpModule():
    global sim, gateway
    sim = Sim(options.bin)
    gateway = Gateway(options.bin, options.work / "service", sim_config(sim)).start()


def tearDownModule():
    assert gateway.stop() == 0, "an orderly end returns 0"
    sim.stop()
    check = gateway.command("ledger", "verify")
    assert check.returncode == 0, check.stderr
    check = gateway.command("audit", "verify")
    assert check.returncode == 0, check.stderr
    log = gateway.log.read_text()
    for secret in (MASTER, "sk-upstream-canary-4711"):
        assert secret not in log, "a secret stands in the log"


class Requests(unittest.TestCase):
    def setUp(self):
        self.key = gateway.key()

    def test_an_answer_bears_the_public_name_its_cost_and_its_id(self):
        answer = gateway.chat(self.key)
        self.assertEqual(answer.status, 200)
        body = answer.json()
        self.assertEqual(body["model"], "m")
        self.assertEqual(answer.headers["x-request-id"], answer.headers["x-litellm-call-id"])
        cost = body["usage"]["prompt_tokens"] * 1000 + body["usage"]["completion_tokens"] * 2000
        self.assertAlmostEqual(float(answer.headers["x-litellm-response-cost"]) * 1e9, cost, places=3)
        self.assertGreaterEqual(float(answer.headers["x-ostiary-overhead-ms"]), 0)
        row = gateway.row(answer.headers["x-request-id"])
        self.assertEqual(row["state"], "settled")
        self.assertEqual(round(float(row["cost_usd"]) * 1e9), cost)
        self.assertEqual(row["attempt_list"][0]["completion_tokens"], body["usage"]["completion_tokens"])
        self.assertIn("upstream", row["stages_ms"])
        self.assertTrue(row["reason"])

    def test_a_stream_hides_the_usage_that_only_the_gateway_asked_for(self):
        events = gateway.chat(self.key, stream=True).events()
        self.assertEqual(events[-1], "[DONE]")
        chunks = [json.loads(event) for event in events[:-1]]
        self.assertTrue(all(chunk["choices"] for chunk in chunks))
        self.assertTrue(all(chunk["model"] == "m" for chunk in chunks))

    def test_a_stream_shows_the_usage_that_was_asked_for(self):
        answer = gateway.chat(self.key, stream=True, stream_options={"include_usage": True})
        chunks = [json.loads(event) for event in answer.events()[:-1]]
        self.assertEqual(chunks[-1]["choices"], [])
        row = gateway.row(answer.headers["x-request-id"])
        self.assertEqual(row["completion_tokens"], chunks[-1]["usage"]["completion_tokens"])
        self.assertEqual(row["state"], "settled")
        self.assertGreater(row["ttft_ms"], 0)

    def test_anthropics_dialect_answers_openais(self):
        answer = gateway.chat(self.key, "claude:tokens=5")
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.json()["choices"][0]["finish_reason"], "stop")
        self.assertEqual(answer.json()["usage"]["completion_tokens"], 5)
        stream = gateway.chat(self.key, "claude:tokens=5", stream=True)
        self.assertEqual(stream.events()[-1], "[DONE]")
        self.assertEqual(gateway.row(stream.headers["x-request-id"])["completion_tokens"], 5)

    def test_completions_and_embeddings(self):
        answer = request(gateway.port, "POST", "/completions", {"model": "m", "prompt": "x", "max_tokens": 4}, self.key)
        self.assertEqual(answer.json()["object"], "text_completion")
        self.assertEqual(answer.json()["usage"]["completion_tokens"], 4)
        answer = request(gateway.port, "POST", "/v1/embeddings", {"model": "m", "input": ["a", "b"]}, self.key)
        self.assertEqual(len(answer.json()["data"]), 2)
        self.assertEqual(answer.json()["model"], "m")

    def test_models_are_those_the_key_may_call(self):
        narrow = gateway.key(models=["m"])
        listed = request(gateway.port, "GET", "/v1/models", key=narrow).json()["data"]
        self.assertEqual([model["id"] for model in listed], ["m"])
        self.assertEqual(request(gateway.port, "GET", "/models/m", key=narrow).status, 200)
        self.assertEqual(request(gateway.port, "GET", "/v1/models/unpriced", key=narrow).status, 404)

    def test_nothing_is_open_without_a_key(self):
        for method, path in (("GET", "/v1/models"), ("POST", "/v1/chat/completions"), ("GET", "/metrics"), ("GET", "/health"),
                             ("POST", "/key/generate"), ("GET", "/key/list"), ("GET", "/key/info")):
            self.assertEqual(request(gateway.port, method, path, {} if method == "POST" else None).status, 401, path)
        for path in ("/admin/v1/keys", "/admin/v1/requests", "/admin/v1/events", "/admin/v1/status", "/metrics"):
            self.assertEqual(request(gateway.admin, "GET", path).status, 401, path)
            self.assertEqual(request(gateway.admin, "GET", path, key=self.key).status, 403, path)
        self.assertEqual(request(gateway.port, "GET", "/admin/v1/keys", key=MASTER).status, 404)
        for path in ("/health/liveliness", "/health/readiness"):
            self.assertEqual(request(gateway.port, "GET", path).status, 200)

    def test_errors_have_openais_shape(self):
        cases = [("nobody", {"model": "m", "messages": []}, 401, "token_not_found_in_db"),
                 (self.key, {"model": "nothing-like-it", "messages": []}, 400, "invalid_request_error"),
                 (gateway.key(models=["other"]), {"model": "m", "messages": []}, 403, "key_model_access_denied"),
                 (self.key, b"{", 400, "invalid_request_error"), (self.key, {"messages": []}, 400, "invalid_request_error")]
        for key, body, status, kind in cases:
            answer = request(gateway.port, "POST", "/v1/chat/completions", body, key)
            error = answer.json()["error"]
            self.assertEqual((answer.status, error["type"], error["code"]), (status, kind, str(status)))
            self.assertEqual(sorted(error), ["code", "message", "param", "type"])

    def test_metrics_count(self):
        gateway.chat(self.key)
        text = request(gateway.port, "GET", "/metrics", key=MASTER).body.decode()
        for name in ("gateway_requests_total{", "gateway_latency_seconds_bucket{", "gateway_tokens_total{", "gateway_cost_usd_total{",
                     "gateway_in_flight_requests", "gateway_stage_seconds_bucket{"):
            self.assertIn(name, text)


class Limits(unittest.TestCase):
    def test_a_budget_is_never_passed(self):
        key = gateway.key(max_budget=0.002)
        statuses = []

        def ask():
            for _ in range(12):
                statuses.append(gateway.chat(key, max_tokens=16).status)

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        info = request(gateway.port, "GET", "/key/info?key=" + key, key=MASTER).json()["info"]
        self.assertEqual(set(statuses), {200, 422})
        self.assertLessEqual(info["spend"], 0.002)
        self.assertGreater(info["spend"], 0)
        answer = gateway.chat(key, max_tokens=100_000)
        self.assertEqual((answer.status, answer.json()["error"]["type"]), (422, "budget_exceeded"))

    def test_all_ways_to_give_a_budget_hold(self):
        for port, path, field in ((gateway.port, "/key/generate", "max_budget"), (gateway.admin, "/admin/v1/keys", "max_budget_usd"),
                                  (gateway.admin, "/admin/v1/keys", "max_budget")):
            made = request(port, "POST", path, {field: 0}, MASTER).json()
            self.assertEqual(gateway.chat(made["key"]).status, 422, (path, field))

    def test_an_update_changes_only_what_it_names(self):
        key = gateway.key(max_budget=1, rpm_limit=5, max_parallel_requests=2, budget_duration="1d", models=["m"])
        request(gateway.port, "POST", "/key/update", {"key": key, "key_alias": "renamed"}, MASTER)
        info = request(gateway.port, "GET", "/key/info?key=" + key, key=MASTER).json()["info"]
        self.assertEqual((info["key_alias"], info["max_budget"], info["rpm_limit"], info["max_parallel_requests"], info["models"]),
                         ("renamed", 1, 5, 2, ["m"]))
        request(gateway.port, "POST", "/key/update", {"key": key, "rpm_limit": None}, MASTER)
        info = request(gateway.port, "GET", "/key/info?key=" + key, key=MASTER).json()["info"]
        self.assertEqual((info["max_budget"], info["rpm_limit"]), (1, None))

    def test_a_bound_is_written_where_the_client_gave_none(self):
        budgeted = gateway.key(max_budget=1)
        answer = gateway.chat(budgeted, "sim:tokens=20000,rate=0", max_completion_tokens=None)
        self.assertEqual(answer.json()["usage"]["completion_tokens"], 16384)

    def test_what_has_no_price_is_refused_under_a_budget(self):
        self.assertEqual(gateway.chat(gateway.key(max_budget=1), "unpriced").json()["error"]["type"], "price_unknown")
        answer = gateway.chat(gateway.key(), "unpriced")
        self.assertEqual(answer.status, 200)
        self.assertNotIn("x-litellm-response-cost", answer.headers)
        self.assertIsNone(gateway.row(answer.headers["x-request-id"])["cost_usd"])

    def test_what_is_self_hosted_costs_nothing_and_says_so(self):
        key = gateway.key(max_budget=0.000001)
        answer = gateway.chat(key, "own")
        self.assertEqual(answer.status, 200)
        self.assertEqual(float(gateway.row(answer.headers["x-request-id"])["cost_usd"]), 0)
        model = gateway.admin_get("/admin/v1/models/own").json()
        self.assertEqual(model["deployments"][0]["price"]["source"], "self-hosted")

    def test_requests_per_minute(self):
        key = gateway.key(rpm_limit=3)
        answers = [gateway.chat(key) for _ in range(5)]
        self.assertEqual([a.status for a in answers], [200, 200, 200, 429, 429])
        self.assertEqual(answers[0].headers["x-ratelimit-limit-requests"], "3")
        self.assertEqual(answers[0].headers["x-ratelimit-remaining-requests"], "2")
        self.assertGreater(int(answers[-1].headers["retry-after"]), 0)
        self.assertEqual(answers[-1].json()["error"]["type"], "throttling_error")

    def test_a_user_is_bound_by_user_access(self):
        key = gateway.key(user_id="ann")
        self.assertEqual(gateway.chat(key).status, 200)
        self.assertEqual(gateway.chat(key, "unpriced").status, 403)

    def test_a_blocked_key_ends_its_stream(self):
        key = gateway.key()
        connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=20)
        connection.request("POST", "/v1/chat/completions", json.dumps({"model": "sim:tokens=1000,rate=50", "stream": True, "messages": []}),
                           {"Authorization": "Bearer " + key})
        response = connection.getresponse()
        self.assertTrue(response.read(10))
        self.assertEqual(request(gateway.port, "POST", "/key/block", {"key": key}, MASTER).status, 200)
        text = response.read().decode()
        self.assertIn('"error"', text)
        self.assertNotIn("[DONE]", text)
        self.assertEqual(gateway.chat(key).status, 401)

    def test_a_deleted_key_stops_at_once(self):
        key = gateway.key()
        self.assertEqual(gateway.chat(key).status, 200)
        self.assertEqual(request(gateway.port, "POST", "/key/delete", {"keys": [key, key]}, MASTER).json(), {"deleted_keys": [key, key]})
        self.assertEqual(gateway.chat(key).status, 401)

    def test_a_key_expires(self):
        key = gateway.key(duration="1s")
        deadline = time.monotonic() + 10
        while gateway.chat(key).status == 200 and time.monotonic() < deadline:
            pass
        self.assertEqual(gateway.chat(key).json()["error"]["type"], "expired_key")


class Faults(unittest.TestCase):
    def setUp(self):
        self.key = gateway.key()

    def test_whole_answers(self):
        # What lets the deployment rest at once stands last: while all of a model's rest, a failure is 503.
        for fault, status in (("500", 502), ("503", 503), ("400", 400), ("cut", 502), ("half-close", 502), ("reset", 502),
                              ("not-json", 502), ("redirect", 502), ("401", 502), ("404", 404), ("429,retry=60", 429)):
            answer = gateway.chat(self.key, "sim:fault=" + fault)
            self.assertEqual(answer.status, status, fault)
            self.assertIn("message", answer.json()["error"], fault)
            # The gateway has tried what it may, but waited for no minute.
            self.assertEqual(answer.headers.get("x-should-retry"), None if "retry=60" in fault else "false", fault)
        self.assertEqual(gateway.chat(self.key, "sim:fault=429,retry=60").headers["retry-after"], "60")
        down = gateway.chat(self.key, "sim:fault=reset")
        self.assertEqual(down.status, 503)
        self.assertIn(int(down.headers["retry-after"]), range(1, 6))

    def test_streams_that_fail_never_end_like_whole_ones(self):
        for fault in ("cut", "half-close", "reset", "garbage", "error-event"):
            answer = gateway.chat(self.key, f"sim:tokens=20,rate=400,fault={fault}", stream=True)
            self.assertNotIn("[DONE]", answer.events(), fault)
            self.assertIn("error", json.loads(answer.events()[-1]), fault)
            row = gateway.row(answer.headers["x-request-id"])
            self.assertEqual(row["state"], "estimated", fault)
            self.assertGreater(row["completion_tokens"], 0, fault)

    def test_usage_that_is_missing_or_wrong_is_estimated(self):
        for fault in ("no-usage", "wrong-usage"):
            for stream in (False, True):
                answer = gateway.chat(self.key, "sim:fault=" + fault, stream=stream)
                self.assertEqual(answer.status, 200)
                self.assertEqual(gateway.row(answer.headers["x-request-id"])["state"], "estimated")

    def test_the_name_a_client_asked_for_is_kept_and_no_label(self):
        for name in ("no-such-model", "x" * 120, "simmering"):
            answer = gateway.chat(self.key, name)
            row = gateway.row(answer.headers["x-request-id"])
            self.assertEqual(row["asked_model"], name[:96])
            self.assertIn(row["model"], ("(unknown)", "sim*"))
        limited = gateway.key(models=["m"])
        row = gateway.row(gateway.chat(limited, "sim").headers["x-request-id"])
        self.assertEqual((row["model"], row["asked_model"]), ("(refused)", "sim"))
        self.assertNotIn("asked_model", gateway.row(gateway.chat(self.key).headers["x-request-id"]))
        metrics = request(gateway.admin, "GET", "/metrics", key=MASTER).body.decode()
        self.assertNotIn("no-such-model", metrics)
        self.assertNotIn("simmering", metrics)

    def test_each_retry_is_a_row_of_its_own(self):
        answer = gateway.chat(self.key, "sim:fault=500")
        row = gateway.row(answer.headers["x-request-id"])
        self.assertEqual([(a["attempt"], a["state"], a["upstream_status"]) for a in row["attempt_list"]],
                         [(1, "settled", 500), (2, "settled", 500)])

    def test_a_client_that_goes_cancels_the_provider(self):
        with socket.create_connection(("127.0.0.1", gateway.port)) as raw:
            body = json.dumps({"model": "sim:tokens=100000,rate=100", "stream": True, "messages": []})
            raw.sendall((f"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {self.key}\r\n"
                         f"Content-Length: {len(body)}\r\n\r\n{body}").encode())
            head = b""
            while b"data:" not in head:
                head += raw.recv(4096)
        request_id = next(line.split(": ")[1] for line in head.decode().split("\r\n") if line.startswith("x-request-id"))
        row = gateway.row(request_id)
        self.assertEqual((row["status"], row["state"]), (499, "estimated"))
        line = next(line for line in sim.bill()["lines"] if line["call_id"].startswith(request_id))
        self.assertLess(line["completion_tokens"], 1000)


class FailOver(unittest.TestCase):
    def test_another_deployment_answers(self):
        extra = f"""
  - model_name: two
    litellm_params: {{model: "openai/sim:fault=500", api_base: "{sim.base}", weight: 1000000, input_cost_per_token: 0.000001, output_cost_per_token: 0.000002}}
  - model_name: two
    litellm_params: {{model: openai/sim, api_base: "{sim.base}", weight: 1, input_cost_per_token: 0.000001, output_cost_per_token: 0.000002}}
"""
        other = Gateway(options.bin, options.work / "failover", sim_config(sim, extra)).start()
        try:
            answer = other.chat(other.key(), "two")
            self.assertEqual(answer.status, 200)
            row = other.row(answer.headers["x-request-id"])
            self.assertEqual(len(row["attempt_list"]), 2)
            self.assertIn("attempt 2 after upstream_failed", row["reason"])
            stream = other.chat(other.key(), "two", stream=True)
            self.assertEqual(stream.events()[-1], "[DONE]")
        finally:
            self.assertEqual(other.stop(), 0)


class Administration(unittest.TestCase):
    def admin(self, method, path, body=None):
        return request(gateway.admin, method, path, body, MASTER)

    def test_deployments_come_and_go(self):
        made = self.admin("POST", "/admin/v1/deployments", {"model_name": "added", "provider": "openai", "upstream_model": "sim", "api_base": sim.base,
                          "api_key": "sk-stored-canary-0815", "input_usd_per_mtok": "1", "output_usd_per_mtok": 2})
        self.assertEqual(made.status, 201, made.body)
        self.assertNotIn(b"sk-stored-canary", made.body)
        self.assertEqual(made.json()["api_key_hint"], "...0815")
        key = gateway.key()
        self.assertEqual(gateway.chat(key, "added").status, 200)
        path = "/admin/v1/deployments/" + made.json()["id"]
        self.assertEqual(self.admin("PATCH", path, {"weight": 7}).json()["weight"], 7)
        self.assertTrue(self.admin("GET", path).json()["has_api_key"])
        self.assertEqual(self.admin("DELETE", path).status, 200)
        self.assertEqual(gateway.chat(key, "added").status, 400)
        audit = self.admin("GET", "/admin/v1/audit?limit=1000").body
        self.assertIn(made.json()["id"].encode(), audit)
        self.assertNotIn(b"sk-stored-canary", audit)

    def test_what_costs_nothing_is_served_when_nothing_is_left(self):
        made = [self.admin("POST", "/admin/v1/deployments", {"model_name": "gratis", "provider": "openai", "upstream_model": "sim", "api_base": sim.base,
                           "api_key": "sk-test-gratis", "input_usd_per_mtok": 0, "output_usd_per_mtok": 0}).json() for _ in range(2)]
        never = gateway.key(max_budget=0)
        spent = gateway.key(max_budget=0.000001)
        for key in (never, spent):
            for stream in (False, True):
                answer = gateway.chat(key, "gratis", stream=stream)
                self.assertEqual(answer.status, 200, answer.body)
                self.assertEqual(gateway.row(answer.headers["x-request-id"])["cost_usd"], "0")
            self.assertEqual(gateway.chat(key, "sim").json()["error"]["type"], "budget_exceeded")
        for deployment in made:
            self.admin("DELETE", "/admin/v1/deployments/" + deployment["id"])

    def test_changes_are_revisions_that_can_be_taken_back(self):
        made = self.admin("POST", "/admin/v1/deployments", {"model_name": "revised", "provider": "openai", "upstream_model": "sim", "api_base": sim.base,
                          "api_key": "sk-stored-canary-0816", "input_usd_per_mtok": "1", "output_usd_per_mtok": 2}).json()
        path = "/admin/v1/deployments/" + made["id"]
        self.admin("PATCH", path, {"weight": 7})
        self.admin("DELETE", path)
        revisions = self.admin("GET", "/admin/v1/revisions?resource=model&object_id=" + made["id"])
        self.assertNotIn(b"sk-stored-canary", revisions.body)
        deleted, changed, created = revisions.json()["data"]
        self.assertEqual([r["action"] for r in (deleted, changed, created)], ["deleted", "changed", "created"])
        self.assertEqual(changed["diff"], [{"field": "weight", "from": None, "to": 7}])
        back = lambda revision: self.admin("POST", f"/admin/v1/revisions/{revision['number']}/rollback")
        refused = back(changed)
        self.assertEqual(refused.status, 409)
        self.assertIn(str(deleted["number"]), refused.json()["error"]["message"])
        key = gateway.key()
        self.assertEqual(gateway.chat(key, "revised").status, 400)
        self.assertEqual(back(deleted).status, 200)
        self.assertEqual(gateway.chat(key, "revised").status, 200)  # with its provider key, too
        self.assertEqual(self.admin("GET", path).json()["weight"], 7)

    def test_a_deleted_key_can_be_brought_back(self):
        key = gateway.key(max_budget=5)
        gateway.row(gateway.chat(key).headers["x-request-id"])
        info = request(gateway.port, "GET", "/key/info?key=" + key, key=MASTER).json()["info"]
        self.assertEqual(request(gateway.port, "POST", "/key/delete", {"keys": [key]}, MASTER).status, 200)
        self.assertEqual(gateway.chat(key).status, 401)
        last = self.admin("GET", "/admin/v1/revisions?resource=key&limit=1").json()["data"][0]
        self.assertEqual(self.admin("POST", f"/admin/v1/revisions/{last['number']}/rollback").status, 200)
        self.assertEqual(gateway.chat(key).status, 200)
        again = request(gateway.port, "GET", "/key/info?key=" + key, key=MASTER).json()["info"]
        self.assertEqual(again["max_budget"], 5)
        self.assertGreater(again["spend"], info["spend"])  # what was spent before counts on

    def test_bad_deployments_are_refused(self):
        good = {"model_name": "x", "provider": "openai", "upstream_model": "y", "api_base": sim.base}
        for change in ({"provider": "nobody", "api_base": None}, {"provider": "bedrock"}, {"api_base": "ftp://x"}, {"api_base": "http://u:p@x/v1"}, {"api_key": "a\r\nX-Evil: 1"}, {"weight": -1},
                       {"weight": 1.5}, {"input_usd_per_mtok": "cheap"}, {"colour": "red"}, {"model_name": ""}):
            self.assertEqual(self.admin("POST", "/admin/v1/deployments", {**good, **change}).status, 400, change)
        file_id = next(d["id"] for d in self.admin("GET", "/admin/v1/deployments").json()["data"] if d["managed_by"] == "file")
        self.assertEqual(self.admin("DELETE", "/admin/v1/deployments/" + file_id).status, 409)

    def test_lists_page_and_filter(self):
        keys = [gateway.key(team_id="pages") for _ in range(5)]
        first = self.admin("GET", "/admin/v1/keys?team_id=pages&limit=3").json()
        second = self.admin("GET", "/admin/v1/keys?team_id=pages&limit=3&cursor=" + first["next_cursor"]).json()
        self.assertEqual((len(first["data"]), len(second["data"]), second["next_cursor"]), (3, 2, None))
        last = gateway.chat(keys[0]).headers["x-request-id"]
        gateway.row(last)
        key_id = self.admin("GET", "/admin/v1/keys?team_id=pages").json()["data"][0]["id"]
        rows = gateway.requests(key_id=key_id)
        self.assertEqual([row["id"] for row in rows], [last])
        self.assertEqual(gateway.requests(key_id=key_id, failed="true"), [])

    def test_summary_and_series_come_from_the_roll_ups(self):
        gateway.row(gateway.chat(gateway.key()).headers["x-request-id"])
        summary = self.admin("GET", "/admin/v1/summary?last=1h").json()
        self.assertGreater(summary["requests"], 0)
        self.assertGreater(summary["latency_p99_ms"], 0)
        series = self.admin("GET", "/admin/v1/series?last=1h&step=1m").json()["data"]
        self.assertEqual(sum(point["requests"] for point in series), self.admin("GET", "/admin/v1/summary?last=1h").json()["requests"])
        by_model = self.admin("GET", "/admin/v1/series?last=1h&step=1m&by=model").json()["data"]
        self.assertIn("m", {point["label"] for point in by_model})

    def test_events_tell_of_changes_and_count(self):
        connection = http.client.HTTPConnection("127.0.0.1", gateway.admin, timeout=20)
        connection.request("GET", "/admin/v1/events", headers={"Authorization": "Bearer " + MASTER})
        response = connection.getresponse()
        gateway.key()
        text = ""
        while "event: counters" not in text or '"resource":"key"' not in text:
            text += response.readline().decode()
        connection.close()

    def test_bad_numbers_are_400(self):
        for path in ("/admin/v1/requests?limit=x", "/admin/v1/requests?cursor=x", "/admin/v1/series?step=1s", "/admin/v1/series?by=colour",
                     "/admin/v1/summary?last=fortnight"):
            self.assertEqual(self.admin("GET", path).status, 400, path)
        for body in ({"max_budget": -1}, {"max_budget": "x"}, {"duration": 1e16}, {"models": "m"}, {"rpm_limit": 1.5}, {"key": "short"}):
            self.assertEqual(request(gateway.port, "POST", "/key/generate", body, MASTER).status, 400, body)


class Lifecycle(unittest.TestCase):
    @unittest.skipUnless(shutil.which("openssl"), "SKIPPED: openssl is not here")
    def test_tells_the_addresses_as_they_are(self):
        folder = options.work / "greeting"
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-keyout", str(folder / "tls.key"), "-out", str(folder / "tls.pem")], check=True, capture_output=True)
        (folder / "config.yaml").write_text(sim_config(sim) + f"ostiary: {{tls: {{certificate: {folder}/tls.pem, key: {folder}/tls.key}}}}\n")
        process = track(subprocess.Popen([str(options.bin / "ostiaryd"), "serve", "--data-dir", str(folder / "data"), "--listen", "127.0.0.1:0",
                                          "--admin-listen", "127.0.0.1:0", "--no-discovery", "--config", str(folder / "config.yaml")],
                                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=dict(os.environ, OSTIARY_MASTER_KEY=MASTER)))
        told = [process.stdout.readline() for _ in range(3)]
        self.assertRegex(told[1], r"models +https://127\.0\.0\.1:\d+/v1")
        self.assertRegex(told[2], r"admin +https://127\.0\.0\.1:\d+/admin/v1")
        process.terminate()
        self.assertEqual(process.wait(60), 0)

    def test_reload_and_orderly_end(self):
        other = Gateway(options.bin, options.work / "lifecycle", sim_config(sim)).start()
        key = other.key(key_alias="kept")
        stream = http.client.HTTPConnection("127.0.0.1", other.port, timeout=30)
        stream.request("POST", "/v1/chat/completions", json.dumps({"model": "sim:tokens=60,rate=30", "stream": True, "messages": []}), {"Authorization": "Bearer " + key})
        response = stream.getresponse()
        self.assertTrue(response.read(10))

        other.config_file.write_text("model_list: [\n")
        other.process.send_signal(signal.SIGHUP)
        self.wait(lambda: "NOT reloaded" in other.log.read_text())
        self.assertEqual(other.chat(key).status, 200)
        other.config_file.write_text(sim_config(sim).replace("model_name: m\n", "model_name: renamed\n"))
        self.wait(lambda: other.chat(key, "renamed").status == 200)  # the file is watched
        self.assertEqual(other.chat(key, "m").status, 400)

        other.process.send_signal(signal.SIGTERM)
        text = response.read().decode()
        self.assertIn("[DONE]", text)  # the stream was neither cut by the reload nor by the end
        self.assertEqual(other.process.wait(60), 0)
        other.start()
        self.assertEqual(other.chat(key, "renamed").status, 200)  # keys outlive the process
        spend = request(other.port, "GET", "/key/info?key=" + key, key=MASTER).json()["info"]["spend"]
        self.assertGreater(spend, 0)
        self.assertEqual(other.stop(), 0)

    def test_durability_against_power_loss_answers_like_the_other(self):
        other = Gateway(options.bin, options.work / "power", sim_config(sim, "").replace("user_access:", "ostiary: {ledger_durability: power}\nuser_access:")).start()
        key = other.key()
        for stream in (False, True):
            answer = other.chat(key, stream=stream)
            self.assertEqual(answer.status, 200)
        other.row(answer.headers["x-request-id"])
        self.assertEqual(other.stop(), 0)

    def test_the_embedded_defaults_need_no_file(self):
        other = Gateway(options.bin, options.work / "defaults").start()
        self.assertEqual(other.chat(other.key(), "sim").status, 200)
        second = Gateway(options.bin, options.work / "second")
        taken = second.command("serve", "--listen", f"127.0.0.1:{other.port}", "--admin-listen", "127.0.0.1:0")
        self.assertNotEqual(taken.returncode, 0)
        self.assertIn("--listen", taken.stderr)
        self.assertEqual(other.stop(), 0)

    def test_check_says_what_becomes_of_a_file(self):
        good = "model_list:\n  - {model_name: m, litellm_params: {model: sim/sim}}\n"
        for text, strict, code, part in [
            (good, False, 0, "1 deployment is offered"),
            (good + "unheard: 1\n", False, 0, "unknown key 'unheard'"),
            (good + "unheard: 1\n", True, 1, "error: "),
            ("model_list:\n  - {model_name: m, litellm_params: {model: bedrock/x}}\n", False, 1, "Not offered:"),
            (good + "guardrails: [{guardrail_name: g}]\n", False, 1, "accept_unprotected: [guardrails]"),
            (good + "guardrails: [{guardrail_name: g}]\nostiary: {accept_unprotected: [guardrails]}\n", False, 0, "Accepted"),
        ]:
            other = Gateway(options.bin, options.work / "checked", text)
            done = other.command("check", "--config", str(other.config_file), *(["--strict"] if strict else []))
            self.assertEqual(done.returncode, code, done.stdout + done.stderr)
            self.assertIn(part, done.stdout)

    def test_a_missing_protection_is_no_start(self):
        other = Gateway(options.bin, options.work / "unprotected", sim_config(sim) + "guardrails: [{guardrail_name: g}]\n")
        started = other.command("serve", "--config", str(other.config_file), "--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0")
        self.assertNotEqual(started.returncode, 0)
        self.assertIn("'guardrails' is not honoured yet", started.stderr)

    def wait(self, what):
        deadline = time.monotonic() + 20
        while not what():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]] + rest, verbosity=2)
