// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

/// A text as it reads once every encoding of URLs, JSON, C and HTML is undone, also one within another, blanks and what
/// cannot be seen are gone, and look-alikes are their ASCII characters (`‑` a hyphen, `Ａ` an A). What is then no ASCII
/// is left out. Two texts that tell the same characters have the same form, whatever stands between them.
struct PlainForm
{
    /// Bytes of the original.
    struct Place
    {
        std::uint32_t from = 0;
        std::uint32_t to = 0;
    };
    std::string characters;
    std::vector<Place> places; ///< of each character

    /// Letters and digits alone.
    PlainForm alphanumeric() const;
    PlainForm lowerCase() const;
};

PlainForm plainForm(std::string_view text);

} // namespace ostiary
