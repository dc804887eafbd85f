// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/configreading.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

class tst_ConfigFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsLiteLlmsFormat()
    {
        qputenv("OSTIARY_TEST_KEY", "sk-from-environment");
        const auto config = readYaml(
            "model_list:\n"
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
            "  - {user_id: ann, models: [fast], max_budget: 12.5, budget_duration: monthly}\n");
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
        QCOMPARE(config->users.at(0).budgetWindow.value().months(), 1);
        QVERIFY2(config->deployments[0].params.dropUnsupported && config->deployments[1].params.dropUnsupported,
                 "drop_params holds for every deployment");
        QVERIFY(hasLine(config->notes, "'database_url'"));
        QVERIFY(hasLine(config->warnings, "'other' is no model that is offered, but named by fallbacks of 'fast'"));
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
        row("two documents", "model_list: []\n---\ngeneral_settings: {allowed_ips: [10.0.0.1]}\n",
            "config.yaml:3:1: a second document begins here");
        row("another program's file", "services: {litellm: {image: x}}\nvolumes: {}\n",
            "this is no LiteLLM configuration");
        row("a list of models under a wrong name", "modle_list:\n  - {model_name: a}\n",
            "did you mean 'model_list' by 'modle_list' in line 1?");
        row("a section that is a text", "general_settings: text\n", "'general_settings' must be a mapping");
        row("a wrong size", "general_settings: {max_request_size_mb: big}\n", "'max_request_size_mb' must be");
        row("a budget of no variable", "litellm_settings: {max_budget: os.environ/NOT_SET_ANYWHERE}\n",
            "the environment variable NOT_SET_ANYWHERE of 'max_budget' is not set");
        row("a switch of tags that is none", "router_settings: {enable_tag_filtering: maybe}\n",
            "must be true or false");
        row("an unknown protection", "ostiary: {accept_unprotected: [drop_params]}\n", "'drop_params' is none");
        row("a user's limit beside another that is not given",
            "user_access: [{user_id: a, max_budget: null, max_budgets: 5}]\n",
            "'max_budgets' limits a user, and is not kept");
        row("another limit of a user", "user_access: [{user_id: a, max_budget: 100, day_budget: 5}]\n",
            "'day_budget' limits a user, and is not kept");
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
        const auto config = readYaml(text);
        QVERIFY(!config.ok());
        QVERIFY2(QByteArray::fromStdString(config.error()).contains(complaint), config.error().c_str());
    }

    void listsAllMistakesAtOnce()
    {
        const auto config = readYaml("litellm_settings: {max_budget: x, budget_duration: y}\nuser_access: [{}]\n");
        QVERIFY(!config.ok());
        QCOMPARE(QByteArray::fromStdString(config.error()).count('\n'), 2);
    }

    void warnsAndGoesOn_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("warning");
        const auto row = [](const char *name, const char *text, const char *warning) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(warning);
        };
        row("an unknown section", "model_lists: []\nmodel_list: []\n",
            "config.yaml:1:1: unknown key 'model_lists' in the file; did you mean 'model_list'?");
        row("an unknown section in other letters", "Litellm-Settings: {}\nmodel_list: []\n",
            "config.yaml:1:1: unknown key 'Litellm-Settings' in the file; did you mean 'litellm_settings'?");
        row("an unknown key beside the one that is meant",
            "user_access: [{user_id: a, max_budgets: 1, max_budget: 2}]\n",
            "config.yaml:1:28: unknown key 'max_budgets' in user_access; did you mean 'max_budget'?");
        row("an unknown key", "router_settings:\n  num_retrys: 3\n",
            "config.yaml:2:3: unknown key 'num_retrys' in router_settings; did you mean 'num_retries'?");
        row("an unknown key of one's own", "ostiary: {lissen: a}\n",
            "config.yaml:1:11: unknown key 'lissen' in ostiary; did you mean 'listen'?");
        row("a key nobody can have meant", "general_settings: {zzz: 1}\n", "unknown key 'zzz' in general_settings");
        row("a wrong number", "router_settings: {num_retries: many}\n",
            "config.yaml:1:32: 'num_retries' must be a whole number from 0 to 1000000, not 'many'; its default holds");
        row("a wrong switch", "litellm_settings: {drop_params: perhaps}\n", "'drop_params' must be true or false");
        row("a wrong time", "router_settings: {timeout: soon}\n", "'timeout' must be a number of seconds");
        row("a section twice", "router_settings: {num_retries: 1}\nrouter_settings: {num_retries: 2}\n",
            "config.yaml:2:1: 'router_settings' stands twice");
        row("an alias of nothing", "router_settings: {model_group_alias: {a: b}}\n",
            "'b' is no model that is offered, but named by the alias 'a'");
        row("not yet", "litellm_settings: {cache: true}\n",
            "'cache' in litellm_settings is known but not honoured yet");
        row("callbacks", "litellm_settings: {callbacks: [prometheus, my.hook]}\n",
            "config.yaml:1:44: 'callbacks' names my.hook, which is not called");
        row("a callback alone", "litellm_settings: {success_callback: langfuse}\n",
            "names langfuse, which is not called");
        row("a strategy", "router_settings: {routing_strategy: least-busy}\n", "routing_strategy 'least-busy'");
        row("a master key of another kind", "general_settings: {master_key: hello}\n", "should begin with sk-");
        row("a proxy", "environment_variables:\n  https_proxy: http://10.0.0.1:3128\n",
            "config.yaml:2:3: 'https_proxy' in environment_variables has no effect on calls to providers; set it in "
            "the gateway's own environment");
        row("ways around a proxy", "environment_variables: {NO_PROXY: .lan}\n",
            "'NO_PROXY' in environment_variables has");
        row("authorities", "environment_variables: {SSL_CERT_FILE: /ca.pem}\n",
            "'SSL_CERT_FILE' in environment_variables has no effect on calls to providers: certificates of providers "
            "are always checked, against the system's authorities or those of the file that SSL_CERT_FILE names");
        row("authorities for another client", "environment_variables: {REQUESTS_CA_BUNDLE: /ca.pem}\n",
            "those of the file that SSL_CERT_FILE names");
        row("no certificates by a variable", "environment_variables: {SSL_VERIFY: 'False'}\n",
            "config.yaml:1:25: 'SSL_VERIFY' in environment_variables is not followed: certificates of providers are "
            "always");
        row("no certificates", "litellm_settings: {ssl_verify: false}\n",
            "config.yaml:1:20: 'ssl_verify' in litellm_settings is not followed: certificates of providers are always");
        row("no certificates, in the wrong section", "general_settings: {ssl_verify: 0}\n", "is not followed");
        row("authorities in the settings", "litellm_settings: {ssl_verify: /ca.pem}\n", "is not followed");
        row("a certificate of one's own", "litellm_settings: {ssl_certificate: /a.pem}\n",
            "no certificate of the gateway is shown to providers");
        row("no certificates of a model",
            "model_list: [{model_name: a, litellm_params: {model: openai/gpt-4o, ssl_verify: false}}]\n",
            "'ssl_verify' in litellm_params is not followed");
    }
    void warnsAndGoesOn()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, warning);
        const auto config = readYaml(text);
        QVERIFY2(config.ok(), config ? "" : config.error().c_str());
        QVERIFY2(joined(config->warnings).contains(warning), joined(config->warnings).constData());
    }

    void readsLimits_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("told"); // the error, warning or note; empty: none
        QTest::addColumn<QByteArray>("budget");
        QTest::addColumn<QByteArray>("window");
        const auto row = [](const char *name, const char *text, const char *told, const char *budget = "",
                            const char *window = "") {
            QTest::newRow(name) << "litellm_settings:\n  " + QByteArray(text) + "\n"
                                << QByteArray(told) << QByteArray(budget) << QByteArray(window);
        };
        row("an amount", "max_budget: 12.5", "", "12.5");
        row("an amount in quotes", "max_budget: ' 1_000 '", "", "1000");
        row("nothing", "max_budget:", "");
        row("0", "max_budget: 0", "");
        row("unlimited", "max_budget: unlimited", "note: config.yaml:2:15: 'max_budget' is 'unlimited', which counts");
        row("none", "max_budget: None", "note: config.yaml:2:15: 'max_budget' is 'None', which counts");
        row("infinite", "max_budget: .inf", "note: config.yaml:2:15: 'max_budget' is '.inf', which counts");
        row("an empty text", "max_budget: ''",
            "error: config.yaml:2:15: 'max_budget' must be an amount in USD, for example 25 or 0.5, or 'unlimited' for "
            "no limit, not ''");
        row("a currency", "max_budget: $100", "no limit, not '$100'");
        row("less than nothing", "max_budget: -1", "no limit, not '-1'");
        row("a secret of the environment", "max_budget: os.environ/OSTIARY_TEST_NOT_A_NUMBER",
            "no limit, not 'os.environ/OSTIARY_TEST_NOT_A_NUMBER'");
        row("hours", "budget_duration: hourly", "", "", "1h");
        row("days", "budget_duration: Daily", "", "", "1d");
        row("weeks", "budget_duration: weekly", "", "", "1w");
        row("months", "budget_duration: monthly", "", "", "1mo");
        row("a month in words", "budget_duration: 1 month", "", "", "1mo");
        row("days in words", "budget_duration: '7 days'", "", "", "7d");
        row("large letters", "budget_duration: 30D", "", "", "30d");
        row("a minute or a month", "budget_duration: 1M",
            "error: config.yaml:2:20: 'budget_duration' must look like 30s, 24h, 7d, 1mo or monthly, not '1M'");
        row("no word of ours", "budget_duration: fortnightly", "or monthly, not 'fortnightly'");
        row("no time", "budget_duration: 0", "or monthly, not '0'");
        row("for all time", "budget_duration: never",
            "warning: config.yaml:2:20: 'budget_duration' is 'never': the budget never begins anew");
        row("an empty window", "budget_duration: ''", "'budget_duration' is '': the budget never begins anew");
        row("calls at once", "max_parallel_requests: unlimited", "note: config.yaml:2:26: 'max_parallel_requests' is");
        row("calls at once of a half", "max_parallel_requests: 1.5", "must be a whole number from 0 to 1000000, or");
        row("calls at once with a point", "max_parallel_requests: 2.0", "");
        row("calls at once of 0", "max_parallel_requests: 0", "");
        row("calls at once, empty", "max_parallel_requests: ''",
            "error: config.yaml:2:26: 'max_parallel_requests' must be a whole number from 0 to 1000000, or 'unlimited' "
            "for no limit, not ''");
        row("a size", "max_request_size_mb: none", "note: config.yaml:2:24: 'max_request_size_mb' is 'none', which");
        row("a size of 0", "max_request_size_mb: 0", "from 1 to 1024, or 'unlimited' for no limit, not '0'");
        row("a size with its unit", "max_request_size_mb: 10MB", "for no limit, not '10MB'");
        row("a size above all", "max_response_size_mb: 5000",
            "warning: config.yaml:2:25: 'max_response_size_mb' is '5000'; 1024 is the most and holds");
    }
    void readsLimits()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, told);
        QFETCH(QByteArray, budget);
        QFETCH(QByteArray, window);
        qputenv("OSTIARY_TEST_NOT_A_NUMBER", "sk-secret");
        const auto config = readYaml(text);
        QByteArray all;
        if (config) {
            for (const std::string &warning : config->warnings)
                all += "warning: " + QByteArray::fromStdString(warning) + "\n";
            for (const std::string &note : config->notes) {
                if (note.find(" belongs to ") == std::string::npos)
                    all += "note: " + QByteArray::fromStdString(note) + "\n";
            }
            QCOMPARE(config->organisationBudget,
                     budget.isEmpty() ? std::nullopt : Money::fromDecimal(budget.toStdString()));
            QCOMPARE(config->organisationWindow,
                     window.isEmpty() ? std::nullopt : Duration::parse(window.toStdString()));
        } else {
            all = "error: " + QByteArray::fromStdString(config.error());
        }
        QVERIFY2(all.contains(told) && all.isEmpty() == told.isEmpty(), all.constData());
    }

    void whatIsOffIsNoWarning()
    {
        const auto config = readYaml(
            "environment_variables: {SSL_VERIFY: \"True\", HTTP_PROXY: ''}\n"
            "litellm_settings: {ssl_verify: yes, cache: false, callbacks: [], cache_params: {}}\nrouter_settings: []\n"
            "guardrails: []\ngeneral_settings: {alerting: null, enforce_user_param: false}\n");
        QVERIFY(config.ok());
        QCOMPARE(joined(config->warnings) + joined(config->notes) + joined(config->refusals), QByteArray());
    }

    void aKeyOfTheEnvironmentGoesToItsProviderOnly()
    {
        qputenv("OPENAI_API_KEY", "sk-environment-openai");
        const auto config =
            readYaml("model_list:\n  - {model_name: a, litellm_params: {model: openai/gpt-4o}}\n  - {model_name: b, "
                     "litellm_params: {model: openai/gpt-4o, api_base: \"http://10.0.0.5/v1\"}}\n");
        qunsetenv("OPENAI_API_KEY");
        QVERIFY(config.ok());
        QCOMPARE(std::string(config->deployments[0].apiKey.reveal()), std::string("sk-environment-openai"));
        QVERIFY(config->deployments[1].apiKey.isEmpty());
    }
};

OSTIARY_TEST(tst_ConfigFile)
#include "tst_configfile.moc"
