// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/refusedcalls.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testregistry.h"

#include <QJsonArray>
#include <QtTest>

using namespace ostiary;

class tst_RefusedCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsHowManyWhyAndFromWhere()
    {
        FakeClock clock;
        RefusedCalls calls(clock);
        QCOMPARE(calls.summary()["total"].toInt(), 0);
        QVERIFY(!calls.summary().contains("last"));
        for (int i = 0; i < 3; ++i)
            calls.note("192.0.2.1", "/v1/models", "sk-test-0123456789", ErrorCode::KeyUnknown);
        calls.note("192.0.2.2", "/v1/chat/completions", "", ErrorCode::Unauthorized);
        const QJsonObject table = calls.table();
        QCOMPARE(table["total"].toInt(), 4);
        QCOMPARE(table["last_24h"].toInt(), 4);
        QCOMPARE(table["by_error"].toObject(), (QJsonObject{{"key_unknown", 3}, {"unauthorized", 1}}));
        QCOMPARE(table["addresses"].toArray()[0].toObject()["address"].toString(), QString("192.0.2.1"));
        QCOMPARE(table["addresses"].toArray()[0].toObject()["calls"].toInt(), 3);
        QCOMPARE(table["latest"].toArray().size(), 4);
        QCOMPARE(table["last"].toObject()["path"].toString(), QString("/v1/chat/completions"));
        QCOMPARE(table["last"].toObject()["key"].toString(), QString());
        QCOMPARE(table["latest"].toArray()[1].toObject()["key"].toString(), QString("sk-...6789"));
        QVERIFY(!QJsonDocument(table).toJson().contains("sk-test"));
    }

    void countsTheLastDay()
    {
        FakeClock clock;
        RefusedCalls calls(clock);
        calls.note("a", "/", "", ErrorCode::Unauthorized);
        clock.advanceSeconds(23 * 3600);
        calls.note("a", "/", "", ErrorCode::Unauthorized);
        QCOMPARE(calls.summary()["last_24h"].toInt(), 2);
        clock.advanceSeconds(2 * 3600);
        QCOMPARE(calls.summary()["last_24h"].toInt(), 1);
        QCOMPARE(calls.summary()["total"].toInt(), 2);
        clock.advanceSeconds(72 * 3600);
        calls.note("a", "/", "", ErrorCode::Unauthorized);
        QCOMPARE(calls.summary()["last_24h"].toInt(), 1);
    }

    void isBounded()
    {
        FakeClock clock;
        RefusedCalls calls(clock);
        const std::string path(5000, 'x');
        for (int i = 0; i < 5000; ++i)
            calls.note("2001:db8::" + std::to_string(i), path, "sk-test-0123456789", ErrorCode::KeyUnknown);
        QJsonObject table = calls.table();
        QCOMPARE(table["total"].toInt(), 5000);
        QCOMPARE(table["latest"].toArray().size(), int(RefusedCalls::kMostLatest));
        QVERIFY(table["last"].toObject()["path"].toString().size() <= 200);
        QVERIFY(table["addresses"].toArray().size() <= 100);
        QCOMPARE(table["other_addresses"].toInt(), 4900);
        // Who comes later is not hidden by those for ever.
        clock.advanceSeconds(7200);
        for (int i = 0; i < 10; ++i)
            calls.note("192.0.2.1", "/", "", ErrorCode::Unauthorized);
        table = calls.table();
        QCOMPARE(table["addresses"].toArray()[0].toObject()["address"].toString(), QString("192.0.2.1"));
        QCOMPARE(table["addresses"].toArray()[0].toObject()["calls"].toInt(), 10);
    }
};

OSTIARY_TEST(tst_RefusedCalls)
#include "tst_refusedcalls.moc"
