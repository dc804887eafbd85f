// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/wildcard.h"

#include <algorithm>

namespace ostiary {

namespace {

/// Whether some part of `text` between slashes is a step: `..`, `a/../b`.
bool hasStep(std::string_view text)
{
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('/', at), text.size());
        const std::string_view part = text.substr(at, end - at);
        if (part == "." || part == "..")
            return true;
        at = end + 1;
    }
    return false;
}

} // namespace

// From the end: the last place that each part between two stars can have leaves the most to the stars before it.
bool wildcardMatch(std::string_view pattern, std::string_view name, std::vector<std::string> *stars)
{
    const std::size_t first = pattern.find('*');
    if (first == std::string_view::npos)
        return pattern == name;
    std::size_t last = pattern.rfind('*');
    const std::string_view head = pattern.substr(0, first), tail = pattern.substr(last + 1);
    if (name.size() < head.size() + tail.size() || !name.starts_with(head) || !name.ends_with(tail))
        return false;
    std::string_view rest = name.substr(head.size(), name.size() - head.size() - tail.size());
    std::vector<std::string> found;
    while (last > first) {
        const std::size_t before = pattern.rfind('*', last - 1);
        const std::string_view part = pattern.substr(before + 1, last - before - 1);
        const std::size_t at = rest.rfind(part);
        if (at == std::string_view::npos || hasStep(rest.substr(at + part.size())))
            return false;
        if (stars)
            found.emplace_back(rest.substr(at + part.size()));
        rest = rest.substr(0, at);
        last = before;
    }
    if (hasStep(rest))
        return false;
    if (stars) {
        found.emplace_back(rest);
        stars->assign(found.rbegin(), found.rend());
    }
    return true;
}

std::string wildcardFilled(std::string_view target, const std::vector<std::string> &stars, std::string_view name)
{
    if (stars.size() > starsIn(target) && target.find('*') != std::string_view::npos)
        return std::string(name);
    std::string out;
    auto star = stars.begin();
    for (const char c : target) {
        if (c == '*' && star != stars.end())
            out += *star++;
        else
            out += c;
    }
    return out;
}

std::size_t starsIn(std::string_view pattern)
{
    return static_cast<std::size_t>(std::count(pattern.begin(), pattern.end(), '*'));
}

} // namespace ostiary
