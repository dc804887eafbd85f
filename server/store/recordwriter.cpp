// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/recordwriter.h"

#include "models/domain/clock.h"

#include <QLoggingCategory>
#include <QVariant>

#include <algorithm>
#include <chrono>

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
constexpr auto kLook = 1s;                 ///< at the journal's file, while nothing is to do
constexpr int kPruneRows = 2000;           ///< in one transaction, about 20 ms
constexpr std::size_t kMaxNotes = 100'000; ///< notes waiting while the disk is full; beyond this they are dropped

} // namespace

Outcome<std::unique_ptr<RecordWriter>> RecordWriter::start(Setup setup)
{
    std::unique_ptr<RecordWriter> writer(new RecordWriter(std::move(setup)));
    auto journal = InflightJournal::open(writer->m_setup.journalFile, writer->m_setup.slots);
    if (!journal)
        return std::move(journal).error();
    writer->m_journal = std::move(journal).value();
    {
        auto database =
            Database::open(writer->m_setup.ledgerFile, Database::Mode::ReadWrite, writer->m_setup.durability);
        if (!database)
            return std::move(database).error();
        if (auto migrated = database.value()->migrate(QStringLiteral("ledger")); !migrated)
            return "ledger: " + migrated.error();
        auto settled = writer->settleLeftovers(*database.value());
        if (!settled)
            return std::move(settled).error();
        writer->m_interrupted = settled.value();
    }
    writer->m_thread = std::thread([raw = writer.get()] { raw->run(); });
    return writer;
}

Outcome<int> RecordWriter::settleLeftovers(const Database &database)
{
    const InflightJournal::Recovered recovered = m_journal->recover();
    if (recovered.garbled > 0)
        return "in-flight journal " + m_setup.journalFile.toStdString() + ": " + std::to_string(recovered.garbled) +
               " of the attempts in it cannot be read. Put the file back as it was, or start once with --repair, which "
               "keeps what can be read and says what was lost";
    const std::vector<InflightJournal::Found> &found = recovered.found;
    LedgerBatch batch(database);
    bool ok = database.begin();
    int interrupted = 0;
    for (const auto &left : found) {
        ok = ok && batch.add(left.record);
        interrupted += left.record.state == RecordState::Interrupted ? 1 : 0;
    }
    const auto since = beginRun(database, !found.empty());
    ok = ok && since && endOrphans(database, batch, *since);
    if (!ok || !batch.finish() || !database.commit()) {
        database.rollback();
        return std::string(
            "the requests an earlier run left unfinished could not be written to the ledger; nothing was lost. "
            "Is the disk full or read-only?");
    }
    for (const auto &left : found)
        m_journal->free(left.slot);
    if (!found.empty())
        qCInfo(logLedger, "settled %d records of an earlier run, %d of them interrupted", int(found.size()),
               interrupted);
    return interrupted;
}

/// Orphans can be as far back from the newest attempt as a request takes. Measured by the rows, not by the clock, which
/// may have been set back, or may have gone on for days.
std::optional<QByteArray> RecordWriter::beginRun(const Database &database, bool foundLeftovers) const
{
    constexpr std::int64_t kLongestRequestMs = 24LL * 3600 * 1000;
    QSqlQuery last = database.prepare("ledger_last_run");
    if (!execLogged(last) || !last.next())
        return std::nullopt;
    const bool inOrder = last.value(0).toBool() && !foundLeftovers;
    QByteArray since = last.value(1).toByteArray();
    last.finish();
    if (since.size() < 6 || inOrder) {
        since = QByteArray(16, '\xff'); // nothing to look at
    } else {
        std::int64_t newest = 0;
        for (int i = 0; i < 6; ++i)
            newest = newest << 8 | static_cast<std::uint8_t>(since[i]);
        since.fill('\0', 16);
        const std::int64_t from = std::max<std::int64_t>(0, newest - kLongestRequestMs);
        for (int i = 0; i < 6; ++i)
            since[i] = static_cast<char>(from >> (40 - 8 * i));
    }
    QSqlQuery begin = database.prepare("ledger_begin_run");
    return execLogged(begin) ? std::optional(since) : std::nullopt;
}

// A process that ended between two attempts of a request left the first attempt's row without the request's.
bool RecordWriter::endOrphans(const Database &database, LedgerBatch &batch, const QByteArray &sinceId) const
{
    QSqlQuery query = database.prepare("ledger_orphans");
    query.bindValue(0, sinceId);
    std::vector<UsageRecord> orphans;
    const bool read = eachRow(query, [&] {
        UsageRecord record;
        const QByteArray id = query.value(0).toByteArray();
        std::copy_n(id.constData(), std::min<qsizetype>(id.size(), 16),
                    reinterpret_cast<char *>(record.requestId.bytes.data()));
        record.attempt = static_cast<std::uint16_t>(query.value(1).toInt());
        record.startedMs = query.value(2).toLongLong();
        record.keyId = query.value(3).toLongLong();
        record.userId = query.value(4).toString().toStdString();
        record.teamId = query.value(5).toString().toStdString();
        record.model = query.value(6).toString().toStdString();
        record.deployment = query.value(7).toString().toStdString();
        record.provider = query.value(8).toString().toStdString();
        record.state = RecordState::Interrupted;
        record.requestCost = Money::fromNano(query.value(10).toLongLong());
        record.priced = true;
        record.final = true;
        record.error = std::string_view("interrupted");
        orphans.push_back(record);
    });
    query.finish();
    return read &&
           std::all_of(orphans.begin(), orphans.end(), [&](const UsageRecord &record) { return batch.add(record); });
}

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

void RecordWriter::close(int slot, const UsageRecord &record, std::function<void()> durable)
{
    m_journal->close(slot, record);
    Item item{slot, record, {}};
    if (m_setup.durability == Durability::Power && durable && m_setup.posterForThisThread) {
        item.durable = [post = m_setup.posterForThisThread(), durable = std::move(durable)] { post(durable); };
        enqueue(std::move(item));
        return;
    }
    enqueue(std::move(item));
    if (durable)
        durable();
}

void RecordWriter::note(const UsageRecord &record)
{
    enqueue({-1, record, {}});
}

void RecordWriter::enqueue(Item item)
{
    bool wake = false;
    {
        const std::lock_guard lock(m_mutex);
        if (item.slot < 0 && m_queue.size() > kMaxNotes)
            return;
        wake = m_queue.empty() || m_queue.size() == kGatherAtMost || item.durable;
        m_urgent = m_urgent || item.durable;
        m_queue.push_back(std::move(item));
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

bool RecordWriter::pruneSome(const Database &database, std::int64_t beforeMs) const
{
    QByteArray before(16, '\0'); // request ids begin with their time
    for (int i = 0; i < 6; ++i)
        before[i] = static_cast<char>(beforeMs >> (40 - 8 * i));
    bool ok = database.begin();
    QSqlQuery keepFrom = database.prepare("ledger_keep_from");
    keepFrom.bindValue(0, before);
    ok = ok && execLogged(keepFrom);
    QSqlQuery requests = database.prepare("ledger_prune_requests");
    requests.bindValue(0, before);
    requests.bindValue(1, kPruneRows);
    ok = ok && execLogged(requests);
    bool more = ok && requests.numRowsAffected() == kPruneRows;
    QSqlQuery asked = database.prepare("ledger_prune_asked");
    asked.bindValue(0, before);
    asked.bindValue(1, kPruneRows);
    ok = ok && execLogged(asked);
    more = more || (ok && asked.numRowsAffected() == kPruneRows);
    for (const char *name : {"ledger_prune_rollups", "ledger_prune_latencies"}) {
        QSqlQuery sums = database.prepare(name);
        sums.bindValue(0, qlonglong(beforeMs / 1000));
        ok = ok && execLogged(sums);
        more = more || (ok && sums.numRowsAffected() > 0);
    }
    if (!ok || !database.commit()) {
        database.rollback();
        return false; // asked again with the next round of retention
    }
    return more;
}

bool RecordWriter::write(LedgerBatch &batch, const Database &database, const std::vector<Item> &items)
{
    bool ok = database.begin();
    for (const Item &item : items) {
        ok = ok && batch.add(item.record);
        if (!ok)
            break; // on a full disk SQLite may have ended the transaction itself
    }
    ok = ok && batch.finish() && database.commit();
    if (!ok) {
        database.rollback();
        batch.forget();
    }
    return ok;
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
    LedgerBatch batch(*database);
    std::vector<Item> items;
    std::vector<UsageRecord> written;
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            while (
                !m_wake.wait_for(lock, kLook, [&] { return !m_queue.empty() || m_stopping || m_pruneBeforeMs > 0; })) {
                lock.unlock();
                lookAtJournal();
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
                const bool more = pruneSome(*database, before);
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
            std::unique_lock lock(m_mutex);
            m_flushed.notify_all();
            if (m_wake.wait_for(lock, kRetry, [&] { return m_stopping; }))
                return; // the journal keeps what is not written for the next start
        }
        if (!m_healthy.exchange(true))
            qCWarning(logLedger, "the ledger can be written again");
        written.clear();
        for (const Item &item : items) {
            follow(item.record);
            if (item.slot >= 0)
                m_journal->free(item.slot);
            if (item.durable)
                item.durable();
            if (committed)
                written.push_back(item.record);
        }
        if (committed)
            committed(written);
        {
            const std::lock_guard lock(m_mutex);
            m_done += items.size();
        }
        m_flushed.notify_all();
        items.clear();
        lookAtJournal();
        batch.addUpOne();
    }
}

} // namespace ostiary
