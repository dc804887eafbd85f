// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace ostiary {

// ASCII only: credentials are, and no locale may decide about them.

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
constexpr bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}
constexpr bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}
constexpr bool isLetterOrDigit(char c)
{
    return isDigit(c) || isUpper(c) || isLower(c);
}
constexpr char lower(char c)
{
    return isUpper(c) ? static_cast<char>(c + 32) : c;
}
/// A letter, a digit or one of `more`.
constexpr bool isIn(char c, std::string_view more)
{
    return isLetterOrDigit(c) || more.find(c) != std::string_view::npos;
}

/// The end of a credential that begins at `from`: also over the dots or stars with which a provider shortens it.
std::size_t runEnd(std::string_view text, std::size_t from, std::string_view more = "-_*");
/// Whether a word begins at `at`: the letters of an escape (\n, %20, \u0022) before it belong to none.
bool beginsWord(std::string_view text, std::size_t at);

} // namespace ostiary
