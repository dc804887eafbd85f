#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a request may cost under a budget, and what is charged for answers whose counts cannot be true."""
import json
import sys
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from harness import Gateway, arguments, request

options, rest = arguments()


class Provider(ThreadingHTTPServer):
    """Answers every request with `answer` (bytes) and keeps the bodies it was sent."""

    def __init__(self):
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                outer.bodies.append(self.rfile.read(int(self.headers["content-length"])))
                status, kind, answer = 200, *outer.answer
                for refused in outer.refuses & json.loads(outer.bodies[-1]).keys():
                    status, kind = 400, "application/json"
                    answer = json.dumps({"error": {"message": f"Unknown parameter: '{refused}'.", "param": refused}}).encode()
                self.send_response(status)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        self.daemon_threads = True
        self.bodies = []
        self.refuses = set()  # fields of requests
        self.says("door")
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def says(self, text, usage=(9, 1)):
        body = {"id": "w", "object": "chat.completion", "created": 1, "model": "up",
                "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}}
        self.answer = ("application/json", json.dumps(body).encode())


def setUpModule():
    global provider, gateway
    provider = Provider()
    local = f"http://127.0.0.1:{provider.server_address[1]}/v1"
    far = f"http://0x7f.0.0.1:{provider.server_address[1]}/v1"  # does not look like its owner's
    prices = "input_cost_per_token: 0.000001, output_cost_per_token: 0.000002"

    def entry(name, base, extra=""):
        return f'  - model_name: {name}\n    litellm_params: {{model: openai/m, api_base: "{base}", api_key: test-key{extra}}}\n'
    gateway = Gateway(options.bin, options.work / "money", "model_list:\n" + entry("m", far, ", " + prices) +
                      entry("own", local) + entry("free", far, ", input_cost_per_token: 0, output_cost_per_token: 0") +
                      entry("calm", far, ", " + prices).replace("openai/m", "openai/gpt-4o") +  # known not to think
                      entry("learns", far, ", " + prices).replace("openai/m", "openai/o3") +  # knows the newer name of the limit
                      entry("speaks", far, ", output_cost_per_audio_token: 0.00001, " + prices) +
                      entry("fixed", far, ", extra_body: {service_tier: priority}, " + prices) +
                      entry("drops", far, ", additional_drop_params: [plugins], " + prices) +
                      "ostiary: {accept_unpriced: [searchParameters]}\n").start()


def tearDownModule():
    assert gateway.stop() == 0


class Base(unittest.TestCase):
    def setUp(self):
        provider.bodies.clear()
        provider.refuses = set()
        provider.says("door")

    def post(self, key, raw):
        return request(gateway.port, "POST", "/v1/chat/completions", raw, key)


MESSAGES = '"messages": [ {"role":"user","content":"Who keeps the door?"} ]'
FEATURES = [  # JSON of a field, and where the refusal points
    ('"service_tier" : "priority"', "service_tier"),
    ('"serviceTier":"priority"', "serviceTier"),
    ('"web_search_options":{}' + ',"web_search_options":{"search_context_size":"high"}', "web_search_options"),
    ('"plugins":[{"id":"web"}]', "plugins"),
    ('"data_sources":[{"type":"azure_search"}]', "data_sources"),
    ('"tools":[{"type":"web_search"}]', "tools[0]"),
    ('"models":["dear"]', "models"),
    ('"route":"fallback"', "route"),
    ('"provider":{"order":["dear"]}', "provider.order"),
    ('"extra_body":{"models":["dear"]}', "extra_body.models"),
    ('"max_new_tokens":100000', "max_new_tokens"),
    ('"modalities":["text","audio"],"audio":{"voice":"ash","format":"wav"}', "modalities"),
]


class Features(Base):
    def test_what_nothing_bounds_is_refused_under_a_budget(self):
        key = gateway.key(max_budget=10)
        for fields, where in FEATURES:
            for model in ("m", "free"):  # a model that costs nothing may still bring a fee, or another model
                answer = self.post(key, f'{{"model":"{model}",{fields},{MESSAGES}}}')
                self.assertEqual((answer.status, answer.json()["error"]["param"]), (400, where), answer.body)
                self.assertIn("accept_unpriced", answer.json()["error"]["message"])
        self.assertEqual(provider.bodies, [])

    def test_without_a_budget_every_byte_passes(self):
        key = gateway.key()
        for fields, _ in FEATURES:
            raw = f'{{"model":"m",{fields},{MESSAGES}}}'
            self.assertEqual(self.post(key, raw).status, 200)
            self.assertEqual(provider.bodies.pop(), raw.encode())

    def test_what_costs_nothing_extra_passes_under_a_budget_too(self):
        key = gateway.key(max_budget=10)
        for fields in ('"service_tier":"flex"', '"tools":[{"type":"function","function":{"name":"f"}}]', '"plugins":[]',
                       '"search_parameters":{"mode":"on"}', '"top_k":40', '"weather":{"is":"fair"}'):
            answer = self.post(key, f'{{"model":"m","max_tokens":5,{fields},{MESSAGES}}}')
            self.assertEqual(answer.status, 200, answer.body)
            self.assertIn(fields.encode(), provider.bodies.pop())

    def test_what_does_not_go_out_is_not_refused(self):
        key = gateway.key(max_budget=10)
        for model, fields in (("own", '"plugins":[{"id":"web"}]'), ("drops", '"plugins":[{"id":"web"}]'),
                              ("fixed", '"service_tier":"fast"')):
            answer = self.post(key, f'{{"model":"{model}","max_tokens":5,{fields},{MESSAGES}}}')
            self.assertEqual(answer.status, 200, answer.body)

    def test_sound_is_bounded_by_its_price(self):
        key = gateway.key(max_budget=10)
        sound = '"modalities":["text","audio"],"audio":{"voice":"ash","format":"wav"}'
        self.assertEqual(self.post(key, f'{{"model":"speaks","max_tokens":5,{sound},{MESSAGES}}}').status, 200)

    def test_more_output_is_held(self):
        cases = (  # the budget is enough for 100 tokens, and not for what comes beside them
            '"thinking":{"type":"enabled","budget_tokens":2000}', '"reasoning":{"max_tokens":2000}',
            '"extra_body":{"google":{"thinking_config":{"thinking_budget":2000}}}',
            '"prediction":{"type":"content","content":"' + "x" * 1000 + '"}')
        for fields in cases:
            key = gateway.key(max_budget=0.0025)
            answer = self.post(key, f'{{"model":"m","max_tokens":100,{fields},{MESSAGES}}}')
            self.assertEqual((answer.status, fields), (422, fields), answer.body)
            self.assertEqual(self.post(key, f'{{"model":"m","max_tokens":100,{MESSAGES}}}').status, 200)

    def test_input_that_is_only_named_is_held(self):
        key = gateway.key(max_budget=0.1)
        for fields in ('"previous_response_id":"r"', '"chat_template":"{% for i in range(9999999) %}x{% endfor %}"'):
            answer = self.post(key, f'{{"model":"m","max_tokens":5,{fields},{MESSAGES}}}')
            self.assertEqual(answer.status, 422, answer.body)
        self.assertEqual(self.post(key, f'{{"model":"m","max_tokens":5,{MESSAGES}}}').status, 200)


WORDS = "Who keeps the door? " * 50  # 200 words


class Counts(Base):
    def test_a_count_that_cannot_be_true_is_replaced_and_flagged(self):
        # Under a budget, what nobody counted costs what it can be, here the request's limit.
        for told, counted, state in ((199, 250, "estimated"), (1, 250, "estimated"), (200, 200, "settled")):
            for key, counted in ((gateway.key(), counted), (gateway.key(max_budget=10), 500 if state == "estimated" else counted)):
                provider.says(WORDS, (9, told))
                answer = self.post(key, f'{{"model":"calm","max_tokens":500,{MESSAGES}}}')
                row = gateway.row(answer.headers["x-request-id"])
                self.assertEqual((row["completion_tokens"], row["state"]), (counted, state), row)
                self.assertEqual(float(row["cost_usd"]), round((9 + 2 * counted) / 1e6, 9))


class Learned(Base):
    def test_a_server_that_changes_is_followed(self):
        key = gateway.key(max_budget=10)
        for refuses, sent in (("max_completion_tokens", "max_tokens"), ("max_tokens", "max_completion_tokens"),
                              ("max_completion_tokens", "max_tokens")):
            provider.refuses = {refuses}
            calls = []
            for _ in range(2):
                provider.bodies.clear()
                answer = self.post(key, f'{{"model":"learns","max_completion_tokens":5,{MESSAGES}}}')
                self.assertEqual(answer.status, 200, answer.body)
                self.assertEqual(json.loads(provider.bodies[-1])[sent], 5)
                self.assertNotIn(refuses, json.loads(provider.bodies[-1]))
                calls.append(len(provider.bodies))
            self.assertEqual(calls, [2, 1])  # asked once more, and then known
        provider.refuses = {"max_tokens", "max_completion_tokens"}
        self.assertEqual(self.post(key, f'{{"model":"learns","max_tokens":5,{MESSAGES}}}').status, 400)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]] + rest)
