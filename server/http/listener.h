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
class Listener final : public QTcpServer
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
    bool isDraining() const { return m_draining; }
    std::size_t connectionCount() const { return m_open.size(); }

    // For the connections.
    EventPoll &poll() const { return m_setup.poll; }
    HttpServer &server() const { return m_setup.server; }
    const Clock &clock() const { return m_setup.clock; }
    const HttpLimits &limits() const { return m_setup.limits; }
    /// Steady milliseconds at the last sweep: a quarter of a second is fine enough for limits of seconds.
    std::int64_t nowMs() const { return m_nowMs; }
    /// Deletes `connection` when the stack has unwound.
    void retire(Connection *connection);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    struct Owned
    {
        std::unique_ptr<Connection> connection;
        bool counted = true; ///< holds a place of ConnectionLimits
    };
    void open(qintptr descriptor, std::string peer, bool counted);
    void sweep();
    void bury();

    const Setup m_setup;
    std::shared_ptr<const TlsContext> m_tls;
    std::unordered_map<Connection *, Owned> m_open;
    std::vector<std::unique_ptr<Connection>> m_retired;
    int m_refusing = 0; ///< connections over the limits that are being told so
    QTimer m_sweep;
    std::int64_t m_nowMs = 0;
    bool m_draining = false;
};

} // namespace ostiary
