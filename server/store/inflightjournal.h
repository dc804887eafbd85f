// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/records.h"
#include "models/domain/result.h"

#include <QString>

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace ostiary {

/// Every attempt under way, in a file that is mapped into memory.
///
/// What this rests on: a store to a shared mapping is in the kernel's page cache the moment it is done, so it outlives
/// the process however that ends. It does not outlive the machine: with Durability::Power an answer is not ended before
/// the ledger itself has been synced. The file's blocks are allocated when it is made, so a full disk cannot fault it.
///
/// A slot goes free → open → closed → free. The closing record has a place of its own, so at no instant is a slot
/// without one whole record. Slots are written by the thread that opened them; taking and freeing is thread-safe.
class InflightJournal
{
public:
    struct Found
    {
        UsageRecord record; ///< open ones come back as Interrupted, with the usage counted last
        int slot = 0;
    };

    /// Maps `file`, making it with `slots` places when there is none. A file of another layout is refused while it
    /// still holds records.
    static Outcome<std::unique_ptr<InflightJournal>> open(const QString &file, int slots);
    ~InflightJournal();

    /// A free slot holding `record` as open, or -1.
    int begin(const UsageRecord &record);
    void progress(int slot, const Usage &usage, Money cost);
    void close(int slot, const UsageRecord &record);
    /// The ledger has the record: the slot may be used again.
    void free(int slot);

    /// What an earlier process left behind. Call before the first begin(); free() each when the ledger has it.
    std::vector<Found> recover();
    int freeSlots() const;

private:
    struct Slot;
    struct Header;
    InflightJournal() = default;
    static bool holdsRecords(int fd, const Header &header);

    void *m_map = nullptr;
    std::size_t m_mapSize = 0;
    std::atomic<std::uint32_t> *m_states = nullptr;
    Slot *m_slots = nullptr;
    int m_count = 0;
    mutable std::mutex m_mutex;
    std::vector<int> m_free; ///< last in, first out: few pages are ever touched
};

} // namespace ostiary
