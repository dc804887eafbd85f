// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/keytable.h"

#include "server/store/sqlvalues.h"
#include "server/store/storeerror.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlError>

#include <sqlite3.h>

namespace ostiary {

namespace {

std::optional<std::int64_t> nanoOf(const std::optional<Money> &money)
{
    return money ? std::optional(money->nano()) : std::nullopt;
}
std::optional<std::int64_t> wide(const std::optional<int> &value)
{
    return value ? std::optional<std::int64_t>(*value) : std::nullopt;
}

QJsonArray arrayOf(const std::vector<std::string> &texts)
{
    QJsonArray array;
    for (const std::string &one : texts)
        array.append(QString::fromStdString(one));
    return array;
}
QString jsonText(const QJsonArray &array)
{
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}
std::vector<std::string> textsOf(const QVariant &json)
{
    std::vector<std::string> out;
    for (const QJsonValue &one : QJsonDocument::fromJson(json.toString().toUtf8()).array())
        out.push_back(one.toString().toStdString());
    return out;
}
QJsonValue usd(const std::optional<Money> &money)
{
    return money ? QJsonValue(text(money->toDecimal())) : QJsonValue();
}
/// Of a snapshot: decimal text, or NULL.
std::optional<std::int64_t> nanoOf(const QJsonValue &decimal)
{
    const auto money = Money::fromDecimal(decimal.toString().toStdString());
    return money ? std::optional(money->nano()) : std::nullopt;
}

template <typename T>
QJsonValue orNull(const std::optional<T> &value)
{
    return value ? QJsonValue(qlonglong(*value)) : QJsonValue();
}
/// Of a snapshot: a whole number, or NULL.
template <typename T>
std::optional<T> kept(const QJsonValue &value)
{
    return value.isDouble() ? std::optional<T>(static_cast<T>(value.toInteger())) : std::nullopt;
}

VirtualKey keyOf(const QSqlQuery &query)
{
    VirtualKey key;
    key.id = query.value(0).toLongLong();
    key.digest = digestOf(query.value(1).toByteArray());
    key.maskedName = text(query.value(2));
    key.alias = text(query.value(3));
    key.userId = text(query.value(4));
    key.teamId = text(query.value(5));
    key.models = textsOf(query.value(6));
    if (const auto nano = maybe<std::int64_t>(query.value(7)))
        key.maxBudget = Money::fromNano(*nano);
    key.budgetSeconds = maybe<std::int64_t>(query.value(8));
    key.rpmLimit = maybe<int>(query.value(9));
    key.maxParallel = maybe<int>(query.value(10));
    key.createdMs = query.value(11).toLongLong();
    key.expiresMs = maybe<std::int64_t>(query.value(12));
    key.blocked = query.value(13).toBool();
    key.metadataJson = text(query.value(14));
    key.createdBy = text(query.value(15));
    if (!query.value(16).isNull())
        key.previousDigest = digestOf(query.value(16).toByteArray());
    key.previousUntilMs = query.value(17).toLongLong();
    key.tpmLimit = maybe<std::int64_t>(query.value(18));
    if (const auto nano = maybe<std::int64_t>(query.value(19)))
        key.softBudget = Money::fromNano(*nano);
    key.budgetDuration = text(query.value(20));
    key.duration = text(query.value(21));
    key.allowedRoutes = textsOf(query.value(22));
    return key;
}

/// Why a key could not be written: another one has its alias or its text, unless the disk is at fault.
GatewayError keyRefused(const QSqlQuery &query, const std::string &alias, std::string words)
{
    constexpr int kPrimary = 0xff; // of SQLite's extended result codes
    if ((query.lastError().nativeErrorCode().toInt() & kPrimary) != SQLITE_CONSTRAINT) {
        allRead(query); // logs it
        return storeError();
    }
    if (query.lastError().databaseText().contains(QLatin1String("digest")))
        return GatewayError::make(ErrorCode::Conflict, "A key with this text exists already, or did", "key")
            .because(Reason::KeyTaken);
    return GatewayError::make(ErrorCode::Conflict, std::move(words), "key_alias")
        .because(Reason::KeyAliasTaken, {{"alias", alias}});
}

} // namespace

QJsonObject KeyTable::fieldsOf(const VirtualKey &key)
{
    return {{QLatin1String("alias"), text(key.alias)},
            {QLatin1String("user_id"), text(key.userId)},
            {QLatin1String("team_id"), text(key.teamId)},
            {QLatin1String("models"), arrayOf(key.models)},
            {QLatin1String("allowed_routes"), arrayOf(key.allowedRoutes)},
            {QLatin1String("max_budget_usd"), usd(key.maxBudget)},
            {QLatin1String("soft_budget_usd"), usd(key.softBudget)},
            {QLatin1String("budget_seconds"), orNull(key.budgetSeconds)},
            {QLatin1String("budget_duration"), text(key.budgetDuration)},
            {QLatin1String("duration"), text(key.duration)},
            {QLatin1String("rpm_limit"), orNull(key.rpmLimit)},
            {QLatin1String("tpm_limit"), orNull(key.tpmLimit)},
            {QLatin1String("max_parallel_requests"), orNull(key.maxParallel)},
            {QLatin1String("expires_ms"), orNull(key.expiresMs)},
            {QLatin1String("blocked"), key.blocked},
            {QLatin1String("metadata"), text(key.metadataJson)}};
}

Result<std::vector<VirtualKey>> KeyTable::all() const
{
    std::vector<VirtualKey> out;
    QSqlQuery query = m_database.prepare("state_read_keys");
    if (!eachRow(query, [&] { out.push_back(keyOf(query)); }))
        return storeUnreadable();
    return out;
}

Result<std::optional<VirtualKey>> KeyTable::find(std::int64_t id) const
{
    std::optional<VirtualKey> found;
    QSqlQuery query = m_database.prepare("state_read_key");
    query.bindValue(0, qlonglong(id));
    if (!eachRow(query, [&] { found = keyOf(query); }))
        return storeUnreadable();
    return found;
}

Result<std::map<std::int64_t, KeyTable::Name>> KeyTable::names() const
{
    std::map<std::int64_t, Name> out;
    QSqlQuery query = m_database.prepare("state_read_key_names");
    if (!eachRow(query, [&] {
            out[query.value(0).toLongLong()] = {text(query.value(1)), text(query.value(2)), !query.value(3).isNull()};
        }))
        return storeUnreadable();
    return out;
}

Status KeyTable::insert(VirtualKey &key) const
{
    QSqlQuery query = m_database.prepare("state_insert_key");
    const QVariant values[] = {blob(key.digest),
                               text(key.maskedName),
                               text(key.alias),
                               text(key.userId),
                               text(key.teamId),
                               jsonText(arrayOf(key.models)),
                               maybe(nanoOf(key.maxBudget)),
                               maybe(key.budgetSeconds),
                               maybe(wide(key.rpmLimit)),
                               maybe(wide(key.maxParallel)),
                               qlonglong(key.createdMs),
                               maybe(key.expiresMs),
                               key.blocked ? 1 : 0,
                               text(key.metadataJson),
                               text(key.createdBy),
                               maybe(key.tpmLimit),
                               maybe(nanoOf(key.softBudget)),
                               text(key.budgetDuration),
                               text(key.duration),
                               jsonText(arrayOf(key.allowedRoutes))};
    bindAll(query, values);
    if (!query.exec())
        return keyRefused(query, key.alias,
                          "A key with alias '" + key.alias + "' exists already. Unique key aliases are required");
    key.id = query.lastInsertId().toLongLong();
    return Done{};
}

Status KeyTable::update(const VirtualKey &key) const
{
    QSqlQuery query = m_database.prepare("state_update_key");
    const QVariant values[] = {text(key.alias),
                               text(key.userId),
                               text(key.teamId),
                               jsonText(arrayOf(key.models)),
                               maybe(nanoOf(key.maxBudget)),
                               maybe(key.budgetSeconds),
                               maybe(wide(key.rpmLimit)),
                               maybe(wide(key.maxParallel)),
                               maybe(key.expiresMs),
                               key.blocked ? 1 : 0,
                               text(key.metadataJson),
                               maybe(key.tpmLimit),
                               maybe(nanoOf(key.softBudget)),
                               text(key.budgetDuration),
                               text(key.duration),
                               jsonText(arrayOf(key.allowedRoutes)),
                               qlonglong(key.id)};
    bindAll(query, values);
    if (!query.exec())
        return keyRefused(query, key.alias, "A key with alias '" + key.alias + "' exists already");
    if (query.numRowsAffected() == 0)
        return noSuch("key", Reason::NoSuchKey);
    return Done{};
}

Status KeyTable::remove(std::int64_t id, std::int64_t nowMs) const
{
    QSqlQuery query = m_database.prepare("state_delete_key");
    query.bindValue(0, qlonglong(nowMs));
    query.bindValue(1, qlonglong(id));
    if (!execLogged(query))
        return storeError();
    return query.numRowsAffected() > 0 ? Status(Done{}) : Status(noSuch("key", Reason::NoSuchKey));
}

Status KeyTable::rekey(const VirtualKey &key) const
{
    QSqlQuery query = m_database.prepare("state_rekey");
    const QVariant values[] = {blob(key.digest), text(key.maskedName),
                               key.previousDigest ? QVariant(blob(*key.previousDigest))
                                                  : QVariant(QMetaType(QMetaType::QByteArray)),
                               qlonglong(key.previousUntilMs), qlonglong(key.id)};
    bindAll(query, values);
    if (!query.exec())
        return keyRefused(query, key.alias, {});
    return query.numRowsAffected() > 0 ? Status(Done{}) : Status(noSuch("key", Reason::NoSuchKey));
}

Status KeyTable::restore(std::int64_t id, const QJsonObject &fields) const
{
    const auto field = [&](const char *name) { return fields.value(QLatin1String(name)); };
    const auto number = [&](const char *name) { return maybe(kept<std::int64_t>(field(name))); };
    QSqlQuery query = m_database.prepare("state_restore_key");
    const QVariant values[] = {field("alias").toString(),
                               field("user_id").toString(),
                               field("team_id").toString(),
                               jsonText(field("models").toArray()),
                               maybe(nanoOf(field("max_budget_usd"))),
                               number("budget_seconds"),
                               number("rpm_limit"),
                               number("max_parallel_requests"),
                               number("expires_ms"),
                               field("blocked").toBool() ? 1 : 0,
                               field("metadata").toString(),
                               number("tpm_limit"),
                               maybe(nanoOf(field("soft_budget_usd"))),
                               field("budget_duration").toString(QStringLiteral("")),
                               field("duration").toString(QStringLiteral("")),
                               jsonText(field("allowed_routes").toArray()),
                               qlonglong(id)};
    bindAll(query, values);
    if (!query.exec())
        return keyRefused(query, field("alias").toString().toStdString(),
                          "Another key has the alias '" + field("alias").toString().toStdString() +
                              "' by now; rename it first");
    return query.numRowsAffected() > 0 ? Status(Done{}) : Status(noSuch("key", Reason::NoSuchKey));
}

} // namespace ostiary
