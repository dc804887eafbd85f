// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/adminrouter.h"
#include "server/admin/adminservices.h"

namespace ostiary {

/// Who does what at this moment, for the audit log. `detail`: the object as it is now.
AuditEntry auditOf(const AdminServices &services, const AdminCall &call, const char *action,
                   const std::string &objectId, const QJsonObject &detail = {});

/// The answer of what was deleted: `{"deleted": id, "revision"}`, by which it can be taken back.
QJsonObject deletedJson(const StateStore &state, const char *resource, const std::string &id);

/// Has what was changed of this kind hold from the next request on.
void takeOver(AdminServices &services, const StateStore::Kind &kind);

/// The objects of one kind that the store holds, changed by calls of the admin API: each change
/// is audited, is a revision, holds from the next request on, and is told as an event.
class StoredObjects
{
public:
    StoredObjects(AdminServices &services, const StateStore::Kind &kind) : m_services(services), m_kind(kind) {}

    /// 404 when there is none.
    Result<StoredObject> find(const std::string &id) const;
    std::int64_t revisionOf(const std::string &id) const { return m_services.state.revisionOf(m_kind.resource, id); }
    Status put(const AdminCall &call, const StoredObject &object, const char *action);
    /// deletedJson()
    ControllerReply remove(const AdminCall &call, const std::string &id);

private:
    void changed(std::int64_t revision);

    AdminServices &m_services;
    const StateStore::Kind &m_kind;
};

} // namespace ostiary
