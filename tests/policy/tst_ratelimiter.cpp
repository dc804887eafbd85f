// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/ratelimiter.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testregistry.h"

#include <QtTest>

#include <vector>

using namespace ostiary;

class tst_RateLimiter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allowsSoManyInAnyMinute()
    {
        FakeClock clock;
        RateLimiter limiter(clock);
        auto *counter = limiter.counter("key:1");
        const RateLimiter::Limits limits{3, std::nullopt};
        QVERIFY(limiter.take(counter, limits, "key").ok());
        clock.advanceSeconds(20);
        QVERIFY(limiter.take(counter, limits, "key").ok());
        QVERIFY(limiter.take(counter, limits, "key").ok());
        const auto refused = limiter.take(counter, limits, "key");
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().status, 429);
        QCOMPARE(refused.error().retryAfterSeconds, std::optional(40));
        clock.advanceSeconds(39);
        QVERIFY(!limiter.take(counter, limits, "key").ok());
        clock.advanceSeconds(1);
        QVERIFY(limiter.take(counter, limits, "key").ok());
        QVERIFY(!limiter.take(counter, limits, "key").ok());
    }

    void forgetsAfterALongPause()
    {
        FakeClock clock;
        RateLimiter limiter(clock);
        auto *counter = limiter.counter("key:1");
        for (int i = 0; i < 5; ++i)
            QVERIFY(limiter.take(counter, {5, std::nullopt}, "key").ok());
        clock.advanceSeconds(100'000);
        QCOMPARE(limiter.standing(counter, {5, std::nullopt}).remaining, 5);
    }

    void limitsWhatRunsInParallel()
    {
        FakeClock clock;
        RateLimiter limiter(clock);
        auto *counter = limiter.counter("key:1");
        const RateLimiter::Limits limits{std::nullopt, 2};
        auto first = limiter.take(counter, limits, "key");
        auto second = limiter.take(counter, limits, "key");
        QVERIFY(first.ok() && second.ok());
        QVERIFY(!limiter.take(counter, limits, "key").ok());
        QVERIFY(!limiter.hasRoom(counter, limits));
        {
            const RateTicket gone = std::move(first).value();
        }
        QVERIFY(limiter.take(counter, limits, "key").ok());
    }

    void limitsTokensInAnyMinute()
    {
        FakeClock clock;
        RateLimiter limiter(clock);
        auto *counter = limiter.counter("key:1");
        const RateLimiter::Limits limits{std::nullopt, std::nullopt, 100};
        RateTicket first = limiter.take(counter, limits, "key").value();
        first.count(1000); // an estimate
        const auto refused = limiter.take(counter, limits, "key");
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().status, 429);
        QVERIFY(refused.error().publicText.find("Limit type: tokens") != std::string::npos);
        clock.advanceSeconds(30);
        first.count(60); // what it was
        QVERIFY(limiter.hasRoom(counter, limits));
        RateTicket second = limiter.take(counter, limits, "key").value();
        second.count(40);
        QVERIFY(!limiter.hasRoom(counter, limits));
        clock.advanceSeconds(35); // the estimate's own second has left the minute, what it was has not
        QVERIFY(!limiter.hasRoom(counter, limits));
        clock.advanceSeconds(25);
        QVERIFY(limiter.hasRoom(counter, limits));
        second.count(0); // what has left is not taken back again
        RateTicket third = limiter.take(counter, limits, "key").value();
        third.count(100);
        QVERIFY(!limiter.hasRoom(counter, limits));
    }

    void countsTokensOnlyWhereTheyAreLimited()
    {
        FakeClock clock;
        RateLimiter limiter(clock);
        auto *counter = limiter.counter("key:1");
        RateTicket ticket = limiter.take(counter, {5, std::nullopt}, "key").value();
        ticket.count(1'000'000);
        QCOMPARE(counter->tokensInMinute, std::int64_t(0));
    }

    void keepsItsCountersThroughEveryLookUp()
    {
        FakeClock clock;
        RateLimiter limiter(clock);
        QCOMPARE(limiter.counter("key:1"), limiter.counter("key:1"));
        QVERIFY(limiter.counter("key:1") != limiter.counter("key:2"));
    }
};

OSTIARY_TEST(tst_RateLimiter)
#include "tst_ratelimiter.moc"
