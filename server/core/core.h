// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/adminthread.h"
#include "server/core/engine.h"
#include "server/core/keygatekeeper.h"
#include "server/core/serverconfig.h"
#include "server/core/simthread.h"
#include "server/core/storecheck.h"
#include "server/store/datalock.h"
#include "server/store/recordwriter.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>
#include <vector>

namespace ostiary {

/// The whole gateway: makes every object, gives each what it needs, and ends them in order. The only place that knows
/// them all. Lives on the main thread and needs its event loop.
class Core : public QObject
{
    Q_OBJECT

public:
    explicit Core(ServerConfig config, QObject *parent = nullptr);
    ~Core() override;

    /// Starts everything; the error says what to do. Nothing runs after an error.
    Outcome<Done> start();
    /// Ends in order: no new connections, what is under way finishes (at most `patience`), the ledger is written.
    void stop(std::chrono::milliseconds patience);
    /// Reads the configuration file again. A broken one leaves everything as it was and says why.
    void reload();

    /// Whether all engine threads have been seen at work within `time`.
    bool enginesTurn(std::chrono::milliseconds time) const;

    quint16 port() const { return m_port; }
    quint16 adminPort() const { return m_adminPort; }
    /// Whether the listeners spoke TLS when the gateway started.
    bool usesTls() const { return m_usesTls; }
    /// The admin key when one was made at this start.
    const Secret &newAdminKey() const { return m_admin->newAdminKey(); }
    CatalogPtr catalog() const { return m_admin->catalog(); }
    const std::vector<std::string> &warnings() const { return m_warnings; }
    /// For a console in this process; see AdminThread.
    AdminThread &admin() { return *m_admin; }
    /// What a repair at this start found lost, a sentence each.
    const std::vector<std::string> &lost() const { return m_lost; }
    int interruptedAtStart() const { return m_writer->interruptedAtStart(); }

private:
    Outcome<Done> prepareDataDirectory();
    Outcome<Done> readConfig(FileConfig &file) const;
    /// Whether the gateway may listen where it is told to, with the protection it has.
    Outcome<Done> judgeListening(const FileConfig &file, bool tls);
    Outcome<Done> loadTls(const FileConfig &file, std::shared_ptr<const TlsContext> &tls) const;
    Outcome<Done> startWriter(const FileConfig &file);
    Outcome<Done> startEngines(const FileConfig &file, const std::shared_ptr<const TlsContext> &tls);
    /// Looks at the file and what it includes for changes.
    void watchConfig(const FileConfig &file);
    void folderChanged();
    void watchFigures();
    /// What an administrator has set, below the file and the command line.
    Outcome<Done> readSettings(FileConfig &file);
    QJsonObject runningSettings() const;
    QJsonObject status() const;
    std::string unready() const;
    std::string storeMetrics() const;

    ServerConfig m_config;
    ServerSettings m_settings; ///< as stored at the start
    bool m_hasKeys = false;    ///< at the start
    QJsonObject m_setBy;       ///< setting → command line, configuration file or settings
    std::vector<std::string> m_warnings;
    SystemClock m_clock;
    std::unique_ptr<DataLock> m_lock;
    std::shared_ptr<const PriceList> m_prices;
    // Policy outlives everything that uses it.
    Budget m_budget{m_clock};
    RateLimiter m_limiter{m_clock};
    Cooldowns m_cooldowns{m_clock};
    RefusedParameters m_refusedParameters;
    KeyRing m_keys{m_clock, m_budget, m_limiter};
    Metrics m_metrics;
    RefusedCalls m_refused{m_clock};
    GuessGuard m_guesses{m_clock};
    HeadRefusals m_headRefusals{m_clock};
    KeyGatekeeper m_gatekeeper{m_keys, m_limiter, m_metrics, m_refused, m_headRefusals, m_guesses};
    std::unique_ptr<MemoryLevel> m_memory;
    std::unique_ptr<BodyRoom> m_bodies;
    std::unique_ptr<ConnectionLimits> m_connections;
    std::unique_ptr<ConnectionLimits> m_adminConnections;
    std::unique_ptr<RecordWriter> m_writer;
    std::unique_ptr<StoreCheck> m_check;
    std::vector<std::string> m_lost;
    std::unique_ptr<SimThread> m_simulator;
    std::unique_ptr<AdminThread> m_admin;
    std::vector<std::unique_ptr<Engine>> m_engines;
    QFileSystemWatcher m_watcher;
    QStringList m_watched; ///< the configuration and the files it includes
    QTimer m_reloadSoon;
    QTimer m_refusalRound;
    std::atomic<bool> m_draining{false};
    bool m_stopped = false;
    std::int64_t m_stopDeadlineMs = 0; ///< steady
    std::int64_t m_startedMs = 0;
    quint16 m_port = 0;
    quint16 m_adminPort = 0;
    bool m_usesTls = false;
};

} // namespace ostiary
