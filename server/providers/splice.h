// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

/// A run of bytes in a text; size 0 means "not there".
struct Span
{
    Span() = default;
    Span(std::size_t start, std::size_t length) : at(start), size(length) {}

    std::size_t at = 0;
    std::size_t size = 0;
    bool exists() const { return size != 0; }
};

/// Replace the bytes of `where` (or insert before them when its size is 0) with `text`.
struct Edit
{
    Span where;
    std::string text;
};

/// `original` with the edits applied and every other byte as it was. Edits may come in any order, not overlapping.
std::string applyEdits(std::string_view original, std::vector<Edit> edits);

} // namespace ostiary
