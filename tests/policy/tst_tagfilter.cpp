// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/router.h"
#include "server/policy/tagfilter.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

/// Which deployments a request's tags leave. A deployment is written as `id:tag,tag`, a pattern as `~pattern`.
class tst_TagFilter : public QObject
{
    Q_OBJECT

    struct World
    {
        FakeClock clock;
        RateLimiter limiter{clock};
        Cooldowns cooldowns{clock};
        std::shared_ptr<Catalog> catalog;

        World(const QStringList &deployments, RoutingRules rules)
        {
            std::vector<DeploymentPtr> all;
            for (const QString &text : deployments)
                all.push_back(std::make_shared<Deployment>(made(text)));
            catalog = std::make_shared<Catalog>(std::move(all), std::move(rules), std::make_shared<PriceList>(),
                                                nullptr, limiter);
        }
        static Deployment made(const QString &text)
        {
            Deployment out;
            const QString id = text.section(':', 0, 0);
            out.id = id.toStdString();
            out.modelName = out.upstreamModel = "m";
            out.provider = "openai";
            for (const QString &tag : text.section(':', 1).split(',', Qt::SkipEmptyParts)) {
                if (tag.startsWith('~'))
                    out.tagPatterns.emplace_back(tag.mid(1));
                else if (tag == "+" || tag == "-")
                    out.tagFiltering = tag == "+";
                else
                    out.tags.push_back(tag.toStdString());
            }
            return out;
        }
    };

    static RequestTags tagged(const QString &tags, const QString &agent = {})
    {
        RequestTags out;
        for (const QString &tag : tags.split(' ', Qt::SkipEmptyParts))
            out.tags.push_back(tag.toStdString());
        out.userAgent = agent.toStdString();
        return out;
    }

    static QString idsOf(const Model &model)
    {
        QStringList ids;
        for (const Target &target : model.targets)
            ids += QString::fromStdString(target.deployment->id);
        return ids.join(' ');
    }

private Q_SLOTS:
    void choosesByTags_data()
    {
        QTest::addColumn<QString>("deployments");
        QTest::addColumn<QString>("tags");
        QTest::addColumn<QString>("whereAny");
        QTest::addColumn<QString>("whereAll");
        QTest::addColumn<QString>("agent");
        const auto row = [](const char *name, const char *deployments, const char *tags, const char *left,
                            const char *strict = nullptr, const char *agent = "") {
            QTest::newRow(name) << deployments << tags << left << (strict ? strict : left) << agent;
        };
        row("one tag", "f:free p:paid d:default", "free", "f");
        row("another", "f:free p:paid d:default", "paid", "p");
        row("two tags, any or all", "f:free p:paid b:paid,free", "free paid", "f p b", "b");
        row("two tags, no deployment has both", "f:free p:paid", "free paid", "f p", "");
        row("a known tag does not fall to the default", "f:free d:default", "free eu", "f", "");
        row("no deployment has it: the default", "f:free d:default e:default", "eu", "d e");
        row("no deployment has it, and no default", "f:free u:", "eu", "");
        row("untagged request, a default", "f:free d:default u:", "", "d");
        row("untagged request, no default", "f:free p:paid u:", "", "f p u");
        row("untagged deployments alone", "u: v:", "eu", "");
        row("the default by its name", "f:free d:default", "default", "d");
        row("case counts", "f:free", "Free", "");
        row("excluded", "f:free p:paid u:", "!paid", "f u");
        row("excluded from the default", "f:free d:default,paid e:default", "!paid", "e");
        row("the default excluded", "f:free d:default,paid", "!paid", "");
        row("all excluded", "f:free p:paid", "!paid !free", "");
        row("chosen and excluded", "f:free,eu g:free,us p:paid", "free !us", "f");
        row("chosen, and excluded again", "f:free d:default", "free !free", "");
        row("demanded", "f:free,eu g:free,us p:paid,eu", "&eu", "f p");
        row("two demanded", "f:free,eu g:free,us p:paid,eu", "&eu &free", "f");
        row("demanded beside the default", "f:free,eu d:default", "&eu", "f");
        row("demanded of nobody", "f:free d:default", "&eu", "");
        row("demanded and chosen", "f:free,eu g:free,us p:paid,eu", "&eu paid free", "f p", "");
        row("demanded, excluded and chosen", "f:free,eu g:free,us p:paid,eu", "&eu !paid free", "f");
        row("a sign alone is no tag", "f:free d:default", "! &", "d");
        row("a prefix that is not set", "f:free d:default", "route:free", "d");
        row("a pattern that matches", "c:~claude-code/ d:default", "", "c", nullptr, "claude-code/1.2");
        row("a pattern at the beginning", "c:~^User-Agent:.claude d:default", "", "c", nullptr, "claude-code/1.2");
        row("a pattern that does not", "c:~claude d:default", "", "d", nullptr, "curl/8");
        row("a pattern that does not, and no default", "c:~claude u:", "", "", nullptr, "curl/8");
        row("no User-Agent", "c:~claude u:", "", "c u");
        row("pattern or tag", "c:~claude f:free d:default", "free", "c f", nullptr, "claude/1");
        row("a pattern loosens no strict tags", "c:internal,~claude d:default", "", "c", "d", "claude/1");
        row("a pattern after an exclusion", "c:~claude a:anthropic", "!anthropic", "c", nullptr, "claude/1");
        row("the pattern's own is excluded", "c:group,~claude o:openai", "!group", "o", nullptr, "claude/1");
        row("a pattern narrows no demand", "c:eu,~claude f:eu", "&eu", "c f", nullptr, "claude/1");
    }
    void choosesByTags()
    {
        QFETCH(QString, deployments);
        QFETCH(QString, tags);
        QFETCH(QString, agent);
        QFETCH(QString, whereAny);
        QFETCH(QString, whereAll);
        for (const bool any : {true, false}) {
            RoutingRules rules;
            rules.tagFiltering = true;
            rules.tagMatchesAny = any;
            World world(deployments.split(' '), rules);
            const auto model = world.catalog->find("m");
            QVERIFY(model->filtersByTags);
            const auto left = narrowedByTags(model, tagged(tags, agent), world.catalog->rules());
            QCOMPARE(left ? idsOf(**left) : QString(), any ? whereAny : whereAll);
            if (left) {
                QCOMPARE((*left)->name, model->name);
                QCOMPARE((*left)->chosenBy.empty(), *left == model);
                continue;
            }
            QCOMPARE(left.error().status, 403);
            QVERIFY(!left.error().waitingHelps());
            for (const std::string &tag : tagged(tags).tags)
                QVERIFY(left.error().publicText.find("'" + tag + "'") != std::string::npos);
        }
    }

    void takesAPrefixOff()
    {
        RoutingRules rules;
        rules.tagFiltering = true;
        rules.tagPrefix = "route:";
        World world({"f:free", "d:default"}, rules);
        const auto model = world.catalog->find("m");
        const auto left = [&](const char *tags) {
            const auto narrowed = narrowedByTags(model, tagged(tags), world.catalog->rules());
            return narrowed ? idsOf(**narrowed) : QString();
        };
        QCOMPARE(left("route:free"), QString("f"));
        QCOMPARE(left("free"), QString("f"));
        QCOMPARE(left("route:!default"), QString());
        QCOMPARE(left("feature:demo"), QString("d"));
        QCOMPARE(left("route:eu"), QString()); // it is meant for routing, so the default is no answer to it
    }

    void filtersWhereItIsAskedFor_data()
    {
        QTest::addColumn<bool>("router");
        QTest::addColumn<QString>("deployments");
        QTest::addColumn<bool>("filters");
        QTest::newRow("nowhere") << false << "a:x b:" << false;
        QTest::newRow("the router") << true << "a:x b:" << true;
        QTest::newRow("the model") << false << "a:x b:+" << true;
        QTest::newRow("the model does not") << true << "a:x,- b:" << false;
        QTest::newRow("the first that says anything") << false << "a: b:- c:+" << false;
    }
    void filtersWhereItIsAskedFor()
    {
        QFETCH(bool, router);
        QFETCH(QString, deployments);
        RoutingRules rules;
        rules.tagFiltering = router;
        World world(deployments.split(' '), rules);
        QTEST(world.catalog->find("m")->filtersByTags, "filters");
        QVERIFY(!world.catalog->find("a")->filtersByTags); // a deployment's id is one deployment, and has no choice
    }

    void saysWhy_data()
    {
        QTest::addColumn<QString>("deployments");
        QTest::addColumn<QString>("tags");
        QTest::addColumn<QString>("reason");
        QTest::newRow("one left") << "f:free p:paid"
                                  << "free"
                                  << "the tags 'free' chose 1 of 2 deployments";
        QTest::newRow("two left")
            << "f:free g:free p:paid"
            << "free"
            << "the tags 'free' chose 2 of 3 deployments; by weight 1 of 2, 2 of 2 deployments in service";
        QTest::newRow("the default") << "f:free d:default"
                                     << ""
                                     << "no tag of the request, so the default chose 1 of 2 deployments";
        QTest::newRow("the default after all")
            << "f:free d:default"
            << "eu"
            << "the tags 'eu', which no deployment has, so the default chose 1 of 2 deployments";
        QTest::newRow("nothing to choose") << "u:"
                                           << ""
                                           << "the only deployment of this model";
        QTest::newRow("unseen characters") << "f:a\u202eb p:paid"
                                           << "a\u202eb"
                                           << "the tags 'a\ufffdb' chose 1 of 2 deployments";
    }
    void saysWhy()
    {
        QFETCH(QString, deployments);
        QFETCH(QString, tags);
        RoutingRules rules;
        rules.tagFiltering = true;
        World world(deployments.split(' '), rules);
        const auto left = narrowedByTags(world.catalog->find("m"), tagged(tags), world.catalog->rules());
        QVERIFY(left.ok());
        Router router(world.cooldowns, world.limiter, 5);
        QTEST(QString::fromStdString(router.plan(*left).reason), "reason");
    }

    void tellsFewOfManyTags()
    {
        RoutingRules rules;
        rules.tagFiltering = true;
        World world({"f:free"}, rules);
        RequestTags many;
        many.tags.assign(100, std::string(64, 'x'));
        const auto left = narrowedByTags(world.catalog->find("m"), many, world.catalog->rules());
        QVERIFY(!left.ok());
        QVERIFY(left.error().publicText.size() < 300);
    }
};

OSTIARY_TEST(tst_TagFilter)
#include "tst_tagfilter.moc"
