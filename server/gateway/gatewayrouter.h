// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/gateway/engineservices.h"
#include "server/http/routetable.h"

#include <QObject>

#include <functional>
#include <unordered_set>

namespace ostiary {

class Exchange;

/// The data plane's routes of one engine thread, and the exchanges under way there.
class GatewayRouter : public QObject
{
    Q_OBJECT

public:
    GatewayRouter(EngineServices &services, QObject *parent = nullptr);
    ~GatewayRouter() override;

    /// Chat, completions, embeddings and models, each with and without `/v1`.
    void addRoutes(RouteTable &routes);
    /// Ends what a revoked key has under way.
    void revokeKey(std::int64_t keyId);
    int underWay() const { return static_cast<int>(m_exchanges.size()); }

private:
    void begin(RouteCall &&call, Surface surface);
    void listModels(RouteCall &&call) const;
    void showModel(RouteCall &&call) const;

    EngineServices &m_services;
    std::unordered_set<Exchange *> m_exchanges;
};

} // namespace ostiary
