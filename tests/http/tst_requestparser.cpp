// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/requestparser.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

namespace {

struct Parsed
{
    RequestParser::State state = RequestParser::State::Head;
    int status = 0;
    std::string method, target, body, credential;
    std::size_t used = 0;
};

Parsed parse(const std::string &bytes, std::size_t step, const HttpLimits &limits = {})
{
    RequestParser parser(limits);
    std::string pending;
    Parsed out;
    for (std::size_t at = 0; at < bytes.size() || !pending.empty();) {
        const std::size_t take = std::min(step, bytes.size() - at);
        pending += bytes.substr(at, take);
        at += take;
        for (;;) {
            const std::size_t used = parser.feed(pending);
            pending.erase(0, used);
            out.used += used;
            if (used == 0 || parser.state() == RequestParser::State::Complete ||
                parser.state() == RequestParser::State::Failed)
                break;
        }
        if (parser.state() == RequestParser::State::Complete || parser.state() == RequestParser::State::Failed ||
            take == 0)
            break;
    }
    out.state = parser.state();
    out.status = out.state == RequestParser::State::Failed ? parser.error().status : 0;
    out.method = parser.request().method();
    out.target = parser.request().target();
    out.body = parser.request().body;
    out.credential = parser.request().credential();
    return out;
}

} // namespace

class tst_RequestParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheSameHoweverItIsCut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no body") << QByteArray("GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n") << QByteArray();
        QTest::newRow("length") << QByteArray("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello")
                                << QByteArray("hello");
        QTest::newRow("chunks") << QByteArray("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
                                              "chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n")
                                << QByteArray("hello world");
        QTest::newRow("chunks with trailers") << QByteArray("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
                                                            "chunked\r\n\r\n1\r\nA\r\n0\r\nX-Checksum: 9\r\n\r\n")
                                              << QByteArray("A");
        QTest::newRow("empty lines first") << QByteArray("\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n") << QByteArray();
    }
    void readsTheSameHoweverItIsCut()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, body);
        const Parsed whole = parse(bytes.toStdString(), 1'000'000);
        QVERIFY(whole.state == RequestParser::State::Complete);
        QCOMPARE(QByteArray::fromStdString(whole.body), body);
        QCOMPARE(whole.used, static_cast<std::size_t>(bytes.size()));
        for (std::size_t step = 1; step < static_cast<std::size_t>(bytes.size()); ++step) {
            const Parsed cut = parse(bytes.toStdString(), step);
            QVERIFY2(cut.state == RequestParser::State::Complete, qPrintable(QString::number(step)));
            QCOMPARE(cut.body, whole.body);
            QCOMPARE(cut.target, whole.target);
        }
    }

    void stopsAfterTheRequest()
    {
        const std::string first = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok";
        const Parsed parsed = parse(first + "GET /b HTTP/1.1\r\nHost: x\r\n\r\n", 1'000'000);
        QVERIFY(parsed.state == RequestParser::State::Complete);
        QCOMPARE(parsed.used, first.size());
    }

    void findsTheCredential_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("credential");
        QTest::newRow("bearer") << QByteArray("Authorization: Bearer sk-1") << QByteArray("sk-1");
        QTest::newRow("bearer in another case") << QByteArray("authorization: bearer   sk-1") << QByteArray("sk-1");
        QTest::newRow("x-api-key") << QByteArray("X-Api-Key: sk-2") << QByteArray("sk-2");
        QTest::newRow("api-key") << QByteArray("api-key: sk-3") << QByteArray("sk-3");
        QTest::newRow("another scheme") << QByteArray("Authorization: Basic c2s=") << QByteArray();
        QTest::newRow("bearer of nothing") << QByteArray("Authorization: Bearer ") << QByteArray();
    }
    void findsTheCredential()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, credential);
        const Parsed parsed = parse("GET / HTTP/1.1\r\nHost: x\r\n" + field.toStdString() + "\r\n\r\n", 1'000'000);
        QVERIFY(parsed.state == RequestParser::State::Complete);
        QCOMPARE(QByteArray::fromStdString(parsed.credential), credential);
    }

    void holdsTheLimits_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("request line") << QByteArray("GET /" + QByteArray(9000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n")
                                      << 414;
        QTest::newRow("request line without an end") << QByteArray(9000, 'a') << 414;
        QTest::newRow("header") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\nA: " + QByteArray(17'000, 'a') + "\r\n\r\n")
                                << 431;
        QTest::newRow("header without an end")
            << QByteArray("GET / HTTP/1.1\r\nHost: x\r\nA: " + QByteArray(20'000, 'a')) << 431;
        QByteArray fields = "GET / HTTP/1.1\r\nHost: x\r\n";
        for (int i = 0; i < 70; ++i)
            fields += "A" + QByteArray::number(i) + ": b\r\n";
        QTest::newRow("fields") << QByteArray(fields + "\r\n") << 431;
        QTest::newRow("declared body") << QByteArray("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n")
                                       << 413;
        QTest::newRow("chunked body") << QByteArray(
                                             "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" +
                                             QByteArray(2000, 'x'))
                                      << 413;
        QTest::newRow("many small chunks")
            << QByteArray("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" +
                          QByteArray("1\r\nx\r\n").repeated(1100))
            << 413;
        QTest::newRow("chunk extension")
            << QByteArray("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;" + QByteArray(9000, 'e'))
            << 400;
    }
    void holdsTheLimits()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        HttpLimits limits;
        limits.body = 1000;
        for (const std::size_t step : {std::size_t(1'000'000), std::size_t(333)}) {
            const Parsed parsed = parse(bytes.toStdString(), step, limits);
            QVERIFY(parsed.state == RequestParser::State::Failed);
            QCOMPARE(parsed.status, status);
            QVERIFY(parsed.body.size() <= limits.body);
        }
    }
};

OSTIARY_TEST(tst_RequestParser)
#include "tst_requestparser.moc"
