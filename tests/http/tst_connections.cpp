// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/io/descriptors.h"
#include "tests/support/edgefixture.h"
#include "tests/support/rawclient.h"
#include "tests/support/testregistry.h"

#include <QtTest>

#include <memory>
#include <vector>

#include <sys/resource.h>

using namespace ostiary;

namespace {

using Clients = std::vector<std::unique_ptr<RawClient>>;

const QByteArray kPing = "GET /ping HTTP/1.1\r\nHost: x\r\n\r\n";
const QByteArray kKey = "Authorization: Bearer good\r\n";

QByteArray upload(int size)
{
    return "POST /upload HTTP/1.1\r\nHost: x\r\n" + kKey + "Content-Length: " + QByteArray::number(size) + "\r\n\r\n";
}

/// The number of descriptors this process may have, for a scope.
class DescriptorLimit
{
public:
    explicit DescriptorLimit(rlim_t most)
    {
        getrlimit(RLIMIT_NOFILE, &m_before);
        rlimit few = m_before;
        few.rlim_cur = most;
        setrlimit(RLIMIT_NOFILE, &few);
    }
    ~DescriptorLimit() { setrlimit(RLIMIT_NOFILE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

/// What one client may take from the others: places, descriptors, memory.
class tst_Connections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silentOnesDoNotKeepOthersOut_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("half a head") << QByteArray("GET /ping HTTP/1.1\r\nHo");
        QTest::newRow("requests without a key") << kPing;
    }
    void silentOnesDoNotKeepOthersOut()
    {
        QFETCH(QByteArray, said);
        HttpLimits limits;
        limits.connections = limits.connectionsPerAddress = 16;
        EdgeFixture edge(limits, nullptr, 8);
        Clients silent;
        for (int i = 0; i < 64; ++i) {
            silent.push_back(std::make_unique<RawClient>(edge.port));
            silent.back()->send(said);
            if (said == kPing)
                silent.back()->readUntil("pong");
        }
        RawClient administrator(edge.port);
        administrator.send("POST /secret HTTP/1.1\r\nHost: x\r\n" + kKey + "Content-Length: 0\r\n\r\n");
        QVERIFY(administrator.readUntil("true}").contains("200 OK"));
        // Known from here on: what strangers do does not end this connection.
        for (int i = 0; i < 64; ++i)
            silent.push_back(std::make_unique<RawClient>(edge.port));
        administrator.take();
        administrator.send(kPing);
        QVERIFY(administrator.readUntil("pong").contains("200 OK"));
        QVERIFY(edge.connections() <= 16);
    }

    void strangersDoNotTakeAllPlaces()
    {
        HttpLimits limits;
        limits.connections = limits.connectionsPerAddress = 8;
        EdgeFixture edge(limits, nullptr, 4);
        Clients busy; // requests of strangers that wait for an answer cannot be closed for others
        for (int i = 0; i < 4; ++i) {
            busy.push_back(std::make_unique<RawClient>(edge.port));
            busy.back()->send("GET /hang HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        QTRY_COMPARE(int(edge.handled), 4);
        RawClient fifth(edge.port);
        QCOMPARE(RawClient::statuses(fifth.readAll()), QList<int>{503});
    }

    void theOldestIdleOneMakesRoom()
    {
        HttpLimits limits;
        limits.connectionsPerAddress = 3;
        EdgeFixture edge(limits);
        Clients kept;
        for (int i = 0; i < 2; ++i) {
            kept.push_back(std::make_unique<RawClient>(edge.port));
            kept.back()->send(i == 0 ? QByteArray("GET /hang HTTP/1.1\r\nHost: x\r\n\r\n") : kPing);
            if (i > 0)
                kept.back()->readUntil("pong");
        }
        QTRY_COMPARE(int(edge.handled), 2);
        RawClient young(edge.port);
        young.send(kPing);
        young.readUntil("pong");
        RawClient next(edge.port);
        next.send(kPing);
        QVERIFY(next.readUntil("pong").contains("200 OK"));
        kept[1]->readAll();
        QVERIFY(kept[1]->closed()); // the oldest of those at rest; the first one waits for its answer
        young.take();
        young.send(kPing);
        QVERIFY(young.readUntil("pong").contains("200 OK"));
        QCOMPARE(int(edge.gone), 0);
    }

    void goesOnWithoutDescriptors()
    {
        EdgeFixture edge;
        const int highest = ::dup(0);
        ::close(highest);
        std::unique_ptr<DescriptorLimit> few = std::make_unique<DescriptorLimit>(rlim_t(highest) + 60);
        // Both ends are descriptors of this process. All are under way: none can be closed for another.
        Clients clients;
        for (int i = 0; i < 60; ++i) {
            clients.push_back(std::make_unique<RawClient>(edge.port));
            clients.back()->send("GET /hang HTTP/1.1\r\nHost: x\r\n\r\n");
            QTRY_VERIFY(int(edge.handled) > i || !edge.isAccepting());
        }
        QTRY_VERIFY(!edge.isAccepting()); // it waits, instead of asking the kernel again and again
        QVERIFY(descriptorShortages() > 0);
        QCOMPARE(int(edge.gone), 0);
        clients.clear();
        few.reset();
        RawClient later(edge.port);
        later.send(kPing);
        QVERIFY(later.readUntil("pong").contains("200 OK"));
    }

    void idleOnesAreClosedForDescriptors()
    {
        EdgeFixture edge;
        const int highest = ::dup(0);
        ::close(highest);
        const DescriptorLimit few(rlim_t(highest) + 100);
        // With both their ends here more than fit before the reserve; each is answered, because an older one makes
        // room.
        Clients idle;
        for (int i = 0; i < 45; ++i) {
            idle.push_back(std::make_unique<RawClient>(edge.port));
            idle.back()->send(kPing);
            QVERIFY2(idle.back()->readUntil("pong").contains("200 OK"), qPrintable(QString::number(i)));
        }
        QVERIFY(edge.connections() < 45);
    }

    void unfinishedBodiesAreCountedAndReleased()
    {
        HttpLimits limits;
        limits.bodiesUnderWay = 8'000'000;
        limits.bodySpool = 100'000;
        EdgeFixture edge(limits);
        Clients clients;
        for (int i = 0; i < 40; ++i) {
            clients.push_back(std::make_unique<RawClient>(edge.port));
            clients.back()->send(upload(3'000'000) + QByteArray(1'000'000, 'x')); // and no more
        }
        const auto refused = [&] {
            QList<int> statuses;
            for (const auto &client : clients)
                statuses += RawClient::statuses(client->readUntil("\r\n\r\n", std::chrono::milliseconds(5)));
            return statuses.count(503);
        };
        QTRY_VERIFY_WITH_TIMEOUT(refused() >= 34, 20'000);
        QVERIFY(edge.bodyBytes() <= 6'000'000);
        RawClient small(edge.port); // others are served meanwhile
        small.send(upload(1000) + QByteArray(1000, 'x'));
        QVERIFY(small.readUntil("}").contains("\"bytes\":1000"));
        clients.clear();
        QTRY_COMPARE(edge.bodyBytes(), std::size_t(0));
        RawClient later(edge.port);
        later.send(upload(3'000'000) + QByteArray(3'000'000, 'x'));
        QVERIFY(later.readUntil("}").contains("{\"bytes\":3000000,\"same\":true,\"spooled\":true}"));
        QTRY_COMPARE(edge.bodyBytes(), std::size_t(0));
    }

    void aBodyTakesItsPlaceWithItsHead()
    {
        EdgeFixture edge;
        edge.places = 1;
        RawClient first(edge.port);
        first.send(upload(100'000) + "x");
        QTRY_COMPARE(int(edge.places), 0);
        RawClient second(edge.port);
        second.send(upload(100'000));
        const QByteArray answer = second.readAll();
        QCOMPARE(RawClient::statuses(answer), QList<int>{429}); // before a byte of the body
        first.send(QByteArray(99'999, 'x'));
        QVERIFY(first.readUntil("}").contains("\"bytes\":100000"));
        QTRY_COMPARE(int(edge.places), 1); // and gives it back after the answer
        RawClient third(edge.port);
        third.send(upload(100'000));
        QTRY_COMPARE(int(edge.places), 0);
        third.close();
        QTRY_COMPARE(int(edge.places), 1); // or when the client goes
    }

    void newBodiesAreRefusedWhenMemoryIsShort()
    {
        EdgeFixture edge;
        edge.memoryUsed = 2'000'000;
        RawClient large(edge.port);
        large.send(upload(100'000));
        const QByteArray answer = large.readAll();
        QCOMPARE(RawClient::statuses(answer), QList<int>{503});
        QVERIFY(answer.contains("retry-after: "));
        RawClient small(edge.port); // one that has come whole is answered
        small.send(upload(10) + QByteArray(10, 'x'));
        QVERIFY(small.readUntil("}").contains("\"bytes\":10"));
    }

    void noInterimAnswerIsSentUnasked_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::newRow("HTTP/1.1") << QByteArray("HTTP/1.1");
        QTest::newRow("HTTP/1.0") << QByteArray("HTTP/1.0");
    }
    void noInterimAnswerIsSentUnasked()
    {
        QFETCH(QByteArray, version);
        EdgeFixture edge;
        RawClient client(edge.port);
        client.send("GET /slow?ms=200 " + version + "\r\nHost: x\r\n\r\n");
        client.halfClose();
        const QByteArray answer = client.readAll();
        QVERIFY(client.closed());
        QCOMPARE(answer.count("HTTP/1.1 "), 1);
        QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer.constData());
        QVERIFY(answer.endsWith("{\"slow\":200}"));
    }
};

OSTIARY_TEST(tst_Connections)
#include "tst_connections.moc"
