// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/openaiadapter.h"
#include "server/providers/providererror.h"
#include "server/providers/retryafter.h"
#include "tests/support/testregistry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace ostiary;

namespace {

AttemptContext contextOf(Dialect dialect, bool stream = false)
{
    auto deployment = std::make_shared<Deployment>();
    deployment->provider = "prov";
    deployment->dialect = dialect;
    deployment->baseUrl = "http://x/v1";
    deployment->apiKey = Secret("test-upstream-key-98765");
    deployment->extraHeaders = {{"api-key", "test-header-key-43210"}, {"X-Tenant", "Test4Tenant7Code9XyzAb"}};
    AttemptContext made;
    made.deployment = deployment;
    made.stream = stream;
    made.createdSeconds = 784'111'777; // Sun, 06 Nov 1994 08:49:37 GMT
    return made;
}

GatewayError refusalOf(int status, const QByteArray &body, const std::string &fields = {},
                       Dialect dialect = Dialect::OpenAi)
{
    UpstreamHead head;
    head.status = status;
    head.fields = fields;
    return ProviderAdapter::make(contextOf(dialect))->refusal(head, body.toStdString());
}

QJsonObject envelopeOf(const GatewayError &error)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(openAiEnvelope(error)))
        .object()[QLatin1String("error")]
        .toObject();
}

} // namespace

class tst_ProviderError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyShapeBecomesOneEnvelope_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("param");
        const auto row = [](const char *name, const char *body, const char *reason, const char *param = "") {
            QTest::newRow(name) << QByteArray(body) << QString::fromUtf8(reason) << QString::fromUtf8(param);
        };
        row("OpenAI",
            "{\"error\":{\"message\":\"Bad value\",\"type\":\"invalid_request_error\",\"param\":\"n\",\"code\":null}}",
            "Bad value", "n");
        row("Anthropic",
            "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Bad value\"}}",
            "Bad value");
        row("FastAPI",
            "{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\",\"messages\"],\"msg\":\"Field required\"}]}",
            "messages: Field required", "messages");
        row("FastAPI, two faults",
            "{\"detail\":[{\"loc\":[\"body\",\"a\",0],\"msg\":\"wrong\"},{\"loc\":[\"body\",\"b\"],\"msg\":\"missing\"}"
            "]}",
            "a.0: wrong; b: missing", "a.0");
        row("detail as a text", "{\"detail\":\"Not Found here\"}", "Not Found here");
        row("vLLM",
            "{\"object\":\"error\",\"message\":\"Bad value\",\"type\":\"BadRequestError\",\"param\":null,\"code\":400}",
            "Bad value");
        row("an error as a text", "{\"error\":\"Bad value\"}", "Bad value");
        row("an error as a word beside a sentence", "{\"error\":\"Bad Request\",\"message\":\"Bad value\"}",
            "Bad value");
        row("a message alone", "{\"message\":\"Bad value\"}", "Bad value");
        row("errors as texts", "{\"errors\":[\"Bad value\",\"and more\"]}", "Bad value; and more");
        row("errors as objects", "{\"errors\":[{\"message\":\"Bad value\",\"code\":7003}],\"success\":false}",
            "Bad value");
        row("errors by field", "{\"title\":\"One or more errors\",\"errors\":{\"messages\":[\"is required\"]}}",
            "messages: is required");
        row("Google", "{\"error\":{\"code\":400,\"message\":\"Bad value\",\"status\":\"INVALID_ARGUMENT\"}}",
            "Bad value");
        row("Google in a list",
            "[{\"error\":{\"code\":400,\"message\":\"Bad value\",\"status\":\"INVALID_ARGUMENT\"}}]", "Bad value");
        row("Mistral",
            "{\"object\":\"error\",\"message\":{\"detail\":[{\"loc\":[\"body\",\"model\"],\"msg\":\"Bad "
            "value\"}]},\"type\":\"invalid_request_error\"}",
            "model: Bad value");
        row("AWS", "{\"Message\":\"Bad value\"}", "Bad value");
        row("Cohere", "{\"id\":\"1\",\"message\":\"Bad value\"}", "Bad value");
        row("OpenRouter",
            "{\"error\":{\"message\":\"Provider returned error\",\"code\":400,\"metadata\":{\"provider_name\":\"X\","
            "\"raw\":\"{\\\"error\\\":{\\\"message\\\":\\\"Bad value\\\"}}\"}}}",
            "Provider returned error: Bad value");
        row("JSON in a text",
            "{\"error\":{\"message\":\"{\\\"error\\\":{\\\"message\\\":\\\"Bad value\\\"}}\",\"type\":\"x\"}}",
            "Bad value");
        row("JSON as a text", "\"{\\\"message\\\":\\\"Bad value\\\"}\"", "Bad value");
        row("MiniMax", "{\"base_resp\":{\"status_code\":2013,\"status_msg\":\"Bad value\"}}", "Bad value");
        row("an event", "event: error\ndata: {\"error\":{\"message\":\"Bad value\"}}\n\n", "Bad value");
        row("an HTML page", "<!DOCTYPE html>\n<html><head><TITLE>502 Bad Gateway</TITLE></head><body>x</body></html>",
            "an HTML page: 502 Bad Gateway");
        row("a page without a title", "<html><body></body></html>", "an HTML page");
        row("plain text", "upstream connect error\n", "upstream connect error");
        row("cut JSON", "{\"error\":{\"message\":\"Bad val", "{\"error\":{\"message\":\"Bad val");
        row("nothing", "", "status 400");
        row("an empty object", "{}", "status 400");
        row("no text at all", "{\"error\":{\"message\":null,\"code\":17}}", "status 400");
        row("a number", "17", "status 400");
    }
    void everyShapeBecomesOneEnvelope()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, reason);
        QFETCH(QString, param);
        for (const Dialect dialect : {Dialect::OpenAi, Dialect::Anthropic}) {
            const QJsonObject error = envelopeOf(refusalOf(400, body, {}, dialect));
            QVERIFY2(error[QLatin1String("message")].toString().contains(reason),
                     qPrintable(error[QLatin1String("message")].toString()));
            QVERIFY(error[QLatin1String("type")].isString());
            QVERIFY(error.contains(QLatin1String("param")));
            QCOMPARE(error[QLatin1String("param")].toString(), param);
            const QJsonValue code = error[QLatin1String("code")];
            QVERIFY(code.isString() || code.isNull());
        }
    }

    void keepsWhatElseStoodInTheEnvelope()
    {
        const QJsonObject error = envelopeOf(refusalOf(
            400, "{\"error\":{\"message\":\"no\",\"type\":\"t\",\"code\":\"tool_use_failed\",\"failed_generation\":"
                 "\"<f>\",\"innererror\":{\"n\":1.50,\"key\":\"sk-test-abcdef0123\"}}}"));
        QCOMPARE(error[QLatin1String("code")].toString(), QStringLiteral("tool_use_failed"));
        QCOMPARE(error[QLatin1String("type")].toString(), QStringLiteral("t"));
        QCOMPARE(error[QLatin1String("failed_generation")].toString(), QStringLiteral("<f>"));
        const QJsonObject inner = error[QLatin1String("innererror")].toObject();
        QCOMPARE(inner[QLatin1String("n")].toDouble(), 1.5);
        QCOMPARE(inner[QLatin1String("key")].toString(), QStringLiteral("[removed]"));
    }

    void knowsTheComplaint_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("complaint");
        const auto row = [](const char *name, int status, ProviderComplaint complaint, const QByteArray &body) {
            QTest::newRow(name) << status << body << int(complaint);
        };
        const auto says = [&](const char *name, int status, ProviderComplaint complaint, const char *words) {
            row(name, status, complaint, "{\"error\":{\"message\":\"" + QByteArray(words) + "\"}}");
        };
        constexpr auto kLong = ProviderComplaint::ContextLength;
        constexpr auto kPolicy = ProviderComplaint::ContentPolicy;
        constexpr auto kSpent = ProviderComplaint::QuotaSpent;
        constexpr auto kNone = ProviderComplaint::None;
        row("OpenAI's code", 400, kLong, "{\"error\":{\"message\":\"x\",\"code\":\"context_length_exceeded\"}}");
        says("Anthropic", 400, kLong, "prompt is too long: 210000 tokens > 200000 maximum");
        says("Anthropic with max_tokens", 400, kLong,
             "input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000");
        says("Gemini", 400, kLong,
             "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).");
        row("vLLM", 400, kLong,
            "{\"object\":\"error\",\"message\":\"This model's maximum context length is 4096 tokens.\",\"type\":"
            "\"BadRequestError\",\"param\":null,\"code\":400}");
        says("vLLM's decoder", 400, kLong,
             "The decoder prompt (length 5000) is longer than the maximum model length of 4096.");
        row("llama.cpp", 400, kLong,
            "{\"error\":{\"code\":400,\"message\":\"the request exceeds the available context size\",\"type\":"
            "\"exceed_context_size_error\",\"n_ctx\":4096}}");
        row("TGI", 422, kLong,
            "{\"error\":\"Input validation error: `inputs` must have less than 1024 tokens. Given: 3000\","
            "\"error_type\":\"validation\"}");
        says("Mistral", 400, kLong,
             "Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length");
        row("Cohere", 400, kLong,
            "{\"message\":\"too many tokens: total number of tokens in the prompt cannot exceed 4081\"}");
        says("Bedrock", 400, kLong, "Input is too long for requested model.");
        says("xAI", 400, kLong, "This model's maximum prompt length is 131072 but the request contains 200000 tokens.");
        row("GitHub Models", 413, kLong,
            "{\"error\":{\"code\":\"tokens_limit_reached\",\"message\":\"Request body too large. Max size: 8000 "
            "tokens.\"}}");
        says("Groq", 413, kLong, "Please reduce the length of the messages or completion.");
        says("a limit by the minute", 429, kNone,
             "Request too large for m on tokens per min (TPM): Limit 30000, Requested 40000. Please reduce the length "
             "of "
             "the messages");
        says("a limit of the output", 400, kNone,
             "max_tokens is too large: 99999. This model supports at most 16384 completion tokens");
        row("a limit of the prompt", 400, kLong,
            "{\"error\":{\"message\":\"x\",\"code\":\"model_max_prompt_tokens_exceeded\"}}");
        row("a reseller's quota", 403, kSpent,
            "{\"error\":{\"message\":\"x\",\"type\":\"new_api_error\",\"code\":\"insufficient_user_quota\"}}");
        row("Azure's filter", 400, kPolicy,
            "{\"error\":{\"message\":\"The response was filtered due to the prompt triggering Azure OpenAI's content "
            "management policy.\",\"type\":null,\"param\":\"prompt\",\"code\":\"content_filter\",\"status\":400,"
            "\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\",\"content_filter_result\":{}}}}");
        row("Azure's filter, told within", 400, kPolicy,
            "{\"error\":{\"message\":\"x\",\"code\":\"400\",\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\"}}"
            "}");
        says("Anthropic's filter", 400, kPolicy, "Output blocked by content filtering policy");
        says("OpenRouter's moderation", 403, kPolicy,
             "m requires moderation. Your input was flagged for \\\"violence\\\"");
        says("DeepSeek", 400, kPolicy, "Content Exists Risk");
        row("OpenAI's quota", 429, kSpent,
            "{\"error\":{\"message\":\"You exceeded your current quota, please check your plan and billing details.\","
            "\"type\":\"insufficient_quota\",\"param\":null,\"code\":\"insufficient_quota\"}}");
        says("Anthropic's balance", 400, kSpent, "Your credit balance is too low to access the Anthropic API.");
        says("any 402", 402, kSpent, "Pay up");
        says("Anthropic's own limit", 400, kSpent,
             "You have reached your specified API usage limits. You will regain access on 2026-12-01.");
        row("Gemini's limit by the minute", 429, kNone,
            "[{\"error\":{\"code\":429,\"message\":\"You exceeded your current quota, please check your plan. Please "
            "retry in 34.07s.\",\"status\":\"RESOURCE_EXHAUSTED\"}}]");
        says("anything else", 400, kNone, "messages: at least one message is required");
    }
    void knowsTheComplaint()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, complaint);
        for (const Dialect dialect : {Dialect::OpenAi, Dialect::Anthropic}) {
            const GatewayError error = refusalOf(status, body, {}, dialect);
            QCOMPARE(int(error.complaint), complaint);
            QCOMPARE(error.providerStatus, status);
            QCOMPARE(error.retryable, error.complaint == ProviderComplaint::None);
            const QString code = envelopeOf(error)[QLatin1String("code")].toString();
            QCOMPARE(code == QLatin1String("context_length_exceeded"),
                     error.complaint == ProviderComplaint::ContextLength);
            if (error.complaint == ProviderComplaint::QuotaSpent)
                QVERIFY(code.startsWith(QLatin1String("insufficient_")));
            if (error.complaint == ProviderComplaint::ContentPolicy)
                QVERIFY(code.startsWith(QLatin1String("content_")));
        }
    }

    void namesTheTypeThatTheProviderDidNot_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("type");
        const auto row = [](int status, const char *type) {
            QTest::addRow("%d", status) << status << QString::fromLatin1(type);
        };
        row(400, "invalid_request_error");
        row(408, "timeout_error");
        row(422, "invalid_request_error");
        row(429, "throttling_error");
        row(500, "upstream_error");
        row(502, "upstream_error");
        row(503, "overloaded_error");
        row(504, "timeout_error");
        row(529, "overloaded_error");
    }
    void namesTheTypeThatTheProviderDidNot()
    {
        QFETCH(int, status);
        QFETCH(QString, type);
        for (const char *body : {"{\"error\":{\"message\":\"no\"}}", "{\"message\":\"no\"}", "no"})
            QCOMPARE(envelopeOf(refusalOf(status, body))[QLatin1String("type")].toString(), type);
    }

    void aKeyThatIsRefusedIsNoBadRequest_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("providerStatus");
        QTest::newRow("Google") << QByteArray(
                                       "[{\"error\":{\"code\":400,\"message\":\"API key not valid. Please pass a "
                                       "valid API key.\",\"status\":\"INVALID_ARGUMENT\"}}]")
                                << 401;
        QTest::newRow("a code") << QByteArray("{\"error\":{\"message\":\"no\",\"code\":\"invalid_api_key\"}}") << 401;
        QTest::newRow("another argument")
            << QByteArray("{\"error\":{\"code\":400,\"message\":\"Bad value\",\"status\":\"INVALID_ARGUMENT\"}}")
            << 400;
    }
    void aKeyThatIsRefusedIsNoBadRequest()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, providerStatus);
        const GatewayError error = refusalOf(400, body);
        QCOMPARE(error.providerStatus, providerStatus);
        QCOMPARE(error.status, providerStatus == 401 ? 502 : 400);
        QCOMPARE(error.publicText.find("credentials") != std::string::npos, providerStatus == 401);
    }

    void nothingSecretPassesAnyWay_data()
    {
        QTest::addColumn<QByteArray>("secret");
        QTest::newRow("another vendor's key") << QByteArray("sk-proj-abcdEFGH1234567890wxyz");
        QTest::newRow("its own key") << QByteArray("test-upstream-key-98765");
        QTest::newRow("its own key in a header") << QByteArray("test-header-key-43210");
        QTest::newRow("its own key in a header of any name") << QByteArray("Test4Tenant7Code9XyzAb");
        QTest::newRow("its own key, escaped") << QByteArray("test\\u002dupstream\\u002dkey\\u002d98765");
        QTest::newRow("Google's") << QByteArray("AIzaSyA0123456789abcdefghijklmnopqrst");
        QTest::newRow("a token") << QByteArray("Bearer abcDEF0123456789");
    }
    void nothingSecretPassesAnyWay()
    {
        QFETCH(QByteArray, secret);
        const QByteArray bodies[] = {
            "{\"error\":{\"message\":\"Incorrect API key provided: " + secret + "\",\"type\":\"" + secret +
                "\",\"param\":\"" + secret + "\",\"code\":\"" + secret + "\",\"more\":{\"" + secret + "\":[\"" +
                secret + "\"]}}}",
            "{\"object\":\"error\",\"message\":\"key " + secret + "\"}",
            "{\"detail\":[{\"loc\":[\"" + secret + "\"],\"msg\":\"" + secret + "\"}]}",
            "{\"error\":\"" + secret + "\"}",
        };
        const std::string hidden = secret.right(8).toStdString();
        for (const QByteArray &body : bodies) {
            for (const Dialect dialect : {Dialect::OpenAi, Dialect::Anthropic}) {
                for (const int status : {302, 400, 401, 403, 404, 422, 429, 500, 503}) {
                    const GatewayError error = refusalOf(status, body, {}, dialect);
                    for (const std::string &text : {openAiEnvelope(error), error.publicText, error.detail, error.param})
                        QVERIFY2(text.find(hidden) == std::string::npos, text.c_str());
                }
                const auto whole = ProviderAdapter::make(contextOf(dialect))->answer(body.toStdString());
                QVERIFY(!whole.ok());
                QVERIFY(openAiEnvelope(whole.error()).find(hidden) == std::string::npos);
                std::string out;
                const auto stream = ProviderAdapter::make(contextOf(dialect, true));
                const StreamStep step = stream->stream("event: error\ndata: " + body.toStdString() + "\n\n", out);
                QVERIFY(step.failure);
                QVERIFY(streamErrorEvent(*step.failure).find(hidden) == std::string::npos);
                const auto plain = ProviderAdapter::make(contextOf(dialect, true));
                QVERIFY(plain->stream(body.toStdString(), out).state == StreamState::Open);
                const StreamStep end = plain->streamEnded(out);
                QVERIFY(end.failure);
                QVERIFY(streamErrorEvent(*end.failure).find(hidden) == std::string::npos);
                QVERIFY(out.empty());
            }
        }
    }

    void aGoodAnswerHoldsNoKeyOfTheGateway_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("in the text") << QByteArray(R"({"choices":[{"message":{"content":"KEY"}}]})");
        QTest::newRow("in a field of its own")
            << QByteArray(R"({"debug":{"auth":"Bearer KEY"},"choices":[{"message":{"content":"a"}}]})");
        QTest::newRow("in the text of a stream")
            << QByteArray("data: {\"choices\":[{\"delta\":{\"content\":\"KEY\"}}]}\n\n");
        QTest::newRow("in a line of a stream")
            << QByteArray("id: KEY\nevent: KEY\ndata: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n");
        QTest::newRow("in the last event") << QByteArray(
            "data: {\"x\":\"KEY\",\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}");
    }
    void aGoodAnswerHoldsNoKeyOfTheGateway()
    {
        QFETCH(QByteArray, answer);
        const std::string key = "test-upstream-key-98765";
        const std::string body = answer.replace("KEY", key.c_str()).toStdString();
        if (body.starts_with('{')) {
            const auto whole = ProviderAdapter::make(contextOf(Dialect::OpenAi))->answer(body);
            QVERIFY(whole.ok());
            QVERIFY2(whole->body.find(key) == std::string::npos, whole->body.c_str());
            QVERIFY(whole->body.find("choices") != std::string::npos);
            return;
        }
        std::string out;
        const auto stream = ProviderAdapter::make(contextOf(Dialect::OpenAi, true));
        QVERIFY(stream->stream(body, out).state == StreamState::Open);
        (void)stream->streamEnded(out);
        QVERIFY2(out.find("choices") != std::string::npos && out.find(key) == std::string::npos, out.c_str());
    }

    void aKeyThatIsPutTogetherIsMasked_data()
    {
        QTest::addColumn<bool>("anthropic");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("from escapes")
            << true
            << QByteArray("{\"type\":\"message\",\"id\":\"m\",\"content\":[{\"type\":\"text\",\"text\":\"it is "
                          "test\\u002dupstream\\u002dkey\\u002d98765!\"}],\"usage\":{\"input_tokens\":1,\"output_"
                          "tokens\":1}}");
        QTest::newRow("from events")
            << false
            << QByteArray(
                   "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"it is test-upstream-\"}}]}\n\n"
                   "data: "
                   "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"key-98765!\"},\"finish_reason\":\"stop\"}]}\n\n"
                   "data: [DONE]\n\n");
    }
    void aKeyThatIsPutTogetherIsMasked()
    {
        QFETCH(bool, anthropic);
        QFETCH(QByteArray, answer);
        const Dialect dialect = anthropic ? Dialect::Anthropic : Dialect::OpenAi;
        const auto whole = ProviderAdapter::make(contextOf(dialect))->answer(answer.toStdString());
        QVERIFY(whole.ok());
        QVERIFY2(whole->body.find("it is ***********************!") != std::string::npos, whole->body.c_str());
    }

    void aWordThatStandsForNoKeyIsLeftInAnswers()
    {
        for (const char *word : {"EMPTY", "lm-studio", "sk-1234", "none-is-needed-here"}) {
            AttemptContext context = contextOf(Dialect::OpenAi);
            auto deployment = std::make_shared<Deployment>(*context.deployment);
            deployment->apiKey = Secret(word);
            context.deployment = deployment;
            const std::string body = "{\"choices\":[{\"message\":{\"content\":\"it is " + std::string(word) + "\"}}]}";
            const auto whole = ProviderAdapter::make(context)->answer(body);
            QVERIFY(whole.ok());
            QCOMPARE(whole->body.find(word) != std::string::npos, true);
        }
    }

    // What comes behind text, or is called an error beside it, was written and is billed; see verdictOnStream().
    void anErrorBehindAnAnswerIsNoRefusal_data()
    {
        QTest::addColumn<bool>("stream");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("refusal");
        const QByteArray said = "data: {\"choices\":[{\"delta\":{\"content\":\"some words\"}}]}\n\n";
        const QByteArray error = "data: {\"error\":{\"message\":\"x\",\"code\":502}}\n\n";
        QTest::newRow("an error alone") << false << QByteArray("{\"error\":{\"message\":\"x\",\"code\":502}}") << true;
        QTest::newRow("an error alone in a stream") << true << error << true;
        QTest::newRow("text and a reason") << false
                                           << QByteArray("{\"choices\":[{\"message\":{\"content\":\"some words\"},"
                                                         "\"finish_reason\":\"error\"}]}")
                                           << false;
        QTest::newRow("a reason alone") << false
                                        << QByteArray("{\"choices\":[{\"message\":{\"content\":\"\"},"
                                                      "\"finish_reason\":\"error\"}]}")
                                        << false;
        QTest::newRow("behind text, for a whole answer") << false << said + error << false;
        QTest::newRow("behind text") << true << said + error << false;
        QTest::newRow("with text") << true
                                   << QByteArray("data: {\"choices\":[{\"delta\":{\"content\":\"words\"},"
                                                 "\"finish_reason\":\"error\"}]}\n\n")
                                   << false;
    }
    void anErrorBehindAnAnswerIsNoRefusal()
    {
        QFETCH(bool, stream);
        QFETCH(QByteArray, answer);
        const auto adapter = ProviderAdapter::make(contextOf(Dialect::OpenAi, stream));
        std::string out;
        std::optional<GatewayError> error;
        if (stream)
            error = adapter->stream(answer.toStdString(), out).failure;
        else if (auto whole = adapter->answer(answer.toStdString()); !whole)
            error = whole.error();
        QVERIFY(error);
        QTEST(!adapter->hasAnswered(), "refusal");
    }

    void anErrorTellsWhatItCost_data()
    {
        QTest::addColumn<bool>("anthropic");
        QTest::addColumn<int>("status"); // 0: an event of a stream
        QTest::addColumn<QByteArray>("body");
        const QByteArray error = "{\"error\":{\"message\":\"x\"},\"usage\":";
        const QByteArray ours = error + "{\"prompt_tokens\":9000,\"completion_tokens\":500}}";
        const QByteArray theirs = error + "{\"input_tokens\":9000,\"output_tokens\":500}}";
        QTest::newRow("OpenAI, 500") << false << 500 << ours;
        QTest::newRow("OpenAI, 400") << false << 400 << ours;
        QTest::newRow("OpenAI, an event of its own kind") << false << 0 << "event: error\ndata: " + ours + "\n\n";
        QTest::newRow("OpenAI, an event") << false << 0 << "data: " + ours + "\n\n";
        QTest::newRow("Anthropic, 529") << true << 529 << theirs;
        QTest::newRow("Anthropic, an event") << true << 0 << "event: error\ndata: " + theirs + "\n\n";
    }
    void anErrorTellsWhatItCost()
    {
        QFETCH(bool, anthropic);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        const auto adapter =
            ProviderAdapter::make(contextOf(anthropic ? Dialect::Anthropic : Dialect::OpenAi, status == 0));
        std::string out;
        UpstreamHead head;
        head.status = status;
        if (status == 0)
            QVERIFY(adapter->stream(body.toStdString(), out).failure);
        else
            (void)adapter->refusal(head, body.toStdString());
        QVERIFY(adapter->usage());
        QCOMPARE(adapter->usage()->prompt, std::int64_t(9000));
        QCOMPARE(adapter->usage()->completion, std::int64_t(500));
    }

    void theLogHoldsNoPrompt()
    {
        const GatewayError error =
            refusalOf(400, "{\"error\":{\"message\":\"cannot read: my darkest secret\",\"code\":\"bad_input\"}}");
        QVERIFY(error.publicText.find("darkest") != std::string::npos);
        QVERIFY(!error.detail.empty());
        QVERIFY(error.detail.find("darkest") == std::string::npos);
        QVERIFY(error.detail.find("400") != std::string::npos && error.detail.find("bad_input") != std::string::npos);
    }

    void tellsHowLongToWait_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("seconds");
        const auto row = [](const char *name, const char *fields, int seconds) {
            QTest::newRow(name) << QByteArray(fields) << seconds;
        };
        row("seconds", "Retry-After: 7\r\n", 7);
        row("a fraction", "Retry-After: 1.2\r\n", 2);
        row("nothing to wait for", "Retry-After: 0\r\n", 0);
        row("a date", "Retry-After: Sun, 06 Nov 1994 08:50:07 GMT\r\n", 30);
        row("a date, counted from the answer's own",
            "Date: Mon, 07 Nov 1994 00:00:00 GMT\r\nRetry-After: Mon, 07 Nov 1994 00:00:05 GMT\r\n", 5);
        row("the older form", "Retry-After: Sunday, 06-Nov-94 08:50:07 GMT\r\n", 30);
        row("the oldest form", "Retry-After: Sun Nov  6 08:50:07 1994\r\n", 30);
        row("a date that has passed", "Retry-After: Sun, 06 Nov 1994 08:00:00 GMT\r\n", 0);
        row("a date far away", "Retry-After: Sun, 06 Nov 2094 08:00:00 GMT\r\n", 3600);
        row("milliseconds", "retry-after-ms: 2500\r\nRetry-After: 9\r\n", 3);
        row("milliseconds that say nothing", "retry-after-ms: x\r\nRetry-After: 9\r\n", 9);
        row("far too long", "Retry-After: 999999999999\r\n", 3600);
        row("negative", "Retry-After: -5\r\n", -1);
        row("a word", "Retry-After: soon\r\n", -1);
        row("a day that is none", "Retry-After: Sun, 31 Feb 1994 08:50:07 GMT\r\n", -1);
        row("not its matter",
            "x-ratelimit-reset-requests: 5s\r\nanthropic-ratelimit-tokens-reset: 2026-01-01T00:00:00Z\r\n", -1);
    }
    void tellsHowLongToWait()
    {
        QFETCH(QByteArray, fields);
        QFETCH(int, seconds);
        const GatewayError error = refusalOf(429, "{}", fields.toStdString());
        QCOMPARE(error.retryAfterSeconds.value_or(-1), seconds);
    }
    void googleTellsItInTheBody()
    {
        const GatewayError error = refusalOf(
            429, "[{\"error\":{\"code\":429,\"message\":\"slow\",\"status\":\"RESOURCE_EXHAUSTED\",\"details\":[{"
                 "\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"34.07s\"}]}}]");
        QCOMPARE(error.retryAfterSeconds.value_or(-1), 35);
    }
};

OSTIARY_TEST(tst_ProviderError)
#include "tst_providererror.moc"
