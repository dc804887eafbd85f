// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/listener.h"

#include "server/http/connection.h"
#include "server/http/requestpipe.h"
#include "server/io/descriptors.h"
#include "server/io/socket.h"

#include <QHostAddress>

#include <algorithm>
#include <string_view>
#include <utility>

#include <sys/socket.h>

namespace ostiary {

namespace {

constexpr int kSweepMs = 250;
constexpr int kResumeAcceptingMs = 200;
constexpr int kMaxRefusing = 64;
constexpr int kAcceptsPerTurn = 32;
constexpr std::size_t kRoomShare = 64; ///< of the resting connections, how many are closed at once: one in so many

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
}

Listener::~Listener()
{
    m_sweep.stop();
    stopAccepting();
    while (!m_open.empty()) {
        auto node = m_open.extract(m_open.begin());
        if (node.mapped().counted)
            m_setup.connections.leave(node.key()->peerAddress(), node.mapped().stranger);
    }
}

bool Listener::start(qintptr listeningSocket)
{
    if (!setSocketDescriptor(listeningSocket))
        return false;
    pauseAccepting(); // Qt's own
    m_setup.server.bind(this);
    m_listening = listeningSocket;
    startAccepting();
    m_sweep.start();
    return m_accepting;
}

QTcpSocket *Listener::nextPendingConnection()
{
    QTcpSocket *next = QTcpServer::nextPendingConnection();
    pauseAccepting(); // which Qt has just taken up again
    return next;
}

void Listener::startAccepting()
{
    if (m_listening >= 0 && !m_accepting)
        m_accepting = poll().add(m_listening, EventPoll::Read, this);
}

void Listener::stopAccepting()
{
    if (std::exchange(m_accepting, false))
        poll().remove(m_listening, this);
}

void Listener::ready(unsigned)
{
    for (int i = 0; i < kAcceptsPerTurn && m_accepting; ++i) {
        if (!acceptOne())
            return;
    }
}

bool Listener::acceptOne()
{
    const Accepted accepted = acceptSocket(m_listening);
    if (accepted.kind == Accepted::Nobody)
        return false;
    if (accepted.kind == Accepted::Gone)
        return true;
    if (accepted.kind == Accepted::Socket && (m_setup.usesLastDescriptors || !isReservedDescriptor(accepted.socket))) {
        admit(accepted.socket);
        return true;
    }
    noteDescriptorShortage();
    bool room = makeRoom(nullptr, false);
    if (accepted.kind == Accepted::Socket) {
        // It moves to the number that has become free: the reserved one is for others.
        const qintptr moved = moveToLowestDescriptor(accepted.socket);
        room = room && !isReservedDescriptor(moved);
        if (room)
            admit(moved);
        else
            closeSocket(moved);
    }
    if (!room)
        pauseForDescriptors();
    return room;
}

/// Descriptors come back; who comes meanwhile waits in the kernel.
void Listener::pauseForDescriptors()
{
    stopAccepting();
    QTimer::singleShot(kResumeAcceptingMs, this, [this] {
        if (!m_draining)
            startAccepting();
    });
}

void Listener::admit(qintptr descriptor)
{
    prepareAccepted(descriptor);
    std::string peer = peerOf(descriptor);
    if (enter(peer)) {
        open(descriptor, std::move(peer), true);
        return;
    }
    m_setup.connections.noteRefused();
    if (m_refusing < kMaxRefusing)
        open(descriptor, std::move(peer), false);
    else
        closeSocket(descriptor);
}

bool Listener::enter(const std::string &peer)
{
    using Entry = ConnectionLimits::Entry;
    ConnectionLimits &limits = m_setup.connections;
    Entry entry = limits.enter(peer);
    if (entry == Entry::Entered)
        return true;
    const bool room = makeRoom(entry == Entry::AddressFull ? &peer : nullptr, entry == Entry::StrangersFull);
    return room && limits.enter(peer) == Entry::Entered;
}

bool Listener::makeRoom(const std::string *address, bool onlyStrangers)
{
    std::unordered_map<std::string_view, int> ofAddress;
    std::vector<Connection *> resting;
    for (const auto &[connection, owned] : m_open) {
        if (address && connection->peerAddress() != *address)
            continue;
        if (!owned.counted || !connection->isResting(owned.stranger) || (onlyStrangers && !owned.stranger))
            continue;
        resting.push_back(connection);
        ++ofAddress[connection->peerAddress()];
    }
    if (resting.empty())
        return false;
    const auto busiest = std::max_element(ofAddress.begin(), ofAddress.end(),
                                          [](const auto &a, const auto &b) { return a.second < b.second; });
    const std::string from(busiest->first);
    std::erase_if(resting, [&](const Connection *c) { return c->peerAddress() != from; });
    // Some at once, so that a flood does not look through all of them for each of its connections.
    const auto count = static_cast<std::ptrdiff_t>(resting.size() / kRoomShare + 1);
    std::nth_element(resting.begin(), resting.begin() + count - 1, resting.end(),
                     [](const Connection *a, const Connection *b) { return a->restsSince() < b->restsSince(); });
    std::for_each(resting.begin(), resting.begin() + count, [this](Connection *connection) {
        m_setup.connections.noteClosedForRoom();
        connection->closeForRoom();
    });
    return true;
}

void Listener::becomeKnown(Connection *connection)
{
    const auto found = m_open.find(connection);
    if (found == m_open.end() || !found->second.counted || !std::exchange(found->second.stranger, false))
        return;
    m_setup.connections.becomeKnown();
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
        m_setup.connections.leave(connection->peerAddress(), node.mapped().stranger);
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
    stopAccepting();
    m_listening = -1;
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
