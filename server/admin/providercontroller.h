// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/adminrouter.h"
#include "server/admin/adminservices.h"
#include "server/admin/storedobjects.h"

namespace ostiary {

/// Accounts at providers: an address and a key that deployments share (`connection`). `/admin/v1/providers…`,
/// `/admin/v1/provider-presets`. A changed key holds from the next request on, while what is under way ends with the
/// one before: it is rotated without a gap.
class ProviderController
{
public:
    explicit ProviderController(AdminServices &services)
        : m_services(services), m_stored(services, StateStore::kProviders)
    {
    }

    void addRoutes(AdminRouter &router);

private:
    ControllerReply presets(const AdminCall &call);
    ControllerReply list(const AdminCall &call);
    ControllerReply show(const AdminCall &call);
    ControllerReply create(const AdminCall &call);
    ControllerReply change(const AdminCall &call);
    ControllerReply remove(const AdminCall &call);
    /// Asks the provider for its models with the stored key, or with `api_key` of the body before it is stored.
    void test(const AdminCall &call, AdminRouter::Done done);
    /// The same for an account that is not stored.
    void testNew(const AdminCall &call, AdminRouter::Done done);
    void ask(const ProviderAccount &account, AdminRouter::Done done);
    void findLocal(const AdminCall &call, const AdminRouter::Done &done);

    std::vector<DeploymentPtr> deploymentsOf(const std::string &id) const;
    struct UsedBy
    {
        std::vector<std::string> names; ///< the first of them, in their order
        std::size_t count = 0;          ///< of all names
        std::string words() const;
    };
    /// The models that are called through it.
    UsedBy usedBy(const std::string &id) const;
    std::optional<GatewayError> faultOf(const StoredProvider &provider) const;
    QJsonObject json(const StoredProvider &provider) const;
    std::vector<QJsonObject> foundElsewhere() const;
    QJsonObject healthOf(const std::vector<DeploymentPtr> &deployments) const;
    ControllerReply put(const AdminCall &call, const StoredProvider &provider, const char *action, int status);

    AdminServices &m_services;
    StoredObjects m_stored;
};

} // namespace ostiary
