// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/provideradapter.h"
#include "server/providers/refusedparameters.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

class tst_RefusedParameters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsErrors_data()
    {
        QTest::addColumn<QByteArray>("fields"); // of the client's request
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("drops");
        QTest::addColumn<QString>("name"); // empty: the error is the client's
        QTest::addColumn<bool>("lasting");
        const auto row = [](const char *title, const char *fields, const char *error, int status, bool drops,
                            const char *name, bool lasting = true) {
            QTest::newRow(title) << QByteArray(fields) << QByteArray(error) << status << drops << QString(name)
                                 << lasting;
        };
        row("vLLM's list", "",
            "{\"object\":\"error\",\"message\":\"[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), "
            "'msg': 'Extra inputs are not permitted'}]\",\"code\":400}",
            400, false, "stream_options");
        row("FastAPI's", "",
            "{\"detail\":[{\"loc\":[\"body\",\"stream_options\"],\"msg\":\"Extra inputs are not permitted\"}]}", 422,
            false, "stream_options");
        row("OpenAI's", "",
            "{\"error\":{\"message\":\"Unrecognized request argument supplied: stream_options\",\"param\":null}}", 400,
            false, "stream_options");
        row("by its member", "", "{\"error\":\"include_usage is not supported\"}", 400, false, "stream_options");
        row("only bad requests", "", "{\"error\":\"stream_options is not supported\"}", 500, false, "");
        row("the client's own options", ",\"stream_options\":{\"include_usage\":true,\"x\":1}",
            "{\"error\":{\"message\":\"Unknown parameter: 'stream_options.x'\",\"param\":\"stream_options.x\"}}", 400,
            true, "");
        row("another field is meant", "",
            "{\"detail\":[{\"loc\":[\"body\",\"messages\"],\"msg\":\"Field "
            "required\",\"input\":{\"stream_options\":{}}}]}",
            422, false, "");
        row("a parameter", ",\"seed\":1", "{\"error\":{\"message\":\"property 'seed' is unsupported\"}}", 400, true,
            "seed");
        row("a parameter that nobody may drop", ",\"seed\":1",
            "{\"error\":{\"message\":\"property 'seed' is unsupported\"}}", 400, false, "");
        row("a parameter that was allowed", ",\"verbosity\":1",
            "{\"error\":{\"message\":\"'verbosity' is unsupported\"}}", 400, true, "");
        row("a value", ",\"temperature\":0.2",
            "{\"error\":{\"message\":\"Unsupported value: 'temperature' does not support 0.2 with this "
            "model.\",\"param\":\"temperature\",\"code\":\"unsupported_value\"}}",
            400, true, "temperature", false);
        row("a wrong value", ",\"temperature\":\"x\"",
            "{\"error\":{\"message\":\"Invalid type for 'temperature': expected a number\",\"param\":\"temperature\"}}",
            400, true, "");
        row("a default of the deployment", "", "{\"error\":{\"message\":\"Unsupported parameter: 'top_k'\"}}", 400,
            true, "top_k");
        row("a word of prose", ",\"user\":\"u\"",
            "{\"error\":{\"message\":\"the user message has an unsupported type\"}}", 400, true, "");
        row("a word at the end", ",\"user\":\"u\"",
            "{\"error\":{\"message\":\"Unrecognized request argument supplied: user\"}}", 400, true, "user");
        row("never the messages", "", "{\"error\":{\"message\":\"Unsupported 'messages'\",\"param\":\"messages\"}}",
            400, true, "");
        row("the older limit", ",\"max_tokens\":5",
            "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with this model. Use "
            "'max_completion_tokens' instead.\",\"param\":\"max_tokens\"}}",
            400, false, "max_tokens");
        row("the newer limit", ",\"max_completion_tokens\":5",
            "{\"detail\":[{\"loc\":[\"body\",\"max_completion_tokens\"],\"msg\":\"Extra inputs are not permitted\"}]}",
            422, false, "max_completion_tokens");
        row("a limit that is too large", ",\"max_tokens\":5",
            "{\"error\":{\"message\":\"max_tokens is too large: 5. This model takes at most "
            "4\",\"param\":\"max_tokens\"}}",
            400, true, "");
        row("no JSON", ",\"seed\":1", "<html>seed</html>", 400, true, "");
    }
    void readsErrors()
    {
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, error);
        QFETCH(int, status);
        QFETCH(bool, drops);
        QFETCH(QString, name);
        QFETCH(bool, lasting);
        auto deployment = std::make_shared<Deployment>();
        deployment->params.dropUnsupported = drops;
        deployment->params.allowed = {"verbosity"};
        deployment->params.defaults = {{"top_k", "3"}};
        AttemptContext context;
        context.deployment = deployment;
        context.stream = true;
        std::string body = "{\"model\":\"m\",\"messages\":[],\"stream\":true" + fields.toStdString() + "}";
        const auto index = indexRequest(body, Surface::Chat);
        QVERIFY(index.ok());
        const auto refused = refusedParameter(status, error.toStdString(), *index, body, context);
        QCOMPARE(QString::fromStdString(refused ? refused->name : ""), name);
        if (refused) {
            QCOMPARE(refused->lasting, lasting);
            context.without.push_back(refused->name); // and never twice
            QVERIFY(!refusedParameter(status, error.toStdString(), *index, body, context));
        }
    }

    // Some time a server knows one name, after an update the other.
    void aServerThatChangesIsFollowed_data()
    {
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<QStringList>("known"); // learned by earlier requests
        QTest::addColumn<QStringList>("now");   // refused to this request
        QTest::addColumn<QString>("refused");   // empty: the error is the client's
        const QByteArray older = "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with "
                                 "this model. Use 'max_completion_tokens' instead.\",\"param\":\"max_tokens\"}}";
        const QByteArray newer = "{\"detail\":[{\"loc\":[\"body\",\"max_completion_tokens\"],\"msg\":\"Extra inputs "
                                 "are not permitted\"}]}";
        const QByteArray words = "{\"error\":\"max_tokens is not supported, use max_completion_tokens\"}";
        const QString o = "max_tokens", n = "max_completion_tokens";
        QTest::newRow("the older") << older << QStringList() << QStringList() << o;
        QTest::newRow("the newer") << newer << QStringList() << QStringList() << n;
        QTest::newRow("in words") << words << QStringList() << QStringList() << o;
        QTest::newRow("the older, where the newer was refused once") << older << QStringList{n} << QStringList() << o;
        QTest::newRow("in words, where the newer was refused once") << words << QStringList{n} << QStringList() << o;
        QTest::newRow("the newer, where the older was refused once") << newer << QStringList{o} << QStringList() << n;
        QTest::newRow("both, of one request") << older << QStringList() << QStringList{n} << QString();
        QTest::newRow("both, the other way round") << newer << QStringList() << QStringList{o} << QString();
        QTest::newRow("one that was not sent") << older << QStringList{o} << QStringList() << QString();
        QTest::newRow("one that was not sent, in words") << words << QStringList{o} << QStringList() << QString();
        QTest::newRow("turned already") << newer << QStringList{n} << QStringList{o} << QString();
    }
    void aServerThatChangesIsFollowed()
    {
        QFETCH(QByteArray, error);
        QFETCH(QStringList, known);
        QFETCH(QStringList, now);
        QFETCH(QString, refused);
        AttemptContext context;
        context.deployment = std::make_shared<Deployment>();
        RefusedParameters learned;
        for (const QString &name : known)
            learned.learn("d", "m", name.toStdString());
        context.without = learned.of("d", "m");
        for (const QString &name : now) {
            addRefused(context.without, name.toStdString());
            context.refusedNow.push_back(name.toStdString());
        }
        std::string body = "{\"model\":\"m\",\"messages\":[],\"max_tokens\":5}";
        const auto index = indexRequest(body, Surface::Chat);
        const auto found = refusedParameter(400, error.toStdString(), *index, body, context);
        QCOMPARE(QString::fromStdString(found ? found->name : std::string()), refused);
        if (found) {
            learned.learn("d", "m", found->name);
            QCOMPARE(learned.of("d", "m"), std::vector<std::string>{found->name});
        }
    }

    void vectorsAreAskedForWithoutTheirForm_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<bool>("without");
        const QByteArray base64 = ",\"encoding_format\":\"base64\"";
        QTest::newRow("FastAPI's") << base64
                                   << QByteArray("{\"detail\":[{\"loc\":[\"body\",\"encoding_format\"],\"msg\":\"Extra "
                                                 "inputs are not permitted\"}]}")
                                   << true;
        QTest::newRow("its value") << base64
                                   << QByteArray("{\"error\":{\"message\":\"encoding_format must be float\"}}") << true;
        QTest::newRow("numbers") << QByteArray(",\"encoding_format\":\"float\"")
                                 << QByteArray("{\"error\":\"unknown field encoding_format\"}") << true;
        QTest::newRow("the client's mistake") << QByteArray(",\"encoding_format\":\"base65\"")
                                              << QByteArray("{\"error\":\"encoding_format must be float\"}") << false;
        QTest::newRow("not asked for") << QByteArray() << QByteArray("{\"error\":\"encoding_format is unknown\"}")
                                       << false;
        QTest::newRow("something else") << base64 << QByteArray("{\"error\":\"input is too long\"}") << false;
    }
    void vectorsAreAskedForWithoutTheirForm()
    {
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, error);
        QFETCH(bool, without);
        AttemptContext context;
        context.deployment = std::make_shared<Deployment>();
        context.surface = Surface::Embedding;
        std::string body = "{\"model\":\"m\",\"input\":\"x\"" + fields.toStdString() + "}";
        const auto index = indexRequest(body, Surface::Embedding);
        QVERIFY(index.ok());
        const auto refused = refusedParameter(400, error.toStdString(), *index, body, context);
        QCOMPARE(refused.has_value(), without);
        if (refused) {
            QCOMPARE(refused->name, std::string("encoding_format"));
            QVERIFY(refused->lasting);
            context.without.push_back(refused->name); // and never twice
            QVERIFY(!refusedParameter(400, error.toStdString(), *index, body, context));
        }
    }

    void remembersPerPlaceAndWithinBounds()
    {
        RefusedParameters refused;
        QVERIFY(refused.of("a", "m").empty());
        refused.learn("a", "m", "seed");
        refused.learn("a", "m", "seed");
        QCOMPARE(refused.of("a", "m"), std::vector<std::string>{"seed"});
        QVERIFY(refused.of("a", "n").empty());
        QVERIFY(refused.of("b", "m").empty());
        for (int i = 0; i < 100; ++i)
            refused.learn("a", "m", "p" + std::to_string(i));
        QVERIFY(refused.of("a", "m").size() <= 16);
        for (int i = 0; i < 3000; ++i)
            refused.learn("d" + std::to_string(i), "m", "seed");
        QVERIFY(refused.of("d2999", "m").empty());
        QCOMPARE(refused.of("d5", "m"), std::vector<std::string>{"seed"});
    }
};

OSTIARY_TEST(tst_RefusedParameters)
#include "tst_refusedparameters.moc"
