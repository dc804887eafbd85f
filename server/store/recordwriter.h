// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/records.h"
#include "server/store/batch.h"
#include "server/store/database.h"
#include "server/store/durablewaits.h"
#include "server/store/inflightjournal.h"
#include "server/store/ledgeropening.h"

#include <QString>

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <vector>

namespace ostiary {

/// The one thread that writes the ledger. Records are safe in the in-flight journal before they come here, so the
/// writer gathers what arrives while it works and commits it together.
class RecordWriter final : public RecordSink
{
public:
    struct Setup
    {
        QString ledgerFile;
        QString journalFile;
        Durability durability = Durability::Process;
        int slots = 8192;
        OpeningRules rules;
        std::chrono::milliseconds patience{10'000}; ///< how long a client waits for Durability::Power
        std::int64_t mostNames = 20'000;            ///< see LedgerBatch
        /// Runs a function on the thread that is calling now, later. Needed for Durability::Power.
        std::function<std::function<void(std::function<void()>)>()> posterForThisThread;
    };

    /// Opens both files, brings the schema up to date, and settles what an earlier process left in the journal:
    /// finished records become rows, unfinished ones rows marked `interrupted`. Then starts the thread.
    static Outcome<std::unique_ptr<RecordWriter>> start(Setup setup);
    /// Writes everything that was given and ends the thread.
    ~RecordWriter() override;

    int open(const UsageRecord &record) override;
    void progress(int slot, const Usage &usage, Money cost) override;
    void close(int slot, const UsageRecord &record, std::function<void(bool durable)> told,
               std::string why = {}) override;
    void note(const UsageRecord &record, std::string why = {}) override;

    /// Waits until everything given so far is committed.
    void flush();
    /// Removes requests that began before `beforeMs`, and what was added up for each minute before it, a little at a
    /// time between commits. Attempts, their cost and the hourly sums stay: money is never removed.
    void prune(std::int64_t beforeMs);
    /// Whether the in-flight journal has no place until the ledger has caught up; not while it is unhealthy.
    bool full() const override;
    /// What a repair at start found lost, a sentence each.
    const std::vector<std::string> &lost() const { return m_lost; }
    /// How the disk took the ledger's rows.
    struct Disk
    {
        std::int64_t errors = 0; ///< since the start: commits, syncs and checkpoints that failed
        std::string why;         ///< empty while all is well; words for an administrator
    };
    Disk disk() const;
    /// False while commits fail (a full disk), and once the journal was taken away: then no attempt is opened.
    bool healthy() const
    {
        return m_healthy.load(std::memory_order_relaxed) && m_journalIntact.load(std::memory_order_relaxed);
    }
    /// Attempts of an earlier process that were found unfinished at start.
    int interruptedAtStart() const { return m_interrupted; }

private:
    struct Item
    {
        int slot = -1;
        UsageRecord record;
        std::uint64_t wait = 0; ///< of DurableWaits; 0: nobody waits
        std::string why;        ///< see RecordSink::close()
    };

    RecordWriter(Setup setup, LedgerOpening opening)
        : m_setup(std::move(setup)), m_waits(m_setup.patience), m_key(opening.key), m_head(std::move(opening.head)),
          m_lost(std::move(opening.lost))
    {
    }
    Outcome<Done> openJournal(const Database &database);
    Outcome<int> settleLeftovers(const Database &database);
    bool writeHead(const LedgerChain &chain, bool atOnce);
    void checkpoint(const Database &database);
    void diskFailed(const std::string &what);
    bool endOrphans(const Database &database, LedgerBatch &batch, const QByteArray &sinceId) const;
    /// Notes the beginning of this run in the ledger; the request id from which on the last one may have left orphans.
    std::optional<QByteArray> beginRun(const Database &database, bool foundLeftovers) const;
    void follow(const UsageRecord &record);
    /// Whether the journal's file is what it was; false is told once and holds until the next start.
    bool lookAtJournal();
    /// `wait` is of DurableWaits, or 0.
    void enqueue(int slot, const UsageRecord &record, std::uint64_t wait, std::string why);
    void run();
    /// One step of prune(); true when there is more to remove.
    bool pruneSome(LedgerBatch &batch, const Database &database, std::int64_t beforeMs);
    bool removeSums(const Database &database, std::int64_t beforeMs, bool *more) const;
    bool write(LedgerBatch &batch, const Database &database, const std::vector<Item> &items);

    Setup m_setup;
    DurableWaits m_waits;
    IntegrityKey m_key;
    std::unique_ptr<HeadFile> m_head;
    std::vector<std::string> m_lost;
    std::array<char, 36> m_boot = HeadFile::thisBoot();
    std::chrono::steady_clock::time_point m_headSynced, m_checkpointed;
    std::unique_ptr<InflightJournal> m_journal;
    std::thread m_thread;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_flushed;
    std::vector<Item> m_queue;
    std::uint64_t m_given = 0;
    std::uint64_t m_done = 0;
    bool m_urgent = false; ///< somebody waits for the commit
    bool m_stopping = false;
    std::int64_t m_pruneBeforeMs = 0; ///< 0: nothing to remove
    std::atomic<bool> m_healthy{true};
    std::atomic<bool> m_journalIntact{true};
    int m_interrupted = 0;
    mutable std::mutex m_diskMutex;
    Disk m_disk;
    std::set<std::array<std::uint8_t, 16>> m_retried; ///< requests with a row of an attempt, but not of their end yet
};

} // namespace ostiary
