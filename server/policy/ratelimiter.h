// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"
#include "models/domain/result.h"

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ostiary {

class RateTicket;

/// Requests and tokens per rolling minute and requests in parallel, per scope. Counters outlive every reload.
///
/// The minute is kept as sixty buckets of a second, so a limit holds over any minute and a refused client can be told
/// when the next request fits.
class RateLimiter
{
public:
    struct Counter
    {
        std::string name;
        std::mutex mutex;
        std::array<std::int32_t, 60> perSecond{};
        std::array<std::int64_t, 60> tokensPerSecond{};
        std::int64_t second = 0; ///< the steady second of the newest bucket
        std::int32_t inMinute = 0;
        std::int64_t tokensInMinute = 0;
        std::int32_t active = 0;
    };
    struct Limits
    {
        std::optional<int> rpm;
        std::optional<int> parallel;
        std::optional<std::int64_t> tpm = {}; ///< prompt and completion together
    };
    /// For x-ratelimit-* headers.
    struct Standing
    {
        int limit = 0;
        int remaining = 0;
        int resetSeconds = 0;
    };

    explicit RateLimiter(const Clock &clock) : m_clock(clock) {}

    /// The counter called `name` ("key:17", "deployment:…"), made on first use; never moves and never goes.
    Counter *counter(std::string_view name);

    /// Takes one request, or says 429 with the seconds after which to try again. `what` names the scope in the text.
    /// How many tokens a request has is known later (RateTicket::count); one that begins below the limit is let in.
    Result<RateTicket> take(Counter *counter, const Limits &limits, std::string_view what);
    /// Whether `take` would succeed; for choosing between deployments.
    bool hasRoom(Counter *counter, const Limits &limits) const;
    Standing standing(Counter *counter, const Limits &limits) const;

private:
    friend class RateTicket;
    void advance(Counter &counter) const;
    template <typename Count>
    static int secondsUntilRoom(const Counter &counter, const std::array<Count, 60> &buckets, std::int64_t inMinute,
                                std::int64_t limit);

    const Clock &m_clock;
    std::mutex m_mutex;
    std::unordered_map<std::string, std::unique_ptr<Counter>> m_counters;
};

/// One request under way; leaves the parallel count when dropped.
class RateTicket
{
public:
    RateTicket() = default;
    RateTicket(const RateLimiter *limiter, RateLimiter::Counter *counter, bool countsTokens)
        : m_limiter(limiter), m_counter(counter), m_countsTokens(countsTokens)
    {
    }
    RateTicket(RateTicket &&other) noexcept { swap(other); }
    RateTicket &operator=(RateTicket &&other) noexcept
    {
        swap(other);
        return *this;
    }
    ~RateTicket();

    /// The request has `tokens` so far: first an estimate, in the end what was used. Replaces what was said before.
    void count(std::int64_t tokens);

private:
    const RateLimiter *m_limiter = nullptr;
    RateLimiter::Counter *m_counter = nullptr;
    bool m_countsTokens = false;
    std::int64_t m_tokens = 0;
    std::int64_t m_second = 0; ///< steady; in whose bucket they stand

    void swap(RateTicket &other) noexcept
    {
        std::swap(m_limiter, other.m_limiter);
        std::swap(m_counter, other.m_counter);
        std::swap(m_countsTokens, other.m_countsTokens);
        std::swap(m_tokens, other.m_tokens);
        std::swap(m_second, other.m_second);
    }
};

} // namespace ostiary
