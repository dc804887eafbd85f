// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/replypieces.h"
#include "server/http/routetable.h"
#include "server/policy/principal.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace ostiary {

/// A request to the administration, with who sent it.
struct AdminCall
{
    const HttpRequest &request;
    const Principal *caller = nullptr; ///< null on public routes
    const std::string &parameter;      ///< what `{id}` stood for

    /// The body as a JSON object; an empty body is an empty object; 400 otherwise.
    Result<QJsonObject> body() const;
    std::string query(const char *name) const { return request.queryValue(name).value_or(""); }
    /// Who to name in the audit log.
    std::string actor() const;
    /// 412 when the caller relies on another version of the object (`If-Match`) than `revision`.
    Status stillAt(std::int64_t revision) const;
};

struct ControllerReply
{
    int status = 200;
    QByteArray body;
    std::string contentType = "application/json";
    std::int64_t revision = 0; ///< of the object that the body shows, sent as ETag; 0: it has none
    std::optional<int> retryAfterSeconds;
    /// What follows the body, for callers on the admin thread and the admin listener only; null: the body is whole.
    std::shared_ptr<ReplyPieces> rest;

    ControllerReply() = default;
    /// An object's `revision` becomes its ETag.
    ControllerReply(const QJsonObject &object, int code = 200);
    ControllerReply(const GatewayError &error);
};

/// Routes whose handlers run on the admin thread, whichever listener the request came by.
class AdminRouter : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<ControllerReply(const AdminCall &)>;
    using Done = std::function<void(ControllerReply)>;
    /// Answers later, on this object's thread, with exactly one call of `done`; what `call` refers to is gone by then.
    using LaterHandler = std::function<void(const AdminCall &call, Done done)>;
    enum class Reach {
        AdminListener, ///< only there
        BothListeners, ///< also on the data listener, where LiteLLM's scripts look for them
    };

    AdminRouter();
    ~AdminRouter() override;

    void add(std::string_view method, std::string_view pattern, Permission permission, Reach reach, Handler handler);
    /// A route for administrators, on the admin listener only.
    template <typename Controller>
    void add(std::string_view method, std::string_view pattern, Controller *controller,
             ControllerReply (Controller::*handler)(const AdminCall &))
    {
        add(method, pattern, Permission::Admin, Reach::AdminListener,
            [controller, handler](const AdminCall &call) { return (controller->*handler)(call); });
    }
    void addLater(std::string_view method, std::string_view pattern, Permission permission, Reach reach,
                  LaterHandler handler);
    /// A public route that needs nothing of this object: it is answered on the thread of the connection, however long
    /// the administration is busy.
    void addAnywhere(std::string_view method, std::string_view pattern, ControllerReply (*answer)());
    /// Adds the routes to a listener's table. A handler is called directly on this object's thread and by a queued call
    /// from any other; the answer is written on the thread of the connection.
    void install(RouteTable &table, bool dataListener);
    /// Answers a call of this process without a connection, with the rights of `caller`. On this object's thread.
    void handle(const HttpRequest &request, const Principal &caller, Done done);

private:
    struct Entry
    {
        std::string method;
        std::string pattern;
        Permission permission;
        Reach reach;
        LaterHandler handler;
        bool anywhere; ///< on the thread of the connection
    };
    /// What the routes of other threads hold: this object, or null when it has gone.
    struct Door
    {
        std::mutex mutex;
        AdminRouter *router = nullptr;
        std::function<bool(std::function<void()>)> post; ///< to the router's thread
    };
    static void dispatch(const std::shared_ptr<Door> &door, const std::shared_ptr<const Entry> &entry,
                         RouteCall &&call);

    std::shared_ptr<Door> m_door;
    std::vector<std::shared_ptr<const Entry>> m_entries;
    RouteTable m_own; ///< the same routes for handle()
};

} // namespace ostiary
