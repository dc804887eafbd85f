// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/headrefusals.h"
#include "server/gateway/surfacepaths.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testregistry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace ostiary;

namespace {

struct Rows final : RecordSink
{
    int open(const UsageRecord &) override { return -1; }
    bool full() const override { return false; }
    void progress(int, const Usage &, Money) override {}
    void close(int, const UsageRecord &, std::function<void(bool)>, std::string) override {}
    void note(const UsageRecord &record, std::string why) override
    {
        records.push_back(record);
        whys.push_back(QJsonDocument::fromJson(QByteArray::fromStdString(why)).object()["rate"].toObject());
    }
    std::vector<UsageRecord> records;
    std::vector<QJsonObject> whys;
};

/// A key with one request a minute, which it has had.
struct Spent
{
    FakeClock clock;
    RateLimiter limiter{clock};
    Principal caller;
    Rows rows;
    HeadRefusals refusals{clock};

    Spent()
    {
        caller.key.id = 7;
        caller.key.userId = "ann";
        caller.key.teamId = "doors";
        caller.rate = limiter.counter("key:7");
        caller.rateLimits.rpm = 1;
        refusals.recordTo(&rows);
    }
    void refuse(int times, const char *path = "/v1/chat/completions")
    {
        auto refused = limiter.take(caller.rate, caller.rateLimits, "key");
        if (refused.ok())
            refused = limiter.take(caller.rate, caller.rateLimits, "key");
        QVERIFY(!refused.ok());
        for (int i = 0; i < times; ++i)
            refusals.note(caller, path, refused.error());
    }
};

} // namespace

class tst_HeadRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowSaysWhatIsKnown()
    {
        Spent key;
        key.refuse(1, "/embeddings");
        QCOMPARE(key.rows.records.size(), std::size_t(1));
        const UsageRecord &row = key.rows.records.front();
        QCOMPARE(row.keyId, std::int64_t(7));
        QCOMPARE(row.userId.view(), std::string_view("ann"));
        QCOMPARE(row.teamId.view(), std::string_view("doors"));
        QCOMPARE(row.model.view(), std::string_view("(unread)"));
        QVERIFY(row.surface == Surface::Embedding);
        QVERIFY(row.final && row.state == RecordState::Settled);
        QCOMPARE(int(row.status), 429);
        QCOMPARE(int(row.attempt), 0);
        QCOMPARE(row.error.view(), std::string_view("rate_limited"));
        QVERIFY(row.requestCost.isZero());
        const QJsonObject &rate = key.rows.whys.front();
        QCOMPARE(rate["of"].toString(), QString("key"));
        QCOMPARE(rate["what"].toString(), QString("requests"));
        QCOMPARE(rate["limit"].toInt(), 1);
        QVERIFY(rate["ends_ms"].toInteger() > row.startedMs);
        QVERIFY(!rate.contains("more"));
    }

    void aFloodHasAFewRowsAndOneForAllOthers()
    {
        Spent key;
        key.refuse(10'000);
        QCOMPARE(key.rows.records.size(), std::size_t(HeadRefusals::kRowsPerMinute));
        key.refusals.tell(); // the minute is not over
        QCOMPARE(key.rows.records.size(), std::size_t(HeadRefusals::kRowsPerMinute));
        key.clock.advanceSeconds(60);
        key.refusals.tell();
        QCOMPARE(key.rows.records.size(), std::size_t(HeadRefusals::kRowsPerMinute + 1));
        QCOMPARE(key.rows.whys.back()["more"].toInt(), 10'000 - HeadRefusals::kRowsPerMinute - 1);
        key.refusals.tell();
        key.refusals.tell(true);
        QCOMPARE(key.rows.records.size(), std::size_t(HeadRefusals::kRowsPerMinute + 1));
        for (std::size_t i = 1; i < key.rows.records.size(); ++i)
            QVERIFY(!(key.rows.records[i].requestId == key.rows.records[i - 1].requestId));
    }

    void theNextMinuteTellsOfTheOneBefore()
    {
        Spent key;
        key.refuse(HeadRefusals::kRowsPerMinute + 2);
        key.clock.advanceSeconds(60);
        key.refuse(1);
        QCOMPARE(key.rows.records.size(), std::size_t(HeadRefusals::kRowsPerMinute + 2));
        const std::size_t others = HeadRefusals::kRowsPerMinute;
        QCOMPARE(key.rows.whys[others]["more"].toInt(), 1);
        QVERIFY(key.rows.records[others].startedMs < key.rows.records.back().startedMs);
        QVERIFY(!key.rows.whys.back().contains("more"));
    }

    void nothingIsLeftUnsaidAtTheEnd()
    {
        Spent key;
        key.refuse(HeadRefusals::kRowsPerMinute + 1);
        key.refusals.tell(true);
        QCOMPARE(key.rows.records.size(), std::size_t(HeadRefusals::kRowsPerMinute + 1));
        key.refusals.recordTo(nullptr);
        key.refuse(1);
        QCOMPARE(key.rows.records.size(), std::size_t(HeadRefusals::kRowsPerMinute + 1));
    }

    void keysDoNotHideEachOther()
    {
        Spent key;
        key.refuse(100);
        key.caller.key.id = 8;
        key.caller.rate = key.limiter.counter("key:8");
        key.refuse(1);
        QCOMPARE(key.rows.records.back().keyId, std::int64_t(8));
    }

    void onlyWhatAsksAModelHasRows()
    {
        Spent key;
        key.refuse(1, "/v1/models");
        QVERIFY(key.rows.records.empty());
        QVERIFY(surfaceOf("/v1/completions") == Surface::Completion);
        QVERIFY(surfaceOf("/chat/completions") == Surface::Chat);
        QVERIFY(!surfaceOf("/v1/v1/embeddings"));
    }
};

OSTIARY_TEST(tst_HeadRefusals)
#include "tst_headrefusals.moc"
