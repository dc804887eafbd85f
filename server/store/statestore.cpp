// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/statestore.h"

#include "models/domain/clock.h"
#include "server/store/sqlvalues.h"
#include "server/store/storeerror.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

namespace ostiary {

namespace {

constexpr const char *kSealingKey = "sealing_key"; ///< the setting that tells which key sealed the provider keys

/// Where a sealed key is kept, to which it is bound.
std::string placeOf(const StateStore::Kind &kind, const std::string &id)
{
    return std::string(kind.table) + '|' + id;
}

} // namespace

Outcome<std::unique_ptr<StateStore>> StateStore::open(const QString &dataDirectory, const OpeningRules &rules)
{
    auto opened = StateOpening::open(dataDirectory, rules);
    if (!opened)
        return std::move(opened).error();
    StateOpening &opening = opened.value();
    QSqlQuery sealed = opening.database->query();
    const bool holdsSealed =
        sealed.exec(QStringLiteral("SELECT 1 FROM deployment WHERE sealed_key IS NOT NULL "
                                   "UNION ALL SELECT 1 FROM provider WHERE sealed_key IS NOT NULL LIMIT 1")) &&
        sealed.next();
    sealed.finish();
    auto box = SecretBox::open(dataDirectory, !holdsSealed || rules.repair);
    if (!box)
        return std::move(box).error();
    const StoreHead known = opening.known;
    const bool signedAnew = opening.signedAnew;
    std::unique_ptr<StateStore> store(new StateStore(std::move(opening), box.value()));
    if (!store->m_seal.watch())
        return std::string("state.db cannot be written. Is the disk full or read-only?");
    if (auto checked = store->checkSealingKey(holdsSealed, rules); !checked)
        return std::move(checked).error();
    if (auto taken = store->takeOver(known, signedAnew); !taken)
        return std::move(taken).error();
    if (!store->m_database->keepAppendOnly({"audit", "change"}))
        return std::string("state.db cannot be written. Is the disk full or read-only?");
    if (!store->m_revisions.load(*store->m_database))
        return std::string("the audit log of state.db cannot be read; restore it from a backup");
    return store;
}

/// Whether the sealing key is the one with which the provider keys were sealed.
Outcome<Done> StateStore::checkSealingKey(bool holdsSealed, const OpeningRules &rules)
{
    const auto stored = setting(kSealingKey);
    if (!stored)
        return std::string("state.db cannot be read; restore it from a backup");
    m_sealingKey = m_box.fingerprint();
    if (!stored.value() || **stored == m_sealingKey || !holdsSealed)
        return Done{};
    if (!rules.repair)
        return std::string(
            "sealing.key is not the key with which the provider keys in state.db were sealed: it was "
            "replaced or garbled. Put the right file back from your backup, or start once with --repair and "
            "enter the provider keys again");
    m_lost.push_back("the sealing key was lost: the keys of all providers and models must be entered again");
    return Done{};
}

/// Goes on where the store had come to, or signs it as it stands; numbers that were given out are not given again.
Outcome<Done> StateStore::takeOver(const StoreHead &known, bool signedAnew)
{
    const auto failed = [] { return std::string("state.db cannot be written. Is the disk full or read-only?"); };
    const auto kept = setting(kSealingKey);
    const bool sameKey = kept && kept.value() && **kept == m_sealingKey;
    if (!signedAnew && m_lost.empty() && sameKey) {
        const ReadTransaction atOnce(*m_database);
        return m_seal.before() ? Outcome<Done>(Done{}) : failed();
    }
    bool ok = m_database->begin() && (signedAnew || m_seal.before());
    ok = ok && (sameKey || writeSetting(kSealingKey, m_sealingKey));
    if (ok && !m_lost.empty()) {
        QSqlQuery make = m_database->prepare("state_make_key_ids");
        QSqlQuery keys = m_database->prepare("state_keep_key_ids");
        keys.bindValue(0, qlonglong(known.marks[1]));
        QSqlQuery revisions = m_database->prepare("state_keep_revisions");
        revisions.bindValue(0, qlonglong(known.marks[2]));
        AuditEntry entry;
        entry.atMs = SystemClock().wallMs();
        entry.actor = "ostiaryd";
        entry.action = AuditChain::kRepaired;
        entry.resource = "store";
        QJsonArray sentences;
        for (const std::string &sentence : m_lost)
            sentences.append(QString::fromStdString(sentence));
        entry.detail =
            QJsonDocument(QJsonObject{{QLatin1String("lost"), sentences}}).toJson(QJsonDocument::Compact).toStdString();
        ok = execLogged(make) && execLogged(keys) && execLogged(revisions) &&
             (!signedAnew || m_seal.anchor(known.sequence + 1)) && m_audit.append(entry, {}, known.marks[0]);
    } else if (ok && signedAnew) {
        ok = m_seal.anchor(known.sequence + 1);
    }
    if (!ok || !commit()) {
        m_database->rollback();
        return failed();
    }
    return Done{};
}

bool StateStore::begin()
{
    if (!m_database->begin())
        return false;
    if (m_seal.before())
        return true;
    m_database->rollback();
    return false;
}

bool StateStore::commit()
{
    if (!m_seal.after() || !m_database->commit()) {
        m_seal.forget();
        return false;
    }
    m_seal.committed(*m_head);
    for (const Changed &one : std::exchange(m_changed, {})) {
        m_revisions.set(one.resource, one.objectId, one.number);
        if (one.resource == "key")
            m_keyNames.reset();
    }
    return true;
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

bool StateStore::setSetting(const char *name, const std::string &value)
{
    if (!begin())
        return false;
    if (writeSetting(name, value) && commit())
        return true;
    m_database->rollback();
    return false;
}

bool StateStore::writeSetting(const char *name, const std::string &value) const
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
                  [&](AuditEntry &) { return writeSetting(name, value) ? Status(Done{}) : storeError(); });
}

template <typename Change>
Result<std::int64_t> StateStore::change(const char *resource, const AuditEntry &audit, Change apply)
{
    if (!begin())
        return storeError();
    auto changed = changeWithin(resource, audit, apply);
    if (changed && commit())
        return changed;
    undo();
    return changed ? storeError() : std::move(changed).error();
}

void StateStore::undo()
{
    m_database->rollback();
    m_changed.clear();
}

Result<std::shared_ptr<const StateStore::KeyNames>> StateStore::keyNames() const
{
    if (!m_keyNames) {
        auto names = m_keys.names();
        if (!names)
            return std::move(names).error();
        m_keyNames = std::make_shared<KeyNames>(std::move(names).value());
    }
    return m_keyNames;
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
    const auto after = snapshot(resource, entry.objectId);
    if (!after)
        return storeError();
    const bool isRevision = before->fields || after->fields;
    const auto number = m_audit.append(entry, isRevision ? RevisionLog::digestOf(*before, *after) : Digest{});
    if (!number)
        return storeError();
    m_changed.push_back({entry.resource, entry.objectId, *number});
    if (isRevision && !revisionLog().append(*number, *before, *after))
        return storeError();
    return revision;
}

const StateStore::Kind *StateStore::kindOf(std::string_view resource)
{
    for (const Kind *kind : {&kDeployments, &kProviders, &kUsers, &kOrganisation}) {
        if (resource == kind->resource)
            return kind;
    }
    return nullptr;
}

/// The fields of a key that a change may touch, or of a kind of objects; empty for what is not kept here.
Result<Snapshot> StateStore::snapshot(const std::string &resource, const std::string &objectId) const
{
    Snapshot out;
    if (const Kind *kind = kindOf(resource)) {
        QSqlQuery query = prepare("read", *kind);
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
                stored.keyUnsealable = true;
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
    if (object.apiKey.isEmpty() && !object.keyUnsealable)
        return QVariant(QMetaType(QMetaType::QByteArray));
    const std::string place = placeOf(kind, object.id);
    const auto stored = snapshot(kind.resource, object.id);
    if (!stored)
        return stored.error();
    if (object.keyUnsealable) // whoever finds the right sealing.key again has not lost it
        return QVariant(stored->sealedKey);
    const auto known = stored->sealedKey.isEmpty() ? std::nullopt : m_box.unseal(stored->sealedKey, place);
    return QVariant(known && known->reveal() == object.apiKey.reveal() ? stored->sealedKey
                                                                       : m_box.seal(object.apiKey, place));
}

Status StateStore::putRow(const Kind &kind, const StoredObject &object, std::int64_t nowMs) const
{
    QSqlQuery query = prepare("put", kind);
    int at = 0;
    query.bindValue(at++, text(object.id));
    query.bindValue(at++, QString::fromUtf8(QJsonDocument(object.definition).toJson(QJsonDocument::Compact)));
    if (kind.isSealed) {
        const auto sealed = sealedAgain(kind, object);
        if (!sealed)
            return sealed.error();
        query.bindValue(at++, *sealed);
    }
    query.bindValue(at++, qlonglong(nowMs));
    query.bindValue(at++, qlonglong(nowMs));
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
    if (!begin())
        return storeError();
    Result<std::int64_t> changed = std::int64_t(0);
    for (const auto &[object, audit] : objects) {
        if (changed)
            changed = changeWithin(kind.resource, audit,
                                   [&, &one = object](AuditEntry &) { return putRow(kind, one, nowMs); });
    }
    if (changed && commit())
        return changed;
    undo();
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
