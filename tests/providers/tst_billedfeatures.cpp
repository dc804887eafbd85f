// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/deployment.h"
#include "server/providers/billedfeatures.h"
#include "server/providers/requestedits.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

namespace {

using Kind = BilledFeature::Kind;

std::string requestWith(const QByteArray &fields)
{
    return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" +
           (fields.isEmpty() ? std::string() : "," + fields.toStdString()) + "}";
}

const char *nameOf(Kind kind)
{
    switch (kind) {
    case Kind::MoreOutput:
        return "output";
    case Kind::UnseenInput:
        return "input";
    case Kind::Sound:
        return "sound";
    case Kind::Pictures:
        return "pictures";
    case Kind::Unpriced:
        return "unpriced";
    }
    return "";
}

/// `path: kind`, with the tokens where there are some.
QStringList asked(const QByteArray &fields)
{
    std::string body = requestWith(fields);
    const auto index = indexRequest(body, Surface::Chat);
    if (!index)
        return {QString::fromStdString(index.error().publicText)};
    QStringList out;
    for (const BilledFeature &feature : billedFeatures(*index, body)) {
        const QString tokens = feature.tokens ? " " + QString::number(feature.tokens) : QString();
        out += QString::fromStdString(feature.path) + ": " + nameOf(feature.kind) + tokens;
    }
    return out;
}

} // namespace
Q_DECLARE_METATYPE(ostiary::Deployment)

class tst_BilledFeatures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTextThatNamesAStoredFileIsInputUnseen_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("unseen");
        QTest::newRow("a file of Alibaba's") << QByteArray("fileid://file-fe-abc") << true;
        QTest::newRow("with escaped slashes") << QByteArray("a b, fileid:\\/\\/file-fe-abc") << true;
        QTest::newRow("letters as escapes") << QByteArray("\\u0066ileid:\\/\\/file-fe-abc") << true;
        QTest::newRow("other escapes") << QByteArray("a\\u00e9b \\u0026 \\u003cc\\u003e") << false;
        QTest::newRow("the end in an escape") << QByteArray("\\u000a") << false;
        QTest::newRow("an escaped colon") << QByteArray("fileid\\u003a//file-fe-abc") << true;
        QTest::newRow("a file's id in words") << QByteArray("the file-id of mine") << false;
    }
    void aTextThatNamesAStoredFileIsInputUnseen()
    {
        QFETCH(QByteArray, text);
        std::string body =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"" + text.toStdString() + "\"}]}";
        const auto index = indexRequest(body, Surface::Chat);
        QVERIFY(index);
        const auto features = billedFeatures(*index, body);
        QTEST(!features.empty(), "unseen");
        for (const BilledFeature &feature : features)
            QVERIFY(feature.kind == Kind::UnseenInput && feature.path == "messages");
    }

    void someModelsSearchByThemselves_data()
    {
        QTest::addColumn<bool>("searches");
        for (const char *model :
             {"gpt-4o-search-preview", "openai/gpt-4o-mini-search-preview-2025-03-11", "gpt-5-search-api",
              "o4-mini-deep-research", "perplexity/sonar-pro", "Sonar", "deepseek/deepseek-chat:online",
              "llama-3.1-sonar-small-128k-online", "groq/compound-mini", "compound-beta", "x-ai/grok-4-search",
              "grok-4.20-multi-agent", "GPT-5-Search"})
            QTest::newRow(model) << true;
        for (const char *model : {"gpt-4o", "o4-mini", "nousresearch/hermes-4-70b", "deepseek-chat", "text-search-ada",
                                  "re-search-1", "multi-agents"})
            QTest::newRow(model) << false;
    }
    void someModelsSearchByThemselves()
    {
        const QByteArray model = QTest::currentDataTag();
        QTEST(searchByItself(std::string_view(model.data(), std::size_t(model.size()))) != nullptr, "searches");
    }

    void moreMembersThanAnybodyWritesAreNotRead()
    {
        QByteArray members;
        for (int i = 0; i < 5000; ++i)
            members += (i ? ",\"a" : "\"a") + QByteArray::number(i) + "\":{\"b\":1}";
        const QStringList found = asked("\"vendor\":{" + members + "}");
        QCOMPARE(found.size(), 1);
        QVERIFY2(found[0].endsWith(": unpriced"), qPrintable(found[0]));
    }

    void findsWhatChangesTheBill_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QString>("found");
        const auto row = [](const char *fields, const char *found) {
            QTest::newRow(fields) << QByteArray(fields) << QString(found);
        };
        row(R"("service_tier":"priority")", "service_tier: unpriced");
        row(R"("service_tier":"scale")", "service_tier: unpriced");
        row(R"("service_tier":"performance")", "service_tier: unpriced");
        row(R"("service_tier":["default"])", "service_tier: unpriced");
        row(R"("serviceTier":"priority")", "serviceTier: unpriced");
        row("\"thin\xe2\x84\xaaing\":{\"budget_tokens\":9}", "thin\xe2\x84\xaaing: unpriced");
        row("\"be\xc5\xbft_of\":100", "be\xc5\xbft_of: unpriced");
        row(R"("SERVICE_TIER":"PRIORITY")", "SERVICE_TIER: unpriced");
        row(R"("service_\u0074ier":"priority")", "service_tier: unpriced");
        row(R"("service_tier":"default","service_tier":"priority")", "service_tier: unpriced");
        row(R"("speed":"fast")", "speed: unpriced");
        row(R"("inference_geo":"us")", "inference_geo: unpriced");
        row(R"("web_search_options":{"search_context_size":"high"})", "web_search_options: unpriced");
        row(R"("enable_search":true)", "enable_search: unpriced");
        // switched on by being there, whatever stands within
        row(R"("web_search_options":{})", "web_search_options: unpriced");
        row(R"("search_parameters":{})", "search_parameters: unpriced");
        row(R"("search_parameters":{"mode":"off","mode":"on"})", "search_parameters: unpriced");
        row(R"("web_search_options":{"enabled":false,"search_context_size":"high"})", "web_search_options: unpriced");
        row(R"("plugins":[{"id":"web","enabled":false,"enabled":true}])", "plugins: unpriced");
        row(R"("provider":{"enabled":false,"order":["dear"]})", "provider.order: unpriced");
        row(R"("extra_body":{"enabled":false,"plugins":[{"id":"web"}]})", "extra_body.plugins: unpriced");
        row(R"("extra_body":{"google":{"tools":[{"google_search":{}}]}})", "extra_body.google.tools: unpriced");
        row(R"("use_web_browsing":{})", "use_web_browsing: unpriced");
        row(R"("search_parameters":{"mode":"on"})", "search_parameters: unpriced");
        row(R"("plugins":[{"id":"web"}])", "plugins: unpriced");
        row(R"("data_sources":[{"type":"azure_search"}])", "data_sources: unpriced");
        row(R"("code_interpreter":{"container":"auto"})", "code_interpreter: unpriced");
        row(R"("file_search":{"vector_store_ids":["v"]})", "file_search: unpriced");
        row(R"("mcp_servers":[{"url":"x"}])", "mcp_servers: unpriced");
        row(R"("compound_custom":{"models":{"reasoning_model":"x"}})", "compound_custom: unpriced");
        row(R"("models":["dear/model"])", "models: unpriced");
        row(R"("route":"fallback")", "route: unpriced");
        row(R"("provider":{"order":["dear"]})", "provider.order: unpriced");
        row(R"("provider":{"zdr":true,"only":["dear"]})", "provider.only: unpriced");
        row(R"("provider":"dear")", "provider: unpriced");
        row(R"("preset":"mine")", "preset: unpriced");
        row(R"("fallbacks":["dear"])", "fallbacks: unpriced");
        row(R"("max_output_tokens":100000)", "max_output_tokens: unpriced");
        row(R"("n_predict":-1)", "n_predict: unpriced");
        row(R"("max_output_tokens":0)", "max_output_tokens: unpriced");
        row(R"("max_new_tokens":0)", "max_new_tokens: unpriced");
        row("\"max_to\xe2\x84\xaa"
            "ens\":0",
            "max_to\xe2\x84\xaa"
            "ens: unpriced");
        row("\"max_to\xe2\x84\xaa"
            "ens\":null",
            "max_to\xe2\x84\xaa"
            "ens: unpriced");
        row(R"("num_return_sequences":9)", "num_return_sequences: unpriced");
        row(R"("candidateCount":9)", "candidateCount: unpriced");
        // tools that the provider runs
        row(R"("tools":[{"type":"web_search"}])", "tools[0]: unpriced");
        row(R"("tools":[{"type":"function","function":{"name":"f"}},{"type":"code_interpreter"}])",
            "tools[1]: unpriced");
        row(R"("tools":[{"google_search":{}}])", "tools[0]: unpriced");
        row(R"("tools":[{"type":"function","function":{"name":"f"},"type":"web_search"}])", "tools[0]: unpriced");
        row(R"("tools":[{"type":"builtin_function","function":{"name":"$web_search"}}])", "tools[0]: unpriced");
        row(R"("tools":["web_search"])", "tools[0]: unpriced");
        row(R"("tools":[{"type":"function","function":{"name":"f"},"google_search":{}}])", "tools[0]: unpriced");
        row(R"("tools":[{"type":"function","strict":true}])", "tools[0]: unpriced");
        row(R"("tools":{"web_search":{}})", "tools: unpriced");
        row(R"("tools":[],"tools":[{"type":"web_search"}])", "tools[0]: unpriced");
        row(R"("Tools":[{"type":"web_search"}])", "Tools: unpriced");
        // nested, as SDKs and gateways have it
        row(R"("extra_body":{"plugins":[{"id":"web"}]})", "extra_body.plugins: unpriced");
        row(R"("extra_body":{"model":"dear"})", "extra_body.model: unpriced");
        row(R"("extra_body":{"max_tokens":100000})", "extra_body.max_tokens: unpriced");
        row(R"("extra_body":{"google":{"thinking_config":{"thinking_budget":512}}})",
            "extra_body.google.thinking_config: output 513");
        row(R"("extra_body":{"google":{"cached_content":"c/1"}})", "extra_body.google.cached_content: input");
        row(R"("options":{"num_predict":100000})", "options.num_predict: unpriced");
        row(R"("generationConfig":{"maxOutputTokens":100000})", "generationConfig.maxOutputTokens: unpriced");
        row(R"("vendor":{"sub":[{"service_tier":"priority"}]})", "vendor.sub[0].service_tier: unpriced");
        row(R"("vendor":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}})",
            "vendor.a.a.a.a.a.a.a.a.a: unpriced");
        // of no table
        row(R"("use_web_browsing":true)", "use_web_browsing: unpriced");
        row(R"("executionTier":"gold")", "executionTier: unpriced");
        row(R"("backup_model":"dear")", "backup_model: unpriced");
        // what can be bounded
        row(R"("thinking":{"type":"enabled","budget_tokens":8000})", "thinking: output 8001");
        row(R"("reasoning":{"max_tokens":2000})", "reasoning: output 2001");
        row(R"("thinking_budget":4096)", "thinking_budget: output 4097");
        row(R"("thinking_budget":"4096")", "thinking_budget: output 4097");
        row(R"("thinking":{"type":"enabled","budget_tokens":"8000"})", "thinking: output 8001");
        row(R"("mm_processor_kwargs":{"max_pixels":200000000})", "mm_processor_kwargs: input");
        row(R"("media_io_kwargs":{"video":{"num_frames":9}})", "media_io_kwargs: input");
        row(R"("prediction":{"type":"content","content":"abc"})", "prediction: output 34");
        row(R"("previous_response_id":"r")", "previous_response_id: input");
        row(R"("chat_template":"{% for i in range(9) %}x{% endfor %}")", "chat_template: input");
        row(R"("modalities":["text","audio"],"audio":{"voice":"ash"})", "modalities: sound,audio: sound");
        row(R"("modalities":["image","text"])", "modalities: pictures");
        row(R"("modalities":["text","video"])", "modalities: unpriced");
        row(R"("modalities":"audio")", "modalities: unpriced");
    }
    void findsWhatChangesTheBill()
    {
        QFETCH(QByteArray, fields);
        QTEST(asked(fields).join(','), "found");
    }

    void letsBeWhatDoesNot_data()
    {
        QTest::addColumn<QByteArray>("fields");
        for (
            const char *fields : {
                "",
                R"("service_tier":"default")",
                R"("service_tier":"auto")",
                R"("service_tier":"flex")",
                R"("service_tier":null)",
                R"("web_search_options":null,"plugins":[],"data_sources":[],"enable_search":false,"route":"")",
                R"("models":[],"provider":{"order":[]},"thinking":null,"modalities":["text"],"audio":null)",
                R"("tools":[{"type":"function","function":{"name":"f","parameters":{"web_search":{}}},"strict":true}])",
                R"("tools":[{"type":"custom","custom":{"name":"c"}},{"function":{"name":"f"}}])",
                R"("tools":[{"name":"f","description":"d","input_schema":{},"cache_control":{"type":"ephemeral"}}])",
                R"("tools":null)",
                R"("tools":[],"tool_choice":"auto")",
                R"("thinking":{"type":"enabled"})",
                R"("thinking":{"type":"disabled","budget_tokens":0})",
                R"("reasoning_effort":"high","verbosity":"low","enable_thinking":true,"include_reasoning":true)",
                R"("temperature":0.2,"top_p":1,"top_k":40,"min_p":0.1,"repetition_penalty":1.1,"seed":7,"stop":["a"])",
                R"("response_format":{"type":"json_schema","json_schema":{"schema":{"model":{"web_search":1}}}})",
                R"("metadata":{"model":"x","web_search":true},"user":"u","store":true,"prompt_cache_key":"k")",
                R"("stream":true,"stream_options":{"include_usage":true},"n":2,"max_tokens":5,"min_tokens":2)",
                R"("logprobs":true,"top_logprobs":3,"logit_bias":{"50256":-100},"parallel_tool_calls":false)",
                R"("guided_json":{"model":1},"stop_token_ids":[1],"skip_special_tokens":false,"min_tokens":3)",
                R"("chat_template_kwargs":{"enable_thinking":false},"safe_prompt":true,"random_seed":3)",
                R"("cache":{"no-cache":true},"cache_salt":"s","merge_reasoning_content_in_choices":true)",
                R"("disable_reasoning":true,"disable_web":true,"exclude_tools":["a"],"reasoningSummary":"auto")",
                R"("thinking_level":"low","effort":"low","output_config":{"effort":"high"},"promptCache":true)",
                R"("user_security_context":{"application_name":"a"},"media_io_kwargs":{})",
                R"("context_window":8192,"background_tasks":{"title":true},"model_item":{"id":"m"},"priority":0)",
                R"("provider":{"data_collection":"deny","zdr":true,"require_parameters":true,"max_price":{"prompt":1}})",
                R"("search_parameters":{"mode":"off"},"speed":"standard","plugins":null)",
                R"("tools":[{"type":"function","function":{"name":"f"},"id":"x","annotations":{},"metadata":null}])",
                R"("tools":[{"type":"function","function":{"name":"f"},"displayTitle":"F","allowed_callers":["direct"]}])",
                R"("x_trace":"\ud800","weather":[1,2.5],"note":{"a":{"b":[true,null]}})",
            })
            QTest::newRow(fields) << QByteArray(fields);
    }
    void letsBeWhatDoesNot()
    {
        QFETCH(QByteArray, fields);
        QCOMPARE(asked(fields).join(','), QString());
    }

    void longNamesCostNoMoreThanTheyAre()
    {
        // Where a value stands is made into text only for what is found; here that would be 40 GB.
        QByteArray many = "\"" + QByteArray(200'000, 'x') + "\":[0";
        many += QByteArray(",0").repeated(200'000) + "]";
        QCOMPARE(asked(many).join(','), QString());
        const QStringList found = asked("\"" + QByteArray(5000, 'x') + "\":[{\"tier\":\"dear\"}]");
        QCOMPARE(found.size(), 1);
        QVERIFY2(found.first().size() < 200 && found.first().endsWith("[0].tier: unpriced"), qPrintable(found.first()));
    }

    void moreThanCanBeListedIsRefused()
    {
        QByteArray fields = "\"previous_response_id\":\"r\"";
        for (int i = 0; i < 400; ++i)
            fields += ",\"tier" + QByteArray::number(i) + "\":\"dear\"";
        QCOMPARE(asked(fields).size(), 257);
    }

    void countsWhatGoesOutOnly_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<Deployment>("deployment");
        QTest::addColumn<int>("priced");
        QTest::addColumn<qint64>("moreOutput");
        QTest::addColumn<bool>("unseen");
        const auto made = [](auto change) {
            Deployment deployment;
            deployment.provider = "deepseek";
            change(deployment);
            return deployment;
        };
        const auto asIs = made([](Deployment &) {});
        const QByteArray tier = R"("service_tier":"priority")", thinks = R"("thinking":{"budget_tokens":99})";
        QTest::newRow("a tier") << tier << asIs << 1 << qint64(0) << false;
        QTest::newRow("a budget for thinking") << thinks << asIs << 0 << qint64(100) << false;
        QTest::newRow("input that is named") << QByteArray(R"("cached_content":"c")") << asIs << 0 << qint64(0) << true;
        QTest::newRow("left out by the deployment")
            << tier << made([](Deployment &d) { d.params.drop = {"service_tier"}; }) << 0 << qint64(0) << false;
        QTest::newRow("left out because the provider refuses it")
            << tier << made([](Deployment &d) { d.params.dropUnsupported = true; }) << 0 << qint64(0) << false;
        QTest::newRow("replaced by the deployment") << tier << made([](Deployment &d) {
            d.params.extraBody = {{"service_tier", "\"default\""}};
        }) << 0 << qint64(0) << false;
        QTest::newRow("the deployment's own tier is its administrator's care")
            << QByteArray() << made([](Deployment &d) {
                   d.params.extraBody = {{"service_tier", "\"priority\""}};
               })
            << 0 << qint64(0) << false;
        QTest::newRow("the deployment's own thinking") << QByteArray() << made([](Deployment &d) {
            d.params.defaults = {{"thinking", "{\"budget_tokens\":49}"}};
        }) << 0 << qint64(50) << false;
        QTest::newRow("not translated") << tier + "," + thinks
                                        << made([](Deployment &d) { d.dialect = Dialect::Anthropic; }) << 0 << qint64(0)
                                        << false;
    }
    void countsWhatGoesOutOnly()
    {
        QFETCH(QByteArray, fields);
        QFETCH(Deployment, deployment);
        std::string body = requestWith(fields);
        const auto index = indexRequest(body, Surface::Chat);
        QVERIFY(index.ok());
        const std::vector<BilledFeature> features = billedFeatures(*index, body);
        const EffectiveRequest asked = effectiveRequest(*index, deployment, "m", Surface::Chat, {}, features);
        QTEST(int(asked.priced.size()), "priced");
        QTEST(qint64(asked.moreOutput), "moreOutput");
        QTEST(asked.unseenInput, "unseen");
    }

    void unseenInputIsAllThatFits()
    {
        std::string body = requestWith({});
        const auto index = indexRequest(body, Surface::Chat);
        QVERIFY(index->inputBound(128'000) < 1000);
        QCOMPARE(index->inputBound(128'000, true), std::int64_t(128'000));
    }

    void theRefusalNamesFieldAndWayOut()
    {
        const GatewayError error =
            unboundedCost({Kind::Unpriced, "extra_body", "extra_body.models", "models", "name it in 'model'"});
        QCOMPARE(error.status, 400);
        QCOMPARE(error.param, std::string("extra_body.models"));
        for (const char *part : {"'extra_body.models'", "name it in 'model'", "accept_unpriced: [models]"})
            QVERIFY2(error.publicText.find(part) != std::string::npos, part);
        const GatewayError cut = unboundedCost({Kind::Unpriced, "x", std::string(5000, 'x') + "é", "x", {}});
        QVERIFY(cut.publicText.size() < 1000);
    }
};

OSTIARY_TEST(tst_BilledFeatures)
#include "tst_billedfeatures.moc"
