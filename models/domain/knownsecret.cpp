// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/knownsecret.h"

#include "models/domain/plainform.h"
#include "models/domain/textrun.h"

#include <algorithm>
#include <cstdint>

namespace ostiary {

namespace {

constexpr std::size_t kPart = 12; ///< as much from the middle of a credential gives it away
constexpr std::size_t kEnd = 8;   ///< and as much of its head or tail
constexpr std::size_t kHexOfPart = 2 * kPart;
constexpr std::size_t kBase64OfPart = 4 * kPart / 3;

/// The characters of Base64 that `bytes` alone decide when `before` other bytes stand before them.
std::string base64Core(const std::string &bytes, std::size_t before)
{
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : std::string(before, '\0') + bytes) {
        bits = bits << 8 | static_cast<unsigned char>(c);
        for (held += 8; held >= 6; held -= 6)
            out += kDigits[bits >> (held - 6) & 63];
    }
    out = out.substr(before == 0 ? 0 : before + 1);
    std::erase_if(out, [](char c) { return !isLetterOrDigit(c); });
    return out;
}

std::string hexOf(const std::string &bytes)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out;
    for (const char c : bytes) {
        out += kHex[static_cast<unsigned char>(c) >> 4];
        out += kHex[static_cast<unsigned char>(c) & 15];
    }
    return out;
}

/// UTF-16 of what is ASCII, with the zeros behind; with them before it is the same but for one byte.
std::string wide(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        out += c;
        out += '\0';
    }
    out.pop_back();
    return out;
}

bool isMixed(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), isDigit) &&
           std::any_of(text.begin(), text.end(), [](char c) { return isUpper(c) || isLower(c); });
}

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), lower);
    return text;
}

using Range = KnownSecrets::Range;

std::vector<Range> merged(std::vector<Range> ranges)
{
    std::sort(ranges.begin(), ranges.end(), [](const Range &a, const Range &b) { return a.from < b.from; });
    std::vector<Range> out;
    for (const Range &range : ranges) {
        if (!out.empty() && range.from <= out.back().to)
            out.back().to = std::max(out.back().to, range.to);
        else
            out.push_back(range);
    }
    return out;
}

/// What follows a part is more of the credential, or what it was shortened with.
std::vector<Range> overTheirRuns(std::string_view text, const std::vector<Range> &ranges)
{
    std::vector<Range> out;
    for (Range range : ranges) {
        if (!out.empty() && range.to <= out.back().to)
            continue;
        range.to = std::max(range.to, runEnd(text, range.to));
        out.push_back(range);
    }
    return out;
}

/// Base64 and hexadecimal may hold other things before and behind it.
std::vector<Range> overTheirCodes(std::string_view text, const std::vector<Range> &ranges)
{
    std::vector<Range> out;
    for (Range range : ranges) {
        const std::size_t least = out.empty() ? 0 : out.back().to;
        if (range.to <= least)
            continue;
        while (range.from > least && isIn(text[range.from - 1], "+/-_="))
            --range.from;
        while (range.to < text.size() && isIn(text[range.to], "+/-_="))
            ++range.to;
        out.push_back(range);
    }
    return out;
}

} // namespace

KnownSecrets::KnownSecrets(std::span<const std::string_view> secrets)
{
    for (const std::string_view secret : secrets) {
        // "none", "EMPTY", "ollama": what servers without keys are given as one.
        if (secret.size() >= 10 || (secret.size() >= 4 && isMixed(secret)))
            add(secret);
    }
}

void KnownSecrets::addPiece(PiecesByLength &to, std::string piece)
{
    const auto same =
        std::find_if(to.begin(), to.end(), [&](const Pieces &pieces) { return pieces.length == piece.size(); });
    Pieces &pieces = same == to.end() ? to.emplace_back(Pieces{piece.size(), {}, {}}) : *same;
    pieces.begins.set(Pieces::beginning(piece));
    pieces.all.insert(std::move(piece));
}

void KnownSecrets::addEvery(PiecesByLength &to, const std::string &code, std::size_t length)
{
    for (std::size_t at = 0; at == 0 || at + length <= code.size(); ++at)
        addPiece(to, code.substr(at, length));
}

void KnownSecrets::addEnds(PiecesByLength &to, const std::string &code)
{
    addPiece(to, code.substr(0, kEnd));
    addPiece(to, code.substr(code.size() - kEnd));
}

void KnownSecrets::add(std::string_view secret)
{
    m_empty = false;
    const PlainForm plain = plainForm(secret);
    if (secret.size() < kPart) { // hardly more than a word: as a whole only
        if (plain.characters.size() > 1)
            addPiece(m_words, plain.characters);
    } else if (plain.characters.size() >= kPart) {
        const std::string seen = lowered(plain.characters), letters = lowered(plain.alphanumeric().characters);
        addEnds(m_seen, seen);
        addEvery(m_seen, seen, kPart);
        if (letters.size() >= kPart)
            addEnds(m_letters, letters);
        if (letters.size() >= kEnd)
            addEvery(m_letters, letters, kPart);
    }
    if (secret.size() < kEnd)
        return;
    for (const bool utf16 : {false, true}) {
        const std::string bytes = utf16 ? wide(secret) : std::string(secret);
        const std::size_t times = utf16 ? 2 : 1;
        addEvery(m_letters, hexOf(bytes), times * kHexOfPart);
        for (std::size_t before = 0; before < 3; ++before) {
            std::string code = base64Core(bytes, before);
            if (code.size() >= kEnd)
                addEvery(m_codes, code, times * kBase64OfPart);
        }
    }
}

std::vector<Range> KnownSecrets::tellIn(std::string_view text) const
{
    if (m_empty)
        return {};
    const PlainForm plain = plainForm(text);
    const PlainForm letters = plain.alphanumeric();
    const auto look = [](const PiecesByLength &wanted, const PlainForm &form, const auto &found) {
        const std::string_view characters = form.characters;
        for (const Pieces &pieces : wanted) {
            for (std::size_t at = 0; at + pieces.length <= characters.size(); ++at) {
                if (pieces.contains(characters.substr(at, pieces.length)))
                    found(form, at, at + pieces.length - 1);
            }
        }
    };
    std::vector<Range> parts, codes, ranges;
    const auto into = [](std::vector<Range> &to) {
        return [&to](const PlainForm &form, std::size_t first, std::size_t last) {
            to.push_back({form.places[first].from, form.places[last].to});
        };
    };
    look(m_seen, plain.lowerCase(), into(parts));
    look(m_letters, letters.lowerCase(), into(parts));
    look(m_codes, letters, into(codes));
    look(m_words, plain, [&](const PlainForm &form, std::size_t first, std::size_t last) {
        const auto joined = [&](std::size_t before) { // letters side by side in the text
            return isLetterOrDigit(form.characters[before]) && isLetterOrDigit(form.characters[before + 1]) &&
                   form.places[before].to == form.places[before + 1].from;
        };
        const bool begins = first == 0 || !joined(first - 1);
        if (begins && (last + 1 == form.characters.size() || !joined(last)))
            into(ranges)(form, first, last);
    });
    for (const Range &range : overTheirRuns(text, merged(std::move(parts))))
        ranges.push_back(range);
    for (const Range &range : overTheirCodes(text, merged(std::move(codes))))
        ranges.push_back(range);
    return merged(std::move(ranges));
}

} // namespace ostiary
