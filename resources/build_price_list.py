#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes resources/prices.json from two public lists of facts.

  build_price_list.py MODELS.json PRICES.json > prices.json

MODELS.json: a snapshot of models.dev (MIT licence): limits and capabilities, USD per million tokens.
PRICES.json: pydantic/genai-prices (MIT licence): prices, USD per million tokens.
Where both have a price, the one of the list with the newer date (PRICES.json) stands. Prices stay decimal text.

What neither list says is said here:
- Anthropic takes twice the input price for what it keeps in its cache for an hour, wherever its models run
  (https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching#pricing), and 1.25 times for five minutes.
- A tier of a list that lacks a kind of price has it in proportion to its input or output.
- PRICES.json leaves tiers out where nobody has entered them yet; then those of MODELS.json stand if both agree on the
  price below them. Not for Anthropic's models, whose long-context prices PRICES.json ends with a date.
"""
import copy
import json
import re
import sys
from decimal import Decimal

# Ostiary's provider name -> (name in MODELS.json, name in PRICES.json)
PROVIDERS = {
    "openai": ("openai", "openai"),
    "anthropic": ("anthropic", "anthropic"),
    "mistral": ("mistral", "mistral"),
    "groq": ("groq", "groq"),
    "deepseek": ("deepseek", "deepseek"),
    "openrouter": ("openrouter", "openrouter"),
    "together_ai": ("togetherai", "together"),
    "fireworks_ai": ("fireworks-ai", "fireworks"),
    "xai": ("xai", "x-ai"),
    "perplexity": ("perplexity", "perplexity"),
    "cerebras": ("cerebras", "cerebras"),
    "gemini": ("google", "google"),
    "vertex_ai": ("google-vertex", "google"),
    "azure": ("azure", "azure"),
    "azure_ai": ("azure", "azure"),
    "bedrock": ("amazon-bedrock", "aws"),
    "cohere": ("cohere", "cohere"),
    "minimax": (None, "minimax"),
    "moonshot": (None, "moonshotai"),
    "novita": (None, "novita"),
    "ovhcloud": (None, "ovhcloud"),
    "voyage": (None, "voyageai"),
    "hyperbolic": (None, "huggingface_hyperbolic"),
    "nebius": (None, "huggingface_nebius"),
    "nscale": (None, "huggingface_nscale"),
    "sambanova": (None, "huggingface_sambanova"),
}
# Ours -> (in MODELS.json, in PRICES.json); USD per million tokens, but a request is USD each.
FIELDS = {
    "input": ("input", "input_mtok"),
    "output": ("output", "output_mtok"),
    "cache_read": ("cache_read", "cache_read_mtok"),
    "cache_write": ("cache_write", "cache_write_mtok"),
    "cache_write_1h": (None, None),
    "reasoning": ("reasoning", None),
    "audio_input": ("input_audio", "input_audio_mtok"),
    "audio_output": ("output_audio", "output_audio_mtok"),
    "request": (None, "requests_kcount"),
}
OUTPUT_KINDS = ("output", "reasoning", "audio_output")
SKIPPED_MODES = ("image", "audio", "video", "tts", "whisper", "realtime", "transcribe", "moderation", "sora", "dall-e")
SPOKEN = ("gpt-audio",)  # answers chats, with sound
DATED = re.compile(r"[-@](\d{8}|\d{4}-\d{2}-\d{2}|latest|default)$")


ROUTER = "model-router"  # Azure's: its price is that of choosing, and the chosen model's comes on top


def decimal_text(value):
    text = format(Decimal(value), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def number(value):
    return Decimal(str(value))


def current_prices(prices):
    """Of prices with a date those in force last; of prices by the time of day the dearest."""
    if not isinstance(prices, list):
        return prices
    always = [entry for entry in prices if not entry.get("constraint")]
    dated = [entry for entry in prices if (entry.get("constraint") or {}).get("start_date")]
    dated.sort(key=lambda entry: entry["constraint"]["start_date"])
    if dated:
        return dated[-1]["prices"]
    hours = [entry for entry in prices if (entry.get("constraint") or {}).get("start_time")]
    dearest = max(hours + always, key=lambda entry: number(entry["prices"]["input_mtok"]))
    return dearest["prices"]


def exact_names(match, names):
    if not match:
        return
    if "equals" in match:
        names.append(match["equals"])
    for part in match.get("or", []):
        exact_names(part, names)


class Prices:
    """The prices of a model, in the order of FIELDS, and those above thresholds of the input."""

    def __init__(self):
        self.base = {}
        self.tiers = {}

    @staticmethod
    def of_models(cost):
        prices = Prices()
        if "input" not in cost or "output" not in cost:
            return prices
        for ours, (theirs, _) in FIELDS.items():
            if theirs in cost and (cost[theirs] or ours in ("input", "output")):
                prices.base[ours] = number(cost[theirs])
        if "cached_input" in cost:
            prices.base.setdefault("cache_read", number(cost["cached_input"]))
        for tier in cost.get("tiers", []):
            prices.tiers[tier["tier"]["size"]] = {
                ours: number(tier[theirs]) for ours, (theirs, _) in FIELDS.items() if theirs in tier}
        return prices

    @staticmethod
    def of_prices(table):
        prices = Prices()
        for ours, (_, theirs) in FIELDS.items():
            value = table.get(theirs)
            if value is None:
                continue
            if isinstance(value, dict):
                for tier in value["tiers"]:
                    prices.tiers.setdefault(tier["start"], {})[ours] = number(tier["price"])
                value = value["base"]
            prices.base[ours] = number(value) / (1000 if ours == "request" else 1)
        if "input" in prices.base:
            prices.base.setdefault("output", Decimal(0))  # embeddings
        else:
            prices.base = {}
        return prices

    def over(self, older, claude):
        """These prices, with what the older list knows beside them where both agree on the rest."""
        if not self.base:
            return older
        if any(self.base.get(kind) != older.base.get(kind) for kind in ("input", "output")):
            return self
        if not self.tiers and not claude:
            self.tiers = older.tiers
        for kind in ("reasoning", "audio_input", "audio_output"):
            if kind in older.base:
                self.base.setdefault(kind, older.base[kind])
        return self

    def complete(self, claude):
        if claude and self.base.get("input"):
            self.base.setdefault("cache_write", self.base["input"] * Decimal("1.25"))
            self.base["cache_write_1h"] = self.base["input"] * 2
        for tier in self.tiers.values():
            for kind in ("input", "output"):
                tier.setdefault(kind, self.base[kind])
            for kind, price in self.base.items():
                whole = "output" if kind in OUTPUT_KINDS else "input"
                if kind != "request" and kind not in tier and self.base[whole]:
                    tier[kind] = price * tier[whole] / self.base[whole]
        return self

    def into(self, entry):
        for kind in FIELDS:
            if kind in self.base:
                entry[kind] = decimal_text(self.base[kind])
        if self.tiers:
            entry["tiers"] = [{"above": above} | {kind: decimal_text(self.tiers[above][kind]) for kind in FIELDS
                                                  if kind in self.tiers[above]} for above in sorted(self.tiers)]


def models_of(provider, models, prices):
    models_name, prices_name = PROVIDERS[provider]
    known, found, newest = {}, {}, set()
    for name, facts in models.get(models_name, {}).get("models", {}).items():
        if name == ROUTER:
            continue
        found[name] = Prices.of_models(facts.get("cost") or {})
        if (facts.get("modalities") or {}).get("output", ["text"]) != ["text"] and "embed" not in name:
            continue
        entry = known[name] = {"provider": provider, "id": name}
        limit = facts.get("limit") or {}
        if limit.get("context"):
            entry["context"] = limit["context"]
        if limit.get("output"):
            entry["output_limit"] = limit["output"]
        if facts.get("reasoning") is False:
            entry["thinks"] = False
    for model in prices.get(prices_name, {}).get("models", []):
        newer = Prices.of_prices(current_prices(model.get("prices") or {}))
        if provider == "gemini" and "claude" in model["id"]:
            continue  # sold by the cloud only
        if model["id"] == ROUTER:
            continue
        if any(word in model["id"] for word in SKIPPED_MODES) and not model["id"].startswith(SPOKEN):
            continue
        names = [model["id"]]
        exact_names(model.get("match"), names)
        if provider == "minimax":  # which capitalises its names
            names += [name.replace("minimax-m", "MiniMax-M") for name in names]
        older = next((found[name] for name in names if name in found), Prices())
        for name in dict.fromkeys(names) if newer.base else ():
            entry = known.setdefault(name, {"provider": provider, "id": name})
            if model.get("context_window"):
                entry.setdefault("context", model["context_window"])
            newest.add(name)
            found[name] = copy.deepcopy(newer).over(older, "claude" in name)
    for name in known:  # a dated name has what its model has, where it costs the same
        plain = found.get(DATED.sub("", name)) if name not in newest else None
        if plain and all(plain.base.get(kind) == found[name].base.get(kind) for kind in ("input", "output")):
            found[name] = copy.deepcopy(plain)
    for name, entry in known.items():
        if "embed" in name:
            entry["mode"] = "embedding"
        found[name].complete("claude" in name).into(entry)
    return [known[name] for name in sorted(known)]


def main():
    models_file, prices_file = sys.argv[1:3]
    with open(models_file, encoding="utf-8") as file:
        models = json.load(file)["providers"]
    with open(prices_file, encoding="utf-8") as file:
        prices = {entry["id"]: entry for entry in json.load(file)}
    date = prices_file.rsplit("prices-", 1)[1].removesuffix(".json")
    of = {provider: models_of(provider, models, prices) for provider in PROVIDERS}
    on_azure = {entry["id"] for entry in of["azure"]}  # which sells OpenAI's models at OpenAI's prices
    of["azure"] += [entry | {"provider": "azure"} for entry in of["openai"] if entry["id"] not in on_azure]
    out = [entry for provider in PROVIDERS for entry in of[provider]]
    header = {"source": "models.dev (MIT licence) and pydantic/genai-prices (MIT licence)", "date": date,
              "version": int(date.replace("-", "")),
              "unit": "USD per million tokens, as decimal text; a request is USD each",
              "note": "cache_write_1h of Anthropic's models is twice their input price, as Anthropic bills it"}
    print("{")
    for key, value in header.items():
        print(f" {json.dumps(key)}: {json.dumps(value)},")
    print(' "models": [')
    print(",\n".join("  " + json.dumps(entry, sort_keys=False) for entry in out))
    print(" ]\n}")


main()
