// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bitset>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace ostiary {

/// Finds credentials again in what the one they were sent to has written: whole or much of them, in whatever encoding,
/// with whatever signs between their letters (plainForm), in hexadecimal and Base64. Made once, then used for every
/// text; what a search takes grows with the text, not with the credentials. Copies what it needs; never prints it.
class KnownSecrets
{
public:
    struct Range
    {
        std::size_t from = 0;
        std::size_t to = 0;
    };

    KnownSecrets() = default;
    explicit KnownSecrets(std::span<const std::string_view> secrets);

    bool isEmpty() const { return m_empty; }
    /// The bytes of `text` that tell them, in order and apart from each other.
    std::vector<Range> tellIn(std::string_view text) const;

private:
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    /// Pieces of one length, each of which gives a credential away.
    struct Pieces
    {
        std::size_t length = 0;
        std::unordered_set<std::string, Hash, std::equal_to<>> all;
        std::bitset<4096> begins; ///< by its first two characters: most places of a text need no look at `all`

        static std::size_t beginning(std::string_view piece)
        {
            return static_cast<std::size_t>(piece[0] & 63) << 6 | static_cast<std::size_t>(piece[1] & 63);
        }
        bool contains(std::string_view piece) const { return begins[beginning(piece)] && all.contains(piece); }
    };
    using PiecesByLength = std::vector<Pieces>;

    void add(std::string_view secret);
    static void addPiece(PiecesByLength &to, std::string piece);
    /// All pieces of `length` of `code`, or all of it where that is less.
    static void addEvery(PiecesByLength &to, const std::string &code, std::size_t length);
    static void addEnds(PiecesByLength &to, const std::string &code);

    bool m_empty = true;
    PiecesByLength m_seen;    ///< of the plain form in small letters
    PiecesByLength m_letters; ///< of its letters and digits, likewise
    PiecesByLength m_codes;   ///< of letters and digits as they are: Base64
    PiecesByLength m_words;   ///< whole and as they are: credentials that are hardly more than words
};

} // namespace ostiary
