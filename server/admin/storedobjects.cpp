// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/storedobjects.h"

#include <QJsonDocument>

namespace ostiary {

AuditEntry auditOf(const AdminServices &services, const AdminCall &call, const char *action,
                   const std::string &objectId, const QJsonObject &detail)
{
    AuditEntry entry;
    entry.atMs = services.clock.wallMs();
    entry.actor = call.actor();
    entry.action = action;
    entry.objectId = objectId;
    entry.detail = QJsonDocument(detail).toJson(QJsonDocument::Compact).toStdString();
    return entry;
}

QJsonObject deletedJson(const StateStore &state, const char *resource, const std::string &id)
{
    return {{QLatin1String("deleted"), QString::fromStdString(id)},
            {QLatin1String("revision"), qlonglong(state.revisionOf(resource, id))}};
}

void takeOver(AdminServices &services, const StateStore::Kind &kind)
{
    if (&kind == &StateStore::kUsers || &kind == &StateStore::kOrganisation)
        services.users.rebuild();
    else
        services.rebuildCatalog();
}

Result<StoredObject> StoredObjects::find(const std::string &id) const
{
    auto all = m_services.state.objects(m_kind);
    if (!all)
        return std::move(all).error();
    for (StoredObject &object : all.value()) {
        if (object.id == id)
            return std::move(object);
    }
    return GatewayError::make(ErrorCode::NotFound, std::string("There is no such ") + m_kind.table)
        .because(m_kind.missing);
}

Status StoredObjects::put(const AdminCall &call, const StoredObject &object, const char *action)
{
    const AuditEntry audit = auditOf(m_services, call, action, object.id, object.definition);
    const auto revision = m_services.state.put(m_kind, object, audit.atMs, audit);
    if (!revision)
        return revision.error();
    changed(*revision);
    return Done{};
}

ControllerReply StoredObjects::remove(const AdminCall &call, const std::string &id)
{
    const auto revision = m_services.state.remove(m_kind, id, auditOf(m_services, call, "deleted", id));
    if (!revision)
        return revision.error();
    changed(*revision);
    return deletedJson(m_services.state, m_kind.resource, id);
}

void StoredObjects::changed(std::int64_t revision)
{
    takeOver(m_services, m_kind);
    m_services.events.changed(m_kind.resource, revision);
}

} // namespace ostiary
