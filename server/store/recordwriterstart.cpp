// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the writer begins, with what an earlier process left; its work is in recordwriter.cpp.
#include "server/store/recordwriter.h"

#include "server/store/idtime.h"

#include <QFileInfo>
#include <QLoggingCategory>
#include <QVariant>

#include <algorithm>

namespace ostiary {

namespace {

Q_LOGGING_CATEGORY(logLedger, "ostiary.ledger")

} // namespace

Outcome<std::unique_ptr<RecordWriter>> RecordWriter::start(Setup setup)
{
    auto opening = LedgerOpening::open(setup.ledgerFile, setup.durability, setup.rules);
    if (!opening)
        return std::move(opening).error();
    std::unique_ptr<RecordWriter> writer(new RecordWriter(std::move(setup), std::move(opening).value()));
    {
        auto database =
            Database::open(writer->m_setup.ledgerFile, Database::Mode::ReadWrite, writer->m_setup.durability);
        if (!database)
            return std::move(database).error();
        if (auto opened = writer->openJournal(*database.value()); !opened)
            return std::move(opened).error();
        auto settled = writer->settleLeftovers(*database.value());
        if (!settled)
            return std::move(settled).error();
        writer->m_interrupted = settled.value();
    }
    writer->m_thread = std::thread([raw = writer.get()] { raw->run(); });
    return writer;
}

Outcome<Done> RecordWriter::openJournal(const Database &database)
{
    const KeyedHash::Key key = m_key.derive("in-flight journal");
    QSqlQuery last = database.prepare("ledger_last_run");
    const bool ended = execLogged(last) && last.next() && (last.value(0).toBool() || last.value(1).isNull());
    last.finish();
    if (!QFileInfo::exists(m_setup.journalFile) && !ended) {
        if (!m_setup.rules.repair)
            return "the in-flight journal " + m_setup.journalFile.toStdString() +
                   " is missing, and the last run did not end in order, so what was under way then is in there. Put "
                   "the "
                   "file back, or start once with --repair: what those attempts cost is then in no budget";
        m_lost.push_back("the in-flight journal was missing after a run that did not end in order: attempts that were "
                         "under way then are in no budget");
    }
    if (m_setup.rules.repair) {
        auto lost = InflightJournal::repair(m_setup.journalFile, m_setup.slots, key);
        if (!lost)
            return std::move(lost).error();
        m_lost.insert(m_lost.end(), lost->begin(), lost->end());
    }
    auto journal = InflightJournal::open(m_setup.journalFile, m_setup.slots, key);
    if (!journal)
        return std::move(journal).error();
    m_journal = std::move(journal).value();
    return Done{};
}

Outcome<int> RecordWriter::settleLeftovers(const Database &database)
{
    const InflightJournal::Recovered recovered = m_journal->recover();
    if (recovered.garbled > 0)
        return "in-flight journal " + m_setup.journalFile.toStdString() + ": " + std::to_string(recovered.garbled) +
               " of the attempts in it cannot be read. Put the file back as it was, or start once with --repair, which "
               "keeps what can be read and says what was lost";
    const std::vector<InflightJournal::Found> &found = recovered.found;
    LedgerBatch batch(database, m_key, m_setup.mostNames);
    bool ok = batch.chain().load() && database.begin();
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
    batch.committed();
    if (!writeHead(batch.chain(), true))
        return "ledger.head cannot be written: " + m_disk.why;
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
        since = idBound(std::max<std::int64_t>(0, timeOf(since) - kLongestRequestMs));
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

} // namespace ostiary
