// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"
#include "server/http/listener.h"
#include "server/io/workerthread.h"

#include <QTimer>

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>

namespace ostiary {

/// The HTTP edge on a thread and a port of its own, with a few routes to attack:
/// `GET /ping`, `POST /echo` (tells the size of its body), `GET /slow?ms=N`, `GET /stream?events=N`, `GET /hang`,
/// `POST /secret` (counts the times it was reached; needs the key `good`), `GET /names/{id}` (tells the name),
/// `POST /upload` (needs the key, tells what it got),
/// `POST /other/x` (another surface, not spoken: needs the key, errors in Anthropic's form).
class EdgeFixture
{
public:
    /// `strangers`: how many connections without a key; 0: no limit of their own.
    explicit EdgeFixture(HttpLimits limits = {}, std::shared_ptr<const TlsContext> tls = nullptr, int strangers = 0)
        : m_limits(limits), m_tls(std::move(tls)), m_strangers(strangers > 0 ? strangers : limits.connections)
    {
        m_thread.start();
        run([this] {
            m_local = std::make_unique<Local>(*this);
            const auto socket = openListeningSocket(QHostAddress(QHostAddress::LocalHost), 0, false);
            port = localPort(*socket);
            m_local->listener.setTls(m_tls);
            m_local->listener.start(*socket);
        });
    }
    ~EdgeFixture()
    {
        m_thread.stop([this] { m_local.reset(); });
    }

    void run(const std::function<void()> &what) { m_thread.run(what); }
    std::size_t connections()
    {
        std::size_t count = 0;
        run([&] { count = m_local->listener.connectionCount(); });
        return count;
    }
    bool isAccepting()
    {
        bool accepting = false;
        run([&] { accepting = m_local->listener.isAccepting(); });
        return accepting;
    }
    std::size_t bodyBytes()
    {
        std::size_t bytes = 0;
        run([&] { bytes = m_local->bodies.used(); });
        return bytes;
    }
    void setCors(CorsPolicyPtr cors)
    {
        run([&] { m_local->server.setCors(std::move(cors)); });
    }
    void setTls(std::shared_ptr<const TlsContext> tls)
    {
        run([&] { m_local->listener.setTls(tls); });
    }

    quint16 port = 0;
    std::atomic<int> secretReached{0};
    std::atomic<int> handled{0};
    std::atomic<int> gone{0};               ///< clients that were found gone while their answer was pending
    std::atomic<std::size_t> memoryUsed{0}; ///< new bodies are refused above 1,000,000; looked at once a second
    std::atomic<int> places{1'000'000};     ///< for requests whose body is still to come
    std::atomic<int> unsentPeak{0};         ///< 1 when a producer was told to pause

private:
    struct Place final : Admission
    {
        explicit Place(EdgeFixture &owner) : m_owner(owner) { --m_owner.places; }
        ~Place() override { ++m_owner.places; }
        EdgeFixture &m_owner;
    };

    struct Gate final : Gatekeeper
    {
        explicit Gate(EdgeFixture &owner) : m_owner(owner) {}
        Result<std::unique_ptr<Admission>> reserve(const HttpRequest &, const CallerPtr &, Permission) override
        {
            if (m_owner.places <= 0)
                return GatewayError::make(ErrorCode::RateLimited, "no place");
            return std::unique_ptr<Admission>(std::make_unique<Place>(m_owner));
        }
        Result<CallerPtr> admit(const HttpRequest &request, Permission) override
        {
            if (request.credential() == "good")
                return std::make_shared<const Caller>();
            return GatewayError::make(ErrorCode::Unauthorized, "no key");
        }
        EdgeFixture &m_owner;
    };

    /// Streams events until told to stop or the client goes.
    struct Producer final : QObject, ResponseStream::Observer
    {
        Producer(EdgeFixture &owner, std::shared_ptr<ResponseStream> stream, int events)
            : m_owner(owner), m_stream(std::move(stream)), m_left(events)
        {
            m_stream->setObserver(this);
            m_stream->begin(200, "text/event-stream", {});
            produce();
        }
        void produce()
        {
            while (m_left > 0 && m_stream->isOpen()) {
                if (m_stream->congested()) {
                    m_owner.unsentPeak = 1;
                    return;
                }
                --m_left;
                m_stream->write("data: " + std::string(1000, 'x') + "\n\n");
            }
            if (m_left == 0 && m_stream->isOpen()) {
                m_stream->setObserver(nullptr);
                m_stream->end("data: [DONE]\n\n");
                deleteLater();
            }
        }
        void clientGone() override
        {
            ++m_owner.gone;
            deleteLater();
        }
        void drained() override { produce(); }

        EdgeFixture &m_owner;
        std::shared_ptr<ResponseStream> m_stream;
        int m_left;
    };

    struct Waiter final : QObject, ResponseStream::Observer
    {
        Waiter(EdgeFixture &owner, std::shared_ptr<ResponseStream> stream) : m_owner(owner), m_stream(std::move(stream))
        {
            m_stream->setObserver(this);
        }
        void clientGone() override
        {
            ++m_owner.gone;
            deleteLater();
        }
        EdgeFixture &m_owner;
        std::shared_ptr<ResponseStream> m_stream;
    };

    struct Local
    {
        explicit Local(EdgeFixture &owner)
            : gate(owner), memory(owner.m_clock, 1'000'000,
                                  [&owner] {
                                      return MemoryLevel::Use{owner.memoryUsed, 0};
                                  }),
              bodies({owner.m_limits.bodiesUnderWay, owner.m_limits.bodySpool, "/tmp", owner.m_limits.body}, memory),
              connections({owner.m_limits.connections, owner.m_limits.connectionsPerAddress, owner.m_strangers}),
              server(routes, gate, owner.m_clock),
              listener({poll, server, owner.m_clock, owner.m_limits, connections, &bodies})
        {
            const auto count = [&owner](RouteHandler handler) {
                return [&owner, handler = std::move(handler)](RouteCall &&call) {
                    ++owner.handled;
                    handler(std::move(call));
                };
            };
            routes.add("GET", "/ping", Permission::Public,
                       count([](RouteCall &&call) { call.response->sendJson(200, "{\"pong\":true}"); }));
            routes.add("POST", "/echo", Permission::Public, count([](RouteCall &&call) {
                           call.response->sendJson(200, "{\"bytes\":" + std::to_string(call.request.body.size()) + "}");
                       }));
            routes.add("GET", "/names/{id}", Permission::Public, count([](RouteCall &&call) {
                           call.response->sendJson(200, "{\"name\":" + jsonQuoted(call.parameter) + "}");
                       }));
            routes.setForm("/other/", ErrorForm::Anthropic);
            GatewayError refusal = GatewayError::make(ErrorCode::NotImplemented, "not spoken yet");
            refusal.status = 400;
            refusal.retryable = false;
            routes.refuse("POST", "/other/x", Permission::Inference, std::move(refusal));
            routes.add("GET", "/slow", Permission::Public, count([this](RouteCall &&call) {
                           const int ms = std::stoi(call.request.queryValue("ms").value_or("10"));
                           auto response = call.response;
                           QTimer::singleShot(ms, &context, [response, ms] {
                               response->sendJson(200, "{\"slow\":" + std::to_string(ms) + "}");
                           });
                       }));
            routes.add("GET", "/stream", Permission::Public, count([this, &owner](RouteCall &&call) {
                           auto *producer = new Producer(owner, call.response,
                                                         std::stoi(call.request.queryValue("events").value_or("3")));
                           producer->setParent(&context);
                       }));
            routes.add("GET", "/hang", Permission::Public, count([this, &owner](RouteCall &&call) {
                           auto *waiter = new Waiter(owner, call.response);
                           waiter->setParent(&context);
                       }));
            routes.add("POST", "/secret", Permission::Admin, count([&owner](RouteCall &&call) {
                           ++owner.secretReached;
                           call.response->sendJson(200, "{\"secret\":true}");
                       }));
            routes.add("POST", "/upload", Permission::Inference, count([](RouteCall &&call) {
                           const std::string_view body = call.request.body.view();
                           const auto same =
                               std::all_of(body.begin(), body.end(), [&](char c) { return c == body[0]; });
                           call.response->sendJson(200, "{\"bytes\":" + std::to_string(body.size()) +
                                                            ",\"same\":" + (same ? "true" : "false") + ",\"spooled\":" +
                                                            (call.request.body.isSpooled() ? "true" : "false") + "}");
                       }));
        }
        QObject context;
        EventPoll poll;
        RouteTable routes;
        Gate gate;
        MemoryLevel memory;
        BodyRoom bodies;
        ConnectionLimits connections;
        HttpServer server;
        Listener listener;
    };

    SystemClock m_clock;
    HttpLimits m_limits;
    std::shared_ptr<const TlsContext> m_tls;
    int m_strangers;
    WorkerThread m_thread{QStringLiteral("edge")};
    std::unique_ptr<Local> m_local;
};

} // namespace ostiary
