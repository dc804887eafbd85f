// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/pricejson.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace ostiary {

namespace {

GatewayError wrong(std::string field, const std::string &words)
{
    return GatewayError::make(ErrorCode::BadRequest, '\'' + field + "' " + words, field).because(Reason::PriceWanted);
}

// The shortest text that is this number: no digit of a price passes through arithmetic with doubles.
std::string decimalOf(const QJsonValue &value)
{
    if (!value.isDouble())
        return value.toString().toStdString();
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value.toDouble()).ptr;
    return {text.data(), end};
}

Status readFields(const QJsonObject &object, Prices &prices)
{
    for (const PriceField &field : priceFields()) {
        const QLatin1String name(field.admin.data(), static_cast<int>(field.admin.size()));
        const QJsonValue value = object[name];
        if (value.isUndefined() || value.isNull())
            continue;
        const auto pico = parsePrice(decimalOf(value), field, field.scale());
        if (!pico)
            return wrong(std::string(field.admin), field.of == PriceField::Of::Piece
                                                       ? "must be a price in USD, for example 0.002 or \"0.002\""
                                                       : "must be a price in USD per million tokens, for example 2.5 "
                                                         "or \"0.15\"");
        prices.*field.price = *pico;
    }
    return Done{};
}

Status readTiers(const QJsonValue &value, PriceCard &card)
{
    if (value.isUndefined() || value.isNull())
        return Done{};
    const GatewayError error =
        wrong("price_tiers", "must be a list of objects with 'above_input_tokens' and prices, at most 16");
    const QJsonArray list = value.toArray();
    if (!value.isArray() || list.size() > 16)
        return error;
    for (const QJsonValue &entry : list) {
        const QJsonObject prices = entry.toObject();
        for (const QString &name : prices.keys()) {
            if (name != QLatin1String("above_input_tokens") && !isPriceName(name.toStdString()))
                return error;
        }
        const double above = prices[QLatin1String("above_input_tokens")].toDouble(-1);
        if (above < 1 || above > 1e9 || above != std::floor(above))
            return error;
        if (Status read = readFields(prices, pricesAbove(card, static_cast<std::int64_t>(above))); !read)
            return read;
    }
    return Done{};
}

void writeFields(const Prices &prices, QJsonObject &to)
{
    for (const PriceField &field : priceFields()) {
        if (prices.*field.price >= 0)
            to[QLatin1String(field.admin.data(), static_cast<int>(field.admin.size()))] =
                QString::fromStdString(priceText(prices.*field.price, field.scale()));
    }
}

} // namespace

Result<PriceCard> pricesFromJson(const QJsonObject &definition)
{
    PriceCard card = nothingGiven();
    if (Status read = readFields(definition, card); !read)
        return read.error();
    if (Status read = readTiers(definition[QLatin1String("price_tiers")], card); !read)
        return read.error();
    return card;
}

QJsonObject pricesToJson(const PriceCard &card)
{
    QJsonObject out;
    writeFields(card, out);
    QJsonArray tiers;
    for (const PriceTier &tier : card.tiers) {
        QJsonObject entry{{QLatin1String("above_input_tokens"), qlonglong(tier.above)}};
        writeFields(tier.prices, entry);
        tiers.append(entry);
    }
    if (!tiers.isEmpty())
        out[QLatin1String("price_tiers")] = tiers;
    return out;
}

bool isPriceName(std::string_view name)
{
    const auto fields = priceFields();
    return name == "price_tiers" ||
           std::any_of(fields.begin(), fields.end(), [&](const PriceField &field) { return field.admin == name; });
}

} // namespace ostiary
