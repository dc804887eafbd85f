#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What providers answer that is no plain answer: errors in every shape, secrets in their texts, streams that are none, compression."""
import base64
import gzip
import json
import struct
import threading
import unittest
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from harness import MASTER, Gateway, arguments, request

options, rest = arguments()
OWN_KEY = "test-own/key+0123456789"
FOREIGN_KEY = "sk-proj-abcdEFGH1234567890wxyz"
PROMPT = "my darkest secret"
provider = None
gateway = None


class Provider(ThreadingHTTPServer):
    """Answers as the test says."""

    def __init__(self):
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                outer.body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                outer.asked = self.headers
                self.reply()

            def do_GET(self):
                self.reply()

            def reply(self):
                status, fields, body = outer.answer
                self.send_response(status)
                for name, value in fields.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        self.daemon_threads = True
        self.answer = (200, {}, b"{}")
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        pass  # a gateway that breaks off is what some tests want

    @property
    def base(self):
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


def setUpModule():
    global provider, gateway
    provider = Provider()
    prices = "input_cost_per_token: 0.000001, output_cost_per_token: 0.000002"
    config = f"""
model_list:
  - model_name: m
    litellm_params: {{model: openai/up, api_base: "{provider.base}", api_key: "{OWN_KEY}", {prices}}}
  - model_name: claude
    litellm_params: {{model: anthropic/up, api_base: "{provider.base}", api_key: "{OWN_KEY}", {prices}}}
router_settings: {{num_retries: 0, allowed_fails: 1000, cooldown_time: 0}}
"""
    gateway = Gateway(options.bin, options.work / "answers", config).start()


def tearDownModule():
    assert gateway.stop() == 0
    provider.shutdown()


def sse(*events):
    return "".join(f"data: {event}\n\n" for event in events).encode()


WHOLE = {"id": "1", "object": "chat.completion", "created": 5, "model": "up", "choices": [{"index": 0, "message": {
    "role": "assistant", "content": "héllo", "tool_calls": [{"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}]},
    "finish_reason": "stop"}], "usage": {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}}
CHUNKS = [json.dumps({"id": "1", "object": "chat.completion.chunk", "created": 5, "model": "up", "choices": [{"index": 0, "delta": delta, "finish_reason": end}]})
          for delta, end in (({"role": "assistant", "content": ""}, None), ({"content": "hé"}, None), ({"content": "llo"}, None), ({}, "stop"))]
USAGE = json.dumps({"id": "1", "object": "chat.completion.chunk", "created": 5, "model": "up", "choices": [],
                    "usage": {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}})


class Answers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.key = gateway.key()

    def chat(self, status, body, fields=None, model="m", **more):
        provider.answer = (status, {"content-type": "application/json", **(fields or {})}, body if isinstance(body, bytes) else json.dumps(body).encode())
        return gateway.chat(self.key, model, **more)

    def test_no_text_of_a_provider_tells_a_secret(self):
        encoded = base64.b64encode(OWN_KEY.encode()).decode()
        percent = "".join(f"%{c:02x}" for c in OWN_KEY.encode())
        hidden = ("1234567890wxyz", "0123456789", encoded[4:20], percent[-20:], "30313233")
        said = f"Incorrect API key provided: {FOREIGN_KEY} or {OWN_KEY} or {encoded} or {percent} or {OWN_KEY.encode().hex()}\x1b[31m\u202e"
        error = {"error": {"message": said, "type": "invalid_request_error", "param": said, "code": said, "more": {said: [said]}}}
        seen = []
        for model in ("m", "claude"):
            for stream in (False, True):
                for status in (200, 400, 401, 403, 404, 429, 500):
                    for body in (error, {"object": "error", "message": said}, {"detail": [{"loc": ["body"], "msg": said}]}, sse(json.dumps(error)),
                                 b"event: error\ndata: " + json.dumps(error).encode() + b"\n\n", said.encode(), b"<html><title>" + said.encode() + b"</title>"):
                        seen.append(self.chat(status, body, model=model, stream=stream).body.decode())
        for text in seen:
            self.assertIn("error", text)
        begun = sse(*CHUNKS[:2], json.dumps(error))
        seen.append(self.chat(200, begun, {"content-type": "text/event-stream"}, stream=True).body.decode())
        for path in ("/admin/v1/deployments", "/admin/v1/providers", "/admin/v1/models"):
            answer = gateway.admin_get(path)
            if answer.status == 200:
                seen.append(answer.body.decode())
        health = request(gateway.port, "GET", "/health", key=MASTER)
        seen.append(health.body.decode())
        self.assertIn("last_error", "".join(seen))
        provider.answer = (401, {}, json.dumps(error).encode())
        for name in ("openai", "anthropic"):
            probe = request(gateway.admin, "POST", "/admin/v1/providers/test", {"provider": name, "api_base": provider.base, "api_key": OWN_KEY}, MASTER)
            self.assertIn("removed", probe.body.decode())
            seen.append(probe.body.decode())
        seen.append(gateway.log.read_text())
        for text in seen:
            for secret in hidden:
                self.assertNotIn(secret, text)
            for sign in ("\x1b", "\u202e", "\\u001b"):
                self.assertNotIn(sign, text)

    def test_no_prompt_reaches_the_log(self):
        for model in ("m", "claude"):
            for status in (200, 400, 422, 429, 500):
                answer = self.chat(status, {"error": {"message": "cannot read: " + PROMPT}}, model=model)
                self.assertIn(PROMPT, answer.body.decode())
        log = gateway.log.read_text()
        self.assertNotIn(PROMPT, log)
        self.assertIn("answered with status 422", log)

    def test_what_is_no_answer_is_no_200(self):
        for body in (b"", b"<html><title>Login</title></html>", b"hello", b'{"choices":[{"message":{"content":"a"', b"[]", b"17", b"{}", b"null"):
            for path, asked in (("/v1/chat/completions", {"messages": [{"role": "user", "content": "x"}]}), ("/v1/completions", {"prompt": "x"}),
                                ("/v1/embeddings", {"input": "x"})):
                for stream in (False, True) if "embeddings" not in path else (False,):
                    provider.answer = (200, {"content-type": "text/html"}, body)
                    answer = request(gateway.port, "POST", path, {"model": "m", "stream": stream, **asked}, self.key)
                    self.assertEqual(answer.status, 502, (path, stream, body))
                    self.assertTrue(answer.json()["error"]["message"])

    def test_a_stream_is_one_whatever_the_provider_sends(self):
        for kind in ("application/json", "text/event-stream", "text/plain"):
            answer = self.chat(200, WHOLE, {"content-type": kind}, stream=True, stream_options={"include_usage": True})
            self.assertEqual(answer.status, 200)
            self.assertTrue(answer.headers["content-type"].startswith("text/event-stream"))
            *events, done = answer.events()
            self.assertEqual(done, "[DONE]")
            events = [json.loads(event) for event in events]
            self.assertTrue(all(event["object"] == "chat.completion.chunk" and event["model"] == "m" for event in events))
            delta = events[0]["choices"][0]["delta"]
            self.assertEqual((delta["role"], delta["content"], delta["tool_calls"][0]["index"]), ("assistant", "héllo", 0))
            self.assertEqual(events[1]["choices"][0]["finish_reason"], "stop")
            self.assertEqual(events[-1]["usage"], WHOLE["usage"])
            row = gateway.row(answer.headers["x-request-id"])
            self.assertEqual((row["state"], row["completion_tokens"]), ("settled", 3))

    def test_a_whole_answer_is_one_whatever_the_provider_sends(self):
        answer = self.chat(200, sse(*CHUNKS, USAGE, "[DONE]"), {"content-type": "text/event-stream"})
        self.assertEqual(answer.status, 200)
        body = answer.json()
        self.assertEqual((body["object"], body["model"]), ("chat.completion", "m"))
        self.assertEqual(body["choices"][0]["message"], {"role": "assistant", "content": "héllo"})
        self.assertEqual(body["choices"][0]["finish_reason"], "stop")
        self.assertEqual(body["usage"]["total_tokens"], 10)
        self.assertEqual(gateway.row(answer.headers["x-request-id"])["state"], "settled")

    def test_a_servers_error_in_a_stream_is_one(self):
        for error in ({"object": "error", "message": "out of memory", "code": 500}, {"error": "out of memory"}, {"detail": "out of memory"}):
            answer = self.chat(200, sse(*CHUNKS[:2], json.dumps(error)), {"content-type": "text/event-stream"}, stream=True)
            self.assertIn("out of memory", json.loads(answer.events()[-1])["error"]["message"])
            first = self.chat(200, sse(json.dumps(error)), {"content-type": "text/event-stream"}, stream=True)
            self.assertEqual(first.status, 502)
            self.assertIn("out of memory", first.json()["error"]["message"])

    def test_an_event_over_several_lines_is_one(self):
        lines = b"".join(b"data: " + line.encode() + b"\n" for line in json.dumps(json.loads(CHUNKS[1]), indent=1).splitlines()) + b"\n"
        answer = self.chat(200, sse(CHUNKS[0]) + lines + sse(CHUNKS[3], " [DONE] "), {"content-type": "text/event-stream"}, stream=True)
        *events, done = answer.events()
        self.assertEqual(done, "[DONE]")
        self.assertEqual([json.loads(event)["choices"][0]["delta"].get("content") for event in events], ["", "hé", None])

    def test_compressed_answers_are_read(self):
        deflate = zlib.compress(json.dumps(WHOLE).encode())
        for encoding, body in (("gzip", gzip.compress(json.dumps(WHOLE).encode())), ("deflate", deflate)):
            answer = self.chat(200, body, {"content-encoding": encoding})
            self.assertEqual(answer.status, 200, answer.body)
            self.assertEqual(answer.json()["choices"][0]["message"]["content"], "héllo")
            self.assertNotIn("accept-encoding", provider.asked)
            self.assertRegex(provider.asked["user-agent"], r"^Ostiary/\d")
        stream = gzip.compress(sse(*CHUNKS, USAGE, "[DONE]"))
        answer = self.chat(200, stream, {"content-encoding": "gzip", "content-type": "text/event-stream"}, stream=True)
        self.assertEqual(answer.events()[-1], "[DONE]")
        error = gzip.compress(json.dumps({"error": {"message": "no such thing"}}).encode())
        self.assertIn("no such thing", self.chat(404, error, {"content-encoding": "gzip"}).json()["error"]["message"])

    def test_a_bomb_is_put_out(self):
        bomb = gzip.compress(b" " * (200 << 20))
        for stream in (False, True):
            answer = self.chat(200, bomb, {"content-encoding": "gzip"}, stream=stream)
            self.assertEqual(answer.status, 502)

    def test_embeddings_come_in_the_form_asked_for(self):
        vectors = [[0.5, -1.25, 3.0], [1.0, 0.0, 1e-3]]
        packed = [base64.b64encode(struct.pack("<3f", *vector)).decode() for vector in vectors]
        for sent in (vectors, packed):
            for form, expected in ((None, vectors), ("float", vectors), ("base64", packed)):
                provider.answer = (200, {}, json.dumps({"object": "list", "model": "up", "usage": {"prompt_tokens": 4, "total_tokens": 4}, "data": [
                    {"object": "embedding", "index": i, "embedding": value} for i, value in enumerate(sent)]}).encode())
                asked = {"model": "m", "input": ["a", "b"], **({"encoding_format": form} if form else {})}
                body = request(gateway.port, "POST", "/v1/embeddings", asked, self.key).json()
                self.assertEqual([entry["index"] for entry in body["data"]], [0, 1])
                self.assertEqual(body["model"], "m")
                for got, want in zip((entry["embedding"] for entry in body["data"]), expected):
                    if isinstance(want, str):
                        self.assertEqual(got, want)
                    else:
                        self.assertEqual(struct.pack("<3f", *got), struct.pack("<3f", *want))

    def test_reasoning_beside_the_completion_is_paid(self):
        usage = {"prompt_tokens": 32, "completion_tokens": 9, "total_tokens": 341, "completion_tokens_details": {"reasoning_tokens": 300}}
        whole = dict(WHOLE, usage=usage)
        answer = self.chat(200, whole)
        row = gateway.row(answer.headers["x-request-id"])
        self.assertEqual((row["prompt_tokens"], row["completion_tokens"]), (32, 309))
        self.assertEqual(round(float(row["cost_usd"]) * 1e9), 32 * 1000 + 309 * 2000)
        zero = json.dumps(dict(json.loads(USAGE), usage={"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}))
        stream = self.chat(200, sse(*CHUNKS, USAGE, zero, "[DONE]"), {"content-type": "text/event-stream"}, stream=True)
        row = gateway.row(stream.headers["x-request-id"])
        self.assertEqual((row["prompt_tokens"], row["completion_tokens"], row["state"]), (7, 3, "settled"))


if __name__ == "__main__":
    unittest.main(argv=["answers_test", *rest], verbosity=2)
