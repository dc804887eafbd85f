// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ostiary {

/// A length of time as a person wrote it: seconds, or months of the calendar. Keeps its text, which is what is shown.
class Duration
{
public:
    /// Reads LiteLLM's `30`, `30s`, `15m`, `24h`, `7d`, `2w`, `1mo` and also `1y`; more than nothing, no more than a
    /// hundred years.
    static std::optional<Duration> parse(std::string_view text);
    /// Seconds that nobody wrote: shown as `30s`.
    static Duration ofSeconds(std::int64_t seconds);

    const std::string &text() const { return m_text; }
    /// Its length where months have no place: then a month is 30 days.
    std::int64_t seconds() const { return m_seconds; }
    int months() const { return m_months; } ///< 0: it is seconds

    bool operator==(const Duration &) const = default;

private:
    std::string m_text;
    std::int64_t m_seconds = 0;
    int m_months = 0;
};

/// When the window began that `at` lies in (Unix seconds). Windows of `seconds` follow each other from `origin` on;
/// those of `months` (when not 0) begin at midnight UTC on the first day of a month, counted from the month of
/// `origin`, a year's from its January.
std::int64_t windowStart(std::int64_t seconds, int months, std::int64_t at, std::int64_t origin);
/// When the window ends that began at `start`.
std::int64_t windowEnd(std::int64_t seconds, int months, std::int64_t start);

/// Reads LiteLLM's durations `30s`, `15m`, `24h`, `7d`, `2w`, `1mo` (30 days) as seconds; a bare number is seconds.
std::optional<std::int64_t> parseDurationSeconds(std::string_view text);

} // namespace ostiary
