// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/keyreference.h"
#include "tests/support/adminworld.h"
#include "tests/support/testregistry.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QtTest>

using namespace ostiary;

/// Keys of providers that are stored as the name of a variable, or that cannot be read any more.
class tst_StoredKeys : public QObject
{
    Q_OBJECT

    static QJsonObject deployment(const char *key)
    {
        return {{"model_name", "m"},
                {"provider", "openai"},
                {"upstream_model", "x"},
                {"api_base", "http://127.0.0.1:9/v1"},
                {"api_key", key},
                {"input_usd_per_mtok", "1"},
                {"output_usd_per_mtok", "1"}};
    }
    static std::string keyOf(const AdminWorld &world)
    {
        const auto all = world.keeper.current()->deployments();
        return all.empty() ? std::string() : std::string(all.front()->apiKey.reveal());
    }

private Q_SLOTS:
    void cleanup()
    {
        qunsetenv("OPENAI_API_KEY_TEST");
        qunsetenv("OSTIARY_API_KEY");
    }

    void namesOfVariables_data()
    {
        QTest::addColumn<QByteArray>("variable");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("a provider's") << QByteArray("OPENAI_API_KEY") << true;
        QTest::newRow("a provider's second") << QByteArray("ANTHROPIC_API_KEY_2") << true;
        QTest::newRow("named like one") << QByteArray("MY_TEAM_API_KEY") << true;
        QTest::newRow("another secret") << QByteArray("AWS_SECRET_ACCESS_KEY") << false;
        QTest::newRow("ours") << QByteArray("OSTIARY_MASTER_KEY") << false;
        QTest::newRow("ours, named like one") << QByteArray("OSTIARY_API_KEY") << false;
        QTest::newRow("LiteLLM's") << QByteArray("LITELLM_MASTER_KEY") << false;
        QTest::newRow("the path") << QByteArray("PATH") << false;
        QTest::newRow("none") << QByteArray("") << false;
    }
    void namesOfVariables()
    {
        QFETCH(QByteArray, variable);
        QFETCH(bool, allowed);
        QCOMPARE(mayHoldProviderKey(variable.toStdString()), allowed);
    }

    void aKeyTellsOfEveryBudgetThatBindsIt()
    {
        AdminWorld world;
        world.keys.setOrganisationBudget(Money::fromNano(5'000'000'000), Duration::parse("1h"));
        world.keys.setUsers({{"one", {"small"}, Money::fromNano(2'000'000'000)}});
        const auto made = world.call("POST", "/admin/v1/keys", {{"alias", "k"}, {"user_id", "one"}});
        QCOMPARE(made.status, 201);
        world.budget.restore(ScopeKind::User, "one", 0, Money::fromNano(3'000'000'000));
        const QJsonObject key = world.call("GET", "/admin/v1/keys").body["data"].toArray()[0].toObject();
        const QJsonArray budgets = key["budgets"].toArray();
        QCOMPARE(budgets.size(), 3);
        QCOMPARE(budgets[0]["scope"].toString(), QString("organisation"));
        QCOMPARE(budgets[0]["limit_usd"].toString(), QString("5"));
        QCOMPARE(budgets[0]["window_end_ms"].toInteger() - budgets[0]["window_start_ms"].toInteger(), 3'600'000);
        QCOMPARE(budgets[1]["scope"].toString(), QString("user"));
        QCOMPARE(budgets[1]["id"].toString(), QString("one"));
        QCOMPARE(budgets[1]["limit_usd"].toString(), QString("2"));
        QCOMPARE(budgets[1]["spent_usd"].toString(), QString("3"));
        QCOMPARE(budgets[2]["scope"].toString(), QString("key"));
        QVERIFY(budgets[2]["limit_usd"].isNull());
        QVERIFY(budgets[2]["window_end_ms"].isNull());
        QCOMPARE(key["budget_used"].toDouble(), 1.5); // of the one that refuses
        QCOMPARE(key["user_models"].toArray(), QJsonArray{"small"});
    }

    void aProviderTellsHowManyModelsUseIt()
    {
        AdminWorld world;
        const auto account = world.call("POST", "/admin/v1/providers",
                                        {{"provider", "openai"}, {"name", "A"}, {"api_key", "sk-test-upstream-4567"}});
        const std::string path = "/admin/v1/providers/" + account.body["id"].toString().toStdString();
        QCOMPARE(world.call("GET", path).body["used_by"].toObject()["models"].toInt(), 0);
        constexpr int kMany = 1100; // more than a page of a list holds
        std::vector<std::pair<StoredObject, AuditEntry>> all;
        for (int i = 0; i < kMany; ++i) {
            StoredObject one;
            one.id = "d" + std::to_string(i);
            one.definition = {{"model_name", QString("m%1").arg(i, 4, 10, QChar('0'))},
                              {"upstream_model", "gpt-4o"},
                              {"connection", account.body["id"]},
                              {"input_usd_per_mtok", "1"},
                              {"output_usd_per_mtok", "1"}};
            AuditEntry audit;
            audit.objectId = one.id;
            audit.detail = "{}";
            all.emplace_back(one, audit);
        }
        QVERIFY(world.state->putAll(StateStore::kDeployments, all, 1).ok());
        world.keeper.rebuild();
        const QJsonObject used = world.call("GET", path).body["used_by"].toObject();
        QCOMPARE(used["models"].toInt(), kMany);
        QCOMPARE(used["names"].toArray().size(), 20);
        QCOMPARE(used["names"].toArray().at(0).toString(), QString("m0000"));
        const auto refused = world.call("DELETE", path);
        QCOMPARE(refused.status, 409);
        QVERIFY2(refused.message().contains("m0019 and 1080 more"), qPrintable(refused.message().left(400)));
    }

    void aVariableIsLookedUpAndNeverSent()
    {
        qputenv("OPENAI_API_KEY_TEST", "sk-test-of-the-environment");
        AdminWorld world;
        const auto made = world.call("POST", "/admin/v1/deployments", deployment("os.environ/OPENAI_API_KEY_TEST"));
        QCOMPARE(made.status, 201);
        QCOMPARE(keyOf(world), std::string("sk-test-of-the-environment"));
        qputenv("OPENAI_API_KEY_TEST", "sk-test-another");
        world.keeper.rebuild();
        QCOMPARE(keyOf(world), std::string("sk-test-another")); // the name is stored, not what it stood for
        const auto account = world.call("POST", "/admin/v1/providers",
                                        {{"provider", "openai"}, {"api_key", "os.environ/OPENAI_API_KEY_TEST"}});
        QCOMPARE(account.status, 201);
        QCOMPARE(account.body["api_key_hint"].toString(), QString("os.environ/OPENAI_API_KEY_TEST"));
    }

    void aVariableThatIsNotSetIsRefused_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("reason");
        QTest::newRow("not set") << QByteArray("os.environ/OPENAI_API_KEY_TEST") << "variable_unset";
        QTest::newRow("none of a provider") << QByteArray("os.environ/OSTIARY_API_KEY") << "variable_refused";
        QTest::newRow("no name") << QByteArray("os.environ/") << "variable_refused";
    }
    void aVariableThatIsNotSetIsRefused()
    {
        QFETCH(QByteArray, key);
        QFETCH(QString, reason);
        qputenv("OSTIARY_API_KEY", "sk-test-ours");
        AdminWorld world;
        const auto made = world.call("POST", "/admin/v1/deployments", deployment(key));
        QCOMPARE(made.status, 400);
        QCOMPARE(made.reason(), reason);
        QCOMPARE(made.param(), QString("api_key"));
        const auto account =
            world.call("POST", "/admin/v1/providers", {{"provider", "openai"}, {"api_key", QString(key)}});
        QCOMPARE(account.status, 400);
        QCOMPARE(account.reason(), reason);
    }

    void aVariableThatIsGoneTakesTheModelOutOfService()
    {
        qputenv("OPENAI_API_KEY_TEST", "sk-test-of-the-environment");
        AdminWorld world;
        const auto made = world.call("POST", "/admin/v1/deployments", deployment("os.environ/OPENAI_API_KEY_TEST"));
        qunsetenv("OPENAI_API_KEY_TEST");
        world.keeper.rebuild();
        QVERIFY(!world.keeper.current()->find("m")); // nobody calls it
        const auto shown = world.call("GET", "/admin/v1/deployments/" + made.body["id"].toString().toStdString()).body;
        QCOMPARE(shown["fault"].toObject()["reason"].toString(), QString("variable_unset"));
        QCOMPARE(shown["health"].toObject()["status"].toString(), QString("out_of_service"));
        QCOMPARE(world.call("GET", "/health").body["unhealthy_count"].toInt(), 1);
    }

    void anImportStoresTheNameOrSaysWhyNot()
    {
        const char *yaml = "model_list:\n  - model_name: m\n    litellm_params: {model: openai/gpt-4o, "
                           "api_key: os.environ/OPENAI_API_KEY_TEST, input_cost_per_token: 0.000001, "
                           "output_cost_per_token: 0.000001}\n";
        AdminWorld world;
        const auto skipped = world.call("POST", "/admin/v1/import", {{"yaml", yaml}, {"apply", true}});
        QCOMPARE(skipped.status, 200);
        const QJsonObject change = skipped.body["changes"].toArray().at(0).toObject();
        QCOMPARE(change["action"].toString(), QString("skip"));
        QVERIFY(change["why"].toString().contains("OPENAI_API_KEY_TEST"));
        qputenv("OPENAI_API_KEY_TEST", "sk-test-of-the-environment");
        const auto added = world.call("POST", "/admin/v1/import", {{"yaml", yaml}, {"apply", true}});
        QCOMPARE(added.body["changes"].toArray().at(0)["action"].toString(), QString("add"));
        QCOMPARE(keyOf(world), std::string("sk-test-of-the-environment"));
    }

    void aKeyThatCannotBeUnsealedTakesItsModelsOutOfService()
    {
        AdminWorld world;
        const auto own = world.call("POST", "/admin/v1/deployments", deployment("sk-test-upstream-0123"));
        const auto account = world.call("POST", "/admin/v1/providers",
                                        {{"provider", "openai"}, {"name", "A"}, {"api_key", "sk-test-upstream-4567"}});
        const auto byAccount = world.call("POST", "/admin/v1/deployments",
                                          {{"model_name", "n"},
                                           {"upstream_model", "gpt-4o"},
                                           {"connection", account.body["id"]},
                                           {"input_usd_per_mtok", "1"},
                                           {"output_usd_per_mtok", "1"}});
        QCOMPARE(byAccount.status, 201);
        // The data directory with another sealing key, as after a restore from two backups.
        QTemporaryDir other;
        for (const QString &name : QDir(world.folder.path()).entryList(QDir::Files)) {
            if (name != "sealing.key")
                QVERIFY(QFile::copy(world.folder.filePath(name), other.filePath(name)));
        }
        {
            QTemporaryDir fresh;
            std::move(StateStore::open(fresh.path())).value();
            QVERIFY(QFile::copy(fresh.filePath("sealing.key"), other.filePath("sealing.key")));
        }
        QVERIFY(!StateStore::open(other.path()).ok()); // refused, unless the administrator says that it may
        OpeningRules rules;
        rules.repair = true;
        auto state = StateStore::open(other.path(), rules);
        QVERIFY2(state.ok(), state ? "" : state.error().c_str());
        CatalogKeeper keeper(world.prices, world.limiter, *state.value());
        keeper.rebuild();
        QCOMPARE(keeper.current()->deployments().size(), std::size_t(2));
        for (const DeploymentPtr &deployment : keeper.current()->deployments()) {
            QVERIFY(deployment->fault);
            QCOMPARE(deployment->fault->reason, Reason::KeyUnsealable);
            QVERIFY(!deployment->enabled);
            QVERIFY(!keeper.current()->find(deployment->modelName));
        }
        // Changing something else does not lose the sealed key; entering it again mends it.
        const auto read = [&] {
            const auto all = state.value()->objects(StateStore::kDeployments);
            for (const StoredObject &one : *all) {
                if (one.definition["model_name"] == "m")
                    return one;
            }
            return StoredObject();
        };
        auto kept = read();
        QVERIFY(kept.keyUnsealable);
        QVERIFY(state.value()->put(StateStore::kDeployments, kept, 1, AuditEntry()).ok());
        QVERIFY(read().keyUnsealable);
        kept.apiKey = Secret("sk-test-entered-again");
        kept.keyUnsealable = false;
        QVERIFY(state.value()->put(StateStore::kDeployments, kept, 2, AuditEntry()).ok());
        QVERIFY(!read().keyUnsealable);
        QCOMPARE(read().apiKey.reveal(), std::string_view("sk-test-entered-again"));
    }

    void namesOfModelsAndProvidersAreBounded_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *name, const char *list, const char *field, const QString &value,
                            const char *reason) {
            QTest::newRow(name) << QByteArray(list) << QString(field) << value << QString(reason);
        };
        const char *models = "/admin/v1/deployments", *providers = "/admin/v1/providers";
        row("a long model", models, "model_name", QString(97, 'x'), "text_too_long");
        row("a model with a line break", models, "model_name", "a\nb", "name_unusable");
        row("a long upstream model", models, "upstream_model", QString(257, 'x'), "text_too_long");
        row("an upstream model that turns text", models, "upstream_model", QString::fromUtf8("a\u202e"),
            "name_unusable");
        row("a model after a blank", models, "model_name", " a", "name_unusable");
        row("an upstream model before a blank", models, "upstream_model", "a ", "name_unusable");
        row("a provider's name before a blank", providers, "name", "a ", "name_unusable");
        row("a provider's name of a blank", providers, "name", " ", "name_unusable");
        row("a provider's name with a line break", providers, "name", "a\nb", "name_unusable");
        row("a provider's name that turns text", providers, "name", QString::fromUtf8("a\u202eb"), "name_unusable");
        row("a long address", models, "api_base", "http://" + QString(600, 'x'), "text_too_long");
        row("a long key", models, "api_key", QString(8193, 'x'), "text_too_long");
        row("a long provider's name", providers, "name", QString(97, 'x'), "text_too_long");
        row("a provider's name with a tab", providers, "name", "a\tb", "name_unusable");
        row("a provider's long address", providers, "api_base", "http://" + QString(600, 'x'), "text_too_long");
        row("a provider's long key", providers, "api_key", QString(8193, 'x'), "text_too_long");
    }
    void namesOfModelsAndProvidersAreBounded()
    {
        QFETCH(QByteArray, list);
        QFETCH(QString, field);
        QFETCH(QString, value);
        QFETCH(QString, reason);
        AdminWorld world;
        QJsonObject body = list.endsWith("deployments") ? deployment("sk-test-upstream")
                                                        : QJsonObject{{"provider", "openai"}, {"name", "A"}};
        body[field] = value;
        const auto made = world.call("POST", list.toStdString(), body);
        QCOMPARE(made.status, 400);
        QCOMPARE(made.param(), field);
        QCOMPARE(made.reason(), reason);
    }
};

OSTIARY_TEST(tst_StoredKeys)
#include "tst_storedkeys.moc"
