// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/edgefixture.h"
#include "tests/support/rawclient.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

/// Bytes that two programs could read as two different requests, or as none. Every row is sent as it stands; what
/// follows a refused request must never be answered, and the protected route must never be reached.
class tst_EdgeAttacks : public QObject
{
    Q_OBJECT

    static QByteArray smuggled()
    {
        return QByteArrayLiteral(
            "POST /secret HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\nContent-Length: 0\r\n\r\n");
    }
    static QByteArray post(const QByteArray &fields, const QByteArray &body)
    {
        return "POST /echo HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n" + body;
    }

private Q_SLOTS:
    void refusedRequestsGetOneAnswer_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const QByteArray next = smuggled();
        const auto row = [](const char *name, const QByteArray &bytes, int status) {
            QTest::newRow(name) << bytes << status;
        };

        // framing
        row("length and chunks", post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + next), 400);
        row("chunks and length", post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "0\r\n\r\n" + next), 400);
        row("two lengths", post("Content-Length: 4\r\nContent-Length: 0\r\n", "body" + next), 400);
        row("two equal lengths", post("Content-Length: 4\r\nContent-Length: 4\r\n", "body" + next), 400);
        row("a list of lengths", post("Content-Length: 4, 4\r\n", "body" + next), 400);
        row("negative length", post("Content-Length: -1\r\n", next), 400);
        row("signed length", post("Content-Length: +4\r\n", "body" + next), 400);
        row("hexadecimal length", post("Content-Length: 0x4\r\n", "body" + next), 400);
        row("length with a tail", post("Content-Length: 4a\r\n", "body" + next), 400);
        row("empty length", post("Content-Length: \r\n", next), 400);
        row("length of 2^64", post("Content-Length: 18446744073709551616\r\n", next), 400);
        row("length of 2^64-1", post("Content-Length: 18446744073709551615\r\n", next), 413);
        row("length of 2^63", post("Content-Length: 9223372036854775808\r\n", next), 413);
        row("unknown coding", post("Transfer-Encoding: xchunked\r\n", next), 501);
        row("coding before chunked", post("Transfer-Encoding: gzip, chunked\r\n", next), 501);
        row("chunked twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + next),
            400);
        row("chunked after identity",
            post("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + next), 501);
        row("chunks in HTTP/1.0",
            "POST /echo HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + next, 400);
        row("chunk size without digits", post("Transfer-Encoding: chunked\r\n", "zz\r\nbody\r\n0\r\n\r\n" + next), 400);
        row("negative chunk size", post("Transfer-Encoding: chunked\r\n", "-1\r\nbody\r\n0\r\n\r\n" + next), 400);
        row("chunk size with 0x", post("Transfer-Encoding: chunked\r\n", "0x4\r\nbody\r\n0\r\n\r\n" + next), 400);
        row("chunk size of 2^64",
            post("Transfer-Encoding: chunked\r\n", "10000000000000000\r\nbody\r\n0\r\n\r\n" + next), 400);
        row("chunk longer than its size", post("Transfer-Encoding: chunked\r\n", "3\r\nbody\r\n0\r\n\r\n" + next), 400);
        row("chunk without its line end", post("Transfer-Encoding: chunked\r\n", "4\r\nbody0\r\n\r\n" + next), 400);
        row("chunk size after a blank", post("Transfer-Encoding: chunked\r\n", " 4\r\nbody\r\n0\r\n\r\n" + next), 400);
        row("chunk lines that end with LF", post("Transfer-Encoding: chunked\r\n", "4\nbody\n0\n\n" + next), 400);

        row("a length among the trailers",
            post("Transfer-Encoding: chunked\r\n", "1\r\nA\r\n0\r\nContent-Length: 9\r\n\r\n" + next), 400);

        // header grammar
        row("folded line", post("A: b\r\n c: d\r\nContent-Length: 0\r\n", next), 400);
        row("folded with a tab", post("A: b\r\n\tc\r\nContent-Length: 0\r\n", next), 400);
        row("blank before the colon", post("Content-Length : 0\r\n", next), 400);
        row("no colon", post("garbage\r\nContent-Length: 0\r\n", next), 400);
        row("empty name", post(": x\r\nContent-Length: 0\r\n", next), 400);
        row("control byte in a name", post("A\x01: x\r\nContent-Length: 0\r\n", next), 400);
        row("NUL in a value", post(QByteArray("A: x\0y\r\nContent-Length: 0\r\n", 28), next), 400);
        row("control byte in a value", post("A: x\x02y\r\nContent-Length: 0\r\n", next), 400);
        row("stray CR in a value", post("A: x\ry\r\nContent-Length: 0\r\n", next), 400);
        row("lines that end with LF", "POST /echo HTTP/1.1\nHost: x\nContent-Length: 0\n\n" + next, 400);
        row("one line that ends with LF", "POST /echo HTTP/1.1\r\nHost: x\nContent-Length: 0\r\n\r\n" + next, 400);
        row("blank first line", " \r\nGET /ping HTTP/1.1\r\nHost: x\r\n\r\n" + next, 400);

        // request line
        row("no version", "GET /ping\r\nHost: x\r\n\r\n" + next, 400);
        row("HTTP/0.9", "GET /ping HTTP/0.9\r\nHost: x\r\n\r\n" + next, 505);
        row("HTTP/2.0", "GET /ping HTTP/2.0\r\nHost: x\r\n\r\n" + next, 505);
        row("HTTP/1.9", "GET /ping HTTP/1.9\r\nHost: x\r\n\r\n" + next, 505);
        row("an invented version", "GET /ping HTTPx1y1\r\nHost: x\r\n\r\n" + next, 505);
        row("preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + next, 505);
        row("lower-case method", "get /ping HTTP/1.1\r\nHost: x\r\n\r\n" + next, 400);
        row("unknown method", "FETCH /ping HTTP/1.1\r\nHost: x\r\n\r\n" + next, 501);
        row("TRACE", "TRACE /ping HTTP/1.1\r\nHost: x\r\n\r\n" + next, 405);
        row("CONNECT", "CONNECT evil:443 HTTP/1.1\r\nHost: x\r\n\r\n" + next, 405);
        row("two blanks", "GET  /ping HTTP/1.1\r\nHost: x\r\n\r\n" + next, 400);
        row("tab for a blank", "GET\t/ping HTTP/1.1\r\nHost: x\r\n\r\n" + next, 400);
        row("words after the version", "GET /ping HTTP/1.1 x\r\nHost: x\r\n\r\n" + next, 505);
        row("TLS bytes on a plain port",
            QByteArray::fromHex("16030100c8010000c403035f") + QByteArray(200, '\x01') + "\r\n\r\n" + next, 400);

        // targets
        row("absolute form", "GET http://x/ping HTTP/1.1\r\nHost: x\r\n\r\n" + next, 400);
        row("asterisk", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n" + next, 400);
        row("authority trick", "POST //x/secret HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n" + next, 400);
        row("no slash", "POST secret HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n" + next, 400);
        row("scheme trick", "POST a:/secret HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n" + next, 400);
        row("dot segments", "POST /ping/../secret HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n" + next, 400);
        row("encoded dot segments", "POST /ping/%2e%2e/secret HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n" + next,
            400);
        row("encoded slash", "POST /ping%2f..%2fsecret HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n" + next, 400);
        row("encoded backslash", "POST /ping%5csecret HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n" + next, 400);
        row("encoded NUL", "POST /secret%00 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n" + next, 400);
        row("fragment", "POST /ping#/../secret HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n" + next, 400);
        row("bytes beyond ASCII", "GET /p\xc3\xa4 HTTP/1.1\r\nHost: x\r\n\r\n" + next, 400);

        // Host and credentials
        row("no Host", "GET /ping HTTP/1.1\r\n\r\n" + next, 400);
        row("two Hosts", "GET /ping HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n" + next, 400);
        row("Host with a path", "GET /ping HTTP/1.1\r\nHost: x/#@y\r\n\r\n" + next, 400);
        row("Host with a bad port", "GET /ping HTTP/1.1\r\nHost: x:99999\r\n\r\n" + next, 400);
        row("empty Host", "GET /ping HTTP/1.1\r\nHost: \r\n\r\n" + next, 400);
        row("two bearers",
            "POST /secret HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer bad\r\nAuthorization: Bearer "
            "good\r\nContent-Length: 0\r\n\r\n" +
                next,
            400);
        row("two kinds of key",
            "POST /secret HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer bad\r\nX-Api-Key: good\r\nContent-Length: "
            "0\r\n\r\n" +
                next,
            400);

        // others
        row("an expectation that cannot be met", post("Expect: 200-ok\r\nContent-Length: 4\r\n", "body" + next), 417);
        row("a compressed body", post("Content-Encoding: gzip\r\nContent-Length: 4\r\n", "body" + next), 415);
    }
    void refusedRequestsGetOneAnswer()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        EdgeFixture edge;
        RawClient client(edge.port);
        QVERIFY(client.connected());
        client.send(bytes);
        const QByteArray answer = client.readAll();
        QVERIFY2(client.closed(), "the connection must end with the answer");
        QCOMPARE(RawClient::statuses(answer), QList<int>{status});
        QVERIFY2(answer.contains("{\"error\":{\"message\":"), answer.constData());
        QCOMPARE(int(edge.secretReached), 0);
        // The edge itself goes on.
        RawClient other(edge.port);
        other.send("GET /ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QCOMPARE(RawClient::statuses(other.readAll()), QList<int>{200});
    }

    void theProtectedRouteNeedsItsKey_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<int>("status");
        QTest::newRow("none") << QByteArray() << 401;
        QTest::newRow("wrong") << QByteArray("Authorization: Bearer bad\r\n") << 401;
        QTest::newRow("another scheme") << QByteArray("Authorization: Basic good\r\n") << 401;
        QTest::newRow("right") << QByteArray("Authorization: Bearer good\r\n") << 200;
        QTest::newRow("right in the other field") << QByteArray("x-api-key: good\r\n") << 200;
    }
    void theProtectedRouteNeedsItsKey()
    {
        QFETCH(QByteArray, field);
        QFETCH(int, status);
        EdgeFixture edge;
        RawClient client(edge.port);
        client.send("POST /secret HTTP/1.1\r\nHost: x\r\n" + field +
                    "Content-Length: 2\r\nConnection: close\r\n\r\n{}");
        QCOMPARE(RawClient::statuses(client.readAll()), QList<int>{status});
        QCOMPARE(int(edge.secretReached), status == 200 ? 1 : 0);
    }

    void randomBytesNeverReachTheSecretNorStopTheEdge()
    {
        EdgeFixture edge;
        QRandomGenerator random(42);
        const QByteArray seeds[] = {
            post("Content-Length: 4\r\n", "body"), post("Transfer-Encoding: chunked\r\n", "4\r\nbody\r\n0\r\n\r\n"),
            "GET /ping HTTP/1.1\r\nHost: x\r\n\r\n", "POST /secret HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"};
        for (int i = 0; i < 400; ++i) {
            QByteArray bytes = seeds[random.bounded(4)] + seeds[random.bounded(4)];
            for (int flips = random.bounded(1, 8); flips > 0; --flips)
                bytes[random.bounded(static_cast<int>(bytes.size()))] = static_cast<char>(random.bounded(256));
            RawClient client(edge.port);
            client.send(bytes);
            client.halfClose();
            client.readAll(std::chrono::seconds(2));
        }
        QCOMPARE(int(edge.secretReached), 0);
        RawClient client(edge.port);
        client.send("GET /ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QCOMPARE(RawClient::statuses(client.readAll()), QList<int>{200});
    }
};

OSTIARY_TEST(tst_EdgeAttacks)
#include "tst_edgeattacks.moc"
