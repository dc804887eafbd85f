// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/authorizer.h"
#include "server/policy/catalog.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

class tst_Catalog : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    RateLimiter m_limiter{m_clock};
    std::shared_ptr<const PriceList> m_prices = std::make_shared<PriceList>(*PriceList::fromJson(
        "{\"date\":\"d\",\"version\":1,\"models\":["
        "{\"provider\":\"openai\",\"id\":\"gpt-4o\",\"input\":\"1\",\"output\":\"2\",\"output_limit\":99},"
        "{\"provider\":\"openai\",\"id\":\"o3\"},"
        "{\"provider\":\"openai\",\"id\":\"ft:gpt-4o\",\"input\":\"1\",\"output\":\"2\"},"
        "{\"provider\":\"openai\",\"id\":\"gpt-4o.ft-\",\"input\":\"1\",\"output\":\"2\"},"
        "{\"provider\":\"anthropic\",\"id\":\"claude-x\",\"input\":\"1\",\"output\":\"2\"}]}"));

    static Deployment offer(const char *name, const char *provider, const char *upstream)
    {
        Deployment made;
        made.id = std::string(name) + "@" + provider;
        made.modelName = name;
        made.provider = provider;
        made.upstreamModel = upstream;
        return made;
    }

    std::shared_ptr<Catalog> catalog(std::vector<Deployment> deployments, RoutingRules rules = {},
                                     std::shared_ptr<const PriceCard> defaultPrice = nullptr)
    {
        std::vector<DeploymentPtr> all;
        for (Deployment &deployment : deployments)
            all.push_back(std::make_shared<Deployment>(std::move(deployment)));
        return std::make_shared<Catalog>(std::move(all), std::move(rules), m_prices, std::move(defaultPrice),
                                         m_limiter);
    }

    static QStringList names(const Catalog &catalog)
    {
        QStringList out;
        for (const ListedModel &listed : catalog.listed())
            out.append(QString::fromStdString(listed.name));
        return out;
    }

    static Deployment byName(const char *provider, const char *pattern = "*")
    {
        Deployment made = offer(pattern, provider, "*");
        made.byName = true;
        return made;
    }

private Q_SLOTS:
    void listsWhatCanBeAskedFor_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("upstream");
        QTest::addColumn<QStringList>("listed");
        const auto row = [](const char *pattern, const char *provider, const char *upstream,
                            const QStringList &listed) {
            QTest::newRow(qPrintable(QString("%1 of %2").arg(pattern, provider)))
                << pattern << provider << upstream << listed;
        };
        row("plain", "openai", "gpt-4o", {"plain"});
        row("openai/*", "openai", "*", {"openai/gpt-4o", "openai/o3"});
        row("*", "openai", "*", {"gpt-4o", "o3"});
        row("fast-*", "openai", "gpt-*", {"fast-4o"});
        row("mine/*-eu", "openai", "*", {"mine/gpt-4o-eu", "mine/o3-eu"});
        row("ollama/*", "ollama", "*", {"ollama/*"});
        row("one-*", "openai", "gpt-4o", {"one-*"});
        row("g*-4*", "openai", "g*-4*", {"gpt-4o"});
        row("g*4*", "openai", "gpt-*", {"gpt-4o"});
        row("*/*", "openai", "*-*", {"gpt/4o"});
        row("nobody/*", "nobody", "*", {"nobody/*"});
    }
    void listsWhatCanBeAskedFor()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, provider);
        QFETCH(QString, upstream);
        QFETCH(QStringList, listed);
        const auto made = catalog({offer(pattern.toUtf8(), provider.toUtf8(), upstream.toUtf8())});
        QCOMPARE(names(*made), listed);
        for (const ListedModel &entry : made->listed()) {
            const auto model = made->find(entry.name);
            QVERIFY(model);
            QCOMPARE(model->targets.front().deployment->provider, entry.ownedBy);
        }
    }

    void aStarForAllFindsTheProviderOfTheName()
    {
        const auto made = catalog({byName("openai"), byName("anthropic"), byName("groq")});
        QCOMPARE(names(*made), (QStringList{"anthropic/claude-x", "groq/*", "openai/gpt-4o", "openai/o3"}));
        const auto target = [&](const char *name) {
            const auto model = made->find(name);
            return model && model->targets.size() == 1
                       ? model->targets.front().deployment->provider + " " + model->targets.front().upstreamModel
                       : std::string("none");
        };
        QCOMPARE(target("openai/gpt-4o"), std::string("openai gpt-4o"));
        QCOMPARE(target("gpt-4o"), std::string("openai gpt-4o"));
        QCOMPARE(target("claude-x"), std::string("anthropic claude-x"));
        QCOMPARE(target("groq/org/llama"), std::string("groq org/llama"));
        QCOMPARE(target("mistral/large"), std::string("none")); // no key for it
        QCOMPARE(target("nobody/gpt-4o"), std::string("none"));
        QCOMPARE(target("anything"), std::string("none"));
        const auto below = catalog({byName("openai", "all/*")});
        QVERIFY(below->find("all/openai/o3") && !below->find("openai/o3"));
        QCOMPARE(names(*below), (QStringList{"all/openai/gpt-4o", "all/openai/o3"}));
    }

    void anAliasIsItsModel()
    {
        RoutingRules rules;
        rules.aliases = {{"quick", "m"},    {"wild", "openai/o3"}, {"chain", "quick"}, {"nothing", "gone"},
                         {"ring", "ring2"}, {"ring2", "ring"},     {"secret", "m"},    {"other", "m"}};
        rules.hiddenAliases = {"secret"};
        rules.fallbacks = {{"m", {"spare"}}, {"quick", {"own"}}};
        rules.defaultFallbacks = {"default"};
        const auto made = catalog(
            {offer("m", "openai", "gpt-4o"), offer("other", "openai", "o3"), offer("openai/*", "openai", "*")}, rules);
        for (const char *name : {"quick", "chain", "secret", "other"}) {
            QVERIFY2(made->find(name), name);
            QCOMPARE(made->find(name)->name, std::string("m"));
        }
        QCOMPARE(made->find("wild")->targets.front().upstreamModel, std::string("o3"));
        QVERIFY(!made->find("nothing") && !made->find("ring"));
        QCOMPARE(made->emptyAliases(), (std::vector<std::string>{"nothing", "ring", "ring2"}));
        const QStringList listed = names(*made);
        for (const char *name : {"quick", "chain", "wild", "m", "other"})
            QVERIFY2(listed.contains(name), name);
        for (const char *name : {"secret", "nothing", "ring"})
            QVERIFY2(!listed.contains(name), name);
        const auto fallback = [&](const char *asked, const char *meant) {
            return rules.fallbacksOf(rules.fallbacks, asked, meant).front();
        };
        QCOMPARE(fallback("quick", "m"), std::string("own"));
        QCOMPARE(fallback("chain", "m"), std::string("spare"));
        QCOMPARE(fallback("wild", "openai/o3"), std::string("default"));
        QVERIFY(rules.fallbacksOf(rules.contextWindowFallbacks, "quick", "m").empty());
    }

    void anAliasHasTheRightsOfItsModel_data()
    {
        QTest::addColumn<QStringList>("key");
        QTest::addColumn<QStringList>("user");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("no list") << QStringList() << QStringList() << true;
        QTest::newRow("the model") << QStringList{"m"} << QStringList() << true;
        QTest::newRow("the alias") << QStringList{"quick"} << QStringList() << true;
        QTest::newRow("another") << QStringList{"x"} << QStringList() << false;
        QTest::newRow("the user's list has neither") << QStringList{"m"} << QStringList{"x"} << false;
        QTest::newRow("one list each") << QStringList{"m"} << QStringList{"quick"} << true;
    }
    void anAliasHasTheRightsOfItsModel()
    {
        QFETCH(QStringList, key);
        QFETCH(QStringList, user);
        QFETCH(bool, allowed);
        Principal principal;
        for (const QString &name : key)
            principal.models.push_back(name.toStdString());
        for (const QString &name : user)
            principal.userModels.push_back(name.toStdString());
        QCOMPARE(authorizeModel(principal, "quick", "m").ok(), allowed);
    }

    void aDefaultPriceComesBeforeNothing()
    {
        Deployment own = offer("own", "ollama", "llama3");
        own.price = selfHostedPrice();
        Deployment wild = offer("openai/*", "openai", "*");
        wild.price = selfHostedPrice(); // behind an address of the owner's
        const auto free = catalog({own, wild});
        QVERIFY(isSelfHosted(free->find("own")->targets.front().price));
        QVERIFY(isSelfHosted(free->find("openai/o3")->targets.front().price));
        QCOMPARE(free->find("openai/gpt-4o")->targets.front().price->inputPico, std::int64_t(1'000'000));
        QVERIFY(free->unpriced().empty());
        auto card = std::make_shared<PriceCard>();
        card->inputPico = 7;
        const auto priced = catalog({own, wild}, {}, card);
        QCOMPARE(priced->find("own")->targets.front().price->inputPico, std::int64_t(7));
        QCOMPARE(priced->find("openai/o3")->targets.front().price->inputPico, std::int64_t(7));
        QCOMPARE(priced->find("openai/gpt-4o")->targets.front().price->inputPico, std::int64_t(1'000'000));
    }
};

OSTIARY_TEST(tst_Catalog)
#include "tst_catalog.moc"
