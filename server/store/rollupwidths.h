// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace ostiary {

constexpr std::int64_t kMinute = 60, kHour = 3600, kHalfDay = 43'200; ///< widths of roll-ups, seconds

/// Roll-ups of one width that cover a part of a span; seconds since the epoch, the end is not part of it.
struct RollupSpan
{
    std::int64_t width;
    std::int64_t from;
    std::int64_t to;
};

/// Up to which second each width holds what the finer one holds; from there on only the finer one does. The last hour
/// (or half day) may so hold a part of its time.
struct RollupWidths
{
    std::int64_t hours = 0;    ///< a multiple of kMinute
    std::int64_t halfDays = 0; ///< a multiple of kHour

    /// Nothing when they cannot be read: then nothing may be added up.
    static std::optional<RollupWidths> read(const Database &database);

    /// As few roll-ups as can be that cover a span: none wider than `widest`, minutes only where no hour is added up or
    /// `widest` is a minute. Where hours are used the span is rounded out to whole hours.
    std::vector<RollupSpan> cover(std::int64_t since, std::int64_t until, std::int64_t widest) const;
};

} // namespace ostiary
