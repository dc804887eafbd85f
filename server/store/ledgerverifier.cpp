// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/ledgerverifier.h"

#include "server/store/idtime.h"
#include "server/store/ledgeropening.h"
#include "server/store/prunedrows.h"
#include "server/store/schemacheck.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSqlError>
#include <QVariant>

#include <algorithm>

namespace ostiary {

namespace {

constexpr std::int64_t kMostGroups = 4096;
constexpr int kAskEvery = 256;

std::int64_t secondOf(const QByteArray &requestId)
{
    return timeOf(requestId) / 1000;
}

QString moment(std::int64_t second)
{
    return QDateTime::fromSecsSinceEpoch(second, Qt::UTC).toString(Qt::ISODate);
}

} // namespace

QStringList LedgerVerifier::run()
{
    if (const auto changes = schemaChanges(m_database, QStringLiteral("ledger")); !changes)
        unreadable(QStringLiteral("its schema"));
    else if (!changes->isEmpty())
        m_problems.append(QStringLiteral("ledger.db ") + QString::fromStdString(changedBySomebody(*changes)));
    const auto signing = key();
    if (!signing)
        return m_problems;
    HeadFile file(LedgerOpening::headFileIn(m_directory), *signing);
    StoreHead head; // before the rows, so that what is written meanwhile makes the ledger longer than it says
    const HeadFile::State state = file.read(head);
    const ReadTransaction atOnce(m_database);
    m_seals = std::make_unique<LedgerSeals>(*signing);
    m_widths = RollupWidths::read(m_database);
    if (!m_widths)
        unreadable(QStringLiteral("it does not say up to where its roll-ups are added up"));
    readChain();
    if (state != HeadFile::State::Good)
        m_problems.append(QStringLiteral("ledger.head is %1: whether the ledger lost its end cannot be told")
                              .arg(state == HeadFile::State::Missing ? QStringLiteral("missing")
                                                                     : QStringLiteral("garbled or of another ledger")));
    const auto last = LedgerSeals::read(m_database, "ledger_last_batch");
    if (state == HeadFile::State::Good && last && last->seq < head.sequence)
        m_problems.append(QStringLiteral("the end is missing: batches %1 to %2 were in the ledger")
                              .arg(last->seq + 1)
                              .arg(head.sequence));
    const auto known = LedgerSeals::read(m_database, "ledger_batch", std::max<std::int64_t>(1, head.sequence));
    if (state == HeadFile::State::Good && head.sequence > 0 && known && known->seq > 0 && known->mac != head.mac)
        m_problems.append(QStringLiteral("batch %1 is not the one that ledger.head knows").arg(head.sequence));
    readRows();
    readSums();
    if (m_whole) {
        compareRows();
        compareSums();
        compareCounters();
    }
    return m_problems;
}

std::optional<IntegrityKey> LedgerVerifier::key()
{
    const auto last = LedgerSeals::read(m_database, "ledger_last_batch");
    if (!last) {
        unreadable(m_database.lastError());
        return std::nullopt;
    }
    if (last->seq == 0) {
        m_problems.append(
            QStringLiteral("there is no chain: all its batches were removed, or the ledger was written by an "
                           "earlier version and not started with this one yet"));
        return std::nullopt;
    }
    auto opened = IntegrityKey::open(m_directory, false);
    if (opened)
        return std::move(opened).value();
    m_problems.append(QString::fromStdString(opened.error()));
    return std::nullopt;
}

void LedgerVerifier::unreadable(const QString &why)
{
    m_problems.append(QStringLiteral("the ledger cannot be read: %1").arg(why));
}

bool LedgerVerifier::goOn()
{
    if (++m_asked % kAskEvery == 0 && m_goOn && !m_goOn())
        m_whole = false;
    return m_whole;
}

void LedgerVerifier::look(const char *statement, const std::function<void(const QSqlQuery &)> &each)
{
    QSqlQuery query = m_database.prepare(statement);
    query.exec();
    while (goOn() && query.next())
        each(query);
    if (query.lastError().isValid())
        unreadable(query.lastError().text());
}

std::int64_t LedgerVerifier::group(std::int64_t batch) const
{
    return batch <= m_anchor.seq ? 0 : batch / m_step + 1;
}

void LedgerVerifier::readChain()
{
    // What was there before the latest anchor is signed by it alone, so the anchor must be known first.
    QSqlQuery anchors = m_database.prepare("ledger_last_anchor");
    if (execLogged(anchors) && anchors.next())
        m_anchor = LedgerSeals::batchOf(anchors);
    anchors.finish();
    const auto last = LedgerSeals::read(m_database, "ledger_last_batch");
    m_step = last ? last->seq / kMostGroups + 1 : 1;
    Batch previous;
    look("ledger_batches", [&](const QSqlQuery &query) {
        const Batch batch = LedgerSeals::batchOf(query);
        checkBatch(batch, previous);
        previous = batch;
    });
}

void LedgerVerifier::checkBatch(const Batch &batch, const Batch &previous)
{
    const bool begins = previous.seq == 0;
    const bool mayJump = batch.kind == BatchKind::Gap || batch.kind == BatchKind::Anchor;
    if (begins && batch.kind != BatchKind::Anchor)
        m_problems.append(
            QStringLiteral("the beginning of the chain is missing: it begins with batch %1").arg(batch.seq));
    else if (!begins && batch.seq != previous.seq + 1 && !mayJump)
        m_problems.append(QStringLiteral("batches %1 to %2 were removed").arg(previous.seq + 1).arg(batch.seq - 1));
    // A later anchor may have been signed with another key than what is before it.
    if (batch.seq >= m_anchor.seq && m_seals->macOf(batch, previous.mac) != batch.mac)
        m_problems.append(QStringLiteral("batch %1 of %2 was changed, or does not follow the one before it")
                              .arg(batch.seq)
                              .arg(moment(batch.atMs / 1000)));
    if (batch.seq < m_anchor.seq)
        return;
    Rows &rows = m_expected[group(batch.seq)];
    rows.sum += batch.usage ^ m_seals->mask(batch.seq, 0);
    rows.count += batch.usageRows;
    const SealSum requests = batch.requests ^ m_seals->mask(batch.seq, 1);
    const bool pruned = batch.kind == BatchKind::Pruned;
    m_expectedRequests.sum += pruned ? -requests : requests;
    m_expectedRequests.count += pruned ? -batch.requestRows : batch.requestRows;
    if (pruned || batch.kind == BatchKind::Anchor)
        m_prunedBefore = std::max(m_prunedBefore, batch.note.left(16));
    if (batch.kind == BatchKind::Anchor)
        m_requestsFrom = secondOf(batch.note.left(16));
    if (!pruned)
        return;
    for (const auto &[halfDay, sums] : PrunedRows::read(*m_seals, batch)) {
        m_requestCells[Hours][halfDay] += sums.hours;
        m_requestCells[HalfDays][halfDay] += sums.halfDays;
    }
}

void LedgerVerifier::addCells(Cells &to, std::int64_t second,
                              const std::function<SealSum(std::int64_t, std::int64_t)> &cell)
{
    const std::int64_t day = second - second % kHalfDay;
    if (second >= m_minutesFrom)
        to[Minutes][day] += cell(kMinute, second - second % kMinute);
    to[Hours][day] += cell(kHour, second - second % kHour);
    to[HalfDays][day] += cell(kHalfDay, day);
}

void LedgerVerifier::readRows()
{
    // Requests of the last moments before the cut may have been removed or not; an hour later all are there.
    m_minutesFrom =
        m_prunedBefore.isEmpty() || secondOf(m_prunedBefore) == 0 ? 0 : (secondOf(m_prunedBefore) / kHour + 2) * kHour;
    LedgerSeals &seals = *m_seals;
    const auto column = [](const RowSeal &rows, const char *name) {
        return static_cast<int>(rows.columns().indexOf(QLatin1String(name)));
    };
    const int started = column(seals.usage, "started_ms"), batch = column(seals.usage, "batch");
    const std::array<int, 5> who = {column(seals.usage, "key_id"), column(seals.usage, "model"),
                                    column(seals.usage, "provider"), column(seals.usage, "user"),
                                    column(seals.usage, "team")};
    const std::pair<CellColumn, int> values[] = {{CellPrompt, column(seals.usage, "prompt_tokens")},
                                                 {CellCompletion, column(seals.usage, "completion_tokens")},
                                                 {CellCost, column(seals.usage, "cost_nano")}};
    const auto number = [](const QSqlQuery &row, int at) -> std::int64_t { return row.value(at).toLongLong(); };
    const bool usage = eachSealed(m_database, seals.usage, [&](const QSqlQuery &row, SealSum sum) {
        Rows &rows = m_found[group(number(row, batch))];
        rows.sum += sum;
        ++rows.count;
        addCells(m_usageCells, number(row, started) / 1000, [&](std::int64_t width, std::int64_t bucket) {
            SealSum cells = 0;
            for (const auto &[cell, at] : values)
                cells += seals.cell({width, bucket, number(row, who[0]), number(row, who[1]), number(row, who[2]),
                                     number(row, who[3]), number(row, who[4]), cell},
                                    number(row, at));
            return cells;
        });
        return goOn();
    });
    const RequestCells request(seals.request);
    const bool requests = eachSealed(m_database, seals.request, [&](const QSqlQuery &row, SealSum sum) {
        m_foundRequests.sum += sum;
        ++m_foundRequests.count;
        addCells(m_requestCells, request.second(row),
                 [&](std::int64_t width, std::int64_t) { return request.at(seals, row, width); });
        return goOn();
    });
    if (!usage || !requests)
        unreadable(m_database.lastError());
    look("ledger_verify_names", [&](const QSqlQuery &row) {
        m_found[group(number(row, 2))].sum +=
            seals.name(number(row, 0), row.value(1).toString().toStdString(), number(row, 2));
    });
}

/// Takes the roll-ups off what the rows added. A width holds the finer one up to a moment; what is finer stands for it
/// from there on.
void LedgerVerifier::readSums()
{
    const RollupWidths widths = m_widths.value_or(RollupWidths());
    const auto take = [&](Cells &from, std::int64_t width, std::int64_t bucket,
                          const std::function<SealSum(std::int64_t, std::int64_t)> &cell) {
        const std::int64_t day = bucket - bucket % kHalfDay;
        if (width == kMinute && bucket >= m_minutesFrom)
            from[Minutes][day] -= cell(kMinute, bucket);
        if (width == kHour || (width == kMinute && bucket >= widths.hours))
            from[Hours][day] -= cell(kHour, bucket - bucket % kHour);
        if (width == kHalfDay || (width == kHour && bucket >= widths.halfDays) ||
            (width == kMinute && bucket >= widths.hours && bucket >= widths.halfDays))
            from[HalfDays][day] -= cell(kHalfDay, day);
    };
    look("ledger_verify_sums", [&](const QSqlQuery &row) {
        const auto number = [&](int at) -> std::int64_t { return row.value(at).toLongLong(); };
        const auto cells = [&](const std::initializer_list<std::pair<CellColumn, int>> &columns) {
            return [&, columns](std::int64_t width, std::int64_t bucket) {
                SealSum sum = 0;
                for (const auto &[cell, at] : columns)
                    sum += m_seals->cell({width, bucket, number(2), number(3), number(4), number(5), number(6), cell},
                                         number(at));
                return sum;
            };
        };
        take(m_requestCells, number(0), number(1), cells({{CellRequests, 7}, {CellErrors, 8}}));
        take(m_usageCells, number(0), number(1), cells({{CellPrompt, 9}, {CellCompletion, 10}, {CellCost, 11}}));
    });
    look("ledger_verify_latencies", [&](const QSqlQuery &row) {
        const auto number = [&](int at) -> std::int64_t { return row.value(at).toLongLong(); };
        take(m_requestCells, number(0), number(1), [&](std::int64_t width, std::int64_t bucket) {
            return m_seals->cell({width, bucket, number(2), number(3), number(4), 0, 0, CellLatency}, number(5));
        });
    });
}

void LedgerVerifier::compareRows()
{
    std::map<std::int64_t, std::pair<Rows, Rows>> groups;
    for (const auto &[number, rows] : m_expected)
        groups[number].first = rows;
    for (const auto &[number, rows] : m_found)
        groups[number].second = rows;
    for (const auto &[number, both] : groups) {
        const auto &[expected, found] = both;
        if (expected.sum == found.sum && expected.count == found.count)
            continue;
        const QString where =
            number == 0   ? QStringLiteral("up to batch %1").arg(m_anchor.seq)
            : m_step == 1 ? QStringLiteral("of batch %1").arg(number - 1)
                          : QStringLiteral("of batches %1 to %2").arg((number - 1) * m_step).arg(number * m_step - 1);
        m_problems.append(
            QStringLiteral("the attempts or names %1 were changed: %2 rows were written, %3 are there%4")
                .arg(where)
                .arg(expected.count)
                .arg(found.count)
                .arg(expected.count == found.count ? QStringLiteral(" and are not the same") : QString()));
    }
    if (m_expectedRequests.sum != m_foundRequests.sum || m_expectedRequests.count != m_foundRequests.count)
        m_problems.append(QStringLiteral("the requests were changed: %1 rows should be there, %2 are%3")
                              .arg(m_expectedRequests.count)
                              .arg(m_foundRequests.count)
                              .arg(m_expectedRequests.count == m_foundRequests.count
                                       ? QStringLiteral(" and are not the same")
                                       : QString()));
    QSqlQuery retention = m_database.prepare("ledger_retention");
    const QByteArray before =
        execLogged(retention) && retention.next() ? retention.value(0).toByteArray() : QByteArray();
    if (secondOf(before) != secondOf(m_prunedBefore))
        m_problems.append(QStringLiteral("up to where requests were removed by retention was changed"));
}

void LedgerVerifier::compareSums()
{
    static const char *const kNames[] = {"minutes", "hours", "half days"};
    const auto tell = [&](const Cells &cells, const char *what, std::int64_t from) {
        for (std::size_t width = 0; width < cells.size(); ++width) {
            for (const auto &[day, sum] : cells[width]) {
                if (sum != 0 && day >= from)
                    m_problems.append(QStringLiteral("the half day from %1: its rows and the %2 of its %3 differ")
                                          .arg(moment(day), QLatin1String(what), QLatin1String(kNames[width])));
            }
        }
    };
    tell(m_usageCells, "tokens or cost in the roll-ups", 0);
    // The half day in which the chain began to know of removed requests is only partly known.
    tell(m_requestCells, "counts in the roll-ups", m_requestsFrom == 0 ? 0 : m_requestsFrom + 1);
}

void LedgerVerifier::compareCounters()
{
    look("ledger_verify_scopes", [&](const QSqlQuery &row) {
        m_problems.append(QStringLiteral("the budget of %1 '%2', window %3: counter %4, rows %5")
                              .arg(row.value(0).toString())
                              .arg(row.value(1).toString())
                              .arg(row.value(2).toLongLong())
                              .arg(row.value(3).toLongLong())
                              .arg(row.value(4).toLongLong()));
    });
    look("ledger_verify_requests", [&](const QSqlQuery &row) {
        if (row.value(0).toLongLong() > 0)
            m_problems.append(QStringLiteral("%1 attempts belong to no request").arg(row.value(0).toLongLong()));
    });
    look("ledger_verify_key_use", [&](const QSqlQuery &row) {
        m_problems.append(
            QStringLiteral("when key %1 was last used does not fit its rows").arg(row.value(0).toLongLong()));
    });
}

} // namespace ostiary
