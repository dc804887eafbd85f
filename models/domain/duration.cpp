// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/duration.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace ostiary {

namespace {

// Months since January 1970, and back.
std::int64_t monthOf(std::int64_t unixSeconds)
{
    const auto day = std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(unixSeconds)));
    const std::chrono::year_month_day date(day);
    return (int(date.year()) - 1970) * std::int64_t(12) + unsigned(date.month()) - 1;
}

std::int64_t startOfMonth(std::int64_t month)
{
    const std::chrono::year_month_day date(std::chrono::year(1970 + static_cast<int>(month / 12)),
                                           std::chrono::month(static_cast<unsigned>(month % 12) + 1),
                                           std::chrono::day(1));
    return std::chrono::sys_seconds(std::chrono::sys_days(date)).time_since_epoch().count();
}

} // namespace

std::optional<Duration> Duration::parse(std::string_view text)
{
    Duration out;
    out.m_text = text;
    const bool years = text.ends_with('y');
    if (years || text.ends_with("mo")) {
        int number = 0;
        const char *last = text.data() + text.size() - (years ? 1 : 2);
        const auto [end, error] = std::from_chars(text.data(), last, number);
        if (error != std::errc() || end != last || number < 1 || number > (years ? 100 : 1200))
            return std::nullopt;
        out.m_months = years ? 12 * number : number;
        out.m_seconds = out.m_months * std::int64_t(2'592'000);
        return out;
    }
    const auto seconds = parseDurationSeconds(text);
    if (!seconds || *seconds == 0)
        return std::nullopt;
    out.m_seconds = *seconds;
    return out;
}

Duration Duration::ofSeconds(std::int64_t seconds)
{
    Duration out;
    out.m_seconds = std::max<std::int64_t>(1, seconds);
    out.m_text = std::to_string(out.m_seconds) + 's';
    return out;
}

std::int64_t windowStart(std::int64_t seconds, int months, std::int64_t at, std::int64_t origin)
{
    at = std::max(at, origin);
    if (months == 0)
        return origin + (at - origin) / seconds * seconds;
    const std::int64_t from = months % 12 == 0 ? monthOf(origin) / 12 * 12 : monthOf(origin);
    return startOfMonth(from + (monthOf(at) - from) / months * months);
}

std::int64_t windowEnd(std::int64_t seconds, int months, std::int64_t start)
{
    return months == 0 ? start + seconds : startOfMonth(monthOf(start) + months);
}

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
