// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/rollupwriter.h"

#include "server/store/latencybins.h"

#include <QVariant>

#include <algorithm>

namespace ostiary {

RollupWriter::RollupWriter(const Database &database)
    : m_database(database), m_addSums(database, "ledger_add_rollup"), m_addLatency(database, "ledger_add_latency"),
      m_addedUp(RollupWidths::read(database))
{
}

void RollupWriter::add(const UsageRecord &record, const Who &who, bool newUsage, bool newRequest)
{
    const std::int64_t second = record.startedMs / 1000;
    m_latest = std::max(m_latest, second);
    for (const auto &[width, addedUp] :
         {std::pair{kMinute, second + 1}, {kHour, m_addedUp.hours}, {kHalfDay, m_addedUp.halfDays}}) {
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
        ++m_latencies[{width, bucket, who.model, 0, latencyBin(record.totalUs)}];
        if (record.ttftUs >= 0)
            ++m_latencies[{width, bucket, who.model, 1, latencyBin(record.ttftUs)}];
        ++m_latencies[{width, bucket, who.model, 2, latencyBin(record.overheadUs)}];
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

bool RollupWriter::addUpWhatIsOver()
{
    struct Step
    {
        std::int64_t width, finer;
        std::int64_t &addedUp;
    };
    bool ok = true;
    for (const Step &step : {Step{kHour, kMinute, m_addedUp.hours}, {kHalfDay, kHour, m_addedUp.halfDays}}) {
        const std::int64_t over = m_latest - m_latest % step.width;
        if (over <= step.addedUp)
            continue;
        for (const char *name : {"ledger_add_up_rollups", "ledger_add_up_latencies"}) {
            QSqlQuery query = m_database.prepare(name);
            query.bindValue(QStringLiteral(":width"), qlonglong(step.width));
            query.bindValue(QStringLiteral(":width2"), qlonglong(step.width));
            query.bindValue(QStringLiteral(":width3"), qlonglong(step.width));
            query.bindValue(QStringLiteral(":finer"), qlonglong(step.finer));
            query.bindValue(QStringLiteral(":from"), qlonglong(step.addedUp));
            query.bindValue(QStringLiteral(":to"), qlonglong(over));
            ok = ok && execLogged(query);
        }
        QSqlQuery until = m_database.prepare("ledger_keep_rollup_width");
        until.bindValue(0, qlonglong(step.width));
        until.bindValue(1, qlonglong(over));
        ok = ok && execLogged(until);
        step.addedUp = over;
    }
    return ok;
}

bool RollupWriter::finish()
{
    const bool sums = writeSums(), latencies = writeLatencies();
    const bool ok = sums && latencies && addUpWhatIsOver();
    m_latest = 0;
    return ok;
}

void RollupWriter::forget()
{
    m_sums.clear();
    m_latencies.clear();
    m_latest = 0;
    m_addedUp = RollupWidths::read(m_database);
}

} // namespace ostiary
