// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/identity.h"

#include "models/domain/wildcard.h"

namespace ostiary {

// The text tells months of the calendar from so many days; it counts only where it is what the seconds came from.
std::optional<Duration> VirtualKey::budgetWindow() const
{
    if (!budgetSeconds)
        return std::nullopt;
    const auto written = Duration::parse(budgetDuration);
    return written && written->seconds() == *budgetSeconds ? *written : Duration::ofSeconds(*budgetSeconds);
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
