// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/policy/catalog.h"
#include "server/policy/cooldowns.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace ostiary {

/// The order in which a request may try its model's deployments, and why.
struct RoutePlan
{
    std::vector<const Target *> targets; ///< of `model`, and of its fallbacks' models once they are added
    std::shared_ptr<const Model> model;
    std::string reason; ///< for people: "by weight: 1 of 3 …"
};

/// What a deployment may be asked in a minute and at once.
RateLimiter::Limits limitsOf(const Deployment &deployment);

/// Weighted choice over the deployments that are in service and have room, the lowest `order` first. One per thread.
class Router
{
public:
    Router(const Cooldowns &cooldowns, const RateLimiter &limiter, std::uint64_t seed)
        : m_cooldowns(cooldowns), m_limiter(limiter), m_random(seed)
    {
    }

    /// Resting and full deployments come last, in the order in which they recover, so that a model never becomes
    /// unreachable because all of its deployments rest.
    RoutePlan plan(std::shared_ptr<const Model> model);

private:
    void shuffleByWeight(std::vector<const Target *>::iterator from, std::vector<const Target *>::iterator end,
                         int sum);

    const Cooldowns &m_cooldowns;
    const RateLimiter &m_limiter;
    std::minstd_rand m_random;
};

} // namespace ostiary
