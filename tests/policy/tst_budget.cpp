// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/requestwhy.h"
#include "server/policy/budget.h"
#include "server/policy/budgetrefusal.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testregistry.h"

#include <QRegularExpression>
#include <QtTest>

#include <map>
#include <memory>
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

    // A day's window of USD 1e-7, and what can go wrong at its edges.
    struct Daily
    {
        FakeClock clock;
        Budget budget{clock};
        std::vector<Budget::Scope> scopes{scope(budget, ScopeKind::Key, "1", nano(100))};
        std::int64_t start = clock.wallMs() / 1000;

        Daily() { setSeconds(86'400); }
        void setSeconds(std::int64_t seconds)
        {
            scopes[0].windowSeconds = seconds;
            scopes[0].windowOrigin = start;
        }
        void spend(std::int64_t amount) { budget.hold(scopes, nano(amount))->settle(nano(amount)); }
        std::int64_t left() const
        {
            const auto standing = budget.standing(scopes[0]);
            return 100 - (standing.spent + standing.held).nano();
        }
    };

private Q_SLOTS:
    void countsWhatItRefusesInAWindow()
    {
        Daily day;
        const auto refused = [&] { return day.budget.standing(day.scopes[0]).refused; };
        day.clock.advanceSeconds(600);
        auto hold = day.budget.hold(day.scopes, nano(90));
        QVERIFY(hold.ok());
        QCOMPARE(refused(), std::int64_t(0));
        QCOMPARE(day.budget.standing(day.scopes[0]).refusedSinceMs, std::int64_t(0));
        const std::int64_t first = day.clock.wallMs();
        for (int i = 0; i < 3; ++i) {
            QVERIFY(!day.budget.hold(day.scopes, nano(20)).ok());
            day.clock.advanceSeconds(60);
        }
        QVERIFY(!hold->extendTo(day.scopes, nano(120))); // another try of a request that was let in
        QCOMPARE(refused(), std::int64_t(3));
        QCOMPARE(day.budget.standing(day.scopes[0]).refusedSinceMs, first);
        hold->settle(nano(100));
        day.clock.advanceSeconds(86'400);
        QCOMPARE(refused(), std::int64_t(0));
        QVERIFY(!day.budget.hold(day.scopes, nano(101)).ok());
        QCOMPARE(refused(), std::int64_t(1));
        QCOMPARE(day.budget.standing(day.scopes[0]).refusedSinceMs, day.clock.wallMs());
    }

    void countsARefusalForTheBudgetThatRefuses()
    {
        FakeClock clock;
        Budget budget(clock);
        const std::vector scopes = {scope(budget, ScopeKind::User, "one", nano(100)),
                                    scope(budget, ScopeKind::Key, "1", nano(10))};
        QVERIFY(!budget.hold(scopes, nano(11)).ok());
        QVERIFY(!budget.hold(scopes, nano(101)).ok()); // both could not; the first says so
        QCOMPARE(budget.standing(scopes[0]).refused, std::int64_t(1));
        QCOMPARE(budget.standing(scopes[1]).refused, std::int64_t(1));
    }

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
        QCOMPARE(second.error().status, 422);
        QVERIFY(second.error().publicText.find("Key=1") != std::string::npos);
    }

    void saysWhatIsSpentAndWhatIsLeft_data()
    {
        QTest::addColumn<qint64>("spent");
        QTest::addColumn<qint64>("held");
        QTest::addColumn<QString>("text");
        QTest::newRow("used up")
            << qint64(500'000'000) << qint64(0)
            << "Budget has been exceeded! Key=nightly (sk-...4711) Current cost: 0.5, Max budget: 0.5";
        QTest::newRow("passed by an answer dearer than its bound")
            << qint64(600'000'000) << qint64(0)
            << "Budget has been exceeded! Key=nightly (sk-...4711) Current cost: 0.6, Max budget: 0.5";
        QTest::newRow("not used up")
            << qint64(100'000'000) << qint64(0)
            << "This request could cost up to $0.48, $0.4 is left of the budget of Key=nightly (sk-...4711) "
               "($0.1 of $0.5 spent). A smaller max_tokens or a shorter prompt needs less";
        QTest::newRow("held by others")
            << qint64(0) << qint64(200'000'000)
            << "This request could cost up to $0.48, $0.3 is left of the budget of Key=nightly (sk-...4711) "
               "($0 of $0.5 spent, $0.2 held for requests under way). It may fit when those have ended";
    }
    void saysWhatIsSpentAndWhatIsLeft()
    {
        QFETCH(qint64, spent);
        QFETCH(qint64, held);
        QFETCH(QString, text);
        FakeClock clock;
        Budget budget(clock);
        std::vector scopes = {scope(budget, ScopeKind::Key, "17", nano(1'000'000'000))};
        BudgetHold other = budget.hold(scopes, nano(spent + held)).value();
        other.charge(nano(spent));
        scopes[0].limit = nano(500'000'000);
        scopes[0].name = "nightly (sk-...4711)";
        const auto refused = budget.hold(scopes, nano(480'000'000));
        QVERIFY(!refused.ok());
        QCOMPARE(QString::fromStdString(refused.error().publicText), text);
        QVERIFY(!refused.error().waitingHelps());
    }

    void noFigureOfARefusalLooksLikeAStatus_data()
    {
        QTest::addColumn<QString>("amount");
        QTest::addColumn<QString>("spent");
        QTest::addColumn<QString>("needed");
        const auto row = [](const char *amount, const char *spent, const char *needed) {
            QTest::newRow(amount) << QString(amount) << QString(spent) << QString(needed);
        };
        row("0.079975008", "0.08", "0.08");
        row("0.25", "0.25", "0.25");
        row("0.000429", "0.00043", "0.00043");
        row("0.5001", "0.5", "0.51");
        row("12.345", "12.3", "12.4");
        row("429", "430", "430");
        row("500", "0.5 thousand", "0.5 thousand");
        row("1500", "1.5 thousand", "1.5 thousand");
        row("5000", "5 thousand", "5 thousand");
        row("504.1", "0.5 thousand", "505");
        row("50000000", "50 million", "50 million");
        row("0", "0", "0");
        row("9223372036.854775807", "9220000000", "9220000000");
    }
    void noFigureOfARefusalLooksLikeAStatus()
    {
        QFETCH(QString, amount);
        const Money money = *Money::fromDecimal(amount.toStdString());
        const GatewayError used = budgetRefusal({"key", "a", money, money, {}, money});
        QTEST(QString::fromStdString(used.publicText).section("Max budget: ", 1), "spent");
        const GatewayError tight = budgetRefusal({"key", "a", money + Money::fromNano(1), {}, {}, money});
        QTEST(QString::fromStdString(tight.publicText).section("up to $", 1).section(",", 0, 0), "needed");
    }
    void noRefusalLooksLikeAStatus()
    {
        const QRegularExpression status("408|409|429|500|502|503|504|52[0-9]");
        std::mt19937_64 random(1);
        for (int i = 0; i < 20'000; ++i) {
            const auto any = [&] { return Money::fromNano(std::int64_t(random() >> (random() % 60 + 3))); };
            const GatewayError error = budgetRefusal({"user", "u502x", any(), any(), any(), any()});
            const QString text = QString::fromStdString(error.publicText);
            QVERIFY2(!text.contains(status), qPrintable(text));
        }
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
        QVERIFY(!budget.hold(scopes, nano(1)).ok());
    }

    void whatCostsNothingIsHeldWhenNothingIsLeft_data()
    {
        QTest::addColumn<qlonglong>("limit");
        QTest::addColumn<qlonglong>("spent");
        QTest::newRow("all is left") << 100LL << 0LL;
        QTest::newRow("all is spent") << 100LL << 100LL;
        QTest::newRow("more than all is spent") << 100LL << 120LL;
        QTest::newRow("there was never anything") << 0LL << 0LL;
    }
    void whatCostsNothingIsHeldWhenNothingIsLeft()
    {
        QFETCH(qlonglong, limit);
        QFETCH(qlonglong, spent);
        FakeClock clock;
        Budget budget(clock);
        budget.restore(ScopeKind::Key, "1", 0, nano(spent));
        const std::vector scopes = {scope(budget, ScopeKind::Key, "1", nano(limit))};
        auto hold = budget.hold(scopes, Money());
        QVERIFY(hold.ok());
        QCOMPARE(budget.hold(scopes, nano(1)).ok(), spent < limit);
        hold->settle(Money());
        QCOMPARE(budget.standing(scopes[0]).spent, nano(spent));
    }

    void moreScopesThanItKnowsAreRefused()
    {
        FakeClock clock;
        Budget budget(clock);
        std::vector<Budget::Scope> scopes;
        for (const char *id : {"1", "2", "3", "4"})
            scopes.push_back(scope(budget, ScopeKind::Key, id, nano(100)));
        QVERIFY(budget.hold(scopes, nano(1)).ok());
        scopes.push_back(scope(budget, ScopeKind::Key, "5", nano(100)));
        const auto refused = budget.hold(scopes, nano(1));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::Internal);
        for (const Budget::Scope &each : scopes)
            QCOMPARE(budget.standing(each).held, Money());
    }

    void absurdAmountsAreGivenBackExactly()
    {
        FakeClock clock;
        Budget budget(clock);
        const std::vector scopes = {scope(budget, ScopeKind::Key, "1", std::nullopt)};
        {
            std::vector<BudgetHold> holds;
            for (int i = 0; i < 100; ++i)
                holds.push_back(budget.hold(scopes, Money::max()).value());
            QVERIFY(budget.standing(scopes[0]).held < Money::max());
        }
        QCOMPARE(budget.standing(scopes[0]).held, Money());
        QVERIFY(!budget.hold({scope(budget, ScopeKind::Key, "1", nano(100))}, Money::max()).ok());
    }

    void tellsTheFiguresOfARefusal()
    {
        FakeClock clock;
        Budget budget(clock);
        const std::vector scopes = {scope(budget, ScopeKind::Key, "1", nano(100))};
        auto hold = budget.hold(scopes, nano(50));
        hold->charge(nano(20));
        const auto other = budget.hold(scopes, nano(10));
        const auto refused = budget.hold(scopes, nano(41));
        QVERIFY(!refused.ok() && refused.error().figures && refused.error().figures->budget);
        const BudgetFigures &figures = *refused.error().figures->budget;
        QCOMPARE(figures.scope, std::string("key"));
        QCOMPARE(figures.limit, nano(100));
        QCOMPARE(figures.spent, nano(20));
        QCOMPARE(figures.held, nano(40));
        QCOMPARE(figures.needed, nano(41));
        QVERIFY(!figures.endsSeconds);
        std::shared_ptr<const RefusalFigures> why;
        QVERIFY(!hold->extendTo(scopes, nano(71), &why));
        QCOMPARE(why->budget->held, nano(10)); // of others, not its own
        QCOMPARE(why->budget->needed, nano(71));
    }

    /// The one that refuses and the others with a limit, whichever comes first; one without a limit bound nothing.
    void tellsEveryBudgetThatBound()
    {
        FakeClock clock;
        Budget budget(clock);
        const std::vector scopes = {scope(budget, ScopeKind::Organisation, "", nano(1000)),
                                    scope(budget, ScopeKind::Team, "Interns", std::nullopt),
                                    scope(budget, ScopeKind::User, "ann", nano(60)),
                                    scope(budget, ScopeKind::Key, "1", nano(80))};
        auto hold = budget.hold(scopes, nano(50));
        hold->charge(nano(20));
        const auto refused = budget.hold(scopes, nano(11));
        QVERIFY(!refused.ok() && refused.error().figures && refused.error().figures->budget);
        QCOMPARE(refused.error().figures->budget->scope, std::string("user"));
        const std::vector<BudgetFigures> &others = refused.error().figures->otherBudgets;
        QCOMPARE(others.size(), std::size_t(2));
        QCOMPARE(others[0].scope, std::string("organisation"));
        QCOMPARE(others[1].scope, std::string("key"));
        QCOMPARE(others[1].limit, nano(80));
        QCOMPARE(others[1].spent, nano(20));
        QCOMPARE(others[1].held, nano(30));
        QCOMPARE(others[1].needed, nano(11));
        std::shared_ptr<const RefusalFigures> why;
        QVERIFY(!hold->extendTo(scopes, nano(61), &why));
        QCOMPARE(why->budget->scope, std::string("user"));
        QCOMPARE(why->otherBudgets.size(), std::size_t(2));
        QCOMPARE(why->otherBudgets[1].held, nano(0)); // its own is no one else's
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

    void anExtensionAfterTheWindowIsHeldInIt()
    {
        Daily day;
        day.spend(60);
        auto hold = day.budget.hold(day.scopes, nano(30));
        day.clock.advanceSeconds(86'400);
        QVERIFY(!hold->extendTo(day.scopes, nano(41)));
        QVERIFY(hold->extendTo(day.scopes, nano(40)));
        QCOMPARE(day.left(), std::int64_t(100)); // the new day has nothing to do with it
        QVERIFY(day.budget.hold(day.scopes, nano(100)).ok());
        hold->settle(nano(40));
        day.clock.setWallSeconds(day.start + 1);
        QCOMPARE(day.left(), std::int64_t(100)); // a day that has been begun stays begun
    }

    void theNewDayDoesNotHinderTheOld()
    {
        Daily day;
        auto hold = day.budget.hold(day.scopes, nano(30));
        day.clock.advanceSeconds(86'400);
        day.spend(100);
        QVERIFY(hold->extendTo(day.scopes, nano(100)));
        hold->settle(nano(100));
        QCOMPARE(day.left(), std::int64_t(0));
    }

    void anotherLengthReopensNothing_data()
    {
        QTest::addColumn<qlonglong>("seconds"); // 0: for ever
        QTest::newRow("an hour") << 3'600LL;
        QTest::newRow("half a day") << 43'200LL;
        QTest::newRow("a week") << 604'800LL;
        QTest::newRow("for ever") << 0LL;
    }
    void anotherLengthReopensNothing()
    {
        QFETCH(qlonglong, seconds);
        Daily day;
        day.clock.advanceSeconds(86'400 + 7'200);
        day.spend(100);
        for (const std::int64_t length : {std::int64_t(seconds), std::int64_t(86'400), std::int64_t(seconds)}) {
            day.setSeconds(length);
            if (length == 0)
                day.scopes[0].windowSeconds.reset();
            QVERIFY2(day.left() <= 0, qPrintable(QString::number(length)));
            QVERIFY(!day.budget.hold(day.scopes, nano(1)).ok());
        }
        if (seconds == 0)
            return;
        day.clock.advanceSeconds(seconds); // but the next window of the new length is a new one
        QCOMPARE(day.left(), std::int64_t(100));
        QVERIFY(day.budget.hold(day.scopes, nano(100)).ok());
    }

    void aLongerWindowHasAllOfItsDays()
    {
        Daily day;
        for (int i = 0; i < 3; ++i) {
            day.spend(30);
            day.clock.advanceSeconds(86'400);
        }
        day.setSeconds(604'800);
        QCOMPARE(day.left(), std::int64_t(10));
        day.scopes[0].windowSeconds.reset();
        QCOMPARE(day.left(), std::int64_t(10));
    }

    void aClockThatWentForwardAndBackOpensNothing()
    {
        Daily day;
        day.spend(100);
        day.clock.setWallSeconds(day.start + 5 * 86'400);
        day.spend(100);
        for (const std::int64_t back : {4, 2, 0}) {
            day.clock.setWallSeconds(day.start + back * 86'400 + 5);
            QVERIFY(!day.budget.hold(day.scopes, nano(1)).ok());
        }
        day.clock.setWallSeconds(day.start + 6 * 86'400);
        QVERIFY(day.budget.hold(day.scopes, nano(100)).ok());
    }

    void aStartRemembersTheLatestTime()
    {
        Daily day;
        day.budget.restore(ScopeKind::Key, "1", day.start + 86'400, nano(100), day.start + 90'000);
        QVERIFY(!day.budget.hold(day.scopes, nano(1)).ok()); // the clock stands before what the ledger has seen
        day.setSeconds(3'600);
        QVERIFY(!day.budget.hold(day.scopes, nano(1)).ok());
    }

    void aLowerLimitHoldsForExtensions()
    {
        Daily day;
        auto hold = day.budget.hold(day.scopes, nano(30));
        day.budget.keepLimit(day.scopes[0].counter, nano(50));
        QVERIFY(!hold->extendTo(day.scopes, nano(60)));
        QVERIFY(hold->extendTo(day.scopes, nano(50)));
        QVERIFY(!day.budget.hold(day.scopes, nano(1)).ok());
        day.budget.keepLimit(day.scopes[0].counter, std::nullopt);
        QVERIFY(hold->extendTo(day.scopes, nano(100)));
    }

    void monthsAreTheCalendars()
    {
        Daily day;
        day.clock.setWallSeconds(1'780'185'600); // 2026-05-31, 00:00 UTC
        day.scopes[0].setWindow(*Duration::parse("1mo"));
        day.scopes[0].windowOrigin = 1'779'000'000;
        day.spend(100);
        QCOMPARE(day.budget.standing(day.scopes[0]).windowStart, std::int64_t(1'777'593'600)); // 2026-05-01
        day.clock.advanceSeconds(86'399);
        QVERIFY(!day.budget.hold(day.scopes, nano(1)).ok());
        day.clock.advanceSeconds(1);
        QCOMPARE(day.left(), std::int64_t(100));
        QCOMPARE(day.budget.standing(day.scopes[0]).windowStart, std::int64_t(1'780'272'000)); // 2026-06-01
    }

    void manyWindowsKeepTheirSum()
    {
        Daily day;
        day.scopes[0].limit = nano(1'000'000);
        for (int i = 0; i < 500; ++i) {
            day.spend(10);
            day.clock.advanceSeconds(86'400);
        }
        QCOMPARE(day.budget.standing(day.scopes[0]).spent, Money());
        QVERIFY(day.scopes[0].counter->windows.size() <= 64);
        for (const int days : {7, 30, 90}) { // none of which has much more than its days
            day.setSeconds(days * 86'400LL);
            const std::int64_t began = day.budget.standing(day.scopes[0]).windowStart;
            const std::int64_t said = (day.clock.wallMs() / 1000 - began) / 86'400 * 10;
            const std::int64_t spent = day.budget.standing(day.scopes[0]).spent.nano();
            QVERIFY2(spent >= said && spent <= said + std::max<std::int64_t>(10, said / 4),
                     qPrintable(QStringLiteral("%1 days: %2 of %3").arg(days).arg(spent).arg(said)));
        }
        day.scopes[0].windowSeconds.reset();
        QCOMPARE(day.budget.standing(day.scopes[0]).spent, nano(5'000));
    }

    // Whatever happens in whatever order, the rows that were written never pass a limit in the window they belong to.
    void spentIsWhatTheRowsSay_data()
    {
        QTest::addColumn<bool>("lengthsChange");
        QTest::newRow("one length") << false;
        QTest::newRow("changing lengths") << true;
    }
    void spentIsWhatTheRowsSay()
    {
        QFETCH(bool, lengthsChange);
        struct Row
        {
            std::int64_t window, at, cost;
        };
        struct Held
        {
            BudgetHold hold;
            std::vector<Budget::Scope> scopes;
            std::int64_t window, at;
        };
        for (unsigned seed = 1; seed <= 40; ++seed) {
            std::minstd_rand random(seed);
            const auto upTo = [&](std::int64_t most) { return static_cast<std::int64_t>(random()) % most; };
            FakeClock clock;
            auto budget = std::make_unique<Budget>(clock);
            std::vector<Budget::Scope> scopes{scope(*budget, ScopeKind::Key, "1", nano(1000))};
            scopes[0].windowSeconds = 1000;
            scopes[0].windowOrigin = clock.wallMs() / 1000 - 12'345;
            std::int64_t seen = 0;
            std::vector<Row> rows;
            std::vector<Held> holds;
            const auto windowNow = [&](std::int64_t at) {
                return scopes[0].windowSeconds ? windowStart(*scopes[0].windowSeconds, 0, at, scopes[0].windowOrigin)
                                               : 0;
            };
            // What rows and holds say of the window that began at `start`: all that began in it.
            const auto inWindow = [&](std::int64_t start) {
                std::int64_t sum = 0;
                for (const Row &row : rows)
                    sum += row.at >= start ? row.cost : 0;
                for (const Held &held : holds)
                    sum += held.at >= start ? held.hold.amount().nano() : 0;
                return sum;
            };
            const auto check = [&](const char *after) {
                const std::int64_t at = std::max(seen, clock.wallMs() / 1000);
                const auto standing = budget->standing(scopes[0]);
                const std::int64_t counted = (standing.spent + standing.held).nano();
                const std::int64_t said = inWindow(windowNow(at));
                const bool fits = lengthsChange ? counted >= said : counted == said;
                QVERIFY2(fits, qPrintable(QStringLiteral("seed %1 after %2: %3, rows %4")
                                              .arg(seed)
                                              .arg(QLatin1String(after))
                                              .arg(counted)
                                              .arg(said)));
            };
            for (int step = 0; step < 300; ++step) {
                const auto pick = [&] {
                    return static_cast<std::size_t>(upTo(static_cast<std::int64_t>(holds.size())));
                };
                const char *what = "a step";
                switch (upTo(9)) {
                case 0:
                case 1:
                case 2: {
                    what = "a hold";
                    const std::int64_t at = std::max(seen, clock.wallMs() / 1000);
                    auto hold = budget->hold(scopes, nano(upTo(400)));
                    if (!hold)
                        break;
                    seen = at;
                    holds.push_back({std::move(hold).value(), scopes, windowNow(at), at});
                    QCOMPARE(holds.back().hold.windowOf(ScopeKind::Key), holds.back().window);
                    QVERIFY2(inWindow(holds.back().window) <= 1000 || holds.back().hold.amount().isZero(),
                             qPrintable(QStringLiteral("seed %1: more than the limit").arg(seed)));
                    break;
                }
                case 3:
                    what = "a charge";
                    if (!holds.empty()) {
                        Held &held = holds[pick()];
                        const std::int64_t cost = upTo(held.hold.amount().nano() + 1);
                        held.hold.charge(nano(cost));
                        rows.push_back({held.window, held.at, cost});
                    }
                    break;
                case 4:
                    what = "an extension";
                    if (!holds.empty()) {
                        Held &held = holds[pick()];
                        if (held.hold.extendTo(held.scopes, nano(upTo(600))) && !lengthsChange) {
                            std::int64_t sum = 0; // of its own window alone
                            for (const Row &row : rows)
                                sum += row.window == held.window ? row.cost : 0;
                            for (const Held &each : holds)
                                sum += each.window == held.window ? each.hold.amount().nano() : 0;
                            QVERIFY2(sum <= 1000, qPrintable(QStringLiteral("seed %1: extended too far").arg(seed)));
                        }
                    }
                    break;
                case 5:
                    what = "an end";
                    if (!holds.empty()) {
                        const std::size_t i = pick();
                        const std::int64_t cost = upTo(holds[i].hold.amount().nano() + 1);
                        if (upTo(3) == 0) {
                            holds[i].hold.release();
                        } else {
                            holds[i].hold.settle(nano(cost));
                            rows.push_back({holds[i].window, holds[i].at, cost});
                        }
                        holds.erase(holds.begin() + static_cast<std::ptrdiff_t>(i));
                    }
                    break;
                case 6:
                    what = "time";
                    clock.advanceSeconds(upTo(700));
                    break;
                case 7:
                    what = "a clock that was set";
                    clock.setWallSeconds(std::max<std::int64_t>(1, clock.wallMs() / 1000 + upTo(6000) - 3000));
                    break;
                default:
                    if (lengthsChange) {
                        what = "another length";
                        scopes[0].windowSeconds = 250 * (1 + upTo(12));
                        if (upTo(6) == 0)
                            scopes[0].windowSeconds.reset();
                    } else if (holds.empty()) {
                        what = "another start";
                        budget = std::make_unique<Budget>(clock);
                        scopes[0].counter = budget->counter(ScopeKind::Key, "1");
                        std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> spent;
                        for (const Row &row : rows) {
                            auto &[nanos, last] = spent[row.window];
                            nanos += row.cost;
                            last = std::max(last, row.at);
                        }
                        seen = 0;
                        for (const auto &[window, sum] : spent) {
                            budget->restore(ScopeKind::Key, "1", window, nano(sum.first), sum.second);
                            seen = std::max(seen, sum.second);
                        }
                    }
                }
                check(what);
                if (QTest::currentTestFailed())
                    return;
            }
        }
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
