// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/knownsecret.h"

#include "models/domain/textrun.h"

#include <algorithm>
#include <cstdint>

namespace ostiary {

namespace {

int hexValue(std::string_view digits)
{
    int value = 0;
    for (const char c : digits) {
        const int digit = isDigit(c) ? c - '0' : lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return digits.empty() ? -1 : value;
}

/// How many bytes of `text` stand for the character `c`, plain or in one of the encodings of URLs, JSON and HTML.
std::size_t standsFor(std::string_view text, char c, bool anyCase)
{
    constexpr std::size_t kLongest = 24;
    text = text.substr(0, kLongest);
    if (text.empty())
        return 0;
    if (text[0] != '\\' && (text[0] == c || (anyCase && lower(text[0]) == lower(c))))
        return 1;
    if (text[0] == '%') {
        std::size_t at = 1;
        while (text.substr(at).starts_with("25"))
            at += 2;
        return text.size() >= at + 2 && hexValue(text.substr(at, 2)) == static_cast<unsigned char>(c) ? at + 2 : 0;
    }
    if (text[0] == '\\') {
        const std::size_t at = std::min(text.find_first_not_of('\\'), text.size());
        const std::string_view rest = text.substr(at);
        if (rest.size() >= 5 && rest[0] == 'u' && hexValue(rest.substr(1, 4)) == static_cast<unsigned char>(c))
            return at + 5;
        if (rest.size() >= 3 && rest[0] == 'x' && hexValue(rest.substr(1, 2)) == static_cast<unsigned char>(c))
            return at + 3;
        return c == '\\' ? at : !rest.empty() && rest[0] == c ? at + 1 : 0;
    }
    const std::size_t end = text[0] == '&' ? text.substr(0, 10).find(';') : std::string_view::npos;
    if (end == std::string_view::npos || end < 3)
        return 0;
    const std::string_view name = text.substr(1, end - 1);
    if (name[0] == '#') {
        int value = 0;
        if (lower(name[1]) == 'x')
            value = hexValue(name.substr(2));
        else
            for (const char digit : name.substr(1))
                value = isDigit(digit) ? value * 10 + (digit - '0') : -1'000'000;
        return value == static_cast<unsigned char>(c) ? end + 1 : 0;
    }
    return (name == "amp" && c == '&') || (name == "lt" && c == '<') || (name == "gt" && c == '>') ||
                   (name == "quot" && c == '"')
               ? end + 1
               : 0;
}

/// The characters of Base64 that `secret` alone decides when `before` other bytes stand before it.
std::string base64Core(std::string_view secret, std::size_t before)
{
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::string bytes = std::string(before, '\0') + std::string(secret);
    std::string out;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : bytes) {
        bits = bits << 8 | static_cast<unsigned char>(c);
        for (held += 8; held >= 6; held -= 6)
            out += kDigits[bits >> (held - 6) & 63];
    }
    return out.substr(before == 0 ? 0 : before + 1);
}

std::string hexOf(std::string_view secret)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out;
    for (const char c : secret) {
        out += kHex[static_cast<unsigned char>(c) >> 4];
        out += kHex[static_cast<unsigned char>(c) & 15];
    }
    return out;
}

} // namespace

KnownSecret::KnownSecret(std::string_view secret) : m_secret(secret)
{
    if (secret.size() < kEnd)
        return;
    m_codes.push_back(hexOf(secret));
    for (std::size_t before = 0; before < 3; ++before)
        m_codes.push_back(base64Core(secret, before));
}

std::size_t KnownSecret::tellsAt(std::string_view text, std::size_t at) const
{
    if (isShort() && !beginsWord(text, at))
        return 0;
    std::size_t most = 0;
    for (std::size_t from = 0; from == 0 || from + kEnd <= m_secret.size(); ++from) {
        std::size_t end = at, told = 0;
        while (from + told < m_secret.size()) {
            const std::size_t bytes =
                standsFor(text.substr(std::min(end, text.size())), m_secret[from + told], !isShort());
            if (bytes == 0)
                break;
            end += bytes;
            ++told;
        }
        const bool whole = told == m_secret.size();
        const bool anEnd = !isShort() && told >= kEnd && (from == 0 || from + told == m_secret.size());
        if (whole || anEnd || (m_secret.size() > kPart && told >= kPart))
            most = std::max(most, end - at);
    }
    if (most == 0 || (isShort() && at + most < text.size() && isLetterOrDigit(text[at + most])))
        return 0;
    return isShort() ? most : runEnd(text, at + most) - at;
}

bool KnownSecret::isWithin(std::string_view run) const
{
    return std::any_of(m_codes.begin(), m_codes.end(), [run](const std::string &code) {
        const auto same = [](char a, char b) {
            return a == b || (a == '-' && b == '+') || (a == '_' && b == '/') || (isUpper(a) && lower(a) == b);
        };
        return std::search(run.begin(), run.end(), code.begin(), code.end(), same) != run.end();
    });
}

} // namespace ostiary
