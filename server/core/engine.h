// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/gateway/gatewayrouter.h"
#include "server/http/listener.h"
#include "server/io/workerthread.h"

#include <atomic>
#include <functional>
#include <memory>

namespace ostiary {

/// One engine thread: an event loop, a listener, its connections and exchanges, and a pool of connections to
/// providers. Everything of it lives on that thread; the methods below are called from another one.
class Engine
{
public:
    struct Shared
    {
        const Clock &clock;
        Budget &budget;
        RateLimiter &limiter;
        Cooldowns &cooldowns;
        RecordSink &records;
        Metrics &metrics;
        Gatekeeper &gatekeeper;
        ConnectionLimits &connections;
        BodyRoom &bodies;
        RefusedParameters &refused;
        HttpLimits limits;
        GatewaySettings settings;
        CorsPolicyPtr cors;
        /// Adds the routes of the administration that the data listener has, too.
        std::function<void(RouteTable &)> moreRoutes;
    };

    Engine(int number, Shared shared);
    /// Ends the thread; what is still under way is recorded as interrupted.
    ~Engine();

    /// Starts the thread on a listening socket. With a certificate the listener speaks TLS.
    bool start(qintptr listeningSocket, CatalogPtr catalog, std::shared_ptr<const TlsContext> tls);

    void setCatalog(CatalogPtr catalog);
    void setTls(std::shared_ptr<const TlsContext> tls);
    void setCors(CorsPolicyPtr cors);
    void setSettings(const GatewaySettings &settings);
    void revokeKey(std::int64_t keyId);
    /// Stops accepting; connections close as they finish.
    void drain();
    /// Requests under way; approximate, for draining and counters.
    int underWay() const { return m_underWay.load(std::memory_order_relaxed); }
    /// When the event loop last went round, in ns of the steady clock; 0 before the first time.
    std::int64_t turnedNs() const { return m_turnedNs.load(std::memory_order_relaxed); }
    std::size_t connections() const { return m_connectionCount.load(std::memory_order_relaxed); }

private:
    struct Local;
    void run(const std::function<void(Local &)> &what);
    void count(const Local &local);

    Shared m_shared;
    WorkerThread m_thread;
    Local *m_local = nullptr; ///< made, used and deleted on the thread
    std::atomic<int> m_underWay{0};
    std::atomic<std::size_t> m_connectionCount{0};
    std::atomic<std::int64_t> m_turnedNs{0};
};

} // namespace ostiary
