// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/plainwords.h"

#include <algorithm>
#include <utility>

namespace ostiary {

namespace {

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
    return out;
}

constexpr std::pair<std::string_view, std::string_view> kWindows[] = {
    {"hourly", "1h"},     {"daily", "1d"},  {"weekly", "1w"},   {"monthly", "1mo"},
    {"quarterly", "3mo"}, {"yearly", "1y"}, {"annually", "1y"},
};

constexpr std::pair<std::string_view, std::string_view> kUnits[] = {
    {"sec", "s"},   {"secs", "s"},   {"second", "s"},  {"seconds", "s"}, {"min", "m"},
    {"mins", "m"},  {"minute", "m"}, {"minutes", "m"}, {"hr", "h"},      {"hrs", "h"},
    {"hour", "h"},  {"hours", "h"},  {"day", "d"},     {"days", "d"},    {"week", "w"},
    {"weeks", "w"}, {"month", "mo"}, {"months", "mo"}, {"year", "y"},    {"years", "y"},
};

} // namespace

std::string_view withoutSpaces(std::string_view text)
{
    constexpr std::string_view kSpaces = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kSpaces);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

std::string plainNumber(std::string_view text)
{
    std::string out(withoutSpaces(text));
    out.erase(std::remove(out.begin(), out.end(), '_'), out.end());
    return out;
}

std::optional<bool> plainSwitch(std::string_view text)
{
    constexpr std::string_view kOn[] = {"true", "yes", "on", "y", "1"};
    constexpr std::string_view kOff[] = {"false", "no", "off", "n", "0"};
    const std::string word = lowered(withoutSpaces(text));
    if (std::find(std::begin(kOn), std::end(kOn), word) != std::end(kOn))
        return true;
    if (std::find(std::begin(kOff), std::end(kOff), word) != std::end(kOff))
        return false;
    return std::nullopt;
}

bool saysNoLimit(std::string_view text)
{
    constexpr std::string_view kWords[] = {"unlimited", "none",     "null",     "inf",      ".inf",
                                           "+inf",      "+.inf",    "infinity", "infinite", "no limit",
                                           "no_limit",  "no-limit", "nolimit"};
    return std::find(std::begin(kWords), std::end(kWords), lowered(withoutSpaces(text))) != std::end(kWords);
}

std::string plainDuration(std::string_view text)
{
    const std::string_view given = withoutSpaces(text);
    const std::string word = lowered(given);
    for (const auto &[window, duration] : kWindows) {
        if (word == window)
            return std::string(duration);
    }
    const std::size_t digits = std::min(given.find_first_not_of("0123456789"), given.size());
    const std::string_view unit = withoutSpaces(given.substr(digits));
    if (digits == 0 || unit == "M")
        return std::string(given);
    for (const auto &[name, letter] : kUnits) {
        if (lowered(unit) == name)
            return std::string(given.substr(0, digits)) + std::string(letter);
    }
    return std::string(given.substr(0, digits)) + lowered(unit);
}

} // namespace ostiary
