// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace ostiary {

/// Clients that wait until their record is on the disk, and not for ever: each is told once, whether it is. A disk that
/// hangs keeps the ledger's thread, so the time is kept by a thread of its own, which starts with the first wait.
class DurableWaits
{
public:
    using Told = std::function<void(bool durable)>;

    explicit DurableWaits(std::chrono::milliseconds patience) : m_patience(patience) {}
    ~DurableWaits();

    /// A number for the wait.
    std::uint64_t add(Told told);
    /// The record of the wait is durable.
    void keep(std::uint64_t number) { tell(number, true); }
    /// Nothing can be kept at the moment: all are told so.
    void giveUp();
    bool empty() const;

private:
    struct Wait
    {
        std::chrono::steady_clock::time_point until;
        Told told;
    };
    void tell(std::uint64_t number, bool durable);
    void run();

    const std::chrono::milliseconds m_patience;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::map<std::uint64_t, Wait> m_waits; ///< the oldest first
    std::uint64_t m_last = 0;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace ostiary
