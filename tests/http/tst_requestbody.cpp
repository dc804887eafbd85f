// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/requestbody.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testregistry.h"

#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

#include <sys/resource.h>

using namespace ostiary;

namespace {

/// A room with a memory that a test sets.
struct Room
{
    explicit Room(std::size_t most, std::size_t spoolFrom, std::string directory = "/tmp")
        : room({most, spoolFrom, std::move(directory)}, memory)
    {
    }
    FakeClock clock;
    MemoryLevel::Use use;
    MemoryLevel memory{clock, 1000, [this] { return use; }};
    BodyRoom room;
};

std::string pattern(std::size_t size)
{
    std::string out(size, ' ');
    for (std::size_t i = 0; i < size; ++i)
        out[i] = static_cast<char>('a' + i % 23);
    return out;
}

} // namespace

class tst_RequestBody : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOneRunOfBytes_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("step");
        QTest::addColumn<bool>("spooled");
        QTest::newRow("empty") << 0 << 1 << false;
        QTest::newRow("small") << 100 << 7 << false;
        QTest::newRow("as large as memory takes") << 10'000 << 1000 << false;
        QTest::newRow("one byte more") << 10'001 << 1000 << true;
        QTest::newRow("in one piece") << 50'000 << 50'000 << true;
        QTest::newRow("large") << 1'000'003 << 4096 << true;
        QTest::newRow("whole pages") << 40'960 << 4096 << true;
        QTest::newRow("whole pages with the padding") << 40'960 - 64 << 4096 << true;
    }
    void isOneRunOfBytes()
    {
        QFETCH(int, size);
        QFETCH(int, step);
        QFETCH(bool, spooled);
        Room room(100'000'000, 10'000);
        const std::string text = pattern(static_cast<std::size_t>(size));
        {
            RequestBody body;
            body.setRoom(&room.room);
            for (std::size_t at = 0; at < text.size(); at += static_cast<std::size_t>(step))
                QVERIFY(body.append(std::string_view(text).substr(at, static_cast<std::size_t>(step))));
            QCOMPARE(body.size(), text.size());
            QVERIFY(body.finish());
            RequestBody moved = std::move(body);
            QCOMPARE(moved.isSpooled(), spooled);
            const std::size_t readable = moved.capacity();
            QVERIFY(readable >= text.size() + RequestBody::kPadding);
            QVERIFY(moved.view() == text);
            int sum = 0;
            for (std::size_t i = text.size(); spooled && i < readable; ++i)
                sum += moved.data()[i]; // the padding can be read
            QCOMPARE(sum, 0);
            QCOMPARE(room.room.used(), text.size());
        }
        QCOMPARE(room.room.used(), std::size_t(0));
    }

    void staysInMemoryWhereNoFileCanBeMade()
    {
        Room room(100'000'000, 10, "/nowhere/at/all");
        RequestBody body;
        body.setRoom(&room.room);
        const std::string text = pattern(5000);
        QVERIFY(body.append(text) && body.append(text) && body.finish());
        QVERIFY(!body.isSpooled());
        QVERIFY(body.view() == text + text);
    }

    void comesBackToMemoryWhenTheFileCannotGrow()
    {
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        rlimit little = before;
        little.rlim_cur = 8000; // like a full disk
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &little);
        Room room(100'000'000, 10);
        RequestBody body;
        body.setRoom(&room.room);
        const std::string text = pattern(3000);
        bool taken = true;
        for (int i = 0; i < 4; ++i)
            taken = body.append(text) && taken;
        taken = body.finish() && taken;
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
        QVERIFY(taken);
        QVERIFY(!body.isSpooled());
        QVERIFY(body.view() == text + text + text + text);
    }

    void takesNoMoreThanThereIs()
    {
        Room room(4'000'000, 0);
        RequestBody large;
        large.setRoom(&room.room);
        std::size_t taken = 0;
        while (taken < 10'000'000 && large.append(pattern(100'000)))
            taken += 100'000;
        QCOMPARE(taken, std::size_t(3'000'000)); // a quarter is left for small ones
        QVERIFY(room.room.isTight());
        QCOMPARE(room.room.admit(2'000'000).error().status, 503);
        QVERIFY(room.room.admit(2'000'000).error().retryAfterSeconds.has_value());
        QVERIFY(room.room.admit(1000));
        {
            RequestBody small;
            small.setRoom(&room.room);
            QVERIFY(small.append(pattern(100'000)));
        }
        large.clear();
        QCOMPARE(room.room.used(), std::size_t(0));
        QVERIFY(room.room.largeGiven() >= 3'000'000);
        QVERIFY(room.room.refused() > 0);
    }

    void takesNoBodiesWhenMemoryIsShort()
    {
        Room room(4'000'000, 0);
        room.use.own = 999;
        QVERIFY(room.room.admit(0));
        room.use.own = 1001;
        QVERIFY(room.room.admit(0)); // looked at once a second
        room.clock.advanceSeconds(1);
        QCOMPARE(room.room.admit(0).error().status, 503);
        room.use.own = 0;
        room.clock.advanceSeconds(1);
        QVERIFY(room.room.admit(0));
    }

    void knowsWhatTheProcessUses()
    {
        const MemoryLevel::Use use = MemoryLevel::useOfProcess();
        QVERIFY(use.own > 100'000 && use.own < use.address);
        QVERIFY(MemoryLevel::systemBytes() > use.own);
    }
};

OSTIARY_TEST(tst_RequestBody)
#include "tst_requestbody.moc"
