// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/adminrouter.h"
#include "server/admin/adminservices.h"

namespace ostiary {

/// What has happened: requests, summary, time series, the audit log; and how the gateway is: status, health, metrics.
class RequestController
{
public:
    explicit RequestController(AdminServices &services) : m_services(services) {}

    void addRoutes(AdminRouter &router);

private:
    using Prepared = Result<std::pair<LongReads::Lane, LongReads::Work>>;
    Prepared list(const AdminCall &call) const;
    /// Answers with the first piece, and the others as they are taken.
    void exportAll(const AdminCall &call, const AdminRouter::Done &done) const;
    static Result<std::optional<RequestFilter>> filterOf(const AdminCall &call, const StateStore::KeyNames &names);
    static Prepared totals(const AdminCall &call);
    Prepared show(const AdminCall &call) const;
    Prepared summary(const AdminCall &call) const;
    Prepared series(const AdminCall &call) const;
    Prepared metrics() const;
    ControllerReply health(const AdminCall &call);
    ControllerReply readiness(const AdminCall &call);

    /// `since`, `until` and `last` (for example `1h`) of a query as milliseconds; the last hour when nothing is said.
    Result<std::pair<std::int64_t, std::int64_t>> span(const AdminCall &call) const;

    AdminServices &m_services;
};

} // namespace ostiary
