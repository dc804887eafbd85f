// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gatewayerror.h"
#include "models/domain/identity.h"
#include "models/domain/result.h"
#include "server/store/database.h"

#include <QJsonObject>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ostiary {

/// The rows of virtual keys. A deleted key stays as a row without rights, so that records that mention it have its
/// name. Writing is for the transaction of StateStore, which audits it.
class KeyTable
{
public:
    struct Name
    {
        std::string masked;
        std::string alias;
        bool deleted = false;
    };

    explicit KeyTable(const Database &database) : m_database(database) {}

    Result<std::vector<VirtualKey>> all() const;
    Result<std::optional<VirtualKey>> find(std::int64_t id) const;
    /// Of all keys there ever were.
    Result<std::map<std::int64_t, Name>> names() const;

    /// Gives the key its id.
    Status insert(VirtualKey &key) const;
    Status update(const VirtualKey &key) const;
    Status remove(std::int64_t id, std::int64_t nowMs) const;
    /// Stores the key's new text (its digest and masked name) and until when the one before holds.
    Status rekey(const VirtualKey &key) const;
    /// Puts a key, a deleted one too, back to what `fields` say.
    Status restore(std::int64_t id, const QJsonObject &fields) const;
    /// What a change of a key may touch, as a revision keeps it.
    static QJsonObject fieldsOf(const VirtualKey &key);

private:
    const Database &m_database;
};

} // namespace ostiary
