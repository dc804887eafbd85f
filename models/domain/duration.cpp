// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/duration.h"

#include <charconv>

namespace ostiary {

std::optional<std::int64_t> parseDurationSeconds(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number < 0 || number > 3'000'000'000)
        return std::nullopt;
    const auto seconds = [number](std::int64_t factor) {
        constexpr std::int64_t kLongest = 3'155'760'000; // a hundred years
        return number <= kLongest / factor ? std::optional(number * factor) : std::nullopt;
    };
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    if (unit.empty() || unit == "s")
        return seconds(1);
    if (unit == "m")
        return seconds(60);
    if (unit == "h")
        return seconds(3600);
    if (unit == "d")
        return seconds(86'400);
    if (unit == "w")
        return seconds(604'800);
    if (unit == "mo")
        return seconds(2'592'000);
    return std::nullopt;
}

} // namespace ostiary
