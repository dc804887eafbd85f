// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/batch.h"

#include "server/store/usagecolumns.h"

#include <QVariant>

#include <algorithm>

namespace ostiary {

namespace {

constexpr std::size_t kCachedNames = 10'000;

} // namespace

LedgerBatch::LedgerBatch(const Database &database, const IntegrityKey &key, std::int64_t mostNames)
    : m_database(database), m_mostNames(mostNames), m_chain(database, key),
      m_insertUsage(database, "ledger_insert_usage"), m_insertRequest(database, "ledger_insert_request"),
      m_insertAsked(database, "ledger_insert_asked"), m_addSpend(database, "ledger_add_spend"),
      m_touchKey(database, "ledger_touch_key"), m_findName(database.prepare("ledger_find_name")),
      m_insertName(database.prepare("ledger_insert_name")), m_rollups(database)
{
    m_insertUsage.sealWith(m_chain.seals().usage);
    m_insertRequest.sealWith(m_chain.seals().request);
}

std::int64_t LedgerBatch::askedName(std::string_view text)
{
    return name(text, true);
}

/// How many names there are; read once, and counted from there on.
std::int64_t LedgerBatch::nameCount()
{
    if (m_nameCount < 0) {
        QSqlQuery count = m_database.prepare("ledger_count_names");
        m_nameCount = execLogged(count) && count.next() ? count.value(0).toLongLong() : 0;
    }
    return m_nameCount;
}

std::int64_t LedgerBatch::name(std::string_view text, bool asked)
{
    if (const auto found = m_names.find(text); found != m_names.end())
        return found->second;
    const QString value = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    m_findName.bindValue(0, value.isNull() ? QStringLiteral("") : value);
    std::int64_t id = 0;
    if (execLogged(m_findName) && m_findName.next()) {
        id = m_findName.value(0).toLongLong();
    } else if (asked && text != kOtherNames && nameCount() >= m_mostNames) {
        m_findName.finish();
        return name(kOtherNames);
    } else {
        m_nameCount = nameCount() + 1;
        m_insertName.bindValue(0, value.isNull() ? QStringLiteral("") : value);
        m_insertName.bindValue(1, qlonglong(m_chain.next()));
        m_failed = m_failed || !execLogged(m_insertName);
        id = m_failed ? 0 : m_insertName.lastInsertId().toLongLong();
        m_chain.addName(id, value.toStdString());
    }
    m_findName.finish();
    if (m_failed)
        return 0;
    if (m_names.size() > kCachedNames)
        m_names.clear();
    m_names.emplace(text, id);
    return id;
}

bool LedgerBatch::insertUsage(const UsageRecord &record, const Names &names, bool *inserted)
{
    m_insertUsage.blob(record.requestId.bytes.data(), record.requestId.bytes.size())
        .integer(record.attempt)
        .integer(record.startedMs)
        .integer(record.keyId)
        .integer(names.user)
        .integer(names.team)
        .integer(names.model)
        .integer(askedName(record.upstreamModel.view()))
        .integer(names.deployment)
        .integer(names.provider)
        .integer(record.priceVersion)
        .integer(record.priced ? 1 : 0)
        .integer(static_cast<int>(record.state))
        .integer(record.upstreamStatus)
        .integer(record.cost.nano())
        .integer(record.hold.nano())
        .integer(record.windows.organisation)
        .integer(record.windows.team)
        .integer(record.windows.user)
        .integer(record.windows.key);
    for (const UsageColumn &column : kUsageColumns)
        m_insertUsage.integer(record.usage.*column.count);
    const bool ok = m_insertUsage.integer(m_chain.next()).run(inserted);
    if (ok && *inserted)
        m_chain.addUsage();
    m_chain.seals().usage.forget();
    return ok;
}

bool LedgerBatch::insertRequest(const UsageRecord &record, const Names &names, bool *inserted)
{
    m_insertRequest.blob(record.requestId.bytes.data(), record.requestId.bytes.size())
        .integer(record.startedMs)
        .integer(record.keyId)
        .integer(names.user)
        .integer(names.team)
        .integer(names.model)
        .integer(names.deployment)
        .integer(names.provider)
        .integer(static_cast<int>(record.surface))
        .integer(record.streamed ? 1 : 0)
        .integer(record.status)
        .integer(name(record.error.view()))
        .integer(static_cast<int>(record.state))
        .integer(record.attempt)
        .integer(record.usage.prompt)
        .integer(record.usage.completion)
        .integer(record.requestCost.nano())
        .integer(record.priced ? 1 : 0)
        .integer(record.totalUs)
        .integer(record.ttftUs)
        .integer(record.overheadUs)
        .blob(record.stagesUs.data(), sizeof record.stagesUs)
        .integer(name(record.reason.view()))
        .integer(m_chain.next());
    m_chain.seals().request.bytes(record.asked.view().data(), record.asked.view().size());
    const bool ok = m_insertRequest.run(inserted);
    if (ok && *inserted)
        m_chain.addRequest();
    m_chain.seals().request.forget();
    return ok;
}

bool LedgerBatch::add(const UsageRecord &record)
{
    if (!m_rollups.ready() || (!m_chain.isLoaded() && !m_chain.load()))
        return false;
    const Names names{name(record.userId.view()), name(record.teamId.view()), askedName(record.model.view()),
                      name(record.deployment.view()), name(record.provider.view())};
    bool newUsage = false;
    bool newRequest = false;
    if (record.attempt > 0 && !insertUsage(record, names, &newUsage))
        return false;
    if (record.final && !insertRequest(record, names, &newRequest))
        return false;
    if (newRequest && !record.asked.view().empty() &&
        !m_insertAsked.blob(record.requestId.bytes.data(), record.requestId.bytes.size())
             .text(record.asked.view())
             .run())
        return false;
    addUp(record, names, newUsage, newRequest);
    return !m_failed;
}

void LedgerBatch::addUp(const UsageRecord &record, const Names &names, bool newUsage, bool newRequest)
{
    if (!newUsage && !newRequest)
        return;
    if (newUsage)
        addSpend(record);
    std::int64_t &lastUse = m_keyUse[record.keyId];
    lastUse = std::max(lastUse, record.startedMs);
    m_rollups.add(record, {record.keyId, names.model, names.provider, names.user, names.team}, newUsage, newRequest);
}

void LedgerBatch::addSpend(const UsageRecord &record)
{
    const auto add = [&](int kind, std::string scope, std::int64_t window) {
        Spend &spend = m_spend[{kind, std::move(scope), window}];
        spend.nano += record.cost.nano();
        spend.lastSeconds = std::max(spend.lastSeconds, record.startedMs / 1000);
    };
    add(0, "", record.windows.organisation);
    if (!record.teamId.view().empty())
        add(1, std::string(record.teamId.view()), record.windows.team);
    if (!record.userId.view().empty())
        add(2, std::string(record.userId.view()), record.windows.user);
    add(3, std::to_string(record.keyId), record.windows.key);
}

bool LedgerBatch::finish()
{
    bool ok = m_rollups.finish() && !m_failed;
    for (const auto &[key, spend] : m_spend) {
        const auto &[kind, scope, window] = key;
        ok =
            m_addSpend.integer(kind).text(scope).integer(window).integer(spend.nano).integer(spend.lastSeconds).run() &&
            ok;
    }
    for (const auto &[keyId, lastMs] : m_keyUse)
        ok = m_touchKey.integer(keyId).integer(lastMs).run() && ok;
    m_spend.clear();
    m_keyUse.clear();
    return ok && m_chain.finish();
}

void LedgerBatch::forget()
{
    m_failed = false;
    m_chain.forget();
    m_nameCount = -1;
    m_rollups.forget();
    m_spend.clear();
    m_keyUse.clear();
    m_names.clear();
}

} // namespace ostiary
