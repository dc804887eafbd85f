// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/adminrouter.h"
#include "server/admin/adminservices.h"
#include "server/admin/storedobjects.h"

#include <map>

namespace ostiary {

/// A price per million tokens, with its source; null for none.
QJsonValue priceJson(const PriceCard *price);
/// `{"reason","message","values"}` of what keeps an object from being used; null: nothing.
QJsonValue faultJson(const GatewayError *fault);

/// What is offered: `/admin/v1/models` (public names) and `/admin/v1/deployments` (where they are called).
class ModelController
{
public:
    explicit ModelController(AdminServices &services)
        : m_services(services), m_stored(services, StateStore::kDeployments)
    {
    }

    void addRoutes(AdminRouter &router);

private:
    AdminRouter::LaterHandler listModels();
    ControllerReply showModel(const AdminCall &call);
    AdminRouter::LaterHandler listDeployments();
    ControllerReply showDeployment(const AdminCall &call);
    ControllerReply createDeployment(const AdminCall &call);
    ControllerReply changeDeployment(const AdminCall &call);
    ControllerReply removeDeployment(const AdminCall &call);

    DeploymentPtr find(const std::string &id) const;
    QJsonObject deploymentJson(const Deployment &deployment) const;
    QJsonObject modelJson(const std::string &name, const std::vector<DeploymentPtr> &deployments) const;
    static std::map<std::string, std::vector<DeploymentPtr>> models(const Catalog &catalog);
    Status mayChange(const AdminCall &call) const;
    ControllerReply put(const AdminCall &call, const StoredDeployment &stored, const char *action, int status);

    AdminServices &m_services;
    StoredObjects m_stored;
};

} // namespace ostiary
