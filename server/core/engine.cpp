// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/engine.h"

#include <QRandomGenerator>

#include <utility>

namespace ostiary {

namespace {

constexpr std::int64_t kReturnMemoryNs = 2'000'000'000;

} // namespace

/// What lives on the engine's thread, in the order in which it depends on each other.
struct Engine::Local : QObject
{
    Local(const Shared &shared, CatalogPtr catalog, Engine &engine)
        : bodies(shared.bodies), upstreams(poll, shared.clock),
          router(shared.cooldowns, shared.limiter, QRandomGenerator::global()->generate64()),
          services{shared.clock,   shared.budget, shared.limiter, shared.cooldowns,   shared.records,
                   shared.metrics, upstreams,     router,         std::move(catalog), shared.settings},
          gateway(services), limits(shared.limits), server(routes, shared.gatekeeper, shared.clock),
          listener({poll, server, shared.clock, limits, shared.connections, &shared.bodies})
    {
        server.setCors(shared.cors);
        upstreams.setRoomMaker([this] { return listener.makeRoomForDescriptor(); });
        services.refused = &shared.refused;
        gateway.addRoutes(routes);
        if (shared.moreRoutes)
            shared.moreRoutes(routes);
        count.setInterval(100);
        connect(&count, &QTimer::timeout, this, [this, &engine] {
            engine.count(*this);
            giveMemoryBack();
        });
        count.start();
    }

    /// Some time after large bodies have gone: the allocator keeps their pages for the thread that freed them.
    void giveMemoryBack()
    {
        const std::int64_t now = services.clock.steadyNs();
        const std::uint64_t given = bodies.largeGiven();
        if (given == returnedAt || now < returnAgainNs)
            return;
        returnedAt = given;
        returnAgainNs = now + kReturnMemoryNs;
        returnFreeMemory();
    }

    BodyRoom &bodies;
    std::uint64_t returnedAt = 0; ///< of BodyRoom::largeGiven
    std::int64_t returnAgainNs = 0;
    EventPoll poll;
    UpstreamPool upstreams;
    Router router;
    EngineServices services;
    RouteTable routes;
    GatewayRouter gateway;
    HttpLimits limits;
    HttpServer server;
    Listener listener;
    QTimer count;
};

Engine::Engine(int number, Shared shared)
    : m_shared(std::move(shared)), m_thread(QStringLiteral("engine-%1").arg(number))
{
}

Engine::~Engine()
{
    m_thread.stop([this] { delete std::exchange(m_local, nullptr); });
}

void Engine::run(const std::function<void(Local &)> &what)
{
    m_thread.run([this, &what] {
        if (m_local)
            what(*m_local);
    });
}

bool Engine::start(qintptr listeningSocket, CatalogPtr catalog, std::shared_ptr<const TlsContext> tls)
{
    m_thread.start();
    bool started = false;
    m_thread.run([&] {
        m_local = new Local(m_shared, std::move(catalog), *this);
        m_local->listener.setTls(std::move(tls));
        started = m_local->listener.start(listeningSocket);
    });
    return started;
}

void Engine::count(const Local &local)
{
    m_turnedNs.store(m_shared.clock.steadyNs(), std::memory_order_relaxed);
    m_underWay.store(local.gateway.underWay(), std::memory_order_relaxed);
    m_connectionCount.store(local.listener.connectionCount(), std::memory_order_relaxed);
}

void Engine::setCatalog(CatalogPtr catalog)
{
    run([&](Local &local) { local.services.catalog = std::move(catalog); });
}

void Engine::setTls(std::shared_ptr<const TlsContext> tls)
{
    run([&](Local &local) { local.listener.setTls(std::move(tls)); });
}

void Engine::setCors(CorsPolicyPtr cors)
{
    run([&](Local &local) { local.server.setCors(std::move(cors)); });
}

void Engine::setSettings(const GatewaySettings &settings)
{
    run([&](Local &local) { local.services.settings = settings; });
}

void Engine::revokeKey(std::int64_t keyId)
{
    run([&](Local &local) { local.gateway.revokeKey(keyId); });
}

void Engine::drain()
{
    run([this](Local &local) {
        local.listener.drain();
        count(local);
    });
}

} // namespace ostiary
