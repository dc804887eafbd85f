// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/upstreamcall.h"
#include "server/providers/upstreampool.h"
#include "tests/support/testregistry.h"

#include <QHostInfo>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QtTest>

using namespace ostiary;

namespace {

/// A provider that does exactly what a test says, and counts the requests it gets.
class Provider : public QTcpServer
{
    Q_OBJECT
public:
    std::function<void(QTcpSocket *, int)> onRequest; ///< socket, number of the request over all connections
    int requests = 0;
    int connections = 0;
    QByteArray received;

    explicit Provider(const QHostAddress &address = QHostAddress::LocalHost)
    {
        listen(address);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                ++connections;
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                    const QByteArray bytes = socket->readAll();
                    received += bytes;
                    const int posts = int(bytes.count("POST /"));
                    for (int i = 0; i < posts; ++i)
                        onRequest(socket, ++requests);
                });
            }
        });
    }
    std::string url(const char *host = "127.0.0.1") const
    {
        return std::string("http://") + host + ":" + std::to_string(serverPort()) + "/v1/chat/completions";
    }
};

class Heard : public UpstreamCall::Observer
{
public:
    virtual ~Heard() = default;
    void upstreamHead(const UpstreamHead &head) override
    {
        status = head.status;
        retryAfter = std::string(head.field("retry-after"));
    }
    void upstreamData(std::string_view bytes) override { body += bytes; }
    void upstreamEnded(const UpstreamEnd &how) override
    {
        end = how;
        ended = true;
        if (onEnd)
            onEnd();
    }
    int status = 0;
    std::string body, retryAfter;
    UpstreamEnd end;
    bool ended = false;
    std::function<void()> onEnd;
};

UpstreamRequest post(const std::string &url)
{
    UpstreamRequest request;
    request.url = url;
    request.headers = {"Content-Type: application/json"};
    request.body = R"({"model":"m"})";
    request.deadlines.connect = std::chrono::milliseconds(2000);
    request.deadlines.firstByte = request.deadlines.idle = std::chrono::milliseconds(5000);
    return request;
}

QByteArray ok(const QByteArray &body)
{
    return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

class tst_Upstream : public QObject
{
    Q_OBJECT

    SystemClock m_clock;

private Q_SLOTS:
    void brings_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("close");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("a whole answer") << ok("hello") << false << int(UpstreamEnd::Kind::Complete)
                                        << QByteArray("hello");
        QTest::newRow("chunks") << QByteArray(
                                       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
                                << false << int(UpstreamEnd::Kind::Complete) << QByteArray("hello");
        QTest::newRow("a body that ends with the connection")
            << QByteArray("HTTP/1.1 200 OK\r\n\r\nhello") << true << int(UpstreamEnd::Kind::Complete)
            << QByteArray("hello");
        QTest::newRow("packed though nobody asked")
            << "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 25\r\n\r\n" +
                   QByteArray::fromHex("1f8b0800000000000203cb48cdc9c9070086a6103605000000")
            << false << int(UpstreamEnd::Kind::Complete) << QByteArray("hello");
        QTest::newRow("packed in a way nobody knows")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Encoding: rot13\r\nContent-Length: 5\r\n\r\nhello") << false
            << int(UpstreamEnd::Kind::Broken) << QByteArray();
        QTest::newRow("an error") << QByteArray("HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 2\r\n\r\nno")
                                  << false << int(UpstreamEnd::Kind::Complete) << QByteArray("no");
        QTest::newRow("nothing") << QByteArray() << true << int(UpstreamEnd::Kind::Broken) << QByteArray();
        QTest::newRow("a cut head") << QByteArray("HTTP/1.1 200 OK\r\nConte") << true << int(UpstreamEnd::Kind::Broken)
                                    << QByteArray();
        QTest::newRow("a cut body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello") << true
                                    << int(UpstreamEnd::Kind::Broken) << QByteArray("hello");
        QTest::newRow("a cut chunk")
            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nwo") << true
            << int(UpstreamEnd::Kind::Broken) << QByteArray("hellowo");
        QTest::newRow("a bad chunk size")
            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello") << true
            << int(UpstreamEnd::Kind::Broken) << QByteArray();
        QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n\r\n") << true << int(UpstreamEnd::Kind::Broken)
                                 << QByteArray();
    }
    void brings()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, close);
        QFETCH(int, kind);
        QFETCH(QByteArray, body);
        Provider provider;
        provider.onRequest = [&](QTcpSocket *socket, int) {
            socket->write(answer);
            if (close)
                socket->disconnectFromHost();
        };
        EventPoll poll;
        UpstreamPool pool(poll, m_clock);
        Heard heard;
        const UpstreamCall call(pool, post(provider.url()), heard);
        QTRY_VERIFY(heard.ended);
        QCOMPARE(int(heard.end.kind), kind);
        QCOMPARE(QByteArray::fromStdString(heard.body), body);
        QCOMPARE(provider.requests, 1);
        QVERIFY(heard.end.sent);
        if (heard.status == 429)
            QCOMPARE(heard.retryAfter, std::string("7"));
    }

    void neverSendsTwiceOverAConnectionThatDied()
    {
        Provider provider;
        provider.onRequest = [&](QTcpSocket *socket, int n) {
            if (n == 1)
                socket->write(ok("first"));
            else
                socket->disconnectFromHost(); // a kept connection that dies with the request on it
        };
        EventPoll poll;
        UpstreamPool pool(poll, m_clock);
        Heard first;
        {
            const UpstreamCall call(pool, post(provider.url()), first);
            QTRY_VERIFY(first.ended);
        }
        Heard second;
        const UpstreamCall call(pool, post(provider.url()), second);
        QTRY_VERIFY(second.ended);
        QVERIFY(second.end.kind == UpstreamEnd::Kind::Broken);
        QVERIFY(second.end.sent);
        QCOMPARE(provider.requests, 2);
    }

    void keepsConnections()
    {
        Provider provider;
        provider.onRequest = [&](QTcpSocket *socket, int n) { socket->write(ok(QByteArray::number(n))); };
        EventPoll poll;
        UpstreamPool pool(poll, m_clock);
        for (int i = 1; i <= 5; ++i) {
            Heard heard;
            const UpstreamCall call(pool, post(provider.url()), heard);
            QTRY_VERIFY(heard.ended);
            QCOMPARE(heard.body, std::to_string(i));
        }
        QCOMPARE(provider.connections, 1);
    }

    void doesNotTakeBytesNobodyAskedForAsAnAnswer()
    {
        Provider provider;
        provider.onRequest = [&](QTcpSocket *socket, int n) { socket->write(ok("answer " + QByteArray::number(n))); };
        EventPoll poll;
        UpstreamPool pool(poll, m_clock);
        Heard first;
        QTcpSocket *wire = nullptr;
        connect(&provider, &QTcpServer::newConnection, this, [] {});
        provider.onRequest = [&](QTcpSocket *socket, int n) {
            wire = socket;
            socket->write(ok("answer " + QByteArray::number(n)));
        };
        {
            const UpstreamCall call(pool, post(provider.url()), first);
            QTRY_VERIFY(first.ended);
        }
        wire->write(ok("poison")); // on the idle connection
        wire->flush();
        QTRY_COMPARE(wire->state(), QAbstractSocket::UnconnectedState); // the gateway hangs up
        Heard second;
        const UpstreamCall call(pool, post(provider.url()), second);
        QTRY_VERIFY(second.ended);
        QCOMPARE(second.body, std::string("answer 2"));
        QCOMPARE(provider.connections, 2);
    }

    void followsNoRedirect()
    {
        Provider provider, other;
        other.onRequest = [](QTcpSocket *, int) {};
        provider.onRequest = [&](QTcpSocket *socket, int) {
            socket->write("HTTP/1.1 307 Moved\r\nLocation: " + QByteArray::fromStdString(other.url()) +
                          "\r\nContent-Length: 0\r\n\r\n");
        };
        EventPoll poll;
        UpstreamPool pool(poll, m_clock);
        Heard heard;
        const UpstreamCall call(pool, post(provider.url()), heard);
        QTRY_VERIFY(heard.ended);
        QCOMPARE(heard.status, 307);
        QCOMPARE(other.connections, 0);
    }

    void endsWhatTakesTooLong_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("no answer") << QByteArray();
        QTest::newRow("an answer that stops") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello");
    }
    void endsWhatTakesTooLong()
    {
        QFETCH(QByteArray, answer);
        Provider provider;
        provider.onRequest = [&](QTcpSocket *socket, int) { socket->write(answer); };
        EventPoll poll;
        UpstreamPool pool(poll, m_clock);
        UpstreamRequest request = post(provider.url());
        request.deadlines.firstByte = request.deadlines.idle = std::chrono::milliseconds(300);
        Heard heard;
        const UpstreamCall call(pool, std::move(request), heard);
        QTRY_VERIFY(heard.ended);
        QVERIFY(heard.end.kind == UpstreamEnd::Kind::TimedOut);
        QVERIFY(heard.end.sent);
    }

    void saysWhenNobodyListens()
    {
        quint16 port = 0;
        {
            QTcpServer gone;
            gone.listen(QHostAddress::LocalHost);
            port = gone.serverPort();
        }
        EventPoll poll;
        UpstreamPool pool(poll, m_clock);
        Heard heard;
        const UpstreamCall call(pool, post("http://127.0.0.1:" + std::to_string(port) + "/"), heard);
        QTRY_VERIFY(heard.ended);
        QVERIFY(heard.end.kind == UpstreamEnd::Kind::ConnectFailed);
        QVERIFY(!heard.end.sent);
    }

    void waitsForALateAnswerOfAHostWithAName()
    {
        // A name goes through libcurl's resolver thread, whose sockets come and go with the same numbers.
        Provider provider(QHostAddress::Any);
        provider.onRequest = [&](QTcpSocket *socket, int) {
            QTimer::singleShot(1200, socket, [socket] { socket->write(ok("late")); });
        };
        EventPoll poll;
        UpstreamPool pool(poll, m_clock);
        Heard heard;
        const UpstreamCall call(pool, post(provider.url(qPrintable(QHostInfo::localHostName()))), heard);
        QTRY_VERIFY_WITH_TIMEOUT(heard.ended, 5000);
        QCOMPARE(heard.body, std::string("late"));
    }

    void canBeDeletedAtAnyMoment()
    {
        Provider provider;
        provider.onRequest = [&](QTcpSocket *socket, int) {
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        };
        EventPoll poll;
        UpstreamPool pool(poll, m_clock);
        class Quitter : public Heard
        {
        public:
            void upstreamData(std::string_view) override { call.reset(); }
            std::unique_ptr<UpstreamCall> call;
        } quitter;
        quitter.call = std::make_unique<UpstreamCall>(pool, post(provider.url()), quitter);
        QTRY_VERIFY(!quitter.call);
        QVERIFY(!quitter.ended);
        QCOMPARE(pool.activeCalls(), 0);
    }
};

OSTIARY_TEST(tst_Upstream)
#include "tst_upstream.moc"
