// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/router.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testregistry.h"

#include <QtTest>

#include <map>

using namespace ostiary;

class tst_Router : public QObject
{
    Q_OBJECT

    struct World
    {
        FakeClock clock;
        RateLimiter limiter{clock};
        Cooldowns cooldowns{clock};
        std::shared_ptr<const PriceList> prices = std::make_shared<PriceList>(*PriceList::fromJson(
            R"({"date":"d","version":1,"models":[{"provider":"openai","id":"gpt-x","input":"1","output":"2","output_limit":99}]})"));
        std::shared_ptr<Catalog> catalog;
        void offer(std::vector<Deployment> deployments, RoutingRules rules = {})
        {
            std::vector<DeploymentPtr> all;
            for (Deployment &d : deployments)
                all.push_back(std::make_shared<Deployment>(std::move(d)));
            catalog = std::make_shared<Catalog>(std::move(all), std::move(rules), prices, nullptr, limiter);
        }
    };
    static Deployment deployment(const char *id, const char *model, int weight = 1)
    {
        Deployment made;
        made.id = id;
        made.modelName = model;
        made.upstreamModel = model;
        made.provider = "openai";
        made.weight = weight;
        return made;
    }

private Q_SLOTS:
    void choosesByWeight()
    {
        World world;
        world.offer({deployment("a", "m", 3), deployment("b", "m", 1), deployment("never", "m", 0)});
        Router router(world.cooldowns, world.limiter, 5);
        std::map<std::string, int> first;
        for (int i = 0; i < 8000; ++i) {
            const RoutePlan plan = router.plan(world.catalog->find("m"));
            QCOMPARE(plan.targets.size(), std::size_t(3));
            ++first[plan.targets.front()->deployment->id];
        }
        QVERIFY(first["a"] > 5700 && first["a"] < 6300); // 6000 expected; a fixed seed, so this is no gamble
        QCOMPARE(first["never"], 0);
    }

    void knowsWhatFailedByItsCode()
    {
        World world;
        world.cooldowns.failed("a", Cooldowns::Failure::Broken, "it said 500", 3, 5000, "upstream_failed");
        QCOMPARE(world.cooldowns.health("a").lastError, std::string("it said 500"));
        QCOMPARE(world.cooldowns.health("a").lastCode, std::string("upstream_failed"));
    }

    void putsRestingDeploymentsLast()
    {
        World world;
        world.offer({deployment("a", "m", 100), deployment("b", "m", 1)});
        world.cooldowns.failed("a", Cooldowns::Failure::Refused, "429", 3, 5000);
        Router router(world.cooldowns, world.limiter, 5);
        for (int i = 0; i < 50; ++i) {
            const RoutePlan plan = router.plan(world.catalog->find("m"));
            QCOMPARE(plan.targets.front()->deployment->id, std::string("b"));
            QCOMPARE(plan.targets.back()->deployment->id, std::string("a"));
            QVERIFY(plan.reason.find("1 of 2") != std::string::npos);
        }
        world.clock.advanceSeconds(6);
        int a = 0;
        for (int i = 0; i < 50; ++i)
            a += router.plan(world.catalog->find("m")).targets.front()->deployment->id == "a" ? 1 : 0;
        QVERIFY(a > 40);
    }

    void restsOnlyAfterSeveralFailures()
    {
        World world;
        for (int i = 0; i < 3; ++i)
            world.cooldowns.failed("a", Cooldowns::Failure::Broken, "500", 3, 5000);
        QCOMPARE(world.cooldowns.restsFor("a"), std::int64_t(0));
        world.cooldowns.failed("a", Cooldowns::Failure::Broken, "500", 3, 5000);
        QVERIFY(world.cooldowns.restsFor("a") > 0);
        QCOMPARE(world.cooldowns.health("a").failures, std::int64_t(4));
        QVERIFY(world.cooldowns.health("a").lastFailed);
        world.cooldowns.succeeded("a");
        QVERIFY(!world.cooldowns.health("a").lastFailed);
    }

    void allRestingIsStillReachable()
    {
        World world;
        world.offer({deployment("a", "m"), deployment("b", "m")});
        world.cooldowns.failed("a", Cooldowns::Failure::Refused, "429", 3, 9000);
        world.cooldowns.failed("b", Cooldowns::Failure::Refused, "429", 3, 5000);
        Router router(world.cooldowns, world.limiter, 5);
        QCOMPARE(router.plan(world.catalog->find("m")).targets.front()->deployment->id, std::string("b"));
    }

    void passesOverDeploymentsWithoutRoom()
    {
        World world;
        Deployment full = deployment("full", "m", 1000);
        full.rpmLimit = 1;
        world.offer({full, deployment("free", "m", 1)});
        const Target &target = world.catalog->find("m")->targets.front();
        const auto ticket = world.limiter.take(target.rate, {1, std::nullopt}, "d");
        QVERIFY(ticket.ok());
        Router router(world.cooldowns, world.limiter, 5);
        for (int i = 0; i < 20; ++i)
            QCOMPARE(router.plan(world.catalog->find("m")).targets.front()->deployment->id, std::string("free"));
    }

    void resolvesWildcards_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("deployment");
        QTest::addColumn<QString>("upstream");
        QTest::newRow("exact before wildcard") << "openai/known"
                                               << "known"
                                               << "openai/known";
        QTest::newRow("provider wildcard") << "openai/gpt-x"
                                           << "openai"
                                           << "gpt-x";
        QTest::newRow("the longest pattern counts") << "openai/gpt-9-mini"
                                                    << "mini"
                                                    << "small";
        QTest::newRow("catch all") << "whatever"
                                   << "all"
                                   << "whatever";
    }
    void resolvesWildcards()
    {
        QFETCH(QString, name);
        QFETCH(QString, deployment);
        QFETCH(QString, upstream);
        World world;
        Deployment provider = tst_Router::deployment("openai", "openai/*");
        provider.upstreamModel = "*";
        Deployment mini = tst_Router::deployment("mini", "openai/gpt-*-mini");
        mini.upstreamModel = "small";
        Deployment all = tst_Router::deployment("all", "*");
        all.upstreamModel = "*";
        world.offer({tst_Router::deployment("known", "openai/known"), provider, mini, all});
        const auto model = world.catalog->find(name.toStdString());
        QVERIFY(model);
        QCOMPARE(QString::fromStdString(model->targets.front().deployment->id), deployment);
        QCOMPARE(QString::fromStdString(model->targets.front().upstreamModel), upstream);
        if (name == "openai/gpt-x") { // the price is found by the name the wildcard stood for
            QVERIFY(model->targets.front().price);
            QCOMPARE(model->targets.front().maxOutputTokens, std::int64_t(99));
        }
    }

    void knowsAliasesAndWhatHasNoPrice()
    {
        World world;
        RoutingRules rules;
        rules.aliases["fast"] = "m";
        world.offer({deployment("a", "m")}, rules);
        QVERIFY(world.catalog->find("fast"));
        QVERIFY(!world.catalog->find("slow"));
        QCOMPARE(world.catalog->unpriced(), std::vector<std::string>{"m"});
    }
};

OSTIARY_TEST(tst_Router)
#include "tst_router.moc"
