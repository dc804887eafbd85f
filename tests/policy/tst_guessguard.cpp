// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/guessguard.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

class tst_GuessGuard : public QObject
{
    Q_OBJECT

    static Digest key(int number) { return sha256("sk-test-guess-" + std::to_string(number)); }
    static void guess(GuessGuard &guard, const std::string &address, int times)
    {
        for (int i = 0; i < times; ++i)
            guard.wrong(address, key(i));
    }

private Q_SLOTS:
    void theFirstMistakesCostNothing()
    {
        FakeClock clock;
        GuessGuard guard(clock);
        guess(guard, "192.0.2.1", GuessGuard::kFree);
        QCOMPARE(guard.restOf("192.0.2.1"), 0);
        QVERIFY(guard.wrong("192.0.2.1", key(99)));
        QCOMPARE(guard.restOf("192.0.2.1"), 1);
        QCOMPARE(guard.restOf("192.0.2.2"), 0); // nobody else waits
    }

    void eachFurtherGuessRestsLonger()
    {
        FakeClock clock;
        GuessGuard guard(clock);
        guess(guard, "a", GuessGuard::kFree);
        QList<int> rests;
        for (int i = 100; i < 109; ++i) {
            QCOMPARE(guard.wrong("a", key(i)), i == 100); // told once
            rests += guard.restOf("a");
            clock.advanceSeconds(rests.last());
            QCOMPARE(guard.restOf("a"), 0);
        }
        QCOMPARE(rests, (QList<int>{1, 2, 4, 8, 16, 32, 60, 60, 60}));
        clock.advanceSeconds(GuessGuard::kForgotten + 1);
        guess(guard, "a", GuessGuard::kFree);
        QCOMPARE(guard.restOf("a"), 0);
    }

    void anOldKeyThatIsTriedAgainIsNoGuess()
    {
        FakeClock clock;
        GuessGuard guard(clock);
        for (int i = 0; i < 100; ++i)
            guard.wrong("a", key(i % 4));
        QCOMPARE(guard.restOf("a"), 0);
    }

    void oneNetworkOfIpv6IsOneAddress()
    {
        FakeClock clock;
        GuessGuard guard(clock);
        for (int i = 0; i <= GuessGuard::kFree; ++i)
            guard.wrong("2001:db8:1:2::" + std::to_string(i + 1), key(i));
        QVERIFY(guard.restOf("2001:db8:1:2:ffff::9") > 0);
        QCOMPARE(guard.restOf("2001:db8:1:3::1"), 0);
        for (int i = 0; i <= GuessGuard::kFree; ++i)
            guard.wrong("::ffff:192.0.2.7", key(i));
        QVERIFY(guard.restOf("192.0.2.7") > 0);
    }

    void aFloodOfAddressesForgetsNoGuesser()
    {
        FakeClock clock;
        GuessGuard guard(clock);
        guess(guard, "192.0.2.1", GuessGuard::kFree + 5);
        int told = 0;
        for (std::size_t i = 0; i < GuessGuard::kMaxAddresses + 500; ++i)
            told += guard.wrong("10.0." + std::to_string(i / 250) + "." + std::to_string(i % 250), key(1)) ? 1 : 0;
        QVERIFY(guard.restOf("192.0.2.1") > 0);
        QCOMPARE(told, 0);
    }

    void theLogIsNotFlooded()
    {
        FakeClock clock;
        GuessGuard guard(clock);
        int told = 0;
        for (int address = 0; address < 100; ++address) {
            for (int i = 0; i <= GuessGuard::kFree; ++i)
                told += guard.wrong("10.0.0." + std::to_string(address), key(i)) ? 1 : 0;
        }
        QCOMPARE(told, 10);
    }

    void theAuditLogGetsSums()
    {
        FakeClock clock;
        GuessGuard guard(clock);
        QVERIFY(!guard.takeSummary());
        guess(guard, "192.0.2.1", GuessGuard::kFree); // a mistyped key is no attack
        QVERIFY(!guard.takeSummary());
        guard.wrong("192.0.2.1", key(50));
        guard.restOf("192.0.2.1");
        const auto first = guard.takeSummary();
        QVERIFY(first.has_value());
        QCOMPARE(first->guesses, std::int64_t(GuessGuard::kFree + 1));
        QCOMPARE(first->slowed, std::int64_t(1));
        QCOMPARE(first->addresses, std::vector<std::string>{"192.0.2.1"});
        int rows = 0;
        for (int minute = 0; minute < 24 * 60; ++minute) { // a day of guesses
            clock.advanceSeconds(60);
            guard.wrong("192.0.2.1", key(1000 + minute));
            rows += guard.takeSummary() ? 1 : 0;
        }
        QVERIFY2(rows >= 20 && rows <= 30, qPrintable(QString::number(rows)));
    }

    void knowsThisMachine_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<bool>("loopback");
        QTest::newRow("IPv4") << QByteArray("127.0.0.2") << true;
        QTest::newRow("IPv6") << QByteArray("::1") << true;
        QTest::newRow("IPv4 in IPv6") << QByteArray("::ffff:127.0.0.1") << true;
        QTest::newRow("another") << QByteArray("192.0.2.1") << false;
        QTest::newRow("another of IPv6") << QByteArray("2001:db8::1") << false;
        QTest::newRow("none") << QByteArray("") << false;
    }
    void knowsThisMachine()
    {
        QFETCH(QByteArray, address);
        QFETCH(bool, loopback);
        QCOMPARE(isLoopback(address.toStdString()), loopback);
    }
};

OSTIARY_TEST(tst_GuessGuard)
#include "tst_guessguard.moc"
