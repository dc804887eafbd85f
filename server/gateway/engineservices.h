// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"
#include "models/domain/records.h"
#include "server/gateway/metrics.h"
#include "server/policy/budget.h"
#include "server/policy/catalog.h"
#include "server/policy/cooldowns.h"
#include "server/policy/ratelimiter.h"
#include "server/policy/router.h"
#include "server/providers/refusedparameters.h"
#include "server/providers/upstreampool.h"

#include <chrono>
#include <set>
#include <string>

namespace ostiary {

/// What the administrator decided about requests in general.
struct GatewaySettings
{
    std::int64_t defaultMaxOutput = 16'384; ///< written under a budget where neither client nor catalogue has a limit
    std::chrono::milliseconds drainAfterGone{
        0}; ///< how long a stream nobody waits for is read on; 0: cancelled at once
    std::size_t maxAnswerBytes = 64 * 1024 * 1024;
    int budgetExceededStatus = 422; ///< or 429, as older LiteLLM has it
    /// Folded names of what may be asked for under a budget although nothing here bounds what it costs.
    std::set<std::string> acceptUnpriced = {};
};

/// Whole answers that are read to their end though nobody waits for them, because the provider bills them in full.
/// Belongs to one engine thread.
struct Unawaited
{
    static constexpr int kMost = 512;
    static constexpr std::size_t kMostBytes = 64 * 1024 * 1024;

    int answers = 0;
    std::size_t bytes = 0;
};

/// What every Exchange of an engine thread works with. The catalogue is that of the moment; an Exchange keeps the one
/// it began with.
struct EngineServices
{
    const Clock &clock;
    Budget &budget;
    RateLimiter &limiter;
    Cooldowns &cooldowns;
    RecordSink &records;
    Metrics &metrics;
    UpstreamPool &upstreams;
    Router &router;
    CatalogPtr catalog;
    GatewaySettings settings;
    Unawaited unawaited = {};
    RefusedParameters *refused = nullptr; ///< of all engines; null: nothing is learned
};

} // namespace ostiary
