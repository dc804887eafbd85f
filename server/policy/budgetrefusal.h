// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gatewayerror.h"
#include "models/domain/money.h"

#include <optional>
#include <span>
#include <string_view>

namespace ostiary {

/// How a budget stands that cannot carry a request. All amounts are of its current window.
struct BudgetShortfall
{
    std::string_view scope; ///< "key", "user", …
    std::string_view who;   ///< the scope's name for people; empty: the only one of its kind
    Money limit;
    Money spent;
    Money held; ///< for other requests under way
    Money needed;
    std::optional<std::int64_t> endsSeconds = {}; ///< Unix; when its window ends
};

/// `others` bound the request, too; the client is not told of them, who asks why is. What the client is told: that the
/// budget is used up, or that this request may cost more than is left of it. Amounts have three digits that say
/// something; nothing in the text can be taken for a status after which one asks again.
GatewayError budgetRefusal(const BudgetShortfall &shortfall, std::span<const BudgetShortfall> others = {});

} // namespace ostiary
