// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/requestindex.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

class tst_RequestIndex : public QObject
{
    Q_OBJECT

    static constexpr const char *kMessages = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

private Q_SLOTS:
    void findsWhatDecides()
    {
        std::string body =
            " {\"messages\":[{\"role\":\"user\",\"content\":\"hé\"}], \"model\" : \"gpt-4o\" "
            ",\"stream\":true,\"max_tokens\":50,\"n\":2,\"stream_options\" : {\"x\":[1,{}],\"include_usage\":true} } ";
        const auto index = indexRequest(body, Surface::Chat);
        QVERIFY2(index.ok(), index ? "" : index.error().publicText.c_str());
        QCOMPARE(index->model, std::string("gpt-4o"));
        QCOMPARE(body.substr(index->modelSpan.at, index->modelSpan.size), std::string("\"gpt-4o\""));
        QVERIFY(index->stream);
        QVERIFY(index->includeUsage);
        QCOMPARE(body.substr(index->streamOptions.at, index->streamOptions.size),
                 std::string("{\"x\":[1,{}],\"include_usage\":true}"));
        QCOMPARE(index->maxTokens, std::optional<std::int64_t>(50));
        QCOMPARE(body.substr(index->maxTokensSpan.at, index->maxTokensSpan.size), std::string("50"));
        QCOMPARE(index->choices, std::int64_t(2));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("param");
        const QByteArray messages = kMessages;
        const auto row = [](const char *name, const QByteArray &body, const char *param) {
            QTest::newRow(name) << body << QString(param);
        };
        row("nothing", "", "request_body");
        row("blanks", "  \n ", "request_body");
        row("an array", "[1]", "request_body");
        row("a text", "\"x\"", "request_body");
        row("no JSON", "{model:1}", "request_body");
        row("cut off", "{\"model\":\"m\"," + messages, "request_body");
        row("something behind", "{\"model\":\"m\"," + messages + "} x", "request_body");
        row("two objects", "{\"model\":\"m\"," + messages + "}{}", "request_body");
        row("trailing comma", "{\"model\":\"m\"," + messages + ",}", "request_body");
        row("NaN", "{\"model\":\"m\",\"temperature\":NaN," + messages + "}", "request_body");
        row("a bare word", "{\"model\":\"m\",\"x\":nul," + messages + "}", "request_body");
        row("a bad number", "{\"model\":\"m\",\"x\":01," + messages + "}", "request_body");
        row("bad UTF-8", "{\"model\":\"m\",\"x\":\"\xff\"," + messages + "}", "request_body");
        row("a lone surrogate", "{\"model\":\"m\",\"x\":\"\\ud800\"," + messages + "}", "request_body");
        row("a bad escape", "{\"model\":\"m\",\"x\":\"\\q\"," + messages + "}", "request_body");
        row("a line break in a text", "{\"model\":\"m\",\"x\":\"a\nb\"," + messages + "}", "request_body");
        row("too deep", "{\"model\":\"m\",\"x\":" + QByteArray(500, '[') + QByteArray(500, ']') + "," + messages + "}",
            "request_body");
        row("no model", "{" + messages + "}", "model");
        row("model is a number", "{\"model\":1," + messages + "}", "model");
        row("empty model", "{\"model\":\"\"," + messages + "}", "model");
        row("a long model", "{\"model\":\"" + QByteArray(300, 'm') + "\"," + messages + "}", "model");
        row("two models", "{\"model\":\"a\"," + messages + ",\"model\":\"b\"}", "model");
        row("two models, one escaped", "{\"model\":\"a\"," + messages + ",\"mod\\u0065l\":\"b\"}", "model");
        row("model in capitals", "{\"model\":\"a\"," + messages + ",\"MODEL\":\"b\"}", "model");
        row("stream is a word", "{\"model\":\"m\",\"stream\":\"yes\"," + messages + "}", "stream");
        row("two streams", "{\"model\":\"m\",\"stream\":true,\"stream\":false," + messages + "}", "stream");
        row("max_tokens zero", "{\"model\":\"m\",\"max_tokens\":0," + messages + "}", "max_tokens");
        row("max_tokens negative", "{\"model\":\"m\",\"max_tokens\":-1," + messages + "}", "max_tokens");
        row("max_tokens text", "{\"model\":\"m\",\"max_tokens\":\"10\"," + messages + "}", "max_tokens");
        row("max_tokens huge", "{\"model\":\"m\",\"max_tokens\":9223372036854775808," + messages + "}", "max_tokens");
        row("max_tokens 1e308", "{\"model\":\"m\",\"max_tokens\":1e308," + messages + "}", "max_tokens");
        row("n of a million", "{\"model\":\"m\",\"n\":1000000," + messages + "}", "n");
        row("no messages", "{\"model\":\"m\"}", "messages");
        row("messages is a text", "{\"model\":\"m\",\"messages\":\"hi\"}", "messages");
    }
    void refuses()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, param);
        std::string text = body.toStdString();
        const auto index = indexRequest(text, Surface::Chat);
        QVERIFY(!index.ok());
        QCOMPARE(index.error().status, 400);
        QCOMPARE(QString::fromStdString(index.error().param), param);
    }

    void keepsBigNumbersAndUnknownFields()
    {
        std::string body =
            std::string(
                "{\"model\":\"m\",\"seed\":123456789012345678901234567890,\"x\":1.0,\"y\":{\"z\":[null,true]},") +
            kMessages + "}";
        QVERIFY(indexRequest(body, Surface::Chat).ok());
    }

    void boundsAreUpperBounds_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("surface");
        QTest::addColumn<qlonglong>("leastInput");
        QTest::addColumn<qlonglong>("choices");
        QTest::newRow("every byte of text counts")
            << QByteArray("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" +
                          QByteArray(100'000, 'a') + "\"}]}")
            << int(Surface::Chat) << 100'000LL << 1LL;
        QTest::newRow("prose that begins like a data URL counts, too")
            << QByteArray("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"data:" +
                          QByteArray(100'000, 'a') + "\"}]}")
            << int(Surface::Chat) << 100'000LL << 1LL;
        QTest::newRow("an image by address")
            << QByteArray("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                          "\"image_url\":{\"url\":\"https://x/y.png\"}}]}]}")
            << int(Surface::Chat) << 16'000LL << 1LL;
        QTest::newRow("n") << QByteArray("{\"model\":\"m\",\"n\":3,\"messages\":[]}") << int(Surface::Chat) << 1LL
                           << 3LL;
        QTest::newRow("best_of") << QByteArray("{\"model\":\"m\",\"best_of\":20,\"n\":2,\"prompt\":\"x\"}")
                                 << int(Surface::Completion) << 1LL << 20LL;
        QTest::newRow("many prompts") << QByteArray("{\"model\":\"m\",\"n\":2,\"prompt\":[\"a\",\"b\",\"c\"]}")
                                      << int(Surface::Completion) << 3LL << 6LL;
        QTest::newRow("one prompt in tokens")
            << QByteArray("{\"model\":\"m\",\"prompt\":[1,2,3]}") << int(Surface::Completion) << 3LL << 1LL;
    }
    void boundsAreUpperBounds()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, surface);
        QFETCH(qlonglong, leastInput);
        QFETCH(qlonglong, choices);
        std::string text = body.toStdString();
        const auto index = indexRequest(text, static_cast<Surface>(surface));
        QVERIFY2(index.ok(), index ? "" : index.error().publicText.c_str());
        QVERIFY(index->inputBound() >= leastInput);
        QCOMPARE(qlonglong(index->choices), choices);
    }

    void aPictureInTheBodyIsNotCountedAsText()
    {
        std::string body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                           "\"image_url\":{\"url\":\"data:image/png;base64," +
                           std::string(1'000'000, 'A') + "\"}}]}]}";
        const auto index = indexRequest(body, Surface::Chat);
        QVERIFY(index.ok());
        QVERIFY(index->inputBound() < 100'000);
    }
};

OSTIARY_TEST(tst_RequestIndex)
#include "tst_requestindex.moc"
