// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/eventhub.h"
#include "server/core/catalogkeeper.h"
#include "server/core/serverconfig.h"
#include "server/gateway/metrics.h"
#include "server/http/listener.h"
#include "server/io/workerthread.h"
#include "server/policy/guessguard.h"
#include "server/policy/keyring.h"
#include "server/store/serversettings.h"

#include <functional>
#include <memory>
#include <set>
#include <string>

namespace ostiary {

struct ControllerReply;

/// The administration: the store, the catalogue, the admin API and its listener, on a thread of their own, so that no
/// flood of requests can keep an administrator out.
class AdminThread
{
public:
    struct Setup
    {
        const Clock &clock;
        Budget &budget;
        RateLimiter &limiter;
        Cooldowns &cooldowns;
        KeyRing &keys;
        Metrics &metrics;
        GuessGuard &guesses;
        Gatekeeper &gatekeeper;
        ConnectionLimits &connections;
        BodyRoom &bodies;
        HttpLimits limits;
        QString dataDirectory;
        QString ledgerFile;
        std::shared_ptr<const PriceList> prices;
        std::string simulator; ///< address of the built-in simulator, or empty
        bool offerSimulator = false;
        bool discover = false;
        std::set<std::string> accepted; ///< words of `ostiary.accept_unprotected`
        Secret masterKey;               ///< empty: the stored one, or a new one
        std::function<void(CatalogPtr)> publish;
        std::function<void(std::int64_t)> revokeKey;
        /// For the listeners of the engines; called on the admin thread.
        std::function<void(std::shared_ptr<const TlsContext>)> publishTls;
        /// Removes requests that began before this moment, in ms since the epoch.
        std::function<void(std::int64_t)> prune;
        std::function<QJsonObject()> runningSettings;
        ServerSettings settings; ///< as stored at the start
        std::function<QJsonObject()> status;
        std::function<std::string()> storeMetrics; ///< in Prometheus' text form
        std::function<std::string()> unready;
        std::function<QJsonObject()> unauthorized; ///< as RefusedCalls::table tells it
    };

    explicit AdminThread(Setup setup);
    ~AdminThread();

    /// Opens the stores, restores the counters and builds the catalogue.
    Outcome<Done> start(const FileConfig &file);
    /// Starts the listener, and the search for local model servers. What the setup's functions use must stand by then.
    Outcome<Done> serve(qintptr listeningSocket, std::shared_ptr<const TlsContext> tls);
    /// Ends the thread; nothing of it runs after this.
    void stop();

    /// Takes over what may change without a restart.
    void applyFile(const FileConfig &file);
    void setTls(std::shared_ptr<const TlsContext> tls);
    /// Reads the certificate of the settings again.
    void renewTls();
    /// Adds the routes that the data listener has, too. May be called from engine threads.
    void addDataRoutes(RouteTable &routes);
    void drain();
    CatalogPtr catalog();
    /// Answers one call of the admin API for a console in this process, with the administrator's rights. `done` is
    /// called on the admin thread; never when the thread ends before.
    /// `ifMatch`: the revision that the caller relies on, as in the header; or empty.
    void administer(std::string method, std::string target, std::string body, std::string ifMatch,
                    std::function<void(int status, QByteArray body)> done);
    /// A part of an answer, given on the admin thread. `goOn` has the next part made, may be called once from any
    /// thread, and is empty when this was the last; one that is let go of ends the answer. A status of 400 or more
    /// after the first part: what has come is not whole.
    using TakePart = std::function<void(int status, const QByteArray &bytes, std::function<void()> goOn)>;
    /// The same for a GET whose answer may be long, a part at a time.
    void administerInParts(std::string target, TakePart take);
    /// Events as on `/admin/v1/events`; called on the admin thread. An empty function ends them.
    void setEventListener(EventHub::Listener listener);
    /// Runs `what` on the admin thread and waits for it.
    void onThread(const std::function<void()> &what);
    /// The admin key when one was made at this start; shown once.
    const Secret &newAdminKey() const { return m_newAdminKey; }

private:
    struct Local;
    void run(const std::function<void(Local &)> &what);
    void handle(const HttpRequest &request, const TakePart &take);
    void pass(const ControllerReply &reply, const TakePart &take);
    Outcome<Done> open(const FileConfig &file);
    void discover();
    void applySettings(const ServerSettings &settings);
    void applyTls(const ServerSettings &settings);
    QJsonObject runningSettings() const;
    void keepRetention();
    void auditGuesses();
    void useMasterKey(const Secret &key);
    Outcome<Done> settleMasterKey(const FileConfig &file);

    Setup m_setup;
    WorkerThread m_thread{QStringLiteral("admin")};
    Local *m_local = nullptr; ///< made, used and deleted on the thread
    Secret m_newAdminKey;
    ServerSettings m_settings; ///< on the thread
    bool m_tlsOfFile = false;  ///< on the thread
};

} // namespace ostiary
