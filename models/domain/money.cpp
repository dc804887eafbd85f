// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/money.h"

#include <charconv>
#include <cmath>

namespace ostiary {

namespace {

__extension__ typedef __int128 Wide;

std::int64_t saturate(Wide value)
{
    if (value > INT64_MAX)
        return INT64_MAX;
    if (value < INT64_MIN)
        return INT64_MIN;
    return static_cast<std::int64_t>(value);
}

} // namespace

std::optional<std::int64_t> parseScaled(std::string_view text, int scale)
{
    constexpr Wide kLimit = Wide(INT64_MAX) * 1000;
    bool negative = false;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    Wide digits = 0;
    int exponent = scale;
    bool seenDigit = false;
    bool seenPoint = false;
    bool lost = false; // a non-zero digit fell below the unit
    std::size_t i = 0;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '.' && !seenPoint) {
            seenPoint = true;
        } else if (c >= '0' && c <= '9') {
            seenDigit = true;
            if (digits <= kLimit) {
                digits = digits * 10 + (c - '0');
                exponent -= seenPoint ? 1 : 0;
            } else if (!seenPoint) {
                return std::nullopt;
            } else {
                lost = lost || c != '0';
            }
        } else {
            break;
        }
    }
    if (!seenDigit)
        return std::nullopt;
    if (i < text.size()) {
        if (text[i] != 'e' && text[i] != 'E')
            return std::nullopt;
        int written = 0;
        const char *first = text.data() + i + 1;
        const char *last = text.data() + text.size();
        if (first < last && *first == '+')
            ++first;
        const auto [end, error] = std::from_chars(first, last, written);
        if (error != std::errc() || end != last || written > 1000 || written < -1000)
            return std::nullopt;
        exponent += written;
    }
    for (; exponent > 0 && digits != 0; --exponent) {
        digits *= 10;
        if (digits > kLimit)
            return std::nullopt;
    }
    for (; exponent < 0; ++exponent) {
        lost = lost || digits % 10 != 0;
        digits /= 10;
        if (digits == 0 && exponent < -40) {
            exponent = -1;
        }
    }
    if (lost && !negative)
        ++digits;
    if (digits > INT64_MAX)
        return std::nullopt;
    return static_cast<std::int64_t>(negative ? -digits : digits);
}

std::optional<Money> Money::fromDecimal(std::string_view usd)
{
    if (const auto nano = parseScaled(usd, 9))
        return Money(*nano);
    return std::nullopt;
}

std::optional<Money> Money::fromDouble(double usd)
{
    const double nano = usd * 1e9;
    if (!std::isfinite(nano) || std::fabs(nano) > 9.2e18)
        return std::nullopt;
    return Money(std::llround(nano));
}

std::string Money::toDecimal() const
{
    const bool negative = m_nano < 0;
    const std::uint64_t magnitude =
        negative ? 0 - static_cast<std::uint64_t>(m_nano) : static_cast<std::uint64_t>(m_nano);
    std::string text = std::to_string(magnitude / 1'000'000'000);
    std::string fraction = std::to_string(magnitude % 1'000'000'000);
    fraction.insert(0, 9 - fraction.size(), '0');
    while (!fraction.empty() && fraction.back() == '0')
        fraction.pop_back();
    if (!fraction.empty())
        text += '.' + fraction;
    return negative ? '-' + text : text;
}

Money Money::operator+(Money other) const
{
    return Money(saturate(Wide(m_nano) + other.m_nano));
}
Money Money::operator-(Money other) const
{
    return Money(saturate(Wide(m_nano) - other.m_nano));
}

Money costOf(std::int64_t tokens, std::int64_t picoPerToken, std::int64_t per)
{
    if (tokens <= 0 || picoPerToken <= 0)
        return {};
    const Wide picoPerNano = Wide(1000) * per;
    return Money::fromNano(saturate((Wide(tokens) * picoPerToken + picoPerNano - 1) / picoPerNano));
}

Money Money::thousandths(std::int64_t count) const
{
    return costOf(m_nano, count);
}

} // namespace ostiary
