// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/batch.h"

#include "server/store/usagecolumns.h"

#include <QVariant>

#include <algorithm>

namespace ostiary {

namespace {

constexpr std::size_t kCachedNames = 10'000;

/// As `spend` counts them; what each is stored as, the ledger's table scope_kind says.
enum class SpendScope { Organisation, Team, User, Key };
std::span<const std::string_view> scopeKindNames()
{
    static constexpr std::string_view kNames[] = {"organisation", "team", "user", "key"};
    return kNames;
}

std::span<const std::string_view> stageNames()
{
    static const auto kNames = [] {
        std::array<std::string_view, kStageCount> names;
        for (std::size_t i = 0; i < kStageCount; ++i)
            names[i] = nameOf(static_cast<Stage>(i));
        return names;
    }();
    return kNames;
}

} // namespace

LedgerBatch::LedgerBatch(const Database &database, const IntegrityKey &key, std::int64_t mostNames)
    : m_database(database), m_mostNames(mostNames), m_chain(database, key),
      m_insertUsage(database, "ledger_insert_usage"), m_insertRequest(database, "ledger_insert_request"),
      m_insertAsked(database, "ledger_insert_asked"), m_insertWhy(database, "ledger_insert_why"),
      m_addSpend(database, "ledger_add_spend"), m_touchKey(database, "ledger_touch_key"),
      m_findName(database.prepare("ledger_find_name")), m_insertName(database.prepare("ledger_insert_name")),
      m_rollups(database)
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

bool LedgerBatch::namesAreStored()
{
    return m_stages.store(m_database, StoredNames::kStages, stageNames()) &&
           m_scopeKinds.store(m_database, StoredNames::kScopeKinds, scopeKindNames());
}

bool LedgerBatch::insertRequest(const UsageRecord &record, const Names &names, std::string_view why, bool *inserted)
{
    std::vector<std::int32_t> stages(m_stages.size()); // where the ledger's names say, not where this program counts
    for (std::size_t i = 0; i < kStageCount; ++i)
        stages[m_stages.position(i)] = record.stagesUs[i];
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
        .blob(stages.data(), stages.size() * sizeof stages[0])
        .integer(name(record.reason.view()))
        .integer(m_chain.next());
    m_chain.seals().request.bytes(record.asked.view().data(), record.asked.view().size());
    m_chain.seals().request.bytes(why.data(), why.size());
    const bool ok = m_insertRequest.run(inserted);
    if (ok && *inserted)
        m_chain.addRequest();
    m_chain.seals().request.forget();
    return ok;
}

/// What is kept of few requests, in tables of their own.
bool LedgerBatch::insertBeside(const UsageRecord &record, std::string_view why)
{
    const auto &id = record.requestId.bytes;
    const std::string_view asked = record.asked.view();
    return (asked.empty() || m_insertAsked.blob(id.data(), id.size()).text(asked).run()) &&
           (why.empty() || m_insertWhy.blob(id.data(), id.size()).text(why).run());
}

bool LedgerBatch::add(const UsageRecord &record, std::string_view why)
{
    if (!m_rollups.ready() || !namesAreStored() || (!m_chain.isLoaded() && !m_chain.load()))
        return false;
    const Names names{name(record.userId.view()), name(record.teamId.view()), askedName(record.model.view()),
                      name(record.deployment.view()), name(record.provider.view())};
    bool newUsage = false;
    bool newRequest = false;
    if (record.attempt > 0 && !insertUsage(record, names, &newUsage))
        return false;
    if (record.final && !insertRequest(record, names, why, &newRequest))
        return false;
    if (newRequest && !insertBeside(record, why))
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
    const auto add = [&](SpendScope of, std::string scope, std::int64_t window) {
        const int kind = static_cast<int>(m_scopeKinds.position(static_cast<std::size_t>(of)));
        Spend &spend = m_spend[{kind, std::move(scope), window}];
        spend.nano += record.cost.nano();
        spend.lastSeconds = std::max(spend.lastSeconds, record.startedMs / 1000);
    };
    add(SpendScope::Organisation, "", record.windows.organisation);
    if (!record.teamId.view().empty())
        add(SpendScope::Team, std::string(record.teamId.view()), record.windows.team);
    if (!record.userId.view().empty())
        add(SpendScope::User, std::string(record.userId.view()), record.windows.user);
    add(SpendScope::Key, std::to_string(record.keyId), record.windows.key);
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
    m_stages.forget();
    m_scopeKinds.forget();
    m_spend.clear();
    m_keyUse.clear();
    m_names.clear();
}

} // namespace ostiary
