// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/duration.h"

#include <charconv>

namespace ostiary {

std::optional<std::int64_t> parseDurationSeconds(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number < 0 || number > 100'000'000)
        return std::nullopt;
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    if (unit.empty() || unit == "s")
        return number;
    if (unit == "m")
        return number * 60;
    if (unit == "h")
        return number * 3600;
    if (unit == "d")
        return number * 86'400;
    if (unit == "w")
        return number * 604'800;
    if (unit == "mo")
        return number * 2'592'000;
    return std::nullopt;
}

} // namespace ostiary
