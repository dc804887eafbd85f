// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/plainname.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace ostiary {

namespace {

constexpr char32_t kBroken = 0xffffffff;

/// Takes the next character from the front of `text`; kBroken where it is no UTF-8 (RFC 3629).
char32_t takeCharacter(std::string_view &text)
{
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t first = byte(0);
    const std::size_t size = first < 0x80   ? 1
                             : first < 0xc2 ? 0
                             : first < 0xe0 ? 2
                             : first < 0xf0 ? 3
                             : first < 0xf5 ? 4
                                            : 0;
    if (size == 0 || size > text.size())
        return kBroken;
    char32_t character = size == 1 ? first : first & (0x7fU >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xc0) != 0x80)
            return kBroken;
        character = (character << 6) | (byte(i) & 0x3fU);
    }
    text.remove_prefix(size);
    constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = character >= 0xd800 && character <= 0xdfff;
    return character < kLeast[size] || character > 0x10ffff || surrogate ? kBroken : character;
}

bool isHidden(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0xad || c == 0x61c || c == 0x180e ||
           (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
           c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f) || c == kBroken;
}

} // namespace

bool isPlainName(std::string_view text)
{
    while (!text.empty()) {
        if (isHidden(takeCharacter(text)))
            return false;
    }
    return true;
}

bool looksLimiting(std::string_view field)
{
    // Beginnings of words, so that `limits`, `blocked` and `expiration` are found with `limit`, `block` and `expir`.
    constexpr std::array kStems = {
        "limit",   "budget", "quota",   "allow",    "deny",    "denied", "block", "expir", "restrict", "forbid",
        "enforc",  "requir", "guard",   "permiss",  "polic",   "disabl", "enabl", "activ", "whitel",   "blackl",
        "rpm",     "tpm",    "rpd",     "tpd",      "ratelim", "ttl",    "until", "scope", "role",     "access",
        "moderat", "revok",  "suspend", "readonly", "deadlin", "valid",  "exclu", "cap",   "ceil",     "thresh"};
    constexpr std::array kWords = {"max", "min", "ip", "ips", "only", "not", "no", "most", "least", "spend", "rate"};
    std::string word;
    const auto says = [&] {
        const bool limiting =
            std::any_of(kStems.begin(), kStems.end(), [&](const char *stem) { return word.starts_with(stem); }) ||
            std::find(kWords.begin(), kWords.end(), word) != kWords.end();
        word.clear();
        return limiting;
    };
    bool wasLower = false;
    for (const char c : field) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool letter = upper || (c >= 'a' && c <= 'z');
        if (!letter || (upper && wasLower)) { // `max_calls` and `maxCalls` are two words
            if (says())
                return true;
        }
        if (letter)
            word += static_cast<char>(upper ? c - 'A' + 'a' : c);
        wasLower = letter && !upper;
    }
    return says();
}

} // namespace ostiary
