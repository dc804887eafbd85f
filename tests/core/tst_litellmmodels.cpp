// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/configreading.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

/// What the entries of `model_list` become.
class tst_LiteLlmModels : public QObject
{
    Q_OBJECT

    static QByteArray textOf(const std::vector<ParamRules::Value> &values)
    {
        QByteArray out;
        for (const auto &[name, json] : values)
            out += QByteArray::fromStdString(name + "=" + json + ";");
        return out;
    }

    /// Everything the parameters set, in words that a table can hold.
    static QByteArray told(const Deployment &d)
    {
        QByteArray out;
        const auto add = [&](const char *name, const QByteArray &value) {
            if (!value.isEmpty())
                out += QByteArray(name) + "=" + value + " ";
        };
        const auto number = [](const auto &value) {
            return value ? QByteArray::number(qlonglong(*value)) : QByteArray();
        };
        const auto list = [](const std::vector<std::string> &texts) {
            return joined(texts).trimmed().replace('\n', ',');
        };
        add("rpm", number(d.rpmLimit));
        add("tpm", number(d.tpmLimit));
        add("parallel", number(d.maxParallel));
        add("weight", d.weight == 1 ? QByteArray() : QByteArray::number(d.weight));
        add("order", number(d.order));
        add("retries", number(d.retries));
        add("cooldown", number(d.cooldownMs));
        add("total",
            d.deadlines.total == Deadlines().total ? "" : QByteArray::number(qlonglong(d.deadlines.total.count())));
        add("first", d.deadlines.firstByte == Deadlines().firstByte
                         ? ""
                         : QByteArray::number(qlonglong(d.deadlines.firstByte.count())));
        add("idle",
            d.deadlines.idle == Deadlines().idle ? "" : QByteArray::number(qlonglong(d.deadlines.idle.count())));
        add("address", d.baseUrl == "https://api.openai.com/v1" ? QByteArray() : QByteArray::fromStdString(d.baseUrl));
        add("tags", list(d.tags));
        for (const QRegularExpression &pattern : d.tagPatterns)
            add("pattern", pattern.pattern().toUtf8());
        add("filters", d.tagFiltering ? (*d.tagFiltering ? "yes" : "no") : "");
        add("region", QByteArray::fromStdString(d.region));
        add("base", QByteArray::fromStdString(d.baseModel));
        for (const auto &[name, value] : d.extraHeaders)
            add("header", QByteArray::fromStdString(name + ":" + value));
        add("defaults", textOf(d.params.defaults));
        add("body", textOf(d.params.extraBody));
        add("dropUnsupported", d.params.dropUnsupported ? "yes" : "");
        add("drop", list(d.params.drop));
        add("allowed", list(d.params.allowed));
        return out.trimmed();
    }

private Q_SLOTS:
    void initTestCase() { qputenv("OSTIARY_TEST_VALUE", "set"); }

    void readsParameters_data()
    {
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QByteArray>("rest");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *params, const char *expected, const char *rest = "") {
            QTest::newRow(name) << QByteArray(params) << QByteArray(rest) << QByteArray(expected);
        };
        row("nothing", "", "");
        row("limits", "rpm: 60, tpm: 100_000, max_parallel_requests: 4", "rpm=60 tpm=100000 parallel=4 weight=60");
        row("limits in other words", "rpm_limit: 60, tpm_limit: 1e5", "rpm=60 tpm=100000 weight=60");
        row("no limits", "rpm: unlimited, tpm: none, max_parallel_requests: .inf", "");
        row("limits above all", "rpm: 999_999_999_999, max_parallel_requests: 1e9",
            "rpm=100000000 parallel=1000000 weight=100000000");
        row("no calls at once is no limit", "max_parallel_requests: 0", "");
        row("numbers with blanks in quotes",
            "rpm: ' 60 ', weight: '2 ', order: ' 1', timeout: ' 30 ', max_retries: ' 3 ', max_tokens: ' 100 '",
            "rpm=60 weight=2 order=1 retries=3 total=30000 defaults=max_tokens=100;");
        row("a weight", "rpm: 60, weight: 2", "rpm=60 weight=2");
        row("order and retries", "order: 2, num_retries: 3, max_retries: 1", "order=2 retries=3");
        row("max_retries alone", "max_retries: 0", "retries=0");
        row("very many retries", "num_retries: 100", "retries=20");
        row("a rest of its own", "cooldown_time: 2.5", "cooldown=2500");
        row("times", "timeout: 30, stream_timeout: 5", "total=30000 first=5000 idle=5000");
        row("times by part", "ttft_timeout: 7, stream_idle_timeout: 8s, stream_timeout: 5", "first=7000 idle=8000");
        row("the router's times", "", "total=45000 first=90000 idle=90000",
            "router_settings: {timeout: 45, stream_timeout: 90}\n");
        row("its own before the router's", "timeout: 600, stream_timeout: 60", "first=60000",
            "router_settings: {timeout: 45, stream_timeout: 90}\n");
        row("the router's before the library's", "", "total=45000",
            "litellm_settings: {request_timeout: 9}\nrouter_settings: {timeout: 45}\n");
        row("a time in the wrong section", "", "total=9000", "general_settings: {request_timeout: 9}\n");
        row("an address of the library", "", "address=http://127.0.0.1:1/v1",
            "litellm_settings: {api_base: \"http://127.0.0.1:1/v1/\"}\n");
        row("its own before the library's", "api_base: \"http://127.0.0.1:2/v1\"", "address=http://127.0.0.1:2/v1",
            "litellm_settings: {api_base: \"http://127.0.0.1:1/v1\"}\n");
        row("an address of the file's variables", "", "address=http://127.0.0.1:3/v1",
            "environment_variables: {OPENAI_BASE_URL: \"http://127.0.0.1:3/v1\"}\n");
        row("an address of the older variable", "", "address=http://127.0.0.1:3/v1",
            "environment_variables: {OPENAI_API_BASE: \"http://127.0.0.1:3/v1\"}\n");
        row("tags, region, base", "tags: [free, eu], region_name: eu-west-1, base_model: gpt-4o",
            "tags=free,eu region=eu-west-1 base=gpt-4o");
        row("one tag", "tags: free", "tags=free");
        row("patterns", "tag_regex: [\"^User-Agent: claude-code\\\\/\", \"(unclosed\"]",
            "pattern=^User-Agent: claude-code\\/");
        row("one pattern", "tag_regex: claude", "pattern=claude");
        row("tags of this model alone", "model_info: {enable_tag_filtering: true}", "filters=yes");
        row("no tags of this model", "model_info: {enable_tag_filtering: false}", "filters=no");
        row("headers", "headers: {X-A: 1}, extra_headers: {X-B: os.environ/OSTIARY_TEST_VALUE}, organization: org-1",
            "header=OpenAI-Organization:org-1 header=X-A:1 header=X-B:set");
        row("default parameters", "temperature: 0.2, max_tokens: 100, stop: [a, \"1\"], seed: 7",
            "defaults=temperature=0.2;max_tokens=100;stop=[\"a\",\"1\"];seed=7;");
        row("numbers in quotes", "max_tokens: \"100\", temperature: '0.5', user: \"7\", extra_body: {top_k: \"4\"}",
            "defaults=max_tokens=100;temperature=0.5;user=\"7\"; body=top_k=4;");
        row("structured parameters",
            "response_format: {type: json_object}, thinking: {type: enabled, budget_tokens: 1024}",
            "defaults=response_format={\"type\":\"json_object\"};thinking={\"type\":\"enabled\",\"budget_tokens\":1024}"
            ";");
        row("a parameter of a variable", "reasoning_effort: os.environ/OSTIARY_TEST_VALUE",
            "defaults=reasoning_effort=\"set\";");
        row("no parameter", "temperature: null", "");
        row("extra_body", "extra_body: {chat_template_kwargs: {enable_thinking: false}, top_k: 40}",
            "body=chat_template_kwargs={\"enable_thinking\":false};top_k=40;");
        row("dropping", "drop_params: true, additional_drop_params: [a, \"b.c\"], allowed_openai_params: [tools]",
            "dropUnsupported=yes drop=a,b.c allowed=tools");
        row("dropping everywhere", "", "dropUnsupported=yes drop=x",
            "litellm_settings: {drop_params: true, additional_drop_params: [x]}\n");
        row("dropping, in quotes", "drop_params: ' True ', model_info: {blocked: ' No ', team_id: ''}",
            "dropUnsupported=yes");
        row("dropping as a number", "drop_params: '1', model_info: {blocked: 0}", "dropUnsupported=yes");
        row("dropping everywhere but here", "drop_params: false", "", "litellm_settings: {drop_params: true}\n");
        row("dropping in the wrong section", "", "dropUnsupported=yes", "general_settings: {drop_params: yes}\n");
        row("defaults of the router", "seed: 1", "defaults=seed=1;temperature=0.5;",
            "router_settings: {default_litellm_params: {temperature: 0.5, seed: 2}}\n");
        row("calls at once for all", "", "parallel=9", "general_settings: {max_parallel_requests: 9}\n");
        row("calls at once for all, of the router", "max_parallel_requests: 2", "parallel=2",
            "router_settings: {default_max_parallel_requests: 9}\n");
        row("what nobody knows goes along", "parasol_mode: {deep: true}", "defaults=parasol_mode={\"deep\":true};");
        row("LiteLLM's own",
            "litellm_metadata: {a: 1}, litellm_unheard_of: 1, azure: true, no-log: true, verbose: true", "");
        row("a key or an address beside the one that is meant holds nothing",
            "api_keys: [a], API_KEY: b, modle: x, api_base: \"http://127.0.0.1:2/v1\", api_bases: \"http://x/v1\"",
            "address=http://127.0.0.1:2/v1");
        row("a limit in unknown words is no parameter", "rpm: 3, rpms: 5, rpm_limt: 5, requests_per_minute: 5",
            "rpm=3 weight=3");
        row("words that hold one of a limit's are parameters", "stop_delimiter: x, http_method: y",
            "defaults=stop_delimiter=\"x\";http_method=\"y\";");
        row("what is a slip does not", "temperatur: 0.2", "");
        row("what looks like a secret does not", "parasol_secret: abc", "");
        row("what belongs to model_info does not", "supports_vision: true, supports_images: true", "");
    }
    void readsParameters()
    {
        QFETCH(QByteArray, params);
        QFETCH(QByteArray, rest);
        QFETCH(QByteArray, expected);
        const auto config = readYaml(oneModel(params, rest));
        QVERIFY2(config.ok(), config ? "" : config.error().c_str());
        QCOMPARE(config->deployments.size(), std::size_t(1));
        QCOMPARE(told(config->deployments[0]), expected);
    }

    void readsEntries_data()
    {
        QTest::addColumn<QByteArray>("entry");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *entry, const char *expected) {
            QTest::newRow(name) << QByteArray(entry) << QByteArray(expected);
        };
        row("limits beside the parameters", "model_name: m, tpm: 200, rpm: 1, litellm_params: {model: openai/gpt-4o}",
            "rpm=1 tpm=200");
        row("parameters beside the parameters", "model_name: m, timeout: 5, litellm_params: {model: openai/gpt-4o}",
            "total=5000");
        row("a base beside the parameters", "model_name: m, base_model: x, litellm_params: {model: openai/gpt-4o}",
            "base=x");
    }
    void readsEntries()
    {
        QFETCH(QByteArray, entry);
        QFETCH(QByteArray, expected);
        const auto config = readYaml("model_list: [{" + entry + "}]\n");
        QVERIFY2(config.ok(), config ? "" : config.error().c_str());
        QCOMPARE(config->deployments.size(), std::size_t(1));
        QCOMPARE(told(config->deployments[0]), expected);
    }

    void fractionsOfWeightsKeepTheirProportion()
    {
        const auto config = readYaml("model_list:\n"
                                     "  - {model_name: a, litellm_params: {model: openai/gpt-4o, weight: 0.7}}\n"
                                     "  - {model_name: a, weight: 0.3, litellm_params: {model: openai/gpt-4o}}\n"
                                     "  - {model_name: a, litellm_params: {model: openai/gpt-4o}}\n"
                                     "  - {model_name: b, litellm_params: {model: openai/gpt-4o, weight: 2.0}}\n"
                                     "  - {model_name: b, litellm_params: {model: openai/gpt-4o, rpm: 7}}\n");
        QVERIFY(config.ok());
        std::vector<int> weights;
        for (const Deployment &deployment : config->deployments)
            weights.push_back(deployment.weight);
        QCOMPARE(weights, (std::vector<int>{700, 300, 1000, 2, 7}));
    }

    void notesOfAModelMayStandWithItsParameters()
    {
        const auto config = readYaml(oneModel("model_info: {id: here, mode: embedding}"));
        QVERIFY(config.ok());
        QCOMPARE(config->deployments.at(0).id, std::string("here"));
        QCOMPARE(config->deployments.at(0).mode, std::string("embedding"));
    }

    void anAnchorIsNotChangedByTheEntriesThatUseIt()
    {
        const auto config = readYaml("_p: &p {model: openai/gpt-4o}\nmodel_list:\n"
                                     "  - {model_name: a, rpm: 5, litellm_params: *p}\n"
                                     "  - {model_name: b, litellm_params: *p}\n"
                                     "  - {model_name: c, litellm_params: {<<: *p, tpm: 7}}\n");
        QVERIFY(config.ok());
        QCOMPARE(config->deployments.size(), std::size_t(3));
        QCOMPARE(told(config->deployments[0]), QByteArray("rpm=5 weight=5"));
        QCOMPARE(told(config->deployments[1]), QByteArray());
        QCOMPARE(told(config->deployments[2]), QByteArray("tpm=7"));
        QCOMPARE(joined(config->warnings), QByteArray());
    }

    void whatAnEntrySaysComesBeforeLists()
    {
        const auto config = readYaml("model_list: [{model_name: m, litellm_params: {model: openai/gpt-4o}, model_info: "
                                     "{mode: embedding, max_output_tokens: 5, max_tokens: 9, max_input_tokens: 7}}]\n");
        QVERIFY(config.ok());
        const Deployment &deployment = config->deployments.at(0);
        QCOMPARE(deployment.mode, std::string("embedding"));
        QCOMPARE(deployment.maxOutputTokens, std::int64_t(5));
        QCOMPARE(deployment.contextTokens, std::int64_t(7));
    }

    void credentialsComeFirst()
    {
        const QByteArray credentials =
            "credential_list:\n  - credential_name: c\n    credential_values: {api_key: sk-test-c, api_base: "
            "\"http://127.0.0.1:1/v1\"}\n    credential_info: {description: x}\n";
        const auto config =
            readYaml("model_list: [{model_name: m, litellm_params: {model: openai/gpt-4o, api_key: sk-test-own, "
                     "litellm_credential_name: c}}]\n" +
                     credentials);
        QVERIFY(config.ok());
        QCOMPARE(config->deployments.at(0).baseUrl, std::string("http://127.0.0.1:1/v1"));
        QCOMPARE(std::string(config->deployments.at(0).apiKey.reveal()), std::string("sk-test-c"));
    }

    void variablesOfTheFileAreSeen()
    {
        const auto config = readYaml("environment_variables: {OSTIARY_TEST_OWN: sk-test-own, OPENAI_API_KEY: "
                                     "sk-test-openai, LITELLM_MASTER_KEY: sk-test-master}\nmodel_list:\n"
                                     "  - {model_name: a, litellm_params: {model: openai/gpt-4o, api_key: "
                                     "os.environ/OSTIARY_TEST_OWN}}\n"
                                     "  - {model_name: b, litellm_params: {model: openai/gpt-4o}}\n");
        QVERIFY(config.ok());
        QCOMPARE(std::string(config->deployments.at(0).apiKey.reveal()), std::string("sk-test-own"));
        QCOMPARE(std::string(config->deployments.at(1).apiKey.reveal()), std::string("sk-test-openai"));
        QCOMPARE(std::string(config->masterKey.reveal()), std::string("sk-test-master"));
        QVERIFY(qgetenv("OSTIARY_TEST_OWN").isEmpty());
    }

    void leavesOutWhatCannotBeUsed_data()
    {
        QTest::addColumn<QByteArray>("entry");
        QTest::addColumn<QByteArray>("why");
        const auto row = [](const QByteArray &name, const QByteArray &entry, const char *why) {
            QTest::newRow(name.constData()) << entry << QByteArray(why);
        };
        row("no mapping", "just text", "must be a mapping");
        row("no name", "{litellm_params: {model: openai/gpt-4o}}", "needs 'model_name'");
        row("no parameters", "{model_name: m}", "needs 'litellm_params'");
        row("no model", "{model_name: m, litellm_params: {api_key: x}}", "needs 'litellm_params.model'");
        row("a provider that is not spoken", "{model_name: m, litellm_params: {model: bedrock/x}}", "bedrock");
        row("a provider nobody knows", "{model_name: m, litellm_params: {model: nobody/x}}",
            "no provider is called 'nobody'");
        row("a name of nobody", "{model_name: m, litellm_params: {model: my-model}}", "no provider is known");
        row("an address that is missing", "{model_name: m, litellm_params: {model: azure/x}}", "needs 'api_base'");
        row("a wrong address", "{model_name: m, litellm_params: {model: openai/x, api_base: example}}",
            "must begin with http");
        row("several addresses",
            "{model_name: m, litellm_params: {model: openai/x, api_key: x, api_base: [\"http://x\"]}}",
            "'api_base' must be a single value");
        row("an address that is a mapping", "{model_name: m, litellm_params: {model: openai/x, base_url: {a: b}}}",
            "'base_url' must be a single value");
        for (const char *name : {"apibase", "api_base_url", "endpoint", "apiBase", "api_bsae", "api-base", "baseurl"}) {
            const QByteArray pair = QByteArray(name) + ": \"http://127.0.0.1:1/v1\"";
            row(name, "{model_name: m, litellm_params: {model: openai/x, api_key: x, " + pair + "}}",
                "did you mean 'api_base'?");
            row(QByteArray("beside: ") + name,
                "{model_name: m, " + pair + ", litellm_params: {model: openai/x, api_key: x}}",
                "did you mean 'api_base'?");
        }
        row("a password in the address",
            "{model_name: m, litellm_params: {model: openai/x, api_base: \"http://u:p@x/v1\"}}", "without a user name");
        row("several keys", "{model_name: m, litellm_params: {model: openai/x, api_key: [a, b]}}", "a single value");
        row("a key with a blank", "{model_name: m, litellm_params: {model: openai/x, api_key: \"a b\"}}", "blanks");
        row("a variable that is not set",
            "{model_name: m, litellm_params: {model: openai/x, api_key: os.environ/GONE}}",
            "the environment variable GONE is not set");
        row("a variable deep inside",
            "{model_name: m, litellm_params: {model: openai/x, extra_headers: {A: os.environ/GONE}}}",
            "GONE is not set");
        row("a wrong limit", "{model_name: m, litellm_params: {model: openai/x, rpm: many}}",
            "'rpm' must be a whole number");
        row("an empty limit", "{model_name: m, litellm_params: {model: openai/x, tpm: ''}}",
            "or 'unlimited' for no limit, not ''");
        row("a limit in short", "{model_name: m, litellm_params: {model: openai/x, tpm: 100k}}",
            "no limit, not '100k'");
        row("a limit below nothing", "{model_name: m, litellm_params: {model: openai/x, max_parallel_requests: -1}}",
            "no limit, not '-1'");
        row("a wrong price", "{model_name: m, litellm_params: {model: openai/x, input_cost_per_token: cheap}}",
            "'input_cost_per_token' must be a price");
        row("a price of one's own notes",
            "{model_name: m, litellm_params: {model: openai/x}, model_info: {output_cost_per_token: 300}}",
            "'output_cost_per_token' must be a price");
        row("a limit of nothing", "{model_name: m, litellm_params: {model: openai/x, rpm: 0}}", "is 0");
        row("a mocked answer", "{model_name: m, litellm_params: {model: openai/x, mock_response: hi}}",
            "mock_response");
        row("a mocked answer like a switch", "{model_name: m, litellm_params: {model: openai/x, mock_response: 'no'}}",
            "mock_response");
        row("a credential nobody has", "{model_name: m, litellm_params: {model: openai/x, litellm_credential_name: c}}",
            "names no entry");
        row("one team's", "{model_name: m, litellm_params: {model: openai/x}, model_info: {team_id: t}}", "one team");
        row("one team's, like a switch",
            "{model_name: m, litellm_params: {model: openai/x}, model_info: {team_id: 'off'}}", "one team");
        row("paused", "{model_name: m, litellm_params: {model: openai/x}, model_info: {blocked: true}}", "pauses");
        row("another place's",
            "{model_name: m, litellm_params: {model: openai/x}, model_info: {supported_environments: "
            "[elsewhere]}}",
            "LITELLM_ENVIRONMENT");
    }
    void leavesOutWhatCannotBeUsed()
    {
        QFETCH(QByteArray, entry);
        QFETCH(QByteArray, why);
        const auto config = readYaml(
            "model_list:\n  - {model_name: good, litellm_params: {model: openai/gpt-4o}}\n  - " + entry + "\n");
        QVERIFY2(config.ok(), config ? "" : config.error().c_str());
        QCOMPARE(config->deployments.size(), std::size_t(1));
        QCOMPARE(config->leftOut.size(), std::size_t(1));
        QVERIFY2(QByteArray::fromStdString(config->leftOut[0].why).contains(why), config->leftOut[0].why.c_str());
        QCOMPARE(config->leftOut[0].place, std::string("config.yaml:3:5"));
        QCOMPARE(config->leftOut[0].line, 3);
        QVERIFY2(config->leftOut[0].reason != Reason::None, "for programs with words of their own");
        QVERIFY(hasLine(config->allWarnings(), "is not offered"));
    }

    void doesWithoutWhatIsNotWanted_data()
    {
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<bool>("offered");
        QTest::addColumn<QByteArray>("setting"); // that the warning names
        const auto row = [](const char *name, const char *params, bool offered, const char *setting = "") {
            QTest::newRow(name) << QByteArray(params) << offered << QByteArray(setting);
        };
        for (const char *name :
             {"organization", "rpm", "tpm", "max_parallel_requests", "timeout", "stream_timeout", "order",
              "num_retries", "cooldown_time", "region_name", "api_version", "temperature", "input_cost_per_token",
              "drop_params", "additional_drop_params", "allowed_openai_params"})
            row(name, ("model: openai/gpt-4o, api_key: sk-x, " + QByteArray(name) + ": os.environ/GONE").constData(),
                true, name);
        row("part of a parameter", "model: openai/gpt-4o, response_format: {type: os.environ/GONE}", true,
            "response_format");
        row("part of extra_body", "model: openai/gpt-4o, extra_body: {a: [os.environ/GONE]}", true, "a");
        row("notes", "model: openai/gpt-4o, model_info: {id: os.environ/GONE, base_model: os.environ/GONE}", true,
            "id");
        row("what is not read", "model: openai/gpt-4o, vertex_project: os.environ/GONE", true);
        row("a local server's key", "model: ollama/x, api_key: os.environ/GONE", true, "api_key");
        row("a key of one's own server", "model: openai/x, api_base: \"http://10.0.0.1/v1\", api_key: os.environ/GONE",
            true, "api_key");
        row("the key beside a login",
            "model: azure/x, api_base: \"https://x.openai.azure.com\", api_key: os.environ/GONE, tenant_id: a, "
            "client_id: "
            "b, client_secret: c",
            true, "api_key");
        row("the login beside a key",
            "model: azure/x, api_base: \"https://x.openai.azure.com\", api_key: sk-x, tenant_id: os.environ/GONE", true,
            "tenant_id");
        row("a part of the login",
            "model: azure/x, api_base: \"https://x.openai.azure.com\", tenant_id: a, client_id: b, client_secret: "
            "os.environ/GONE",
            false);
        row("a key", "model: openai/gpt-4o, api_key: os.environ/GONE", false);
        row("a server's key elsewhere",
            "model: openai/x, api_base: \"https://llm.example.com/v1\", api_key: os.environ/GONE", false);
        row("an address", "model: openai/gpt-4o, api_key: sk-x, api_base: os.environ/GONE", false);
        row("a local server's address", "model: ollama/x, api_base: os.environ/GONE", false);
        row("the model", "model: os.environ/GONE", false);
        row("a header", "model: openai/gpt-4o, extra_headers: {X-Auth: os.environ/GONE}", false);
        row("a tag", "model: openai/gpt-4o, tags: [os.environ/GONE]", false);
    }
    void doesWithoutWhatIsNotWanted()
    {
        QFETCH(QByteArray, params);
        QFETCH(bool, offered);
        QFETCH(QByteArray, setting);
        const auto config = readYaml("model_list: [{model_name: m, litellm_params: {" + params + "}}]\n");
        QVERIFY2(config.ok(), config ? "" : config.error().c_str());
        QCOMPARE(config->deployments.size(), std::size_t(offered));
        if (!offered)
            QCOMPARE(config->leftOut.at(0).why, std::string("the environment variable GONE is not set"));
        const QByteArray said = "the environment variable GONE of '" + setting + "' is not set; it counts as not given";
        QVERIFY2(setting.isEmpty() || hasLine(config->warnings, said.constData()),
                 joined(config->warnings).constData());
    }

    void keepsVendorsApart_data()
    {
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QByteArray>("called"); // provider and address, or why not
        const auto row = [](const char *name, const char *params, const char *called) {
            QTest::newRow(name) << QByteArray(params) << QByteArray(called);
        };
        const char *azure = "azure https://x.openai.azure.com/openai/deployments/{model}";
        row("a maker's name", "model: claude-new", "anthropic https://api.anthropic.com/v1");
        row("Vertex' settings", "model: claude-new, vertex_project: p", "'vertex_ai' is not spoken");
        row("Vertex' settings beside a date", "model: claude-new@20250514, vertex_location: eu", "'vertex_ai'");
        row("Vertex' way to write", "model: claude-new@20250514", "'vertex_ai'");
        row("Vertex' settings, a name of nobody", "model: gemini-99, vertex_credentials: x", "'vertex_ai'");
        row("Vertex' settings that are empty", "model: claude-new, vertex_project: \"\"",
            "anthropic https://api.anthropic.com/v1");
        row("Vertex' settings beside OpenAI's", "model: gpt-4o, vertex_project: p", "openai https://api.openai.com/v1");
        row("a provider that is written", "model: anthropic/claude-new, vertex_project: p",
            "anthropic https://api.anthropic.com/v1");
        row("a provider that is given", "model: claude-new, custom_llm_provider: anthropic, vertex_project: p",
            "anthropic https://api.anthropic.com/v1");
        row("AWS' settings", "model: claude-new, aws_region_name: eu-west-1", "'bedrock' is not spoken");
        row("Bedrock's way to write", "model: eu.anthropic.claude-new-v1:0", "'bedrock'");
        row("AWS' settings beside OpenAI's", "model: gpt-4o, aws_region_name: x", "openai https://api.openai.com/v1");
        row("Azure's address", "model: gpt-4o, api_base: \"https://x.openai.azure.com\"", azure);
        row("Azure's address and version",
            "model: gpt-4o, api_version: \"2024-10-21\", api_base: \"https://x.openai.azure.com\"", azure);
        row("Azure's version", "model: gpt-4o, api_version: \"2024-10-21\"", "'azure' needs 'api_base'");
        row("Azure's login", "model: my-dep, tenant_id: a, client_id: b, client_secret: c", "'azure' needs 'api_base'");
        row("Azure's token, a gateway before it",
            "model: gpt-4o, azure_ad_token: t, api_base: \"https://x.azure-api.net\"",
            "azure https://x.azure-api.net/openai/deployments/{model}");
        row("Azure's type", "model: my-dep, api_type: azure", "'azure' needs 'api_base'");
        row("another type", "model: gpt-4o, api_type: open_ai", "openai https://api.openai.com/v1");
        row("a version beside another maker's", "model: claude-new, api_version: \"2023-06-01\"",
            "anthropic https://api.anthropic.com/v1");
        row("a mode before the name", "model: azure/responses/dep, api_base: \"https://x.openai.azure.com\"", azure);
    }
    void keepsVendorsApart()
    {
        QFETCH(QByteArray, params);
        QFETCH(QByteArray, called);
        const auto config =
            readYaml("model_list: [{model_name: m, litellm_params: {api_key: sk-test, " + params + "}}]\n");
        QVERIFY2(config.ok(), config ? "" : config.error().c_str());
        if (config->deployments.empty()) {
            QVERIFY2(QByteArray::fromStdString(config->leftOut.at(0).why).contains(called),
                     config->leftOut.at(0).why.c_str());
            return;
        }
        const Deployment &made = config->deployments[0];
        QCOMPARE(QByteArray::fromStdString(made.provider + " " + made.baseUrl), called);
    }

    void starsHaveTheirPlaces_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("upstream"); // or why not
        const auto row = [](const char *name, const char *model, const char *upstream) {
            QTest::newRow(name) << QByteArray(name) << QByteArray(model) << QByteArray(upstream);
        };
        row("openai/*", "openai/*", "*");
        row("a*b*c", "openai/x*y*z", "x*y*z");
        row("a*b", "openai/x*y*z", "more stars");
        row("gpt-4o", "openai/*", "gpt-4o");
        row("gpt-4o", "*", "gpt-4o");
        row("mine", "openai/ft-*", "ft-mine");
        row("one", "openai/*-*", "more stars");
        row("*", "openai/gpt-4o", "gpt-4o");
    }
    void starsHaveTheirPlaces()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, upstream);
        const auto config = readYaml("model_list: [{model_name: \"" + name +
                                     "\", litellm_params: {api_key: sk-test, model: \"" + model + "\"}}]\n");
        QVERIFY2(config.ok(), config ? "" : config.error().c_str());
        const std::string told =
            config->deployments.empty() ? config->leftOut.at(0).why : config->deployments[0].upstreamModel;
        QVERIFY2(config->deployments.empty() ? told.find(upstream.toStdString()) != std::string::npos
                                             : told == upstream.toStdString(),
                 told.c_str());
    }

    void saysWhatChatsCannotReach()
    {
        QVERIFY(hasLine(readYaml(oneModel("model_info: {base_model: gpt-5-codex}"))->warnings, "/responses alone"));
        QVERIFY(!hasLine(readYaml(oneModel(""))->warnings, "/responses alone"));
    }

    void readsRouting_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *text, const char *expected) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(expected);
        };
        row("numbers", "router_settings: {num_retries: 5, allowed_fails: 1, cooldown_time: 60, retry_after: 2}\n",
            "retries 5 fails 1 cooldown 60000 after 2000");
        row("in litellm_settings",
            "litellm_settings: {num_retries: 5, allowed_fails: 1, cooldown_time: 60, retry_after: 2}\n",
            "retries 5 fails 1 cooldown 60000 after 2000");
        row("in general_settings", "general_settings: {num_retries: 5, cooldown_time: 60}\n",
            "retries 5 fails 3 cooldown 60000");
        row("at the top", "num_retries: 5\n", "retries 5 fails 3 cooldown 5000");
        row("the router's first", "litellm_settings: {num_retries: 5}\nrouter_settings: {num_retries: 1}\n",
            "retries 1 fails 3 cooldown 5000");
        row("no cooldowns", "router_settings: {disable_cooldowns: true}\n", "retries 2 fails 3 cooldown 5000 none");
        row("policies",
            "router_settings:\n  retry_policy: {TimeoutErrorRetries: 2, RateLimitErrorRetries: 99, "
            "BadRequestErrorRetries: "
            "0}\n  allowed_fails_policy: {InternalServerErrorAllowedFails: 20}\n  model_group_retry_policy: {m: "
            "{AuthenticationErrorRetries: 1}}\n",
            "retries 2 fails 3 cooldown 5000 timeout 2 ratelimit 20 badrequest 0 failsinternal 20 m:authentication 1");
        row("in quotes",
            "router_settings: {num_retries: ' 5 ', allowed_fails: '1e0', cooldown_time: '0.5', retry_after: ' 2 s', "
            "disable_cooldowns: ' Yes ', retry_policy: {TimeoutErrorRetries: ' 2 '}, allowed_fails_policy: "
            "{InternalServerErrorAllowedFails: '2e1'}, model_group_retry_policy: {m: {AuthenticationErrorRetries: "
            "'1'}}}\n",
            "retries 5 fails 1 cooldown 500 after 2000 none timeout 2 failsinternal 20 m:authentication 1");
        row("fallbacks", "router_settings: {fallbacks: [{a: [b, c]}, {d: e}, {\"*\": [z]}], default_fallbacks: [y]}\n",
            "retries 2 fails 3 cooldown 5000 a>b,c d>e default>z,y");
        row("fallbacks as a mapping", "litellm_settings: {fallbacks: {a: [b]}}\n",
            "retries 2 fails 3 cooldown 5000 a>b");
        row("fallbacks for all", "litellm_settings: {fallbacks: [b, {model: c}]}\n",
            "retries 2 fails 3 cooldown 5000 model>c default>b");
        row("an empty list hides no other",
            "router_settings: {fallbacks: []}\nlitellm_settings: {fallbacks: [{a: [b]}]}\n",
            "retries 2 fails 3 cooldown 5000 a>b");
        row("fallbacks at the top", "fallbacks: [{a: [b]}]\n", "retries 2 fails 3 cooldown 5000 a>b");
        row("other kinds of fallbacks",
            "litellm_settings: {context_window_fallbacks: [{a: [long]}], content_policy_fallbacks: [{a: [free]}]}\n",
            "retries 2 fails 3 cooldown 5000 context:a>long content:a>free");
        row("tags", "router_settings: {enable_tag_filtering: true}\n", "retries 2 fails 3 cooldown 5000 tags any");
        row("all tags", "router_settings: {enable_tag_filtering: true, tag_filtering_match_any: false}\n",
            "retries 2 fails 3 cooldown 5000 tags all");
        row("tags, further",
            "router_settings: {enable_tag_filtering: true, tag_routing_prefix: \"r:\"}\n"
            "general_settings: {reject_clientside_metadata_tags: true}\n",
            "retries 2 fails 3 cooldown 5000 tags any prefix r: keys");
        row("no tags", "router_settings: {enable_tag_filtering: false}\n", "retries 2 fails 3 cooldown 5000");
        row("aliases", "router_settings: {model_group_alias: {x: a, y: {model: b, hidden: true}, z: {hidden: true}}}\n",
            "retries 2 fails 3 cooldown 5000 x=a y=b hidden:y");
    }
    void readsRouting()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const auto config = readYaml(text);
        QVERIFY2(config.ok(), config ? "" : config.error().c_str());
        const RoutingRules &rules = config->rules;
        QByteArray out = "retries " + QByteArray::number(rules.retries) + " fails " +
                         QByteArray::number(rules.allowedFails) + " cooldown " +
                         QByteArray::number(qlonglong(rules.cooldownMs));
        const auto number = [&](const char *name, const auto &value) {
            if (value)
                out += " " + QByteArray(name) + " " + QByteArray::number(qlonglong(*value));
        };
        number("after", rules.retryAfterMs);
        if (!rules.cooldowns)
            out += " none";
        if (rules.tagFiltering)
            out += rules.tagMatchesAny ? " tags any" : " tags all";
        if (!rules.tagPrefix.empty())
            out += " prefix " + QByteArray::fromStdString(rules.tagPrefix);
        if (!rules.clientMayTag)
            out += " keys";
        number("timeout", rules.retriesByClass.timeout);
        number("ratelimit", rules.retriesByClass.rateLimit);
        number("badrequest", rules.retriesByClass.badRequest);
        number("failsinternal", rules.allowedFailsByClass.internal);
        for (const auto &[model, policy] : rules.retriesByModel)
            number((model + ":authentication").c_str(), policy.authentication);
        const auto list = [](const std::vector<std::string> &texts) {
            return joined(texts).trimmed().replace('\n', ',');
        };
        const auto map = [&](const char *name, const RoutingRules::ByModel &byModel) {
            for (const auto &[from, to] : std::map(byModel.begin(), byModel.end()))
                out += " " + QByteArray(name) + QByteArray::fromStdString(from) + ">" + list(to);
        };
        map("", rules.fallbacks);
        map("context:", rules.contextWindowFallbacks);
        map("content:", rules.contentPolicyFallbacks);
        if (!rules.defaultFallbacks.empty())
            out += " default>" + list(rules.defaultFallbacks);
        for (const auto &[from, to] : std::map(rules.aliases.begin(), rules.aliases.end()))
            out += " " + QByteArray::fromStdString(from + "=" + to);
        for (const std::string &name : rules.hiddenAliases)
            out += " hidden:" + QByteArray::fromStdString(name);
        QCOMPARE(out, expected);
    }

    void fallbacksOfADeploymentAreItsModels()
    {
        const auto config = readYaml(oneModel("fallbacks: [a, {model: b}]"));
        QVERIFY(config.ok());
        QCOMPARE(config->rules.fallbacks.at("m"), (std::vector<std::string>{"a", "b"}));
    }

    void readsWhatHoldsForAll()
    {
        const auto config =
            readYaml("general_settings: {max_request_size_mb: 5, max_response_size_mb: 3, max_budget: 2.0, "
                     "budget_duration: 1d, json_logs: true}\nlitellm_settings: "
                     "{budget_exceeded_status_code: 429}\n");
        QVERIFY(config.ok());
        QCOMPARE(config->limits.body, std::size_t(5) * 1024 * 1024);
        QCOMPARE(config->gateway.maxAnswerBytes, std::size_t(3) * 1024 * 1024);
        QCOMPARE(config->organisationBudget, Money::fromDecimal("2"));
        QCOMPARE(config->gateway.budgetExceededStatus, 429);
        QVERIFY(config->jsonLogs);
        QVERIFY(hasLine(config->notes, "'json_logs' belongs to litellm_settings"));
        const auto none = readYaml("litellm_settings: {max_budget: 0}\n");
        QVERIFY(none.ok());
        QVERIFY(!none->organisationBudget);
    }
};

OSTIARY_TEST(tst_LiteLlmModels)
#include "tst_litellmmodels.moc"
