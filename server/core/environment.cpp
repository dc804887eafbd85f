// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/environment.h"

#include <cstdlib>

namespace ostiary {

void Environment::set(std::string name, std::string value)
{
    m_own[std::move(name)] = std::move(value);
}

std::optional<std::string> Environment::find(const std::string &name) const
{
    std::optional<std::string> value = own(name);
    if (const char *given = std::getenv(name.c_str()); given && !value)
        value = given;
    return value && !value->empty() ? value : std::nullopt;
}

std::optional<std::string> Environment::own(const std::string &name) const
{
    const auto found = m_own.find(name);
    return found == m_own.end() ? std::nullopt : std::optional(found->second);
}

} // namespace ostiary
