// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/authorizer.h"
#include "server/policy/keyring.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

class tst_KeyRing : public QObject
{
    Q_OBJECT

    struct World
    {
        FakeClock clock;
        Budget budget{clock};
        RateLimiter limiter{clock};
        KeyRing keys{clock, budget, limiter};
    };
    static VirtualKey key(const char *text, std::int64_t id = 1)
    {
        VirtualKey made;
        made.id = id;
        made.digest = sha256(text);
        made.maskedName = maskKey(text);
        return made;
    }

private Q_SLOTS:
    void aBudgetsWindowIsAsItWasWritten_data()
    {
        QTest::addColumn<qlonglong>("seconds");
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<int>("months");
        QTest::addColumn<qlonglong>("length");
        QTest::newRow("a month") << 2'592'000LL << QByteArray("1mo") << 1 << 2'592'000LL;
        QTest::newRow("thirty days") << 2'592'000LL << QByteArray("30d") << 0 << 2'592'000LL;
        QTest::newRow("a key of an earlier version") << 2'592'000LL << QByteArray() << 0 << 2'592'000LL;
        QTest::newRow("a text that is another length") << 60LL << QByteArray("1mo") << 0 << 60LL;
        QTest::newRow("for ever") << 0LL << QByteArray("1mo") << 0 << 0LL;
    }
    void aBudgetsWindowIsAsItWasWritten()
    {
        QFETCH(qlonglong, seconds);
        QFETCH(QByteArray, written);
        QFETCH(int, months);
        QFETCH(qlonglong, length);
        World world;
        VirtualKey made = key("sk-known-0123456789");
        made.createdMs = 1'779'000'000'000;
        made.maxBudget = Money::fromNano(5);
        made.budgetDuration = written.toStdString();
        if (seconds)
            made.budgetSeconds = seconds;
        world.keys.put(made);
        const PrincipalPtr principal = world.keys.find(made.digest);
        QVERIFY(principal);
        const Budget::Scope &scope = principal->budgets.back();
        QCOMPARE(scope.windowMonths, months);
        QCOMPARE(qlonglong(scope.windowSeconds.value_or(0)), months ? 0 : length);
        QCOMPARE(scope.windowOrigin, std::int64_t(1'779'000'000));
    }

    void aKeysTagsGoAlong_data()
    {
        QTest::addColumn<QByteArray>("metadata");
        QTest::addColumn<QByteArray>("tags");
        QTest::newRow("none") << QByteArray("{}") << QByteArray();
        QTest::newRow("two") << QByteArray("{\"tags\":[\"a\",\"b\"],\"x\":1}") << QByteArray("a b");
        QTest::newRow("others' tags") << QByteArray("{\"x\":{\"tags\":[\"a\"]}}") << QByteArray();
        QTest::newRow("no texts") << QByteArray("{\"tags\":[1,\"a\",null]}") << QByteArray("a");
        QTest::newRow("no list") << QByteArray("{\"tags\":\"a\"}") << QByteArray();
    }
    void aKeysTagsGoAlong()
    {
        QFETCH(QByteArray, metadata);
        World world;
        VirtualKey made = key("sk-known-0123456789");
        made.metadataJson = metadata.toStdString();
        world.keys.put(made);
        QByteArrayList tags;
        for (const std::string &tag : world.keys.find(made.digest)->tags)
            tags += QByteArray::fromStdString(tag);
        QTEST(tags.join(' '), "tags");
    }

    void aLowerBudgetHoldsForRequestsUnderWay()
    {
        World world;
        VirtualKey made = key("sk-known-0123456789");
        made.maxBudget = Money::fromNano(100);
        world.keys.put(made);
        const PrincipalPtr before = world.keys.find(made.digest);
        auto hold = world.budget.hold(before->budgets, Money::fromNano(30));
        QVERIFY(hold.ok());
        made.maxBudget = Money::fromNano(50);
        world.keys.put(made);
        QVERIFY(!hold->extendTo(before->budgets, Money::fromNano(60)));
        QVERIFY(hold->extendTo(before->budgets, Money::fromNano(50)));
    }

    void knowsWhoCalls_data()
    {
        QTest::addColumn<QByteArray>("credential");
        QTest::addColumn<int>("status");
        QTest::newRow("a key") << QByteArray("sk-known-0123456789") << 0;
        QTest::newRow("the master key") << QByteArray("sk-master") << 0;
        QTest::newRow("none") << QByteArray() << 401;
        QTest::newRow("unknown") << QByteArray("sk-unknown-0123456789") << 401;
        QTest::newRow("a prefix of a key") << QByteArray("sk-known-012345678") << 401;
        QTest::newRow("a key and more") << QByteArray("sk-known-0123456789x") << 401;
        QTest::newRow("blocked") << QByteArray("sk-blocked-0123456789") << 401;
        QTest::newRow("expired") << QByteArray("sk-expired-0123456789") << 401;
        QTest::newRow("SQL") << QByteArray("' OR 1=1 --") << 401;
    }
    void knowsWhoCalls()
    {
        QFETCH(QByteArray, credential);
        QFETCH(int, status);
        World world;
        world.keys.setMasterKey(sha256("sk-master"), "sk-...");
        world.keys.put(key("sk-known-0123456789"));
        VirtualKey blocked = key("sk-blocked-0123456789", 2);
        blocked.blocked = true;
        world.keys.put(blocked);
        VirtualKey expired = key("sk-expired-0123456789", 3);
        expired.expiresMs = world.clock.wallMs();
        world.keys.put(expired);
        const auto who = world.keys.authenticate(credential.toStdString());
        QCOMPARE(who ? 0 : who.error().status, status);
        if (!who && !credential.isEmpty())
            QVERIFY2(who.error().publicText.find(credential.toStdString()) == std::string::npos,
                     "an error never repeats a key");
    }

    void forgetsARemovedKeyAtOnce()
    {
        World world;
        world.keys.put(key("sk-known-0123456789"));
        QVERIFY(world.keys.authenticate("sk-known-0123456789").ok());
        const std::int64_t id = world.keys.find(sha256("sk-known-0123456789"))->key.id;
        world.keys.remove(sha256("sk-known-0123456789"), id + 1); // another key's text: nothing happens
        QVERIFY(world.keys.authenticate("sk-known-0123456789").ok());
        world.keys.remove(sha256("sk-known-0123456789"), id);
        QVERIFY(!world.keys.authenticate("sk-known-0123456789").ok());
    }

    void aRotatedTextIsLetInUntilItsGraceEnds()
    {
        World world;
        VirtualKey rotated = key("sk-new-0123456789", 7);
        rotated.previousDigest = sha256("sk-old-0123456789");
        rotated.previousUntilMs = world.clock.wallMs() + 1000;
        world.keys.put(rotated);
        QVERIFY(world.keys.authenticate("sk-old-0123456789").ok());
        QCOMPARE(world.keys.authenticate("sk-old-0123456789").value()->key.id,
                 rotated.id); // the same budgets and limits
        world.clock.advanceSeconds(2);
        QVERIFY(!world.keys.authenticate("sk-old-0123456789").ok());
        QVERIFY(world.keys.authenticate("sk-new-0123456789").ok());
    }

    void aVirtualKeyNeverReplacesTheMasterKey()
    {
        World world;
        world.keys.setMasterKey(sha256("sk-master"), "sk-...");
        world.keys.put(key("sk-master", 7));
        QVERIFY(world.keys.authenticate("sk-master").value()->role == Role::Admin);
        world.keys.remove(sha256("sk-master"), 0);
        QVERIFY(world.keys.authenticate("sk-master").ok());
        world.keys.setMasterKey(sha256("sk-next"), "sk-...");
        QVERIFY(!world.keys.authenticate("sk-master").ok());
    }

    void bindsAKeyToItsUsersModelsAndBudget()
    {
        World world;
        world.keys.setUsers({{"ann", {"gpt-4o"}, Money::fromNano(500)}});
        VirtualKey hers = key("sk-hers-0123456789");
        hers.userId = "ann";
        hers.models = {"gpt-4o", "claude"};
        world.keys.put(hers);
        const PrincipalPtr who = *world.keys.authenticate("sk-hers-0123456789");
        QVERIFY(who->hasLimit);
        QVERIFY(authorizeModel(*who, "gpt-4o").ok());
        const Status byUser = authorizeModel(*who, "claude");
        QVERIFY(!byUser.ok());
        QCOMPARE(byUser.error().status, 403);
        QVERIFY(byUser.error().publicText.starts_with("user not allowed"));
        const Status byKey = authorizeModel(*who, "mistral");
        QVERIFY(byKey.error().publicText.starts_with("key not allowed"));
        // A new limit of the configuration holds for keys that are there already; what was spent stays.
        auto hold = world.budget.hold(who->budgets, Money::fromNano(400));
        hold->settle(Money::fromNano(400));
        world.keys.setUsers({{"ann", {}, Money::fromNano(300)}});
        const PrincipalPtr later = *world.keys.authenticate("sk-hers-0123456789");
        QVERIFY(authorizeModel(*later, "claude").ok());
        QVERIFY(!world.budget.hold(later->budgets, Money::fromNano(1)).ok());
    }
};

OSTIARY_TEST(tst_KeyRing)
#include "tst_keyring.moc"
