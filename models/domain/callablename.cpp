// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/callablename.h"

#include <algorithm>

namespace ostiary {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Whether the list has `id` as its provider writes it, too: with a point where this has a dash (`gpt-5-1`), and what
/// OpenAI calls gpt-3.5 as Azure's gpt-35.
bool isAnotherSpelling(const PriceList &list, std::string_view provider, const std::string &id)
{
    const bool azure = provider == "azure";
    const std::string_view theirs = azure ? "gpt-35" : "gpt-3.5", others = azure ? "gpt-3.5" : "gpt-35";
    if (id.starts_with(others))
        return list.find(provider, std::string(theirs) + id.substr(others.size())) != nullptr;
    for (std::size_t i = 1; i + 1 < id.size(); ++i) {
        if (id[i] != '-' || !isDigit(id[i - 1]) || !isDigit(id[i + 1]))
            continue;
        std::string pointed = id;
        pointed[i] = '.';
        if (list.find(provider, pointed))
            return true;
    }
    return false;
}

} // namespace

bool isCallableName(const PriceList &list, std::string_view provider, const std::string &id)
{
    if (id.empty() || std::string_view("-.:/*").find(id.back()) != std::string_view::npos)
        return false;
    const auto colons = std::count(id.begin(), id.end(), ':');
    if (id.starts_with("ft:"))
        return colons >= 2; // ft:MODEL:ORGANISATION:…:ID
    if (!id.starts_with("gpt-") || (provider != "openai" && provider != "azure"))
        return true;
    return colons == 0 && !isAnotherSpelling(list, provider, id);
}

} // namespace ostiary
