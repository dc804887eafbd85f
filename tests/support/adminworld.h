// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/keycontroller.h"
#include "server/admin/modelcontroller.h"
#include "server/admin/providercontroller.h"
#include "server/admin/requestcontroller.h"
#include "server/admin/revisioncontroller.h"
#include "server/admin/settingscontroller.h"
#include "server/admin/usercontroller.h"
#include "server/core/catalogkeeper.h"
#include "server/core/litellmexchange.h"
#include "server/store/recordwriter.h"
#include "tests/support/fakeclock.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtTest>

#include <optional>

namespace ostiary {

/// The administration over real stores, called without a network.
struct AdminWorld
{
    struct Answer
    {
        int status = 0;
        QJsonObject body;
        std::int64_t revision = 0; ///< its ETag

        QString param() const { return error().value("param").toString(); }
        QString reason() const { return error().value("reason").toString(); }
        QString message() const { return error().value("message").toString(); }
        QJsonObject error() const { return body.value("error").toObject(); }
    };

    ThreadMailbox mailbox;
    QTemporaryDir folder;
    FakeClock clock;
    Budget budget{clock};
    RateLimiter limiter{clock};
    Cooldowns cooldowns{clock};
    KeyRing keys{clock, budget, limiter};
    EventHub events;
    std::shared_ptr<const PriceList> prices = std::make_shared<PriceList>();
    std::unique_ptr<RecordWriter> writer = openWriter(folder);
    std::unique_ptr<StateStore> state = openState(folder);
    LongReads reads{folder.filePath("ledger.db")};
    CatalogKeeper keeper{prices, limiter, *state};
    UserKeeper users{keys, *state};
    std::vector<std::int64_t> revoked; ///< ids of keys whose requests were ended
    AdminServices services = makeServices();
    AdminRouter router;
    KeyController keyController{services};
    ModelController modelController{services};
    RequestController requestController{services};
    RevisionController revisionController{services, keyController};
    ProviderController providerController{services};
    SettingsController settingsController{services};
    UserController userController{services};
    PrincipalPtr administrator;

    AdminWorld()
    {
        if (const auto started = reads.start(); !started)
            qFatal("%s", started.error().c_str());
        keys.setMasterKey(sha256("sk-test-master-0123456789"), "sk-...");
        administrator = keys.administrator();
        keyController.addRoutes(router);
        modelController.addRoutes(router);
        requestController.addRoutes(router);
        revisionController.addRoutes(router);
        providerController.addRoutes(router);
        settingsController.addRoutes(router);
        userController.addRoutes(router);
        keeper.rebuild();
        users.rebuild();
    }

    static QJsonObject json(const char *text) { return QJsonDocument::fromJson(text).object(); }

    static void wait(const std::shared_ptr<std::optional<Answer>> &answer)
    {
        if (!QTest::qWaitFor([&] { return answer->has_value(); }, 60'000))
            QTest::qFail("no answer came", __FILE__, __LINE__);
    }
    /// Absent until the answer is there; `more` is a field of the head, `name: value`.
    std::shared_ptr<std::optional<Answer>> begin(const char *method, const std::string &target,
                                                 const QJsonObject &body = {}, const std::string &ifMatch = {})
    {
        return beginRaw(
            method, target,
            body.isEmpty() ? std::string() : QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString(), ifMatch);
    }
    std::shared_ptr<std::optional<Answer>> beginRaw(const char *method, const std::string &target, std::string body,
                                                    const std::string &ifMatch = {})
    {
        HttpRequest request;
        request.setStart(method, target);
        if (!ifMatch.empty())
            request.addField("if-match", ifMatch);
        if (!body.empty())
            request.body = std::move(body);
        auto answer = std::make_shared<std::optional<Answer>>();
        router.handle(request, *administrator, [answer](const ControllerReply &reply) {
            *answer = Answer{reply.status, QJsonDocument::fromJson(reply.body).object(), reply.revision};
        });
        return answer;
    }
    Answer call(const char *method, const std::string &target, const QJsonObject &body = {},
                const std::string &ifMatch = {})
    {
        const auto answer = begin(method, target, body, ifMatch);
        wait(answer);
        return answer->value_or(Answer());
    }

    Answer callRaw(const char *method, const std::string &target, std::string body)
    {
        const auto answer = beginRaw(method, target, std::move(body));
        wait(answer);
        return answer->value_or(Answer());
    }

private:
    static std::unique_ptr<RecordWriter> openWriter(const QTemporaryDir &folder)
    {
        RecordWriter::Setup setup;
        setup.ledgerFile = folder.filePath("ledger.db");
        setup.journalFile = folder.filePath("inflight.journal");
        setup.slots = 64;
        return std::move(RecordWriter::start(std::move(setup))).value();
    }
    static std::unique_ptr<StateStore> openState(const QTemporaryDir &folder)
    {
        return std::move(StateStore::open(folder.path())).value();
    }
    AdminServices makeServices()
    {
        return {clock,
                *state,
                reads,
                keys,
                users,
                budget,
                cooldowns,
                events,
                prices,
                [this] { return keeper.current(); },
                [this] { keeper.rebuild(); },
                [this](std::int64_t id) { revoked.push_back(id); },
                [this](const StoredDeployment &stored) { return keeper.make(stored); },
                [this](const Secret &key) { return keeper.resolveKey(key); },
                [](const ProviderAccount &, const std::function<void(Result<std::vector<std::string>>)> &) {},
                [](const std::function<void(const std::vector<DeploymentPtr> &)> &) {},
                [this](const std::string &yaml, const auto &given) { return importPlanOf(yaml, *prices, given); },
                exportedYaml,
                [](const ServerSettings &, const ServerSettings &) { return Status(Done{}); },
                [](const ServerSettings &) {},
                [] {
                    return QJsonObject{{"set_by", QJsonObject{{"listen", "settings"},
                                                              {"admin_listen", "settings"},
                                                              {"tls_certificate", "settings"},
                                                              {"tls_key", "settings"}}}};
                },
                [] { return QJsonObject(); },
                [] { return std::string(); },
                [] { return std::string(); }};
    }
};

} // namespace ostiary
