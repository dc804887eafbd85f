// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"
#include "models/domain/deployment.h"
#include "server/providers/upstreampool.h"

#include <QObject>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ostiary {

/// Fetches the access tokens of deployments that log in, and renews them before they end. One login is made once,
/// however many deployments share it. Belongs to the admin thread; the cells it fills are read by engines.
class AccessTokens : public QObject
{
    Q_OBJECT

public:
    AccessTokens(UpstreamPool &pool, const Clock &clock, QObject *parent = nullptr);
    ~AccessTokens() override;

    /// What is offered from now on. A login that is known fills its new cells at once, so that a reload puts nothing
    /// out of service; a login that nobody uses is forgotten.
    void keep(const std::vector<DeploymentPtr> &deployments);

private:
    class Login;

    UpstreamPool &m_pool;
    const Clock &m_clock;
    std::map<std::string, std::unique_ptr<Login>> m_logins; ///< by the digest of what makes the login
};

} // namespace ostiary
