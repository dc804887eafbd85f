// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"
#include "server/store/database.h"

#include <QByteArray>
#include <QJsonObject>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace ostiary {

struct AuditEntry
{
    std::int64_t seq = 0;
    std::int64_t atMs = 0;
    std::string actor;
    std::string action;   ///< created, changed, deleted, …
    std::string resource; ///< key, model, …
    std::string objectId;
    std::string detail; ///< JSON
};

/// An object of the configuration as it stood at one moment; without fields: it did not exist.
struct Snapshot
{
    std::optional<QJsonObject> fields;
    QByteArray sealedKey; ///< a deployment's provider key, sealed; never leaves the store
};

/// One change of the configuration, numbered by its row in the audit log.
struct Revision
{
    AuditEntry entry;
    Snapshot before;
    Snapshot after;
};

/// What each change did, newest first. Used on the thread of its database.
class RevisionLog
{
public:
    explicit RevisionLog(Database &database) : m_database(database) {}

    struct Filter
    {
        std::string resource; ///< empty: any
        std::string objectId; ///< empty: any
        std::int64_t below = std::numeric_limits<std::int64_t>::max();
        int most = 100;
    };
    Result<std::vector<Revision>> read(const Filter &filter) const;
    Result<std::optional<Revision>> find(std::int64_t number) const;
    /// For the chain of the audit log.
    static Digest digestOf(const Snapshot &before, const Snapshot &after);
    /// Inside the transaction of the change.
    bool append(std::int64_t number, const Snapshot &before, const Snapshot &after) const;

private:
    Database &m_database;
};

} // namespace ostiary
