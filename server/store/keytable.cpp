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

QString modelsJson(const std::vector<std::string> &models)
{
    QJsonArray array;
    for (const std::string &model : models)
        array.append(QString::fromStdString(model));
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
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
    return value.isNull() ? std::nullopt : std::optional<T>(static_cast<T>(value.toInteger()));
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
    for (const QJsonValue &model : QJsonDocument::fromJson(query.value(6).toString().toUtf8()).array())
        key.models.push_back(model.toString().toStdString());
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
    return {
        {QLatin1String("alias"), text(key.alias)},
        {QLatin1String("user_id"), text(key.userId)},
        {QLatin1String("team_id"), text(key.teamId)},
        {QLatin1String("models"), QJsonDocument::fromJson(modelsJson(key.models).toUtf8()).array()},
        {QLatin1String("max_budget_usd"), key.maxBudget ? QJsonValue(text(key.maxBudget->toDecimal())) : QJsonValue()},
        {QLatin1String("budget_seconds"), orNull(key.budgetSeconds)},
        {QLatin1String("rpm_limit"), orNull(key.rpmLimit)},
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
                               modelsJson(key.models),
                               maybe(nanoOf(key.maxBudget)),
                               maybe(key.budgetSeconds),
                               maybe(wide(key.rpmLimit)),
                               maybe(wide(key.maxParallel)),
                               qlonglong(key.createdMs),
                               maybe(key.expiresMs),
                               key.blocked ? 1 : 0,
                               text(key.metadataJson),
                               text(key.createdBy)};
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
                               modelsJson(key.models),
                               maybe(nanoOf(key.maxBudget)),
                               maybe(key.budgetSeconds),
                               maybe(wide(key.rpmLimit)),
                               maybe(wide(key.maxParallel)),
                               maybe(key.expiresMs),
                               key.blocked ? 1 : 0,
                               text(key.metadataJson),
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
    if (!execLogged(query))
        return storeError();
    return query.numRowsAffected() > 0 ? Status(Done{}) : Status(noSuch("key", Reason::NoSuchKey));
}

Status KeyTable::restore(std::int64_t id, const QJsonObject &fields) const
{
    const auto field = [&](const char *name) { return fields.value(QLatin1String(name)); };
    const auto number = [&](const char *name) { return maybe(kept<std::int64_t>(field(name))); };
    const auto budget = Money::fromDecimal(field("max_budget_usd").toString().toStdString());
    QSqlQuery query = m_database.prepare("state_restore_key");
    const QVariant values[] = {
        field("alias").toString(),
        field("user_id").toString(),
        field("team_id").toString(),
        QString::fromUtf8(QJsonDocument(field("models").toArray()).toJson(QJsonDocument::Compact)),
        maybe(field("max_budget_usd").isNull() ? std::nullopt : nanoOf(budget)),
        number("budget_seconds"),
        number("rpm_limit"),
        number("max_parallel_requests"),
        number("expires_ms"),
        field("blocked").toBool() ? 1 : 0,
        field("metadata").toString(),
        qlonglong(id)};
    bindAll(query, values);
    if (!query.exec())
        return keyRefused(query, field("alias").toString().toStdString(),
                          "Another key has the alias '" + field("alias").toString().toStdString() +
                              "' by now; rename it first");
    return query.numRowsAffected() > 0 ? Status(Done{}) : Status(noSuch("key", Reason::NoSuchKey));
}

} // namespace ostiary
