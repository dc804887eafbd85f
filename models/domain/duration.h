// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ostiary {

/// Reads LiteLLM's durations `30s`, `15m`, `24h`, `7d`, `2w`, `1mo` (30 days) as seconds; a bare number is seconds.
std::optional<std::int64_t> parseDurationSeconds(std::string_view text);

} // namespace ostiary
