// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/requestindex.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

namespace {

/// A WAV file's head: 16,000 bytes a second.
const QByteArray kWavHead =
    QByteArray::fromHex("52494646ffffffff57415645666d74201000000001000100803e0000803e000001000800"
                        "64617461ffffffff00");

} // namespace

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
        QCOMPARE(index->fields.size(), std::size_t(6));
        QCOMPARE(body.substr(index->fields[3].key.at, index->fields[3].key.size), std::string("\"max_tokens\""));
        QCOMPARE(body.substr(index->fields[3].value.at, index->fields[3].value.size), std::string("50"));
        QCOMPARE(body.substr(index->fields[5].value.at, index->fields[5].value.size),
                 std::string("{\"x\":[1,{}],\"include_usage\":true}"));
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
        QByteArray many;
        for (int i = 0; i < 1100; ++i)
            many += ",\"a" + QByteArray::number(i) + "\":1";
        row("more fields than anybody writes", "{\"model\":\"m\"," + messages + many + "}", "request_body");
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
        row("a model with half a surrogate pair", "{\"model\":\"m\\ud800\"," + messages + "}", "model");
        row("a short escape", "{\"model\":\"m\",\"x\":\"\\u12\"," + messages + "}", "request_body");
        row("an escape that is no number", "{\"model\":\"m\",\"x\":\"\\u12g4\"," + messages + "}", "request_body");
        row("a bad escape in a name", "{\"model\":\"m\",\"x\":{\"\\q\":1}," + messages + "}", "request_body");
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
        row("max_tokens negative", "{\"model\":\"m\",\"max_tokens\":-2," + messages + "}", "max_tokens");
        row("best_of negative", "{\"model\":\"m\",\"best_of\":-1," + messages + "}", "best_of");
        row("two usages",
            "{\"model\":\"m\",\"stream_options\":{\"include_usage\":true,\"include_usage\":false}," + messages + "}",
            "stream_options.include_usage");
        row("max_tokens text", "{\"model\":\"m\",\"max_tokens\":\"10\"," + messages + "}", "max_tokens");
        row("max_tokens huge", "{\"model\":\"m\",\"max_tokens\":9223372036854775808," + messages + "}", "max_tokens");
        row("max_tokens 1e308", "{\"model\":\"m\",\"max_tokens\":1e308," + messages + "}", "max_tokens");
        row("max_tokens and a half", "{\"model\":\"m\",\"max_tokens\":1.5," + messages + "}", "max_tokens");
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

    // Where an escape stands in a text decides how it is found: all places, alone and beside another.
    void measuresTextWhereverItsEscapesStand()
    {
        struct
        {
            const char *raw;
            int bytes;
        } const escapes[] = {{"\\n", 1},     {"\\\\", 1},           {"\\\"", 1},    {"\\/", 1},
                             {"\\u00e9", 2}, {"\\ud83d\\ude00", 4}, {"\\ud83d", 3}, {"\\u20ac", 3}};
        for (const auto &escape : escapes) {
            for (int before = 0; before < 70; ++before) {
                for (int after : {0, 1, 5, 31, 32, 40}) {
                    for (int twice : {1, 2}) {
                        std::string raw(before, 'a');
                        for (int i = 0; i < twice; ++i)
                            raw += escape.raw;
                        raw += std::string(after, 'b');
                        const std::string roomy = raw + std::string(32, '\\');
                        bool lone = false;
                        const auto length = textLength(std::string_view(roomy).substr(0, raw.size()), lone);
                        QCOMPARE(length.value_or(-1), before + after + twice * escape.bytes);
                        QCOMPARE(lone, std::string_view(escape.raw) == "\\ud83d");
                    }
                }
                std::string scratch;
                const std::string text = std::string(before, 'a') + escape.raw + "b";
                QCOMPARE(int(plainText(text, scratch).size()), before + escape.bytes + 1);
            }
        }
        for (const char *wrong : {"\\", "\\q", "\\u12", "\\u12g4", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\\"}) {
            const std::string roomy = std::string(wrong) + std::string(32, 'n');
            bool lone = false;
            QVERIFY(!textLength(std::string_view(roomy).substr(0, std::strlen(wrong)), lone));
        }
    }

    void takesWhatClientsSend_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<qlonglong>("limit"); // -1: none
        QTest::newRow("max_tokens 0") << QByteArray("\"max_tokens\":0") << -1LL;
        QTest::newRow("max_completion_tokens 0") << QByteArray("\"max_completion_tokens\":0") << -1LL;
        QTest::newRow("max_tokens -1") << QByteArray("\"max_tokens\":-1") << -1LL;
        QTest::newRow("max_completion_tokens -1") << QByteArray("\"max_completion_tokens\":-1") << -1LL;
        QTest::newRow("max_tokens null") << QByteArray("\"max_tokens\":null") << -1LL;
        QTest::newRow("max_tokens 100.0") << QByteArray("\"max_tokens\":100.0,\"n\":1.0") << 100LL;
        QTest::newRow("both") << QByteArray("\"max_tokens\":5,\"max_completion_tokens\":7") << 7LL;
        QTest::newRow("one and no limit") << QByteArray("\"max_tokens\":5,\"max_completion_tokens\":-1") << -1LL;
        QTest::newRow("one and null") << QByteArray("\"max_tokens\":5,\"max_completion_tokens\":null") << 5LL;
        QTest::newRow("best_of 0") << QByteArray("\"best_of\":0") << -1LL;
        QTest::newRow("best_of null") << QByteArray("\"best_of\":null,\"n\":null") << -1LL;
        QTest::newRow("include_usage null") << QByteArray("\"stream_options\":{\"include_usage\":null}") << -1LL;
        QTest::newRow("stream null") << QByteArray("\"stream\":null,\"stream_options\":null") << -1LL;
        QTest::newRow("half a surrogate pair") << QByteArray("\"x\":\"a\\ud800\"") << -1LL;
        QTest::newRow("the other half") << QByteArray("\"x\":[\"\\udc00\\ud800\"]") << -1LL;
        QTest::newRow("half a pair in a name") << QByteArray("\"x\":{\"\\udfff\":1}") << -1LL;
        QTest::newRow("half a pair in a field's name") << QByteArray("\"\\udfff\":1") << -1LL;
        QTest::newRow("no bias") << QByteArray("\"logit_bias\":{}") << -1LL;
        QTest::newRow("no tools") << QByteArray("\"tools\":[],\"functions\":[],\"stop\":[]") << -1LL;
    }
    void takesWhatClientsSend()
    {
        QFETCH(QByteArray, fields);
        QFETCH(qlonglong, limit);
        std::string body = std::string("{\"model\":\"m\",") + kMessages + "," + fields.toStdString() + "}";
        const std::string before = body;
        const auto index = indexRequest(body, Surface::Chat);
        QVERIFY2(index.ok(), index ? "" : index.error().publicText.c_str());
        QCOMPARE(qlonglong(index->maxTokens.value_or(-1)), limit);
        QCOMPARE(qlonglong(index->choices), 1LL);
        QVERIFY(!index->includeUsage && !index->stream);
        QCOMPARE(index->loneSurrogates, fields.contains("\\ud"));
        QCOMPARE(body, before);
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

    void textIsTextWhereverItStands_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *name, const QByteArray &before, const QByteArray &after) {
            QTest::newRow(name) << before << after;
        };
        const QByteArray m = kMessages;
        const auto part = [&](const char *name, const QByteArray &before, const QByteArray &after) {
            row(name, "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{" + before, after + "}]}]}");
        };
        for (const char *field : {"data", "url", "image_url", "file_data", "file_id", "da\\u0074a", "u\\u0072l"}) {
            const QByteArray at = "\"" + QByteArray(field) + "\":\"data:image/png;base64,";
            QTest::addRow("a schema's %s", field)
                << QByteArray("{\"model\":\"m\"," + m + ",\"tools\":[{\"function\":{\"parameters\":{" + at)
                << QByteArray("\"}}}]}");
            QTest::addRow("metadata's %s", field)
                << QByteArray("{\"model\":\"m\"," + m + ",\"metadata\":{" + at) << QByteArray("\"}}");
            QTest::addRow("response_format's %s", field)
                << QByteArray("{\"model\":\"m\"," + m + ",\"response_format\":{\"json_schema\":{" + at)
                << QByteArray("\"}}}");
            QTest::addRow("the request's %s", field)
                << QByteArray("{\"model\":\"m\"," + m + "," + at) << QByteArray("\"}");
            QTest::addRow("a message's %s", field)
                << QByteArray("{\"model\":\"m\",\"messages\":[{\"role\":\"user\"," + at) << QByteArray("\"}]}");
            QTest::addRow("a tool call's %s", field)
                << QByteArray("{\"model\":\"m\",\"messages\":[{\"tool_calls\":[{\"function\":{" + at)
                << QByteArray("\"}}]}]}");
            QTest::addRow("a text part's %s", field)
                << QByteArray("{\"model\":\"m\",\"messages\":[{\"content\":[{\"type\":\"text\",\"text\":\"x\"," + at)
                << QByteArray("\"}]}]}");
            QTest::addRow("a part in a part, %s", field)
                << QByteArray("{\"model\":\"m\",\"messages\":[{\"content\":[{\"type\":\"image_url\",\"x\":{" + at)
                << QByteArray("\"}}]}]}");
            QTest::addRow("a list in a list, %s", field)
                << QByteArray("{\"model\":\"m\",\"messages\":[{\"content\":[[{\"type\":\"image_url\",\"image_url\":{" +
                              at)
                << QByteArray("\"}}]]}]}");
        }
        row("content as an object",
            "{\"model\":\"m\",\"messages\":[{\"content\":{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/"
            "png;base64,",
            "\"}}}]}");
        row("a field's own name", "{\"model\":\"m\"," + m + ",\"", "\":1}");
        row("a name in a schema", "{\"model\":\"m\"," + m + ",\"tools\":[{\"", "\":1}]}");
        row("the user", "{\"model\":\"m\"," + m + ",\"user\":\"", "\"}");
        row("a prompt", "{\"model\":\"m\"," + m + ",\"prompt\":[\"", "\"]}");
        row("a number", "{\"model\":\"m\"," + m + ",\"tools\":[0.", "1]}");
        part("prose in an image's place", "\"type\":\"image_url\",\"image_url\":{\"url\":\"", "\"}");
        part("prose in an image's place, bare", "\"type\":\"image_url\",\"image_url\":\"", "\"");
        part("text as a data URL", "\"type\":\"image_url\",\"image_url\":{\"url\":\"data:text/plain;base64,", "\"}");
        part("text as a data URL without a type", "\"type\":\"image_url\",\"image_url\":{\"url\":\"data:;base64,",
             "\"}");
        part("text as a data URL that is not base64", "\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png,",
             "\"}");
        part("prose behind an image's head",
             "\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,two words", "\"}");
        part("prose with escaped blanks",
             "\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,two\\u0020words", "\"}");
        part("a drawing is text", "\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/svg+xml;base64,", "\"}");
        part("an address", "\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x/", "\"}");
        part("an image's detail",
             "\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA\",\"detail\":\"", "\"}");
        part("a second url", "\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA\",\"url\":\"",
             "\"}");
        part("a part of two types", "\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,",
             "\"},\"type\":\"text\"");
        part("a part without a type", "\"image_url\":{\"url\":\"data:image/png;base64,", "\"}");
        part("a part of another type", "\"type\":\"file\",\"image_url\":{\"url\":\"data:image/png;base64,", "\"}");
        part("a file that is text", "\"type\":\"file\",\"file\":{\"file_data\":\"", "\"}");
        part("a file that is text, as a data URL", "\"type\":\"file\",\"file\":{\"file_data\":\"data:text/csv;base64,",
             "\"}");
        part("a PDF is billed by its text", "\"type\":\"file\",\"file\":{\"file_data\":\"data:application/pdf;base64,",
             "\"}");
        part("a file's name", "\"type\":\"file\",\"file\":{\"file_id\":\"f\",\"filename\":\"", "\"}");
        part("a file's id", "\"type\":\"file\",\"file\":{\"file_id\":\"", "\"}");
        part("text as sound", "\"type\":\"input_audio\",\"input_audio\":{\"format\":\"wav\",\"data\":\"two words",
             "\"}");
        part("a sound's format", "\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AA\",\"format\":\"", "\"}");
        part("a source that is text",
             "\"type\":\"document\",\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"", "\"}");
        part("a source without a type", "\"type\":\"image\",\"source\":{\"media_type\":\"image/png\",\"data\":\"",
             "\"}");
        part("a source of two media types",
             "\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"media_type\":\"text/"
             "plain\",\"data\":\"",
             "\"}");
    }
    void textIsTextWhereverItStands()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        std::string body = before.toStdString() + std::string(200'000, '7') + after.toStdString();
        const auto index = indexRequest(body, Surface::Chat);
        QVERIFY2(index.ok(), index ? "" : index.error().publicText.c_str());
        QVERIFY2(index->inputBound() >= 200'000, qPrintable(QString::number(index->inputBound())));
        QVERIFY(index->inputBound(128'000) >= 200'000);
    }

    void attachmentsHaveTheirAllowance_data()
    {
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<qlonglong>("least");
        QTest::addColumn<qlonglong>("most");
        const QByteArray data(1'000'000, 'A');
        QTest::newRow("an image") << QByteArray(
                                         "\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64," +
                                         data + "\",\"detail\":\"high\"}")
                                  << 16'384LL << 100'000LL;
        QTest::newRow("its type behind it")
            << QByteArray("\"image_url\":{\"detail\":\"low\",\"url\":\"data:IMAGE/JPEG;charset=x;base64," + data +
                          "\"},\"type\":\"image_url\"")
            << 16'384LL << 100'000LL;
        QTest::newRow("with escaped slashes")
            << QByteArray("\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image\\/png;base64,A\\/A" + data +
                          "\\n" + data + "\"}")
            << 16'384LL << 150'000LL;
        QTest::newRow("bare") << QByteArray("\"type\":\"image_url\",\"image_url\":\"data:image/png;base64," + data +
                                            "\"")
                              << 16'384LL << 100'000LL;
        QTest::newRow("sound") << QByteArray(
                                      "\"type\":\"input_audio\",\"input_audio\":{\"format\":\"wav\",\"data\":\"" +
                                      kWavHead.toBase64() + data + "\"}")
                               << 16'384LL << 100'000LL;
        QTest::newRow("sound whose encoding is not known may fill the model")
            << QByteArray("\"type\":\"input_audio\",\"input_audio\":{\"format\":\"ogg\",\"data\":\"" + data + "\"}")
            << 500'000LL << 500'000LL;
        for (const char *head : {"data:application/pdf;base64;name=a.pdf", "data:application/pdf;x=base64y;base64 ",
                                 "DATA:application/pdf", " data:application/pdf;base64",
                                 "\\u0064ata:application/pdf;base64", "da\\tta:application/pdf;base64", "data:;base64",
                                 "data:pdf;base64", "data:image/png;base64;x=\\u002c", "data:image/png"})
            QTest::newRow(head) << QByteArray("\"type\":\"file\",\"file\":{\"file_data\":\"" + QByteArray(head) +
                                              ",AAAA\"}")
                                << 500'000LL << 500'000LL;
        for (const auto &[name, url] :
             {std::pair("many blanks before", QByteArray(400, ' ') + "data:application/pdf;base64,AAAA"),
              std::pair("line breaks in the scheme",
                        "d" + QByteArray("\\n").repeated(300) + "ata:application/pdf;base64,AAAA"),
              std::pair("escaped blanks before",
                        QByteArray("\\u0020").repeated(300) + "data:application/pdf;base64,AAAA"),
              std::pair("blanks before an address", QByteArray(400, ' ') + "https://x/y")})
            QTest::newRow(name) << QByteArray("\"type\":\"file\",\"file\":{\"file_data\":\"" + url + "\"}") << 500'000LL
                                << 500'000LL;
        QTest::newRow("a long head") << QByteArray(
                                            "\"type\":\"file\",\"file\":{\"file_data\":\"data:application/pdf;name=" +
                                            QByteArray(5000, 'x') + ";base64,AAAA\"}")
                                     << 500'000LL << 500'000LL;
        QTest::newRow("a document without a head")
            << QByteArray("\"type\":\"file\",\"file\":{\"file_data\":\"JVBERi0xLjQK\"}") << 500'000LL << 500'000LL;
        QTest::newRow("a picture in a lenient reader's base64")
            << QByteArray("\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA AA\"}") << 500'000LL
            << 500'000LL;
        QTest::newRow("Anthropic's") << QByteArray("\"type\":\"image\",\"source\":{\"data\":\"" + data +
                                                   "\",\"media_type\":\"image/png\",\"type\":\"base64\"}")
                                     << 16'384LL << 100'000LL;
        QTest::newRow("an image as a file")
            << QByteArray("\"type\":\"file\",\"file\":{\"file_data\":\"data:image/png;base64," + data + "\"}")
            << 16'384LL << 100'000LL;
        QTest::newRow("an image elsewhere")
            << QByteArray("\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x/y.png\"}") << 16'384LL << 20'000LL;
        QTest::newRow("a file elsewhere may fill the model")
            << QByteArray("\"type\":\"file\",\"file\":{\"file_id\":\"f\"}") << 500'000LL << 500'000LL;
        QTest::newRow("a packed file may fill the model")
            << QByteArray("\"type\":\"file\",\"file\":{\"file_data\":\"data:application/pdf;base64,AAAA\"}")
            << 500'000LL << 500'000LL;
        QTest::newRow("a document elsewhere may fill the model")
            << QByteArray("\"type\":\"document\",\"source\":{\"type\":\"url\",\"url\":\"https://x/y.pdf\"}")
            << 500'000LL << 500'000LL;
        QTest::newRow("a film may fill the model")
            << QByteArray("\"type\":\"video_url\",\"video_url\":{\"url\":\"https://x/y.mp4\"}") << 500'000LL
            << 500'000LL;
    }
    void attachmentsHaveTheirAllowance()
    {
        QFETCH(QByteArray, part);
        QFETCH(qlonglong, least);
        QFETCH(qlonglong, most);
        std::string body =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{" + part.toStdString() + "}]}]}";
        const auto index = indexRequest(body, Surface::Chat);
        QVERIFY2(index.ok(), index ? "" : index.error().publicText.c_str());
        const qlonglong bound = index->inputBound(500'000);
        QVERIFY2(bound >= least && bound <= most, qPrintable(QString::number(bound)));
        QVERIFY(index->inputEstimate() < 40'000);
    }

    void providersWriteSomethingBeforeTools()
    {
        const auto bound = [](const std::string &tools) {
            std::string body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + tools + "}";
            return indexRequest(body, Surface::Chat)->inputBound();
        };
        QVERIFY(bound("") < 150);
        QVERIFY(bound(",\"tools\":[]") < 150);
        QVERIFY(bound(",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]") > 500);
    }

    void whatIsElsewhereIsHeldUnseen_data()
    {
        constexpr int kText = 0, kPicture = 1, kUnseen = 2;
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<int>("held");
        const auto row = [](const char *name, const char *part, int held) {
            QTest::newRow(name) << QByteArray(part) << held;
        };
        row("a document's address", "\"type\":\"document_url\",\"document_url\":\"https://x/y\"", kUnseen);
        row("a document's address in an object", "\"type\":\"document_url\",\"document_url\":{\"url\":\"https://x/y\"}",
            kUnseen);
        row("a packed document in an unknown place",
            "\"type\":\"document_url\",\"document_url\":\"data:application/pdf;base64,AAAA\"", kUnseen);
        row("a file's id without a place", "\"type\":\"file\",\"file_id\":\"f\"", kUnseen);
        row("a sound's address bare", "\"type\":\"input_audio\",\"input_audio\":\"https://x/y\"", kUnseen);
        row("a sound's address as data", "\"type\":\"input_audio\",\"input_audio\":{\"data\":\"https://x/y\"}",
            kUnseen);
        row("a sound's address", "\"type\":\"audio_url\",\"audio_url\":{\"url\":\"https://x/y\"}", kUnseen);
        row("a file's address", "\"type\":\"file\",\"file\":{\"file_url\":\"https://x/y\"}", kUnseen);
        row("a bucket's address", "\"type\":\"file\",\"file\":{\"file_data\":\"s3:\\/\\/b\\/c\"}", kUnseen);
        row("an input file's address", "\"type\":\"input_file\",\"file_url\":\"https://x/y\"", kUnseen);
        row("an input file's id", "\"type\":\"input_file\",\"file_id\":\"f\"", kUnseen);
        row("an upload", "\"type\":\"container_upload\",\"file_id\":\"f\"", kUnseen);
        row("a film's frames", "\"type\":\"video\",\"video\":[\"https://x/y\"]", kUnseen);
        row("a film as an image's sibling", "\"type\":\"image\",\"video\":\"https://x/y\"", kUnseen);
        row("a part without a type", "\"document\":{\"uri\":\"https://x/y\"}", kUnseen);
        row("a part of two types", "\"type\":\"text\",\"type\":\"document_url\",\"document_url\":\"https://x/y\"",
            kUnseen);
        row("in a tool's result",
            "\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":[{\"type\":\"document\",\"source\":{\"type\":"
            "\"url\",\"url\":\"https://x/y\"}}]",
            kUnseen);
        row("a source by another name", "\"type\":\"document\",\"source\":{\"type\":\"url\",\"uri\":\"y\"}", kUnseen);
        row("an input image's id", "\"type\":\"input_image\",\"file_id\":\"f\"", kPicture);
        row("an image's id", "\"type\":\"image_url\",\"image_url\":{\"file_id\":\"f\"}", kPicture);
        row("an image's address", "\"type\":\"image\",\"image\":\"https://x/y\"", kPicture);
        row("an input image's address", "\"type\":\"input_image\",\"image_url\":\"https://x/y\"", kPicture);
        row("a text", "\"type\":\"text\",\"text\":\"https://x/y\"", kText);
        row("an input text", "\"type\":\"input_text\",\"text\":\"https://x/y\"", kText);
        row("a tool's result of text",
            "\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":[{\"type\":\"text\",\"text\":\"https://x/y\"}]",
            kText);
        row("a refusal", "\"type\":\"refusal\",\"refusal\":\"https://x/y\"", kText);
        row("a text without a type", "\"text\":\"https://x/y\"", kText);
        row("a document of text",
            "\"type\":\"document\",\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"x\"}", kText);
        row("a call", "\"type\":\"tool_use\",\"id\":\"t\",\"input\":{\"url\":\"https://x/y\"}", kText);
    }
    void whatIsElsewhereIsHeldUnseen()
    {
        QFETCH(QByteArray, part);
        QFETCH(int, held);
        std::string body =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{" + part.toStdString() + "}]}]}";
        const auto index = indexRequest(body, Surface::Chat);
        QVERIFY2(index.ok(), index ? "" : index.error().publicText.c_str());
        const qlonglong bound = index->inputBound(500'000);
        const int as = bound >= 500'000 ? 2 : bound >= 16'384 && bound < 40'000 ? 1 : bound < 1'000 ? 0 : -1;
        QCOMPARE(as, held);
    }

    void attachmentsCountInWhateverShape_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("attachments");
        QTest::addColumn<bool>("unseen");
        const auto message = [](const char *fields) {
            return QByteArray("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",") + fields + "}]}";
        };
        const auto embedding = [](const char *input) {
            return QByteArray("{\"model\":\"m\",\"messages\":[],\"input\":") + input + "}";
        };
        const char *const image = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x/y\"}}";
        const char *const file = "{\"type\":\"file\",\"file\":{\"file_id\":\"f\"}}";
        const auto in = [](const char *before, const char *part, const char *after) {
            return QByteArray(before) + part + after;
        };
        const auto row = [](const char *name, const QByteArray &body, int attachments, bool unseen) {
            QTest::newRow(name) << body << attachments << unseen;
        };
        row("a list of one", message(in("\"content\":[", image, "]")), 1, false);
        row("an object", message(in("\"content\":", image, "")), 1, false);
        row("an object that names a file", message(in("\"content\":", file, "")), 1, true);
        row("an object of Mistral's", message("\"content\":{\"type\":\"image_url\",\"image_url\":\"https://x/y\"}"), 1,
            false);
        row("an object of Anthropic's",
            message("\"content\":{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://x/y\"}}"), 1,
            false);
        row("an object of text", message("\"content\":{\"type\":\"text\",\"text\":\"https://x/y\"}"), 0, false);
        row("a list in a list", message(in("\"content\":[[", image, "]]")), 1, false);
        row("a file in a list in a list", message(in("\"content\":[[[", file, "]]]")), 1, true);
        row("pictures beside the content", message("\"content\":\"a\",\"images\":[\"iVBORw0KGgo\",\"iVBORw0KGgo\"]"), 2,
            false);
        row("a picture's address beside it", message("\"content\":\"a\",\"images\":[\"https://x/y\"]"), 1, false);
        row("files beside it", message("\"content\":\"a\",\"file_ids\":[\"f\",\"g\"]"), 2, true);
        row("attachments beside it", message("\"content\":\"a\",\"attachments\":[{\"file_id\":\"f\"}]"), 1, true);
        row("none beside it", message("\"content\":\"a\",\"images\":[],\"attachments\":null"), 0, false);
        row("an embedding's picture", embedding(in("[", image, "]")), 1, false);
        row("an embedding's only picture", embedding(image), 1, false);
        row("an embedding's picture in another shape", embedding("[{\"image\":\"https://x/y\"},\"text\"]"), 1, true);
        row("an embedding's texts and tokens", embedding("[\"https://x/y\",[1,2],3]"), 0, false);
    }
    void attachmentsCountInWhateverShape()
    {
        QFETCH(QByteArray, body);
        std::string text = body.toStdString();
        const auto index = indexRequest(text, Surface::Chat);
        QVERIFY2(index.ok(), index ? "" : index.error().publicText.c_str());
        QTEST(int(index->attachments), "attachments");
        QTEST(index->unseenFiles > 0, "unseen");
        QTEST(index->inputBound(500'000) >= 500'000, "unseen");
        QVERIFY(index->inputBound(500'000) >= index->attachments * 16'384);
    }

    void contentNestedTooDeepIsRefused()
    {
        std::string body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":" + std::string(500, '[') +
                           std::string(500, ']') + "}]}";
        QVERIFY(!indexRequest(body, Surface::Chat).ok());
    }

    // Random bodies whose strings all have names like attachments' and none of which is one: what the index counts is
    // never less than what a reader of the text would, with a token for every byte, name, number and word.
    void theBoundIsNeverBelowTheText()
    {
        QRandomGenerator random(20260);
        const char *const names[] = {"data", "url",     "image_url", "file_data",  "file_id", "source",
                                     "file", "content", "type",      "da\\u0074a", "x"};
        const char *const texts[] = {"data:image/png;base64,two words",
                                     "image_url",
                                     "a\\u00e9\\n",
                                     "\\ud83d\\ude00",
                                     "https",
                                     "input_audio",
                                     "\\ud800",
                                     "data:text/plain;base64,QUFB"};
        for (int round = 0; round < 2000; ++round) {
            std::int64_t text = 0;
            const auto string = [&](const char *raw) {
                bool lone = false;
                const std::string roomy = std::string(raw) + std::string(32, ' ');
                text += *textLength(std::string_view(roomy).substr(0, std::strlen(raw)), lone);
                return "\"" + std::string(raw) + "\"";
            };
            std::function<std::string(int)> value = [&](int depth) -> std::string {
                const int kind = random.bounded(depth > 4 ? 2 : 5);
                if (kind == 0) {
                    text += 3;
                    return "123";
                }
                if (kind == 1)
                    return string(texts[random.bounded(8)]);
                std::string out;
                for (int i = random.bounded(4); i > 0; --i) {
                    out += out.empty() ? "" : ",";
                    if (kind > 2)
                        out += string(names[random.bounded(11)]) + ":";
                    out += value(depth + 1);
                }
                return kind > 2 ? "{" + out + "}" : "[" + out + "]";
            };
            std::string messages = value(0), tools = value(0), own = value(0);
            if (!messages.starts_with('['))
                messages = "[" + messages + "]";
            std::string body =
                "{\"model\":\"m\",\"messages\":" + messages + ",\"tools\":" + tools + ",\"metadata\":" + own + "}";
            const auto index = indexRequest(body, Surface::Chat);
            QVERIFY2(index.ok(), (body + (index ? "" : index.error().publicText)).c_str());
            QVERIFY2(index->textBytes + index->structureBytes >= text, body.c_str());
            QCOMPARE(index->attachmentBytes, std::int64_t(0));
        }
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
