// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/adminrouter.h"
#include "server/admin/adminservices.h"

namespace ostiary {

/// The gateway's own settings (`/admin/v1/settings`), and its catalogue in LiteLLM's format: `/admin/v1/import` shows
/// what a file would change and then does it, `/admin/v1/export` writes one.
class SettingsController
{
public:
    explicit SettingsController(AdminServices &services) : m_services(services) {}

    void addRoutes(AdminRouter &router);

private:
    ControllerReply show(const AdminCall &call);
    ControllerReply change(const AdminCall &call);
    void import(const AdminCall &call, const AdminRouter::Done &done);
    AdminRouter::LaterHandler exportAll();
    Result<ServerSettings> stored() const;
    QJsonObject json(const ServerSettings &settings) const;

    AdminServices &m_services;
};

} // namespace ostiary
