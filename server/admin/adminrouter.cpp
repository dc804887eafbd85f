// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/adminrouter.h"

#include "server/admin/piecewiseanswer.h"
#include "server/admin/repeatedfield.h"
#include "server/io/threadmailbox.h"

#include <QJsonDocument>
#include <QThread>

#include <algorithm>

namespace ostiary {

namespace {

void send(const std::shared_ptr<ResponseStream> &response, const ControllerReply &reply)
{
    ResponseHeaders headers;
    if (reply.revision > 0)
        headers.add("etag", '"' + std::to_string(reply.revision) + '"');
    if (reply.retryAfterSeconds)
        headers.add("retry-after", std::to_string(*reply.retryAfterSeconds));
    const std::string_view body(reply.body.constData(), static_cast<std::size_t>(reply.body.size()));
    if (!reply.rest)
        return response->send(reply.status, reply.contentType, headers, body);
    response->begin(reply.status, reply.contentType, headers);
    response->write(body);
    PiecewiseAnswer::send(response, reply.rest);
}

} // namespace

Result<QJsonObject> AdminCall::body() const
{
    if (request.body.empty())
        return QJsonObject();
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(
        QByteArray::fromRawData(request.body.data(), static_cast<qsizetype>(request.body.size())), &error);
    if (error.error != QJsonParseError::NoError)
        return GatewayError::make(ErrorCode::BadRequest,
                                  "The body is not JSON: " + error.errorString().toStdString() + " at byte " +
                                      std::to_string(error.offset),
                                  "request_body");
    if (!document.isObject())
        return GatewayError::make(ErrorCode::BadRequest, "The body must be a JSON object", "request_body");
    if (const auto field = repeatedField({request.body.data(), request.body.size()}))
        return GatewayError::make(ErrorCode::BadRequest, "'" + *field + "' stands more than once in the request",
                                  *field)
            .because(Reason::FieldRepeated, {{"field", *field}});
    return document.object();
}

std::string AdminCall::actor() const
{
    if (!caller)
        return "nobody";
    return caller->key.alias.empty() ? caller->key.maskedName : caller->key.alias;
}

Status AdminCall::stillAt(std::int64_t revision) const
{
    std::string_view list = request.header("if-match");
    const std::string wanted = '"' + std::to_string(revision) + '"';
    if (list.empty())
        return Done{};
    while (!list.empty()) { // RFC 9110, 13.1.1: any of a list, or `*` for any version
        std::string_view one = list.substr(0, list.find(','));
        list = one.size() == list.size() ? std::string_view() : list.substr(one.size() + 1);
        one.remove_prefix(std::min(one.find_first_not_of(" \t"), one.size()));
        one = one.substr(0, one.find_last_not_of(" \t") + 1);
        if (one == "*" || one == wanted)
            return Done{};
    }
    return GatewayError::make(ErrorCode::PreconditionFailed, "Someone else changed this meanwhile: it is at revision " +
                                                                 std::to_string(revision) +
                                                                 ". Read it again before you change it")
        .because(Reason::ChangedMeanwhile, {{"revision", std::to_string(revision)}});
}

ControllerReply::ControllerReply(const QJsonObject &object, int code)
    : status(code), body(QJsonDocument(object).toJson(QJsonDocument::Compact)),
      revision(object.value(QLatin1String("revision")).toInteger())
{
}

ControllerReply::ControllerReply(const GatewayError &error)
    : status(error.status), body(QByteArray::fromStdString(openAiEnvelope(error))),
      retryAfterSeconds(error.retryAfterSeconds)
{
}

AdminRouter::AdminRouter() : m_door(std::make_shared<Door>())
{
    m_door->router = this;
    m_door->post = ThreadMailbox::posterForThisThread();
}

AdminRouter::~AdminRouter()
{
    const std::lock_guard lock(m_door->mutex);
    m_door->router = nullptr;
}

void AdminRouter::add(std::string_view method, std::string_view pattern, Permission permission, Reach reach,
                      Handler handler)
{
    addLater(method, pattern, permission, reach,
             [handler = std::move(handler)](const AdminCall &call, const Done &done) { done(handler(call)); });
}

void AdminRouter::addLater(std::string_view method, std::string_view pattern, Permission permission, Reach reach,
                           LaterHandler handler)
{
    m_entries.push_back(std::make_shared<const Entry>(
        Entry{std::string(method), std::string(pattern), permission, reach, std::move(handler), false}));
    m_own.add(method, pattern, permission, [](RouteCall &&) {});
}

void AdminRouter::addAnywhere(std::string_view method, std::string_view pattern, ControllerReply (*answer)())
{
    m_entries.push_back(std::make_shared<const Entry>(
        Entry{std::string(method), std::string(pattern), Permission::Public, Reach::BothListeners,
              [answer](const AdminCall &, const Done &done) { done(answer()); }, true}));
    m_own.add(method, pattern, Permission::Public, [](RouteCall &&) {});
}

void AdminRouter::handle(const HttpRequest &request, const Principal &caller, Done done)
{
    const RouteTable::Match match = m_own.find(request.method(), request.path());
    if (!match.route)
        return done(noRoute(match, request));
    const auto allowed = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto &entry) {
        return entry->method == match.route->method && entry->pattern == match.route->pattern;
    });
    if ((*allowed)->permission == Permission::Admin && caller.role != Role::Admin)
        return done(GatewayError::make(ErrorCode::Forbidden, "This needs the administrator's key")
                        .because(Reason::AdminKeyWanted));
    (*allowed)->handler(AdminCall{request, &caller, match.parameter}, std::move(done));
}

void AdminRouter::install(RouteTable &table, bool dataListener)
{
    for (const auto &entry : m_entries) {
        if (dataListener && entry->reach == Reach::AdminListener)
            continue;
        table.add(entry->method, entry->pattern, entry->permission,
                  [door = m_door, entry](RouteCall &&call) { dispatch(door, entry, std::move(call)); });
    }
}

void AdminRouter::dispatch(const std::shared_ptr<Door> &door, const std::shared_ptr<const Entry> &entry,
                           RouteCall &&call)
{
    const auto handle = [entry](const RouteCall &given, Done done) {
        entry->handler(AdminCall{given.request, static_cast<const Principal *>(given.caller.get()), given.parameter},
                       std::move(done));
    };
    if (entry->anywhere) {
        handle(call, [response = call.response](const ControllerReply &reply) { send(response, reply); });
        return;
    }
    std::unique_lock lock(door->mutex);
    if (!door->router) {
        call.response->sendError(
            GatewayError::make(ErrorCode::Draining, "the gateway is shutting down").because(Reason::GatewayEnding));
        return;
    }
    if (QThread::currentThread() == door->router->thread()) {
        lock.unlock(); // the router ends on this thread; another thread must not wait for a long answer
        handle(call, [response = call.response](const ControllerReply &reply) { send(response, reply); });
        return;
    }
    // The answer lives on this thread: the router's thread reads the request, and gives the call back to be ended here.
    const auto home = ThreadMailbox::posterForThisThread();
    const std::shared_ptr<RouteCall> held(new RouteCall(std::move(call)), [home](RouteCall *used) {
        home([ended = std::shared_ptr<RouteCall>(used)] {});
    });
    door->post([home, held, handle] {
        handle(*held, [home, held](ControllerReply reply) {
            home([held, answer = std::make_shared<ControllerReply>(std::move(reply))] {
                Q_ASSERT(!answer->rest); // it lives on the router's thread
                send(held->response, *answer);
            });
        });
    });
}

} // namespace ostiary
