// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"
#include "server/core/core.h"

#include <memory>

namespace ostiary {

/// The embedded gateway as the console knows it: calls go to its admin thread and come back to this one.
class LocalAdminClient final : public AdminClient
{
    Q_OBJECT

public:
    /// `core` has started and outlives this.
    explicit LocalAdminClient(Core &core, QObject *parent = nullptr);
    ~LocalAdminClient() override;

    void start();
    AdminOperation *send(const AdminRequest &request, QObject *parent) override;
    QString serverName() const override { return {}; }
    QUrl dataAddress() const override;

private:
    Core &m_core;
};

} // namespace ostiary
