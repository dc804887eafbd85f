// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/listener.h"

#include "server/http/connection.h"
#include "server/http/requestpipe.h"

#include <QHostAddress>
#include <QLoggingCategory>

#include <sys/socket.h>

namespace ostiary {

namespace {

Q_LOGGING_CATEGORY(logHttp, "ostiary.http")

constexpr int kSweepMs = 250;
constexpr int kResumeAcceptingMs = 200;
constexpr int kMaxRefusing = 64;

std::string peerOf(qintptr descriptor)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    if (::getpeername(static_cast<int>(descriptor), reinterpret_cast<sockaddr *>(&storage), &size) != 0)
        return {};
    return QHostAddress(reinterpret_cast<sockaddr *>(&storage)).toString().toStdString();
}

} // namespace

Listener::Listener(const Setup &setup, QObject *parent) : QTcpServer(parent), m_setup(setup)
{
    // The virtual connections are taken by QtHttpServer as soon as they are announced.
    setMaxPendingConnections(1024);
    m_nowMs = setup.clock.steadyNs() / 1'000'000;
    m_sweep.setInterval(kSweepMs);
    connect(&m_sweep, &QTimer::timeout, this, &Listener::sweep);
    // Qt stops accepting for good after an error such as EMFILE; descriptors come back, so accepting does too.
    connect(this, &QTcpServer::acceptError, this, [this](QAbstractSocket::SocketError) {
        qCWarning(logHttp, "cannot accept connections (%s); trying again", qPrintable(errorString()));
        pauseAccepting();
        QTimer::singleShot(kResumeAcceptingMs, this, [this] {
            if (!m_draining)
                resumeAccepting();
        });
    });
}

Listener::~Listener()
{
    m_sweep.stop();
    while (!m_open.empty()) {
        auto node = m_open.extract(m_open.begin());
        if (node.mapped().counted)
            m_setup.connections.leave(node.key()->peerAddress());
    }
}

bool Listener::start(qintptr listeningSocket)
{
    if (!setSocketDescriptor(listeningSocket))
        return false;
    m_setup.server.bind(this);
    m_sweep.start();
    return true;
}

void Listener::incomingConnection(qintptr descriptor)
{
    prepareAccepted(descriptor);
    std::string peer = peerOf(descriptor);
    if (m_setup.connections.enter(peer))
        open(descriptor, std::move(peer), true);
    else if (m_refusing < kMaxRefusing)
        open(descriptor, std::move(peer), false);
    else
        closeSocket(descriptor);
}

void Listener::open(qintptr descriptor, std::string peer, bool counted)
{
    std::unique_ptr<Wire> wire = m_tls ? m_tls->accept(descriptor) : Wire::plain(descriptor);
    auto *pipe = new RequestPipe;
    auto owned = std::make_unique<Connection>(*this, std::move(wire), std::move(peer), pipe);
    Connection *connection = owned.get();
    m_open.emplace(connection, Owned{std::move(owned), counted});
    addPendingConnection(pipe);
    if (!counted) {
        ++m_refusing;
        GatewayError error = GatewayError::make(ErrorCode::Overloaded, "too many connections; try again later");
        error.retryAfterSeconds = 1;
        connection->refuse(error);
    }
}

void Listener::retire(Connection *connection)
{
    auto node = m_open.extract(connection);
    if (node.empty())
        return;
    if (node.mapped().counted)
        m_setup.connections.leave(connection->peerAddress());
    else
        --m_refusing;
    m_retired.push_back(std::move(node.mapped().connection));
    if (m_retired.size() == 1)
        QMetaObject::invokeMethod(this, &Listener::bury, Qt::QueuedConnection);
}

void Listener::bury()
{
    // Deleting a connection may end others' work, which may retire more.
    const auto retired = std::exchange(m_retired, {});
}

void Listener::drain()
{
    m_draining = true;
    close();
    std::vector<Connection *> open;
    for (const auto &[connection, owned] : m_open)
        open.push_back(connection);
    for (Connection *connection : open)
        connection->drain();
}

void Listener::sweep()
{
    const std::int64_t now = m_nowMs = m_setup.clock.steadyNs() / 1'000'000;
    std::vector<Connection *> open;
    open.reserve(m_open.size());
    for (const auto &[connection, owned] : m_open)
        open.push_back(connection);
    for (Connection *connection : open) // none is deleted before the event loop turns
        connection->tick(now);
}

} // namespace ostiary
