// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/money.h"
#include "models/domain/result.h"
#include "models/domain/usage.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ostiary {

/// What one of each thing costs in pico-USD. Negative: not given, and then it costs what the comment says.
struct Prices
{
    std::int64_t inputPico = 0;           ///< a token
    std::int64_t outputPico = 0;          ///< a token
    std::int64_t cacheReadPico = -1;      ///< a token; as input
    std::int64_t cacheWritePico = -1;     ///< a token kept for five minutes; as input
    std::int64_t cacheWriteHourPico = -1; ///< a token kept for an hour; as one kept for five minutes
    std::int64_t reasoningPico = -1;      ///< a token; as output
    std::int64_t audioInputPico = -1;     ///< a token; as input
    std::int64_t audioOutputPico = -1;    ///< a token; as output
    std::int64_t imageInputPico = -1;     ///< a token; as input
    std::int64_t imageOutputPico = -1;    ///< a token; as output
    std::int64_t picturePico = -1;        ///< a picture in the request, beside its tokens; nothing
    std::int64_t pictureMadePico = -1;    ///< a picture in the answer, beside its tokens; nothing
    std::int64_t requestPico = -1;        ///< a request; nothing
    std::int64_t inputSecondPico = -1;    ///< a second of the provider's work; nothing
    std::int64_t outputSecondPico = -1;   ///< likewise, and added to the one before

    /// Of a token of the input, and of one of the output, that costs most.
    std::int64_t dearestInput() const;
    std::int64_t dearestOutput() const;
    bool operator==(const Prices &) const = default;
};

/// Prices that hold for the whole request, output included, when its input has more than `above` tokens. That is how
/// all providers with such prices bill: the tokens below the threshold cost the higher price, too, and cached ones
/// count towards it (Anthropic "Long context pricing", Google "prompts > 200k tokens", OpenAI "prompts with > 272K
/// input tokens … for the full session", xAI "requests that exceed").
struct PriceTier
{
    std::int64_t above = 0;
    Prices prices;
    bool operator==(const PriceTier &) const = default;
};

/// Prices of one model, with where they come from.
struct PriceCard : Prices
{
    bool given = false;           ///< what somebody wrote, and not complete yet
    bool listed = false;          ///< the shipped list's, as it is
    std::int64_t version = 0;     ///< names the price list or override the card came from
    std::vector<PriceTier> tiers; ///< by rising `above`
    std::string source;           ///< for people: "price list 2026-08-21", "configuration", …

    /// What `usage` costs: each line rounded up once to a nano-USD, then added. Parts that cannot all fit into their
    /// whole share tokens (cached audio is both); those cost the dearer price once.
    Money cost(const Usage &usage) const;
    /// The most that a usage can cost that is nowhere above `most`, whatever its tokens turn out to be; nothing for a
    /// model that costs nothing. Only the wholes of `most` count, not the parts.
    Money bound(const Usage &most) const;
    Money bound(std::int64_t inputBound, std::int64_t outputBound) const;
    /// The prices of a request with `input` tokens.
    const Prices &at(std::int64_t input) const;
    /// Whether text that a model writes can cost something: then its length must be bounded under a budget.
    bool outputCosts() const;
    /// Whether it counts how long the provider works.
    bool takesTime() const { return inputSecondPico > 0 || outputSecondPico > 0; }
};

/// What the shipped list knows of a model.
struct ModelFacts
{
    std::string provider;
    std::string id;
    std::string mode = "chat";        ///< chat, embedding or completion
    std::int64_t contextTokens = 0;   ///< 0: unknown
    std::int64_t maxOutputTokens = 0; ///< 0: unknown
    bool thinks = true;               ///< it may think before it answers; false only where that is known
    std::shared_ptr<const PriceCard> price;
};

/// The price list that is shipped as data: provider × model id → facts.
class PriceList
{
public:
    /// Reads the JSON of `resources/prices.json`.
    static Outcome<PriceList> fromJson(const std::string &json);

    /// The facts for `model` as `provider` names it, or nothing.
    const ModelFacts *find(std::string_view provider, std::string_view model) const;
    /// The facts of every model of `provider`, in the list's order.
    std::vector<const ModelFacts *> modelsOf(std::string_view provider) const;
    /// The provider that offers `model` under that very name, or nothing: for names without a prefix.
    std::string_view providerOf(std::string_view model) const;

    const std::string &date() const { return m_date; }
    std::int64_t version() const { return m_version; }
    std::size_t size() const { return m_facts.size(); }

private:
    std::string m_date;
    std::int64_t m_version = 0;
    std::vector<std::shared_ptr<const ModelFacts>> m_facts;
    std::unordered_map<std::string, std::shared_ptr<const ModelFacts>> m_byName; ///< "provider/id"
};

} // namespace ostiary
