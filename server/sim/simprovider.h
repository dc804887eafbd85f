// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployment.h"
#include "server/http/listener.h"
#include "server/sim/simbill.h"
#include "server/sim/simscript.h"

#include <QObject>

#include <memory>
#include <unordered_set>

namespace ostiary {

class SimAnswer;

/// A provider that costs nothing: speaks OpenAI's and Anthropic's dialects on a port of this machine, answers as the
/// model name scripts it, and keeps its own bill (`GET /sim/bill`, `POST /sim/reset`). For trying out Ostiary, for
/// tests and for benchmarks. Lives on one thread.
class SimProvider : public QObject
{
    Q_OBJECT

public:
    explicit SimProvider(const Clock &clock, QObject *parent = nullptr);
    /// See SimBill.
    void keepLatestLines(std::size_t most) { m_bill.keepLatest(most); }
    ~SimProvider() override;

    /// Listens; the port is 0 for any. The error says why not.
    Outcome<quint16> listen(const QHostAddress &address, quint16 port);
    void setDefaults(const SimBehaviour &defaults) { m_defaults = defaults; }
    SimBill &bill() { return m_bill; }

private:
    friend class SimAnswer;
    void addRoutes();
    void serve(RouteCall &&call, Dialect dialect, bool chat);
    void embed(RouteCall &&call);
    void tick();

    const Clock &m_clock;
    HttpLimits m_limits;
    ConnectionLimits m_connections;
    EventPoll m_poll;
    RouteTable m_routes;
    std::unique_ptr<Gatekeeper> m_gatekeeper;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<Listener> m_listener;
    SimBehaviour m_defaults;
    SimBill m_bill;
    std::unordered_set<SimAnswer *> m_answers;
    QTimer m_tick;
    std::int64_t m_answerCount = 0;
};

} // namespace ostiary
