// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/configfile.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

class tst_ConfigFile : public QObject
{
    Q_OBJECT

    PriceList m_prices =
        *PriceList::fromJson("{\"date\":\"d\",\"version\":1,\"models\":[{\"provider\":\"openai\",\"id\":\"gpt-4o\","
                             "\"input\":\"2.5\",\"output\":\"10\",\"output_limit\":16384}]}");

    Outcome<FileConfig> read(const QByteArray &text) const
    {
        return readConfigText(text.toStdString(), "config.yaml", m_prices);
    }

private Q_SLOTS:
    void readsLiteLlmsFormat()
    {
        qputenv("OSTIARY_TEST_KEY", "sk-from-environment");
        const auto config =
            read("model_list:\n"
                 "  - model_name: fast\n"
                 "    litellm_params:\n"
                 "      model: openai/gpt-4o\n"
                 "      api_key: os.environ/OSTIARY_TEST_KEY\n"
                 "      rpm: 60\n"
                 "      timeout: 30\n"
                 "  - model_name: fast\n"
                 "    litellm_params: {model: mistral/small, api_key: sk-b, weight: 3, input_cost_per_token: 1.5e-07, "
                 "output_cost_per_token: 0.0000006}\n"
                 "    model_info: {id: my-id, anything: goes}\n"
                 "  - model_name: \"openai/*\"\n"
                 "    litellm_params: {model: \"openai/*\"}\n"
                 "router_settings: {num_retries: 1, cooldown_time: 30, fallbacks: [{fast: [other]}], "
                 "model_group_alias: {quick: fast}}\n"
                 "litellm_settings: {drop_params: true, max_budget: 100, budget_duration: 30d}\n"
                 "general_settings: {master_key: sk-master-1234, database_url: os.environ/NOT_SET_ANYWHERE}\n"
                 "user_access:\n"
                 "  - {user_id: ann, models: [fast], max_budget: 12.5}\n");
        QVERIFY2(config.ok(), config ? "" : config.error().c_str());
        QCOMPARE(config->deployments.size(), std::size_t(3));
        const Deployment &first = config->deployments[0];
        QCOMPARE(std::string(first.apiKey.reveal()), std::string("sk-from-environment"));
        QCOMPARE(first.rpmLimit, std::optional(60));
        QCOMPARE(first.deadlines.total, std::chrono::milliseconds(30'000));
        QCOMPARE(first.price->inputPico, std::int64_t(2'500'000));
        QCOMPARE(first.maxOutputTokens, std::int64_t(16'384));
        const Deployment &second = config->deployments[1];
        QCOMPARE(second.id, std::string("my-id"));
        QCOMPARE(second.weight, 3);
        QCOMPARE(second.price->inputPico, std::int64_t(150'000));
        QCOMPARE(second.price->outputPico, std::int64_t(600'000));
        QCOMPARE(config->rules.retries, 1);
        QCOMPARE(config->rules.cooldownMs, std::int64_t(30'000));
        QCOMPARE(config->rules.fallbacks.at("fast"), std::vector<std::string>{"other"});
        QCOMPARE(config->organisationBudget, Money::fromDecimal("100"));
        QCOMPARE(config->users.at(0).maxBudget, Money::fromDecimal("12.5"));
        const auto warned = [&](const char *text) {
            return std::any_of(config->warnings.begin(), config->warnings.end(),
                               [&](const std::string &w) { return w.find(text) != std::string::npos; });
        };
        QVERIFY(warned("'drop_params'"));
        QVERIFY(warned("'database_url'"));
        QVERIFY(warned("fallback 'other'"));
    }

    void saysWhereAMistakeIs_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("complaint");
        const auto row = [](const char *name, const char *text, const char *complaint) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(complaint);
        };
        row("no YAML", "model_list: [", "config.yaml:");
        row("an empty file", "", "the file is empty");
        row("a list", "- a\n", "must be a mapping");
        row("an unknown key", "model_list: []\nmodel_lst: []\n",
            "config.yaml:2:1: unknown key 'model_lst' at the top level");
        row("an unknown key below", "router_settings:\n  num_retrys: 3\n",
            "config.yaml:2:3: unknown key 'num_retrys' in router_settings");
        row("an unknown parameter",
            "model_list:\n  - model_name: a\n    litellm_params: {model: openai/gpt-4o, api_keey: x}\n",
            "config.yaml:3:44: unknown key 'api_keey' in litellm_params");
        row("no model name", "model_list:\n  - litellm_params: {model: openai/gpt-4o}\n", "needs 'model_name'");
        row("no model", "model_list:\n  - model_name: a\n    litellm_params: {api_key: x}\n",
            "needs 'litellm_params.model'");
        row("a wrong number", "router_settings: {num_retries: many}\n",
            "config.yaml:1:32: 'num_retries' must be a whole number");
        row("a wrong price",
            "model_list:\n  - model_name: a\n    litellm_params: {model: openai/x, input_cost_per_token: cheap}\n",
            "'input_cost_per_token' must be a price");
        row("a master key of another kind", "general_settings: {master_key: hello}\n", "must begin with sk-");
        row("a user twice", "user_access: [{user_id: a}, {user_id: a}]\n", "stands twice");
        row("a negative budget", "user_access: [{user_id: a, max_budget: -1}]\n", "'max_budget' must be an amount");
        row("a window that is none", "litellm_settings: {budget_duration: fortnight}\n",
            "'budget_duration' must look like");
        row("a list that is a text", "model_list: hello\n", "'model_list' must be a list");
        row("half of TLS", "ostiary: {tls: {certificate: a.pem}}\n", "needs both");
        row("water marks upside down", "ostiary: {limits: {low_water_bytes: 9, high_water_bytes: 8}}\n",
            "must be less");
    }
    void saysWhereAMistakeIs()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, complaint);
        const auto config = read(text);
        QVERIFY(!config.ok());
        QVERIFY2(QByteArray::fromStdString(config.error()).contains(complaint), config.error().c_str());
    }

    void listsAllMistakesAtOnce()
    {
        const auto config = read("a: 1\nb: 2\nrouter_settings: {c: 3}\n");
        QVERIFY(!config.ok());
        QCOMPARE(QByteArray::fromStdString(config.error()).count('\n'), 2);
    }

    // A declaration that leads nowhere is left out with a warning; the others run.
    void aModelThatLeadsNowhereIsLeftOut_data()
    {
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("not spoken") << QByteArray("model: bedrock/x") << QByteArray("'bedrock' is not spoken yet");
        QTest::newRow("unknown") << QByteArray("model: nobody/x") << QByteArray("no provider is called 'nobody'");
        QTest::newRow("a name of nobody") << QByteArray("model: my-model") << QByteArray("no provider is known");
        QTest::newRow("no address") << QByteArray("model: azure/x") << QByteArray("needs 'api_base'");
        QTest::newRow("no scheme") << QByteArray("model: openai/x, api_base: example.org")
                                   << QByteArray("must begin with http");
        QTest::newRow("a password in the address")
            << QByteArray("model: openai/x, api_base: \"http://u:p@x/v1\"") << QByteArray("without a user name");
    }
    void aModelThatLeadsNowhereIsLeftOut()
    {
        QFETCH(QByteArray, params);
        QFETCH(QByteArray, words);
        const auto config = read("model_list:\n  - model_name: a\n    litellm_params: {" + params +
                                 "}\n  - {model_name: b, litellm_params: {model: openai/gpt-4o}}\n");
        QVERIFY2(config.ok(), config ? "" : config.error().c_str());
        QCOMPARE(config->deployments.size(), std::size_t(1));
        const QByteArray said = QByteArray::fromStdString(config->warnings.at(0));
        QVERIFY2(said.startsWith("config.yaml:3:") && said.contains("'a' is not offered") && said.contains(words),
                 said);
    }

    void aKeyOfTheEnvironmentGoesToItsProviderOnly()
    {
        qputenv("OPENAI_API_KEY", "sk-environment-openai");
        const auto config =
            read("model_list:\n  - {model_name: a, litellm_params: {model: openai/gpt-4o}}\n  - {model_name: b, "
                 "litellm_params: {model: openai/gpt-4o, api_base: \"http://10.0.0.5/v1\"}}\n");
        qunsetenv("OPENAI_API_KEY");
        QVERIFY(config.ok());
        QCOMPARE(std::string(config->deployments[0].apiKey.reveal()), std::string("sk-environment-openai"));
        QVERIFY(config->deployments[1].apiKey.isEmpty());
    }
};

OSTIARY_TEST(tst_ConfigFile)
#include "tst_configfile.moc"
