// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ostiary {

/// An amount in nano-USD (1 USD = 1,000,000,000); never a floating-point number.
class Money
{
public:
    constexpr Money() = default;
    static constexpr Money fromNano(std::int64_t nano) { return Money(nano); }
    static constexpr Money max() { return Money(INT64_MAX); }

    /// Reads decimal text such as `25`, `0.5` or `1.5e-05`; digits below one nano-USD round up.
    /// Absent when the text is no number or does not fit.
    static std::optional<Money> fromDecimal(std::string_view usd);

    /// Reads a JSON or YAML number that arrived as a double; exact up to 15 significant digits.
    static std::optional<Money> fromDouble(double usd);

    constexpr std::int64_t nano() const { return m_nano; }
    constexpr bool isZero() const { return m_nano == 0; }

    /// Plain decimal text without exponent and without trailing zeros, for example `0.000015`.
    std::string toDecimal() const;
    /// For JSON only; every comparison and sum stays with the integer.
    double toDouble() const { return static_cast<double>(m_nano) / 1e9; }

    /// Sums saturate instead of wrapping, so an absurd amount can only make a limit stricter.
    Money operator+(Money other) const;
    Money operator-(Money other) const;
    Money &operator+=(Money other) { return *this = *this + other; }
    Money &operator-=(Money other) { return *this = *this - other; }
    /// So many thousandths of it, rounded up; saturates.
    Money thousandths(std::int64_t count) const;
    constexpr auto operator<=>(const Money &) const = default;

private:
    constexpr explicit Money(std::int64_t nano) : m_nano(nano) {}
    std::int64_t m_nano = 0;
};

/// `tokens` at `picoPerToken` pico-USD each (or for every `per` of them), rounded up once to nano-USD; saturates.
Money costOf(std::int64_t tokens, std::int64_t picoPerToken, std::int64_t per = 1);

/// Reads decimal text (with optional exponent) as an integer number of 10^-`scale` units, rounding up.
/// `parseScaled("1.5e-7", 12)` is 150000.
std::optional<std::int64_t> parseScaled(std::string_view text, int scale);

} // namespace ostiary
