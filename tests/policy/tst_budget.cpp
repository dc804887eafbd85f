// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/budget.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testregistry.h"

#include <QtTest>

#include <random>
#include <thread>

using namespace ostiary;

class tst_Budget : public QObject
{
    Q_OBJECT

    static Budget::Scope scope(Budget &budget, ScopeKind kind, std::string_view id, std::optional<Money> limit)
    {
        return {budget.counter(kind, id), limit, std::nullopt, 0};
    }
    static Money nano(std::int64_t n) { return Money::fromNano(n); }

private Q_SLOTS:
    void holdsUpToTheLimitAndNotBeyond()
    {
        FakeClock clock;
        Budget budget(clock);
        const std::vector scopes = {scope(budget, ScopeKind::Key, "1", nano(100))};
        auto first = budget.hold(scopes, nano(60));
        QVERIFY(first.ok());
        QVERIFY(budget.hold(scopes, nano(40)).ok()); // given back at once: the result is dropped
        const auto second = budget.hold(scopes, nano(41));
        QVERIFY(!second.ok());
        QCOMPARE(second.error().status, 429);
        QVERIFY(second.error().publicText.find("Key=1") != std::string::npos);
    }

    void takesFromAllScopesOrFromNone()
    {
        FakeClock clock;
        Budget budget(clock);
        const std::vector scopes = {scope(budget, ScopeKind::Organisation, "", nano(1000)),
                                    scope(budget, ScopeKind::User, "ann", nano(10))};
        const auto refused = budget.hold(scopes, nano(11));
        QVERIFY(!refused.ok());
        QVERIFY(refused.error().publicText.find("User=ann") != std::string::npos);
        QCOMPARE(budget.standing(scopes[0]).held, Money());
    }

    void refundsWhenDropped()
    {
        FakeClock clock;
        Budget budget(clock);
        const std::vector scopes = {scope(budget, ScopeKind::Key, "1", nano(100))};
        {
            auto hold = budget.hold(scopes, nano(100));
            QVERIFY(hold.ok());
            QCOMPARE(budget.standing(scopes[0]).held, nano(100));
            const BudgetHold moved = std::move(hold).value();
            QCOMPARE(budget.standing(scopes[0]).held, nano(100));
        }
        QCOMPARE(budget.standing(scopes[0]).held, Money());
    }

    void settlesWhatItReallyCost()
    {
        FakeClock clock;
        Budget budget(clock);
        const std::vector scopes = {scope(budget, ScopeKind::Key, "1", nano(100))};
        auto hold = budget.hold(scopes, nano(80));
        hold->settle(nano(30));
        QCOMPARE(budget.standing(scopes[0]).spent, nano(30));
        QCOMPARE(budget.standing(scopes[0]).held, Money());
        auto over = budget.hold(scopes, nano(70));
        over->settle(nano(90)); // dearer than the bound: recorded, though it passes the limit
        QCOMPARE(budget.standing(scopes[0]).spent, nano(120));
        QVERIFY(!budget.hold(scopes, Money()).ok());
    }

    void keepsEnoughForTheNextAttempt()
    {
        FakeClock clock;
        Budget budget(clock);
        const std::vector scopes = {scope(budget, ScopeKind::Key, "1", nano(100))};
        auto hold = budget.hold(scopes, nano(50));
        hold->charge(nano(20)); // a first attempt that may have been billed
        QCOMPARE(hold->amount(), nano(30));
        QVERIFY(hold->extendTo(scopes, nano(80)));
        QCOMPARE(budget.standing(scopes[0]).held, nano(80));
        QVERIFY(!hold->extendTo(scopes, nano(81)));
        hold->settle(nano(5));
        QCOMPARE(budget.standing(scopes[0]).spent, nano(25));
        QCOMPARE(budget.standing(scopes[0]).held, Money());
    }

    void startsANewWindowByTheClock()
    {
        FakeClock clock;
        Budget budget(clock);
        Budget::Scope daily = scope(budget, ScopeKind::Key, "1", nano(100));
        daily.windowSeconds = 86'400;
        daily.windowOrigin = clock.wallMs() / 1000;
        auto hold = budget.hold({daily}, nano(100));
        hold->settle(nano(100));
        QVERIFY(!budget.hold({daily}, nano(1)).ok());
        clock.advanceSeconds(86'400);
        auto late = budget.hold({daily}, nano(100));
        QVERIFY(late.ok());
        QCOMPARE(late->windowOf(ScopeKind::Key), daily.windowOrigin + 86'400);
    }

    void chargesALateAnswerToTheWindowOfItsHold()
    {
        FakeClock clock;
        Budget budget(clock);
        Budget::Scope daily = scope(budget, ScopeKind::Key, "1", nano(100));
        daily.windowSeconds = 86'400;
        daily.windowOrigin = clock.wallMs() / 1000;
        auto before = budget.hold({daily}, nano(60));
        clock.advanceSeconds(86'400);
        QVERIFY(budget.hold({daily}, nano(100)).ok());
        before->settle(nano(60));
        QCOMPARE(budget.standing(daily).spent, Money());
        QCOMPARE(budget.standing(daily).held, Money());
    }

    void aClockThatGoesBackOpensNothing()
    {
        FakeClock clock;
        Budget budget(clock);
        Budget::Scope daily = scope(budget, ScopeKind::Key, "1", nano(100));
        daily.windowSeconds = 86'400;
        daily.windowOrigin = clock.wallMs() / 1000;
        clock.advanceSeconds(86'400);
        auto hold = budget.hold({daily}, nano(100));
        hold->settle(nano(100));
        clock.setWallSeconds(daily.windowOrigin + 5);
        QVERIFY(!budget.hold({daily}, nano(1)).ok());
    }

    void restoresWhatTheLedgerKnows()
    {
        FakeClock clock;
        Budget budget(clock);
        budget.restore(ScopeKind::Key, "1", 0, nano(70));
        const std::vector scopes = {scope(budget, ScopeKind::Key, "1", nano(100))};
        QVERIFY(!budget.hold(scopes, nano(31)).ok());
        QVERIFY(budget.hold(scopes, nano(30)).ok());
    }

    void neverPassesALimitUnderContention()
    {
        FakeClock clock;
        Budget budget(clock);
        const Money limit = nano(10'000);
        const std::vector scopes = {scope(budget, ScopeKind::Organisation, "", nano(25'000)),
                                    scope(budget, ScopeKind::Key, "1", limit)};
        std::atomic<std::int64_t> settled{0};
        std::atomic<int> passed{0};
        std::vector<std::thread> threads;
        for (unsigned t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                std::minstd_rand random(t + 1);
                for (int i = 0; i < 5000; ++i) {
                    const auto bound = static_cast<std::int64_t>(random() % 50 + 1);
                    auto hold = budget.hold(scopes, nano(bound));
                    if (!hold)
                        continue;
                    const auto standing = budget.standing(scopes[1]);
                    if (standing.spent + standing.held > limit)
                        ++passed;
                    if (random() % 3 == 0)
                        continue; // dropped: given back
                    const auto cost = static_cast<std::int64_t>(random()) % (bound + 1);
                    hold->settle(nano(cost));
                    settled += cost;
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(int(passed), 0);
        QCOMPARE(budget.standing(scopes[1]).held, Money());
        QCOMPARE(budget.standing(scopes[1]).spent.nano(), std::int64_t(settled));
        QVERIFY(budget.standing(scopes[1]).spent <= limit);
        QCOMPARE(budget.standing(scopes[0]).spent.nano(), std::int64_t(settled));
    }
};

OSTIARY_TEST(tst_Budget)
#include "tst_budget.moc"
