// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/pricing.h"
#include "models/domain/result.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ostiary {

/// What a kind of price is called where prices are written: in LiteLLM's configurations, in the price list, in the
/// admin API. LiteLLM's prices are USD for one; the two others say tokens by the million.
struct PriceField
{
    enum class Of { InputToken, OutputToken, Piece };

    std::int64_t Prices::*price;
    Of of;
    std::string_view liteLlm;
    std::string_view alsoLiteLlm; ///< another of its names, or empty
    std::string_view list;
    std::string_view admin;

    /// Decimal places of a pico-USD in a price as LiteLLM writes it, and as list and admin API do.
    static constexpr int kLiteLlmScale = 12;
    int scale() const { return of == Of::Piece ? 12 : 6; }
};
std::span<const PriceField> priceFields();

/// A field, and the tokens of input above which the price holds (0: always).
struct PriceKey
{
    const PriceField *field = nullptr;
    std::int64_t above = 0;
};
/// The price that LiteLLM's key stands for, as `input_cost_per_token` or `output_cost_per_token_above_200k_tokens`.
std::optional<PriceKey> liteLlmPrice(std::string_view key);
/// Whether readers of prices understand the key: one of those, or `tiered_pricing`.
inline bool isLiteLlmPrice(std::string_view key)
{
    return key == "tiered_pricing" || liteLlmPrice(key).has_value();
}
/// LiteLLM's name for a price above a number of tokens; absent where it has none, because they are no thousands.
std::optional<std::string> liteLlmName(const PriceField &field, std::int64_t above);

/// Reads a price as decimal text into pico-USD; absent when it is none, below nothing, or beyond belief (more than
/// 10,000 USD for a million tokens or for a piece), which is a price in the wrong unit.
std::optional<std::int64_t> parsePrice(std::string_view usd, const PriceField &field, int scale);
/// A price as decimal text; the opposite.
std::string priceText(std::int64_t pico, int scale);

/// A card on which nothing is given yet; what is set on it was given.
PriceCard nothingGiven();
bool isAnyGiven(const PriceCard &given);
/// The prices above `above` tokens of a card under construction; the card's own for 0.
Prices &pricesAbove(PriceCard &card, std::int64_t above);
/// `upper`, and what it does not give from `lower`.
PriceCard laidOver(const PriceCard &upper, const PriceCard &lower);

/// What decides about the prices that nobody wrote.
struct PriceContext
{
    const PriceCard *list = nullptr; ///< the price list's card for the model
    bool withoutOutput = false;      ///< an embedding: it writes nothing
    bool hourlyCache = false;        ///< its provider takes twice the input price for an hour in the cache
    bool sounds = false;             ///< the model is one for sound, which costs many times what text does
};
/// Completes prices that somebody gave so that none is less than the bill: from the list; parts of the input or the
/// output as much dearer than the list's as the whole is; what the list has not, like text, but what is written to a
/// cache 1.25 times and for an hour twice the input price, and sound that is written as much more as sound that is
/// read. The error is the field whose price nobody knows.
Result<PriceCard, const PriceField *> completed(const PriceCard &given, const PriceContext &context);

} // namespace ostiary
