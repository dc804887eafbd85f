// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/statestore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlError>
#include <QVariant>

#include <sqlite3.h>

#include <span>

namespace ostiary {

namespace {

QString text(const std::string &value)
{
    return value.empty() ? QStringLiteral("") : QString::fromStdString(value);
}
std::string text(const QVariant &value)
{
    return value.toString().toStdString();
}
QVariant maybe(std::optional<std::int64_t> value)
{
    return value ? QVariant(qlonglong(*value)) : QVariant(QMetaType(QMetaType::LongLong));
}

template <typename T>
std::optional<T> maybe(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional<T>(static_cast<T>(value.toLongLong()));
}

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

Digest chained(const Digest &previous, const AuditEntry &entry)
{
    std::string row(reinterpret_cast<const char *>(previous.data()), previous.size());
    for (const std::string &part : {std::to_string(entry.seq), std::to_string(entry.atMs), entry.actor, entry.action,
                                    entry.resource, entry.objectId, entry.detail})
        row += std::to_string(part.size()) + ':' + part; // lengths keep fields from running into each other
    return sha256(row);
}

QByteArray blob(const Digest &digest)
{
    return QByteArray(reinterpret_cast<const char *>(digest.data()), 32);
}

Digest digestOf(const QByteArray &bytes)
{
    Digest digest{};
    std::copy_n(bytes.constData(), std::min<qsizetype>(bytes.size(), 32), reinterpret_cast<char *>(digest.data()));
    return digest;
}

template <typename T>
QJsonValue orNull(const std::optional<T> &value)
{
    return value ? QJsonValue(qlonglong(*value)) : QJsonValue();
}
template <typename T>
std::optional<T> maybe(const QJsonValue &value)
{
    return value.isNull() ? std::nullopt : std::optional<T>(static_cast<T>(value.toInteger()));
}

QJsonObject fieldsOf(const VirtualKey &key)
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

AuditEntry entryOf(const QSqlQuery &query)
{
    return {query.value(0).toLongLong(), query.value(1).toLongLong(), text(query.value(2)), text(query.value(3)),
            text(query.value(4)),        text(query.value(5)),        text(query.value(6))};
}

void bindAll(QSqlQuery &query, std::span<const QVariant> values)
{
    for (int at = 0; const QVariant &value : values)
        query.bindValue(at++, value);
}

/// Where a sealed key is kept, to which it is bound.
std::string placeOf(const StateStore::Kind &kind, const std::string &id)
{
    return std::string(kind.table) + '|' + id;
}

GatewayError storeError()
{
    return GatewayError::make(ErrorCode::Internal,
                              "The store could not be written; nothing was changed. Is the disk full?")
        .because(Reason::StoreUnwritable);
}

GatewayError noSuch(const char *what, Reason reason)
{
    return GatewayError::make(ErrorCode::NotFound, std::string("There is no such ") + what).because(reason);
}

/// Why a key could not be written: another one has its alias or its text, unless the disk is at fault.
GatewayError keyRefused(const QSqlQuery &query, const std::string &alias, std::string words)
{
    constexpr int kPrimary = 0xff; // of SQLite's extended result codes
    if ((query.lastError().nativeErrorCode().toInt() & kPrimary) != SQLITE_CONSTRAINT) {
        allRead(query); // logs it
        return storeError();
    }
    return GatewayError::make(ErrorCode::Conflict, std::move(words), "key_alias")
        .because(Reason::KeyAliasTaken, {{"alias", alias}});
}

} // namespace

Outcome<std::unique_ptr<StateStore>> StateStore::open(const QString &dataDirectory)
{
    auto database =
        Database::open(dataDirectory + QStringLiteral("/state.db"), Database::Mode::ReadWrite, Durability::Power);
    if (!database)
        return std::move(database).error();
    if (auto migrated = database.value()->migrate(QStringLiteral("state")); !migrated)
        return "state: " + migrated.error();
    QSqlQuery sealed = database.value()->query();
    const bool holdsSealed =
        sealed.exec(QStringLiteral("SELECT 1 FROM deployment WHERE sealed_key IS NOT NULL "
                                   "UNION ALL SELECT 1 FROM provider WHERE sealed_key IS NOT NULL LIMIT 1")) &&
        sealed.next();
    sealed.finish();
    auto box = SecretBox::open(dataDirectory, !holdsSealed);
    if (!box)
        return std::move(box).error();
    return std::unique_ptr<StateStore>(new StateStore(std::move(database).value(), std::move(box).value()));
}

std::optional<std::string> StateStore::setting(const char *name) const
{
    QSqlQuery query = m_database->prepare("state_read_setting");
    query.bindValue(0, QString::fromLatin1(name));
    return execLogged(query) && query.next() ? std::optional(text(query.value(0))) : std::nullopt;
}

bool StateStore::setSetting(const char *name, const std::string &value) const
{
    QSqlQuery query = m_database->prepare("state_write_setting");
    query.bindValue(0, QString::fromLatin1(name));
    query.bindValue(1, text(value));
    return execLogged(query);
}

template <typename Change>
Result<std::int64_t> StateStore::change(const char *resource, const AuditEntry &audit, Change apply)
{
    if (!m_database->begin())
        return storeError();
    AuditEntry entry = audit;
    entry.resource = resource;
    const Snapshot before = snapshot(resource, entry.objectId);
    const Status applied = apply(entry);
    std::int64_t revision = 0;
    bool ok = bool(applied);
    if (ok) {
        QSqlQuery bump = m_database->prepare("state_bump_revision");
        bump.bindValue(0, QString::fromLatin1(resource));
        ok = execLogged(bump) && bump.next();
        revision = ok ? bump.value(0).toLongLong() : 0;
    }
    if (ok) {
        const auto number = appendAudit(entry);
        const Snapshot after = snapshot(resource, entry.objectId);
        const bool kept = number && ((!before.fields && !after.fields) || revisionLog().append(*number, before, after));
        if (kept && m_database->commit())
            return revision;
    }
    m_database->rollback();
    return applied ? storeError() : applied.error();
}

/// The fields of a key that a change may touch, or of a deployment or provider; empty for what is not kept here.
Snapshot StateStore::snapshot(const std::string &resource, const std::string &objectId) const
{
    Snapshot out;
    if (resource == kDeployments.resource || resource == kProviders.resource) {
        QSqlQuery query = prepare("read", resource == kProviders.resource ? kProviders : kDeployments);
        query.bindValue(0, text(objectId));
        if (execLogged(query) && query.next()) {
            out.fields = QJsonDocument::fromJson(query.value(0).toString().toUtf8()).object();
            out.sealedKey = query.value(1).toByteArray();
        }
    } else if (resource == "key") {
        if (const auto found = key(QByteArray::fromStdString(objectId).toLongLong()))
            out.fields = fieldsOf(*found);
    }
    return out;
}

std::optional<std::int64_t> StateStore::appendAudit(const AuditEntry &given) const
{
    QSqlQuery last = m_database->prepare("state_last_audit");
    if (!execLogged(last))
        return std::nullopt;
    AuditEntry entry = given;
    Digest previous{};
    entry.seq = 1;
    if (last.next()) {
        entry.seq = last.value(0).toLongLong() + 1;
        previous = digestOf(last.value(1).toByteArray());
    }
    last.finish();
    QSqlQuery insert = m_database->prepare("state_insert_audit");
    const QVariant values[] = {qlonglong(entry.seq), qlonglong(entry.atMs),         text(entry.actor),
                               text(entry.action),   text(entry.resource),          text(entry.objectId),
                               text(entry.detail),   blob(chained(previous, entry))};
    bindAll(insert, values);
    return execLogged(insert) ? std::optional(entry.seq) : std::nullopt;
}

std::vector<VirtualKey> StateStore::keys() const
{
    std::vector<VirtualKey> out;
    QSqlQuery query = m_database->prepare("state_read_keys");
    if (!execLogged(query))
        return out;
    while (query.next()) {
        out.push_back(keyOf(query));
    }
    return out;
}

std::optional<VirtualKey> StateStore::key(std::int64_t id) const
{
    QSqlQuery query = m_database->prepare("state_read_key");
    query.bindValue(0, qlonglong(id));
    return execLogged(query) && query.next() ? std::optional(keyOf(query)) : std::nullopt;
}

std::map<std::int64_t, StateStore::KeyName> StateStore::keyNames() const
{
    std::map<std::int64_t, KeyName> out;
    QSqlQuery query = m_database->prepare("state_read_key_names");
    if (!execLogged(query))
        return out;
    while (query.next())
        out[query.value(0).toLongLong()] = {text(query.value(1)), text(query.value(2)), !query.value(3).isNull()};
    return out;
}

Result<std::int64_t> StateStore::insertKey(VirtualKey &key, const AuditEntry &audit)
{
    return change("key", audit, [&](AuditEntry &entry) -> Status {
        QSqlQuery query = m_database->prepare("state_insert_key");
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
                              key.alias.empty() ? "A key with this text exists already"
                                                : "A key with alias '" + key.alias +
                                                      "' (or this very key) exists already. Unique key aliases are "
                                                      "required");
        key.id = query.lastInsertId().toLongLong();
        entry.objectId = std::to_string(key.id);
        return Done{};
    });
}

Result<std::int64_t> StateStore::updateKey(const VirtualKey &key, const AuditEntry &audit)
{
    return change("key", audit, [&](AuditEntry &) -> Status {
        QSqlQuery query = m_database->prepare("state_update_key");
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
    });
}

Result<std::int64_t> StateStore::deleteKey(std::int64_t id, std::int64_t nowMs, const AuditEntry &audit)
{
    return change("key", audit, [&](AuditEntry &) -> Status {
        QSqlQuery query = m_database->prepare("state_delete_key");
        query.bindValue(0, qlonglong(nowMs));
        query.bindValue(1, qlonglong(id));
        if (!execLogged(query))
            return storeError();
        return query.numRowsAffected() > 0 ? Status(Done{}) : Status(noSuch("key", Reason::NoSuchKey));
    });
}

Result<std::int64_t> StateStore::rekey(const VirtualKey &key, const AuditEntry &audit)
{
    return change("key", audit, [&](AuditEntry &) -> Status {
        QSqlQuery query = m_database->prepare("state_rekey");
        const QVariant values[] = {blob(key.digest), text(key.maskedName),
                                   key.previousDigest ? QVariant(blob(*key.previousDigest))
                                                      : QVariant(QMetaType(QMetaType::QByteArray)),
                                   qlonglong(key.previousUntilMs), qlonglong(key.id)};
        bindAll(query, values);
        if (!execLogged(query))
            return storeError();
        return query.numRowsAffected() > 0 ? Status(Done{}) : Status(noSuch("key", Reason::NoSuchKey));
    });
}

QSqlQuery StateStore::prepare(const char *verb, const Kind &kind) const
{
    return m_database->prepare((std::string("state_") + verb + '_' + kind.table).c_str());
}

std::vector<StoredObject> StateStore::objects(const Kind &kind) const
{
    std::vector<StoredObject> out;
    QSqlQuery query = m_database->prepare((std::string("state_read_") + kind.table + 's').c_str());
    if (!execLogged(query))
        return out;
    while (query.next()) {
        StoredObject stored;
        stored.id = text(query.value(0));
        stored.definition = QJsonDocument::fromJson(query.value(1).toString().toUtf8()).object();
        if (!query.value(2).isNull()) {
            if (auto key = m_box.unseal(query.value(2).toByteArray(), placeOf(kind, stored.id)))
                stored.apiKey = *key;
            else
                qCritical("the provider key of %s %s cannot be unsealed; enter it again", kind.table,
                          stored.id.c_str());
        }
        out.push_back(std::move(stored));
    }
    return out;
}

/// The sealed provider key: the bytes that are stored already when the key is the same, so that a revision shows no
/// change of key where there was none.
QVariant StateStore::sealedAgain(const Kind &kind, const StoredObject &object) const
{
    if (object.apiKey.isEmpty())
        return QVariant(QMetaType(QMetaType::QByteArray));
    const std::string place = placeOf(kind, object.id);
    const QByteArray stored = snapshot(kind.resource, object.id).sealedKey;
    const auto known = stored.isEmpty() ? std::nullopt : m_box.unseal(stored, place);
    return known && known->reveal() == object.apiKey.reveal() ? stored : m_box.seal(object.apiKey, place);
}

Result<std::int64_t> StateStore::put(const Kind &kind, const StoredObject &object, std::int64_t nowMs,
                                     const AuditEntry &audit)
{
    return change(kind.resource, audit, [&](AuditEntry &) -> Status {
        QSqlQuery query = prepare("put", kind);
        query.bindValue(0, text(object.id));
        query.bindValue(1, QString::fromUtf8(QJsonDocument(object.definition).toJson(QJsonDocument::Compact)));
        query.bindValue(2, sealedAgain(kind, object));
        query.bindValue(3, qlonglong(nowMs));
        query.bindValue(4, qlonglong(nowMs));
        return execLogged(query) ? Status(Done{}) : Status(storeError());
    });
}

Result<std::int64_t> StateStore::remove(const Kind &kind, const std::string &id, const AuditEntry &audit)
{
    return change(kind.resource, audit, [&](AuditEntry &) -> Status {
        QSqlQuery query = prepare("delete", kind);
        query.bindValue(0, text(id));
        if (!execLogged(query))
            return storeError();
        return query.numRowsAffected() > 0 ? Status(Done{}) : Status(noSuch(kind.table, kind.missing));
    });
}

Result<std::int64_t> StateStore::restoreKey(std::int64_t id, const Snapshot &to, std::int64_t nowMs,
                                            const AuditEntry &audit)
{
    if (!to.fields)
        return deleteKey(id, nowMs, audit);
    return change("key", audit, [&](AuditEntry &) -> Status {
        const auto field = [&](const char *name) { return to.fields->value(QLatin1String(name)); };
        const auto number = [&](const char *name) { return maybe(maybe<std::int64_t>(field(name))); };
        const auto budget = Money::fromDecimal(field("max_budget_usd").toString().toStdString());
        QSqlQuery query = m_database->prepare("state_restore_key");
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
    });
}

Result<std::int64_t> StateStore::restore(const Kind &kind, const std::string &id, const Snapshot &to,
                                         std::int64_t nowMs, const AuditEntry &audit)
{
    if (!to.fields)
        return remove(kind, id, audit);
    StoredObject object;
    object.id = id;
    object.definition = *to.fields;
    if (!to.sealedKey.isEmpty()) {
        const auto key = m_box.unseal(to.sealedKey, placeOf(kind, id));
        if (!key)
            return GatewayError::make(ErrorCode::Internal,
                                      "The provider key of that revision cannot be unsealed; enter it again")
                .because(Reason::KeyUnsealable);
        object.apiKey = *key;
    }
    return put(kind, object, nowMs, audit);
}

Result<std::int64_t> StateStore::noteChange(const char *resource, const AuditEntry &audit)
{
    return change(resource, audit, [](AuditEntry &) { return Status(Done{}); });
}

std::map<std::string, std::int64_t> StateStore::revisions() const
{
    std::map<std::string, std::int64_t> out;
    QSqlQuery query = m_database->prepare("state_read_revisions");
    if (execLogged(query)) {
        while (query.next())
            out[text(query.value(0))] = query.value(1).toLongLong();
    }
    return out;
}

std::vector<AuditEntry> StateStore::audit(std::int64_t afterSeq, int most) const
{
    std::vector<AuditEntry> out;
    QSqlQuery query = m_database->prepare("state_read_audit");
    query.bindValue(0, qlonglong(afterSeq));
    query.bindValue(1, most);
    if (execLogged(query)) {
        while (query.next())
            out.push_back(entryOf(query));
    }
    return out;
}

std::optional<std::int64_t> StateStore::brokenAuditRow() const
{
    QSqlQuery query = m_database->prepare("state_read_audit");
    query.bindValue(0, 0);
    query.bindValue(1, -1);
    Digest previous{};
    std::int64_t expected = 1;
    query.exec();
    while (query.next()) {
        const AuditEntry entry = entryOf(query);
        const Digest hash = chained(previous, entry);
        if (entry.seq != expected || digestOf(query.value(7).toByteArray()) != hash)
            return expected;
        previous = hash;
        ++expected;
    }
    return allRead(query) ? std::nullopt : std::optional<std::int64_t>(0);
}

} // namespace ostiary
