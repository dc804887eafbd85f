// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"
#include "server/http/connectionlimits.h"
#include "server/http/httplimits.h"
#include "server/http/httpserver.h"
#include "server/http/tlscontext.h"
#include "server/io/eventpoll.h"

#include <QTcpServer>
#include <QTimer>

#include <memory>
#include <unordered_map>
#include <vector>

namespace ostiary {

class Connection;

/// Accepts clients of one port on one thread, owns their connections, and is the source of the virtual ones that
/// QtHttpServer sees.
/// It accepts by itself: Qt's loop goes round without end while there are no descriptors.
class Listener final : public QTcpServer, private EventPoll::Watch
{
    Q_OBJECT

public:
    struct Setup
    {
        EventPoll &poll;
        HttpServer &server;
        const Clock &clock;
        const HttpLimits &limits;
        ConnectionLimits &connections;
        BodyRoom *bodies = nullptr;       ///< null: bodies are not counted
        bool usesLastDescriptors = false; ///< also those that are kept for the administration
    };

    explicit Listener(const Setup &setup, QObject *parent = nullptr);
    ~Listener() override;

    /// Starts accepting on a socket made by openListeningSocket, which this takes over.
    bool start(qintptr listeningSocket);
    /// From now on new connections speak TLS with this certificate; null turns it off.
    void setTls(std::shared_ptr<const TlsContext> tls) { m_tls = std::move(tls); }
    const TlsContext *tls() const { return m_tls.get(); }
    /// Stops accepting, closes idle connections and marks the others to close after their answer.
    void drain();
    bool isAccepting() const { return m_accepting; }
    bool isDraining() const { return m_draining; }
    std::size_t connectionCount() const { return m_open.size(); }

    // For the connections.
    EventPoll &poll() const { return m_setup.poll; }
    HttpServer &server() const { return m_setup.server; }
    const Clock &clock() const { return m_setup.clock; }
    const HttpLimits &limits() const { return m_setup.limits; }
    BodyRoom *bodyRoom() const { return m_setup.bodies; }
    /// Steady milliseconds at the last sweep: a quarter of a second is fine enough for limits of seconds.
    std::int64_t nowMs() const { return m_nowMs; }
    std::uint64_t nextNumber() { return ++m_numbers; }
    /// Closes connections at rest, because somebody needs a descriptor; false when there are none.
    bool makeRoomForDescriptor() { return makeRoom(nullptr, false); }
    /// Deletes `connection` when the stack has unwound.
    void retire(Connection *connection);
    /// A key has been admitted on `connection`.
    void becomeKnown(Connection *connection);

    QTcpSocket *nextPendingConnection() override;

private:
    struct Owned
    {
        std::unique_ptr<Connection> connection;
        bool counted = true;  ///< holds a place of ConnectionLimits
        bool stranger = true; ///< that of one who has shown no key
    };
    void ready(unsigned readiness) override;
    void startAccepting();
    void stopAccepting();
    bool acceptOne();
    void admit(qintptr descriptor);
    bool enter(const std::string &peer);
    void pauseForDescriptors();
    /// Closes the oldest connections on which nothing is under way: of `address`, or of the one that has most of them.
    bool makeRoom(const std::string *address, bool onlyStrangers);
    void open(qintptr descriptor, std::string peer, bool counted);
    void sweep();
    void bury();

    const Setup m_setup;
    std::shared_ptr<const TlsContext> m_tls;
    std::unordered_map<Connection *, Owned> m_open;
    std::vector<std::unique_ptr<Connection>> m_retired;
    qintptr m_listening = -1;
    bool m_accepting = false; ///< the listening socket is in the readiness set
    int m_refusing = 0;       ///< connections over the limits that are being told so
    std::uint64_t m_numbers = 0;
    QTimer m_sweep;
    std::int64_t m_nowMs = 0;
    bool m_draining = false;
};

} // namespace ostiary
