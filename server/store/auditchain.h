// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"
#include "server/store/database.h"
#include "server/store/integritykey.h"
#include "server/store/revisionlog.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace ostiary {

/// The audit log: rows that each hold the hash of the one before, signed together with what the row's change did, so
/// that none can be changed, added or taken out unseen by who has no key.
class AuditChain
{
public:
    AuditChain(const Database &database, const IntegrityKey &key) : m_database(database), m_key(key) {}

    static constexpr const char *kRepaired = "repaired"; ///< the action of a row before which rows may be missing

    /// Gives the entry its number, within the transaction of what it is about; nothing when it cannot be written.
    /// `change` is digestOfChange() of its revision, or zeros. No number up to `used` is given.
    std::optional<std::int64_t> append(const AuditEntry &entry, const Digest &change, std::int64_t used = 0) const;
    Result<std::vector<AuditEntry>> read(std::int64_t afterSeq, int most) const;

    static Digest hashOf(const Digest &previous, const AuditEntry &entry);
    static Digest macOf(const IntegrityKey &key, const Digest &previous, const Digest &hash, const Digest &change);
    /// Of the columns of a row of `change`.
    static Digest digestOfChange(const QVariant &before, const QVariant &after, const QVariant &sealedBefore,
                                 const QVariant &sealedAfter);

private:
    const Database &m_database;
    IntegrityKey m_key;
};

} // namespace ostiary
