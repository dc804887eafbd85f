// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/identity.h"

namespace ostiary {

// The text tells months of the calendar from so many days; it counts only where it is what the seconds came from.
std::optional<Duration> VirtualKey::budgetWindow() const
{
    if (!budgetSeconds)
        return std::nullopt;
    const auto written = Duration::parse(budgetDuration);
    return written && written->seconds() == *budgetSeconds ? *written : Duration::ofSeconds(*budgetSeconds);
}

bool wildcardMatch(std::string_view pattern, std::string_view name, std::string *wild)
{
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos)
        return pattern == name;
    const std::string_view head = pattern.substr(0, star);
    const std::string_view tail = pattern.substr(star + 1);
    if (!name.starts_with(head))
        return false;
    name.remove_prefix(head.size());
    if (tail.find('*') == std::string_view::npos) {
        if (name.size() < tail.size() || !name.ends_with(tail))
            return false;
        if (wild)
            *wild = std::string(name.substr(0, name.size() - tail.size()));
        return true;
    }
    for (std::size_t taken = 0; taken <= name.size(); ++taken) {
        if (wildcardMatch(tail, name.substr(taken))) {
            if (wild)
                *wild = std::string(name.substr(0, taken));
            return true;
        }
    }
    return false;
}

bool modelAllowed(const std::vector<std::string> &allowed, std::string_view model)
{
    if (allowed.empty())
        return true;
    for (const std::string &entry : allowed) {
        if (entry == kAllProxyModels)
            return true;
        if (entry != kAllTeamModels && entry != kNoDefaultModels && wildcardMatch(entry, model))
            return true;
    }
    return false;
}

std::string maskKey(std::string_view key)
{
    return key.size() < 12 ? "sk-..." : "sk-..." + std::string(key.substr(key.size() - 4));
}

} // namespace ostiary
