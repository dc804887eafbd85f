// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/adminrouter.h"
#include "server/admin/adminservices.h"
#include "server/admin/storedobjects.h"

namespace ostiary {

/// Users, whose models and budget bind all keys with their id, and the organisation, whose budget binds all:
/// `/admin/v1/users…`, `/admin/v1/organisation`. Those of the configuration file go before those of the store, and can
/// only be changed there.
class UserController
{
public:
    explicit UserController(AdminServices &services);

    void addRoutes(AdminRouter &router);

private:
    ControllerReply list(const AdminCall &call);
    ControllerReply show(const AdminCall &call);
    /// Lays `display_name`, `models`, `max_budget_usd` and `budget_duration` over a stored user.
    ControllerReply change(const AdminCall &call);
    /// Takes a stored user away; keys with its id are bound no longer, and what was spent stays on record.
    ControllerReply remove(const AdminCall &call);
    ControllerReply showOrganisation(const AdminCall &call);
    ControllerReply changeOrganisation(const AdminCall &call);

    /// As it is in force, of the file or of the store. 404 when there is none.
    Result<UserAccess> find(const std::string &id) const;
    QJsonObject json(const UserAccess &user) const;
    QJsonObject organisationJson() const;
    QJsonObject budgetOf(ScopeKind kind, const std::string &id, const std::optional<Money> &limit,
                         const std::optional<Duration> &window) const;

    AdminServices &m_services;
    StoredObjects m_stored;
    StoredObjects m_organisation;
};

} // namespace ostiary
