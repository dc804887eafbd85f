// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/edgefixture.h"
#include "tests/support/rawclient.h"
#include "tests/support/testregistry.h"

#include <QtTest>

#include <memory>

#include <sys/resource.h>

using namespace ostiary;

class tst_Edge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheConnectionAlive()
    {
        EdgeFixture edge;
        RawClient client(edge.port);
        for (int i = 0; i < 5; ++i) {
            client.send("GET /ping HTTP/1.1\r\nHost: x\r\n\r\n");
            QVERIFY(client.readUntil("{\"pong\":true}").contains("Connection: keep-alive"));
            client.take();
        }
        QCOMPARE(int(edge.handled), 5);
    }

    void closesWhenAsked_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::newRow("HTTP/1.1 with close")
            << QByteArray("GET /ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QTest::newRow("close among others")
            << QByteArray("GET /ping HTTP/1.1\r\nHost: x\r\nConnection: foo, Close\r\n\r\n");
        QTest::newRow("HTTP/1.0") << QByteArray("GET /ping HTTP/1.0\r\n\r\n");
    }
    void closesWhenAsked()
    {
        QFETCH(QByteArray, request);
        EdgeFixture edge;
        RawClient client(edge.port);
        client.send(request);
        const QByteArray answer = client.readAll();
        QVERIFY(client.closed());
        QVERIFY(answer.contains("Connection: close"));
        QVERIFY(answer.endsWith("{\"pong\":true}"));
    }

    void keepsHttp10AliveOnRequest()
    {
        EdgeFixture edge;
        RawClient client(edge.port);
        client.send("GET /ping HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        client.readUntil("{\"pong\":true}");
        client.take();
        client.send("GET /ping HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        QVERIFY(client.readUntil("{\"pong\":true}").contains("200 OK"));
    }

    void endsAStreamToHttp10ByClosing()
    {
        EdgeFixture edge;
        RawClient client(edge.port);
        client.send("GET /stream?events=3 HTTP/1.0\r\n\r\n");
        const QByteArray answer = client.readAll();
        QVERIFY(client.closed());
        QVERIFY(!answer.contains("chunked"));
        QVERIFY(answer.endsWith("data: [DONE]\n\n"));
    }

    void answersPipelinedRequestsInOrder()
    {
        EdgeFixture edge;
        RawClient client(edge.port);
        QByteArray all;
        for (int i = 0; i < 50; ++i)
            all += "GET /slow?ms=" + QByteArray::number(i % 3 == 0 ? 15 : 1) +
                   " HTTP/1.1\r\nHost: x\r\n\r\nPOST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: " +
                   QByteArray::number(10 + i) + "\r\n\r\n" + QByteArray(10 + i, 'b');
        client.send(all + "GET /ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        const QByteArray answer = client.readAll();
        QCOMPARE(RawClient::statuses(answer).size(), 101);
        qsizetype at = 0;
        for (int i = 0; i < 50; ++i) {
            const qsizetype slow = answer.indexOf("{\"slow\":", at);
            const qsizetype echo = answer.indexOf("{\"bytes\":" + QByteArray::number(10 + i) + "}", at);
            QVERIFY2(slow > at || i == 0, qPrintable(QString::number(i)));
            QVERIFY2(echo > slow, qPrintable(QString::number(i)));
            at = echo;
        }
    }

    void boundsWhatIsPipelined()
    {
        HttpLimits limits;
        limits.pipelinedBytes = 4096;
        EdgeFixture edge(limits);
        RawClient client(edge.port);
        client.send("GET /slow?ms=200 HTTP/1.1\r\nHost: x\r\n\r\n" +
                    QByteArray("GET /ping HTTP/1.1\r\nHost: x\r\n\r\n").repeated(1000));
        const QList<int> statuses = RawClient::statuses(client.readAll());
        QCOMPARE(statuses, (QList<int>{200, 503}));
        QVERIFY(client.closed());
    }

    void headHasNoBody()
    {
        EdgeFixture edge;
        RawClient client(edge.port);
        client.send("HEAD /ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        const QByteArray answer = client.readAll();
        QVERIFY(answer.contains("Content-Length: 13"));
        QVERIFY(answer.endsWith("\r\n\r\n"));
    }

    void optionsNamesTheMethods()
    {
        EdgeFixture edge;
        RawClient client(edge.port);
        client.send("OPTIONS /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        const QByteArray answer = client.readAll();
        QCOMPARE(RawClient::statuses(answer), QList<int>{204});
        QVERIFY(answer.contains("allow: POST, OPTIONS"));
    }

    void findsNamesWithEncodedSlashes_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("encoded") << QByteArray("/names/org%2Fname") << 200 << QByteArray("{\"name\":\"org/name\"}");
        QTest::newRow("plain") << QByteArray("/names/org/name") << 200 << QByteArray("{\"name\":\"org/name\"}");
        QTest::newRow("a slash at the end") << QByteArray("/ping/") << 200 << QByteArray("pong");
        QTest::newRow("with a query") << QByteArray("/ping/?a=b") << 200 << QByteArray("pong");
        QTest::newRow("elsewhere") << QByteArray("/names%2Forg") << 400 << QByteArray("encoded slash");
        QTest::newRow("two slashes") << QByteArray("//ping") << 400 << QByteArray("empty path segment");
        QTest::newRow("two slashes at the end") << QByteArray("/ping//") << 400 << QByteArray("empty path segment");
    }
    void findsNamesWithEncodedSlashes()
    {
        QFETCH(QByteArray, path);
        QFETCH(int, status);
        QFETCH(QByteArray, answer);
        EdgeFixture edge;
        RawClient client(edge.port);
        client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        const QByteArray all = client.readAll();
        QCOMPARE(RawClient::statuses(all), QList<int>{status});
        QVERIFY2(all.contains(answer), all.constData());
    }

    void tellsErrorsInTheSurfacesForm_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        const QByteArray key = "Authorization: Bearer good\r\n";
        QTest::newRow("not spoken") << "POST /other/x HTTP/1.1\r\nHost: x\r\n" + key + "Content-Length: 2\r\n\r\n{}"
                                    << 400 << QByteArray("invalid_request_error");
        QTest::newRow("not spoken, told before the body is sent")
            << "POST /other/x HTTP/1.1\r\nHost: x\r\n" + key + "Content-Length: 20000000\r\n\r\n"
            << 400 << QByteArray("invalid_request_error");
        QTest::newRow("no key") << QByteArray("POST /other/x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}") << 401
                                << QByteArray("authentication_error");
        QTest::newRow("no key, told before the body is sent")
            << QByteArray("POST /other/x HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000\r\n\r\n") << 401
            << QByteArray("authentication_error");
        QTest::newRow("another method") << "PUT /other/x HTTP/1.1\r\nHost: x\r\n" + key + "Content-Length: 0\r\n\r\n"
                                        << 405 << QByteArray("invalid_request_error");
        QTest::newRow("nothing there") << "GET /other/y HTTP/1.1\r\nHost: x\r\n" + key + "\r\n"
                                       << 404 << QByteArray("not_found_error");
        QTest::newRow("too large") << "POST /other/x HTTP/1.1\r\nHost: x\r\n" + key + "Content-Length: 40000000\r\n\r\n"
                                   << 413 << QByteArray("request_too_large");
    }
    void tellsErrorsInTheSurfacesForm()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        EdgeFixture edge;
        RawClient client(edge.port);
        client.send(request);
        const QByteArray all = client.readUntil("}}");
        QCOMPARE(RawClient::statuses(all), QList<int>{status});
        QVERIFY2(all.contains("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\""),
                 all.constData());
        QVERIFY(all.contains("x-should-retry: false")); // none of these is cured by waiting
    }

    void continuesOnlyWhoMayGoOn()
    {
        EdgeFixture edge;
        RawClient stranger(edge.port);
        stranger.send("POST /secret HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
        const QByteArray refused = stranger.readAll();
        QCOMPARE(RawClient::statuses(refused), QList<int>{401});
        QVERIFY(!refused.contains("100 Continue"));

        RawClient friendly(edge.port);
        friendly.send("POST /secret HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\nExpect: "
                      "100-continue\r\nContent-Length: 4\r\nConnection: close\r\n\r\n");
        QVERIFY(friendly.readUntil("100 Continue\r\n\r\n").contains("100 Continue"));
        friendly.send("body");
        QCOMPARE(RawClient::statuses(friendly.readAll()), QList<int>{200});
    }

    void stopsAnUploadByAStranger()
    {
        EdgeFixture edge;
        RawClient client(edge.port);
        client.send("POST /secret HTTP/1.1\r\nHost: x\r\nContent-Length: 30000000\r\n\r\n" + QByteArray(100'000, 'x'));
        QCOMPARE(RawClient::statuses(client.readAll()), QList<int>{401});
        QVERIFY(client.closed());
    }

    void answers413BeforeTheBodyIsRead()
    {
        EdgeFixture edge;
        RawClient client(edge.port);
        client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 40000000\r\n\r\n");
        QCOMPARE(RawClient::statuses(client.readAll()), QList<int>{413});
    }

    void endsSlowClients_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QList<int>>("statuses");
        QTest::newRow("half a head") << QByteArray("GET /ping HTTP/1.1\r\nHo") << QList<int>{408};
        QTest::newRow("nothing at all") << QByteArray() << QList<int>{408};
    }
    void endsSlowClients()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QList<int>, statuses);
        HttpLimits limits;
        limits.headerTime = std::chrono::milliseconds(300);
        EdgeFixture edge(limits);
        RawClient client(edge.port);
        client.send(bytes);
        const QByteArray answer = client.readAll();
        QVERIFY(client.closed());
        QCOMPARE(RawClient::statuses(answer), statuses);
    }

    void endsASlowBody()
    {
        HttpLimits limits;
        limits.bodyBytesPerSecond = 1'000'000;
        EdgeFixture edge(limits);
        RawClient client(edge.port);
        client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nslow");
        QCOMPARE(RawClient::statuses(client.readAll(std::chrono::seconds(20))), QList<int>{408});
        QVERIFY(client.closed());
    }

    void closesIdleConnections()
    {
        HttpLimits limits;
        limits.idle = std::chrono::milliseconds(300);
        EdgeFixture edge(limits);
        RawClient client(edge.port);
        client.send("GET /ping HTTP/1.1\r\nHost: x\r\n\r\n");
        const QByteArray answer = client.readAll();
        QVERIFY(client.closed());
        QCOMPARE(RawClient::statuses(answer), QList<int>{200});
    }

    void refusesConnectionsOverTheLimit()
    {
        HttpLimits limits;
        limits.connections = 3;
        EdgeFixture edge(limits);
        std::vector<std::unique_ptr<RawClient>> kept;
        for (int i = 0; i < 3; ++i) {
            kept.push_back(std::make_unique<RawClient>(edge.port));
            kept.back()->send("GET /hang HTTP/1.1\r\nHost: x\r\n\r\n"); // under way: not to be closed for another
        }
        QTRY_COMPARE(int(edge.handled), 3);
        RawClient extra(edge.port);
        QCOMPARE(RawClient::statuses(extra.readAll()), QList<int>{503});
        kept.pop_back();
        QTRY_COMPARE(edge.connections(), std::size_t(2));
        RawClient later(edge.port);
        later.send("GET /ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QCOMPARE(RawClient::statuses(later.readAll()), QList<int>{200});
    }

    void limitsConnectionsPerAddress()
    {
        HttpLimits limits;
        limits.connectionsPerAddress = 1;
        EdgeFixture edge(limits);
        RawClient first(edge.port);
        first.send("GET /hang HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_COMPARE(int(edge.handled), 1);
        RawClient second(edge.port);
        QCOMPARE(RawClient::statuses(second.readAll()), QList<int>{503});
    }

    void acceptsAgainAfterDescriptorsRanOut()
    {
        EdgeFixture edge;
        rlimit before{};
        getrlimit(RLIMIT_NOFILE, &before);
        rlimit few = before;
        std::vector<std::unique_ptr<RawClient>> clients;
        clients.push_back(std::make_unique<RawClient>(edge.port));
        const int highest = ::dup(0);
        ::close(highest);
        few.rlim_cur = static_cast<rlim_t>(highest) + 8;
        setrlimit(RLIMIT_NOFILE, &few);
        for (int i = 0; i < 12; ++i)
            clients.push_back(
                std::make_unique<RawClient>(edge.port)); // some wait in the kernel: accept() fails with EMFILE
        clients.clear();
        setrlimit(RLIMIT_NOFILE, &before);
        RawClient client(edge.port);
        client.send("GET /ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QCOMPARE(RawClient::statuses(client.readAll()), QList<int>{200});
    }

    void survivesAbortsDuringPendingAnswers()
    {
        EdgeFixture edge;
        for (int i = 0; i < 100; ++i) {
            const int before = edge.handled;
            RawClient client(edge.port);
            client.send("GET /slow?ms=30 HTTP/1.1\r\nHost: x\r\n\r\n");
            if (i % 2)
                QTRY_VERIFY(edge.handled > before);
            client.reset();
        }
        QTRY_COMPARE(edge.connections(), std::size_t(0));
        RawClient client(edge.port);
        client.send("GET /ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QCOMPARE(RawClient::statuses(client.readAll()), QList<int>{200});
    }

    void noticesAClientThatClosesWhileItWaits()
    {
        EdgeFixture edge;
        RawClient client(edge.port);
        client.send("GET /hang HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_COMPARE(int(edge.handled), 1);
        client.close(); // a FIN, no reset
        QTRY_COMPARE(int(edge.gone), 1);
    }

    void answersAHalfClosedClientInFull()
    {
        EdgeFixture edge;
        RawClient client(edge.port);
        client.send("GET /slow?ms=100 HTTP/1.1\r\nHost: x\r\n\r\n");
        client.halfClose();
        const QByteArray answer = client.readAll();
        QVERIFY(client.closed());
        QCOMPARE(RawClient::statuses(answer), QList<int>{200});
        QVERIFY(answer.endsWith("{\"slow\":100}"));
        QCOMPARE(int(edge.gone), 0);
    }

    void streamsEventsAsTheyCome()
    {
        EdgeFixture edge;
        RawClient client(edge.port);
        client.send("GET /stream?events=5 HTTP/1.1\r\nHost: x\r\n\r\nGET /ping HTTP/1.1\r\nHost: x\r\nConnection: "
                    "close\r\n\r\n");
        const QByteArray answer = client.readAll();
        QCOMPARE(answer.count("data: xxx"), 5);
        QVERIFY(answer.contains("Transfer-Encoding: chunked"));
        QVERIFY(answer.contains(
            "data: [DONE]\n\n\r\n0\r\n\r\nHTTP/1.1 200 OK")); // the stream ends properly, then the next answer
    }

    void pausesTheProducerForASlowReader()
    {
        EdgeFixture edge;
        RawClient client(edge.port);
        client.send("GET /stream?events=40000 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"); // 40 MB: more than
                                                                                                  // the kernel keeps
        QTRY_COMPARE(int(edge.unsentPeak), 1); // the producer was told to wait
        const QByteArray answer = client.readAll(std::chrono::seconds(60));
        QCOMPARE(answer.count("data: xxx"), 40'000); // and nothing was lost
        QVERIFY(answer.contains("data: [DONE]"));
    }

    void sendsCommentsIntoASilentStream()
    {
        HttpLimits limits;
        limits.keepAliveComment = std::chrono::milliseconds(100);
        limits.highWater = 1;
        EdgeFixture edge(limits);
        RawClient client(edge.port);
        client.shrinkReceiveBuffer();
        client.send("GET /stream?events=1000000 HTTP/1.1\r\nHost: x\r\n\r\n");
        client.readUntil(": keep-alive", std::chrono::seconds(1));
        client.reset();
        QTRY_COMPARE(int(edge.gone), 1);
    }

    void resetsAReaderThatTakesNothing()
    {
        HttpLimits limits;
        limits.writeStall = std::chrono::milliseconds(400);
        EdgeFixture edge(limits);
        RawClient client(edge.port);
        client.shrinkReceiveBuffer();
        client.send("GET /stream?events=20000 HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(int(edge.gone), 1, 10'000);
    }
};

OSTIARY_TEST(tst_Edge)
#include "tst_edge.moc"
