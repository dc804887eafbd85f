// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/ratelimiter.h"

#include "models/domain/requestwhy.h"

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
        counter.tokensPerSecond.fill(0);
        counter.inMinute = 0;
        counter.tokensInMinute = 0;
        counter.second = now;
    }
    while (counter.second < now) {
        ++counter.second;
        auto &bucket = counter.perSecond[static_cast<std::size_t>(counter.second % 60)];
        counter.inMinute -= bucket;
        bucket = 0;
        auto &tokens = counter.tokensPerSecond[static_cast<std::size_t>(counter.second % 60)];
        counter.tokensInMinute -= tokens;
        tokens = 0;
    }
}

// The oldest buckets leave first; the answer is when enough of them have left for one more request.
template <typename Count>
int RateLimiter::secondsUntilRoom(const Counter &counter, const std::array<Count, 60> &buckets, std::int64_t inMinute,
                                  std::int64_t limit)
{
    std::int64_t kept = inMinute;
    for (int age = 59; age >= 0; --age) {
        if (kept < limit)
            return 60 - age - 1;
        kept -= buckets[static_cast<std::size_t>((counter.second - age + 60) % 60)];
        if (kept < limit)
            return std::max(1, 60 - age);
    }
    return 60;
}

namespace {

/// Whose limit it is, the caller of take() knows.
std::shared_ptr<const RefusalFigures> figuresOf(const char *what, std::int64_t limit, int wait)
{
    RefusalFigures figures;
    figures.rate = RateFigures{{}, what, limit, wait, 0};
    return std::make_shared<const RefusalFigures>(std::move(figures));
}

GatewayError full(std::string_view what, std::string_view type, std::int64_t limit, int wait)
{
    GatewayError error = GatewayError::make(
        ErrorCode::RateLimited, "Rate limit exceeded for " + std::string(what) + ". Limit type: " + std::string(type) +
                                    ". Current limit: " + std::to_string(limit) +
                                    ", Remaining: 0. There is room again in " + std::to_string(wait) + " s");
    error.retryAfterSeconds = wait;
    error.figures = figuresOf(type == "tokens" ? "tokens" : "requests", limit, wait);
    return error;
}

} // namespace

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
        error.figures = figuresOf("parallel", *limits.parallel, 1);
        return error;
    }
    if (limits.rpm && counter->inMinute >= *limits.rpm)
        return full(what, "requests", *limits.rpm,
                    secondsUntilRoom(*counter, counter->perSecond, counter->inMinute, *limits.rpm));
    if (limits.tpm && counter->tokensInMinute >= *limits.tpm)
        return full(what, "tokens", *limits.tpm,
                    secondsUntilRoom(*counter, counter->tokensPerSecond, counter->tokensInMinute, *limits.tpm));
    ++counter->perSecond[static_cast<std::size_t>(counter->second % 60)];
    ++counter->inMinute;
    ++counter->active;
    return RateTicket(this, counter, limits.tpm.has_value());
}

bool RateLimiter::hasRoom(Counter *counter, const Limits &limits) const
{
    if (!limits.rpm && !limits.parallel && !limits.tpm)
        return true;
    const std::lock_guard lock(counter->mutex);
    advance(*counter);
    return (!limits.parallel || counter->active < *limits.parallel) &&
           (!limits.rpm || counter->inMinute < *limits.rpm) && (!limits.tpm || counter->tokensInMinute < *limits.tpm);
}

RateLimiter::Standing RateLimiter::standing(Counter *counter, const Limits &limits) const
{
    const std::lock_guard lock(counter->mutex);
    advance(*counter);
    const int limit = limits.rpm.value_or(0);
    const int remaining = std::max(0, limit - counter->inMinute);
    return {limit, remaining,
            remaining > 0 ? 0 : secondsUntilRoom(*counter, counter->perSecond, counter->inMinute, limit)};
}

void RateTicket::count(std::int64_t tokens)
{
    if (!m_counter || !m_countsTokens || tokens == m_tokens)
        return;
    const std::lock_guard lock(m_counter->mutex);
    m_limiter->advance(*m_counter);
    const auto add = [this](std::int64_t second, std::int64_t some) {
        m_counter->tokensPerSecond[static_cast<std::size_t>(second % 60)] += some;
        m_counter->tokensInMinute += some;
    };
    if (m_counter->second - m_second < 60) // otherwise what was said before has left the minute by itself
        add(m_second, -m_tokens);
    m_second = m_counter->second;
    m_tokens = tokens;
    add(m_second, m_tokens);
}

RateTicket::~RateTicket()
{
    if (!m_counter)
        return;
    const std::lock_guard lock(m_counter->mutex);
    --m_counter->active;
}

} // namespace ostiary
