// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/recordwriter.h"

#include "models/domain/clock.h"
#include "server/store/idtime.h"
#include "server/store/prunedrows.h"

#include <QFileInfo>
#include <QLoggingCategory>
#include <QSqlError>
#include <QVariant>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>

#ifdef Q_OS_LINUX
#include <pthread.h>
#include <sched.h>
#endif

namespace ostiary {

namespace {

Q_LOGGING_CATEGORY(logLedger, "ostiary.ledger")

using namespace std::chrono_literals;

// Rows are already safe in the journal, so the writer may let a few gather: a commit costs the same for one as for
// many.
constexpr auto kGather = 5ms;
constexpr std::size_t kGatherAtMost = 512;
constexpr auto kRetry = 1s;
constexpr auto kLook = 1s; ///< at the journal's file, while nothing is to do
constexpr qint64 kCheckpointBytes = 4 << 20;
constexpr int kPruneRows = 2000;           ///< in one transaction, about 20 ms
constexpr std::size_t kMaxNotes = 100'000; ///< notes waiting while the disk is full; beyond this they are dropped

} // namespace

RecordWriter::~RecordWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

int RecordWriter::open(const UsageRecord &record)
{
    return healthy() ? m_journal->begin(record) : -1;
}
bool RecordWriter::full() const
{
    return healthy() && m_journal->freeSlots() == 0;
}

void RecordWriter::progress(int slot, const Usage &usage, Money cost)
{
    m_journal->progress(slot, usage, cost);
}

void RecordWriter::close(int slot, const UsageRecord &record, std::function<void(bool)> told, std::string why)
{
    m_journal->close(slot, record);
    if (m_setup.durability == Durability::Power && told && m_setup.posterForThisThread) {
        const auto later = [post = m_setup.posterForThisThread(), told = std::move(told)](bool durable) {
            post([told, durable] { told(durable); });
        };
        std::uint64_t wait = 0;
        if (m_healthy.load(std::memory_order_relaxed))
            wait = m_waits.add(later);
        else
            later(false); // the disk fails already
        enqueue(slot, record, wait, std::move(why));
        return;
    }
    enqueue(slot, record, 0, std::move(why));
    if (told)
        told(true);
}

void RecordWriter::note(const UsageRecord &record, std::string why)
{
    enqueue(-1, record, 0, std::move(why));
}

void RecordWriter::enqueue(int slot, const UsageRecord &record, std::uint64_t wait, std::string why)
{
    bool wake = false;
    {
        const std::lock_guard lock(m_mutex);
        if (slot < 0 && m_queue.size() > kMaxNotes)
            return;
        wake = m_queue.empty() || m_queue.size() == kGatherAtMost || wait > 0;
        m_urgent = m_urgent || wait > 0;
        m_queue.push_back({slot, record, wait, std::move(why)});
        ++m_given;
    }
    if (wake)
        m_wake.notify_one();
}

void RecordWriter::flush()
{
    std::unique_lock lock(m_mutex);
    const std::uint64_t goal = m_given;
    m_urgent = true;
    m_wake.notify_one();
    m_flushed.wait(lock, [&] { return m_done >= goal || !m_healthy; });
}

void RecordWriter::prune(std::int64_t beforeMs)
{
    const std::lock_guard lock(m_mutex);
    m_pruneBeforeMs = beforeMs;
    m_wake.notify_one();
}

bool RecordWriter::pruneSome(LedgerBatch &batch, const Database &database, std::int64_t beforeMs)
{
    LedgerChain &chain = batch.chain();
    if (!chain.isLoaded() && !chain.load())
        return false;
    const QByteArray before = idBound(beforeMs);
    bool ok = database.begin();
    QSqlQuery keepFrom = database.prepare("ledger_keep_from");
    keepFrom.bindValue(0, before);
    ok = ok && execLogged(keepFrom);
    PrunedRows pruned(chain.seals());
    ok = ok && pruned.remove(database, before, kPruneRows);
    bool more = pruned.count() == kPruneRows;
    for (const char *name : {"ledger_prune_asked", "ledger_prune_why"}) {
        QSqlQuery beside = database.prepare(name);
        beside.bindValue(0, before);
        beside.bindValue(1, kPruneRows);
        ok = ok && execLogged(beside);
        more = more || (ok && beside.numRowsAffected() == kPruneRows);
    }
    ok = ok && removeSums(database, beforeMs, &more);
    ok = ok && chain.appendPruned(pruned, before);
    if (!ok || !database.commit()) {
        database.rollback();
        chain.forget();
        return false; // asked again with the next round of retention
    }
    chain.committed();
    writeHead(chain, false);
    return more;
}

bool RecordWriter::removeSums(const Database &database, std::int64_t beforeMs, bool *more) const
{
    bool ok = true;
    for (const char *name : {"ledger_prune_rollups", "ledger_prune_latencies"}) {
        QSqlQuery sums = database.prepare(name);
        sums.bindValue(0, qlonglong(beforeMs / 1000));
        ok = ok && execLogged(sums);
        *more = *more || (ok && sums.numRowsAffected() > 0);
    }
    return ok;
}

bool RecordWriter::writeHead(const LedgerChain &chain, bool atOnce)
{
    // A sync for each batch would double the cost of Durability::Power; the end of what is synced lags a second behind.
    const auto now = std::chrono::steady_clock::now();
    const bool sync = atOnce || (m_setup.durability == Durability::Power && now - m_headSynced >= kLook);
    if (sync)
        m_headSynced = now;
    StoreHead head;
    head.sequence = chain.head().seq;
    head.mac = chain.head().mac;
    head.boot = m_boot;
    if (m_head->write(head, sync))
        return true;
    diskFailed(std::string("ledger.head: ") + std::strerror(errno));
    return false;
}

/// SQLite does this after every thousand pages itself, but says nothing when it fails.
void RecordWriter::checkpoint(const Database &database)
{
    const auto now = std::chrono::steady_clock::now();
    const bool failing = !disk().why.empty();
    if (now - m_checkpointed < kLook ||
        (!failing && QFileInfo(m_setup.ledgerFile + QStringLiteral("-wal")).size() < kCheckpointBytes))
        return;
    m_checkpointed = now;
    QSqlQuery query = database.query();
    if (!query.exec(QStringLiteral("PRAGMA wal_checkpoint(PASSIVE)")) || !query.next()) {
        diskFailed("syncing ledger.db: " + query.lastError().text().toStdString());
        return;
    }
    if (failing) {
        const std::lock_guard lock(m_diskMutex);
        m_disk.why.clear();
        qCWarning(logLedger, "the disk takes the ledger again");
    }
}

void RecordWriter::diskFailed(const std::string &what)
{
    const std::lock_guard lock(m_diskMutex);
    ++m_disk.errors;
    if (m_disk.why.empty())
        qCCritical(logLedger, "the disk does not keep the ledger: %s", what.c_str());
    m_disk.why = "the disk does not keep the ledger: " + what;
}

RecordWriter::Disk RecordWriter::disk() const
{
    const std::lock_guard lock(m_diskMutex);
    return m_disk;
}

bool RecordWriter::write(LedgerBatch &batch, const Database &database, const std::vector<Item> &items)
{
    bool ok = database.begin();
    for (const Item &item : items) {
        ok = ok && batch.add(item.record, item.why);
        if (!ok)
            break; // on a full disk SQLite may have ended the transaction itself
    }
    ok = ok && batch.finish() && database.commit();
    if (!ok) {
        diskFailed(database.lastError().toStdString());
        database.rollback();
        batch.forget();
        return false;
    }
    batch.committed();
    writeHead(batch.chain(), false);
    return true;
}

void RecordWriter::follow(const UsageRecord &record)
{
    if (record.final)
        m_retried.erase(record.requestId.bytes);
    else if (record.attempt > 0)
        m_retried.insert(record.requestId.bytes);
}

bool RecordWriter::lookAtJournal()
{
    if (!m_journalIntact.load(std::memory_order_relaxed) || m_journal->intact())
        return m_journalIntact.load(std::memory_order_relaxed);
    m_journalIntact = false;
    qCCritical(
        logLedger,
        "the in-flight journal %s was cut, replaced or taken away while it is in use: attempts under way could not "
        "be settled after a crash, so new requests are refused. What is under way is written to the ledger. Find "
        "out what touches the data directory, then restart with --repair",
        qPrintable(m_setup.journalFile));
    return false;
}

void RecordWriter::run()
{
    // Nobody waits for this thread, so it should not push the engines off a core when it wakes.
#ifdef Q_OS_LINUX
    const sched_param parameters{};
    pthread_setschedparam(pthread_self(), SCHED_BATCH, &parameters);
    pthread_setname_np(pthread_self(), "ledger");
#endif
    auto opened = Database::open(m_setup.ledgerFile, Database::Mode::ReadWrite, m_setup.durability);
    if (!opened) {
        qCCritical(logLedger, "%s", opened.error().c_str());
        m_healthy = false;
        return;
    }
    const std::unique_ptr<Database> database = std::move(opened).value();
    database->run(QStringLiteral("PRAGMA wal_autocheckpoint = 0")); // see checkpoint()
    if (!database->keepAppendOnly({"usage", "batch"}))
        m_healthy = false;
    LedgerBatch batch(*database, m_key, m_setup.mostNames);
    std::vector<Item> items;
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            while (
                !m_wake.wait_for(lock, kLook, [&] { return !m_queue.empty() || m_stopping || m_pruneBeforeMs > 0; })) {
                lock.unlock();
                lookAtJournal();
                checkpoint(*database);
                lock.lock();
            }
            if (m_queue.empty() && m_stopping) {
                if (m_retried.empty()) { // the next start need not look for orphans
                    QSqlQuery end = database->prepare("ledger_end_run");
                    execLogged(end);
                }
                return;
            }
            if (const std::int64_t before = m_stopping ? 0 : m_pruneBeforeMs) {
                lock.unlock();
                const bool more = pruneSome(batch, *database, before);
                lock.lock();
                if (!more && m_pruneBeforeMs == before)
                    m_pruneBeforeMs = 0;
                if (m_queue.empty())
                    continue;
            }
            m_wake.wait_for(lock, kGather, [&] { return m_urgent || m_stopping || m_queue.size() >= kGatherAtMost; });
            m_urgent = false;
            std::swap(items, m_queue);
        }
        while (!write(batch, *database, items)) {
            if (m_healthy.exchange(false))
                qCCritical(logLedger, "the ledger cannot be written; new requests are refused until it can be");
            m_waits.giveUp();
            std::unique_lock lock(m_mutex);
            m_flushed.notify_all();
            if (m_wake.wait_for(lock, kRetry, [&] { return m_stopping; }))
                return; // the journal keeps what is not written for the next start
        }
        if (!m_healthy.exchange(true))
            qCWarning(logLedger, "the ledger can be written again");
        for (const Item &item : items) {
            follow(item.record);
            if (item.slot >= 0)
                m_journal->free(item.slot);
            if (item.wait > 0)
                m_waits.keep(item.wait);
        }
        {
            const std::lock_guard lock(m_mutex);
            m_done += items.size();
        }
        m_flushed.notify_all();
        items.clear();
        lookAtJournal();
        batch.addUpOne();
        checkpoint(*database);
    }
}

} // namespace ostiary
