// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/anthropicadapter.h"
#include "server/providers/requestedits.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

class tst_AnthropicAdapter : public QObject
{
    Q_OBJECT

    static AttemptContext context(bool stream = false, bool wantsUsage = false)
    {
        auto deployment = std::make_shared<Deployment>();
        deployment->provider = "anthropic";
        deployment->dialect = Dialect::Anthropic;
        deployment->baseUrl = "http://x/v1";
        deployment->apiKey = Secret("sk-ant-test-0123456789");
        AttemptContext made;
        made.deployment = deployment;
        made.upstreamModel = "claude-x";
        made.publicModel = "claude";
        made.stream = stream;
        made.clientWantsUsage = wantsUsage;
        made.createdSeconds = 5;
        return made;
    }

private Q_SLOTS:
    void translatesRequests_data()
    {
        QTest::addColumn<QByteArray>("chat");
        QTest::addColumn<QByteArray>("messages");
        const QByteArray head = "{\"model\":\"claude-x\",\"max_tokens\":9";
        const auto row = [&](const char *name, const QByteArray &chat, const QByteArray &rest) {
            QTest::newRow(name) << QByteArray("{\"model\":\"c\",\"max_tokens\":9," + chat + "}")
                                << QByteArray(head + rest + "}");
        };
        row("a user", "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]",
            ",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}]");
        row("system and developer",
            "\"messages\":[{\"role\":\"system\",\"content\":\"a\"},{\"role\":\"developer\",\"content\":[{\"type\":"
            "\"text\",\"text\":\"b\"}]},{\"role\":\"user\",\"content\":\"hi\"}]",
            ",\"system\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}],\"messages\":[{"
            "\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}]");
        row("neighbours become one turn",
            "\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"b\"}]",
            ",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\","
            "\"text\":\"b\"}]}]");
        row("blank texts are dropped",
            "\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\" "
            "\\n\"},{\"role\":\"user\",\"content\":\"b\"}]",
            ",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\","
            "\"text\":\"b\"}]}]");
        row("images",
            "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/"
            "PNG;charset=x;base64,AAAA\"}},{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x/y.png\"}}]}]",
            ",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"base64\","
            "\"media_type\":\"image/"
            "png\",\"data\":\"AAAA\"}},{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://x/"
            "y.png\"}}]}]");
        row("tool calls and results",
            "\"messages\":[{\"role\":\"user\",\"content\":\"w\"},{\"role\":\"assistant\",\"content\":null,\"tool_"
            "calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"b\\\":1.0,"
            "\\\"a\\\":9007199254740993}\"}},{\"id\":\"c2\",\"type\":\"function\",\"function\":{\"name\":\"g\","
            "\"arguments\":\"\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"r1\"},{\"role\":\"user\","
            "\"content\":\"and?\"},{\"role\":\"tool\",\"tool_call_id\":\"c2\",\"content\":\"\"}]",
            ",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"w\"}]},{\"role\":"
            "\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"c1\",\"name\":\"f\",\"input\":{\"b\":1.0,\"a\":"
            "9007199254740993}},{\"type\":\"tool_use\",\"id\":\"c2\",\"name\":\"g\",\"input\":{}}]},{\"role\":\"user\","
            "\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"c1\",\"content\":\"r1\"},{\"type\":\"tool_"
            "result\",\"tool_use_id\":\"c2\"},{\"type\":\"text\",\"text\":\"and?\"}]}]");
        row("tools keep the order of their schema",
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"d\",\"parameters\":{"
            "\"type\":\"object\",\"z\":1,\"a\":2}}}],\"tool_choice\":\"required\",\"parallel_tool_calls\":false,"
            "\"messages\":[{\"role\":\"user\",\"content\":\"w\"}]",
            ",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"w\"}]}],\"tools\":[{\"name\":"
            "\"f\",\"description\":\"d\",\"input_schema\":{\"type\":\"object\",\"z\":1,\"a\":2}}],\"tool_choice\":{"
            "\"type\":\"any\",\"disable_parallel_tool_use\":true}");
        row("a named tool",
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"tool_choice\":{\"type\":\"function\","
            "\"function\":{\"name\":\"f\"}},\"messages\":[{\"role\":\"user\",\"content\":\"w\"}]",
            ",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"w\"}]}],\"tools\":[{\"name\":"
            "\"f\",\"input_schema\":{\"type\":\"object\",\"properties\":{}}}],\"tool_choice\":{\"type\":\"tool\","
            "\"name\":\"f\"}");
        row("sampling and stops",
            "\"temperature\":1.7,\"top_p\":0.5,\"stop\":[\"x\",\" "
            "\"],\"user\":\"u1\",\"messages\":[{\"role\":\"user\",\"content\":\"w\"}]",
            ",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"w\"}]}],\"temperature\":1,"
            "\"top_p\":0.5,\"stop_sequences\":[\"x\"],\"metadata\":{\"user_id\":\"u1\"}");
        row("an e-mail address is no id",
            "\"user\":\"ann@example.org\",\"messages\":[{\"role\":\"user\",\"content\":\"w\"}]",
            ",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"w\"}]}]");
        row("a schema for the answer",
            "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":{\"type\":"
            "\"object\"}}},\"reasoning_effort\":\"minimal\",\"messages\":[{\"role\":\"user\",\"content\":\"w\"}]",
            ",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"w\"}]}],\"output_config\":{"
            "\"effort\":\"low\",\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}}");
    }
    void translatesRequests()
    {
        QFETCH(QByteArray, chat);
        QFETCH(QByteArray, messages);
        const auto body = anthropicBody(chat.toStdString(), context());
        QVERIFY2(body.ok(), body ? "" : body.error().publicText.c_str());
        QCOMPARE(QByteArray::fromStdString(*body), messages);
    }

    void refusesWhatItCannotSay_data()
    {
        QTest::addColumn<QByteArray>("chat");
        const auto row = [](const char *name, const char *chat) { QTest::newRow(name) << QByteArray(chat); };
        row("several answers", "{\"model\":\"c\",\"n\":2,\"messages\":[{\"role\":\"user\",\"content\":\"w\"}]}");
        for (const char *n : {"2.0", "2e0", "0.2e1"})
            QTest::addRow("several answers, as %s", n) << QByteArray(
                "{\"model\":\"c\",\"n\":" + QByteArray(n) + ",\"messages\":[{\"role\":\"user\",\"content\":\"w\"}]}");
        row("audio", "{\"model\":\"c\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_"
                     "audio\":{}}]}]}");
        row("logit_bias",
            "{\"model\":\"c\",\"logit_bias\":{\"1\":2},\"messages\":[{\"role\":\"user\",\"content\":\"w\"}]}");
        row("no content", "{\"model\":\"c\",\"messages\":[{\"role\":\"user\",\"content\":\"\"}]}");
        row("an unknown role", "{\"model\":\"c\",\"messages\":[{\"role\":\"king\",\"content\":\"w\"}]}");
        row("arguments that are no object", "{\"model\":\"c\",\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{"
                                            "\"id\":\"1\",\"function\":{\"name\":\"f\",\"arguments\":\"[1]\"}}]}]}");
        row("a custom tool", "{\"model\":\"c\",\"tools\":[{\"type\":\"custom\",\"custom\":{}}],\"messages\":[{\"role\":"
                             "\"user\",\"content\":\"w\"}]}");
    }
    void refusesWhatItCannotSay()
    {
        QFETCH(QByteArray, chat);
        const auto body = anthropicBody(chat.toStdString(), context());
        QVERIFY(!body.ok());
        QCOMPARE(body.error().status, 400);
    }

    // Whatever way a number is written: the translation sends what the index read, which is what a budget holds.
    void sendsTheLimitThatIsHeld_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("always"); ///< the deployment's own `max_tokens`
        QTest::addColumn<qlonglong>("limit");
        const auto row = [](const char *fields, qlonglong limit) {
            QTest::newRow(fields) << QByteArray(fields) << QByteArray() << limit;
        };
        row("\"max_tokens\":5", 5);
        row("\"max_tokens\":5.0", 5);
        row("\"max_tokens\":5e0", 5);
        row("\"max_tokens\":1e1", 10);
        row("\"max_tokens\":0.5e1", 5);
        row("\"max_tokens\":50E-1", 5);
        row("\"max_completion_tokens\":5.0", 5);
        row("\"max_completion_tokens\":1e1", 10);
        row("\"max_completion_tokens\":null,\"max_tokens\":5.0", 5);
        row("\"max_completion_tokens\":5.0,\"max_tokens\":5", 5);
        row("\"max_completion_tokens\":-1.0,\"max_tokens\":5.0", 5);
        row("\"max_t\\u006fkens\":5.0", 5);
        for (const char *written : {"5", "5.0", "5e0", "4.5"})
            QTest::addRow("the deployment's %s", written)
                << QByteArray("\"max_tokens\":9") << QByteArray(written) << 5LL;
    }
    void sendsTheLimitThatIsHeld()
    {
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, always);
        QFETCH(qlonglong, limit);
        AttemptContext made = context();
        made.modelOutputLimit = 64'000;
        if (!always.isEmpty()) {
            auto deployment = std::make_shared<Deployment>(*made.deployment);
            deployment->params.extraBody.emplace_back("max_tokens", always.toStdString());
            made.deployment = deployment;
        }
        std::string chat =
            "{\"model\":\"c\"," + fields.toStdString() + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        const auto index = indexRequest(chat, Surface::Chat);
        QVERIFY2(index.ok(), index ? "" : index.error().publicText.c_str());
        const auto held = effectiveRequest(*index, *made.deployment, made.upstreamModel, Surface::Chat, {}, {});
        QCOMPARE(qlonglong(held.outputLimit.value_or(-1)), limit);
        AnthropicAdapter adapter(made);
        const auto request = adapter.request(*index, chat);
        QVERIFY2(request.ok(), request ? "" : request.error().publicText.c_str());
        const QByteArray sent = QByteArray::fromStdString(request->body);
        QVERIFY2(sent.contains("\"max_tokens\":" + QByteArray::number(limit) + ","), sent.constData());
    }

    void translatesAnswers()
    {
        AnthropicAdapter adapter(context());
        const auto answer = adapter.answer(
            "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\","
            "\"thinking\":\"hm\"},{\"type\":\"text\",\"text\":\"hello\"},{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":"
            "\"f\",\"input\":{\"b\":1.0,\"a\":2}}],\"stop_reason\":\"tool_use\",\"usage\":{\"input_tokens\":10,\"cache_"
            "read_input_tokens\":5,\"cache_creation_input_tokens\":3,\"output_tokens\":7}}");
        QVERIFY(answer.ok());
        QCOMPARE(answer->body,
                 std::string(
                     "{\"id\":\"msg_1\",\"object\":\"chat.completion\",\"created\":5,\"model\":\"claude\",\"choices\":["
                     "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"hello\",\"refusal\":null,"
                     "\"reasoning_content\":\"hm\",\"tool_calls\":[{\"id\":\"t1\",\"type\":\"function\",\"function\":{"
                     "\"name\":\"f\",\"arguments\":\"{\\\"b\\\":1.0,\\\"a\\\":2}\"}}]},\"logprobs\":null,\"finish_"
                     "reason\":\"tool_calls\"}],\"usage\":{\"prompt_tokens\":18,\"completion_tokens\":7,\"total_"
                     "tokens\":25,\"prompt_tokens_details\":{\"cached_tokens\":5,\"cache_write_tokens\":3}}}"));
        QCOMPARE(answer->usage, MaybeUsage(Usage{18, 7, 5, 3, 0}));
    }

    void translatesStreamsHoweverTheyAreCut()
    {
        const std::string stream =
            "event: message_start\ndata: "
            "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"usage\":{\"input_tokens\":10,\"cache_read_"
            "input_tokens\":2,\"output_tokens\":1}}   }\n\n"
            "event: ping\ndata: {\"type\":\"ping\"}\n\n"
            "event: content_block_start\ndata: "
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
            "event: content_block_delta\ndata: "
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"h\\u00e9\"}}"
            "\n\n"
            "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
            "event: content_block_start\ndata: "
            "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t1\","
            "\"name\":\"f\",\"input\":{}}}\n\n"
            "event: content_block_delta\ndata: "
            "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":"
            "\"\"}}\n\n"
            "event: content_block_delta\ndata: "
            "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":"
            "\"{\\\"a\\\":1}\"}}\n\n"
            "event: message_delta\ndata: "
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"},\"usage\":{\"output_tokens\":20}}\n\n"
            "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
        const auto chunk = [](const std::string &delta, const std::string &finish) {
            return "data: "
                   "{\"id\":\"msg_1\",\"object\":\"chat.completion.chunk\",\"created\":5,\"model\":\"claude\","
                   "\"choices\":[{\"index\":0,\"delta\":" +
                   delta + ",\"logprobs\":null,\"finish_reason\":" + finish + "}],\"usage\":null}\n\n";
        };
        const std::string expected =
            chunk("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", "null") +
            chunk("{\"content\":\"h\xc3\xa9\"}", "null") +
            chunk("{\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"type\":\"function\",\"function\":{\"name\":\"f\","
                  "\"arguments\":\"\"}}]}",
                  "null") +
            chunk("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"a\\\":1}\"}}]}", "null") +
            chunk("{}", "\"tool_calls\"") +
            "data: "
            "{\"id\":\"msg_1\",\"object\":\"chat.completion.chunk\",\"created\":5,\"model\":\"claude\",\"choices\":[],"
            "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":20,\"total_tokens\":32,\"prompt_tokens_details\":{"
            "\"cached_tokens\":2,\"cache_write_tokens\":0}}}\n\n";
        for (std::size_t step = 1; step <= stream.size(); step = step < 40 ? step + 1 : step * 2) {
            AnthropicAdapter adapter(context(true, true));
            std::string out;
            StreamState state = StreamState::Open;
            for (std::size_t at = 0; at < stream.size() && state == StreamState::Open; at += step)
                state = adapter.stream(std::string_view(stream).substr(at, step), out).state;
            QVERIFY(state == StreamState::Finished);
            QCOMPARE(out, expected);
            QCOMPARE(adapter.usage(), MaybeUsage(Usage{12, 20, 2, 0, 0}));
        }
    }

    void tellsAtWhichPriceItServed_data()
    {
        QTest::addColumn<QByteArray>("usage");
        QTest::addColumn<int>("thousandths");
        QTest::newRow("the list's") << QByteArray("\"output_tokens\":5") << 1000;
        QTest::newRow("anywhere") << QByteArray("\"inference_geo\":\"global\",\"speed\":\"standard\"") << 1000;
        QTest::newRow("in the USA") << QByteArray("\"inference_geo\":\"us\"") << 1100;
        QTest::newRow("fast") << QByteArray("\"speed\":\"fast\",\"inference_geo\":\"us\"") << 6000;
        QTest::newRow("nonsense") << QByteArray("\"speed\":7,\"inference_geo\":null") << 1000;
    }
    void tellsAtWhichPriceItServed()
    {
        QFETCH(QByteArray, usage);
        const std::string told = "\"usage\":{\"input_tokens\":3," + usage.toStdString() + "}";
        AnthropicAdapter whole(context(false));
        QVERIFY(
            whole.answer("{\"content\":[{\"type\":\"text\",\"text\":\"a\"}],\"stop_reason\":\"end_turn\"," + told + "}")
                .ok());
        QTEST(whole.priceThousandths(), "thousandths");
        AnthropicAdapter stream(context(true));
        std::string out;
        (void)stream.stream("data: {\"type\":\"message_start\",\"message\":{\"id\":\"m\"," + told + "}}\n\n", out);
        QTEST(stream.priceThousandths(), "thousandths");
    }

    // Claude tells each member of a tool's input when it is complete.
    void toolInputMayBeUnseenUntilItsEnd()
    {
        AnthropicAdapter adapter(context(true));
        std::string out;
        const auto send = [&](const char *json) {
            (void)adapter.stream("data: " + std::string(json) + "\n\n", out);
            return adapter.writesUnseen();
        };
        QVERIFY(!send("{\"type\":\"message_start\",\"message\":{\"id\":\"m\"}}"));
        QVERIFY(!send("{\"type\":\"content_block_start\",\"content_block\":{\"type\":\"text\"}}"));
        QVERIFY(!send("{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}"));
        QVERIFY(!send("{\"type\":\"content_block_stop\",\"index\":0}"));
        for (int tool = 0; tool < 2; ++tool) {
            QVERIFY(
                send("{\"type\":\"content_block_start\",\"content_block\":{\"type\":\"tool_use\",\"name\":\"f\"}}"));
            for (const char *piece : {"", "{\\\"a\\\":1", ",\\\"b\\\":2}"}) {
                const std::string json = std::string("{\"type\":\"content_block_delta\",\"delta\":{\"type\":"
                                                     "\"input_json_delta\",\"partial_json\":\"") +
                                         piece + "\"}}";
                QVERIFY(send(json.c_str()));
            }
            QVERIFY(!send("{\"type\":\"content_block_stop\",\"index\":1}"));
        }
    }

    void anErrorInTheStreamIsOne()
    {
        AnthropicAdapter adapter(context(true));
        std::string out;
        const StreamStep step = adapter.stream(
            "event: error\ndata: "
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n",
            out);
        QVERIFY(step.state == StreamState::Failed);
        QVERIFY(step.failure && step.failure->publicText.find("Overloaded") != std::string::npos);
        QCOMPARE(step.failure->providerStatus, 529);
        QCOMPARE(out, std::string());
        AnthropicAdapter cut(context(true));
        QVERIFY(
            cut.stream("event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\"}}\n\n", out)
                .state == StreamState::Open);
        QVERIFY(cut.streamEnded(out).state == StreamState::Failed);
    }
};

OSTIARY_TEST(tst_AnthropicAdapter)
#include "tst_anthropicadapter.moc"
