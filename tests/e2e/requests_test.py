#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a client's request reaches a provider that checks what it gets, and what a budget holds for it."""
import base64
import http.client
import json
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from harness import MASTER, Gateway, arguments, request

options, rest = arguments()
provider = None
gateway = None


class Provider(ThreadingHTTPServer):
    """Refuses the fields it does not know, as its words say, and keeps what it was sent."""

    def __init__(self):
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                raw = self.rfile.read(int(self.headers["content-length"]))
                outer.seen.append(raw)
                body = json.loads(raw)
                if outer.fails:
                    status, words, headers = outer.fails.pop(0)
                    self.reply(status, "application/json", json.dumps({"error": {"message": words}}).encode(), headers)
                    return
                for name, words in outer.refuses.items():
                    if name in body:
                        self.reply(400, "application/json", json.dumps({"error": {"message": words, "type": "invalid_request_error", "param": None}}).encode())
                        return
                answer = {"id": "1", "object": "chat.completion", "created": 5, "model": "up",
                          "choices": [{"index": 0, "message": {"role": "assistant", "content": "hello"}, "finish_reason": "stop"}],
                          "usage": {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}}
                if body.get("stream"):
                    answer["choices"] = [{"index": 0, "delta": {"content": "hello"}, "finish_reason": "stop"}]
                    self.reply(200, "text/event-stream", f"data: {json.dumps(answer)}\n\ndata: [DONE]\n\n".encode())
                else:
                    self.reply(200, "application/json", json.dumps(answer).encode())

            def reply(self, status, kind, body, headers=()):
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        self.daemon_threads = True
        self.seen = []
        self.refuses = {}
        self.fails = []  # what the next requests are answered with: status, message, headers
        threading.Thread(target=self.serve_forever, daemon=True).start()


def setUpModule():
    global provider, gateway
    provider = Provider()
    base = f"http://127.0.0.1:{provider.server_address[1]}/v1"
    common = f'model: openai_like/up, api_base: "{base}", api_key: sk-test-upstream, input_cost_per_token: 0.000001, output_cost_per_token: 0.000002'
    config = f"""
model_list:
  - model_name: m
    litellm_params: {{{common}}}
  - model_name: again
    litellm_params: {{{common}, num_retries: 2}}
  - model_name: narrow
    litellm_params: {{{common}, rpm: 1}}
  - model_name: narrow-again
    litellm_params: {{{common}, rpm: 1, num_retries: 1}}
  - model_name: fresh
    litellm_params: {{{common}}}
  - model_name: lenient
    litellm_params: {{{common}, drop_params: true}}
  - model_name: shaped
    litellm_params: {{{common}, max_tokens: 100000, temperature: 0.25, extra_body: {{own: {{a: 1}}}}, additional_drop_params: ["user", "tools[*].function.strict"]}}
router_settings: {{num_retries: 0, allowed_fails: 1000}}
"""
    gateway = Gateway(options.bin, options.work / "requests", config).start()


def tearDownModule():
    assert gateway.stop() == 0
    provider.shutdown()


class Requests(unittest.TestCase):
    def setUp(self):
        provider.seen.clear()
        provider.refuses = {}
        provider.fails = []
        self.key = gateway.key()

    def bodies(self):
        return [json.loads(raw) for raw in provider.seen]

    def test_stream_options_go_only_where_they_are_understood(self):
        provider.refuses = {"stream_options": "Unrecognized request argument supplied: stream_options"}
        first = gateway.chat(self.key, "fresh", stream=True)
        self.assertEqual(first.status, 200)
        self.assertIn(b"hello", first.body)
        self.assertEqual(["stream_options" in body for body in self.bodies()], [True, False])
        again = gateway.chat(self.key, "fresh", stream=True)
        self.assertEqual(again.status, 200)
        self.assertEqual(["stream_options" in body for body in self.bodies()], [True, False, False])

    def test_a_clients_own_stream_options_are_its_own_matter(self):
        provider.refuses = {"stream_options": "Unknown parameter: 'stream_options.x'"}
        answer = gateway.chat(self.key, "m", stream=True, stream_options={"x": 1})
        self.assertEqual(answer.status, 400)
        self.assertEqual(len(provider.seen), 1)
        provider.refuses = {}
        gateway.chat(self.key, "m", stream=True)
        self.assertIn("stream_options", self.bodies()[-1])

    def test_the_limit_is_sent_under_the_name_that_is_taken(self):
        provider.refuses = {"max_tokens": "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."}
        answer = gateway.chat(self.key, "fresh", max_tokens=5)
        self.assertEqual(answer.status, 200)
        self.assertEqual([body.get("max_completion_tokens") for body in self.bodies()], [None, 5])

    def test_refused_parameters_are_left_out_where_that_is_allowed(self):
        provider.refuses = {"seed": "property 'seed' is unsupported"}
        self.assertEqual(gateway.chat(self.key, "m", seed=1).status, 400)
        self.assertEqual(len(provider.seen), 1)
        provider.seen.clear()
        self.assertEqual(gateway.chat(self.key, "lenient", seed=1, top_p=1).status, 200)
        self.assertEqual([sorted(set(body) & {"seed", "top_p"}) for body in self.bodies()], [["seed", "top_p"], ["top_p"]])
        self.assertEqual(gateway.chat(self.key, "lenient", seed=1).status, 200)
        self.assertEqual(len(provider.seen), 3)

    def test_parameters_of_a_deployment(self):
        answer = gateway.chat(self.key, "shaped", user="u", tools=[{"type": "function", "function": {"name": "f", "strict": True}}])
        self.assertEqual(answer.status, 200)
        body = self.bodies()[0]
        self.assertEqual((body["max_tokens"], body["temperature"], body["own"]), (100000, 0.25, {"a": 1}))
        self.assertEqual(body["tools"], [{"type": "function", "function": {"name": "f"}}])
        self.assertNotIn("user", body)
        gateway.chat(self.key, "shaped", temperature=1, max_completion_tokens=4)
        self.assertEqual((self.bodies()[1]["max_tokens"], self.bodies()[1]["temperature"]), (4, 1))

    def test_a_default_limit_counts_for_the_hold(self):
        poor = gateway.key(max_budget=0.1)
        self.assertNotEqual(gateway.chat(poor, "shaped").status, 200)  # 100,000 tokens could cost $0.20
        self.assertEqual(provider.seen, [])
        self.assertEqual(gateway.chat(poor, "shaped", max_tokens=100).status, 200)

    def test_no_limit_is_bounded_under_a_budget(self):
        poor = gateway.key(max_budget=1)
        for fields in ({"max_tokens": -1}, {"max_completion_tokens": -1}, {"max_tokens": None}, {}):
            provider.seen.clear()
            self.assertEqual(gateway.chat(poor, "m", **fields).status, 200, fields)
            self.assertGreater(self.bodies()[0]["max_tokens"], 0)
        provider.seen.clear()
        self.assertEqual(gateway.chat(poor, "m", max_tokens=0).status, 200)
        self.assertEqual(self.bodies()[0]["max_tokens"], 0)

    def test_half_surrogate_pairs_pass(self):
        raw = b'{"model":"m","messages":[{"role":"user","content":"a\\ud800b","x\\udfff":1}]}'
        answer = request(gateway.port, "POST", "/v1/chat/completions", raw, self.key)
        self.assertEqual(answer.status, 200)
        self.assertEqual(provider.seen[0], raw.replace(b'"m"', b'"up"'))

    def test_text_named_like_an_attachment_is_held_as_text(self):
        poor = gateway.key(max_budget=0.05)
        text = "data:image/png;base64," + "word " * 50_000
        schema = [{"type": "function", "function": {"name": "f", "parameters": {"type": "object", "properties": {"x": {"data": text, "url": text}}}}}]
        for fields in ({"tools": schema}, {"metadata": {"file_data": text}}, {"response_format": {"type": "text", "image_url": text}},
                       {"user": text}, {"messages": [{"role": "user", "content": "x", "data": text}]},
                       {"messages": [{"role": "user", "content": [{"type": "file", "file": {"file_data": text}}]}]},
                       {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": text}}]}]}):
            self.assertNotEqual(gateway.chat(poor, "m", max_tokens=10, **fields).status, 200, list(fields))
        self.assertEqual(provider.seen, [])
        picture = "data:image/png;base64," + base64.b64encode(bytes(200_000)).decode()
        answer = gateway.chat(poor, "m", max_tokens=10, messages=[{"role": "user", "content": [{"type": "image_url", "image_url": {"url": picture}}]}])
        self.assertEqual(answer.status, 200)

    def why(self, answer):
        return gateway.row(answer.headers["x-request-id"])

    def test_a_plain_success_explains_nothing(self):
        row = self.why(gateway.chat(self.key, "m"))
        self.assertNotIn("why", row)
        self.assertNotIn("tries", row)

    def test_a_budget_tells_its_figures(self):
        poor = gateway.key(max_budget=0.00001, key_alias="the poor one", budget_duration="30d")
        answer = gateway.chat(poor, "m", max_tokens=1000)
        self.assertEqual(answer.status, 422)
        row = self.why(answer)
        budget = row["why"]["budget"]
        self.assertEqual((row["error"], row["tries"], budget["scope"]), ("budget_exceeded", [], "key"))
        self.assertEqual((budget["limit_nano"], budget["spent_nano"], budget["held_nano"]), (10_000, 0, 0))
        self.assertGreaterEqual(budget["needed_nano"], 2_000_000)  # 1000 tokens of the answer
        self.assertGreater(budget["ends_ms"], row["started_ms"])
        self.assertNotIn("other_budgets", row["why"])

    def test_every_try_and_every_wait_is_kept(self):
        provider.fails = [(503, "The key sk-test-upstream is overloaded", ()), (503, "still busy", ())]
        answer = gateway.chat(self.key, "again")
        self.assertEqual(answer.status, 200)
        row = self.why(answer)
        tries = row["tries"]
        self.assertEqual([t["attempt"] for t in tries], [1, 2, 3])
        self.assertEqual([t.get("error") for t in tries], ["overloaded", "overloaded", None])
        self.assertIn("is overloaded", tries[0]["said"])
        self.assertNotIn("sk-test-upstream", json.dumps(row))
        self.assertEqual(tries[1]["said"], "still busy")
        self.assertEqual(tries[0]["wait_us"], 0)
        for before, after in zip(tries, tries[1:]):
            self.assertEqual(after["begin_us"], before["begin_us"] + before["took_us"] + after["wait_us"])
            self.assertGreaterEqual(after["wait_us"], 90_000)  # the shortest pause there is
        end = tries[-1]["begin_us"] + tries[-1]["took_us"]
        total = round(row["latency_ms"] * 1000)
        self.assertEqual(tries[0]["begin_us"] + sum(t["wait_us"] + t["took_us"] for t in tries), end)
        self.assertLessEqual(end, total)
        self.assertLess(total - end, total / 4)  # what is left is the gateway's settling

    def test_what_was_waited_for_is_not_the_gateways_own_time(self):
        provider.fails = [(503, "busy", ())]
        row = self.why(gateway.chat(self.key, "narrow-again"))  # the second try finds no room in the limit
        self.assertEqual(row["attempts"], 1)
        self.assertLess(row["overhead_ms"], row["latency_ms"] - 90)  # the shortest pause there is
        self.assertGreater(row["stages_ms"]["upstream"], 0)

    def test_a_refusal_before_the_body_is_read_has_a_row(self):
        key = gateway.key(rpm_limit=1, key_alias="hurried", team_id="heads")
        self.assertEqual(gateway.chat(key, "m").status, 200)
        connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=20)
        connection.putrequest("POST", "/v1/embeddings")
        connection.putheader("authorization", "Bearer " + key)
        connection.putheader("content-length", "1000")  # of which nothing is sent
        connection.endheaders()
        self.assertEqual(connection.getresponse().status, 429)
        connection.close()
        deadline = time.monotonic() + 10
        while not (rows := gateway.requests(key="hurried", error="rate_limited")):
            self.assertLess(time.monotonic(), deadline, "no row of the refusal")
            time.sleep(0.01)
        row = gateway.row(rows[0]["id"])
        self.assertEqual((len(rows), row["model"], row["surface"], row["status"], row["attempts"], row["team_id"]),
                         (1, "(unread)", "embedding", 429, 0, "heads"))
        self.assertEqual((row["why"]["rate"]["of"], row["why"]["rate"]["what"], row["why"]["rate"]["limit"]), ("key", "requests", 1))

    def test_whose_limit_it_was(self):
        provider.fails = [(429, "Rate limit reached for tokens per min", (("retry-after", "20"),))]
        row = self.why(gateway.chat(self.key, "m"))
        self.assertEqual((row["status"], row["error"], row["why"]["rate"]["of"]), (429, "upstream_rate_limited", "provider"))
        self.assertGreater(row["why"]["rate"]["ends_ms"], row["started_ms"] + 15_000)
        self.assertEqual(row["tries"][0]["said"], "Rate limit reached for tokens per min")
        slow = gateway.key(rpm_limit=1)
        self.assertEqual(gateway.chat(slow, "m").status, 200)
        refused = gateway.chat(slow, "m")
        row = self.why(refused)
        self.assertEqual((refused.status, refused.json()["error"]["type"]), (429, "throttling_error"))
        self.assertEqual((row["error"], row["why"]["rate"]["of"], row["why"]["rate"]["what"], row["why"]["rate"]["limit"]),
                         ("rate_limited", "key", "requests", 1))
        self.assertEqual(gateway.chat(self.key, "narrow").status, 200)
        row = self.why(gateway.chat(self.key, "narrow"))
        self.assertEqual((row["error"], row["why"]["rate"]["of"]), ("no_deployment", "deployment"))


if __name__ == "__main__":
    unittest.main(argv=[__file__] + rest, verbosity=2)
