// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/core.h"

#include "server/core/exposure.h"
#include "server/core/litellm/configfile.h"
#include "server/core/logging.h"
#include "server/io/descriptors.h"
#include "server/io/socket.h"
#include "server/io/threadmailbox.h"

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QScopeGuard>

#include <algorithm>
#include <thread>
#include <utility>

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <sys/resource.h>
#include <unistd.h>

static void initCoreResource()
{
    Q_INIT_RESOURCE(ostiary_data);
}

namespace ostiary {

namespace {

Q_LOGGING_CATEGORY(logCore, "ostiary.core")

constexpr int kMaxEngineThreads = 4;
constexpr std::chrono::seconds kRefusalRound{5};
constexpr int kReloadDelayMs = 200; ///< editors write a file in several steps
constexpr int kAdminConnections = 256;

// Each stream takes two descriptors; the usual soft limit of 1024 would end at 500 streams.
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 262'144);
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

} // namespace

Core::Core(ServerConfig config, QObject *parent) : QObject(parent), m_config(std::move(config))
{
    initCoreResource();
    m_reloadSoon.setSingleShot(true);
    m_reloadSoon.setInterval(kReloadDelayMs);
    connect(&m_reloadSoon, &QTimer::timeout, this, &Core::reload);
    m_refusalRound.setInterval(kRefusalRound);
    connect(&m_refusalRound, &QTimer::timeout, this, [this] { m_headRefusals.tell(); });
}

Core::~Core()
{
    stop(std::chrono::milliseconds(0));
}

Outcome<Done> Core::prepareDataDirectory()
{
    QDir directory;
    if (!directory.mkpath(m_config.dataDirectory))
        return "cannot make the data directory " + m_config.dataDirectory.toStdString() +
               "; choose another with --data-dir";
    QFile::setPermissions(m_config.dataDirectory,
                          QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    auto lock = DataLock::take(m_config.dataDirectory + QStringLiteral("/ostiary.lock"));
    if (!lock)
        return std::move(lock).error();
    m_lock = std::move(lock).value();
    return Done{};
}

Outcome<Done> Core::readConfig(FileConfig &file) const
{
    if (m_config.configFile.isEmpty())
        return Done{};
    auto read = readConfigFile(m_config.configFile.toStdString(), *m_prices);
    if (!read)
        return std::move(read).error();
    if (!read->refusals.empty()) {
        std::string all;
        for (const std::string &refusal : read->refusals)
            all += (all.empty() ? "" : "\n") + refusal;
        return all;
    }
    file = std::move(read).value();
    return Done{};
}

Outcome<Done> Core::loadTls(const FileConfig &file, std::shared_ptr<const TlsContext> &tls) const
{
    if (file.tlsCertificate.isEmpty())
        return Done{};
    auto loaded = TlsContext::load(file.tlsCertificate.toStdString(), file.tlsKey.toStdString());
    if (!loaded)
        return std::move(loaded).error();
    tls = std::move(loaded).value();
    return Done{};
}

Outcome<Done> Core::judgeListening(const FileConfig &file, bool tls)
{
    Exposure exposure{m_config.listen, m_config.adminListen, tls, false, file.acceptUnprotected};
    exposure.accepted.insert(m_config.acceptUnprotected.begin(), m_config.acceptUnprotected.end());
    const Secret &master = m_config.masterKey.isEmpty() ? file.masterKey : m_config.masterKey;
    exposure.weakMasterKey = !master.isEmpty() && master.reveal().size() < kLeastMasterKeyBytes;
    const ExposureVerdict verdict = judgeExposure(exposure);
    if (!verdict.errors.empty()) {
        std::string all;
        for (const std::string &error : verdict.errors)
            all += (all.empty() ? "" : "\n") + error;
        return all;
    }
    m_warnings.insert(m_warnings.end(), verdict.warnings.begin(), verdict.warnings.end());
    m_gatekeeper.setPlainAdministration(exposure.accepted.contains(std::string(kPlainAdminListener)));
    return Done{};
}

Outcome<Done> Core::startWriter(const FileConfig &file)
{
    RecordWriter::Setup setup;
    setup.ledgerFile = m_config.dataDirectory + QStringLiteral("/ledger.db");
    setup.journalFile = m_config.dataDirectory + QStringLiteral("/inflight.journal");
    setup.durability = file.durability;
    setup.posterForThisThread = &ThreadMailbox::posterForThisThread;
    setup.rules = {m_config.repair, m_config.newLedger};
    if (m_hasKeys && !m_config.newLedger && !m_config.repair && QFileInfo(setup.ledgerFile).size() == 0)
        return "there are keys, but " + setup.ledgerFile.toStdString() +
               " is gone or empty, and with it what they have spent; restore it from a backup, or begin with nothing "
               "spent by --new-ledger";
    auto writer = RecordWriter::start(std::move(setup));
    if (!writer)
        return std::move(writer).error();
    m_writer = std::move(writer).value();
    m_headRefusals.recordTo(m_writer.get());
    m_refusalRound.start();
    m_lost.insert(m_lost.end(), m_writer->lost().begin(), m_writer->lost().end());
    for (const std::string &sentence : m_lost)
        qCCritical(logCore, "%s", sentence.c_str());
    return Done{};
}

Outcome<Done> Core::start()
{
    raiseDescriptorLimit();
    if (auto prepared = prepareDataDirectory(); !prepared)
        return prepared;
    QFile list(QStringLiteral(":/ostiary/prices.json"));
    if (!list.open(QIODevice::ReadOnly))
        return std::string("the price list is not in the program");
    auto prices = PriceList::fromJson(list.readAll().toStdString());
    if (!prices)
        return std::move(prices).error();
    m_prices = std::make_shared<PriceList>(std::move(prices).value());

    FileConfig file;
    if (auto read = readConfig(file); !read)
        return read;
    setLogFormat(file.jsonLogs ? LogFormat::Json : LogFormat::Text);
    m_warnings = file.allWarnings();
    if (auto read = readSettings(file); !read)
        return read;
    std::shared_ptr<const TlsContext> tls;
    if (auto loaded = loadTls(file, tls); !loaded)
        return loaded;
    m_usesTls = tls != nullptr;
    if (auto may = judgeListening(file, m_usesTls); !may)
        return may;

    if (auto started = startWriter(file); !started)
        return started;
    m_memory = std::make_unique<MemoryLevel>(m_clock, file.limits.memory);
    m_bodies = std::make_unique<BodyRoom>(BodyRoom::Setup{file.limits.bodiesUnderWay, file.limits.bodySpool,
                                                          m_config.dataDirectory.toStdString(), file.limits.body},
                                          *m_memory);
    m_connections = std::make_unique<ConnectionLimits>(
        ConnectionLimits::Most{file.limits.connections, file.limits.connectionsPerAddress, file.limits.connections});
    m_adminConnections = std::make_unique<ConnectionLimits>(
        ConnectionLimits::Most{kAdminConnections, kAdminConnections / 2, kAdminConnections / 2});

    watchFigures();
    const bool discover = m_config.configFile.isEmpty() ? m_config.discover : file.discover;
    const bool offerSimulator = m_config.configFile.isEmpty();
    const bool needSimulator =
        offerSimulator || std::any_of(file.deployments.begin(), file.deployments.end(),
                                      [](const Deployment &d) { return d.provider == "sim" && d.baseUrl.empty(); });
    std::string simulator;
    if (needSimulator) {
        m_simulator = std::make_unique<SimThread>(m_clock);
        auto port = m_simulator->start();
        if (!port)
            return std::move(port).error();
        simulator = "http://127.0.0.1:" + std::to_string(*port) + "/v1";
    }

    auto adminSocket = openListeningSocket(m_config.adminListen.host, m_config.adminListen.port, false);
    if (!adminSocket)
        return std::move(adminSocket).error();
    m_adminPort = localPort(*adminSocket);
    auto unserved = qScopeGuard([&] { ::close(static_cast<int>(*adminSocket)); });
    std::set<std::string> accepted = file.acceptUnprotected;
    accepted.insert(m_config.acceptUnprotected.begin(), m_config.acceptUnprotected.end());
    AdminThread::Setup setup{m_clock,
                             m_budget,
                             m_limiter,
                             m_cooldowns,
                             m_keys,
                             m_metrics,
                             m_guesses,
                             m_gatekeeper,
                             *m_adminConnections,
                             *m_bodies,
                             file.limits,
                             m_config.dataDirectory,
                             m_config.dataDirectory + QStringLiteral("/ledger.db"),
                             m_prices,
                             simulator,
                             offerSimulator,
                             discover,
                             accepted,
                             m_config.masterKey,
                             [this](const CatalogPtr &catalog) {
                                 for (const auto &engine : m_engines)
                                     engine->setCatalog(catalog);
                             },
                             [this](std::int64_t keyId) {
                                 for (const auto &engine : m_engines)
                                     engine->revokeKey(keyId);
                             },
                             [this](const std::shared_ptr<const TlsContext> &renewed) {
                                 for (const auto &engine : m_engines)
                                     engine->setTls(renewed);
                             },
                             [this](std::int64_t beforeMs) { m_writer->prune(beforeMs); },
                             [this] { return runningSettings(); },
                             m_settings,
                             [this] { return status(); },
                             [this] { return storeMetrics(); },
                             [this] { return unready(); },
                             [this] { return m_refused.table(); }};
    m_admin = std::make_unique<AdminThread>(std::move(setup));
    if (auto started = m_admin->start(file); !started)
        return started;
    if (auto started = startEngines(file, tls); !started)
        return started;
    m_startedMs = m_clock.wallMs();
    m_check = std::make_unique<StoreCheck>(m_config.dataDirectory);
    m_check->start();
    // Last: from here on the admin thread asks for the engines, the check and the settings.
    unserved.dismiss();
    if (auto started = m_admin->serve(*adminSocket, tls); !started)
        return started;
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_reloadSoon, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &Core::folderChanged);
    watchConfig(file);
    for (const std::string &warning : m_warnings)
        qCWarning(logCore, "%s", warning.c_str());
#ifdef __GLIBC__
    malloc_trim(0); // reading the price list and the configuration took a few megabytes that are free again
#endif
    return Done{};
}

Outcome<Done> Core::readSettings(FileConfig &file)
{
    auto state = StateStore::open(m_config.dataDirectory, {m_config.repair, m_config.newLedger});
    if (!state)
        return std::move(state).error();
    m_lost = state.value()->lost();
    const auto keys = state.value()->keyTable().all();
    m_hasKeys = keys && !keys->empty();
    const auto kept = state.value()->setting(StateStore::kServerSettings);
    if (!kept)
        return std::string("the settings cannot be read from state.db; restore it from a backup");
    if (kept.value())
        m_settings = ServerSettings::fromJson(QJsonDocument::fromJson(QByteArray::fromStdString(**kept)).object());
    const auto settle = [&](const char *name, bool given, const std::optional<ListenAddress> &ofFile,
                            const QString &ofSettings, ListenAddress &to) {
        const QString key = QLatin1String(name);
        m_setBy[key] = given    ? QStringLiteral("command line")
                       : ofFile ? QStringLiteral("configuration file")
                                : QStringLiteral("settings");
        if (given)
            return;
        if (ofFile)
            to = *ofFile;
        else if (const auto address = ListenAddress::parse(ofSettings))
            to = *address;
    };
    settle("listen", m_config.listenGiven, file.listen, m_settings.listen, m_config.listen);
    settle("admin_listen", m_config.adminListenGiven, file.adminListen, m_settings.adminListen, m_config.adminListen);
    const bool fileHasTls = !file.tlsCertificate.isEmpty();
    for (const char *name : {"tls_certificate", "tls_key"})
        m_setBy[QLatin1String(name)] = fileHasTls ? QStringLiteral("configuration file") : QStringLiteral("settings");
    if (!fileHasTls) {
        file.tlsCertificate = m_settings.tlsCertificate;
        file.tlsKey = m_settings.tlsKey;
    }
    return Done{};
}

QJsonObject Core::runningSettings() const
{
    const auto address = [](const ListenAddress &listen, quint16 port) {
        return ListenAddress{listen.host, port}.toText();
    };
    return {{QLatin1String("listen"), address(m_config.listen, m_port)},
            {QLatin1String("admin_listen"), address(m_config.adminListen, m_adminPort)},
            {QLatin1String("data_directory"), m_config.dataDirectory},
            {QLatin1String("config_file"), m_config.configFile},
            {QLatin1String("set_by"), m_setBy}};
}

Outcome<Done> Core::startEngines(const FileConfig &file, const std::shared_ptr<const TlsContext> &tls)
{
    const int cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    const int count = m_config.engineThreads > 0 ? m_config.engineThreads : std::min(cores, kMaxEngineThreads);
    const Engine::Shared shared{m_clock,
                                m_budget,
                                m_limiter,
                                m_cooldowns,
                                *m_writer,
                                m_metrics,
                                m_gatekeeper,
                                *m_connections,
                                *m_bodies,
                                m_refusedParameters,
                                file.limits,
                                file.gateway,
                                std::make_shared<const CorsPolicy>(file.cors),
                                [this](RouteTable &routes) { m_admin->addDataRoutes(routes); }};
    if (auto available = checkPortIsFree(m_config.listen.host, m_config.listen.port); !available)
        return available;
    // The vector is read by the admin thread through the callbacks above, so it is filled before any engine runs.
    std::vector<std::unique_ptr<Engine>> engines;
    const CatalogPtr catalog = m_admin->catalog();
    for (int i = 0; i < count; ++i) {
        auto socket = openListeningSocket(m_config.listen.host, i == 0 ? m_config.listen.port : m_port, count > 1);
        if (!socket)
            return std::move(socket).error();
        m_port = localPort(*socket);
        engines.push_back(std::make_unique<Engine>(i, shared));
        if (!engines.back()->start(*socket, catalog, tls))
            return std::string("an engine thread did not start");
    }
    // Swapped in on the admin thread; a catalogue published meanwhile reaches the engines with the next line.
    m_admin->onThread([&] {
        m_engines = std::move(engines);
        const CatalogPtr latest = m_admin->catalog();
        for (const auto &engine : m_engines)
            engine->setCatalog(latest);
    });
    return Done{};
}

void Core::watchConfig(const FileConfig &file)
{
    if (m_config.configFile.isEmpty())
        return;
    m_watched = {m_config.configFile};
    for (const std::string &included : file.includedFiles)
        m_watched.append(QString::fromStdString(included));
    // Editors replace files, which ends a watch on the file; the folder tells of the new one.
    for (const QString &path : m_watched)
        m_watcher.addPaths({path, QFileInfo(path).absolutePath()});
}

void Core::folderChanged()
{
    for (const QString &path : m_watched) {
        if (!m_watcher.files().contains(path) && QFileInfo::exists(path)) {
            m_watcher.addPath(path);
            m_reloadSoon.start();
        }
    }
}

void Core::reload()
{
    if (m_draining)
        return;
    FileConfig file;
    std::shared_ptr<const TlsContext> tls;
    Outcome<Done> read = readConfig(file);
    const bool fileHasTls = !file.tlsCertificate.isEmpty();
    if (read)
        read = loadTls(file, tls);
    std::vector<std::string> before = std::exchange(m_warnings, file.allWarnings());
    if (read) // what the settings give in the place of the file's is there, too
        read = judgeListening(file, tls != nullptr || (!fileHasTls && !m_settings.tlsCertificate.isEmpty()));
    if (!read) {
        m_warnings = std::move(before);
        qCCritical(logCore, "the configuration was NOT reloaded, the one before stays in force:");
        for (const QByteArray &line : QByteArray::fromStdString(read.error()).split('\n'))
            qCCritical(logCore, "%s", line.constData());
        return;
    }
    setLogFormat(file.jsonLogs ? LogFormat::Json : LogFormat::Text);
    m_admin->applyFile(file);
    watchConfig(file);
    for (const auto &engine : m_engines)
        engine->setSettings(file.gateway);
    const auto cors = std::make_shared<const CorsPolicy>(file.cors);
    for (const auto &engine : m_engines)
        engine->setCors(cors);
    if (fileHasTls) {
        for (const auto &engine : m_engines)
            engine->setTls(tls);
        m_admin->setTls(tls);
    } else {
        m_admin->renewTls(); // what the administrator set; a renewed certificate has the same name
    }
    for (const std::string &warning : m_warnings)
        qCWarning(logCore, "%s", warning.c_str());
    qCInfo(logCore, "configuration reloaded");
}

void Core::watchFigures()
{
    const auto counter = [this](const char *name, const char *help, std::function<double()> read) {
        m_metrics.watch(name, help, Metrics::Kind::Counter, std::move(read));
    };
    m_metrics.watch("gateway_request_body_bytes", "Bytes of request bodies under way", Metrics::Kind::Gauge,
                    [this] { return double(m_bodies->used()); });
    counter("gateway_bodies_refused_total", "Requests refused because there was no room for their bodies",
            [this] { return double(m_bodies->refused()); });
    counter("gateway_connections_refused_total", "Connections beyond the limits",
            [this] { return double(m_connections->refused() + m_adminConnections->refused()); });
    counter("gateway_connections_closed_for_room_total", "Idle connections closed because others needed the place",
            [this] { return double(m_connections->closedForRoom() + m_adminConnections->closedForRoom()); });
    counter("gateway_descriptor_shortages_total", "Times the process ran out of file descriptors",
            [] { return double(descriptorShortages()); });
    counter("gateway_log_lines_dropped_total", "Lines of the log that nobody read in time",
            [] { return double(droppedLogLines()); });
}

QJsonObject Core::status() const
{
    int underWay = 0;
    std::size_t connections = 0;
    for (const auto &engine : m_engines) {
        underWay += engine->underWay();
        connections += engine->connections();
    }
    const std::string why = unready();
    return {{QLatin1String("version"), QLatin1String(OSTIARY_VERSION)},
            {QLatin1String("started_ms"), qlonglong(m_startedMs)},
            {QLatin1String("requests_total"), qlonglong(m_metrics.requests())},
            {QLatin1String("in_flight"), m_metrics.inFlight()},
            {QLatin1String("under_way"), underWay},
            {QLatin1String("connections"), static_cast<int>(connections)},
            {QLatin1String("data_port"), m_port},
            {QLatin1String("engine_threads"), static_cast<int>(m_engines.size())},
            {QLatin1String("unauthorized"), m_refused.summary()},
            {QLatin1String("ready"), why.empty()},
            {QLatin1String("ledger_healthy"), m_writer->healthy()},
            {QLatin1String("ledger_detail"), QString::fromStdString(m_writer->disk().why)},
            {QLatin1String("store_check"), QLatin1String(m_check ? StoreCheck::nameOf(m_check->state()) : "running")},
            {QLatin1String("store_problems"),
             QJsonArray::fromStringList(m_check ? m_check->problems().mid(0, 20) : QStringList())}};
}

bool Core::enginesTurn(std::chrono::milliseconds time) const
{
    const std::int64_t now = m_clock.steadyNs();
    return std::all_of(m_engines.begin(), m_engines.end(), [&](const auto &engine) {
        return now - engine->turnedNs() < std::chrono::nanoseconds(time).count();
    });
}

std::string Core::unready() const
{
    if (m_draining)
        return "the gateway is shutting down";
    const std::string why = m_writer->disk().why;
    if (!m_writer->healthy())
        return "the ledger cannot be written" + (why.empty() ? std::string() : "; " + why);
    return why;
}

std::string Core::storeMetrics() const
{
    const auto series = [](const char *name, const char *kind, const char *help, std::int64_t value) {
        return std::string("# HELP ") + name + ' ' + help + "\n# TYPE " + name + ' ' + kind + '\n' + name + ' ' +
               std::to_string(value) + '\n';
    };
    return series("gateway_ledger_writable", "gauge", "Whether the ledger takes rows", m_writer->healthy() ? 1 : 0) +
           series("gateway_ledger_disk_errors_total", "counter", "Commits and syncs of the ledger that failed",
                  m_writer->disk().errors) +
           series("gateway_store_mismatches", "gauge",
                  "Places of ledger and audit log that are not as the gateway left them, by the check after the start",
                  m_check ? m_check->problems().size() : 0);
}

void Core::stop(std::chrono::milliseconds patience)
{
    const std::int64_t deadline = m_clock.steadyNs() / 1'000'000 + patience.count();
    if (std::exchange(m_stopped, true)) {
        m_stopDeadlineMs = std::min(m_stopDeadlineMs, deadline); // asked again, with less patience
        return;
    }
    m_stopDeadlineMs = deadline;
    m_draining = true;
    for (const auto &engine : m_engines)
        engine->drain();
    const auto busy = [this] {
        // Answers that are read on although their clients have gone have no connection.
        return std::any_of(m_engines.begin(), m_engines.end(),
                           [](const auto &e) { return e->connections() > 0 || e->underWay() > 0; });
    };
    while (m_clock.steadyNs() / 1'000'000 < m_stopDeadlineMs && busy()) {
        QEventLoop loop;
        QTimer::singleShot(50, &loop, &QEventLoop::quit);
        loop.exec();
    }
    // Administration first: its replies go to the engines' threads. Records last: ending engines still writes some.
    if (m_admin)
        m_admin->stop();
    m_engines.clear();
    m_admin.reset();
    m_simulator.reset();
    m_check.reset();
    m_refusalRound.stop();
    m_headRefusals.tell(true);
    m_headRefusals.recordTo(nullptr);
    m_writer.reset();
    m_lock.reset();
}

} // namespace ostiary
