// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/budgetrefusal.h"

#include <algorithm>
#include <string>

namespace ostiary {

namespace {

std::string dollars(Money amount)
{
    return "$" + amount.toDecimal();
}

} // namespace

GatewayError budgetRefusal(const BudgetShortfall &shortfall)
{
    std::string whose(shortfall.scope);
    if (!whose.empty() && whose[0] >= 'a' && whose[0] <= 'z')
        whose[0] = static_cast<char>(whose[0] - 32);
    whose += '=';
    whose += shortfall.who.empty() ? std::string_view("all") : shortfall.who;

    // LiteLLM's clients look for the first sentence, so it stands only where it is true.
    if (shortfall.spent >= shortfall.limit)
        return GatewayError::make(ErrorCode::BudgetExceeded, "Budget has been exceeded! " + whose +
                                                                 " Current cost: " + shortfall.spent.toDecimal() +
                                                                 ", Max budget: " + shortfall.limit.toDecimal());
    const Money left = std::max(Money(), shortfall.limit - shortfall.spent - shortfall.held);
    std::string text = "This request could cost up to " + dollars(shortfall.needed) + ", " + dollars(left) +
                       " is left of the budget of " + whose + " (" + dollars(shortfall.spent) + " of " +
                       dollars(shortfall.limit) + " spent";
    if (shortfall.held > Money())
        text += ", " + dollars(shortfall.held) + " held for requests under way";
    text += "). A smaller max_tokens or a shorter prompt needs less";
    return GatewayError::make(ErrorCode::BudgetExceeded, std::move(text));
}

} // namespace ostiary
