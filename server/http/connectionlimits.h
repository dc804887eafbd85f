// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <unordered_map>

namespace ostiary {

/// Counts open connections over all listeners, in all and per address. Thread-safe.
class ConnectionLimits
{
public:
    ConnectionLimits(int most, int mostPerAddress) : m_most(most), m_mostPerAddress(mostPerAddress) {}

    /// Takes a place, or says false and takes none.
    bool enter(const std::string &address);
    void leave(const std::string &address);
    int open() const { return m_open.load(std::memory_order_relaxed); }

private:
    const int m_most;
    const int m_mostPerAddress;
    std::atomic<int> m_open{0};
    std::mutex m_mutex;
    std::unordered_map<std::string, int> m_byAddress;
};

} // namespace ostiary
