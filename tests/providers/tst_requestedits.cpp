// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/anthropicadapter.h"
#include "server/providers/openaiadapter.h"
#include "server/providers/requestedits.h"
#include "tests/support/testregistry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QtTest>

using namespace ostiary;

namespace {

using Rules = std::vector<ParamRules::Value>;

/// A deployment and an attempt at it, built in one line of a table.
struct Case
{
    Deployment deployment;
    std::string upstreamModel = "m";
    Surface surface = Surface::Chat;
    bool stream = false;
    int limit = 0;
    std::vector<std::string> without;
    bool usualTier = false;

    explicit Case(std::string provider = "openai_like") { deployment.provider = std::move(provider); }
    Case &&at(std::string model) && { return upstreamModel = std::move(model), std::move(*this); }
    Case &&on(Surface s) && { return surface = s, std::move(*this); }
    Case &&streamed() && { return stream = true, std::move(*this); }
    Case &&bounded(int tokens) && { return limit = tokens, std::move(*this); }
    Case &&knowing(std::vector<std::string> names) && { return without = std::move(names), std::move(*this); }
    Case &&basedOn(std::string model) && { return deployment.baseModel = std::move(model), std::move(*this); }
    Case &&newer() && { return deployment.quirks.maxCompletionTokens = true, std::move(*this); }
    Case &&developers() && { return deployment.quirks.developerRole = true, std::move(*this); }
    Case &&usual() && { return usualTier = deployment.quirks.servesTiers = true, std::move(*this); }
    Case &&noOptions() && { return deployment.quirks.streamOptions = false, std::move(*this); }
    Case &&dropping() && { return deployment.params.dropUnsupported = true, std::move(*this); }
    Case &&drops(std::vector<std::string> names) &&
    {
        return deployment.params.drop = std::move(names), std::move(*this);
    }
    Case &&allows(std::vector<std::string> names) &&
    {
        return deployment.params.allowed = std::move(names), std::move(*this);
    }
    Case &&defaults(Rules values) && { return deployment.params.defaults = std::move(values), std::move(*this); }
    Case &&always(Rules values) && { return deployment.params.extraBody = std::move(values), std::move(*this); }

    AttemptContext context() const
    {
        AttemptContext made;
        made.deployment = std::make_shared<Deployment>(deployment);
        made.upstreamModel = upstreamModel;
        made.publicModel = "m";
        made.surface = surface;
        made.stream = stream;
        made.without = without;
        made.usualTier = usualTier;
        if (limit)
            made.outputLimit = limit;
        return made;
    }
};

std::string changed(std::string body, const Case &with)
{
    const auto index = indexRequest(body, with.surface);
    if (!index)
        return "refused: " + index.error().publicText;
    return applyEdits(body, requestEdits(*index, body, with.context()));
}

const std::string kM = "\"messages\":[]";

} // namespace
Q_DECLARE_METATYPE(Case)

class tst_RequestEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changes_data()
    {
        QTest::addColumn<Case>("with");
        QTest::addColumn<QByteArray>("body"); // without its outer braces and its model
        QTest::addColumn<QByteArray>("sent");
        const auto row = [](const char *name, Case with, const std::string &body, const std::string &sent) {
            const auto whole = [](const std::string &fields) { return QByteArray::fromStdString("{" + fields + "}"); };
            QTest::newRow(name) << with << whole(body) << whole(sent);
        };
        const std::string m = "\"model\":\"m\"," + kM;

        row("nothing to do", Case(), m + ",\"x\":null, \"y\":[] ", m + ",\"x\":null, \"y\":[] ");

        // the tier of the list's price
        const std::string usual = "\"service_tier\":\"default\",";
        const std::string tiered = m + ",\"service_tier\":";
        row("a tier where none is asked for", Case().usual(), m, usual + m);
        row("a tier where it is left to the account", Case().usual(), tiered + "\"auto\"", tiered + "\"default\"");
        row("a tier that is null", Case().usual(), tiered + "null", tiered + "\"default\"");
        row("a tier that is asked for", Case().usual(), tiered + "\"flex\"", tiered + "\"flex\"");
        row("a tier that the administrator chose", Case().usual().defaults({{"service_tier", "\"flex\""}}), m,
            "\"service_tier\":\"flex\"," + m);
        row("a tier that the administrator prescribed", Case().usual().always({{"service_tier", "\"flex\""}}), m,
            "\"service_tier\":\"flex\"," + m);
        row("a tier that was refused", Case().usual().knowing({"service_tier"}), m, m);
        row("a tier of a text completion", Case().usual().on(Surface::Completion), "\"model\":\"m\",\"prompt\":\"a\"",
            "\"model\":\"m\",\"prompt\":\"a\"");

        // names of the limit
        row("the newer name where it is not known", Case(), m + ",\"max_completion_tokens\" : 5",
            m + ",\"max_tokens\" : 5");
        row("the newer name where it is known", Case().newer(), m + ",\"max_completion_tokens\":5",
            m + ",\"max_completion_tokens\":5");
        row("the older name stays for most", Case("openai").newer().at("gpt-4o"),
            "\"model\":\"gpt-4o\",\"max_tokens\":5," + kM, "\"model\":\"gpt-4o\",\"max_tokens\":5," + kM);
        row("the older name at a reasoning model", Case("openai").newer().at("o3-mini"),
            "\"model\":\"o3-mini\",\"max_tokens\":5," + kM, "\"model\":\"o3-mini\",\"max_completion_tokens\":5," + kM);
        row("the older name at a reasoning model with a name of its own", Case("azure").newer().basedOn("azure/gpt-5"),
            m + ",\"max_tokens\":5", m + ",\"max_completion_tokens\":5");
        row("a reasoning model in another house", Case("github").at("openai/gpt-5-mini"),
            "\"model\":\"openai/gpt-5-mini\",\"max_tokens\":5," + kM,
            "\"model\":\"openai/gpt-5-mini\",\"max_completion_tokens\":5," + kM);
        row("both where one is known", Case(), m + ",\"max_tokens\":5,\"max_completion_tokens\":7",
            m + ",\"max_tokens\":7");
        row("both at a reasoning model", Case("openai").newer().at("o1"),
            "\"model\":\"o1\",\"max_tokens\":5,\"max_completion_tokens\":7," + kM,
            "\"model\":\"o1\",\"max_completion_tokens\":7," + kM);
        row("both where both are known", Case().newer(), m + ",\"max_tokens\":5,\"max_completion_tokens\":7",
            m + ",\"max_tokens\":5,\"max_completion_tokens\":7");
        row("a text completion knows the older one only", Case().newer().on(Surface::Completion),
            "\"model\":\"m\",\"prompt\":\"x\",\"max_completion_tokens\":7",
            "\"model\":\"m\",\"prompt\":\"x\",\"max_tokens\":7");
        row("both at a text completion", Case().newer().on(Surface::Completion),
            "\"model\":\"m\",\"prompt\":\"x\",\"max_tokens\":3,\"max_completion_tokens\":7",
            "\"model\":\"m\",\"prompt\":\"x\",\"max_tokens\":3");
        row("a name found to be refused", Case().newer().knowing({"max_completion_tokens"}),
            m + ",\"max_completion_tokens\":5", m + ",\"max_tokens\":5");
        row("the older name found to be refused", Case().knowing({"max_tokens"}), m + ",\"max_tokens\":5",
            m + ",\"max_completion_tokens\":5");
        row("one null, one given", Case(), m + ",\"max_tokens\":null,\"max_completion_tokens\":7",
            m + ",\"max_tokens\":7");

        // a bound of the gateway's
        row("a bound", Case().bounded(9), m, "\"max_tokens\":9," + m);
        row("a bound where the newer name is known", Case().newer().bounded(9), m, "\"max_completion_tokens\":9," + m);
        row("a bound where null stood", Case().bounded(9), m + ",\"max_tokens\":null", m + ",\"max_tokens\":9");
        row("a bound where no limit was asked for", Case().bounded(9), m + ",\"max_tokens\":-1",
            m + ",\"max_tokens\":9");
        row("a bound where no limit was asked for by the other name", Case().bounded(9),
            m + ",\"max_completion_tokens\":-1", "\"max_tokens\":9," + m);
        row("a bound for a text completion", Case().newer().bounded(9).on(Surface::Completion),
            "\"model\":\"m\",\"prompt\":\"x\",\"max_tokens\":-1", "\"model\":\"m\",\"prompt\":\"x\",\"max_tokens\":9");
        row("a bound below what is asked for at least", Case().bounded(9), m + ",\"min_tokens\":90",
            "\"max_tokens\":9," + m + ",\"min_tokens\":9");
        row("a bound above what is asked for at least", Case().bounded(9), m + ",\"min_tokens\":3",
            "\"max_tokens\":9," + m + ",\"min_tokens\":3");
        row("no bound over a limit", Case().bounded(9), m + ",\"max_tokens\":500", m + ",\"max_tokens\":500");
        row("no bound over 0", Case().bounded(9), m + ",\"max_tokens\":0", m + ",\"max_tokens\":0");
        row("a bound although the client's is dropped", Case().bounded(9).drops({"max_completion_tokens"}).newer(),
            m + ",\"max_completion_tokens\":7", "\"max_tokens\":9," + m);
        row("-1 is as good as nothing", Case(), m + ",\"max_tokens\":-1", m);
        row("-1 beside a limit", Case(), m + ",\"max_tokens\":-1,\"max_completion_tokens\":7", m + ",\"max_tokens\":7");
        row("-1 where absence has a limit of its own", Case().on(Surface::Completion),
            "\"model\":\"m\",\"prompt\":\"x\",\"max_tokens\":-1", "\"model\":\"m\",\"prompt\":\"x\",\"max_tokens\":-1");
        row("no bound for embeddings", Case().bounded(9).on(Surface::Embedding), "\"model\":\"m\",\"input\":\"x\"",
            "\"model\":\"m\",\"input\":\"x\"");

        // what says nothing
        row("no tools, and what hangs on them", Case(),
            m + ",\"tools\":[ ],\"tool_choice\":\"auto\",\"parallel_tool_calls\":true,\"a\":1", m + ",\"a\":1");
        row("no tools, but one demanded", Case(), m + ",\"tools\":[],\"tool_choice\":\"required\"",
            m + ",\"tool_choice\":\"required\"");
        row("no functions", Case(), "\"functions\":[],\"function_call\":\"none\"," + m, m);
        row("no bias", Case(), m + ",\"logit_bias\":{\n}", m);
        row("no stop", Case(), m + ",\"stop\":[],\"z\":1", m + ",\"z\":1");
        row("no modalities", Case(), m + ",\"modalities\":[]", m);
        row("null passes", Case(), m + ",\"stop\":null", m + ",\"stop\":null");
        row("null where it is refused", Case("mistral"), m + ",\"stop\":null,\"own\":null,\"tools\":null",
            m + ",\"own\":null");
        row("no tool calls in a message", Case(),
            "\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[ "
            "],\"content\":\"a\"},{\"tool_calls\":[{"
            "\"id\":\"x\"}]},{\"role\":\"user\",\"tool_calls\":[]}]",
            "\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"content\":\"a\"},{\"tool_calls\":[{\"id\":\"x\"}]}"
            ",{"
            "\"role\":\"user\"}]");

        // roles
        const std::string developer =
            "\"model\":\"m\",\"messages\":[{\"role\":\"developer\",\"content\":\"developer\"}]";
        row("a developer", Case(), developer,
            "\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"developer\"}]");
        row("a developer, escaped", Case(), "\"model\":\"m\",\"messages\":[{\"ro\\u006ce\":\"develop\\u0065r\"}]",
            "\"model\":\"m\",\"messages\":[{\"ro\\u006ce\":\"system\"}]");
        row("a developer where it is known", Case().developers(), developer, developer);

        // stream options
        row("usage is asked for", Case().streamed(), m, "\"stream_options\":{\"include_usage\":true}," + m);
        row("usage was refused", Case().streamed(),
            m + ",\"stream_options\":{\"include_usage\":false,\"include_obfuscation\":false}",
            m + ",\"stream_options\":{\"include_usage\":true,\"include_obfuscation\":false}");
        row("usage was refused, behind another", Case().streamed(),
            m + ",\"stream_options\":{\"a\":{\"include_usage\":1}, \"include_usage\" : null }",
            m + ",\"stream_options\":{\"a\":{\"include_usage\":1}, \"include_usage\" : true }");
        row("among other options", Case().streamed(), m + ",\"stream_options\":{\"include_obfuscation\":false}",
            m + ",\"stream_options\":{\"include_usage\":true,\"include_obfuscation\":false}");
        row("empty options", Case().streamed(), m + ",\"stream_options\":{ }",
            m + ",\"stream_options\":{\"include_usage\":true}");
        row("options that are null", Case().streamed(), m + ",\"stream_options\":null",
            m + ",\"stream_options\":{\"include_usage\":true}");
        row("options where none are known", Case().streamed().noOptions(),
            "\"stream_options\":{\"include_usage\":true}," + m, m);
        row("no options where none are known", Case().streamed().noOptions(), m, m);
        row("options found to be refused", Case().streamed().knowing({"stream_options"}),
            m + ",\"stream_options\":{\"include_usage\":true}", m);
        row("options dropped by the administrator", Case().streamed().drops({"stream_options"}), m, m);

        // the form of vectors
        const std::string vectors = "\"model\":\"m\",\"input\":\"x\"";
        row("a form found to be refused", Case().on(Surface::Embedding).knowing({"encoding_format"}),
            vectors + ",\"encoding_format\":\"base64\"", vectors);
        row("a default form found to be refused",
            Case().on(Surface::Embedding).knowing({"encoding_format"}).defaults({{"encoding_format", "\"float\""}}),
            vectors, vectors);
        row("a form that is taken", Case().on(Surface::Embedding), vectors + ",\"encoding_format\":\"base64\"",
            vectors + ",\"encoding_format\":\"base64\"");

        // parameters of the deployment
        row("a default", Case().defaults({{"temperature", "0.2"}, {"stop", "[\"a\"]"}}), m,
            "\"temperature\":0.2,\"stop\":[\"a\"]," + m);
        row("a default where the client says otherwise", Case().defaults({{"temperature", "0.2"}}),
            m + ",\"temperature\":1.0", m + ",\"temperature\":1.0");
        row("a default where null stood", Case().defaults({{"temperature", "0.2"}}), m + ",\"temperature\":null",
            m + ",\"temperature\":0.2");
        row("a default where an empty list stood", Case().defaults({{"stop", "\"x\""}}), m + ",\"stop\":[]",
            "\"stop\":\"x\"," + m);
        row("a default that is null", Case().defaults({{"temperature", "null"}}), m, m);
        row("a default limit", Case().defaults({{"max_tokens", "77"}}), m, "\"max_tokens\":77," + m);
        row("a default limit by the name that is known", Case().newer().defaults({{"max_tokens", "77"}}), m,
            "\"max_completion_tokens\":77," + m);
        row("a default limit and the client's", Case().defaults({{"max_tokens", "77"}}),
            m + ",\"max_completion_tokens\":7", m + ",\"max_tokens\":7");
        row("no default limit beyond a bound", Case().defaults({{"max_tokens", "77"}}).bounded(9), m,
            "\"max_tokens\":9," + m);
        row("defaults of a chat are none of embeddings",
            Case().on(Surface::Embedding).defaults({{"temperature", "0"}, {"max_tokens", "5"}, {"dimensions", "8"}}),
            "\"model\":\"m\",\"input\":\"x\"", "\"dimensions\":8,\"model\":\"m\",\"input\":\"x\"");
        row("a default never replaces what the gateway relies on",
            Case().defaults({{"stream", "true"}, {"model", "\"x\""}, {"messages", "[1]"}}), m, m);
        row("always", Case().always({{"provider", "{\"a\":[1]}"}}), m, "\"provider\":{\"a\":[1]}," + m);
        row("always, over the client's", Case().always({{"seed", "7"}}), m + ",\"seed\":1,\"seed\":2,\"b\":1",
            m + ",\"seed\":7,\"b\":1");
        row("always, over a default", Case().always({{"seed", "7"}}).defaults({{"seed", "8"}}), m, "\"seed\":7," + m);
        row("always, a limit", Case().always({{"max_tokens", "7"}}), m + ",\"max_completion_tokens\":90",
            "\"max_tokens\":7," + m);

        // parameters that are left out
        row("by name", Case().drops({"user", "seed"}),
            "\"user\":\"u\"," + m + ",\"a\":1,\"s\\u0065ed\":1,\"user\":\"v\"", m + ",\"a\":1");
        row("by name, a default", Case().drops({"seed"}).defaults({{"seed", "7"}}), m, m);
        row("never what the gateway relies on", Case().drops({"model", "messages", "stream"}), m + ",\"stream\":false",
            m + ",\"stream\":false");
        row("by path", Case().drops({"a.b", "tools[*].function.strict", "tools[1].function.description", "$.c[0]"}),
            m + ",\"a\":{\"x\":1,\"b\":{\"b\":2}},\"tools\":[{\"function\":{\"strict\":true}},{\"function\":{\"name\":"
                "\"b\","
                "\"description\":\"strict\",\"strict\":true}}],\"c\":[1,2]",
            m + ",\"a\":{\"x\":1},\"tools\":[{\"function\":{}},{\"function\":{\"name\":\"b\"}}],\"c\":[2]");
        row("by path, all elements", Case().drops({"c[*]"}), m + ",\"c\":[1, [2], {\"a\":3}]", m + ",\"c\":[]");
        row("by path, not there", Case().drops({"a.b.c", "model.x", "messages[3].x"}), m + ",\"a\":{\"b\":1}",
            m + ",\"a\":{\"b\":1}");
        row("roles by path, among developers", Case().drops({"messages[*].role"}), developer,
            "\"model\":\"m\",\"messages\":[{\"content\":\"developer\"}]");
        row("LiteLLM's own", Case(),
            "\"tags\":[\"a\"]," + m + ",\"litellm_session_id\":\"s\",\"metadata\":{\"tags\":[\"a\"]},\"num_retries\":3",
            m + ",\"metadata\":{\"tags\":[\"a\"]}");
        row("LiteLLM's own, new", Case(), m + ",\"litellm_anything\":1", m);
        row("a client's own key", Case(), m + ",\"api_key\":\"sk-x\",\"api_base\":\"http://x\"", m);
        row("what somebody counts on", Case(), m + ",\"guardrails\":[\"a\"],\"mock_response\":\"x\"",
            m + ",\"guardrails\":[\"a\"],\"mock_response\":\"x\"");
        row("LiteLLM's own for another one", Case("litellm_proxy"), m + ",\"tags\":[\"a\"],\"litellm_x\":1",
            m + ",\"tags\":[\"a\"],\"litellm_x\":1");
        row("LiteLLM's own, but allowed", Case().allows({"tags"}), m + ",\"tags\":[\"a\"],\"no-log\":true",
            m + ",\"tags\":[\"a\"]");
        row("LiteLLM's own, always", Case().always({{"tags", "[\"b\"]"}}), m + ",\"tags\":[\"a\"]",
            m + ",\"tags\":[\"b\"]");
        row("LiteLLM's own for embeddings", Case().on(Surface::Embedding),
            "\"model\":\"m\",\"input\":\"x\",\"tags\":[]", "\"model\":\"m\",\"input\":\"x\"");
        row("not taken by the provider", Case("perplexity").dropping(), m + ",\"seed\":1,\"temperature\":1",
            m + ",\"temperature\":1");
        row("not taken, but not to be dropped", Case("perplexity"), m + ",\"seed\":1", m + ",\"seed\":1");
        row("not taken, but allowed", Case("perplexity").dropping().allows({"seed"}), m + ",\"seed\":1",
            m + ",\"seed\":1");
        row("not taken by a model", Case("openai").dropping().newer().at("gpt-5-mini"),
            "\"model\":\"gpt-5-mini\",\"temperature\":1,\"seed\":4," + kM, "\"model\":\"gpt-5-mini\",\"seed\":4," + kM);
        row("taken by its brother", Case("openai").dropping().newer().at("gpt-4o"),
            "\"model\":\"gpt-4o\",\"temperature\":1," + kM, "\"model\":\"gpt-4o\",\"temperature\":1," + kM);
        row("a default that is not taken", Case("perplexity").dropping().defaults({{"seed", "1"}}), m, m);
        row("found to be refused", Case().dropping().knowing({"seed"}), m + ",\"seed\":1", m);
        row("found to be refused, but not to be dropped", Case().knowing({"seed"}), m + ",\"seed\":1",
            m + ",\"seed\":1");
    }
    void changes()
    {
        QFETCH(Case, with);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, sent);
        QCOMPARE(QByteArray::fromStdString(changed(body.toStdString(), with)), sent);
    }

    void whatIsHeldIsWhatIsSent_data()
    {
        QTest::addColumn<Case>("with");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<qlonglong>("limit"); // -1: none
        QTest::addColumn<qlonglong>("choices");
        QTest::addColumn<bool>("boundIsWritten"); // where one is needed
        QTest::newRow("nothing") << Case() << QByteArray() << -1LL << 1LL << true;
        QTest::newRow("the client's") << Case() << QByteArray(",\"max_tokens\":5,\"n\":3") << 5LL << 3LL << false;
        QTest::newRow("no limit") << Case() << QByteArray(",\"max_tokens\":-1") << -1LL << 1LL << true;
        QTest::newRow("0 is not trusted") << Case() << QByteArray(",\"max_tokens\":0") << -1LL << 1LL << false;
        QTest::newRow("more asked for than allowed")
            << Case() << QByteArray(",\"max_tokens\":5,\"min_tokens\":900") << 900LL << 1LL << false;
        QTest::newRow("more always asked for than allowed")
            << Case().always({{"min_tokens", "900"}}) << QByteArray(",\"max_tokens\":5") << 900LL << 1LL << false;
        QTest::newRow("less asked for than allowed")
            << Case() << QByteArray(",\"max_tokens\":5,\"min_tokens\":\"2\"") << 5LL << 1LL << false;
        QTest::newRow("the larger where either may count")
            << Case().newer() << QByteArray(",\"max_tokens\":5,\"max_completion_tokens\":9") << 9LL << 1LL << false;
        QTest::newRow("the one that is sent")
            << Case() << QByteArray(",\"max_tokens\":9,\"max_completion_tokens\":5") << 5LL << 1LL << false;
        QTest::newRow("the default") << Case().defaults({{"max_tokens", "70"}, {"n", "4"}}) << QByteArray() << 70LL
                                     << 4LL << true;
        QTest::newRow("not the default") << Case().defaults({{"max_tokens", "70"}})
                                         << QByteArray(",\"max_completion_tokens\":2") << 2LL << 1LL << false;
        QTest::newRow("always, in another spelling")
            << Case().always({{"max_tokens", "1e3"}}) << QByteArray() << 1000LL << 1LL << false;
        QTest::newRow("what is always written") << Case().always({{"max_tokens", "700"}, {"n", "6"}})
                                                << QByteArray(",\"max_tokens\":2,\"n\":2") << 700LL << 6LL << false;
        QTest::newRow("the client's is dropped")
            << Case().drops({"max_tokens"}) << QByteArray(",\"max_tokens\":2") << -1LL << 1LL << false;
        QTest::newRow("one of the client's is dropped")
            << Case().newer().drops({"max_tokens"}) << QByteArray(",\"max_tokens\":2") << -1LL << 1LL << true;
    }
    void whatIsHeldIsWhatIsSent()
    {
        QFETCH(Case, with);
        QFETCH(QByteArray, fields);
        QFETCH(qlonglong, limit);
        QFETCH(qlonglong, choices);
        QFETCH(bool, boundIsWritten);
        std::string body = "{\"model\":\"m\"," + kM + fields.toStdString() + "}";
        const auto index = indexRequest(body, Surface::Chat);
        QVERIFY(index.ok());
        const EffectiveRequest effective = effectiveRequest(*index, with.deployment, "m", Surface::Chat);
        QCOMPARE(qlonglong(effective.outputLimit.value_or(-1)), limit);
        QCOMPARE(qlonglong(effective.choices), choices);
        QCOMPARE(effective.limitCanBeWritten, boundIsWritten);
        // The body that is sent bounds the answer at that number, by one name or by both.
        const QJsonObject sent = QJsonDocument::fromJson(QByteArray::fromStdString(changed(body, with))).object();
        if (limit > 0) {
            const auto most = std::max(sent["max_tokens"].toInteger(), sent["max_completion_tokens"].toInteger());
            QCOMPARE(std::max(most, sent["min_tokens"].toInteger()), limit);
        }
        if (boundIsWritten) {
            Case bounded = with;
            bounded.limit = 3;
            const QJsonObject tight =
                QJsonDocument::fromJson(QByteArray::fromStdString(changed(body, bounded))).object();
            QCOMPARE(std::max(tight["max_tokens"].toInteger(), tight["max_completion_tokens"].toInteger()), 3);
        }
    }

    void everyOtherByteStays()
    {
        QRandomGenerator random(4711);
        for (int round = 0; round < 3000; ++round) {
            const auto pick = [&](int below) { return random.bounded(below); };
            const auto blank = [&] { return std::string(pick(3) == 0 ? " \n\t" : ""); };
            std::function<std::string(int)> value = [&](int depth) -> std::string {
                switch (pick(depth > 2 ? 5 : 7)) {
                case 0:
                    return "1.0";
                case 1:
                    return "\"a,}]\\\"b\\u00e9\\ud800\"";
                case 2:
                    return "null";
                case 3:
                    return "123456789012345678901";
                case 4:
                    return "\"\"";
                case 5: {
                    std::string out = "[" + blank();
                    for (int i = pick(3); i > 0; --i)
                        out += value(depth + 1) + blank() + (i > 1 ? "," + blank() : "");
                    return out + "]";
                }
                default: {
                    std::string out = "{" + blank();
                    for (int i = pick(3); i > 0; --i)
                        out += "\"k" + std::to_string(pick(3)) + "\"" + blank() + ":" + blank() + value(depth + 1) +
                               blank() + (i > 1 ? "," : "");
                    return out + "}";
                }
                }
            };
            // Fields with marks in front of them; some are to go, the others must come out as they went in.
            const bool keeps[] = {true, false, true, false, true};
            const char *names[] = {"a", "seed", "b", "user", "c"};
            std::vector<std::pair<bool, std::string>> fields = {{true, "\"model\":\"m\""}, {true, kM}};
            for (int i = pick(8); i > 0; --i) {
                const int which = pick(5);
                fields.insert(
                    fields.begin() + pick(int(fields.size()) + 1),
                    {keeps[which], "\"" + std::string(names[which]) + "\"" + blank() + ":" + blank() + value(0)});
            }
            std::string body = blank() + "{" + blank();
            std::string kept;
            for (std::size_t i = 0; i < fields.size(); ++i) {
                body += fields[i].second + blank() + (i + 1 < fields.size() ? "," + blank() : "");
                if (fields[i].first)
                    kept += fields[i].second + "|";
            }
            body += "}" + blank();
            const std::string out = changed(body, Case().drops({"seed", "user"}));
            std::string reparsed = out;
            const auto index = indexRequest(reparsed, Surface::Chat);
            QVERIFY2(index.ok(), (body + "\n" + out).c_str());
            std::string left;
            for (const JsonMember &field : index->fields)
                left += out.substr(field.key.at, field.value.at + field.value.size - field.key.at) + "|";
            QCOMPARE(left, kept);
            // Without rules not a byte changes.
            QCOMPARE(changed(body, Case()), body);
        }
    }

    void anthropicGetsThemBeforeTheTranslation()
    {
        Case with("anthropic");
        with.deployment.dialect = Dialect::Anthropic;
        with.deployment.params.dropUnsupported = true;
        with.deployment.params.defaults = {{"temperature", "0.5"}, {"top_k", "3"}};
        with.deployment.params.extraBody = {{"thinking", "{\"type\":\"enabled\"}"}, {"stop", "\"END\""}};
        std::string body =
            "{\"model\":\"m\",\"n\":2,\"logit_bias\":{\"1\":1},\"max_tokens\":-1,\"messages\":[{\"role\":"
            "\"user\",\"content\":\"a\\ud800b\"}]}";
        const auto index = indexRequest(body, Surface::Chat);
        QVERIFY(index.ok());
        AnthropicAdapter adapter(with.context());
        const auto request = adapter.request(*index, body);
        QVERIFY2(request.ok(), request ? "" : request.error().publicText.c_str());
        const QJsonObject sent = QJsonDocument::fromJson(QByteArray::fromStdString(request->body)).object();
        QCOMPARE(sent["temperature"].toDouble(), 0.5);
        QCOMPARE(sent["top_k"].toInt(), 3);
        QCOMPARE(sent["thinking"]["type"].toString(), QString("enabled"));
        QCOMPARE(sent["stop_sequences"][0].toString(), QString("END"));
        QCOMPARE(sent["max_tokens"].toInt(), 4096);
        QCOMPARE(sent["messages"][0]["content"][0]["text"].toString(), QString("a") + QChar(0xfffd) + "b");
    }

    void anEmptyBiasIsNoBiasForAnthropic()
    {
        Case with("anthropic");
        with.deployment.dialect = Dialect::Anthropic;
        std::string body = "{\"model\":\"m\",\"logit_bias\":{},\"functions\":[],\"tools\":[],\"messages\":[{\"role\":"
                           "\"user\",\"content\":\"a\"}]}";
        const auto index = indexRequest(body, Surface::Chat);
        AnthropicAdapter adapter(with.context());
        const auto request = adapter.request(*index, body);
        QVERIFY2(request.ok(), request ? "" : request.error().publicText.c_str());
    }
};

OSTIARY_TEST(tst_RequestEdits)
#include "tst_requestedits.moc"
