// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/adminrouter.h"
#include "server/admin/adminservices.h"

namespace ostiary {

class KeyController;

/// Who changed what, and back again: `/admin/v1/audit`, `/admin/v1/revisions…`.
class RevisionController
{
public:
    RevisionController(AdminServices &services, KeyController &keys) : m_services(services), m_keys(keys) {}

    void addRoutes(AdminRouter &router);

private:
    ControllerReply audit(const AdminCall &call);
    ControllerReply list(const AdminCall &call);
    ControllerReply show(const AdminCall &call);
    /// Puts the object back to how it stood before the revision; only the latest revision of an object can be taken
    /// back, so that a change made since is never lost unseen (409 names it).
    ControllerReply rollBack(const AdminCall &call);

    /// 404 when there is none of this number.
    Result<Revision> find(const std::string &number) const;
    /// The latest of the same object.
    Result<Revision> latestOf(const Revision &revision) const;

    AdminServices &m_services;
    KeyController &m_keys;
};

} // namespace ostiary
