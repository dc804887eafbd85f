// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"
#include "server/http/cors.h"
#include "server/http/routetable.h"

#include <memory>

class QTcpServer;

namespace ostiary {

class Connection;
class RequestPipe;

/// Dispatch by QtHttpServer: it is fed one canonical head at a time and calls back the route of the request that is
/// being fed. The only class that knows QtHttpServer, and the only one that may look at Qt's version.
class HttpServer
{
public:
    HttpServer(const RouteTable &routes, Gatekeeper &gatekeeper, const Clock &clock);
    ~HttpServer();

    /// Gives QtHttpServer the source of its virtual connections.
    void bind(QTcpServer *source);

    /// From the head alone: may this request send its body of `told` bytes (0: not told)? Otherwise the error to
    /// answer. What it takes of its caller's limits is kept in the request.
    Status checkHead(HttpRequest &request, std::size_t told, BodyRoom *room);
    /// Which web pages may call; null: none.
    void setCors(CorsPolicyPtr cors) { m_cors = cors && cors->isOn() ? std::move(cors) : nullptr; }
    /// Sets what every answer to `request` has, errors too: the form of errors, the fields for browsers.
    void prepare(ResponseStream &response, const HttpRequest &request) const;
    /// Dispatches a complete request of `connection`; the answer goes to `response`, now or later.
    void dispatch(Connection &connection, RequestPipe &pipe, HttpRequest &&request,
                  const std::shared_ptr<ResponseStream> &response);

private:
    class Dispatcher;
    void answer(HttpRequest &&request, std::shared_ptr<ResponseStream> response);

    const RouteTable &m_routes;
    Gatekeeper &m_gatekeeper;
    const Clock &m_clock;
    CorsPolicyPtr m_cors;
    std::unique_ptr<Dispatcher> m_dispatcher;
};

} // namespace ostiary
