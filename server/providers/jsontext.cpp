// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/jsontext.h"

#include <algorithm>
#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace ostiary {

namespace {

/// The next backslash from `at` on, or `end`.
const char *nextBackslash(const char *at, const char *end)
{
    const void *found = at == end ? nullptr : std::memchr(at, '\\', static_cast<std::size_t>(end - at));
    return found ? static_cast<const char *>(found) : end;
}

constexpr std::ptrdiff_t kBlock = 32;

/// A bit for each backslash of the 32 bytes at `at`.
std::uint32_t backslashes(const char *at)
{
#ifdef __SSE2__
    const auto bits = [](const char *from) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(from));
        return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))));
    };
    return bits(at) | bits(at + 16) << 16;
#else
    std::uint32_t mask = 0;
    for (std::ptrdiff_t i = 0; i < kBlock; ++i)
        mask |= static_cast<std::uint32_t>(at[i] == '\\') << i;
    return mask;
#endif
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The code unit of the four digits at `at`, or -1.
int codeUnit(const char *at, const char *end)
{
    if (end - at < 4)
        return -1;
    int unit = 0;
    for (int i = 0; i < 4; ++i) {
        const int digit = hexDigit(at[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

/// One escape: how many bytes it takes in the raw string, and the character it stands for.
struct Escape
{
    std::ptrdiff_t rawBytes = 0; ///< 0: wrong
    std::uint32_t character = 0;
    bool lone = false; ///< half of a surrogate pair
};

Escape escapeAt(const char *at, const char *end)
{
    if (end - at < 2)
        return {};
    switch (at[1]) {
    case '"':
    case '\\':
    case '/':
        return {2, static_cast<std::uint32_t>(at[1]), false};
    case 'b':
        return {2, '\b', false};
    case 'f':
        return {2, '\f', false};
    case 'n':
        return {2, '\n', false};
    case 'r':
        return {2, '\r', false};
    case 't':
        return {2, '\t', false};
    case 'u':
        break;
    default:
        return {};
    }
    const int unit = codeUnit(at + 2, end);
    if (unit < 0)
        return {};
    const auto first = static_cast<std::uint32_t>(unit);
    if (first < 0xd800 || first > 0xdfff)
        return {6, first, false};
    if (first < 0xdc00 && end - at >= 12 && at[6] == '\\' && at[7] == 'u') {
        const int low = codeUnit(at + 8, end);
        if (low >= 0xdc00 && low <= 0xdfff)
            return {12, 0x10000 + ((first - 0xd800) << 10) + (static_cast<std::uint32_t>(low) - 0xdc00), false};
    }
    return {6, first, true};
}

int utf8Bytes(std::uint32_t character)
{
    return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
}

void appendCharacter(std::string &out, std::uint32_t character)
{
    const int bytes = utf8Bytes(character);
    if (bytes == 1) {
        out += static_cast<char>(character);
        return;
    }
    constexpr unsigned kLead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    out += static_cast<char>(kLead[bytes] | (character >> (6 * (bytes - 1))));
    for (int i = bytes - 2; i >= 0; --i)
        out += static_cast<char>(0x80 | ((character >> (6 * i)) & 0x3f));
}

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::size_t skipBlanks(std::string_view json, std::size_t at)
{
    while (at < json.size() && isBlank(json[at]))
        ++at;
    return at;
}

/// Behind the string whose first quote is at `at`.
std::size_t skipString(std::string_view json, std::size_t at)
{
    for (++at; at < json.size(); ++at) {
        if (json[at] == '\\')
            ++at;
        else if (json[at] == '"')
            return at + 1;
    }
    return json.size();
}

/// Behind the value that begins at `at`.
std::size_t skipValue(std::string_view json, std::size_t at)
{
    if (at >= json.size())
        return json.size();
    if (json[at] == '"')
        return skipString(json, at);
    if (json[at] != '{' && json[at] != '[') {
        while (at < json.size() && !isBlank(json[at]) && json[at] != ',' && json[at] != '}' && json[at] != ']')
            ++at;
        return at;
    }
    for (int depth = 0; at < json.size();) {
        const char c = json[at];
        if (c == '"') {
            at = skipString(json, at);
            continue;
        }
        ++at;
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        if (depth == 0)
            break;
    }
    return at;
}

} // namespace

namespace {

/// Bytes by which the escape at `at` is longer than what it stands for, and where it ends; an end of null: it is wrong.
struct Excess
{
    std::ptrdiff_t bytes = 0;
    const char *behind = nullptr;
};

Excess excessAt(const char *at, const char *end, bool &loneSurrogate)
{
    const char kind = end - at > 1 ? at[1] : '\0';
    if (kind == 'n' || kind == '"' || kind == '\\') // nearly all there are
        return {1, at + 2};
    const Escape escape = escapeAt(at, end);
    if (escape.rawBytes == 0)
        return {};
    loneSurrogate = loneSurrogate || escape.lone;
    return {escape.rawBytes - utf8Bytes(escape.character), at + escape.rawBytes};
}

} // namespace

std::optional<std::int64_t> textLength(std::string_view raw, bool &loneSurrogate)
{
    const char *at = raw.data();
    const char *const end = at + raw.size();
    auto length = static_cast<std::int64_t>(raw.size());
    // Texts of programs have an escape every few words: blocks with a bit for each cost less than a search for each.
    while (end - at >= kBlock) {
        const char *next = at + kBlock;
        for (std::uint32_t found = backslashes(at); found != 0;) {
            const Excess excess = excessAt(at + std::countr_zero(found), end, loneSurrogate);
            if (!excess.behind)
                return std::nullopt;
            length -= excess.bytes;
            if (excess.behind >= next) {
                next = excess.behind;
                break;
            }
            found &= ~std::uint32_t(0) << (excess.behind - at);
        }
        at = next;
    }
    for (std::uint32_t found = backslashes(at) & ((1U << (end - at)) - 1); found != 0;) {
        const Excess excess = excessAt(at + std::countr_zero(found), end, loneSurrogate);
        if (!excess.behind)
            return std::nullopt;
        length -= excess.bytes;
        if (excess.behind >= end)
            break;
        found &= ~std::uint32_t(0) << (excess.behind - at);
    }
    return length;
}

std::string_view plainText(std::string_view raw, std::string &scratch)
{
    const char *const end = raw.data() + raw.size();
    const char *at = nextBackslash(raw.data(), end);
    if (at == end)
        return raw;
    scratch.assign(raw.data(), at);
    while (at != end) {
        const Escape escape = escapeAt(at, end);
        if (escape.rawBytes == 0)
            break;
        appendCharacter(scratch, escape.character);
        at += escape.rawBytes;
        const char *const next = nextBackslash(at, end);
        scratch.append(at, next);
        at = next;
    }
    return scratch;
}

std::string withoutLoneSurrogates(std::string_view json)
{
    std::string out(json);
    for (std::size_t at = 0; (at = out.find('\\', at)) != std::string::npos;) {
        const Escape escape = escapeAt(out.data() + at, out.data() + out.size());
        if (escape.lone)
            out.replace(at, 6, "\\ufffd");
        at += static_cast<std::size_t>(std::max<std::ptrdiff_t>(2, escape.rawBytes));
    }
    return out;
}

std::vector<JsonMember> membersOf(std::string_view json, std::size_t at)
{
    std::vector<JsonMember> members;
    if (at >= json.size() || (json[at] != '{' && json[at] != '['))
        return members;
    const bool object = json[at] == '{';
    for (at = skipBlanks(json, at + 1); at < json.size() && json[at] != '}' && json[at] != ']';) {
        JsonMember member;
        if (object) {
            const std::size_t behind = skipString(json, at);
            member.key = {at, behind - at};
            at = skipBlanks(json, skipBlanks(json, behind) + 1); // the colon
        }
        const std::size_t behind = skipValue(json, at);
        if (behind <= at)
            break;
        member.value = {at, behind - at};
        members.push_back(member);
        at = skipBlanks(json, behind);
        if (at < json.size() && json[at] == ',')
            at = skipBlanks(json, at + 1);
    }
    return members;
}

std::string_view nameOf(const JsonMember &member, std::string_view json, std::string &scratch)
{
    if (member.key.size < 2)
        return {};
    return plainText(json.substr(member.key.at + 1, member.key.size - 2), scratch);
}

void removeMembers(const std::vector<JsonMember> &members, const std::vector<bool> &removed, std::vector<Edit> &edits)
{
    const auto start = [&](std::size_t i) { return members[i].key.exists() ? members[i].key.at : members[i].value.at; };
    const auto end = [&](std::size_t i) { return members[i].value.at + members[i].value.size; };
    std::size_t kept = members.size(); // behind the last that stays
    while (kept > 0 && removed[kept - 1])
        --kept;
    for (std::size_t i = 0; i < kept; ++i) { // each with the comma behind it
        if (removed[i])
            edits.push_back({{start(i), start(i + 1) - start(i)}, {}});
    }
    if (kept < members.size()) { // the last ones with the comma before them
        const std::size_t from = kept > 0 ? end(kept - 1) : start(0);
        edits.push_back({{from, end(members.size() - 1) - from}, {}});
    }
}

bool isHollow(std::string_view value)
{
    if (value.size() < 2 ||
        !((value.front() == '[' && value.back() == ']') || (value.front() == '{' && value.back() == '}')))
        return false;
    return std::all_of(value.begin() + 1, value.end() - 1, isBlank);
}

} // namespace ostiary
