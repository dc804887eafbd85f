// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/rollupwidths.h"

#include <QVariant>

#include <algorithm>

namespace ostiary {

namespace {

std::int64_t down(std::int64_t second, std::int64_t width)
{
    return second - second % width;
}

std::int64_t up(std::int64_t second, std::int64_t width)
{
    return down(second + width - 1, width);
}

} // namespace

std::optional<RollupWidths> RollupWidths::read(const Database &database)
{
    RollupWidths widths;
    QSqlQuery query = database.prepare("ledger_rollup_widths");
    if (!execLogged(query) || !query.next())
        return std::nullopt;
    widths.hours = query.value(0).toLongLong();
    widths.halfDays = query.value(1).toLongLong();
    return widths;
}

std::vector<RollupSpan> RollupWidths::cover(std::int64_t since, std::int64_t until, std::int64_t widest) const
{
    if (widest < kHour)
        return {{kMinute, down(since, kMinute), until}};
    std::vector<RollupSpan> spans;
    const auto put = [&](std::int64_t width, std::int64_t from, std::int64_t to) {
        if (from < to)
            spans.push_back({width, from, to});
    };
    const auto putHours = [&](std::int64_t from, std::int64_t to) {
        put(kHour, from, std::min(up(to, kHour), hours));
        put(kMinute, std::max(from, hours), to);
    };
    const std::int64_t from = down(since, kHour);
    const std::int64_t middle = up(from, kHalfDay);
    const std::int64_t end = until < halfDays ? down(until, kHalfDay) : halfDays;
    if (widest < kHalfDay || middle >= end) {
        putHours(from, until);
    } else {
        putHours(from, middle);
        put(kHalfDay, middle, end);
        putHours(end, until);
    }
    return spans;
}

} // namespace ostiary
