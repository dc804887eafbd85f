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
#include "server/providers/upstreampool.h"

#include <chrono>

namespace ostiary {

/// What the administrator decided about requests in general.
struct GatewaySettings
{
    std::int64_t defaultMaxOutput = 16'384; ///< written under a budget where neither client nor catalogue has a limit
    std::chrono::milliseconds drainAfterGone{
        0}; ///< how long an answer nobody waits for is read on; 0: cancelled at once
    std::size_t maxAnswerBytes = 64 * 1024 * 1024;
    int budgetExceededStatus = 422; ///< or 429, for clients that were written for it
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
};

} // namespace ostiary
