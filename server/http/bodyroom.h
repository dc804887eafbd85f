// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"
#include "server/io/memorylevel.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>

namespace ostiary {

/// The room for all request bodies of the process, counted as they grow and held until their requests have been
/// answered, and the folder where large ones are spooled. Thread-safe.
class BodyRoom
{
public:
    struct Setup
    {
        std::size_t most = 0;       ///< bytes of all bodies; 0: a quarter of the memory, at most 1 GiB
        std::size_t spoolFrom = 0;  ///< bodies larger than this go to a file; 0: none do
        std::string spoolDirectory; ///< empty: none do
        std::size_t largest = 0;    ///< a body of this size must fit, where `most` is not given
    };

    BodyRoom(Setup setup, MemoryLevel &memory);

    /// Whether a body of `told` bytes (0 when it was not told) may be sent now; otherwise 503 with the seconds.
    Status admit(std::size_t told);
    /// Takes `bytes` for a body that has `size` with them; false when there are none left. A quarter of the room is
    /// kept for small bodies, so that a few large uploads cannot keep all others out.
    bool take(std::size_t bytes, std::size_t size);
    void give(std::size_t bytes);
    /// The error when `take` has said no.
    GatewayError refusal();

    bool spools(std::size_t size) const { return size > m_setup.spoolFrom && m_setup.spoolFrom > 0; }
    /// A file without a name, or -1.
    int openSpool() const;

    std::size_t most() const { return m_setup.most; }
    std::size_t used() const { return m_used.load(std::memory_order_relaxed); }
    /// Little is left: slow senders have to go first.
    bool isTight() const { return used() > m_setup.most / 2; }
    std::uint64_t refused() const { return m_refused.load(std::memory_order_relaxed); }
    /// Bytes given back so far, of large bodies: when it has grown, memory can be returned to the system.
    std::uint64_t largeGiven() const { return m_largeGiven.load(std::memory_order_relaxed); }

private:
    Setup m_setup;
    MemoryLevel &m_memory;
    std::atomic<std::size_t> m_used{0};
    std::atomic<std::uint64_t> m_refused{0};
    std::atomic<std::uint64_t> m_largeGiven{0};
};

} // namespace ostiary
