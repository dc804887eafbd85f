// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/provideradapter.h"
#include "server/providers/vectorform.h"
#include "tests/support/testregistry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace ostiary;

namespace {

std::unique_ptr<ProviderAdapter> adapterOf(bool stream, Surface surface = Surface::Chat, bool wantsUsage = false,
                                           Dialect dialect = Dialect::OpenAi)
{
    auto deployment = std::make_shared<Deployment>();
    deployment->provider = "prov";
    deployment->dialect = dialect;
    AttemptContext made;
    made.deployment = deployment;
    made.publicModel = "pub";
    made.stream = stream;
    made.surface = surface;
    made.clientWantsUsage = wantsUsage;
    made.createdSeconds = 5;
    made.maxAnswerBytes = 100'000;
    return ProviderAdapter::make(std::move(made));
}

std::string events(const QList<QByteArray> &data)
{
    std::string out;
    for (const QByteArray &one : data)
        out += "data: " + one.toStdString() + "\n\n";
    return out;
}

} // namespace

class tst_AnswerShape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeAnswerBecomesAStream_data()
    {
        QTest::addColumn<int>("surface");
        QTest::addColumn<bool>("wantsUsage");
        QTest::addColumn<QByteArray>("whole");
        QTest::addColumn<QList<QByteArray>>("chunks");
        const QByteArray head =
            "{\"object\":\"chat.completion.chunk\",\"id\":\"1\",\"created\":9,\"model\":\"pub\",\"choices\":[";
        const QByteArray usage = ",\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}";
        const QByteArray whole =
            "\n\n{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":9,\"model\":\"up\",\"choices\":[{"
            "\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"hi\",\"refusal\":null},"
            "\"logprobs\":null,\"finish_reason\":\"length\"}]" +
            usage + "}";
        const QList<QByteArray> chunks = {
            head + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":null}]}",
            head + "{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}]}"};
        QTest::newRow("chat") << int(Surface::Chat) << false << whole << chunks;
        QTest::newRow("chat with usage") << int(Surface::Chat) << true << whole
                                         << (chunks + QList<QByteArray>{head + "]" + usage + "}"});
        QTest::newRow("tool calls")
            << int(Surface::Chat) << false
            << QByteArray(
                   "{\"id\":\"1\",\"created\":9,\"model\":\"up\",\"choices\":[{\"message\":{\"content\":null,"
                   "\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":"
                   "\"{}\"}},{\"id\":\"b\"}]},\"finish_reason\":\"tool_calls\"}]}")
            << QList<QByteArray>{
                   head +
                       "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"tool_calls\":[{\"index\":0,\"id\":\"a\","
                       "\"type\":"
                       "\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},{\"index\":1,\"id\":\"b\"}]},"
                       "\"finish_reason\":null}]}",
                   head + "{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}"};
        const QByteArray text = "{\"object\":\"text_completion\",\"id\":\"1\",\"model\":\"pub\",\"choices\":[";
        QTest::newRow("text completion")
            << int(Surface::Completion) << false
            << QByteArray(
                   "{\"id\":\"1\",\"object\":\"text_completion\",\"model\":\"up\",\"choices\":[{\"index\":0,\"text\":"
                   "\"hi\",\"finish_reason\":\"stop\"}]}")
            << QList<QByteArray>{text + "{\"index\":0,\"text\":\"hi\",\"finish_reason\":null}]}",
                                 text + "{\"index\":0,\"text\":\"\",\"finish_reason\":\"stop\"}]}"};
    }
    void aWholeAnswerBecomesAStream()
    {
        QFETCH(int, surface);
        QFETCH(bool, wantsUsage);
        QFETCH(QByteArray, whole);
        QFETCH(QList<QByteArray>, chunks);
        for (qsizetype step = 1; step <= whole.size(); step *= 3) {
            const auto adapter = adapterOf(true, Surface(surface), wantsUsage);
            std::string out;
            for (qsizetype at = 0; at < whole.size(); at += step)
                QVERIFY(adapter->stream(whole.mid(at, step).toStdString(), out).state == StreamState::Open);
            QCOMPARE(out, std::string());
            QVERIFY(adapter->streamEnded(out).state == StreamState::Finished);
            QCOMPARE(QByteArray::fromStdString(out), QByteArray::fromStdString(events(chunks)));
            QVERIFY(adapter->sawContent());
        }
    }
    void anAnthropicMessageBecomesAStream()
    {
        const auto adapter = adapterOf(true, Surface::Chat, true, Dialect::Anthropic);
        std::string out;
        QVERIFY(
            adapter
                ->stream("{\"id\":\"m\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}],\"stop_reason\":\"end_turn\","
                         "\"usage\":{\"input_tokens\":7,\"output_tokens\":3}}",
                         out)
                .state == StreamState::Open);
        QVERIFY(adapter->streamEnded(out).state == StreamState::Finished);
        QVERIFY(out.find("\"delta\":{\"role\":\"assistant\",\"content\":\"hi\"}") != std::string::npos);
        QVERIFY(out.find("\"finish_reason\":\"stop\"") != std::string::npos);
        QVERIFY(out.find("\"total_tokens\":10") != std::string::npos);
        QCOMPARE(adapter->usage(), MaybeUsage(Usage{7, 3, 0, 0, 0}));
    }

    void aStreamBecomesAWholeAnswer_data()
    {
        QTest::addColumn<int>("surface");
        QTest::addColumn<QList<QByteArray>>("chunks");
        QTest::addColumn<QByteArray>("whole");
        const QByteArray head = "{\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"model\":\"up\",\"choices\":[";
        QTest::newRow("text, reasoning and usage")
            << int(Surface::Chat)
            << QList<
                   QByteArray>{head +
                                   "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":"
                                   "null}]}",
                               head + "{\"index\":0,\"delta\":{\"reasoning_content\":\"hm\"}}]}",
                               head + "{\"index\":0,\"delta\":{\"content\":\"h\xc3\xa9\"}}]}",
                               head + "{\"index\":0,\"delta\":{\"content\":\"llo\"}}]}",
                               head + "{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
                               head + "],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}",
                               "[DONE]"}
            << QByteArray(
                   "{\"id\":\"1\",\"object\":\"chat.completion\",\"model\":\"pub\",\"choices\":[{\"index\":0,"
                   "\"message\":{\"role\":\"assistant\",\"content\":\"h\xc3\xa9llo\",\"reasoning_content\":\"hm\"},"
                   "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_"
                   "tokens\":10}}");
        QTest::newRow("tool calls of two answers")
            << int(Surface::Chat)
            << QList<QByteArray>{head + "{\"index\":1,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"type\":"
                                        "\"function\","
                                        "\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"x\\\"\"}}]}}]}",
                                 head + "{\"index\":0,\"delta\":{\"content\":\"b\"}}]}",
                                 head + "{\"index\":1,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{"
                                        "\"arguments\":\":1}\"}}]}}]}",
                                 head + "{\"index\":1,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}",
                                 head + "{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}"}
            << QByteArray(
                   "{\"id\":\"1\",\"object\":\"chat.completion\",\"model\":\"pub\",\"choices\":[{\"index\":1,"
                   "\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"a\",\"type\":"
                   "\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"x\\\":1}\"}}]},\"finish_reason\":"
                   "\"tool_calls\"},{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"b\"},"
                   "\"finish_reason\":\"stop\"}]}");
        QTest::newRow("text completion")
            << int(Surface::Completion)
            << QList<QByteArray>{"{\"object\":\"text_completion\",\"model\":\"up\",\"choices\":[{\"index\":0,\"text\":"
                                 "\"h\"}]}",
                                 "{\"object\":\"text_completion\",\"model\":\"up\",\"choices\":[{\"index\":0,\"text\":"
                                 "\"i\","
                                 "\"finish_reason\":\"stop\"}]}",
                                 "[DONE]"}
            << QByteArray("{\"object\":\"text_completion\",\"model\":\"pub\",\"choices\":[{\"index\":0,\"text\":\"hi\","
                          "\"finish_reason\":\"stop\"}]}");
    }
    void aStreamBecomesAWholeAnswer()
    {
        QFETCH(int, surface);
        QFETCH(QList<QByteArray>, chunks);
        QFETCH(QByteArray, whole);
        const auto answer = adapterOf(false, Surface(surface))->answer(": hello\n\n" + events(chunks));
        QVERIFY2(answer.ok(), answer ? "" : answer.error().publicText.c_str());
        QCOMPARE(QByteArray::fromStdString(answer->body), whole);
        QCOMPARE(answer->usage.has_value(), whole.contains("usage"));
    }
    void aCutStreamIsNoWholeAnswer()
    {
        const auto answer =
            adapterOf(false)->answer(events({"{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}"}));
        QVERIFY(!answer.ok());
    }

    void whatIsNoAnswerIsRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char *name, const char *body) { QTest::newRow(name) << QByteArray(body); };
        row("nothing", "");
        row("blanks", "\n \n");
        row("a page", "<!DOCTYPE html><html><title>Sign in</title></html>");
        row("plain text", "upstream connect error");
        row("a list", "[]");
        row("a number", "17");
        row("null", "null");
        row("an empty object", "{}");
        row("another answer", "{\"id\":\"1\",\"object\":\"thing\"}");
        row("vLLM's error", "{\"object\":\"error\",\"message\":\"boom\",\"code\":400}");
        row("an error as a text", "{\"error\":\"boom\"}");
        row("an error beside choices",
            "{\"error\":{\"message\":\"boom\"},\"choices\":[{\"message\":{\"content\":\"a\"}}]}");
        row("FastAPI", "{\"detail\":\"boom\"}");
        row("a choice that failed", "{\"choices\":[{\"message\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}");
        row("no choices", "{\"choices\":null}");
        row("an empty list of choices", "{\"choices\":[]}");
        row("an empty list of choices with usage",
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":0}}");
        row("choices of nothing", "{\"choices\":[null]}");
        row("a choice and nothing", "{\"choices\":[{\"message\":{\"content\":\"a\"}},null]}");
        row("an empty stream", "data: [DONE]\n\n");
        row("comments", ": wait\n\n: wait\n\ndata: [DONE]\n\n");
        row("a stream of no choices", "data: {\"choices\":[]}\n\ndata: [DONE]\n\n");
    }
    void whatIsNoAnswerIsRefused()
    {
        QFETCH(QByteArray, body);
        for (const Surface surface : {Surface::Chat, Surface::Completion, Surface::Embedding}) {
            if (surface == Surface::Embedding && body.contains("choices"))
                continue;
            const auto answer = adapterOf(false, surface)->answer(body.toStdString());
            QVERIFY(!answer.ok());
            QVERIFY(!answer.error().publicText.empty());
            QCOMPARE(body.contains("boom"), answer.error().publicText.find("boom") != std::string::npos);
            QVERIFY(answer.error().publicText.find("status 500") == std::string::npos);
            if (surface == Surface::Embedding)
                continue;
            const auto adapter = adapterOf(true, surface);
            std::string out;
            StreamStep step = adapter->stream(body.toStdString(), out);
            if (step.state == StreamState::Open)
                step = adapter->streamEnded(out);
            QVERIFY(step.failure && out.find("\"delta\":{\"") == std::string::npos);
            QVERIFY(!adapter->sawContent() || body.contains("error"));
        }
    }
    void cutJsonIsRefusedWhereverItIsCut()
    {
        const std::string chat =
            "{\"id\":\"1\",\"choices\":[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}],"
            "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}";
        const std::string vectors =
            "{\"data\":[{\"index\":0,\"embedding\":[0.5,1]},{\"index\":1,\"embedding\":\"AAAA\"}]}";
        for (const auto &[body, surface] : {std::pair(chat, Surface::Chat), std::pair(vectors, Surface::Embedding)}) {
            QVERIFY(adapterOf(false, surface)->answer(body).ok());
            for (std::size_t size = 0; size < body.size(); ++size)
                QVERIFY2(!adapterOf(false, surface)->answer(body.substr(0, size)).ok(), body.substr(0, size).c_str());
        }
    }
    void anEmptyErrorIsNone_data()
    {
        QTest::addColumn<QByteArray>("error");
        for (const char *error : {"null", "\"\"", "{}", "[]", "false"})
            QTest::newRow(error) << QByteArray(error);
    }
    void anEmptyErrorIsNone()
    {
        QFETCH(QByteArray, error);
        QVERIFY(adapterOf(false)
                    ->answer("{\"error\":" + error.toStdString() + ",\"choices\":[{\"message\":{\"content\":\"a\"}}]}")
                    .ok());
    }

    void anEventOverSeveralLinesIsOneLine()
    {
        const auto adapter = adapterOf(true);
        std::string out;
        QVERIFY(
            adapter
                ->stream("data: {\"model\":\"up\",\ndata:  \"choices\":[{\"delta\":{\"content\":\"a\"}}]\ndata: }\n\n"
                         "data: \t[DONE] \n\n",
                         out)
                .state == StreamState::Finished);
        QCOMPARE(out, std::string("data: {\"model\":\"pub\",  \"choices\":[{\"delta\":{\"content\":\"a\"}}] }\n\n"));
    }
    void blankLinesMayComeFirst()
    {
        const auto adapter = adapterOf(true);
        std::string out;
        for (int i = 0; i < 1000; ++i) // more of them than an answer may be large
            QVERIFY(adapter->stream(std::string(1000, '\n'), out).state == StreamState::Open);
        QVERIFY(
            adapter->stream("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata: [DONE]\n\n", out).state ==
            StreamState::Finished);
    }
    void tooMuchOfNoStreamIsRefused()
    {
        const auto adapter = adapterOf(true);
        std::string out;
        StreamStep step = adapter->stream("{\"choices\":[\"", out);
        for (int i = 0; i < 200 && step.state == StreamState::Open; ++i)
            step = adapter->stream(std::string(1000, 'x'), out);
        QVERIFY(step.failure && out.empty());
    }

    void callsAreNumbered_data()
    {
        QTest::addColumn<QList<QByteArray>>("deltas");
        QTest::addColumn<QString>("numbers");
        const auto call = [](const char *more) { return QByteArray("{\"tool_calls\":[{") + more + "}]}"; };
        QTest::newRow("one, whole") << QList<QByteArray>{call(R"("id":"a","function":{"name":"f"})")} << "0";
        QTest::newRow("in pieces") << QList<QByteArray>{call(R"("id":"a")"), call(R"("function":{"arguments":"{"})"),
                                                        call(R"("id":"","function":{"arguments":"}"})")}
                                   << "0 0 0";
        QTest::newRow("its id in every piece")
            << QList<QByteArray>{call(R"("id":"a")"), call(R"("id":"a")"), call(R"("id":"b")"), call(R"("id":"b")")}
            << "0 0 1 1";
        QTest::newRow("two in a chunk") << QList<QByteArray>{R"({"tool_calls":[{"id":"a"},{"id":"b"}]})"} << "0 1";
        QTest::newRow("names without ids") << QList<QByteArray>{call(R"("function":{"name":"f","arguments":"{}"})"),
                                                                call(R"("function":{"name":"g","arguments":"{"})"),
                                                                call(R"("function":{"arguments":"}"})")}
                                           << "0 1 1";
        QTest::newRow("two in a chunk without ids")
            << QList<QByteArray>{R"({"tool_calls":[{"function":{"name":"f"}},{"function":{"name":"f"}}]})"} << "0 1";
        QTest::newRow("an empty one") << QList<QByteArray>{call("")} << "0";
        QTest::newRow("numbered ones stay") << QList<QByteArray>{call(R"("index":3,"id":"a")")} << "3";
    }
    void callsAreNumbered()
    {
        QFETCH(QList<QByteArray>, deltas);
        QFETCH(QString, numbers);
        const auto adapter = adapterOf(true);
        std::string out;
        for (const QByteArray &delta : deltas) {
            const std::string event = "data: {\"choices\":[{\"delta\":" + delta.toStdString() + ",\"index\":0}]}\n\n";
            QVERIFY(adapter->stream(event, out).state == StreamState::Open);
        }
        QStringList found;
        for (const QByteArray &event : QByteArray::fromStdString(out).split('\n')) {
            const QJsonDocument json = QJsonDocument::fromJson(event.mid(6));
            QVERIFY(event.isEmpty() || json.isObject());
            for (const QJsonValue &each : json["choices"][0]["delta"]["tool_calls"].toArray())
                found += each["index"].isDouble() ? QString::number(each["index"].toInt()) : "none";
        }
        QCOMPARE(found.join(' '), numbers);
    }
    void callsOfSeveralAnswersAreNumberedApart()
    {
        const auto adapter = adapterOf(true);
        std::string out;
        for (const int choice : {1, 0, 1}) {
            const std::string event = "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"c" +
                                      std::to_string(out.size()) + "\"}]},\"index\":" + std::to_string(choice) +
                                      "}]}\n\n";
            QVERIFY(adapter->stream(event, out).state == StreamState::Open);
        }
        QCOMPARE(QByteArray::fromStdString(out).count("[{\"index\":0,"), 2);
        QCOMPARE(QByteArray::fromStdString(out).count("[{\"index\":1,"), 1);
    }
    void aByteOrderMarkIsPassedOver()
    {
        const std::string body = "\xef\xbb\xbf{\"choices\":[{\"message\":{\"content\":\"a\"}}]}";
        const auto whole = adapterOf(false)->answer(body);
        QVERIFY(whole.ok());
        QVERIFY(whole->body.starts_with('{'));
        const auto stream = adapterOf(true);
        std::string out;
        QVERIFY(stream->stream(body, out).state == StreamState::Open);
        QVERIFY(stream->streamEnded(out).state == StreamState::Finished);
        QVERIFY(out.find("\"content\":\"a\"") != std::string::npos);
    }
    void aDearerTierIsTold_data()
    {
        QTest::addColumn<bool>("dearer");
        for (const char *usual : {"default", "auto", "flex", "standard", "on_demand", "batch"})
            QTest::newRow(usual) << false;
        for (const char *dearer : {"priority", "performance", "fast"})
            QTest::newRow(dearer) << true;
    }
    void aDearerTierIsTold()
    {
        const std::string tier = std::string("\"service_tier\":\"") + QTest::currentDataTag() + "\"";
        const auto whole = adapterOf(false);
        QVERIFY(whole->answer("{\"choices\":[{\"message\":{\"content\":\"a\"}}]," + tier + "}").ok());
        QTEST(whole->priceThousandths() > 1000, "dearer");
        const auto stream = adapterOf(true);
        std::string out;
        (void)stream->stream("data: {\"choices\":[]," + tier + "}\n\ndata: {\"choices\":[]}\n\n", out);
        QTEST(stream->priceThousandths() > 1000, "dearer");
    }

    void answersOfTooManyFieldsStaySmall()
    {
        std::string fields, choices;
        for (int i = 0; i < 5000; ++i)
            fields += ",\"k" + std::to_string(i) + "\":1";
        const auto joined = adapterOf(false)->answer("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},"
                                                     "\"finish_reason\":\"stop\"}]" +
                                                     fields + "}\n\ndata: [DONE]\n\n");
        QVERIFY(joined.ok());
        QVERIFY(joined->body.find("\"content\":\"a\"") != std::string::npos);
        QVERIFY(joined->body.size() < 8000);
        for (int i = 0; i < 100; ++i)
            choices += (i ? "," : "") + std::string("{\"message\":{\"content\":\"a\"}}");
        const auto stream = adapterOf(true);
        std::string out;
        const std::string pad = "{\"pad\":\"" + std::string(20'000, 'p') + "\",\"choices\":[";
        QVERIFY(stream->stream(pad + choices + "]}", out).state == StreamState::Open);
        QVERIFY(stream->streamEnded(out).state == StreamState::Finished);
        QVERIFY2(out.size() < 60'000, qPrintable(QString::number(out.size()))); // once, not with every choice
    }
    void answersOfTooManyChoicesAreNone()
    {
        std::string choices, bare;
        for (int i = 0; i < 300; ++i) {
            choices += (i ? "," : "") + std::string("{\"message\":{\"content\":\"a\"}}");
            bare += (i ? ",{}" : "{}");
        }
        const auto whole = adapterOf(true);
        std::string out;
        QVERIFY(whole->stream("{\"choices\":[" + choices + "]}", out).state == StreamState::Open);
        QVERIFY(whole->streamEnded(out).failure);
        const auto stream = adapterOf(true);
        QVERIFY(stream->stream("data: {\"choices\":[" + bare + "]}\n\n", out).failure);
    }
    void longCommentsAreNotPassedOn()
    {
        const auto stream = adapterOf(true);
        std::string out;
        (void)stream->stream(": wait\n\n: " + std::string(5000, 'k') + "\n\n", out);
        QCOMPARE(out, std::string(": wait\n\n:\n\n"));
    }

    void countsThePicturesOfAnAnswer_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<qint64>("pictures");
        const QByteArray picture = R"({"type":"image_url","image_url":{"url":"data:image/png;base64,AA"}})";
        QTest::newRow("beside the text") << QByteArray("{\"content\":\"a\",\"images\":[" + picture + "," + picture +
                                                       "]}")
                                         << qint64(2);
        QTest::newRow("as texts") << QByteArray(R"({"images":["data:image/png;base64,AA","AA"]})") << qint64(2);
        QTest::newRow("of no type") << QByteArray(R"({"images":[{"b64_json":"AA"}]})") << qint64(1);
        QTest::newRow("among the parts") << QByteArray("{\"content\":[{\"type\":\"text\",\"text\":\"a\"}," + picture +
                                                       "]}")
                                         << qint64(1);
        QTest::newRow("an output's") << QByteArray(R"({"content":[{"type":"output_image","b64_json":"AA"}]})")
                                     << qint64(1);
        QTest::newRow("none") << QByteArray(R"({"content":"an image","images":[]})") << qint64(0);
        QTest::newRow("null") << QByteArray(R"({"content":null,"images":null})") << qint64(0);
    }
    void countsThePicturesOfAnAnswer()
    {
        QFETCH(QByteArray, message);
        const std::string text = message.toStdString();
        const auto whole = adapterOf(false);
        QVERIFY(whole->answer("{\"choices\":[{\"message\":" + text + ",\"finish_reason\":\"stop\"}]}").ok());
        QTEST(qint64(whole->picturesMade()), "pictures");
        const auto stream = adapterOf(true);
        std::string out;
        QVERIFY(stream->stream("data: {\"choices\":[{\"delta\":" + text + "}]}\n\n", out).state == StreamState::Open);
        QTEST(qint64(stream->picturesMade()), "pictures");
    }

    void contentIsToldFromTheRest_data()
    {
        QTest::addColumn<QByteArray>("event");
        QTest::addColumn<bool>("content");
        const auto delta = [](const char *name, const char *json, bool content) {
            QTest::newRow(name) << QByteArray("data: {\"choices\":[{\"index\":0,\"delta\":") + json + "}]}\n\n"
                                << content;
        };
        QTest::newRow("a comment") << QByteArray(": ping\n\n") << false;
        QTest::newRow("Azure's first chunk")
            << QByteArray("data: {\"choices\":[],\"prompt_filter_results\":[{\"prompt_index\":0}]}\n\n") << false;
        QTest::newRow("usage") << QByteArray(
                                      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":0}}"
                                      "\n\n")
                               << false;
        delta("a role", "{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", false);
        delta("nothing", "{}", false);
        delta("null", "{\"content\":null,\"tool_calls\":null}", false);
        delta("no calls", "{\"content\":\"\",\"tool_calls\":[]}", false);
        delta("text", "{\"content\":\"a\"}", true);
        delta("text in parts", "{\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}", true);
        delta("reasoning", "{\"reasoning_content\":\"a\"}", true);
        delta("reasoning of others", "{\"reasoning\":\"a\"}", true);
        delta("a refusal", "{\"refusal\":\"a\"}", true);
        delta("a call", "{\"tool_calls\":[{\"index\":0,\"id\":\"c\"}]}", true);
        delta("an old call", "{\"function_call\":{\"name\":\"f\"}}", true);
        delta("sound", "{\"audio\":{\"data\":\"AA\"}}", true);
        QTest::newRow("the end") << QByteArray("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n")
                                 << true;
        QTest::newRow("completion text") << QByteArray("data: {\"choices\":[{\"text\":\"a\"}]}\n\n") << true;
    }
    void contentIsToldFromTheRest()
    {
        QFETCH(QByteArray, event);
        QFETCH(bool, content);
        const auto adapter = adapterOf(true);
        std::string out;
        QVERIFY(adapter->stream(event.toStdString(), out).state == StreamState::Open);
        QCOMPARE(adapter->sawContent(), content);
    }
    void anthropicsContentIsTold_data()
    {
        QTest::addColumn<QByteArray>("event");
        QTest::addColumn<bool>("content");
        const auto row = [](const char *name, const char *json, bool content) {
            QTest::newRow(name) << QByteArray("data: ") + json + "\n\n" << content;
        };
        row("the start", "{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"usage\":{\"input_tokens\":5}}}",
            false);
        row("a ping", "{\"type\":\"ping\"}", false);
        row("a text begins", "{\"type\":\"content_block_start\",\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
            false);
        row("a call begins",
            "{\"type\":\"content_block_start\",\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\"}}", true);
        row("text", "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}", true);
        row("thought", "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"a\"}}",
            true);
        row("the end", "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}", true);
    }
    void anthropicsContentIsTold()
    {
        QFETCH(QByteArray, event);
        QFETCH(bool, content);
        const auto adapter = adapterOf(true, Surface::Chat, false, Dialect::Anthropic);
        std::string out;
        QVERIFY(adapter->stream(event.toStdString(), out).state == StreamState::Open);
        QCOMPARE(adapter->sawContent(), content);
    }

    void vectorsComeInTheFormAskedFor_data()
    {
        QTest::addColumn<QByteArray>("asked");
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("got");
        const QByteArray lists = "{\"object\":\"list\",\"data\":[{\"index\":0,\"embedding\":[0.5,-1.25]},{\"index\":1,"
                                 "\"embedding\":[1,0.001]}],\"model\":\"pub\"}";
        const QByteArray texts =
            "{\"object\":\"list\",\"data\":[{\"index\":0,\"embedding\":\"AAAAPwAAoL8=\"},{\"index\":1,"
            "\"embedding\":\"AACAP28Sgzo=\"}],\"model\":\"pub\"}";
        const QByteArray unindexed = "{\"data\":[{\"embedding\":[0.5]},{\"embedding\":[1.5]}]}";
        const auto row = [](const char *name, const char *asked, const QByteArray &sent, const QByteArray &got) {
            QTest::newRow(name) << QByteArray("{\"model\":\"m\",\"input\":[\"a\",\"b\"]") + asked + "}" << sent << got;
        };
        row("numbers as asked", "", lists, lists);
        row("numbers for Base64", ",\"encoding_format\":\"base64\"", lists, texts);
        row("Base64 as asked", ",\"encoding_format\":\"base64\"", texts, texts);
        row("Base64 for numbers", ",\"encoding_format\":\"float\"", texts, lists);
        row("Base64 for nothing said", "", texts, lists);
        row("Base64 for null", ",\"encoding_format\":null", texts, lists);
        row("another form", ",\"encoding_format\":\"int8\"", texts, texts);
        row("no index", "", unindexed,
            "{\"data\":[{\"embedding\":[0.5],\"index\":0},{\"embedding\":[1.5],\"index\":1}]}");
        row("no Base64", "", "{\"data\":[{\"index\":0,\"embedding\":\"?\"}]}",
            "{\"data\":[{\"index\":0,\"embedding\":\"?\"}]}");
        row("a list of lists", ",\"encoding_format\":\"base64\"", "{\"data\":[{\"index\":0,\"embedding\":[[1]]}]}",
            "{\"data\":[{\"index\":0,\"embedding\":[[1]]}]}");
    }
    void vectorsComeInTheFormAskedFor()
    {
        QFETCH(QByteArray, asked);
        QFETCH(QByteArray, sent);
        QFETCH(QByteArray, got);
        const auto adapter = adapterOf(false, Surface::Embedding);
        std::string body = asked.toStdString();
        const auto index = indexRequest(body, Surface::Embedding);
        QVERIFY(index.ok());
        QVERIFY(adapter->request(*index, body).ok());
        const auto answer = adapter->answer(sent.toStdString());
        QVERIFY(answer.ok());
        QCOMPARE(QByteArray::fromStdString(answer->body), got);
    }
};

OSTIARY_TEST(tst_AnswerShape)
#include "tst_answershape.moc"
