// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ostiary {

/// Whether `text` can stand as a name in lists, logs and headers: UTF-8 without control characters, line breaks and the
/// marks that turn or hide what stands around them (Unicode's bidirectional controls and characters without width).
bool isPlainName(std::string_view text);

/// Whether `c` is drawn as nothing, or changes how its neighbours are drawn: what isPlainName has none of.
bool isHidden(char32_t c);

/// Whether `text` begins or ends with a blank of any kind (Unicode's White_Space): two names that look alike.
bool hasOuterBlanks(std::string_view text);

/// Whether the field of a request, which this version does not know, says by its name that it limits something
/// (`tpd_limit`, `allowed_ips`, `max_calls`, `expires_at`): what limits and is not kept must not be taken silently.
bool looksLimiting(std::string_view field);

/// What true and false mean for a field that looksLimiting.
enum class SwitchSense {
    Permits, ///< `enabled`: false limits
    Forbids, ///< `blocked`: true limits
    Unclear, ///< `not_allowed`: who knows
};
SwitchSense senseOf(std::string_view field);

/// `max_budget`, `maxBudget` and `MAX-BUDGET` as one word.
std::string foldedName(std::string_view name);

/// Letters to change, add, take away or swap with their neighbour between two names.
std::size_t lettersApart(std::string_view a, std::string_view b);

} // namespace ostiary
