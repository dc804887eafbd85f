// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/prunedrows.h"

#include "server/store/latencybins.h"
#include "server/store/sqltext.h"

#include <QVariant>

#include <cstring>

namespace ostiary {

namespace {

constexpr qsizetype kIdBytes = 16;
constexpr qsizetype kEntryBytes = 8 + 2 * 16;

} // namespace

RequestCells::RequestCells(const RowSeal &request)
{
    const auto column = [&](const char *name) {
        return static_cast<int>(request.columns().indexOf(QLatin1String(name)));
    };
    m_started = column("started_ms");
    m_key = column("key_id");
    m_user = column("user");
    m_team = column("team");
    m_model = column("model");
    m_provider = column("provider");
    m_status = column("status");
    m_total = column("total_us");
    m_ttft = column("ttft_us");
    m_overhead = column("overhead_us");
}

std::int64_t RequestCells::value(const QSqlQuery &row, int column)
{
    return row.value(column).toLongLong();
}

// As RollupWriter::add() does it.
SealSum RequestCells::at(const LedgerSeals &seals, const QSqlQuery &row, std::int64_t width) const
{
    const std::int64_t from = second(row);
    const std::int64_t bucket = from - from % width;
    const std::int64_t model = value(row, m_model), status = value(row, m_status);
    const bool answered = status >= 200 && status < 300;
    const auto cell = [&](CellColumn column, std::int64_t count) {
        return seals.cell({width, bucket, value(row, m_key), model, value(row, m_provider), value(row, m_user),
                           value(row, m_team), column},
                          count);
    };
    const auto latency = [&](LatencyKind kind, std::int64_t microseconds) {
        return seals.cell({width, bucket, model, static_cast<int>(kind), latencyBin(microseconds), 0, 0, CellLatency},
                          1);
    };
    SealSum sum = cell(CellRequests, 1) + cell(CellErrors, answered ? 0 : 1);
    if (!answered)
        return sum;
    sum += latency(LatencyKind::Whole, value(row, m_total)) + latency(LatencyKind::Overhead, value(row, m_overhead));
    if (const std::int64_t ttft = value(row, m_ttft); ttft >= 0)
        sum += latency(LatencyKind::FirstToken, ttft);
    return sum;
}

bool PrunedRows::remove(const Database &database, const QByteArray &before, int most)
{
    const RequestCells cells(m_seals.request);
    int columns = static_cast<int>(m_seals.request.columns().size());
    QSqlQuery rows = database.query();
    rows.setForwardOnly(true);
    rows.prepare(sqlText("ledger_pruned_rows").arg(m_seals.request.columns().join(QStringLiteral(", "))));
    rows.bindValue(0, before);
    rows.bindValue(1, most);
    const bool read = eachRow(rows, [&] {
        for (int i = 0; i < columns; ++i)
            sealValue(m_seals.request, rows.value(i));
        m_sum += m_seals.request.end();
        ++m_count;
        const std::int64_t second = cells.second(rows);
        HalfDay &day = m_cells[second - second % kHalfDay];
        day.hours += cells.at(m_seals, rows, kHour);
        day.halfDays += cells.at(m_seals, rows, kHalfDay);
    });
    rows.finish();
    QSqlQuery gone = database.prepare("ledger_prune_requests");
    gone.bindValue(0, before);
    gone.bindValue(1, most);
    return read && execLogged(gone) && gone.numRowsAffected() == m_count;
}

QByteArray PrunedRows::cells(std::int64_t seq) const
{
    QByteArray out;
    int place = 2;
    for (const auto &[halfDay, sums] : m_cells) {
        out.append(reinterpret_cast<const char *>(&halfDay), sizeof halfDay);
        out.append(sealBytes(sums.hours ^ m_seals.mask(seq, place++)));
        out.append(sealBytes(sums.halfDays ^ m_seals.mask(seq, place++)));
    }
    return out;
}

std::map<std::int64_t, PrunedRows::HalfDay> PrunedRows::read(const LedgerSeals &seals, const Batch &batch)
{
    std::map<std::int64_t, HalfDay> out;
    int place = 2;
    for (qsizetype at = kIdBytes; at + kEntryBytes <= batch.note.size(); at += kEntryBytes) {
        std::int64_t halfDay = 0;
        std::memcpy(&halfDay, batch.note.constData() + at, sizeof halfDay);
        HalfDay &day = out[halfDay];
        day.hours = sealSumOf(batch.note.mid(at + 8, 16)) ^ seals.mask(batch.seq, place++);
        day.halfDays = sealSumOf(batch.note.mid(at + 24, 16)) ^ seals.mask(batch.seq, place++);
    }
    return out;
}

} // namespace ostiary
