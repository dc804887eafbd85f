// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/splice.h"

#include <algorithm>

namespace ostiary {

std::string applyEdits(std::string_view original, std::vector<Edit> edits)
{
    std::stable_sort(edits.begin(), edits.end(), [](const Edit &a, const Edit &b) { return a.where.at < b.where.at; });
    std::size_t grown = original.size();
    for (const Edit &edit : edits)
        grown += edit.text.size();
    std::string out;
    out.reserve(grown);
    std::size_t at = 0;
    for (const Edit &edit : edits) {
        out += original.substr(at, edit.where.at - at);
        out += edit.text;
        at = edit.where.at + edit.where.size;
    }
    out += original.substr(at);
    return out;
}

} // namespace ostiary
