// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/adminrouter.h"
#include "server/admin/adminservices.h"

namespace ostiary {

/// What is offered: `/admin/v1/models` (public names) and `/admin/v1/deployments` (where they are called).
class ModelController
{
public:
    explicit ModelController(AdminServices &services) : m_services(services) {}

    void addRoutes(AdminRouter &router);

private:
    AdminReply listModels(const AdminCall &call);
    AdminReply showModel(const AdminCall &call);
    AdminReply listDeployments(const AdminCall &call);
    AdminReply showDeployment(const AdminCall &call);
    AdminReply createDeployment(const AdminCall &call);
    AdminReply changeDeployment(const AdminCall &call);
    AdminReply removeDeployment(const AdminCall &call);

    DeploymentPtr find(const std::string &id) const;
    QJsonObject deploymentJson(const Deployment &deployment) const;
    QJsonObject modelJson(const std::string &name, const Model &model) const;
    AdminReply put(const AdminCall &call, const StoredDeployment &stored, const char *action, int status);

    AdminServices &m_services;
};

} // namespace ostiary
