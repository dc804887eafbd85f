// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/providers/upstreamcall.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace ostiary {

/// How long the provider wants to be left alone, in whole seconds, at most an hour: `retry-after-ms` (OpenAI's clients
/// know it), or `Retry-After` in seconds or as a date (RFC 9110, 10.2.3). A date counts from the answer's own `Date`,
/// or from `nowSeconds` (Unix) where it has none. Absent: it said nothing that can be read.
std::optional<int> retryAfter(const UpstreamHead &head, std::int64_t nowSeconds);

/// Seconds of Unix time of a date of HTTP in any of its three forms (RFC 9110, 5.6.7).
std::optional<std::int64_t> httpDate(std::string_view text);

/// Whole seconds, rounded up, of "3", "1.5", "34.07s" or "250ms"; at most an hour.
std::optional<int> waitSeconds(std::string_view text);

} // namespace ostiary
