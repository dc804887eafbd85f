// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/pricefields.h"

#include <QJsonObject>

#include <string_view>

namespace ostiary {

/// The prices that a deployment gives in the admin API's words (`input_usd_per_mtok`, …, `price_tiers`), as numbers or
/// as decimal text; what it does not give is negative. 400 names the field.
Result<PriceCard> pricesFromJson(const QJsonObject &definition);

/// The card in those words, as decimal text, without what is not given.
QJsonObject pricesToJson(const PriceCard &card);

/// Whether `name` is one of those words.
bool isPriceName(std::string_view name);

} // namespace ostiary
