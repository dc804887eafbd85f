// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/deployment.h"

namespace ostiary {

std::string_view nameOf(Origin origin)
{
    switch (origin) {
    case Origin::BuiltIn:
        return "builtin";
    case Origin::Environment:
        return "environment";
    case Origin::File:
        return "file";
    case Origin::Store:
        return "store";
    }
    return "store";
}

std::optional<std::string> outOfService(const Deployment &deployment, std::int64_t nowMs)
{
    if (!deployment.token || !deployment.token->token(nowMs).isEmpty())
        return std::nullopt;
    const std::string trouble = deployment.token->trouble();
    return trouble.empty() ? "its access token is being fetched" : "it has no access token: " + trouble;
}

std::shared_ptr<const PriceCard> selfHostedPrice()
{
    static const std::shared_ptr<const PriceCard> price = [] {
        auto card = std::make_shared<PriceCard>();
        card->source = "self-hosted";
        return card;
    }();
    return price;
}

bool isSelfHosted(const std::shared_ptr<const PriceCard> &price)
{
    return price == selfHostedPrice();
}

} // namespace ostiary
