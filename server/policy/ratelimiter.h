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

/// Requests per rolling minute and requests in parallel, per scope. Counters outlive every reload.
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
        std::int64_t second = 0; ///< the steady second of the newest bucket
        std::int32_t inMinute = 0;
        std::int32_t active = 0;
    };
    struct Limits
    {
        std::optional<int> rpm;
        std::optional<int> parallel;
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
    Result<RateTicket> take(Counter *counter, const Limits &limits, std::string_view what);
    /// Whether `take` would succeed; for choosing between deployments.
    bool hasRoom(Counter *counter, const Limits &limits) const;
    Standing standing(Counter *counter, const Limits &limits) const;

private:
    friend class RateTicket;
    void advance(Counter &counter) const;
    int secondsUntilRoom(const Counter &counter, int rpm) const;

    const Clock &m_clock;
    std::mutex m_mutex;
    std::unordered_map<std::string, std::unique_ptr<Counter>> m_counters;
};

/// One request under way; leaves the parallel count when dropped.
class RateTicket
{
public:
    RateTicket() = default;
    explicit RateTicket(RateLimiter::Counter *counter) : m_counter(counter) {}
    RateTicket(RateTicket &&other) noexcept : m_counter(std::exchange(other.m_counter, nullptr)) {}
    RateTicket &operator=(RateTicket &&other) noexcept
    {
        std::swap(m_counter, other.m_counter);
        return *this;
    }
    ~RateTicket();

private:
    RateLimiter::Counter *m_counter = nullptr;
};

} // namespace ostiary
