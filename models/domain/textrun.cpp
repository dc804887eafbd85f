// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/textrun.h"

#include <algorithm>

namespace ostiary {

std::size_t runEnd(std::string_view text, std::size_t from, std::string_view more)
{
    std::size_t at = from;
    while (at < text.size()) {
        if (isIn(text[at], more)) {
            ++at;
            continue;
        }
        if (at == from)
            break;
        const std::size_t dots = text.substr(at).starts_with("\xe2\x80\xa6")
                                     ? 3
                                     : std::min(text.find_first_not_of('.', at), text.size()) - at;
        const bool shortens = dots > 1 && at + dots < text.size() && isIn(text[at + dots], more);
        if (!shortens)
            break;
        at += dots;
    }
    return at;
}

bool beginsWord(std::string_view text, std::size_t at)
{
    if (at == 0 || !isLetterOrDigit(text[at - 1]))
        return true;
    return (at >= 2 && text[at - 2] == '\\') || (at >= 3 && text[at - 3] == '%') ||
           (at >= 6 && text.substr(at - 6, 2) == "\\u");
}

} // namespace ostiary
