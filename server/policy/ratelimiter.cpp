// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/ratelimiter.h"

#include <algorithm>

namespace ostiary {

RateLimiter::Counter *RateLimiter::counter(std::string_view name)
{
    const std::lock_guard lock(m_mutex);
    auto &slot = m_counters[std::string(name)];
    if (!slot) {
        slot = std::make_unique<Counter>();
        slot->name = name;
    }
    return slot.get();
}

void RateLimiter::advance(Counter &counter) const
{
    const std::int64_t now = m_clock.steadyNs() / 1'000'000'000;
    if (now - counter.second >= 60) {
        counter.perSecond.fill(0);
        counter.inMinute = 0;
        counter.second = now;
    }
    while (counter.second < now) {
        ++counter.second;
        auto &bucket = counter.perSecond[static_cast<std::size_t>(counter.second % 60)];
        counter.inMinute -= bucket;
        bucket = 0;
    }
}

// The oldest buckets leave first; the answer is when enough of them have left for one more request.
int RateLimiter::secondsUntilRoom(const Counter &counter, int rpm) const
{
    int kept = counter.inMinute;
    for (int age = 59; age >= 0; --age) {
        if (kept < rpm)
            return 60 - age - 1;
        kept -= counter.perSecond[static_cast<std::size_t>((counter.second - age + 60) % 60)];
        if (kept < rpm)
            return std::max(1, 60 - age);
    }
    return 60;
}

Result<RateTicket> RateLimiter::take(Counter *counter, const Limits &limits, std::string_view what)
{
    const std::lock_guard lock(counter->mutex);
    advance(*counter);
    if (limits.parallel && counter->active >= *limits.parallel) {
        GatewayError error =
            GatewayError::make(ErrorCode::RateLimited, "Rate limit exceeded for " + std::string(what) +
                                                           ". Limit type: max_parallel_requests. Current limit: " +
                                                           std::to_string(*limits.parallel) + ", Remaining: 0");
        error.retryAfterSeconds = 1;
        return error;
    }
    if (limits.rpm && counter->inMinute >= *limits.rpm) {
        const int wait = secondsUntilRoom(*counter, *limits.rpm);
        GatewayError error = GatewayError::make(
            ErrorCode::RateLimited, "Rate limit exceeded for " + std::string(what) +
                                        ". Limit type: requests. Current limit: " + std::to_string(*limits.rpm) +
                                        ", Remaining: 0. There is room again in " + std::to_string(wait) + " s");
        error.retryAfterSeconds = wait;
        return error;
    }
    ++counter->perSecond[static_cast<std::size_t>(counter->second % 60)];
    ++counter->inMinute;
    ++counter->active;
    return RateTicket(counter);
}

bool RateLimiter::hasRoom(Counter *counter, const Limits &limits) const
{
    if (!limits.rpm && !limits.parallel)
        return true;
    const std::lock_guard lock(counter->mutex);
    advance(*counter);
    return (!limits.parallel || counter->active < *limits.parallel) && (!limits.rpm || counter->inMinute < *limits.rpm);
}

RateLimiter::Standing RateLimiter::standing(Counter *counter, const Limits &limits) const
{
    const std::lock_guard lock(counter->mutex);
    advance(*counter);
    const int limit = limits.rpm.value_or(0);
    const int remaining = std::max(0, limit - counter->inMinute);
    return {limit, remaining, remaining > 0 ? 0 : secondsUntilRoom(*counter, limit)};
}

RateTicket::~RateTicket()
{
    if (!m_counter)
        return;
    const std::lock_guard lock(m_counter->mutex);
    --m_counter->active;
}

} // namespace ostiary
