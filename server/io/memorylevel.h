// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"

#include <atomic>
#include <cstddef>
#include <functional>

namespace ostiary {

/// Whether this process uses so much memory that it should take on no more. Looks at most once a second. Thread-safe.
class MemoryLevel
{
public:
    /// What the process uses of its own (files that are mapped do not count: the system can let go of them).
    struct Use
    {
        std::size_t own = 0;     ///< bytes in memory
        std::size_t address = 0; ///< bytes of address space
    };

    /// `level` in bytes of `Use::own`; 0: four fifths of the memory there is.
    MemoryLevel(const Clock &clock, std::size_t level, std::function<Use()> read = &MemoryLevel::useOfProcess);

    bool isHigh();
    std::size_t level() const { return m_level; }

    static Use useOfProcess();
    /// What this process may use: the smallest of the machine's memory, its control group's and its own limit.
    static std::size_t systemBytes();

private:
    const Clock &m_clock;
    const std::function<Use()> m_read;
    const std::size_t m_level;
    std::atomic<std::int64_t> m_nextLookNs{0};
    std::atomic<bool> m_high{false};
};

/// Gives memory that is free inside the allocator back to the system, as far as the calling thread holds it. Takes a
/// millisecond or so.
void returnFreeMemory();

} // namespace ostiary
