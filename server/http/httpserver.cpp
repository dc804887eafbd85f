// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/httpserver.h"

#include "server/http/connection.h"
#include "server/http/requestpipe.h"

#include <QAbstractHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QTcpServer>

namespace ostiary {

/// QtHttpServer's side. Which connection a call belongs to needs no look-up: it is the one being fed.
class HttpServer::Dispatcher final : public QAbstractHttpServer
{
public:
    explicit Dispatcher(HttpServer &server) : m_server(server) {}

    HttpRequest *request = nullptr;
    std::shared_ptr<ResponseStream> response;
    Connection *connection = nullptr;

private:
    void call()
    {
        if (request)
            m_server.answer(std::move(*std::exchange(request, nullptr)), std::move(response));
    }

#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    bool handleRequest(const QHttpServerRequest &, QTcpSocket *) override
    {
        call();
        return true;
    }
    void missingHandler(const QHttpServerRequest &, QTcpSocket *) override {}
#else
    // QtHttpServer parses the next head of a connection only when the responder of the last one has gone.
    bool handleRequest(const QHttpServerRequest &, QHttpServerResponder &responder) override
    {
        if (connection)
            connection->keepUntilAnswered(std::make_shared<QHttpServerResponder>(std::move(responder)));
        call();
        return true;
    }
    void missingHandler(const QHttpServerRequest &, QHttpServerResponder &) override {}
#endif

    HttpServer &m_server;
};

HttpServer::HttpServer(const RouteTable &routes, Gatekeeper &gatekeeper, const Clock &clock)
    : m_routes(routes), m_gatekeeper(gatekeeper), m_clock(clock), m_dispatcher(std::make_unique<Dispatcher>(*this))
{
}

HttpServer::~HttpServer() = default;

void HttpServer::bind(QTcpServer *source)
{
    m_dispatcher->bind(source);
}

Status HttpServer::checkHead(HttpRequest &request, std::size_t told, BodyRoom *room)
{
    const RouteTable::Match match = m_routes.find(request.method(), request.path());
    if (!match.route)
        return noRoute(match, request);
    CallerPtr caller;
    if (match.route->permission != Permission::Public) {
        auto admitted = m_gatekeeper.admit(request, match.route->permission);
        if (!admitted)
            return std::move(admitted).error();
        caller = std::move(admitted).value();
        request.callerKnown = true;
    }
    if (match.route->refusal)
        return *match.route->refusal;
    if (Status open = room ? room->admit(told) : Status(Done{}); !open)
        return open;
    if (caller) {
        auto reserved = m_gatekeeper.reserve(request, caller, match.route->permission);
        if (!reserved)
            return std::move(reserved).error();
        request.admission = std::move(reserved).value();
    }
    return Done{};
}

void HttpServer::prepare(ResponseStream &response, const HttpRequest &request) const
{
    if (request.method().empty())
        return; // not even the first line was understood
    response.setErrorForm(m_routes.find(request.method(), request.path()).form);
    if (m_cors)
        response.setFields(corsFields(*m_cors, request));
}

void HttpServer::dispatch(Connection &connection, RequestPipe &pipe, HttpRequest &&request,
                          const std::shared_ptr<ResponseStream> &response)
{
    // The method and the path are all Qt needs to see; the rest of the request was validated and stays with the edge.
    // QtHttpServer reads its input byte by byte, so every byte less here counts (a fifth of a request's instructions).
    QByteArray head;
    head.reserve(static_cast<qsizetype>(request.method().size() + request.path().size()) + 16);
    head.append(request.method().data(), static_cast<qsizetype>(request.method().size()));
    head += ' ';
    head.append(request.path().data(), static_cast<qsizetype>(request.path().size()));
    head += " HTTP/1.1\r\n\r\n";

    m_dispatcher->request = &request;
    m_dispatcher->response = response;
    m_dispatcher->connection = &connection;
    pipe.feed(std::move(head));
    m_dispatcher->connection = nullptr;
    if (std::exchange(m_dispatcher->request, nullptr)) { // Qt saw no request where the edge had validated one
        m_dispatcher->response.reset();
        response->sendError(GatewayError::make(ErrorCode::Internal, "the request could not be dispatched"));
    }
}

void HttpServer::answer(HttpRequest &&request, std::shared_ptr<ResponseStream> response)
{
    RouteTable::Match match = m_routes.find(request.method(), request.path());
    response->setErrorForm(match.form);
    std::string fields = m_cors ? corsFields(*m_cors, request) : std::string();
    if (request.method() == "OPTIONS" && (match.route || !match.allow.empty())) {
        ResponseHeaders headers;
        headers.add("allow", match.allow + ", OPTIONS");
        if (m_cors && isPreflight(request))
            fields += preflightFields(*m_cors, request, match.allow + ", OPTIONS");
        response->setFields(std::move(fields));
        response->send(204, {}, headers, {});
        return;
    }
    response->setFields(std::move(fields));
    if (!match.route) {
        ResponseHeaders headers;
        if (!match.allow.empty())
            headers.add("allow", match.allow + ", OPTIONS");
        response->sendError(noRoute(match, request), headers);
        return;
    }
    RouteCall call;
    if (match.route->permission != Permission::Public) {
        auto admitted = m_gatekeeper.admit(request, match.route->permission);
        if (!admitted) {
            response->sendError(admitted.error());
            return;
        }
        call.caller = std::move(admitted).value();
        if (m_dispatcher->connection)
            m_dispatcher->connection->becomeKnown();
    }
    if (match.route->refusal) {
        response->sendError(*match.route->refusal);
        return;
    }
    call.admittedNs = m_clock.steadyNs();
    call.request = std::move(request);
    call.response = std::move(response);
    call.parameter = std::move(match.parameter);
    match.route->handler(std::move(call));
}

} // namespace ostiary
