// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/openaiadapter.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

class tst_OpenAiAdapter : public QObject
{
    Q_OBJECT

    static AttemptContext context(bool stream = false, bool wantsUsage = false)
    {
        auto deployment = std::make_shared<Deployment>();
        deployment->provider = "openai";
        deployment->baseUrl = "http://x/v1";
        deployment->apiKey = Secret("sk-upstream-key-012345");
        deployment->quirks.maxCompletionTokens = deployment->quirks.developerRole = true;
        AttemptContext made;
        made.deployment = deployment;
        made.upstreamModel = "up-model";
        made.publicModel = "pub \"model\"";
        made.stream = stream;
        made.clientWantsUsage = wantsUsage;
        made.callId = "id-1";
        return made;
    }
    static std::string sent(std::string body, AttemptContext made)
    {
        const auto index = indexRequest(body, Surface::Chat);
        OpenAiAdapter adapter(std::move(made));
        return adapter.request(*index, body)->body;
    }

private Q_SLOTS:
    void timesOfStreamsHoldForStreamsOnly()
    {
        for (const bool stream : {false, true}) {
            AttemptContext made = context(stream);
            Deployment deployment = *made.deployment;
            deployment.deadlines.firstByte = deployment.deadlines.idle = std::chrono::milliseconds(5'000);
            deployment.deadlines.total = std::chrono::milliseconds(1'200'000);
            made.deployment = std::make_shared<Deployment>(deployment);
            std::string body = "{\"model\":\"a\",\"messages\":[]}";
            const auto index = indexRequest(body, Surface::Chat); // before `body` is looked at: it may move the bytes
            const Deadlines deadlines = OpenAiAdapter(made).request(*index, body)->deadlines;
            QCOMPARE(deadlines.total, std::chrono::milliseconds(1'200'000));
            QCOMPARE(deadlines.firstByte, std::chrono::milliseconds(stream ? 5'000 : 1'200'000));
            QCOMPARE(deadlines.idle, std::chrono::milliseconds(stream ? 5'000 : 1'200'000));
        }
    }

    void changesOnlyWhatMustDiffer_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("stream");
        QTest::addColumn<int>("limit");
        QTest::addColumn<QByteArray>("sentBody");
        const QByteArray m = "\"messages\":[{\"role\":\"user\",\"content\":\"h\\u00e9\"}]";
        QTest::newRow("the model") << QByteArray("{\"z\":1.0,\"model\": \"a\",\"seed\":123456789012345678901," + m +
                                                 ",\"a\":{\"y\":1,\"x\":2}}")
                                   << false << 0
                                   << QByteArray("{\"z\":1.0,\"model\": \"up-model\",\"seed\":123456789012345678901," +
                                                 m + ",\"a\":{\"y\":1,\"x\":2}}");
        QTest::newRow("usage is asked for")
            << QByteArray("{\"model\":\"a\",\"stream\":true," + m + "}") << true << 0
            << QByteArray("{\"stream_options\":{\"include_usage\":true},\"model\":\"up-model\",\"stream\":true," + m +
                          "}");
        QTest::newRow("among other options")
            << QByteArray("{\"model\":\"a\",\"stream\":true,\"stream_options\":{\"include_obfuscation\":false}," + m +
                          "}")
            << true << 0
            << QByteArray("{\"model\":\"up-model\",\"stream\":true,\"stream_options\":{\"include_usage\":true,"
                          "\"include_obfuscation\":false}," +
                          m + "}");
        QTest::newRow("where it was refused")
            << QByteArray("{\"model\":\"a\",\"stream\":true,\"stream_options\":{\"include_usage\":false}," + m + "}")
            << true << 0
            << QByteArray("{\"model\":\"up-model\",\"stream\":true,\"stream_options\":{\"include_usage\":true}," + m +
                          "}");
        QTest::newRow("where it is null")
            << QByteArray("{\"model\":\"a\",\"stream\":true,\"stream_options\":null," + m + "}") << true << 0
            << QByteArray("{\"model\":\"up-model\",\"stream\":true,\"stream_options\":{\"include_usage\":true}," + m +
                          "}");
        QTest::newRow("a limit") << QByteArray("{\"model\":\"a\"," + m + "}") << false << 77
                                 << QByteArray("{\"max_completion_tokens\":77,\"model\":\"up-model\"," + m + "}");
        QTest::newRow("a limit where null stood")
            << QByteArray("{\"model\":\"a\",\"max_completion_tokens\":null," + m + "}") << false << 77
            << QByteArray("{\"model\":\"up-model\",\"max_completion_tokens\":77," + m + "}");
        QTest::newRow("the client's own limit stays")
            << QByteArray("{\"model\":\"a\",\"max_tokens\":5," + m + "}") << false << 77
            << QByteArray("{\"model\":\"up-model\",\"max_tokens\":5," + m + "}");
    }
    void changesOnlyWhatMustDiffer()
    {
        QFETCH(QByteArray, body);
        QFETCH(bool, stream);
        QFETCH(int, limit);
        QFETCH(QByteArray, sentBody);
        AttemptContext made = context(stream);
        if (limit)
            made.outputLimit = limit;
        QCOMPARE(QByteArray::fromStdString(sent(body.toStdString(), made)), sentBody);
    }

    void theAnswerBearsThePublicName()
    {
        OpenAiAdapter adapter(context());
        const auto answer =
            adapter.answer("{\"id\":\"x\",\"model\":\"up-model-2024\",\"choices\":[{\"message\":{\"content\":\"hello\","
                           "\"model\":\"inner\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,"
                           "\"completion_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":4}}}");
        QVERIFY(answer.ok());
        QCOMPARE(answer->body,
                 std::string("{\"id\":\"x\",\"model\":\"pub "
                             "\\\"model\\\"\",\"choices\":[{\"message\":{\"content\":\"hello\",\"model\":\"inner\"},"
                             "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,"
                             "\"prompt_tokens_details\":{\"cached_tokens\":4}}}"));
        QCOMPARE(answer->usage, MaybeUsage(Usage{7, 3, 4, 0, 0}));
    }

    void tellsAbsentFromZero_data()
    {
        QTest::addColumn<QByteArray>("usage");
        QTest::addColumn<bool>("present");
        QTest::newRow("absent") << QByteArray() << false;
        QTest::newRow("null") << QByteArray(",\"usage\":null") << false;
        QTest::newRow("zero") << QByteArray(",\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0}") << true;
        QTest::newRow("negative") << QByteArray(",\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":-1}") << false;
        QTest::newRow("absurd") << QByteArray(
                                       ",\"usage\":{\"prompt_tokens\":9223372036854775807,\"completion_tokens\":1}")
                                << false;
        QTest::newRow("a word") << QByteArray(",\"usage\":{\"prompt_tokens\":\"five\",\"completion_tokens\":1}")
                                << false;
        QTest::newRow("Groq's place") << QByteArray(
                                             ",\"x_groq\":{\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":1}}")
                                      << true;
    }
    void tellsAbsentFromZero()
    {
        QFETCH(QByteArray, usage);
        QFETCH(bool, present);
        OpenAiAdapter adapter(context());
        const auto answer =
            adapter.answer(("{\"model\":\"m\",\"choices\":[{\"message\":{}}]" + usage + "}").toStdString());
        QVERIFY(answer.ok());
        QCOMPARE(answer->usage.has_value(), present);
    }

    void relaysAStreamHoweverItIsCut_data()
    {
        QTest::addColumn<bool>("wantsUsage");
        QTest::newRow("usage hidden") << false;
        QTest::newRow("usage shown") << true;
    }
    void relaysAStreamHoweverItIsCut()
    {
        QFETCH(bool, wantsUsage);
        const std::string usage = "data: "
                                  "{\"id\":\"1\",\"model\":\"up\",\"choices\":[],\"usage\":{\"prompt_tokens\":9,"
                                  "\"completion_tokens\":2}}\n\n";
        const std::string stream =
            ": OPENROUTER PROCESSING\n\n"
            "data: "
            "{\"id\":\"1\",\"model\":\"up\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":"
            "\"\"}}]}\n\n"
            "data: "
            "{\"id\":\"1\",\"model\":\"up\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"h\xc3\xa9\"}}]}\r\n\r\n"
            "data: "
            "{\"id\":\"1\",\"model\":\"up\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n" +
            usage + "data: [DONE]\n\n";
        std::string expected = stream.substr(0, stream.find("data: [DONE]"));
        if (!wantsUsage)
            expected.erase(expected.find(usage), usage.size());
        for (std::size_t at = 0; (at = expected.find("\"up\"", at)) != std::string::npos;)
            expected.replace(at, 4, "\"pub \\\"model\\\"\"");
        for (std::size_t step = 1; step <= stream.size(); ++step) {
            OpenAiAdapter adapter(context(true, wantsUsage));
            std::string out;
            StreamState state = StreamState::Open;
            for (std::size_t at = 0; at < stream.size() && state == StreamState::Open; at += step)
                state = adapter.stream(std::string_view(stream).substr(at, step), out).state;
            QVERIFY(state == StreamState::Finished);
            QCOMPARE(out, expected);
            QCOMPARE(adapter.usage(), MaybeUsage(Usage{9, 2, 0, 0, 0}));
            QCOMPARE(adapter.textBytes(), std::int64_t(3));
        }
    }

    void knowsAWholeAnswerFromACutOne_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<int>("state");
        QTest::newRow("finished without [DONE]")
            << QByteArray("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n")
            << int(StreamState::Finished);
        QTest::newRow("cut between events")
            << QByteArray("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n") << int(StreamState::Failed);
        QTest::newRow("cut inside an event")
            << QByteArray("data: {\"choices\":[{\"delta\":{\"con") << int(StreamState::Failed);
        QTest::newRow("last event without its empty line")
            << QByteArray("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}")
            << int(StreamState::Finished);
        QTest::newRow("nothing") << QByteArray() << int(StreamState::Failed);
    }
    void knowsAWholeAnswerFromACutOne()
    {
        QFETCH(QByteArray, stream);
        QFETCH(int, state);
        OpenAiAdapter adapter(context(true));
        std::string out;
        QVERIFY(adapter.stream(stream.toStdString(), out).state == StreamState::Open);
        QCOMPARE(int(adapter.streamEnded(out).state), state);
    }

    void aStreamThatSaysNothingIsNoAnswer_data()
    {
        QTest::addColumn<QByteArray>("choice");
        QTest::addColumn<bool>("answers");
        QTest::newRow("a role") << QByteArray(R"({"delta":{"role":"assistant"},"finish_reason":null})") << false;
        QTest::newRow("a role and an empty text")
            << QByteArray(R"({"delta":{"role":"assistant","content":""},"finish_reason":null})") << false;
        QTest::newRow("no delta") << QByteArray("{}") << false;
        QTest::newRow("an end with a reason") << QByteArray(R"({"delta":{},"finish_reason":"stop"})") << true;
        QTest::newRow("a text without a reason") << QByteArray(R"({"delta":{"content":"a"}})") << true;
        QTest::newRow("a thought") << QByteArray(R"({"delta":{"reasoning_content":"a"}})") << true;
        QTest::newRow("a tool's call")
            << QByteArray(R"({"delta":{"tool_calls":[{"index":0,"function":{"name":"f","arguments":""}}]}})") << true;
        QTest::newRow("a refusal") << QByteArray(R"({"delta":{"refusal":"no"}})") << true;
    }
    void aStreamThatSaysNothingIsNoAnswer()
    {
        QFETCH(QByteArray, choice);
        OpenAiAdapter adapter(context(true));
        std::string out;
        const std::string stream = "data: {\"choices\":[" + choice.toStdString() + "]}\n\ndata: [DONE]\n\n";
        QTEST(adapter.stream(stream, out).state == StreamState::Finished, "answers");
    }

    void failsOnErrorEventsAndGarbage_data()
    {
        QTest::addColumn<QByteArray>("event");
        QTest::newRow("an error object") << QByteArray("data: {\"error\":{\"message\":\"boom\"}}\n\n");
        QTest::newRow("an error event") << QByteArray("event: error\ndata: {\"error\":{\"message\":\"boom\"}}\n\n");
        QTest::newRow("OpenRouter's finish reason")
            << QByteArray("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}]}\n\n");
        QTest::newRow("HTML") << QByteArray("data: <html>\n\n");
    }
    void failsOnErrorEventsAndGarbage()
    {
        QFETCH(QByteArray, event);
        OpenAiAdapter adapter(context(true));
        std::string out;
        const StreamStep step = adapter.stream(event.toStdString(), out);
        QVERIFY(step.state == StreamState::Failed);
        QVERIFY(step.failure && !step.failure->publicText.empty());
        QCOMPARE(out, std::string());
    }

    void errorsNeverTellTheProvidersKey()
    {
        OpenAiAdapter adapter(context());
        UpstreamHead head;
        head.status = 400;
        const std::string body =
            "{\"error\":{\"message\":\"bad key sk-upstream-key-012345 of "
            "org-AbCdEf123456\",\"type\":\"x\",\"param\":null,\"code\":\"context_length_exceeded\"}}";
        const GatewayError error = adapter.refusal(head, body);
        QCOMPARE(error.status, 400);
        const std::string shown = openAiEnvelope(error);
        QVERIFY(shown.find("sk-upstream") == std::string::npos);
        QVERIFY(shown.find("org-AbCdEf") == std::string::npos);
        QVERIFY(shown.find("context_length_exceeded") != std::string::npos);
        head.status = 401;
        QCOMPARE(adapter.refusal(head, body).status, 502);
    }
};

OSTIARY_TEST(tst_OpenAiAdapter)
#include "tst_openaiadapter.moc"
