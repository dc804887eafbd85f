// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace ostiary {

/// The text of an answer as far as it has come, measured for the tokens it can be made of. Pieces come in any order,
/// and may belong to several answers.
///
/// The least is what no tokenizer in use goes below, so that an honest count never does:
/// - a token holds no more than one word with the blank before it, so that words between blanks are tokens at least
///   (those that begin within a piece, or those that end in one: a word over two pieces counts once or not at all);
/// - the longest tokens that exist are runs of one blank, mark or digit: some tokenizers have 600 blanks in one;
/// - over a whole text a token has at most 32 letters, and at most 8 of the scripts that write no blanks. Letters, not
///   bytes: tokenizers made for a script have as many letters in a token as others have of English.
/// The most is what dense text (hexadecimal, Base64, rare letters) comes to, and half as much again as prose has: for
/// what nobody counted and a budget has to hold. Reasoning may be a summary that another model wrote, so that its words
/// prove nothing.
class SeenText
{
public:
    void addSaid(std::string_view text) { measure(text, true); }
    void addThought(std::string_view text) { measure(text, false); }
    void add(const SeenText &more);

    std::int64_t bytes() const { return m_bytes; }
    std::int64_t leastTokens() const;
    std::int64_t mostTokens() const;

private:
    void measure(std::string_view text, bool countWords);

    std::int64_t m_bytes = 0;
    std::int64_t m_begun = 0; ///< words
    std::int64_t m_ended = 0;
    std::int64_t m_weight = 0; ///< 1/1024 of a token each
    std::int64_t m_most = 0;   ///< likewise
};

} // namespace ostiary
