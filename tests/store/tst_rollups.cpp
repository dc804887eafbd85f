// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/batch.h"
#include "server/store/latencybins.h"
#include "server/store/ledgerreader.h"
#include "server/store/recordwriter.h"
#include "server/store/rollupwidths.h"
#include "server/store/usagecolumns.h"
#include "tests/support/testregistry.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <numeric>
#include <random>

using namespace ostiary;

namespace {

constexpr std::int64_t kDayMs = 86'400'000, kHourMs = 3'600'000;
constexpr std::int64_t kBeginMs = 1'800'000'000'000 - 1'800'000'000'000 % kDayMs;

UsageRecord record(std::int64_t ms, std::string_view model, std::int64_t cost)
{
    UsageRecord made;
    made.requestId = RequestId::generate(ms);
    made.startedMs = ms;
    made.attempt = 1;
    made.keyId = cost % 3;
    made.model = model;
    made.deployment = std::string_view("d");
    made.provider = std::string_view("p");
    made.usage = {cost * 2, cost * 3, 0, 0, 0};
    made.cost = made.requestCost = Money::fromNano(cost);
    made.priced = made.final = true;
    made.state = RecordState::Settled;
    made.status = cost % 5 == 0 ? 502 : 200;
    made.totalUs = 1000 * (1 + cost % 40);
    made.ttftUs = 500;
    made.overheadUs = 50;
    return made;
}

} // namespace

class tst_Rollups : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_file;
    std::optional<IntegrityKey> m_key;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<LedgerReader> m_ledger;

    bool write(LedgerBatch &batch, const std::vector<UsageRecord> &records) const
    {
        bool ok = m_database->begin();
        for (const UsageRecord &one : records)
            ok = ok && batch.add(one);
        ok = ok && batch.finish() && m_database->commit();
        if (ok)
            batch.committed();
        return ok;
    }
    std::int64_t rowsOf(const char *table, std::int64_t width) const
    {
        QSqlQuery query = m_database->query();
        return query.exec(QString("SELECT count(*) FROM %1 WHERE width = %2").arg(table).arg(width)) && query.next()
                   ? query.value(0).toLongLong()
                   : -1;
    }

private Q_SLOTS:
    void init()
    {
        const QString directory = m_folder.filePath(QTest::currentTestFunction());
        QVERIFY(QDir().mkpath(directory));
        m_file = directory + "/ledger.db";
        m_key = IntegrityKey(LedgerOpening::open(m_file, Durability::Process, {})->key);
        m_database = std::move(Database::open(m_file, Database::Mode::ReadWrite, Durability::Process)).value();
        m_ledger = std::move(LedgerReader::open(m_file)).value();
    }
    void cleanup()
    {
        m_ledger.reset();
        m_database.reset();
    }

    void putsALatencyIntoTheNearestBin()
    {
        std::mt19937_64 random(5);
        const auto nearest = [](std::int64_t us) {
            return us <= 1 ? 0 : static_cast<int>(std::lround(std::log2(static_cast<double>(us)) * 8));
        };
        for (std::int64_t us = -2; us < 100'000; ++us)
            QCOMPARE(latencyBin(us), nearest(us));
        for (int i = 0; i < 100'000; ++i) {
            const auto us = static_cast<std::int64_t>(random() >> (1 + random() % 63));
            QCOMPARE(latencyBin(us), nearest(us));
        }
    }

    void coversEachSecondOnce()
    {
        std::mt19937_64 random(3);
        for (int round = 0; round < 5000; ++round) {
            RollupWidths widths;
            widths.halfDays = static_cast<std::int64_t>(random() % 240) * kHour;
            widths.hours = static_cast<std::int64_t>(random() % 14'400) * kMinute;
            const std::int64_t since = static_cast<std::int64_t>(random() % (20 * 43'200));
            const std::int64_t until = since + 1 + static_cast<std::int64_t>(random() % (20 * 43'200));
            for (const std::int64_t widest : {kMinute, kHour, kHalfDay}) {
                const auto spans = widths.cover(since, until, widest);
                QVERIFY(!spans.empty());
                QVERIFY(spans.front().from <= since && since - spans.front().from < std::min(widest, kHour));
                QVERIFY(spans.back().to >= until && spans.back().to - until < kHour);
                for (std::size_t i = 0; i < spans.size(); ++i) {
                    QVERIFY(spans[i].from < spans[i].to && spans[i].width <= widest);
                    QVERIFY(i == 0 || spans[i - 1].to == spans[i].from);
                    if (spans[i].width == kMinute)
                        continue;
                    // What a wider roll-up holds ends where it was added up to, or with it.
                    const std::int64_t addedUp = spans[i].width == kHour ? widths.hours : widths.halfDays;
                    QVERIFY(spans[i].from % spans[i].width == 0);
                    QVERIFY(spans[i].to == addedUp || (spans[i].to < addedUp && spans[i].to % spans[i].width == 0) ||
                            (spans[i].width == kHour && i + 1 == spans.size() && spans[i].to % kHour == 0));
                }
            }
        }
    }

    void everyWidthAddsUpToTheSameAtEveryCommit()
    {
        std::mt19937_64 random(11);
        std::vector<UsageRecord> all;
        auto batch = std::make_unique<LedgerBatch>(*m_database, *m_key);
        std::int64_t clock = kBeginMs + 5 * kHourMs;
        while (clock < kBeginMs + 6 * kDayMs) {
            std::vector<UsageRecord> records;
            for (int i = 0; i < 25; ++i) {
                clock += static_cast<std::int64_t>(random() % 500'000);
                const std::int64_t late = random() % 4 == 0 ? static_cast<std::int64_t>(random() % (20 * kHourMs)) : 0;
                records.push_back(record(clock - late, random() % 2 ? "a" : "b", 1 + std::int64_t(random() % 1000)));
            }
            if (random() % 4 == 0) { // a transaction that fails, and is tried again
                QVERIFY(m_database->begin());
                for (const UsageRecord &one : records)
                    QVERIFY(batch->add(one));
                QVERIFY(batch->finish());
                QVERIFY(m_database->rollback());
                batch->forget();
            }
            if (random() % 5 == 0)
                batch = std::make_unique<LedgerBatch>(*m_database, *m_key); // the program was started again
            QVERIFY(write(*batch, records));
            for (std::uint64_t i = random() % 90; i > 0 && batch->addUpOne(); --i) {
            }
            all.insert(all.end(), records.begin(), records.end());
            QCOMPARE(m_ledger->verify().join('\n'), QString());

            const std::int64_t hours = clock / kHourMs - kBeginMs / kHourMs + 1;
            const std::int64_t since = kBeginMs + std::int64_t(random() % std::uint64_t(hours)) * kHourMs;
            const std::int64_t until = since + (1 + std::int64_t(random() % std::uint64_t(hours))) * kHourMs;
            std::int64_t cost = 0, requests = 0, prompt = 0;
            for (const UsageRecord &one : all) {
                const bool in = one.startedMs >= since && one.startedMs < until;
                cost += in ? one.cost.nano() : 0;
                prompt += in ? one.usage.prompt : 0;
                requests += in ? 1 : 0;
            }
            const QJsonObject summary = *m_ledger->rollups().summary(since, until - 1);
            QCOMPARE(summary["requests"].toInteger(), requests);
            QCOMPARE(summary["prompt_tokens"].toInteger(), prompt);
            QCOMPARE(summary["cost_usd"].toString().toStdString(), Money::fromNano(cost).toDecimal());
        }
        QVERIFY(rowsOf("rollup", kHalfDay) > 0 && rowsOf("latency", kHalfDay) > 0);
        for (const std::int64_t step : {kMinute, kHour, 6 * kHour, kHalfDay, 2 * kHalfDay}) {
            std::map<std::pair<std::int64_t, std::string>, std::int64_t> wanted, got;
            std::map<std::int64_t, std::int64_t> counted;
            for (const UsageRecord &one : all) {
                if (one.startedMs < kBeginMs)
                    continue;
                wanted[{one.startedMs / 1000 / step * step * 1000, std::string(one.model.view())}] += 1;
                counted[one.startedMs / 1000 / step * step * 1000] += one.status == 200 ? 1 : 0;
            }
            const QJsonArray byModel = *m_ledger->rollups().series(kBeginMs, clock, step, "model");
            const QJsonArray whole = *m_ledger->rollups().series(kBeginMs, clock, step, "");
            for (const QJsonValue &point : byModel)
                got[{point["at_ms"].toInteger(), point["label"].toString().toStdString()}] +=
                    point["requests"].toInteger();
            QVERIFY(got == wanted);
            for (const QJsonValue &point : whole)
                QCOMPARE(point["latency_p50_ms"].isNull(), counted.at(point["at_ms"].toInteger()) == 0);
        }
        const auto activity = *m_ledger->rollups().modelActivity(clock, 24);
        std::int64_t lastDay = 0, wanted = 0;
        for (const auto &[model, one] : activity)
            lastDay = std::accumulate(one.requests.begin(), one.requests.end(), lastDay);
        for (const UsageRecord &one : all)
            wanted += one.startedMs / kHourMs > clock / kHourMs - 24 ? 1 : 0;
        QCOMPARE(lastDay, wanted);
    }

    void addsUpWhatIsOver()
    {
        LedgerBatch batch(*m_database, *m_key);
        QVERIFY(write(batch, {record(kBeginMs + 1000, "a", 1)}));
        while (batch.addUpOne()) {
        }
        QCOMPARE(rowsOf("rollup", kHour), 0); // its minute is not over
        QVERIFY(write(batch, {record(kBeginMs + 61'000, "a", 1)}));
        QCOMPARE(rowsOf("rollup", kHour), 0);
        QVERIFY(batch.addUpOne());
        QVERIFY(!batch.addUpOne());
        QCOMPARE(rowsOf("rollup", kHour), 1);
        QCOMPARE(m_ledger->verify(), QStringList());
        QVERIFY(write(batch, {record(kBeginMs + 2000, "a", 1), record(kBeginMs + 2 * kHourMs, "a", 1)}));
        QVERIFY(batch.addUpOne()); // the second minute
        QCOMPARE(rowsOf("rollup", kHalfDay), 0);
        QCOMPARE(m_ledger->verify(), QStringList());
        QVERIFY(write(batch, {record(kBeginMs + 2 * kHourMs + 60'000, "a", 1)}));
        while (batch.addUpOne()) {
        }
        QCOMPARE(rowsOf("rollup", kHalfDay), 1); // of the first hour; the third is not over
        QCOMPARE(m_ledger->verify(), QStringList());
        QCOMPARE((*m_ledger->rollups().summary(kBeginMs, kBeginMs + 9 * kDayMs))["requests"].toInt(), 5);
    }

    void aFullDiskOnlyPutsItOff()
    {
        LedgerBatch batch(*m_database, *m_key);
        std::vector<UsageRecord> records;
        for (int i = 0; i < 3000; ++i) // a row of roll-ups each
            records.push_back(record(kBeginMs + i, std::to_string(i), 1));
        QVERIFY(write(batch, records));
        QVERIFY(write(batch, {record(kBeginMs + 70'000, "a", 1)}));
        QSqlQuery pages = m_database->query();
        QVERIFY(pages.exec("PRAGMA page_count") && pages.next());
        const QString full = "PRAGMA max_page_count = " + pages.value(0).toString();
        pages.finish();
        QSqlQuery limit = m_database->query();
        QVERIFY(limit.exec(full));
        limit.finish();
        QVERIFY(!batch.addUpOne());
        QCOMPARE(rowsOf("rollup", kHour), 0);
        QCOMPARE(m_ledger->verify(), QStringList());
        QVERIFY(limit.exec("PRAGMA max_page_count = 1000000"));
        limit.finish();
        QVERIFY(!batch.addUpOne()); // not at once again
        QVERIFY(write(batch, {record(kBeginMs + 200'000, "a", 1)}));
        QVERIFY(batch.addUpOne());
        QCOMPARE(rowsOf("rollup", kHour), 3000);
        QCOMPARE(m_ledger->verify(), QStringList());
    }

    void goesOnWithALedgerInWhichAllWidthsWereWrittenAtOnce()
    {
        {
            LedgerBatch batch(*m_database, *m_key);
            QVERIFY(write(batch, {record(kBeginMs + 1000, "a", 7), record(kBeginMs + kHourMs + 1000, "a", 7)}));
        }
        // As the schema before this one left it.
        for (const char *statement :
             {"INSERT INTO rollup SELECT 3600, bucket / 3600 * 3600, key_id, model, provider, user, team, requests, "
              "errors, "
              "prompt_tokens, completion_tokens, cost_nano FROM rollup WHERE width = 60",
              "INSERT INTO rollup SELECT 43200, bucket / 43200 * 43200, key_id, model, provider, user, team, "
              "sum(requests), "
              "sum(errors), sum(prompt_tokens), sum(completion_tokens), sum(cost_nano) FROM rollup WHERE width = 60 "
              "GROUP BY 2, 3, 4, 5, 6, 7",
              "INSERT INTO latency SELECT 3600, bucket / 3600 * 3600, model, kind, bin, count FROM latency WHERE width "
              "= 60",
              "INSERT INTO latency SELECT 43200, bucket / 43200 * 43200, model, kind, bin, sum(count) FROM latency "
              "WHERE width = 60 GROUP BY 2, 3, 4, 5",
              "DROP TABLE rollup_width", "DROP TABLE run", "DROP TABLE batch", "DROP TABLE asked", "DROP TABLE why",
              "DROP TABLE stage", "DROP TABLE scope_kind", "ALTER TABLE usage DROP COLUMN batch",
              "ALTER TABLE request DROP COLUMN batch", "ALTER TABLE name DROP COLUMN batch",
              "ALTER TABLE spend DROP COLUMN last_s", "PRAGMA user_version = 3"})
            QVERIFY2(m_database->run(statement), statement);
        for (std::size_t i = 5; i < kUsageColumns.size(); ++i) // the first five were always there
            QVERIFY(m_database->run(QStringLiteral("ALTER TABLE usage DROP COLUMN ") +
                                    QLatin1String(kUsageColumns[i].name.data())));
        QVERIFY(QFile::remove(m_folder.filePath(QTest::currentTestFunction()) + QString("/ledger.head")));
        QVERIFY(LedgerOpening::open(m_file, Durability::Process, {}).ok());
        QCOMPARE(m_ledger->verify(), QStringList());
        LedgerBatch batch(*m_database, *m_key);
        for (int hour = 1; hour < 30; ++hour) {
            QVERIFY(
                write(batch, {record(kBeginMs + hour * kHourMs + 90'000, "a", 7), record(kBeginMs + 5000, "a", 3)}));
            while (batch.addUpOne()) {
            }
            QCOMPARE(m_ledger->verify(), QStringList());
        }
        QCOMPARE((*m_ledger->rollups().summary(kBeginMs, kBeginMs + 9 * kDayMs))["requests"].toInt(), 2 + 29 * 2);
    }

    void retentionKeepsMinutesThatNoHourHolds()
    {
        {
            RecordWriter::Setup setup;
            setup.ledgerFile = m_file;
            setup.journalFile = m_file + ".journal";
            auto writer = std::move(RecordWriter::start(setup)).value();
            for (const std::int64_t at : {kBeginMs, kBeginMs + kHourMs + 1000}) {
                const UsageRecord one = record(at, "a", 6);
                writer->close(writer->open(one), one, {});
                writer->flush();
            }
            writer->prune(kBeginMs + 30 * kDayMs); // all of it is older
            writer->note(record(kBeginMs + kHourMs + 2000, "a", 6));
            writer->flush();
        }
        QTRY_COMPARE(rowsOf("rollup", kMinute), 1); // of the last minute, which is not over
        QCOMPARE((*m_ledger->rollups().summary(kBeginMs, kBeginMs + 9 * kDayMs))["requests"].toInt(), 3);
        QCOMPARE(m_ledger->verify(), QStringList());
    }

    void verifyFindsATamperedRollUp()
    {
        LedgerBatch batch(*m_database, *m_key);
        QVERIFY(write(batch, {record(kBeginMs, "a", 7), record(kBeginMs + 13 * kHourMs, "a", 7)}));
        while (batch.addUpOne()) {
        }
        QCOMPARE(m_ledger->verify(), QStringList());
        QVERIFY(m_database->run("UPDATE rollup SET cost_nano = 8 WHERE width = 43200"));
        QCOMPARE(m_ledger->verify().size(), 1);
        QVERIFY(m_database->run("UPDATE rollup SET cost_nano = 8 WHERE width = 3600"));
        QVERIFY(!m_ledger->verify().isEmpty());
    }
};

OSTIARY_TEST(tst_Rollups)
#include "tst_rollups.moc"
