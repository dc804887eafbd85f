// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/seentext.h"

#include <algorithm>

namespace ostiary {

namespace {

constexpr std::int64_t kToken = 1024;
constexpr std::int64_t kOfRun = kToken / 1024;
constexpr std::int64_t kOfLetter = kToken / 32;
constexpr std::int64_t kOfDenseLetter = kToken / 8;

/// What a byte of text is of a token at most, in a long text: letters without sense are about 0.58 each (measured with
/// OpenAI's tokenizers), a digit or a mark is one; a character that tokenizers do not know, each of its bytes.
constexpr std::int64_t mostOf(unsigned char c)
{
    if (c >= 'a' && c <= 'z')
        return kToken * 5 / 8;
    if (c >= 'A' && c <= 'Z')
        return kToken * 7 / 8;
    return c == ' ' ? kToken / 4 : kToken;
}

bool isBlank(unsigned char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool isLetter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

bool isWordByte(unsigned char c)
{
    return isLetter(c) || (c >= '0' && c <= '9');
}

/// Whether the character that begins with `lead` is of a script without blanks between words: U+3000 to U+9FFF (kana,
/// Chinese characters) and those beyond U+20000. Some others are among them; they are as dense.
bool isDense(unsigned char lead)
{
    return (lead >= 0xe3 && lead <= 0xe9) || (lead >= 0xf0 && lead <= 0xf4);
}

} // namespace

void SeenText::add(const SeenText &more)
{
    m_bytes += more.m_bytes;
    m_begun += more.m_begun;
    m_ended += more.m_ended;
    m_weight += more.m_weight;
    m_most += more.m_most;
}

void SeenText::measure(std::string_view text, bool countWords)
{
    m_bytes += static_cast<std::int64_t>(text.size());
    bool word = false;       // the run of non-blanks that is read holds a letter or a digit, …
    bool wholeBegun = false; // … and began in this piece
    bool behindBlank = false;
    unsigned char before = 0;
    for (const char &each : text) {
        const auto c = static_cast<unsigned char>(each);
        m_most += mostOf(c);
        if (isBlank(c)) {
            m_weight += kOfRun;
            if (countWords && word)
                ++m_ended;
            word = false;
            behindBlank = true;
        } else {
            if (behindBlank)
                wholeBegun = true;
            behindBlank = false;
            if (!word && isWordByte(c)) {
                word = true;
                if (countWords && wholeBegun)
                    ++m_begun;
                wholeBegun = false;
            }
            const bool goesOn = c == before || &each == text.data(); // a piece may begin within a run
            if ((c & 0xc0) != 0x80)                                  // the first byte of a character
                m_weight += isDense(c) ? kOfDenseLetter : goesOn && !isLetter(c) ? kOfRun : kOfLetter;
        }
        before = c;
    }
}

std::int64_t SeenText::leastTokens() const
{
    return std::max({m_begun, m_ended, m_weight / kToken});
}

std::int64_t SeenText::mostTokens() const
{
    return (m_most + kToken - 1) / kToken;
}

} // namespace ostiary
