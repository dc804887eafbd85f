// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/identity.h"
#include "server/policy/budget.h"
#include "server/policy/ratelimiter.h"

#include <memory>
#include <vector>

namespace ostiary {

/// A caller as policy sees it: what it may call and what it is held against. Immutable; a changed key is a new one.
struct Principal : Caller
{
    Role role = Role::VirtualKey;
    VirtualKey key;
    std::vector<std::string> models;     ///< the key's, with its team's in the place of kAllTeamModels; empty: all
    std::vector<std::string> userModels; ///< the user's, in the same way
    std::vector<Budget::Scope> budgets;  ///< organisation, team, user, key: those that exist
    bool hasLimit = false;               ///< some scope has a limit: money must be bounded
    std::vector<std::string> tags;       ///< the key's, which its requests carry
    RateLimiter::Counter *rate = nullptr;
    RateLimiter::Limits rateLimits;
};
using PrincipalPtr = std::shared_ptr<const Principal>;

} // namespace ostiary
