// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace ostiary {

/// Counts open connections over all listeners: in all, per address, and those of strangers, on which no key has been
/// admitted yet. Thread-safe.
class ConnectionLimits
{
public:
    struct Most
    {
        int all = 0;
        int ofAddress = 0;
        int ofStrangers = 0; ///< the rest is kept for those with a key
    };
    enum class Entry {
        Entered,
        Full,        ///< no place at all
        AddressFull, ///< none for this address
        StrangersFull,
    };

    explicit ConnectionLimits(Most most) : m_most(most) {}

    /// Takes a place of a stranger, or takes none and says which limit is in the way.
    Entry enter(const std::string &address);
    /// A connection that entered has shown a key.
    void becomeKnown();
    void leave(const std::string &address, bool stranger);
    int open() const { return m_open.load(std::memory_order_relaxed); }

    void noteRefused() { ++m_refused; }
    void noteClosedForRoom() { ++m_closedForRoom; }
    std::uint64_t refused() const { return m_refused.load(std::memory_order_relaxed); }
    std::uint64_t closedForRoom() const { return m_closedForRoom.load(std::memory_order_relaxed); }

private:
    const Most m_most;
    std::atomic<int> m_open{0};
    std::atomic<std::uint64_t> m_refused{0};
    std::atomic<std::uint64_t> m_closedForRoom{0};
    std::mutex m_mutex;
    int m_strangers = 0;
    std::unordered_map<std::string, int> m_byAddress;
};

} // namespace ostiary
