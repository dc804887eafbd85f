// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/records.h"
#include "models/domain/result.h"
#include "server/store/keyedhash.h"

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
/// the ledger itself has been synced. The file's blocks are allocated when it is made, so a full disk cannot fault it;
/// a file that is cut or replaced under the mapping is noticed by intact(), and reaching behind its new end reads
/// zeros instead of ending the process (see MappedFile).
///
/// A slot goes free → open → closed → free. The closing record has a place of its own, and progress has two that are
/// written in turn, so at no instant is a slot without one whole record. Each is kept with a keyed sum. Slots are
/// written by the thread that opened them; taking and freeing is thread-safe.
class InflightJournal
{
public:
    struct Found
    {
        UsageRecord record; ///< open ones come back as Interrupted, charged with what they may have cost
        int slot = 0;
    };
    struct Recovered
    {
        std::vector<Found> found;
        int garbled = 0; ///< slots whose record does not fit its sum
    };

    /// Maps `file`, making it with `slots` places when there is none. One of an earlier layout is brought up to date;
    /// one that is cut, garbled or of a later layout is refused with a sentence.
    static Outcome<std::unique_ptr<InflightJournal>> open(const QString &file, int slots,
                                                          const KeyedHash::Key &key = {});
    ~InflightJournal();

    /// A free slot holding `record` as open, or -1.
    int begin(const UsageRecord &record);
    void progress(int slot, const Usage &usage, Money cost);
    void close(int slot, const UsageRecord &record);
    /// The ledger has the record: the slot may be used again.
    void free(int slot);

    /// What an earlier process left behind. Call before the first begin(); free() each when the ledger has it.
    Recovered recover();
    /// Puts a journal that open() refuses, or whose slots are garbled, aside and makes a new one with what can be read
    /// of it; a sentence for everything that was lost.
    static Outcome<std::vector<std::string>> repair(const QString &file, int slots, const KeyedHash::Key &key);
    int freeSlots() const;
    /// Whether the file is still the one that is mapped, whole and under its name. A system call or two.
    bool intact() const;

private:
    struct Head;
    struct Body;
    struct Header;
    InflightJournal() = default;
    static Outcome<int> make(const std::string &name, int slots, const std::vector<Found> &kept,
                             const KeyedHash::Key &key);
    static Recovered readWhatIsThere(int file, int slots, const KeyedHash::Key &key);
    static Outcome<int> upgraded(const std::string &name, int file, std::uint32_t layout, int slots,
                                 const KeyedHash::Key &key);
    std::uint64_t sumOf(int slot, int part, const std::uint8_t *bytes, std::size_t size) const;
    void put(int slot, const UsageRecord &record, RecordState as);
    std::optional<UsageRecord> recordOf(int slot) const;

    std::string m_name;
    int m_file = -1;
    void *m_map = nullptr;
    std::size_t m_mapSize = 0;
    Head *m_heads = nullptr;
    Body *m_bodies = nullptr;
    int m_count = 0;
    KeyedHash::Key m_key{};
    mutable std::mutex m_mutex;
    std::vector<int> m_free; ///< last in, first out: few pages are ever touched
};

} // namespace ostiary
