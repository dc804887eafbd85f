// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/statestore.h"

#include "server/store/sqlvalues.h"
#include "server/store/storeerror.h"

#include <QJsonDocument>

namespace ostiary {

namespace {

/// Where a sealed key is kept, to which it is bound.
std::string placeOf(const StateStore::Kind &kind, const std::string &id)
{
    return std::string(kind.table) + '|' + id;
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

Result<std::optional<std::string>> StateStore::setting(const char *name) const
{
    std::optional<std::string> found;
    QSqlQuery query = m_database->prepare("state_read_setting");
    query.bindValue(0, QString::fromLatin1(name));
    if (!eachRow(query, [&] { found = text(query.value(0)); }))
        return storeUnreadable();
    return found;
}

bool StateStore::setSetting(const char *name, const std::string &value) const
{
    QSqlQuery query = m_database->prepare("state_write_setting");
    query.bindValue(0, QString::fromLatin1(name));
    query.bindValue(1, text(value));
    return execLogged(query);
}

Result<std::int64_t> StateStore::changeSetting(const char *name, const std::string &value, const char *resource,
                                               const AuditEntry &audit)
{
    return change(resource, audit,
                  [&](AuditEntry &) { return setSetting(name, value) ? Status(Done{}) : storeError(); });
}

template <typename Change>
Result<std::int64_t> StateStore::change(const char *resource, const AuditEntry &audit, Change apply)
{
    if (!m_database->begin())
        return storeError();
    auto changed = changeWithin(resource, audit, apply);
    if (changed && m_database->commit())
        return changed;
    m_database->rollback();
    return changed ? storeError() : std::move(changed).error();
}

template <typename Change>
Result<std::int64_t> StateStore::changeWithin(const char *resource, const AuditEntry &audit, Change apply)
{
    AuditEntry entry = audit;
    entry.resource = resource;
    const auto before = snapshot(resource, entry.objectId);
    if (!before)
        return before.error();
    if (const Status applied = apply(entry); !applied)
        return applied.error();
    QSqlQuery bump = m_database->prepare("state_bump_revision");
    bump.bindValue(0, QString::fromLatin1(resource));
    if (!execLogged(bump) || !bump.next())
        return storeError();
    const std::int64_t revision = bump.value(0).toLongLong();
    bump.finish();
    const auto number = m_audit.append(entry);
    const auto after = snapshot(resource, entry.objectId);
    if (!number || !after)
        return storeError();
    if ((before->fields || after->fields) && !revisionLog().append(*number, *before, *after))
        return storeError();
    return revision;
}

/// The fields of a key that a change may touch, or of a deployment or provider; empty for what is not kept here.
Result<Snapshot> StateStore::snapshot(const std::string &resource, const std::string &objectId) const
{
    Snapshot out;
    if (resource == kDeployments.resource || resource == kProviders.resource) {
        QSqlQuery query = prepare("read", resource == kProviders.resource ? kProviders : kDeployments);
        query.bindValue(0, text(objectId));
        const bool read = eachRow(query, [&] {
            out.fields = QJsonDocument::fromJson(query.value(0).toString().toUtf8()).object();
            out.sealedKey = query.value(1).toByteArray();
        });
        if (!read)
            return storeUnreadable();
    } else if (resource == "key") {
        const auto found = m_keys.find(QByteArray::fromStdString(objectId).toLongLong());
        if (!found)
            return found.error();
        if (found.value())
            out.fields = KeyTable::fieldsOf(*found.value());
    }
    return out;
}

Result<std::int64_t> StateStore::insertKey(VirtualKey &key, const AuditEntry &audit)
{
    return change("key", audit, [&](AuditEntry &entry) {
        const Status inserted = m_keys.insert(key);
        entry.objectId = std::to_string(key.id);
        return inserted;
    });
}

Result<std::int64_t> StateStore::updateKey(const VirtualKey &key, const AuditEntry &audit)
{
    return change("key", audit, [&](AuditEntry &) { return m_keys.update(key); });
}

Result<std::int64_t> StateStore::deleteKey(std::int64_t id, std::int64_t nowMs, const AuditEntry &audit)
{
    return change("key", audit, [&](AuditEntry &) { return m_keys.remove(id, nowMs); });
}

Result<std::int64_t> StateStore::rekey(const VirtualKey &key, const AuditEntry &audit)
{
    return change("key", audit, [&](AuditEntry &) {
        const Status updated = m_keys.update(key);
        return updated ? m_keys.rekey(key) : updated;
    });
}

QSqlQuery StateStore::prepare(const char *verb, const Kind &kind) const
{
    return m_database->prepare((std::string("state_") + verb + '_' + kind.table).c_str());
}

Result<std::vector<StoredObject>> StateStore::objects(const Kind &kind) const
{
    std::vector<StoredObject> out;
    QSqlQuery query = m_database->prepare((std::string("state_read_") + kind.table + 's').c_str());
    const bool read = eachRow(query, [&] {
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
    });
    if (!read)
        return storeUnreadable();
    return out;
}

/// The sealed provider key: the bytes that are stored already when the key is the same, so that a revision shows no
/// change of key where there was none.
Result<QVariant> StateStore::sealedAgain(const Kind &kind, const StoredObject &object) const
{
    if (object.apiKey.isEmpty())
        return QVariant(QMetaType(QMetaType::QByteArray));
    const std::string place = placeOf(kind, object.id);
    const auto stored = snapshot(kind.resource, object.id);
    if (!stored)
        return stored.error();
    const auto known = stored->sealedKey.isEmpty() ? std::nullopt : m_box.unseal(stored->sealedKey, place);
    return QVariant(known && known->reveal() == object.apiKey.reveal() ? stored->sealedKey
                                                                       : m_box.seal(object.apiKey, place));
}

Status StateStore::putRow(const Kind &kind, const StoredObject &object, std::int64_t nowMs) const
{
    const auto sealed = sealedAgain(kind, object);
    if (!sealed)
        return sealed.error();
    QSqlQuery query = prepare("put", kind);
    query.bindValue(0, text(object.id));
    query.bindValue(1, QString::fromUtf8(QJsonDocument(object.definition).toJson(QJsonDocument::Compact)));
    query.bindValue(2, *sealed);
    query.bindValue(3, qlonglong(nowMs));
    query.bindValue(4, qlonglong(nowMs));
    return execLogged(query) ? Status(Done{}) : Status(storeError());
}

Result<std::int64_t> StateStore::put(const Kind &kind, const StoredObject &object, std::int64_t nowMs,
                                     const AuditEntry &audit)
{
    return change(kind.resource, audit, [&](AuditEntry &) { return putRow(kind, object, nowMs); });
}

Result<std::int64_t> StateStore::putAll(const Kind &kind,
                                        const std::vector<std::pair<StoredObject, AuditEntry>> &objects,
                                        std::int64_t nowMs)
{
    if (!m_database->begin())
        return storeError();
    Result<std::int64_t> changed = std::int64_t(0);
    for (const auto &[object, audit] : objects) {
        if (changed)
            changed = changeWithin(kind.resource, audit,
                                   [&, &one = object](AuditEntry &) { return putRow(kind, one, nowMs); });
    }
    if (changed && m_database->commit())
        return changed;
    m_database->rollback();
    return changed ? storeError() : std::move(changed).error();
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
    return change("key", audit, [&](AuditEntry &) { return m_keys.restore(id, *to.fields); });
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
    eachRow(query, [&] { out[text(query.value(0))] = query.value(1).toLongLong(); });
    return out;
}

} // namespace ostiary
