#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an exchange does when its provider answers oddly: who is asked next, what the client sees, what is charged."""
import json
import signal
import socket
import sys
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from harness import Gateway, Sim, arguments, request, sim_config

options, rest = arguments()


def chunk(name, delta, finish=None):
    return "data: " + json.dumps({"id": name, "object": "chat.completion.chunk", "created": 1, "model": "up",
                                  "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}) + "\n\n"


def whole(text):
    return json.dumps({"id": "w", "object": "chat.completion", "created": 1, "model": "up",
                       "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
                       "usage": {"prompt_tokens": 9, "completion_tokens": 1, "total_tokens": 10}})


FILTERED = 'data: {"error":{"message":"filtered","type":"invalid_request_error","code":"content_filter"}}\n\n'


def counted(choices=()):
    return "data: " + json.dumps({"id": "u", "object": "chat.completion.chunk", "created": 1, "model": "up", "choices": list(choices),
                                  "usage": {"prompt_tokens": 10, "completion_tokens": 3, "total_tokens": 13}}) + "\n\n"


SAID = chunk("u", {"role": "assistant", "content": "Half of it"})
# Streams that break off: what came, and what that costs in nano-USD under a budget (None: the bound).
BROKEN = {
    "ended-and-counted": (SAID + chunk("u", {}, "stop") + counted(), 16_000),
    "ended-with-its-count": (SAID + counted([{"index": 0, "delta": {}, "finish_reason": "stop"}]), 16_000),
    "ended-uncounted": (SAID + chunk("u", {}, "stop"), None),
    "failed-behind-its-count": (SAID + chunk("u", {}, "stop") + counted() + 'data: {"error":{"message":"late"}}\n\n', 16_000),
    "failed-with-its-count": (SAID + counted([])[:-3] + ',"error":{"message":"late"}}\n\n', 16_000),
    "cut": (SAID, None),
}
WHOLE_ALL_THE_SAME = {"ended-and-counted", "ended-with-its-count", "ended-uncounted"}


class Provider(ThreadingHTTPServer):
    """Answers by the model's name; `calls` are the models that were asked for, in their order."""

    def __init__(self):
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                model = json.loads(self.rfile.read(int(self.headers["content-length"])))["model"]
                outer.calls.append(model)
                outer.reply(self, model, outer.calls.count(model))

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        self.daemon_threads = True
        self.calls = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        pass

    def reply(self, to, model, turn):
        def send(status, kind, body, missing=0, **fields):
            to.send_response(status)
            to.send_header("content-type", kind)
            to.send_header("content-length", str(len(body) + missing))
            for name, value in fields.items():
                to.send_header(name.replace("_", "-"), value)
            to.end_headers()
            to.wfile.write(body.encode())
        if model == "late-error":  # its first try names a role, and fails before it has said anything
            body = chunk("first", {"role": "assistant"}) + 'data: {"error":{"message":"overloaded","type":"server_error"}}\n\n' \
                if turn == 1 else chunk("second", {"role": "assistant"}) + chunk("second", {"content": "hi"}) + \
                chunk("second", {}, "stop") + "data: [DONE]\n\n"
            send(200, "text/event-stream", body)
        elif model == "no-choices":
            send(200, "application/json", '{"id":"1","object":"chat.completion","created":1,"model":"up","choices":[]}')
        elif model == "no-money":
            send(400, "application/json", '{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}')
        elif model == "filter":
            send(200, "text/event-stream", chunk("f", {"content": "hi"}) + FILTERED)
        elif model in BROKEN:
            send(200, "text/event-stream", BROKEN[model][0], missing=99)
        elif model == "too-large":
            send(413, "application/json", '{"error":{"message":"Request too large: tokens per minute (TPM)","type":"tokens","code":"rate_limit_exceeded"}}')
        elif model == "later":
            send(429, "application/json", '{"error":{"message":"slow down"}}', retry_after="20")
        elif model == "soon":
            send(429, "application/json", '{"error":{"message":"slow down"}}', retry_after="1")
        elif model == "bogus":
            send(404, "application/json", '{"error":{"message":"no such model","code":"model_not_found"}}')
        elif model == "azure":
            first = '{"id":"","object":"","created":0,"model":"","choices":[],"prompt_filter_results":[{"prompt_index":0}]}'
            late = '{"id":"a","object":"chat.completion.chunk","created":1,"model":"up","choices":[{"index":0,"finish_reason":null,"content_filter_offsets":{"end_offset":3}}]}'
            send(200, "text/event-stream", f"data: {first}\n\n" + chunk("a", {"content": "hi"}) + f"data: {late}\n\n" +
                 'data: {"id":"a","object":"chat.completion.chunk","created":1,"model":"up","choices":[{"index":0,"finish_reason":"stop"}]}\n\n' + "data: [DONE]\n\n")
        elif model == "another-protocol":
            to.wfile.write(b"HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n")
        elif model == "down":
            send(500, "application/json", '{"error":{"message":"down"}}')
        else:
            send(200, "application/json", whole(model))


def setUpModule():
    global provider, gateway
    provider = Provider()
    base = f"http://127.0.0.1:{provider.server_address[1]}/v1"
    prices = "input_cost_per_token: 0.000001, output_cost_per_token: 0.000002"

    def entry(name, upstream, extra=""):
        return f'  - model_name: {name}\n    litellm_params: {{model: openai/{upstream}, api_base: "{base}", api_key: test-key, {prices}{extra}}}\n'
    gateway = Gateway(options.bin, options.work / "exchange", "model_list:\n" + "".join(
        entry(name, name) for name in ("late-error", "no-choices", "good", "later", "soon", "azure", "another-protocol", *BROKEN)) +
        entry("big", "too-large") + entry("w/*", "*") +
        entry("poor", "no-money", ", order: 1") + entry("poor", "good", ", order: 2") +
        entry("picky", "filter", ", order: 1") + entry("picky", "good", ", order: 2") +
        entry("a", "down") + entry("b", "down") + entry("c", "good") +
        "router_settings: {num_retries: 1, retry_after: 1, allowed_fails: 2, fallbacks: [{a: [b]}, {b: [a, c]}, {big: [c]}]}\n").start()


def tearDownModule():
    assert gateway.stop() == 0


class Exchange(unittest.TestCase):
    def setUp(self):
        provider.calls.clear()
        self.key = gateway.key()

    def test_what_a_failed_attempt_said_is_nobodys_answer(self):
        answer = gateway.chat(self.key, "late-error", stream=True)
        names = {json.loads(event)["id"] for event in answer.events() if event != "[DONE]"}
        self.assertEqual((names, answer.events()[-1]), ({"second"}, "[DONE]"))
        self.assertEqual(provider.calls, ["late-error"] * 2)

    def test_an_answer_of_nothing_is_an_error_and_not_a_wait(self):
        for stream in (True, False):
            answer = gateway.chat(self.key, "no-choices", stream=stream)
            self.assertIn(answer.status, (502, 503), stream)
            self.assertIn("message", answer.json()["error"])

    def test_a_spent_account_is_passed_over_whatever_its_status(self):
        answer = gateway.chat(self.key, "poor")
        self.assertEqual((answer.status, provider.calls), (200, ["no-money", "good"]))

    def test_no_client_rests_a_deployment_by_what_it_writes(self):
        for _ in range(5):
            self.assertIn("error", json.loads(gateway.chat(self.key, "picky", stream=True).events()[-1]))
        self.assertEqual(provider.calls, ["filter"] * 5)

    def test_fallbacks_have_fallbacks(self):
        answer = gateway.chat(self.key, "a")
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(provider.calls[-1], "good")
        self.assertEqual(answer.json()["choices"][0]["message"]["content"], "good")

    def test_a_stream_that_breaks_off_costs_what_was_counted(self):
        for model, (_, nano) in BROKEN.items():
            with self.subTest(model):
                key = gateway.key(max_budget=1)
                answer = gateway.chat(key, model, stream=True)
                whole = model in WHOLE_ALL_THE_SAME
                self.assertEqual(answer.events()[-1] == "[DONE]", whole, answer.body)
                row = gateway.row(answer.headers["x-request-id"])
                if nano is None:
                    self.assertGreater(float(row["cost_usd"]), 0.03)
                else:
                    self.assertEqual(round(float(row["cost_usd"]) * 1e9), nano)

    def test_every_chunk_has_what_clients_read_in_it(self):
        events = gateway.chat(self.key, "azure", stream=True).events()
        choices = [json.loads(event)["choices"][0] for event in events if event != "[DONE]"]
        self.assertEqual([choice["delta"] for choice in choices], [{}, {"content": "hi"}, {}, {}])
        self.assertEqual((choices[-1]["finish_reason"], events[-1]), ("stop", "[DONE]"))

    def test_clients_wait_where_the_gateway_did_not(self):
        for model, calls, told in (("later", 1, None), ("soon", 2, "false")):
            provider.calls.clear()
            answer = gateway.chat(self.key, model)
            self.assertEqual((answer.status, answer.headers.get("x-should-retry"), len(provider.calls)), (429, told, calls))
            self.assertIn("retry-after", answer.headers)

    def test_what_is_too_large_for_one_goes_to_another(self):
        answer = gateway.chat(self.key, "big")
        self.assertEqual((answer.status, provider.calls), (200, ["too-large", "good"]))
        self.assertEqual((answer.headers["x-litellm-attempted-fallbacks"], answer.headers["x-litellm-model-group"]), ("1", "c"))
        self.assertNotIn("x-litellm-attempted-fallbacks", gateway.chat(self.key, "good").headers)

    def test_a_wrong_name_rests_no_pattern(self):
        for _ in range(4):
            self.assertEqual(gateway.chat(self.key, "w/bogus").status, 404)
        health = gateway.admin_get("/admin/v1/deployments").json()["data"]
        self.assertEqual([each.get("rests_for_ms", 0) for each in health if each["model_name"] == "w/*"], [0])
        self.assertEqual(gateway.chat(self.key, "w/good").status, 200)
        self.assertIn(gateway.chat(self.key, "w/").status, (400, 404))
        self.assertNotIn("", provider.calls)

    def test_an_answer_in_another_protocol_is_none(self):
        answer = gateway.chat(self.key, "another-protocol")
        self.assertIn(answer.status, (502, 503))

    def test_a_keys_tokens_a_minute_hold(self):
        key = gateway.key(tpm_limit=15)
        statuses = [gateway.chat(key, "good").status for _ in range(4)]
        self.assertEqual(statuses[0], 200)
        self.assertEqual(statuses[-1], 429)
        refused = gateway.chat(key, "good")
        self.assertIn("Limit type: tokens", refused.json()["error"]["message"])
        self.assertNotIn("x-should-retry", refused.headers)  # waiting cures it


class OrderlyEnd(unittest.TestCase):
    def test_waits_for_answers_nobody_waits_for(self):
        sim = Sim(options.bin)
        other = Gateway(options.bin, options.work / "orderly", sim_config(sim)).start()
        key = other.key(max_budget=1)
        body = json.dumps({"model": "sim:ttft=1500,tokens=20", "max_tokens": 500,
                           "messages": [{"role": "user", "content": "Who keeps the door?"}]}).encode()
        with socket.create_connection(("127.0.0.1", other.port)) as raw:
            raw.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key.encode() +
                        b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
            deadline = time.monotonic() + 10
            while not sim.bill()["lines"] and time.monotonic() < deadline:
                pass
        other.process.send_signal(signal.SIGTERM)
        self.assertEqual(other.process.wait(30), 0)
        totals = json.loads(other.command("ledger", "totals").stdout)
        self.assertEqual(totals["states"], {"settled": 1})
        sim.stop()


sys.argv[1:] = rest
unittest.main(verbosity=2)
