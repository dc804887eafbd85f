// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/cors.h"
#include "tests/support/edgefixture.h"
#include "tests/support/rawclient.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

class tst_Cors : public QObject
{
    Q_OBJECT

    static CorsPolicyPtr policy(std::vector<std::string> origins, bool credentials = false)
    {
        return std::make_shared<const CorsPolicy>(CorsPolicy{std::move(origins), credentials});
    }

private Q_SLOTS:
    void knowsAnOrigin_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("origin");
        const auto row = [](const char *text, const char *origin) { QTest::newRow(text) << text << origin; };
        row("*", "*");
        row("https://app.example.org", "https://app.example.org");
        row("HTTPS://App.Example.org/", "https://app.example.org");
        row("http://localhost:5173", "http://localhost:5173");
        row("http://[::1]:3000", "http://[::1]:3000");
        row("chrome-extension://abcdef", "chrome-extension://abcdef");
        row("app.example.org", "");
        row("https://app.example.org/path", "");
        row("https://*.example.org", "");
        row("https://", "");
        row("://x", "");
        row("https://x\r\nset-cookie: a", "");
        row("null", "");
        row("", "");
    }
    void knowsAnOrigin()
    {
        QFETCH(QString, text);
        QFETCH(QString, origin);
        QCOMPARE(QString::fromStdString(originOf(text.toStdString()).value_or("")), origin);
    }

    void answersBrowsers_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("allowed"); ///< origin that the answer allows, or empty
        const QByteArray good = "Origin: https://app.example.org\r\n";
        const QByteArray other = "Origin: https://evil.example.org\r\n";
        const QByteArray origin = "https://app.example.org";
        const QByteArray asks = "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: "
                                "authorization,content-type\r\n";
        const auto row = [](const char *name, const QByteArray &line, const QByteArray &fields, int status,
                            const QByteArray &allowed) {
            QTest::newRow(name) << line + " HTTP/1.1\r\nHost: x\r\n" + fields + "Connection: close\r\n\r\n"
                                << status << allowed;
        };
        row("an answer", "GET /ping", good, 200, origin);
        row("an answer to another page", "GET /ping", other, 200, "");
        row("an answer to no page", "GET /ping", "", 200, "");
        row("a stream", "GET /stream?events=1", good, 200, origin);
        row("preflight, without a key", "OPTIONS /secret", good + asks, 204, origin);
        row("preflight of another page", "OPTIONS /secret", other + asks, 204, "");
        row("no key", "POST /secret", good + "Content-Length: 0\r\n", 401, origin);
        row("no key, told before the body is sent", "POST /secret", good + "Content-Length: 9\r\n", 401, origin);
        row("nothing there", "GET /nothing", good, 404, origin);
        row("another method", "PUT /ping", good + "Content-Length: 0\r\n", 405, origin);
        row("too large", "POST /echo", good + "Content-Length: 99999999\r\n", 413, origin);
    }
    void answersBrowsers()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        QFETCH(QByteArray, allowed);
        EdgeFixture edge;
        edge.setCors(policy({"https://app.example.org"}));
        RawClient client(edge.port);
        client.send(request);
        const QByteArray answer = client.readAll();
        QCOMPARE(RawClient::statuses(answer), QList<int>{status});
        QCOMPARE(answer.contains("access-control-allow-origin: " + allowed + "\r\n"), !allowed.isEmpty());
        QCOMPARE(answer.count("access-control-allow-origin"), allowed.isEmpty() ? 0 : 1);
        if (status != 413) // which is known before the fields are
            QVERIFY(answer.contains("vary: Origin\r\n"));
        QVERIFY(!answer.contains("allow-credentials"));
        const bool asked = request.contains("Request-Method") && !allowed.isEmpty();
        QCOMPARE(answer.contains("access-control-allow-headers: authorization,content-type\r\n"), asked);
        QCOMPARE(answer.contains("access-control-allow-methods: POST, OPTIONS\r\n"), asked);
    }

    void isOffByDefault()
    {
        EdgeFixture edge;
        for (const char *line : {"GET /ping", "OPTIONS /secret"}) {
            RawClient client(edge.port);
            client.send(QByteArray(line) + " HTTP/1.1\r\nHost: x\r\nOrigin: https://app.example.org\r\n"
                                           "Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");
            const QByteArray answer = client.readAll();
            QVERIFY(RawClient::statuses(answer).value(0) < 300);
            QVERIFY(!answer.contains("access-control"));
            QVERIFY(!answer.contains("vary"));
        }
    }

    void everyOriginNeedsNoVary()
    {
        EdgeFixture edge;
        edge.setCors(policy({"*"}));
        RawClient client(edge.port);
        client.send("GET /ping HTTP/1.1\r\nHost: x\r\nOrigin: null\r\nConnection: close\r\n\r\n");
        const QByteArray answer = client.readAll();
        QVERIFY(answer.contains("access-control-allow-origin: *\r\n"));
        QVERIFY(answer.contains("access-control-expose-headers: *\r\n"));
        QVERIFY(!answer.contains("vary"));
    }

    void namesTheFieldsWithCredentials()
    {
        EdgeFixture edge;
        edge.setCors(policy({"https://app.example.org"}, true));
        RawClient client(edge.port);
        client.send("GET /ping HTTP/1.1\r\nHost: x\r\nOrigin: https://app.example.org\r\nConnection: close\r\n\r\n");
        const QByteArray answer = client.readAll();
        QVERIFY(answer.contains("access-control-allow-credentials: true\r\n"));
        QVERIFY(answer.contains("access-control-expose-headers: x-request-id,"));
    }

    void repeatsNoFieldThatIsNone()
    {
        EdgeFixture edge;
        edge.setCors(policy({"*"}));
        RawClient client(edge.port);
        client.send("OPTIONS /secret HTTP/1.1\r\nHost: x\r\nOrigin: https://a.b\r\nAccess-Control-Request-Method: "
                    "POST\r\nAccess-Control-Request-Headers: a;b=\"c\"\r\nConnection: close\r\n\r\n");
        QVERIFY(!client.readAll().contains("access-control-allow-headers"));
    }
};

OSTIARY_TEST(tst_Cors)
#include "tst_cors.moc"
