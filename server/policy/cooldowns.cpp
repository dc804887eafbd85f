// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/cooldowns.h"

#include "models/domain/quotedtext.h"

#include <algorithm>

namespace ostiary {

void Cooldowns::succeeded(const std::string &deployment)
{
    const std::lock_guard lock(m_mutex);
    State &state = m_states[deployment];
    state.failsInMinute = 0;
    ++state.health.successes;
    state.health.lastFailed = false;
    state.health.lastUsedMs = m_clock.wallMs();
}

void Cooldowns::failed(const std::string &deployment, Failure failure, std::string_view why, int allowedFails,
                       std::int64_t restMs, std::string_view code)
{
    const std::string said = quotedText(why);
    const std::lock_guard lock(m_mutex);
    State &state = m_states[deployment];
    const std::int64_t minute = nowMs() / 60'000;
    if (state.minute != minute) {
        state.minute = minute;
        state.failsInMinute = 0;
    }
    ++state.failsInMinute;
    if (failure == Failure::Refused || state.failsInMinute > allowedFails)
        state.restsUntil = nowMs() + restMs;
    ++state.health.failures;
    state.health.lastFailed = true;
    state.health.lastError = said;
    state.health.lastCode = code;
    state.health.lastErrorMs = state.health.lastUsedMs = m_clock.wallMs();
}

std::int64_t Cooldowns::restsFor(const std::string &deployment) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_states.find(deployment);
    return found == m_states.end() ? 0 : std::max<std::int64_t>(0, found->second.restsUntil - nowMs());
}

Cooldowns::Health Cooldowns::health(const std::string &deployment) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_states.find(deployment);
    if (found == m_states.end())
        return {};
    Health health = found->second.health;
    health.restsForMs = std::max<std::int64_t>(0, found->second.restsUntil - nowMs());
    return health;
}

} // namespace ostiary
