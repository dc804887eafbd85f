// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/plainname.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

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

bool isBlank(char32_t c)
{
    return (c >= 0x09 && c <= 0x0d) || c == 0x20 || c == 0x85 || c == 0xa0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

// Beginnings of words, so that `limits`, `blocked` and `expiration` are found with `limit`, `block` and `expir`.
constexpr std::string_view kPermitting[] = {"allow", "permi", "enabl", "activ", "access", "valid", "usab", "unlock"};
constexpr std::string_view kForbidding[] = {
    "disallow", "deny",   "denied", "block",   "blackl",   "restrict", "forbid", "disabl", "inactiv",
    "invalid",  "unusab", "revok",  "suspend", "readonly", "frozen",   "freez",  "lock",   "paus",
    "archiv",   "delet",  "exclu",  "deactiv", "prohib",   "reject",   "banned"};
constexpr std::string_view kBounding[] = {"limit",    "budget",  "quota",   "expir",    "enforc",  "requir",  "guard",
                                          "polic",    "whitel",  "rpm",     "tpm",      "rpd",     "tpd",     "ratelim",
                                          "ttl",      "until",   "scope",   "role",     "moderat", "deadlin", "cap",
                                          "ceil",     "thresh",  "concurr", "parallel", "throttl", "burst",   "rout",
                                          "endpoint", "cidr",    "subnet",  "network",  "origins", "lifetim", "acl",
                                          "credit",   "balance", "privil",  "firewall", "schedul", "provider"};
constexpr std::string_view kLimitingWords[] = {"max",   "min",   "ip",       "ips",    "only",    "most",   "least",
                                               "spend", "rate",  "requests", "tokens", "not",     "no",     "host",
                                               "hosts", "paths", "methods",  "daily",  "monthly", "weekly", "hourly"};
constexpr std::string_view kNegations[] = {"not", "no", "non", "un", "without"};

template <std::size_t N>
bool beginsLike(std::string_view word, const std::string_view (&stems)[N])
{
    return std::any_of(std::begin(stems), std::end(stems),
                       [&](std::string_view stem) { return word.starts_with(stem); });
}

template <std::size_t N>
bool isOneOf(std::string_view word, const std::string_view (&words)[N])
{
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// The words of a name in small letters: `max_calls` and `maxCalls` have two.
std::vector<std::string> wordsOf(std::string_view field)
{
    std::vector<std::string> words(1);
    bool wasLower = false;
    for (const char c : field) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool letter = upper || (c >= 'a' && c <= 'z');
        if (!letter || (upper && wasLower))
            words.emplace_back();
        if (letter)
            words.back() += static_cast<char>(upper ? c - 'A' + 'a' : c);
        wasLower = letter && !upper;
    }
    return words;
}

} // namespace

bool isHidden(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0xad || c == 0x61c || c == 0x180e ||
           (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
           c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f) || c == kBroken;
}

bool isPlainName(std::string_view text)
{
    while (!text.empty()) {
        if (isHidden(takeCharacter(text)))
            return false;
    }
    return true;
}

bool hasOuterBlanks(std::string_view text)
{
    if (text.empty())
        return false;
    char32_t character = takeCharacter(text);
    bool outer = isBlank(character);
    while (!text.empty() && character != kBroken)
        character = takeCharacter(text);
    return outer || isBlank(character);
}

bool looksLimiting(std::string_view field)
{
    const auto words = wordsOf(field);
    return std::any_of(words.begin(), words.end(), [](const std::string &word) {
        return beginsLike(word, kPermitting) || beginsLike(word, kForbidding) || beginsLike(word, kBounding) ||
               isOneOf(word, kLimitingWords);
    });
}

SwitchSense senseOf(std::string_view field)
{
    const auto words = wordsOf(field);
    const auto any = [&](auto is) { return std::any_of(words.begin(), words.end(), is); };
    const bool permits = any([](const std::string &word) { return beginsLike(word, kPermitting); });
    const bool negates =
        any([](const std::string &word) { return beginsLike(word, kForbidding) || isOneOf(word, kNegations); });
    return !permits ? SwitchSense::Forbids : negates ? SwitchSense::Unclear : SwitchSense::Permits;
}

std::string foldedName(std::string_view name)
{
    std::string out;
    out.reserve(name.size());
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c + 32);
        else if (c != '_' && c != '-' && c != '.' && c != ' ')
            out += c;
    }
    return out;
}

std::size_t lettersApart(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> older(b.size() + 1);
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(before.begin(), before.end(), std::size_t(0));
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], older[j - 2] + 1);
        }
        older.swap(before);
        before.swap(row);
    }
    return before[b.size()];
}

} // namespace ostiary
