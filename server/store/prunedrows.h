// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/ledgerchain.h"
#include "server/store/rollupwidths.h"

#include <map>

namespace ostiary {

/// What a request row adds to the roll-ups of `width`: the sum of its cells (requests, errors, latencies).
class RequestCells
{
public:
    /// Which columns of `ledger_insert_request` are read.
    explicit RequestCells(const RowSeal &request);

    std::int64_t second(const QSqlQuery &row) const { return value(row, m_started) / 1000; }
    SealSum at(const LedgerSeals &seals, const QSqlQuery &row, std::int64_t width) const;

private:
    static std::int64_t value(const QSqlQuery &row, int column);

    int m_started, m_key, m_user, m_team, m_model, m_provider, m_status, m_total, m_ttft, m_overhead;
};

/// Request rows that retention takes away: their hashes, and what they had added to the roll-ups that stay, so that
/// both can still be checked.
class PrunedRows
{
public:
    explicit PrunedRows(LedgerSeals &seals) : m_seals(seals) {}

    /// In the caller's transaction: removes at most `most` requests with ids before `before`.
    bool remove(const Database &database, const QByteArray &before, int most);

    int count() const { return m_count; }
    SealSum sum() const { return m_sum; }
    /// For the note of batch `seq`: masked sums of each half day's cells, by hours and by half days.
    QByteArray cells(std::int64_t seq) const;

    struct HalfDay
    {
        SealSum hours = 0;
        SealSum halfDays = 0;
    };
    /// The other way round; half day → sums.
    static std::map<std::int64_t, HalfDay> read(const LedgerSeals &seals, const Batch &batch);

private:
    LedgerSeals &m_seals;
    int m_count = 0;
    SealSum m_sum = 0;
    std::map<std::int64_t, HalfDay> m_cells;
};

} // namespace ostiary
