// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/batch.h"

#include <QVariant>

#include <algorithm>
#include <array>
#include <cmath>

namespace ostiary {

namespace {

constexpr std::int64_t kWidths[] = {60, 3600}; ///< seconds of the two roll-up resolutions
constexpr std::size_t kCachedNames = 10'000;

QByteArray blob(const RequestId &id)
{
    return QByteArray(reinterpret_cast<const char *>(id.bytes.data()), static_cast<qsizetype>(id.bytes.size()));
}

/// Binds the n-th value of a statement whose placeholders are :v0, :v1, … QSqlQuery's binding by number makes a new
/// string for every value; with these names it is three times as fast.
void bind(QSqlQuery &query, std::size_t n, const QVariant &value)
{
    static const auto names = [] {
        std::array<QString, 32> made;
        for (std::size_t i = 0; i < made.size(); ++i)
            made[i] = QStringLiteral(":v%1").arg(i);
        return made;
    }();
    query.bindValue(names[n], value);
}

QVariant number(std::int64_t value)
{
    return QVariant(static_cast<qlonglong>(value));
}

} // namespace

int latencyBin(std::int64_t microseconds)
{
    return microseconds <= 1 ? 0 : static_cast<int>(std::lround(std::log2(static_cast<double>(microseconds)) * 8));
}

double latencyOfBin(int bin)
{
    return std::exp2(static_cast<double>(bin) / 8);
}

LedgerBatch::LedgerBatch(const Database &database)
    : m_database(database), m_insertUsage(database.prepare("ledger_insert_usage")),
      m_insertRequest(database.prepare("ledger_insert_request")), m_addRollup(database.prepare("ledger_add_rollup")),
      m_addLatency(database.prepare("ledger_add_latency")), m_addSpend(database.prepare("ledger_add_spend")),
      m_findName(database.prepare("ledger_find_name")), m_insertName(database.prepare("ledger_insert_name"))
{
}

std::int64_t LedgerBatch::name(std::string_view text)
{
    std::string key(text);
    if (const auto found = m_names.find(key); found != m_names.end())
        return found->second;
    const QString value = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    m_findName.bindValue(0, value.isNull() ? QStringLiteral("") : value);
    std::int64_t id = 0;
    if (execLogged(m_findName) && m_findName.next()) {
        id = m_findName.value(0).toLongLong();
    } else {
        m_insertName.bindValue(0, value.isNull() ? QStringLiteral("") : value);
        m_failed = m_failed || !execLogged(m_insertName);
        id = m_failed ? 0 : m_insertName.lastInsertId().toLongLong();
    }
    m_findName.finish();
    if (m_failed)
        return 0;
    if (m_names.size() > kCachedNames)
        m_names.clear();
    m_names.emplace(std::move(key), id);
    return id;
}

bool LedgerBatch::insertUsage(const UsageRecord &record, bool *inserted)
{
    const QVariant values[] = {blob(record.requestId),
                               record.attempt,
                               number(record.startedMs),
                               number(record.keyId),
                               number(name(record.userId.view())),
                               number(name(record.teamId.view())),
                               number(name(record.model.view())),
                               number(name(record.upstreamModel.view())),
                               number(name(record.deployment.view())),
                               number(name(record.provider.view())),
                               number(record.priceVersion),
                               record.priced ? 1 : 0,
                               static_cast<int>(record.state),
                               record.upstreamStatus,
                               number(record.usage.prompt),
                               number(record.usage.completion),
                               number(record.usage.cacheRead),
                               number(record.usage.cacheWrite),
                               number(record.usage.reasoning),
                               number(record.cost.nano()),
                               number(record.hold.nano()),
                               number(record.windows.organisation),
                               number(record.windows.team),
                               number(record.windows.user),
                               number(record.windows.key)};
    std::size_t at = 0;
    for (const QVariant &value : values)
        bind(m_insertUsage, at++, value);
    if (!execLogged(m_insertUsage))
        return false;
    *inserted = m_insertUsage.numRowsAffected() > 0;
    return true;
}

bool LedgerBatch::insertRequest(const UsageRecord &record, bool *inserted)
{
    QByteArray stages(reinterpret_cast<const char *>(record.stagesUs.data()),
                      static_cast<qsizetype>(sizeof record.stagesUs));
    const QVariant values[] = {blob(record.requestId),
                               number(record.startedMs),
                               number(record.keyId),
                               number(name(record.userId.view())),
                               number(name(record.teamId.view())),
                               number(name(record.model.view())),
                               number(name(record.deployment.view())),
                               number(name(record.provider.view())),
                               static_cast<int>(record.surface),
                               record.streamed ? 1 : 0,
                               record.status,
                               number(name(record.error.view())),
                               static_cast<int>(record.state),
                               record.attempt,
                               number(record.usage.prompt),
                               number(record.usage.completion),
                               number(record.requestCost.nano()),
                               record.priced ? 1 : 0,
                               record.totalUs,
                               record.ttftUs,
                               record.overheadUs,
                               stages,
                               number(name(record.reason.view()))};
    std::size_t at = 0;
    for (const QVariant &value : values)
        bind(m_insertRequest, at++, value);
    if (!execLogged(m_insertRequest))
        return false;
    *inserted = m_insertRequest.numRowsAffected() > 0;
    return true;
}

bool LedgerBatch::add(const UsageRecord &record)
{
    bool newUsage = false;
    bool newRequest = false;
    if (record.attempt > 0 && !insertUsage(record, &newUsage))
        return false;
    if (record.final && !insertRequest(record, &newRequest))
        return false;
    addUp(record, newUsage, newRequest);
    return !m_failed;
}

void LedgerBatch::addUp(const UsageRecord &record, bool newUsage, bool newRequest)
{
    if (!newUsage && !newRequest)
        return;
    if (newUsage)
        addSpend(record);
    const std::int64_t model = name(record.model.view());
    for (const std::int64_t width : kWidths) {
        const std::int64_t seconds = record.startedMs / 1000;
        const std::int64_t bucket = seconds - seconds % width;
        Sums &sums = m_rollups[{width, bucket, record.keyId, model, name(record.provider.view()),
                                name(record.userId.view()), name(record.teamId.view())}];
        if (newUsage) {
            sums.prompt += record.usage.prompt;
            sums.completion += record.usage.completion;
            sums.cost += record.cost.nano();
        }
        if (!newRequest)
            continue;
        ++sums.requests;
        sums.errors += record.status >= 200 && record.status < 300 ? 0 : 1;
        if (record.status < 200 || record.status >= 300)
            continue; // latencies of refusals would flatter the percentiles
        ++m_latencies[{width, bucket, model, 0, latencyBin(record.totalUs)}];
        if (record.ttftUs >= 0)
            ++m_latencies[{width, bucket, model, 1, latencyBin(record.ttftUs)}];
        ++m_latencies[{width, bucket, model, 2, latencyBin(record.overheadUs)}];
    }
}

void LedgerBatch::addSpend(const UsageRecord &record)
{
    const std::int64_t nano = record.cost.nano();
    m_spend[{0, "", record.windows.organisation}] += nano;
    if (!record.teamId.view().empty())
        m_spend[{1, std::string(record.teamId.view()), record.windows.team}] += nano;
    if (!record.userId.view().empty())
        m_spend[{2, std::string(record.userId.view()), record.windows.user}] += nano;
    m_spend[{3, std::to_string(record.keyId), record.windows.key}] += nano;
}

bool LedgerBatch::finish()
{
    bool ok = !m_failed;
    for (const auto &[key, sums] : m_rollups) {
        const auto &[width, bucket, keyId, model, provider, user, team] = key;
        std::size_t at = 0;
        for (const std::int64_t value : {width, bucket, keyId, model, provider, user, team, sums.requests, sums.errors,
                                         sums.prompt, sums.completion, sums.cost})
            bind(m_addRollup, at++, number(value));
        ok = ok && execLogged(m_addRollup);
    }
    for (const auto &[key, count] : m_latencies) {
        const auto &[width, bucket, model, kind, bin] = key;
        std::size_t at = 0;
        for (const std::int64_t value : {width, bucket, model, std::int64_t(kind), std::int64_t(bin), count})
            bind(m_addLatency, at++, number(value));
        ok = ok && execLogged(m_addLatency);
    }
    for (const auto &[key, nano] : m_spend) {
        const auto &[kind, scope, window] = key;
        bind(m_addSpend, 0, kind);
        bind(m_addSpend, 1, scope.empty() ? QStringLiteral("") : QString::fromStdString(scope));
        bind(m_addSpend, 2, number(window));
        bind(m_addSpend, 3, number(nano));
        ok = ok && execLogged(m_addSpend);
    }
    m_rollups.clear();
    m_latencies.clear();
    m_spend.clear();
    return ok;
}

void LedgerBatch::forget()
{
    m_failed = false;
    m_rollups.clear();
    m_latencies.clear();
    m_spend.clear();
    m_names.clear();
}

} // namespace ostiary
