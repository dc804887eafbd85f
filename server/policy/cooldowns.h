// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ostiary {

/// Which deployments rest after failures, and until when. Thread-safe; outlives every reload.
class Cooldowns
{
public:
    enum class Failure {
        Refused, ///< 401, 403, 404, 408, 429: resting at once helps
        Broken,  ///< 5xx, timeouts, connections that fail: after several in a minute
    };
    struct Health
    {
        std::int64_t successes = 0;
        std::int64_t failures = 0;
        std::int64_t restsForMs = 0; ///< 0: in service
        std::string lastError;
        std::string lastCode;         ///< of that error, as nameOf(ErrorCode) calls it
        std::int64_t lastErrorMs = 0; ///< wall clock; 0: never
        std::int64_t lastUsedMs = 0;
        bool lastFailed = false; ///< the last call that ended
    };

    explicit Cooldowns(const Clock &clock) : m_clock(clock) {}

    void succeeded(const std::string &deployment);
    /// `restMs` 0: it is noted, but the deployment does not rest. `code`: of the error, for those who have words of
    /// their own for it.
    void failed(const std::string &deployment, Failure failure, std::string_view why, int allowedFails,
                std::int64_t restMs, std::string_view code = {});
    /// Milliseconds until the deployment is used again; 0: now.
    std::int64_t restsFor(const std::string &deployment) const;
    Health health(const std::string &deployment) const;

private:
    struct State
    {
        std::int64_t restsUntil = 0; ///< steady ms
        std::int64_t minute = 0;     ///< steady minute of `failsInMinute`
        int failsInMinute = 0;
        Health health;
    };

    std::int64_t nowMs() const { return m_clock.steadyNs() / 1'000'000; }

    const Clock &m_clock;
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, State> m_states;
};

} // namespace ostiary
