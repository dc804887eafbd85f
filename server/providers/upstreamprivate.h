// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/providers/upstreamcall.h"
#include "server/providers/upstreampool.h"

#include <QTimer>

#include <curl/curl.h>

#include <limits>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace ostiary {

// Shared by upstreampool.cpp and upstreamcall.cpp, the only two files that know libcurl.

struct UpstreamCall::Private
{
    UpstreamCall *self = nullptr;
    UpstreamPool::Private *pool = nullptr;
    Observer *observer = nullptr;
    UpstreamRequest request;
    CURL *easy = nullptr;
    curl_slist *headers = nullptr;
    UpstreamHead head;
    std::string data;          ///< received, not delivered yet
    std::int64_t unpacked = 0; ///< bytes of the body that came out of its encoding
    std::int64_t startedMs = 0;
    std::int64_t heardMs = 0; ///< when the last byte came
    std::int64_t sentNs = 0;
    bool sent = false;
    bool headDone = false;
    bool packed = false; ///< the body has a Content-Encoding
    bool headDelivered = false;
    bool paused = false; ///< the observer wants nothing more now
    bool held = false;   ///< libcurl was told to wait with the rest
    bool queued = false; ///< in the pool's list of calls with something to deliver
    bool ended = false;
    UpstreamEnd end;

    void start();
    void detach();
    void finish(UpstreamEnd::Kind kind, std::string detail);
    /// Hands everything to the observer, which may delete the call.
    void deliver();
    /// Lets libcurl go on where it was told to wait.
    void release();
};

struct UpstreamPool::Private final : EventPoll::Deferred
{
    class SocketWatch;
    struct UrlEnd
    {
        void operator()(CURLU *url) const { curl_url_cleanup(url); }
    };

    UpstreamPool *self = nullptr;
    EventPoll *poll = nullptr;
    const Clock *clock = nullptr;
    CURLM *multi = nullptr;
    QTimer timer;             ///< libcurl's own
    QTimer sweep;             ///< deadlines
    std::vector<CURL *> idle; ///< configured handles waiting for work
    std::unordered_map<std::string, std::unique_ptr<CURLU, UrlEnd>> urls;
    std::vector<UpstreamCall::Private *> active;
    std::vector<UpstreamCall::Private *> ready;
    UpstreamCall::Private *delivering = nullptr; ///< cleared when that call is deleted by its observer
    std::unordered_map<curl_socket_t, std::unique_ptr<SocketWatch>> watches;
    curl_socket_t openSocket(const curl_sockaddr &address);

    std::function<bool()> makeRoom;
    std::unordered_set<curl_socket_t> own; ///< connections to providers; libcurl also has sockets of its resolver
    std::int64_t actedMs = 0;              ///< when libcurl was last called
    static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
    std::int64_t dueMs = kNever; ///< when libcurl wants to be called again
    std::int64_t timerMs = 0; ///< when `timer` rings; it is not moved to a later time, which would cost every request
    bool pumping = false;
    bool pumpQueued = false;
    std::vector<curl_socket_t> writing; ///< libcurl wants to write on; see SocketWatch::want
    bool kickDeferred = false;          ///< calls were added; libcurl starts them at the end of the turn

    Private();
    ~Private();
    std::int64_t nowMs() const { return clock->steadyNs() / 1'000'000; }
    void endOfTurn() override;
    void wakeIn(long ms);
    void wake();
    void watch(CURL *easy, curl_socket_t socket, int what);
    void closed(curl_socket_t socket);
    /// Goes on with `writing` at the end of the turn. Not from within libcurl's callbacks: it may call libcurl at once.
    void deferWriting();
    CURL *take();
    /// The address taken apart once, since libcurl does it anew for each request; null: it shall, and say what is
    /// wrong.
    CURLU *parsed(const std::string &url);
    void give(CURL *easy);
    void act(curl_socket_t socket, int mask);
    void collect();
    void pump();
    void queuePump();
    void enqueue(UpstreamCall::Private *call);
    void forget(UpstreamCall::Private *call);
    void checkDeadlines();
};

} // namespace ostiary
