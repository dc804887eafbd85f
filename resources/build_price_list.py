#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes resources/prices.json from two public lists of facts.

  build_price_list.py MODELS.json PRICES.json > prices.json

MODELS.json: a snapshot of models.dev (MIT licence): limits and capabilities, USD per million tokens.
PRICES.json: pydantic/genai-prices (MIT licence): prices, USD per million tokens.
Where both have a price, the one of the list with the newer date (PRICES.json) stands. Prices stay decimal text.
"""
import json
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
}
FIELDS = (("input", "input_mtok"), ("output", "output_mtok"), ("cache_read", "cache_read_mtok"),
          ("cache_write", "cache_write_mtok"))
SKIPPED_MODES = ("image", "audio", "video", "tts", "whisper", "realtime", "transcribe", "moderation", "sora", "dall-e")


def decimal_text(value):
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def base_price(value):
    """A price with tiers counts with its base; conditional prices with the one in force last."""
    if isinstance(value, dict):
        return base_price(value.get("base"))
    return value


def current_prices(prices):
    if isinstance(prices, list):
        always = [entry for entry in prices if not entry.get("constraint")]
        dated = [entry for entry in prices if (entry.get("constraint") or {}).get("start_date")]
        dated.sort(key=lambda entry: entry["constraint"]["start_date"])
        chosen = dated[-1] if dated else (always[-1] if always else prices[-1])
        return chosen.get("prices", {})
    return prices


def exact_names(match, names):
    if not match:
        return
    if "equals" in match:
        names.append(match["equals"])
    for part in match.get("or", []):
        exact_names(part, names)


def main():
    models_file, prices_file = sys.argv[1:3]
    with open(models_file, encoding="utf-8") as file:
        models = json.load(file)["providers"]
    with open(prices_file, encoding="utf-8") as file:
        prices = {entry["id"]: entry for entry in json.load(file)}
    date = prices_file.rsplit("prices-", 1)[1].removesuffix(".json")
    out = []
    for provider, (models_name, prices_name) in PROVIDERS.items():
        known = {}
        for name, facts in models.get(models_name, {}).get("models", {}).items():
            entry = {"provider": provider, "id": name}
            cost = facts.get("cost") or {}
            if "input" in cost and "output" in cost:
                for ours, _ in FIELDS:
                    if cost.get(ours):
                        entry[ours] = decimal_text(cost[ours])
                entry.setdefault("input", decimal_text(cost["input"]))
                entry.setdefault("output", decimal_text(cost["output"]))
            limit = facts.get("limit") or {}
            if limit.get("context"):
                entry["context"] = limit["context"]
            if limit.get("output"):
                entry["output_limit"] = limit["output"]
            if "embed" in name:
                entry["mode"] = "embedding"
            if (facts.get("modalities") or {}).get("output", ["text"]) == ["text"] or "embed" in name:
                known[name] = entry
        for model in prices.get(prices_name, {}).get("models", []):
            table = current_prices(model.get("prices") or {})
            values = {ours: base_price(table.get(theirs)) for ours, theirs in FIELDS}
            if values["input"] is None:
                continue
            if values["output"] is None:
                values["output"] = 0
            names = [model["id"]]
            exact_names(model.get("match"), names)
            names = list(dict.fromkeys(names))
            if any(word in model["id"] for word in SKIPPED_MODES):
                continue
            for name in names:
                entry = known.setdefault(name, {"provider": provider, "id": name})
                for ours, _ in FIELDS:
                    entry.pop(ours, None)
                    if values[ours] is not None:
                        entry[ours] = decimal_text(values[ours])
                if model.get("context_window"):
                    entry.setdefault("context", model["context_window"])
                if "embed" in name:
                    entry["mode"] = "embedding"
        out += [known[name] for name in sorted(known)]
    header = {"source": "models.dev (MIT licence) and pydantic/genai-prices (MIT licence)", "date": date,
              "version": int(date.replace("-", "")), "unit": "USD per million tokens, as decimal text"}
    print("{")
    for key, value in header.items():
        print(f" {json.dumps(key)}: {json.dumps(value)},")
    print(' "models": [')
    print(",\n".join("  " + json.dumps(entry, sort_keys=False) for entry in out))
    print(" ]\n}")


main()
