// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/rollupwriter.h"

#include "server/store/latencybins.h"

#include <QVariant>

#include <algorithm>

namespace ostiary {

RollupWriter::RollupWriter(const Database &database)
    : m_database(database), m_addSums(database, "ledger_add_rollup"), m_addLatency(database, "ledger_add_latency")
{
}

bool RollupWriter::ready()
{
    if (!m_addedUp)
        m_addedUp = RollupWidths::read(m_database);
    return m_addedUp.has_value();
}

void RollupWriter::add(const UsageRecord &record, const Who &who, bool newUsage, bool newRequest)
{
    const std::int64_t second = record.startedMs / 1000;
    m_latest = std::max(m_latest, second);
    for (const auto &[width, addedUp] :
         {std::pair{kMinute, second + 1}, {kHour, m_addedUp->hours}, {kHalfDay, m_addedUp->halfDays}}) {
        if (second >= addedUp)
            continue;
        const std::int64_t bucket = second - second % width;
        Sums &sums = m_sums[{width, bucket, who.keyId, who.model, who.provider, who.user, who.team}];
        if (newUsage) {
            sums.prompt += record.usage.prompt;
            sums.completion += record.usage.completion;
            sums.cost += record.cost.nano();
        }
        if (!newRequest)
            continue;
        const bool answered = record.status >= 200 && record.status < 300;
        ++sums.requests;
        sums.errors += answered ? 0 : 1;
        if (!answered)
            continue; // latencies of refusals would flatter the percentiles
        for (const auto &[kind, us] : {std::pair(LatencyKind::Whole, record.totalUs),
                                       {LatencyKind::FirstToken, record.ttftUs},
                                       {LatencyKind::Overhead, record.overheadUs}}) {
            if (us >= 0 || kind != LatencyKind::FirstToken) // negative: no token was sent
                ++m_latencies[{width, bucket, who.model, static_cast<int>(kind), latencyBin(us)}];
        }
    }
}

bool RollupWriter::writeSums()
{
    bool ok = true;
    for (const auto &[key, sums] : m_sums) {
        const auto &[width, bucket, keyId, model, provider, user, team] = key;
        for (const std::int64_t value : {width, bucket, keyId, model, provider, user, team, sums.requests, sums.errors,
                                         sums.prompt, sums.completion, sums.cost})
            m_addSums.integer(value);
        ok = m_addSums.run() && ok;
    }
    m_sums.clear();
    return ok;
}

bool RollupWriter::writeLatencies()
{
    bool ok = true;
    for (const auto &[key, count] : m_latencies) {
        const auto &[width, bucket, model, kind, bin] = key;
        m_addLatency.integer(width).integer(bucket).integer(model).integer(kind).integer(bin).integer(count);
        ok = m_addLatency.run() && ok;
    }
    m_latencies.clear();
    return ok;
}

bool RollupWriter::finish()
{
    const bool sums = writeSums(), latencies = writeLatencies();
    return sums && latencies;
}

void RollupWriter::forget()
{
    m_sums.clear();
    m_latencies.clear();
}

bool RollupWriter::addUpOne()
{
    if (!m_addedUp || m_latest < m_notBefore)
        return false;
    return addUpNext(kHour, kMinute, m_latest - m_latest % kMinute, m_addedUp->hours) ||
           addUpNext(kHalfDay, kHour, m_addedUp->hours - m_addedUp->hours % kHour, m_addedUp->halfDays);
}

/// Adds the first span of the width `finer` that is neither added up nor still going on at the second `over`; where
/// there is none, and a span of `width` is over, only notes that it is complete.
bool RollupWriter::addUpNext(std::int64_t width, std::int64_t finer, std::int64_t over, std::int64_t &addedUp)
{
    if (addedUp >= over)
        return false;
    QSqlQuery next = m_database.prepare("ledger_next_rollup");
    next.bindValue(0, qlonglong(finer));
    next.bindValue(1, qlonglong(addedUp));
    if (!execLogged(next) || !next.next())
        return false;
    const std::int64_t bucket = next.value(0).isNull() ? over : next.value(0).toLongLong();
    next.finish();
    const bool found = bucket + finer <= over;
    if (!found && addedUp / width == over / width)
        return false;
    const std::int64_t until = found ? bucket + finer : over;
    const bool ok =
        m_database.begin() && (!found || addUp(width, finer, bucket)) && keepWidth(width, until) && m_database.commit();
    if (ok) {
        addedUp = until;
    } else {
        m_database.rollback();
        m_notBefore = m_latest + kMinute;
    }
    return ok;
}

bool RollupWriter::addUp(std::int64_t width, std::int64_t finer, std::int64_t bucket) const
{
    bool ok = true;
    for (const char *name : {"ledger_add_up_rollups", "ledger_add_up_latencies"}) {
        QSqlQuery query = m_database.prepare(name);
        for (const char *place : {":width", ":width2", ":width3"})
            query.bindValue(QLatin1String(place), qlonglong(width));
        query.bindValue(QStringLiteral(":finer"), qlonglong(finer));
        query.bindValue(QStringLiteral(":bucket"), qlonglong(bucket));
        ok = ok && execLogged(query);
    }
    return ok;
}

bool RollupWriter::keepWidth(std::int64_t width, std::int64_t until) const
{
    QSqlQuery query = m_database.prepare("ledger_keep_rollup_width");
    query.bindValue(0, qlonglong(until));
    query.bindValue(1, qlonglong(width));
    return execLogged(query) && query.numRowsAffected() == 1;
}

} // namespace ostiary
