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

/// Prices of one model in pico-USD per token, with where they come from.
struct PriceCard
{
    std::int64_t version = 0; ///< names the price list or override the card came from
    std::int64_t inputPico = 0;
    std::int64_t outputPico = 0;
    std::int64_t cacheReadPico = -1; ///< negative: cached tokens cost what others do
    std::int64_t cacheWritePico = -1;
    std::string source; ///< for people: "price list 2026-08-21", "configuration", …

    /// What `usage` costs: each line rounded up once to a nano-USD, then added.
    Money cost(const Usage &usage) const;
    /// The most that `inputBound` and `outputBound` tokens can cost.
    Money bound(std::int64_t inputBound, std::int64_t outputBound) const;
};

/// What the shipped list knows of a model.
struct ModelFacts
{
    std::string provider;
    std::string id;
    std::string mode = "chat";        ///< chat, embedding or completion
    std::int64_t contextTokens = 0;   ///< 0: unknown
    std::int64_t maxOutputTokens = 0; ///< 0: unknown
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
