#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is called for a model: prefixes, patterns, aliases and Azure's logins, with providers that note what reaches them."""
import http.server
import json
import threading
import time
import unittest
import urllib.parse

from harness import Gateway, arguments, request

options, rest = arguments()


class Provider(http.server.ThreadingHTTPServer):
    """Answers every chat, gives out tokens when it may, and keeps what it was sent."""
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen, self.tokens, self.logins = [], True, 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def base(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        if self.path.endswith("/oauth2/v2.0/token"):
            self.server.logins += 1
            form = dict(urllib.parse.parse_qsl(body))
            good = self.server.tokens and form["client_secret"] == "test-secret"
            return self.answer(200 if good else 401, {"access_token": "test-token", "expires_in": 3600} if good else
                               {"error": "invalid_client", "error_description": "AADSTS7000215: not " + form["client_secret"]})
        key = self.headers.get("api-key") or self.headers.get("authorization") or ""
        self.server.seen.append((self.path, key, json.loads(body)["model"]))
        self.answer(200, {"id": "1", "object": "chat.completion", "model": "inner", "choices": [
            {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "here"}}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}})

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


class Models(unittest.TestCase):
    def gateway(self, name, config, environment=None):
        made = Gateway(options.bin, options.work / ("models-" + name), config, environment).start()
        self.addCleanup(made.stop)
        return made

    def provider(self):
        made = Provider()
        self.addCleanup(made.server_close)
        self.addCleanup(made.shutdown)
        return made

    def listed(self, gateway, key):
        ids = [model["id"] for model in request(gateway.port, "GET", "/v1/models", key=key).json()["data"]]
        for name in ids:
            shown = request(gateway.port, "GET", "/v1/models/" + urllib.parse.quote(name, safe=""), key=key)
            self.assertEqual((shown.status, shown.json().get("id")), (200, name))
        return ids

    def test_an_unknown_prefix_leads_to_nobody_else(self):
        server = self.provider()
        gateway = self.gateway("prefix", f"""
model_list:
  - {{model_name: lost, litellm_params: {{model: minimax2/MiniMax-M2, api_key: sk-test-minimax}}}}
  - {{model_name: bare, litellm_params: {{model: no-list-knows-this, api_key: sk-test-bare}}}}
  - {{model_name: own, litellm_params: {{model: minimax2/MiniMax-M2, api_base: "{server.base}/v1", api_key: sk-test-minimax}}}}
""", {"OPENAI_API_BASE": server.base + "/openai"})
        key = gateway.key()
        self.assertEqual(self.listed(gateway, key), ["own"])
        for name in ("lost", "bare"):
            self.assertEqual(gateway.chat(key, name).status, 400)
            self.assertRegex(gateway.log.read_text(), f"config.yaml:[0-9]+:[0-9]+: model '{name}' .*is not offered: no provider is")
        self.assertEqual(gateway.chat(key, "own").status, 200)
        self.assertEqual(server.seen, [("/v1/chat/completions", "Bearer sk-test-minimax", "MiniMax-M2")])

    def test_a_star_finds_the_provider_by_the_name(self):
        groq, xai = self.provider(), self.provider()
        gateway = self.gateway("star", """
model_list:
  - {model_name: "*", litellm_params: {model: "*"}}
""", {"GROQ_API_KEY": "gsk_test", "GROQ_API_BASE": groq.base, "XAI_API_KEY": "xai-test", "XAI_API_BASE": xai.base})
        key = gateway.key()
        listed = self.listed(gateway, key)
        self.assertTrue(any(name.startswith("groq/") for name in listed) and any(name.startswith("xai/") for name in listed))
        self.assertFalse([name for name in listed if not name.startswith(("groq/", "xai/"))])
        for name in ("groq/some/model", "xai/other"):
            self.assertEqual(gateway.chat(key, name).status, 200)
        for name in ("openai/gpt-4o", "gpt-4o", "nobody/model", "anything"):
            self.assertEqual(gateway.chat(key, name).status, 400, name)
        self.assertEqual(groq.seen, [("/chat/completions", "Bearer gsk_test", "some/model")])
        self.assertEqual(xai.seen, [("/chat/completions", "Bearer xai-test", "other")])
        narrow = gateway.key(models=["groq/some/model", "xai/*"])
        mine = self.listed(gateway, narrow)
        self.assertIn("groq/some/model", mine)
        self.assertFalse([name for name in mine if not name.startswith("xai/") and name != "groq/some/model"])

    def test_an_alias_is_its_model(self):
        server = self.provider()
        gateway = self.gateway("alias", f"""
model_list:
  - {{model_name: m, litellm_params: {{model: openai/up, api_base: "{server.base}/v1", api_key: sk-test-a}}}}
  - {{model_name: "acme/*", litellm_params: {{model: "acme/*", api_base: "{server.base}/v1", api_key: sk-test-a}}}}
router_settings:
  model_group_alias: {{quick: m, wild: acme/fast, nothing: gone, hid: {{model: m, hidden: true}}}}
""")
        key = gateway.key(models=["m", "acme/fast"])
        self.assertEqual(self.listed(gateway, gateway.key()), ["acme/*", "m", "quick", "wild"])
        self.assertEqual(self.listed(gateway, key), ["acme/fast", "m", "quick", "wild"])
        for name in ("m", "quick", "wild", "hid"):
            self.assertEqual(gateway.chat(key, name).status, 200, name)
        self.assertEqual([model for _, _, model in server.seen], ["up", "up", "fast", "up"])
        self.assertNotEqual(gateway.chat(key, "nothing").status, 200)
        self.assertEqual(gateway.chat(gateway.key(models=["acme/*"]), "quick").status, 403)
        self.assertIn("nothing", gateway.log.read_text())

    def test_tags_choose_among_deployments(self):
        server = self.provider()
        entry = "  - {{model_name: {0}, litellm_params: {{model: openai/{1}, api_base: \"" + server.base + "/v1\", api_key: sk-test-a, {2}}}}}"
        config = "model_list:\n" + "\n".join(entry.format(*row) for row in (
            ("m", "free", "tags: [free]"), ("m", "paid", "tags: [paid]"), ("m", "rest", "tags: [default]"),
            ("m", "agent", 'tag_regex: ["^User-Agent: claude-code/"]'),
            ("closed", "inner", "tags: [inner]"), ("backed", "inside", "tags: [inner]"))) + """
router_settings: {enable_tag_filtering: true, fallbacks: [{backed: [closed, m]}]}
"""
        gateway = self.gateway("tags", config)
        key, free = gateway.key(), gateway.key(tags=["free"])

        def served(key, headers=None, model="m", **fields):
            del server.seen[:]
            body = {"model": model, "messages": [{"role": "user", "content": "x"}], **fields}
            answer = request(gateway.port, "POST", "/v1/chat/completions", body, key, headers=headers)
            self.last = answer
            return [model for _, _, model in server.seen] if answer.status == 200 else answer.status

        for expected, key_used, headers, fields in (
                (["rest"], key, None, {}), (["free"], key, None, {"tags": ["free"]}),
                (["paid"], key, None, {"metadata": {"tags": ["paid"]}}), (["paid"], key, {"x-litellm-tags": "x, paid"}, {}),
                (["free"], free, None, {}), (403, free, None, {"tags": ["!free"]}),
                (["rest"], key, None, {"tags": ["nobody's"]}), (["agent"], key, {"User-Agent": "claude-code/2"}, {}),
                (["inner"], key, None, {"model": "closed", "tags": ["inner"]}),
                (403, key, None, {"model": "closed", "tags": ["paid"]}), (400, key, None, {"tags": [1]}),
                (["paid"], key, None, {"model": "backed", "tags": ["paid"]}),
                (403, key, None, {"model": "backed", "tags": ["&nothing"]})):
            self.assertEqual(served(key_used, headers, **fields), expected, (headers, fields))
            if expected == 403:
                self.assertIn("Not allowed to access model due to tags configuration", self.last.json()["error"]["message"])
                self.assertEqual(self.last.headers.get("x-should-retry"), "false")
        served(key, None, tags=["free"])
        row = gateway.row(self.last.headers["x-request-id"])
        self.assertIn("the tags 'free' chose 1 of 4 deployments", json.dumps(row))
        served(key, None, model="backed", tags=["paid"])
        self.assertIn("so its fallback m", json.dumps(gateway.row(self.last.headers["x-request-id"])))

    def test_azure_is_called_with_key_or_token_and_never_without(self):
        azure = self.provider()
        azure.tokens = False
        config = f"""
model_list:
  - model_name: keyed
    litellm_params: {{model: azure/dep one, api_base: "{azure.base}", api_key: test-azure-key, api_version: "2024-10-21"}}
  - model_name: v1
    litellm_params: {{model: azure/dep, api_base: "{azure.base}/openai/v1/", api_key: test-azure-key}}
  - model_name: login
    litellm_params: {{model: azure/dep, api_base: "{azure.base}", tenant_id: tenant, client_id: client, client_secret: test-secret}}
"""
        gateway = self.gateway("azure", config, {"AZURE_AUTHORITY_HOST": azure.base})
        key = gateway.key()
        for name in ("keyed", "v1"):
            self.assertEqual(gateway.chat(key, name).json()["model"], name)
        self.assertEqual(azure.seen, [
            ("/openai/deployments/dep%20one/chat/completions?api-version=2024-10-21", "test-azure-key", "dep one"),
            ("/openai/v1/chat/completions", "test-azure-key", "dep")])
        self.until(lambda: azure.logins > 0)
        self.until(lambda: "AADSTS7000215" in gateway.chat(key, "login").body.decode())
        health = gateway.admin_get("/admin/v1/models/login").json()["deployments"][0]["health"]
        self.assertEqual(health["status"], "out_of_service")
        self.assertIn("AADSTS7000215", health["last_error"])
        self.assertEqual(len(azure.seen), 2)  # nothing was called without a token
        azure.tokens = True
        self.until(lambda: gateway.chat(key, "login").status == 200)
        path, shown, _ = azure.seen[-1]
        self.assertTrue(path.startswith("/openai/deployments/dep/chat/completions?api-version="))
        self.assertEqual(shown, "Bearer test-token")
        for secret in ("test-secret", "test-token", "test-azure-key"):
            self.assertNotIn(secret, gateway.log.read_text())

    def until(self, holds):
        deadline = time.monotonic() + 20
        while not holds():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)


if __name__ == "__main__":
    unittest.main(argv=["models_test"] + rest, verbosity=2)
