// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/retryafter.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <vector>

namespace ostiary {

namespace {

constexpr int kMostSeconds = 3600;

int bounded(double seconds)
{
    return static_cast<int>(std::ceil(std::clamp(seconds, 0.0, double(kMostSeconds))));
}

std::optional<int> number(std::string_view text)
{
    int value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failed == std::errc() && end == text.data() + text.size() && value >= 0 ? std::optional(value)
                                                                                   : std::nullopt;
}

/// The pieces between blanks, commas, hyphens and colons.
std::vector<std::string_view> pieces(std::string_view text)
{
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(" ,-:"), text.size());
        if (end > 0)
            out.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::optional<int> monthOf(std::string_view name)
{
    constexpr std::array<std::string_view, 12> kNames = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    return found == kNames.end() ? std::nullopt : std::optional(static_cast<int>(found - kNames.begin()) + 1);
}

} // namespace

std::optional<std::int64_t> httpDate(std::string_view text)
{
    // "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"
    const std::vector<std::string_view> part = pieces(text);
    if (part.size() < 7)
        return std::nullopt;
    const bool asctime = monthOf(part[1]).has_value();
    const auto month = monthOf(part[asctime ? 1 : 2]);
    const auto day = number(part[asctime ? 2 : 1]);
    const auto year = number(part[asctime ? 6 : 3]);
    const std::size_t time = asctime ? 3 : 4;
    const auto hour = number(part[time]), minute = number(part[time + 1]), second = number(part[time + 2]);
    if (!month || !day || !year || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60)
        return std::nullopt;
    const int fullYear = *year >= 100 ? *year : *year + (*year < 70 ? 2000 : 1900);
    const std::chrono::year_month_day date{std::chrono::year(fullYear), std::chrono::month(unsigned(*month)),
                                           std::chrono::day(unsigned(*day))};
    if (!date.ok())
        return std::nullopt;
    return std::chrono::sys_days(date).time_since_epoch().count() * std::int64_t(86'400) + *hour * 3600 + *minute * 60 +
           *second;
}

std::optional<int> waitSeconds(std::string_view text)
{
    double value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (failed != std::errc() || !(value >= 0))
        return std::nullopt;
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    if (unit == "ms")
        return bounded(value / 1000);
    return unit.empty() || unit == "s" ? std::optional(bounded(value)) : std::nullopt;
}

std::optional<int> retryAfter(const UpstreamHead &head, std::int64_t nowSeconds)
{
    if (const std::string_view ms = head.field("retry-after-ms"); !ms.empty()) {
        if (const auto seconds = waitSeconds(std::string(ms) + "ms"))
            return seconds;
    }
    const std::string_view text = head.field("retry-after");
    if (text.empty())
        return std::nullopt;
    if (const auto seconds = waitSeconds(text))
        return seconds;
    const auto until = httpDate(text);
    if (!until)
        return std::nullopt;
    return bounded(double(*until - httpDate(head.field("date")).value_or(nowSeconds)));
}

} // namespace ostiary
