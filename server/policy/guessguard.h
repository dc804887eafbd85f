// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"
#include "models/domain/ids.h"

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ostiary {

/// Slows guesses at the admin key: an address from which several different wrong keys came rests, longer each time, and
/// while it rests no key from it is looked at. Other addresses are not touched. Thread-safe, and bounded however many
/// addresses there are; of IPv6 the first 64 bits count, which one person can fill.
class GuessGuard
{
public:
    static constexpr int kFree = 4;            ///< wrong keys that cost nothing
    static constexpr int kLongestRest = 60;    ///< seconds
    static constexpr int kForgotten = 15 * 60; ///< seconds without a guess after which an address begins anew
    static constexpr std::size_t kMaxAddresses = 4096;

    explicit GuessGuard(const Clock &clock) : m_clock(clock) {}

    /// Seconds until a key from `address` is looked at again; 0: now. Asking while it rests counts as a slowed guess.
    int restOf(std::string_view address);
    /// A key that opens nothing came from `address`. One of the last few again is no further guess: that is a program
    /// with an old key. True when this begins an episode that the log should tell of, at most ten times a minute.
    bool wrong(std::string_view address, const Digest &key);

    /// What came since the last summary, for the audit log.
    struct Summary
    {
        std::int64_t guesses = 0; ///< that were looked at
        std::int64_t slowed = 0;  ///< that were not
        std::size_t addressCount = 0;
        std::vector<std::string> addresses; ///< the first few
        std::int64_t firstMs = 0;
        std::int64_t lastMs = 0;
    };
    /// The first one at once, further ones after a pause that grows to an hour while guessing goes on.
    std::optional<Summary> takeSummary();

private:
    struct Entry
    {
        int guesses = 0;
        std::int64_t restsUntil = 0; ///< steady ns
        std::int64_t lastNs = 0;
        std::array<Digest, 4> recent{}; ///< of the keys
        std::size_t next = 0;
    };
    Entry &entryOf(std::string_view address);
    void note(std::string_view address);

    const Clock &m_clock;
    std::mutex m_mutex;
    std::unordered_map<std::string, Entry> m_entries;
    Summary m_pending;
    std::int64_t m_summaryDue = 0; ///< steady ns
    std::int64_t m_summaryPause = 0;
    std::int64_t m_toldSince = 0; ///< steady ns; of the minute in which m_told counts
    int m_told = 0;
};

/// Whether a peer's address is of this machine.
bool isLoopback(std::string_view address);

} // namespace ostiary
