// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/pricefields.h"

#include <algorithm>
#include <charconv>

namespace ostiary {

namespace {

using Of = PriceField::Of;

constexpr PriceField kFields[] = {
    {&Prices::inputPico, Of::InputToken, "input_cost_per_token", "", "input", "input_usd_per_mtok"},
    {&Prices::outputPico, Of::OutputToken, "output_cost_per_token", "", "output", "output_usd_per_mtok"},
    {&Prices::cacheReadPico, Of::InputToken, "cache_read_input_token_cost", "", "cache_read",
     "cache_read_usd_per_mtok"},
    {&Prices::cacheWritePico, Of::InputToken, "cache_creation_input_token_cost", "", "cache_write",
     "cache_write_usd_per_mtok"},
    {&Prices::cacheWriteHourPico, Of::InputToken, "cache_creation_input_token_cost_above_1hr", "", "cache_write_1h",
     "cache_write_1h_usd_per_mtok"},
    {&Prices::reasoningPico, Of::OutputToken, "output_cost_per_reasoning_token", "", "reasoning",
     "reasoning_usd_per_mtok"},
    {&Prices::audioInputPico, Of::InputToken, "input_cost_per_audio_token", "", "audio_input",
     "audio_input_usd_per_mtok"},
    {&Prices::audioOutputPico, Of::OutputToken, "output_cost_per_audio_token", "", "audio_output",
     "audio_output_usd_per_mtok"},
    {&Prices::imageInputPico, Of::InputToken, "input_cost_per_image_token", "", "image_input",
     "image_input_usd_per_mtok"},
    {&Prices::imageOutputPico, Of::OutputToken, "output_cost_per_image_token", "", "image_output",
     "image_output_usd_per_mtok"},
    {&Prices::picturePico, Of::Piece, "input_cost_per_image", "", "picture", "usd_per_picture"},
    {&Prices::pictureMadePico, Of::Piece, "output_cost_per_image", "", "picture_made", "usd_per_picture_made"},
    {&Prices::requestPico, Of::Piece, "input_cost_per_request", "input_cost_per_query", "request", "usd_per_request"},
    {&Prices::inputSecondPico, Of::Piece, "input_cost_per_second", "", "second", "usd_per_second"},
    {&Prices::outputSecondPico, Of::Piece, "output_cost_per_second", "", "output_second", "usd_per_output_second"},
};

constexpr std::int64_t kDearestToken = 10'000'000'000;         // USD 0.01
constexpr std::int64_t kDearestPiece = 10'000'000'000'000'000; // USD 10,000
constexpr std::string_view kAbove = "_above_";
constexpr std::string_view kThousands = "k_tokens";

std::int64_t &at(Prices &prices, const PriceField &field)
{
    return prices.*field.price;
}

// `price` as many times as `now` is of `then`, rounded up.
std::int64_t inProportion(std::int64_t price, std::int64_t now, std::int64_t then)
{
    __extension__ typedef __int128 Wide;
    if (then <= 0)
        return price;
    const Wide scaled = (Wide(price) * now + then - 1) / then;
    return static_cast<std::int64_t>(std::min<Wide>(scaled, kDearestPiece));
}

const PriceField &fieldOf(std::int64_t Prices::*price)
{
    return *std::find_if(std::begin(kFields), std::end(kFields), [&](const PriceField &f) { return f.price == price; });
}

std::int64_t wholeOf(const Prices &prices, const PriceField &field)
{
    return field.of == Of::OutputToken ? prices.outputPico : prices.inputPico;
}

// What the list says of a field, for a card with these wholes. Whoever says that a whole costs nothing says so of its
// parts.
std::int64_t listedFor(const Prices &prices, const Prices &list, std::int64_t listed, const PriceField &field)
{
    if (listed < 0)
        return -1;
    if (field.of == Of::Piece)
        return prices.inputPico == 0 && prices.outputPico == 0 ? 0 : listed;
    const std::int64_t whole = wholeOf(prices, field);
    return whole == 0 ? 0 : std::max(listed, inProportion(listed, whole, wholeOf(list, field)));
}

void completeParts(Prices &prices, const PriceContext &context)
{
    for (const PriceField &field : kFields) {
        std::int64_t &price = at(prices, field);
        if (price < 0 && context.list)
            price = listedFor(prices, *context.list, context.list->*field.price, field);
    }
    const std::int64_t input = prices.inputPico;
    if (prices.cacheWritePico < 0)
        prices.cacheWritePico = inProportion(5, input, 4);
    if (prices.cacheWriteHourPico < 0)
        prices.cacheWriteHourPico = std::max(prices.cacheWritePico, context.hourlyCache ? 2 * input : 0);
}

// A price above a threshold that was not given is as much dearer than the one below as its whole is.
void completeTier(Prices &tier, const Prices &base)
{
    for (std::int64_t Prices::*whole : {&Prices::inputPico, &Prices::outputPico}) {
        if (tier.*whole < 0)
            tier.*whole = base.*whole;
    }
    for (const PriceField &field : kFields) {
        std::int64_t &price = at(tier, field);
        const std::int64_t below = base.*field.price;
        if (price < 0 && below >= 0)
            price = field.of == Of::Piece
                        ? below
                        : std::max(below, inProportion(below, wholeOf(tier, field), wholeOf(base, field)));
    }
}

} // namespace

std::span<const PriceField> priceFields()
{
    return kFields;
}

std::optional<PriceKey> liteLlmPrice(std::string_view key)
{
    PriceKey out;
    if (key.ends_with(kThousands)) {
        const std::size_t above = key.rfind(kAbove);
        if (above == std::string_view::npos)
            return std::nullopt;
        const char *first = key.data() + above + kAbove.size();
        const char *last = key.data() + key.size() - kThousands.size();
        const auto [end, error] = std::from_chars(first, last, out.above);
        if (error != std::errc() || end != last || out.above < 1 || out.above > 1'000'000'000)
            return std::nullopt;
        out.above *= 1000;
        key = key.substr(0, above);
    }
    for (const PriceField &field : kFields) {
        if (key == field.liteLlm || (!field.alsoLiteLlm.empty() && key == field.alsoLiteLlm)) {
            out.field = &field;
            return out;
        }
    }
    return std::nullopt;
}

std::optional<std::string> liteLlmName(const PriceField &field, std::int64_t above)
{
    std::string name(field.liteLlm);
    if (above == 0)
        return name;
    if (above % 1000 != 0)
        return std::nullopt;
    return name + std::string(kAbove) + std::to_string(above / 1000) + std::string(kThousands);
}

std::optional<std::int64_t> parsePrice(std::string_view usd, const PriceField &field, int scale)
{
    const auto pico = parseScaled(usd, scale);
    const std::int64_t dearest = field.of == Of::Piece ? kDearestPiece : kDearestToken;
    return pico && *pico >= 0 && *pico <= dearest && !usd.starts_with('-') ? pico : std::nullopt;
}

std::string priceText(std::int64_t pico, int scale)
{
    std::string digits = std::to_string(pico);
    const auto places = static_cast<std::size_t>(scale);
    if (digits.size() <= places)
        digits.insert(0, places + 1 - digits.size(), '0');
    std::string out = digits.substr(0, digits.size() - places) + '.' + digits.substr(digits.size() - places);
    while (out.ends_with('0'))
        out.pop_back();
    if (out.ends_with('.'))
        out.pop_back();
    return out;
}

PriceCard nothingGiven()
{
    PriceCard card;
    card.inputPico = card.outputPico = -1;
    card.given = true;
    return card;
}

bool isAnyGiven(const PriceCard &given)
{
    return !given.tiers.empty() || std::any_of(std::begin(kFields), std::end(kFields),
                                               [&](const PriceField &f) { return given.*f.price >= 0; });
}

Prices &pricesAbove(PriceCard &card, std::int64_t above)
{
    if (above == 0)
        return card;
    auto place = std::lower_bound(card.tiers.begin(), card.tiers.end(), above,
                                  [](const PriceTier &tier, std::int64_t a) { return tier.above < a; });
    if (place == card.tiers.end() || place->above != above)
        place = card.tiers.insert(place, PriceTier{above, nothingGiven()});
    return place->prices;
}

PriceCard laidOver(const PriceCard &upper, const PriceCard &lower)
{
    PriceCard out = upper;
    const auto fill = [](Prices &to, const Prices &from) {
        for (const PriceField &field : kFields) {
            if (at(to, field) < 0)
                at(to, field) = from.*field.price;
        }
    };
    fill(out, lower);
    for (const PriceTier &tier : lower.tiers)
        fill(pricesAbove(out, tier.above), tier.prices);
    return out;
}

Result<PriceCard, const PriceField *> completed(const PriceCard &given, const PriceContext &context)
{
    PriceCard out = given;
    out.given = false;
    const bool byPieces = std::any_of(std::begin(kFields), std::end(kFields), [&](const PriceField &field) {
        return field.of == Of::Piece && given.*field.price > 0;
    });
    const bool tokens = given.inputPico >= 0 || given.outputPico >= 0 || !given.tiers.empty();
    for (const PriceField &field : {kFields[0], kFields[1]}) {
        std::int64_t &price = at(out, field);
        if (price < 0 && context.list)
            price = context.list->*field.price;
        else if (price < 0 && ((byPieces && !tokens) || (context.withoutOutput && field.of == Of::OutputToken)))
            price = 0;
    }
    for (const PriceField &field : std::span(kFields).first(2)) {
        if (at(out, field) < 0)
            return &field;
    }
    if (context.list && given.tiers.empty()) {
        for (const PriceTier &tier : context.list->tiers) {
            Prices &prices = pricesAbove(out, tier.above);
            for (const PriceField &field : kFields)
                at(prices, field) = listedFor(out, *context.list, tier.prices.*field.price, field);
        }
    }
    completeParts(out, context);
    if (out.audioInputPico < 0 && context.sounds && (out.inputPico > 0 || out.outputPico > 0))
        return &fieldOf(&Prices::audioInputPico);
    if (out.audioOutputPico < 0 && out.audioInputPico > out.inputPico && !context.list)
        out.audioOutputPico = inProportion(out.outputPico, out.audioInputPico, out.inputPico);
    for (PriceTier &tier : out.tiers)
        completeTier(tier.prices, out);
    return out;
}

} // namespace ostiary
