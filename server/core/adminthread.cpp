// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/adminthread.h"

#include "server/admin/keycontroller.h"
#include "server/admin/modelcontroller.h"
#include "server/admin/providercontroller.h"
#include "server/admin/requestcontroller.h"
#include "server/admin/revisioncontroller.h"
#include "server/admin/settingscontroller.h"
#include "server/admin/usercontroller.h"
#include "server/core/accesstokens.h"
#include "server/core/discovery.h"
#include "server/core/exposure.h"
#include "server/core/litellmexchange.h"
#include "server/http/tlscontext.h"

#include <QJsonDocument>
#include <QLoggingCategory>
#include <QTimer>

#include <map>

#include <utility>

namespace ostiary {

namespace {

Q_LOGGING_CATEGORY(logAdmin, "ostiary.admin")

constexpr const char *kMasterDigest = "master_key_sha256";
constexpr const char *kMasterMask = "master_key_masked";

constexpr std::chrono::seconds kProbeTime{20};
constexpr std::chrono::hours kRetentionRound{1};
constexpr std::chrono::seconds kGuessRound{1};

Outcome<std::shared_ptr<const TlsContext>> tlsOf(const ServerSettings &settings)
{
    if (settings.tlsCertificate.isEmpty() && settings.tlsKey.isEmpty())
        return std::shared_ptr<const TlsContext>();
    return TlsContext::load(settings.tlsCertificate.toStdString(), settings.tlsKey.toStdString());
}

Status checkSettings(const ServerSettings &before, const ServerSettings &settings)
{
    for (const auto &[name, value] : {std::pair{"listen", settings.listen}, {"admin_listen", settings.adminListen}}) {
        if (!value.isEmpty() && !ListenAddress::parse(value))
            return GatewayError::make(ErrorCode::BadRequest,
                                      "'" + std::string(name) + "' must be ADDRESS:PORT, for example 127.0.0.1:4000",
                                      name)
                .because(Reason::AddressAndPortWanted);
    }
    const bool otherTls = settings.tlsCertificate != before.tlsCertificate || settings.tlsKey != before.tlsKey;
    if (const auto tls = tlsOf(settings); otherTls && !tls)
        return GatewayError::make(ErrorCode::BadRequest, tls.error(), "tls_certificate")
            .because(Reason::CertificateUnusable, {{"why", tls.error()}});
    return Done{};
}

void applyPolicy(UserKeeper &users, const FileConfig &file)
{
    users.setFile(file.users, {file.organisationBudget, file.organisationWindow});
    users.rebuild();
}

} // namespace

/// What lives on the admin thread.
struct AdminThread::Local
{
    Local(const Setup &setup, std::unique_ptr<StateStore> stateStore, std::unique_ptr<LongReads> longReads,
          std::function<void(const ServerSettings &)> applySettings, std::function<QJsonObject()> runningSettings)
        : state(std::move(stateStore)), reads(std::move(longReads)), keeper(setup.prices, setup.limiter, *state),
          users(setup.keys, *state),
          services{setup.clock,
                   *state,
                   *reads,
                   setup.keys,
                   users,
                   setup.budget,
                   setup.cooldowns,
                   events,
                   setup.prices,
                   [this] { return keeper.current(); },
                   [this] { keeper.rebuild(); },
                   setup.revokeKey,
                   [this](const StoredDeployment &stored) { return keeper.make(stored); },
                   [this](const Secret &key) { return keeper.resolveKey(key); },
                   [this](const ProviderAccount &account, Asked done) { askProvider(account, std::move(done)); },
                   [this, &setup](Found done) { findLocalServers(*setup.prices, std::move(done)); },
                   [&setup](const auto &yaml, const auto &keys) { return importPlanOf(yaml, *setup.prices, keys); },
                   exportedYaml,
                   [this, &setup](const ServerSettings &before, const ServerSettings &wanted) {
                       const Status good = checkSettings(before, wanted);
                       return good ? checkExposure(setup, wanted) : good;
                   },
                   std::move(applySettings),
                   std::move(runningSettings),
                   [this, &setup] { return statusOf(setup); },
                   [&setup] { return setup.metrics.text() + setup.storeMetrics(); },
                   setup.unready},
          keyController(services), modelController(services), requestController(services),
          revisionController(services, keyController), providerController(services), settingsController(services),
          userController(services), upstreams(poll, setup.clock), tokens(upstreams, setup.clock), limits(setup.limits),
          server(routes, setup.gatekeeper, setup.clock),
          listener({poll, server, setup.clock, limits, setup.connections, &setup.bodies, true})
    {
        keyController.addRoutes(router);
        modelController.addRoutes(router);
        requestController.addRoutes(router);
        revisionController.addRoutes(router);
        providerController.addRoutes(router);
        settingsController.addRoutes(router);
        userController.addRoutes(router);
        router.add("GET", "/admin/v1/unauthorized", Permission::Admin, AdminRouter::Reach::AdminListener,
                   [&setup](const AdminCall &) { return ControllerReply(setup.unauthorized()); });
        router.install(routes, false);
        events.addRoute(routes);
        events.setCounters(services.status);
        for (const auto &[resource, revision] : state->revisions())
            events.setRevision(resource, revision);
    }

    /// What would keep the next start from happening must not be stored.
    static Status checkExposure(const Setup &setup, const ServerSettings &wanted)
    {
        const QJsonObject setBy = setup.runningSettings().value(QLatin1String("set_by")).toObject();
        const auto ofSettings = [&](const char *name) {
            return setBy.value(QLatin1String(name)) == QLatin1String("settings");
        };
        const auto address = [&](const char *name, const QString &text) {
            const auto given = ofSettings(name) ? ListenAddress::parse(text) : std::nullopt;
            return given.value_or(ListenAddress());
        };
        Exposure exposure{address("listen", wanted.listen), address("admin_listen", wanted.adminListen),
                          !ofSettings("tls_certificate") || !wanted.tlsCertificate.isEmpty(),
                          setup.keys.isMasterKeyWeak(), setup.accepted};
        const ExposureVerdict verdict = judgeExposure(exposure);
        if (verdict.errors.empty())
            return Done{};
        const char *field = exposure.adminListen.host.isLoopback() ? "listen" : "admin_listen";
        return GatewayError::make(ErrorCode::BadRequest, "The next start would be refused: " + verdict.errors.front(),
                                  field)
            .because(Reason::PlainAdminRefused);
    }

    ~Local() { reads.reset(); } // first: its threads read what else is here

    using Asked = std::function<void(Result<std::vector<std::string>>)>;
    using Found = std::function<void(const std::vector<DeploymentPtr> &)>;

    QJsonObject statusOf(const Setup &setup) const
    {
        QJsonObject status = setup.status();
        if (const TlsContext *tls = listener.tls())
            status[QLatin1String("tls_sha256")] = QString::fromStdString(tls->fingerprint());
        return status;
    }

    void askProvider(const ProviderAccount &account, Asked done)
    {
        Deadlines deadlines;
        deadlines.firstByte = deadlines.total = kProbeTime;
        std::string base = account.baseUrl;
        if (account.provider == "sim" && base.empty())
            base = keeper.simulator();
        auto key = keeper.resolveKey(account.apiKey);
        if (!key)
            return done(std::move(key).error());
        const int number = ++lastProbe;
        probes[number] = std::make_unique<ProviderProbe>(
            upstreams, ProviderProbe::Account{account.provider, base, *key}, deadlines,
            [this, number, done = std::move(done)](Result<std::vector<std::string>> models) {
                const auto ended = probes.extract(number); // kept until the answer is out
                done(std::move(models));
            });
    }

    void findLocalServers(const PriceList &prices, Found done)
    {
        std::erase_if(searches, [](const auto &search) { return search->isFinished(); });
        searches.push_back(std::make_unique<LocalDiscovery>(upstreams, prices));
        QObject::connect(searches.back().get(), &LocalDiscovery::finished, searches.back().get(), std::move(done));
        searches.back()->start();
    }

    std::unique_ptr<StateStore> state;
    std::unique_ptr<LongReads> reads;
    EventHub events;
    CatalogKeeper keeper;
    UserKeeper users;
    AdminServices services;
    AdminRouter router;
    KeyController keyController;
    ModelController modelController;
    RequestController requestController;
    RevisionController revisionController;
    ProviderController providerController;
    SettingsController settingsController;
    UserController userController;
    EventPoll poll;
    UpstreamPool upstreams;
    AccessTokens tokens;
    std::map<int, std::unique_ptr<ProviderProbe>> probes; ///< under way
    int lastProbe = 0;
    std::vector<std::unique_ptr<LocalDiscovery>> searches; ///< those that have ended go with the next one
    QTimer retention;
    QTimer guessing;
    std::unique_ptr<LocalDiscovery> discovery;
    RouteTable routes;
    HttpLimits limits;
    HttpServer server;
    Listener listener;
};

AdminThread::AdminThread(Setup setup) : m_setup(std::move(setup)) {}

AdminThread::~AdminThread()
{
    stop();
}

void AdminThread::stop()
{
    m_thread.stop([this] { delete std::exchange(m_local, nullptr); });
}

void AdminThread::run(const std::function<void(Local &)> &what)
{
    m_thread.run([this, &what] {
        if (m_local)
            what(*m_local);
    });
}

Outcome<Done> AdminThread::start(const FileConfig &file)
{
    m_thread.start();
    Outcome<Done> opened = std::string("the administration did not start");
    m_thread.run([&] { opened = open(file); });
    return opened;
}

Outcome<Done> AdminThread::serve(qintptr listeningSocket, std::shared_ptr<const TlsContext> tls)
{
    Outcome<Done> served = std::string("the admin listener did not start");
    run([&](Local &local) {
        local.listener.setTls(std::move(tls));
        if (!local.listener.start(listeningSocket))
            return;
        served = Done{};
        if (m_setup.discover)
            discover();
    });
    return served;
}

Outcome<Done> AdminThread::open(const FileConfig &file)
{
    auto state = StateStore::open(m_setup.dataDirectory);
    if (!state)
        return std::move(state).error();
    if (!state.value()->keyTable().all() || !state.value()->objects(StateStore::kDeployments) ||
        !state.value()->objects(StateStore::kProviders) || !state.value()->objects(StateStore::kUsers) ||
        !state.value()->objects(StateStore::kOrganisation))
        return std::string("the keys, models and users of state.db cannot be read; restore it from a backup");
    auto ledger = LedgerReader::open(m_setup.ledgerFile);
    if (!ledger)
        return std::move(ledger).error();
    if (!ledger.value()->eachWindow([this](const std::string &kind, const std::string &scope, std::int64_t window,
                                           Money spent, std::int64_t last) {
            if (const auto known = scopeKindOf(kind)) // others are of a program that has more kinds
                m_setup.budget.restore(*known, scope, window, spent, last);
        }))
        return std::string("what was spent so far cannot be read from the ledger; without it no budget can be kept");
    auto reads = std::make_unique<LongReads>(m_setup.ledgerFile);
    if (auto started = reads->start(); !started)
        return started;
    m_settings = m_setup.settings;
    m_tlsOfFile =
        m_setup.runningSettings().value(QLatin1String("set_by")).toObject().value(QLatin1String("tls_certificate")) !=
        QLatin1String("settings");
    m_local = new Local(
        m_setup, std::move(state).value(), std::move(reads),
        [this](const ServerSettings &settings) { applySettings(settings); }, [this] { return runningSettings(); });
    applyPolicy(m_local->users, file);
    m_local->retention.setInterval(kRetentionRound);
    QObject::connect(&m_local->retention, &QTimer::timeout, &m_local->events, [this] { keepRetention(); });
    m_local->retention.start();
    keepRetention();
    m_local->guessing.setInterval(kGuessRound);
    QObject::connect(&m_local->guessing, &QTimer::timeout, &m_local->events, [this] { auditGuesses(); });
    m_local->guessing.start();
    if (auto settled = settleMasterKey(file); !settled)
        return settled;
    CatalogKeeper &keeper = m_local->keeper;
    keeper.publish = [this](const CatalogPtr &catalog) {
        m_local->tokens.keep(catalog->deployments());
        m_setup.publish(catalog);
    };
    keeper.setSimulator(m_setup.simulator);
    if (m_setup.offerSimulator)
        keeper.setBuiltIn(simulatorDeployments(m_setup.simulator));
    if (m_setup.discover)
        keeper.setFound(environmentDeployments(*m_setup.prices));
    keeper.setFile(file);
    keeper.rebuild();
    return Done{};
}

void AdminThread::discover()
{
    Local *local = m_local;
    local->discovery = std::make_unique<LocalDiscovery>(local->upstreams, *m_setup.prices);
    QObject::connect(local->discovery.get(), &LocalDiscovery::finished, local->discovery.get(),
                     [local](const std::vector<DeploymentPtr> &found) {
                         if (found.empty())
                             return;
                         qCInfo(logAdmin, "found %d models on local servers", int(found.size()));
                         std::vector<DeploymentPtr> all = local->keeper.found();
                         all.insert(all.end(), found.begin(), found.end());
                         local->keeper.setFound(std::move(all));
                         local->keeper.rebuild();
                     });
    local->discovery->start();
}

Outcome<Done> AdminThread::settleMasterKey(const FileConfig &file)
{
    const Secret &given = m_setup.masterKey.isEmpty() ? file.masterKey : m_setup.masterKey;
    StateStore &state = *m_local->state;
    if (!given.isEmpty()) {
        useMasterKey(given);
        return Done{};
    }
    const auto hex = state.setting(kMasterDigest);
    const auto mask = state.setting(kMasterMask);
    if (!hex || !mask)
        return std::string("the admin key's digest cannot be read from state.db; restore it from a backup");
    if (const auto digest = hex.value() ? digestFromHex(*hex.value()) : std::nullopt) {
        m_setup.keys.setMasterKey(*digest, mask->value_or("sk-..."));
        return Done{};
    }
    const std::string made = "sk-admin-" + randomToken(32);
    if (!state.setSetting(kMasterDigest, toHex(sha256(made))) || !state.setSetting(kMasterMask, maskKey(made)))
        return std::string("the new admin key cannot be stored");
    m_setup.keys.setMasterKey(sha256(made), maskKey(made));
    m_newAdminKey = Secret(made);
    return Done{};
}

void AdminThread::applyFile(const FileConfig &file)
{
    run([&](Local &local) {
        applyPolicy(local.users, file);
        m_tlsOfFile = !file.tlsCertificate.isEmpty();
        if (m_setup.masterKey.isEmpty() && !file.masterKey.isEmpty())
            useMasterKey(file.masterKey);
        local.keeper.setFile(file);
        local.keeper.rebuild();
        AuditEntry audit;
        audit.atMs = m_setup.clock.wallMs();
        audit.actor = "configuration file";
        audit.action = "reloaded";
        audit.detail = "{}";
        if (const auto revision = local.state->noteChange("model", audit))
            local.events.changed("model", *revision);
    });
}

void AdminThread::setTls(std::shared_ptr<const TlsContext> tls)
{
    run([&](Local &local) { local.listener.setTls(std::move(tls)); });
}

void AdminThread::renewTls()
{
    run([this](Local &) { applyTls(m_settings); });
}

/// On the admin thread. Listeners change with the next start.
void AdminThread::applySettings(const ServerSettings &settings)
{
    const bool otherTls = settings.tlsCertificate != m_settings.tlsCertificate || settings.tlsKey != m_settings.tlsKey;
    m_settings = settings;
    keepRetention();
    if (otherTls)
        applyTls(settings);
}

/// Nothing while the configuration file rules TLS.
void AdminThread::applyTls(const ServerSettings &settings)
{
    if (m_tlsOfFile)
        return;
    auto tls = tlsOf(settings);
    if (!tls) {
        qCCritical(logAdmin, "the certificate was NOT renewed, the one before stays in force: %s", tls.error().c_str());
        return;
    }
    m_local->listener.setTls(tls.value());
    m_setup.publishTls(tls.value());
}

/// As Core tells it, but for TLS, which a reload of the file may give or take.
QJsonObject AdminThread::runningSettings() const
{
    QJsonObject running = m_setup.runningSettings();
    QJsonObject setBy = running.value(QLatin1String("set_by")).toObject();
    for (const char *name : {"tls_certificate", "tls_key"})
        setBy[QLatin1String(name)] = m_tlsOfFile ? QLatin1String("configuration file") : QLatin1String("settings");
    running[QLatin1String("set_by")] = setBy;
    return running;
}

void AdminThread::useMasterKey(const Secret &key)
{
    const std::string_view text = key.reveal();
    m_setup.keys.setMasterKey(sha256(text), maskKey(text), text.size() < kLeastMasterKeyBytes);
}

/// One row for many guesses, so that guessing cannot fill the audit log.
void AdminThread::auditGuesses()
{
    const auto sum = m_setup.guesses.takeSummary();
    if (!sum)
        return;
    QJsonArray addresses;
    for (const std::string &address : sum->addresses)
        addresses.append(QString::fromStdString(address));
    AuditEntry audit;
    audit.atMs = m_setup.clock.wallMs();
    audit.actor = "nobody";
    audit.action = "wrong admin keys";
    audit.detail = QJsonDocument(QJsonObject{{QLatin1String("guesses"), qlonglong(sum->guesses)},
                                             {QLatin1String("slowed"), qlonglong(sum->slowed)},
                                             {QLatin1String("address_count"), qlonglong(sum->addressCount)},
                                             {QLatin1String("addresses"), addresses},
                                             {QLatin1String("first_ms"), qlonglong(sum->firstMs)},
                                             {QLatin1String("last_ms"), qlonglong(sum->lastMs)}})
                       .toJson(QJsonDocument::Compact)
                       .toStdString();
    if (const auto revision = m_local->state->noteChange("admin_key", audit))
        m_local->events.changed("admin_key", *revision);
}

void AdminThread::keepRetention()
{
    constexpr std::int64_t kDayMs = 86'400'000;
    if (m_settings.retentionDays)
        m_setup.prune(m_setup.clock.wallMs() - *m_settings.retentionDays * kDayMs);
}

void AdminThread::addDataRoutes(RouteTable &routes)
{
    m_local->router.install(
        routes, true); // direct: what it reads is complete before engines start, and the thread may be waiting for one
}

void AdminThread::drain()
{
    run([](Local &local) { local.listener.drain(); });
}

void AdminThread::administer(std::string method, std::string target, std::string body, std::string ifMatch,
                             std::function<void(int, QByteArray)> done)
{
    m_thread.post([this, method = std::move(method), target = std::move(target), body = std::move(body),
                   ifMatch = std::move(ifMatch), done = std::move(done)]() mutable {
        if (!m_local)
            return;
        HttpRequest request;
        request.setStart(method, target);
        if (!ifMatch.empty())
            request.addField("if-match", ifMatch);
        request.body = std::move(body);
        handle(request, [done, all = std::make_shared<QByteArray>()](int status, const QByteArray &bytes,
                                                                     const std::function<void()> &goOn) {
            *all = status < 400 ? *all + bytes : bytes;
            if (goOn)
                goOn();
            else
                done(status, *all);
        });
    });
}

void AdminThread::administerInParts(std::string target, TakePart take)
{
    m_thread.post([this, target = std::move(target), take = std::move(take)] {
        if (!m_local)
            return;
        HttpRequest request;
        request.setStart("GET", target);
        handle(request, take);
    });
}

void AdminThread::handle(const HttpRequest &request, const TakePart &take)
{
    const PrincipalPtr administrator = m_setup.keys.administrator();
    m_local->router.handle(request, *administrator, [this, take](const ControllerReply &reply) { pass(reply, take); });
}

void AdminThread::pass(const ControllerReply &reply, const TakePart &take)
{
    if (!reply.rest)
        return take(reply.status, reply.body, {});
    take(reply.status, reply.body, [this, pieces = reply.rest, take] {
        m_thread.post([this, pieces, take] {
            if (!m_local)
                return;
            pieces->next([this, pieces, take](const Result<ReplyPieces::Piece> &piece) {
                ControllerReply part = piece ? ControllerReply() : ControllerReply(piece.error());
                if (piece) {
                    part.body = piece->bytes;
                    part.rest = piece->last ? nullptr : pieces;
                }
                pass(part, take);
            });
        });
    });
}

void AdminThread::setEventListener(EventHub::Listener listener)
{
    run([&](Local &local) { local.events.setListener(std::move(listener)); });
}

void AdminThread::onThread(const std::function<void()> &what)
{
    run([&](Local &) { what(); });
}

CatalogPtr AdminThread::catalog()
{
    CatalogPtr current;
    run([&](Local &local) { current = local.keeper.current(); });
    return current;
}

} // namespace ostiary
