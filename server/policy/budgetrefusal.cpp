// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/budgetrefusal.h"

#include "models/domain/requestwhy.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>

namespace ostiary {

namespace {

enum class Round { Down, Up, Nearest };

/// Agents look for a status that passes in all that they are told (opencode and pi: `/429|500|502|503|504/`), whatever
/// the status is and whatever else is said, and then ask again for minutes.
bool looksLikePassingStatus(std::string_view text)
{
    constexpr std::string_view kStatuses[] = {"408", "409", "425", "429", "500", "501", "502", "503", "504", "520",
                                              "521", "522", "523", "524", "525", "526", "527", "528", "529"};
    return std::any_of(std::begin(kStatuses), std::end(kStatuses),
                       [&](std::string_view status) { return text.find(status) != std::string_view::npos; });
}

/// `amount` with as many digits that say something.
Money rounded(Money amount, int digits, Round way)
{
    std::int64_t unit = 1;
    std::int64_t most = 1;
    for (int i = 0; i < digits; ++i)
        most *= 10;
    while (amount.nano() / unit >= most)
        unit *= 10;
    const Money below = Money::fromNano(amount.nano() / unit * unit);
    const std::int64_t rest = amount.nano() - below.nano();
    const bool isPastHalf = rest > 0 && rest >= unit - unit / 2;
    const bool goesUp = way == Round::Up ? rest > 0 : way == Round::Nearest && isPastHalf;
    const bool fits = below <= Money::fromNano(INT64_MAX - unit); // else there is no more
    return goesUp && fits ? below + Money::fromNano(unit) : below;
}

/// An amount as a person reads it: three digits that say something, fewer where they would look like a status.
std::string figure(Money amount, Round way)
{
    for (const int digits : {3, 2}) {
        std::string text = rounded(amount, digits, way).toDecimal();
        if (!looksLikePassingStatus(text))
            return text;
    }
    constexpr const char *kWords[] = {" thousand", " million", " billion"};
    Money scaled = rounded(amount, 2, way);
    for (const char *word : kWords) {
        scaled = Money::fromNano(scaled.nano() / 1000);
        const std::string text = scaled.toDecimal();
        if (!looksLikePassingStatus(text))
            return text + word;
    }
    return rounded(amount, 1, way).toDecimal();
}

std::string dollars(Money amount, Round way)
{
    return "$" + figure(amount, way);
}

GatewayError inWords(const BudgetShortfall &shortfall)
{
    std::string whose(shortfall.scope);
    if (!whose.empty() && whose[0] >= 'a' && whose[0] <= 'z')
        whose[0] = static_cast<char>(whose[0] - 32);
    if (!looksLikePassingStatus(shortfall.who)) {
        whose += '=';
        whose += shortfall.who.empty() ? std::string_view("all") : shortfall.who;
    }

    // LiteLLM's clients look for the first sentence, so it stands only where it is true.
    if (shortfall.spent >= shortfall.limit)
        return GatewayError::make(ErrorCode::BudgetExceeded,
                                  "Budget has been exceeded! " + whose +
                                      " Current cost: " + figure(shortfall.spent, Round::Nearest) +
                                      ", Max budget: " + figure(shortfall.limit, Round::Nearest));
    const Money free = shortfall.limit - shortfall.spent;
    const Money left = std::max(Money(), free - shortfall.held);
    std::string text = "This request could cost up to " + dollars(shortfall.needed, Round::Up) + ", " +
                       dollars(left, Round::Down) + " is left of the budget of " + whose + " (" +
                       dollars(shortfall.spent, Round::Nearest) + " of " + dollars(shortfall.limit, Round::Nearest) +
                       " spent";
    if (shortfall.held > Money())
        text += ", " + dollars(shortfall.held, Round::Up) + " held for requests under way";
    text += shortfall.needed <= free ? "). It may fit when those have ended"
                                     : "). A smaller max_tokens or a shorter prompt needs less";
    return GatewayError::make(ErrorCode::BudgetExceeded, std::move(text));
}

BudgetFigures inFigures(const BudgetShortfall &shortfall)
{
    return {std::string(shortfall.scope),
            std::string(shortfall.who),
            shortfall.limit,
            shortfall.spent,
            shortfall.held,
            shortfall.needed,
            shortfall.endsSeconds};
}

} // namespace

GatewayError budgetRefusal(const BudgetShortfall &shortfall, std::span<const BudgetShortfall> others)
{
    GatewayError error = inWords(shortfall);
    RefusalFigures figures;
    figures.budget = inFigures(shortfall);
    for (const BudgetShortfall &other : others)
        figures.otherBudgets.push_back(inFigures(other));
    error.figures = std::make_shared<const RefusalFigures>(std::move(figures));
    return error;
}

} // namespace ostiary
