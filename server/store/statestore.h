// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployment.h"
#include "models/domain/identity.h"
#include "models/domain/result.h"
#include "server/store/auditchain.h"
#include "server/store/database.h"
#include "server/store/keytable.h"
#include "server/store/objectrevisions.h"
#include "server/store/revisionlog.h"
#include "server/store/secretbox.h"
#include "server/store/stateopening.h"
#include "server/store/stateseal.h"

#include <QJsonObject>
#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace ostiary {

/// A deployment, an account at a provider, a user or the organisation as the admin API keeps it: its definition in the
/// words of the API, and the provider key of the first two, which the store seals.
struct StoredObject
{
    std::string id;
    QJsonObject definition;
    Secret apiKey;
    bool keyUnsealable = false; ///< there is a key, but it was sealed with another sealing.key
};
using StoredDeployment = StoredObject;
using StoredProvider = StoredObject;

/// Keys, deployments, providers, users, settings, revisions and the audit log. Each change is one transaction with its
/// audit row and its resource's next revision. Used by the thread that opened it; synced to the disk at each commit.
class StateStore
{
public:
    static constexpr const char *kServerSettings = "server"; ///< the setting that holds ServerSettings as JSON

    static Outcome<std::unique_ptr<StateStore>> open(const QString &dataDirectory, const OpeningRules &rules = {});
    /// What a repair at start found lost, a sentence each.
    const std::vector<std::string> &lost() const { return m_lost; }
    /// Words for an administrator when somebody else has changed the store; empty while all is well.
    const std::string &alarm() const { return m_seal.alarm(); }
    /// Rows that were hashed for the seal so far.
    std::int64_t sealedRowsRead() const { return m_seal.rowsRead(); }

    Result<std::optional<std::string>> setting(const char *name) const;
    bool setSetting(const char *name, const std::string &value);
    /// The same as a change of `resource`, with its audit row and revision.
    Result<std::int64_t> changeSetting(const char *name, const std::string &value, const char *resource,
                                       const AuditEntry &audit);

    const KeyTable &keyTable() const { return m_keys; }
    /// Each of these writes the audit row and returns the new revision of the resource.
    Result<std::int64_t> insertKey(VirtualKey &key, const AuditEntry &audit);
    Result<std::int64_t> updateKey(const VirtualKey &key, const AuditEntry &audit);
    Result<std::int64_t> deleteKey(std::int64_t id, std::int64_t nowMs, const AuditEntry &audit);
    /// Stores the key's new text (its digest and masked name), until when the one before holds, and its fields.
    Result<std::int64_t> rekey(const VirtualKey &key, const AuditEntry &audit);

    /// What is kept by its definition. `resource` is how revisions, audit and events call it.
    struct Kind
    {
        const char *resource;
        const char *table;
        Reason missing; ///< there is none with this id
        bool isSealed;  ///< with a sealed provider key
    };
    static constexpr Kind kDeployments{"model", "deployment", Reason::NoSuchDeployment, true};
    static constexpr Kind kProviders{"provider", "provider", Reason::NoSuchProvider, true};
    static constexpr Kind kUsers{"user", "user", Reason::NoSuchUser, false};
    static constexpr Kind kOrganisation{"organisation", "organisation", Reason::None, false};
    static constexpr const char *kOrganisationId = "organisation"; ///< of the only row of its kind
    /// The kind that revisions call `resource`; null for what is no such kind, a key for example.
    static const Kind *kindOf(std::string_view resource);
    Result<std::vector<StoredObject>> objects(const Kind &kind) const;
    Result<std::int64_t> put(const Kind &kind, const StoredObject &object, std::int64_t nowMs, const AuditEntry &audit);
    /// Each with its audit row, all or none of them; the last revision.
    Result<std::int64_t> putAll(const Kind &kind, const std::vector<std::pair<StoredObject, AuditEntry>> &objects,
                                std::int64_t nowMs);
    Result<std::int64_t> remove(const Kind &kind, const std::string &id, const AuditEntry &audit);

    /// Puts an object back to what a snapshot says, a deleted one too; a snapshot without fields deletes it.
    Result<std::int64_t> restoreKey(std::int64_t id, const Snapshot &to, std::int64_t nowMs, const AuditEntry &audit);
    Result<std::int64_t> restore(const Kind &kind, const std::string &id, const Snapshot &to, std::int64_t nowMs,
                                 const AuditEntry &audit);
    /// What each change did to its object.
    RevisionLog revisionLog() const { return RevisionLog(*m_database); }

    /// Something outside the store has changed a resource: audits it and gives the resource its next revision.
    Result<std::int64_t> noteChange(const char *resource, const AuditEntry &audit);

    std::map<std::string, std::int64_t> revisions() const;
    /// The number of the latest change of an object, its ETag; 0: none is known.
    std::int64_t revisionOf(const std::string &resource, const std::string &objectId) const
    {
        return m_revisions.of(resource, objectId);
    }
    /// The same from any thread, as long as the store is there.
    const ObjectRevisions &objectRevisions() const { return m_revisions; }
    /// The names of all keys there ever were; a value that may be taken along to another thread.
    using KeyNames = std::map<std::int64_t, KeyTable::Name>;
    Result<std::shared_ptr<const KeyNames>> keyNames() const;
    const AuditChain &auditChain() const { return m_audit; }

private:
    StateStore(StateOpening opening, const SecretBox &box)
        : m_database(std::move(opening.database)), m_head(std::move(opening.head)), m_lost(std::move(opening.lost)),
          m_box(box), m_keys(*m_database), m_audit(*m_database, opening.key), m_seal(*m_database, opening.key)
    {
    }
    Outcome<Done> checkSealingKey(bool holdsSealed, const OpeningRules &rules);
    Outcome<Done> takeOver(const StoreHead &known, bool signedAnew);
    /// Begins a transaction; when that fails, none is open.
    bool begin();
    /// Signs what was changed, and commits it.
    bool commit();
    Result<QVariant> sealedAgain(const Kind &kind, const StoredObject &object) const;
    QSqlQuery prepare(const char *verb, const Kind &kind) const;
    Result<Snapshot> snapshot(const std::string &resource, const std::string &objectId) const;
    template <typename Change>
    Result<std::int64_t> change(const char *resource, const AuditEntry &audit, Change apply);
    /// The same within a transaction that is under way.
    template <typename Change>
    Result<std::int64_t> changeWithin(const char *resource, const AuditEntry &audit, Change apply);
    bool writeSetting(const char *name, const std::string &value) const;
    void undo();
    Status putRow(const Kind &kind, const StoredObject &object, std::int64_t nowMs) const;

    std::unique_ptr<Database> m_database;
    std::unique_ptr<HeadFile> m_head;
    std::vector<std::string> m_lost;
    SecretBox m_box;
    KeyTable m_keys;
    AuditChain m_audit;
    StateSeal m_seal;
    std::string m_sealingKey; ///< its fingerprint
    struct Changed
    {
        std::string resource, objectId;
        std::int64_t number; ///< in the audit log
    };
    std::vector<Changed> m_changed; ///< in the transaction that is under way; nobody sees it before it is kept
    ObjectRevisions m_revisions;
    mutable std::shared_ptr<const KeyNames> m_keyNames; ///< null: to be read
};

} // namespace ostiary
