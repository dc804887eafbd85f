// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/keyfields.h"
#include "server/policy/budget.h"

#include <QJsonObject>

namespace ostiary {

/// A budget as it binds keys: who has it, its limit, and what stands against it in its present window. `id` is null for
/// the organisation's.
inline QJsonObject budgetJson(const Budget::Scope &scope, const Budget::Standing &now)
{
    using namespace keyfields;
    const auto milliseconds = [](std::int64_t seconds) {
        return seconds > 0 ? QJsonValue(qlonglong(seconds * 1000)) : QJsonValue();
    };
    return {{QLatin1String("scope"), text(std::string(nameOf(scope.counter->kind)))},
            {QLatin1String("id"), orNull(scope.counter->id)},
            {QLatin1String("limit_usd"), usd(now.limit)},
            {QLatin1String("spent_usd"), text(now.spent.toDecimal())},
            {QLatin1String("held_usd"), text(now.held.toDecimal())},
            {QLatin1String("refused"), qlonglong(now.refused)},
            {QLatin1String("refused_since_ms"),
             now.refusedSinceMs > 0 ? QJsonValue(qlonglong(now.refusedSinceMs)) : QJsonValue()},
            {QLatin1String("window_start_ms"), milliseconds(now.windowStart)},
            {QLatin1String("window_end_ms"), milliseconds(now.windowEnd)}};
}

} // namespace ostiary
