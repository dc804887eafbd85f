// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/clock.h"
#include "server/store/ledgerreader.h"
#include "server/store/recordwriter.h"
#include "server/store/usagecolumns.h"
#include "tests/support/testregistry.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>

#include <sqlite3.h>

using namespace ostiary;

class tst_RecordWriter : public QObject
{
    Q_OBJECT

    static RecordWriter::Setup setup(const QTemporaryDir &folder)
    {
        RecordWriter::Setup made;
        made.ledgerFile = folder.filePath("ledger.db");
        made.journalFile = folder.filePath("inflight.journal");
        made.slots = 64;
        return made;
    }
    static KeyedHash::Key journalKey(const QTemporaryDir &folder)
    {
        return IntegrityKey::open(folder.path(), true)->derive("in-flight journal");
    }
    static UsageRecord record(std::int64_t cost, std::int64_t ms = 1'800'000'000'000)
    {
        UsageRecord made;
        made.requestId = RequestId::generate(ms);
        made.startedMs = ms;
        made.attempt = 1;
        made.keyId = 3;
        made.userId = std::string_view("ann");
        made.model = std::string_view("m");
        made.deployment = std::string_view("d");
        made.provider = std::string_view("openai");
        made.usage = {100, 50, 0, 0, 0};
        made.cost = made.requestCost = Money::fromNano(cost);
        made.priced = true;
        made.state = RecordState::Settled;
        made.final = true;
        made.status = 200;
        made.totalUs = 1500;
        made.ttftUs = 900;
        made.overheadUs = 40;
        return made;
    }
    static std::map<std::string, std::int64_t> spend(const LedgerReader &ledger)
    {
        std::map<std::string, std::int64_t> out;
        ledger.eachSpend([&](const std::string &kind, const std::string &scope, std::int64_t, Money nano) {
            out[kind + ":" + scope] = nano.nano();
        });
        return out;
    }

private Q_SLOTS:
    void inventedNamesOfModelsFillNothing()
    {
        QTemporaryDir folder;
        RecordWriter::Setup made = setup(folder);
        made.mostNames = 12;
        for (int run = 0; run < 2; ++run) {
            auto writer = std::move(RecordWriter::start(made)).value();
            for (int i = 0; i < 40; ++i) {
                UsageRecord one = record(1'000);
                one.model = one.upstreamModel = std::string_view("invented-" + std::to_string(run * 40 + i));
                one.userId = std::string_view("user-" + std::to_string(i)); // made by an administrator: kept
                const int slot = writer->open(one);
                writer->close(slot, one, {});
            }
            writer->flush();
        }
        auto ledger = std::move(LedgerReader::open(made.ledgerFile)).value();
        QCOMPARE(ledger->verify(), QStringList());
        RequestFilter all;
        all.limit = 1000;
        const auto page = ledger->requests().page(all, 1'800'000'001'000);
        QSet<QString> models, users;
        for (const QJsonValue &row : page->value("data").toArray()) {
            models.insert(row["model"].toString());
            users.insert(row["user_id"].toString());
        }
        QVERIFY2(models.size() <= 13, qPrintable(QString::number(models.size())));
        QVERIFY(models.contains("(other)"));
        QCOMPARE(users.size(), 40);
    }

    void aFullJournalIsFullUntilTheLedgerHasCaughtUp()
    {
        QTemporaryDir folder;
        RecordWriter::Setup small = setup(folder);
        small.slots = 3;
        auto writer = RecordWriter::start(small);
        QVERIFY2(writer.ok(), writer ? "" : writer.error().c_str());
        QVERIFY(!writer.value()->full());
        std::vector<std::pair<int, UsageRecord>> open;
        for (int i = 0; i < 3; ++i) {
            const UsageRecord made = record(1);
            open.emplace_back(writer.value()->open(made), made);
            QVERIFY(open.back().first >= 0);
        }
        QVERIFY(writer.value()->full());
        QCOMPARE(writer.value()->open(record(1)), -1);
        writer.value()->close(open[0].first, open[0].second, {});
        QTRY_VERIFY(!writer.value()->full()); // its row is written, its place is free
        QVERIFY(writer.value()->open(record(1)) >= 0);
    }

    void aJournalThatIsCutIsAnOrderlyRefusal()
    {
        QTemporaryDir folder;
        const UsageRecord made = record(5);
        {
            auto writer = RecordWriter::start(setup(folder));
            QVERIFY(writer.ok());
            const int slot = writer.value()->open(made);
            QVERIFY(slot >= 0);
            QVERIFY(QFile::resize(folder.filePath("inflight.journal"), 0));
            QTRY_VERIFY(!writer.value()->healthy());
            QCOMPARE(writer.value()->open(record(6)), -1);
            QVERIFY(!writer.value()->full()); // there will be none soon
            writer.value()->close(slot, made, {});
        }
        const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
        QCOMPARE((*ledger.value()->totals())["rows"].toInt(), 1); // what was under way is not lost
        const auto next = RecordWriter::start(setup(folder));
        QVERIFY(!next.ok());
        QVERIFY(next.error().find("--repair") != std::string::npos);
    }

    void writesRowsCountersAndRollUps()
    {
        QTemporaryDir folder;
        UsageRecord failed = record(7);
        failed.final = false;
        failed.state = RecordState::Ambiguous;
        UsageRecord final = failed;
        {
            auto writer = RecordWriter::start(setup(folder));
            QVERIFY2(writer.ok(), writer ? "" : writer.error().c_str());
            writer.value()->close(writer.value()->open(failed), failed, {});
            final.attempt = 2;
            final.cost = Money::fromNano(30);
            final.requestCost = Money::fromNano(37);
            final.final = true;
            final.state = RecordState::Settled;
            bool durable = false;
            writer.value()->close(writer.value()->open(final), final, [&](bool is) { durable = is; });
            QVERIFY(durable);
            UsageRecord refused = record(0);
            refused.attempt = 0;
            refused.status = 429;
            refused.error = std::string_view("rate_limited");
            writer.value()->note(refused);
            writer.value()->flush();
            const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
            QVERIFY(ledger.ok());
            const QJsonObject page = *ledger.value()->requests().page({}, SystemClock().wallMs());
            QCOMPARE(page["data"].toArray().size(), 2);
        }
        const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
        const auto one = *ledger.value()->requests().one(final.requestId.toText());
        QVERIFY(one.has_value());
        QCOMPARE((*one)["cost_usd"].toString(), QString("0.000000037"));
        QCOMPARE((*one)["attempt_list"].toArray().size(), 2);
        QCOMPARE((*one)["attempt_list"].toArray()[0].toObject()["state"].toString(), QString("ambiguous"));
        const auto counters = spend(*ledger.value());
        QCOMPARE(counters.at("organisation:"), std::int64_t(37));
        QCOMPARE(counters.at("user:ann"), std::int64_t(37));
        QCOMPARE(counters.at("key:3"), std::int64_t(37));
        QVERIFY(ledger.value()->verify().isEmpty());
        const QJsonObject summary = *ledger.value()->rollups().summary(1'799'999'000'000, 1'800'000'060'000);
        QCOMPARE(summary["requests"].toInt(), 2);
        QCOMPARE(summary["errors"].toInt(), 1);
        QVERIFY(qAbs(summary["latency_p50_ms"].toDouble() - 1.5) < 0.1);
        RequestFilter onlyFailed;
        onlyFailed.onlyFailed = true;
        QCOMPARE((*ledger.value()->requests().page(onlyFailed, SystemClock().wallMs()))["data"].toArray().size(), 1);
    }

    void settlesWhatAnEarlierProcessLeft()
    {
        QTemporaryDir folder;
        const UsageRecord open = [&] {
            UsageRecord r = record(11);
            r.state = RecordState::Open;
            return r;
        }();
        const UsageRecord closed = record(5);
        {
            auto journal = InflightJournal::open(folder.filePath("inflight.journal"), 64, journalKey(folder));
            journal.value()->begin(open);
            journal.value()->close(journal.value()->begin(closed), closed);
        }
        for (int start = 0; start < 2; ++start) { // the second start finds nothing more to do
            auto writer = RecordWriter::start(setup(folder));
            QVERIFY(writer.ok());
            QCOMPARE(writer.value()->interruptedAtStart(), start == 0 ? 1 : 0);
        }
        const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
        QCOMPARE(spend(*ledger.value()).at("organisation:"), std::int64_t(16));
        QCOMPARE((**ledger.value()->requests().one(open.requestId.toText()))["state"].toString(),
                 QString("interrupted"));
        QVERIFY(ledger.value()->verify().isEmpty());
    }

    void endsARequestThatWasBetweenTwoAttempts()
    {
        QTemporaryDir folder;
        const auto ended = [&] {
            const auto database =
                Database::open(folder.filePath("ledger.db"), Database::Mode::ReadWrite, Durability::Process);
            QSqlQuery query = database.value()->query();
            return query.exec("SELECT ended FROM run") && query.next() ? query.value(0).toInt() : -1;
        };
        UsageRecord first = record(4, SystemClock().wallMs());
        first.final = false;
        {
            auto writer = RecordWriter::start(setup(folder));
            writer.value()->close(writer.value()->open(first), first, {});
        }
        QCOMPARE(ended(), 0); // there is something to look for
        {
            auto writer = RecordWriter::start(setup(folder));
            UsageRecord whole = record(4, SystemClock().wallMs());
            whole.final = false;
            writer.value()->close(writer.value()->open(whole), whole, {});
            writer.value()->flush();
            whole.attempt = 2;
            whole.final = true;
            writer.value()->close(writer.value()->open(whole), whole, {});
        }
        QCOMPARE(ended(), 1);
        const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
        QCOMPARE((**ledger.value()->requests().one(first.requestId.toText()))["state"].toString(),
                 QString("interrupted"));
        QCOMPARE(ledger.value()->verify(), QStringList());
    }

    void aRequestBetweenTwoAttemptsIsNoChangeBySomebody()
    {
        QTemporaryDir folder;
        const std::int64_t day = 24LL * 3600 * 1000, now = SystemClock().wallMs();
        const auto problems = [&] { return LedgerReader::open(folder.filePath("ledger.db")).value()->verify(); };
        UsageRecord between = record(4, now);
        between.final = false;
        {
            auto writer = RecordWriter::start(setup(folder));
            writer.value()->close(writer.value()->open(between), between, {});
            writer.value()->flush();
            QCOMPARE(problems(), QStringList()); // as the check after a start sees it
        }
        QCOMPARE(problems(), QStringList()); // and after a kill between the two attempts
        {
            auto writer = RecordWriter::start(setup(folder)); // writes how that one ended
            UsageRecord late = record(4, now + day + 60'000);
            writer.value()->close(writer.value()->open(late), late, {});
        }
        QCOMPARE(problems(), QStringList());
        {
            auto writer = RecordWriter::start(setup(folder));
            UsageRecord lost = record(4, now + 59'999);
            lost.final = false; // a day before the newest one: no request takes that long
            writer.value()->close(writer.value()->open(lost), lost, {});
            writer.value()->flush();
            QCOMPARE(problems(), QStringList{"1 attempts belong to no request"});
        }
    }

    void aSearchThatFindsNothingGoesOnInPieces()
    {
        QTemporaryDir folder;
        const std::int64_t now = 1'800'000'000'000;
        {
            auto writer = RecordWriter::start(setup(folder));
            for (int i = 0; i < 3000; ++i) { // most of them within a moment, some days ago
                const UsageRecord r = record(i % 1000 == 0 ? 7 : 1, now - (i % 3 == 0 ? i * 400'000LL : i));
                writer.value()->note(r);
                if (i % 500 == 0)
                    writer.value()->flush();
            }
        }
        const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
        RequestFilter filter;
        filter.costNano.least = 7;
        QStringList found;
        for (int page = 0; page < 100; ++page) {
            const QJsonObject got = *ledger.value()->requests().page(filter, now);
            for (const QJsonValue &row : got["data"].toArray())
                found += row["id"].toString();
            if (got["next_cursor"].isNull())
                break;
            filter.cursor = got["next_cursor"].toString().toStdString();
        }
        QCOMPARE(found.size(), 3);
        QVERIFY(found[0] > found[1] && found[1] > found[2]);
    }

    void aSliceThatTakesTooLongIsTriedInSmallerOnes()
    {
        QTemporaryDir folder;
        const std::int64_t now = 1'800'000'000'000;
        {
            auto writer = RecordWriter::start(setup(folder));
            for (int i = 0; i < 20'000; ++i) {
                writer.value()->note(record(i % 100 == 0 ? 7 : 1, now - 30'000 + i / 1000)); // within 20 ms
                if (i % 500 == 0)
                    writer.value()->flush();
            }
        }
        const auto database =
            Database::open(folder.filePath("ledger.db"), Database::Mode::ReadOnly, Durability::Process);
        const std::chrono::milliseconds none{0}; // is fast enough
        const RequestList list(*database.value(), RequestList::Limits{none, none});
        RequestFilter filter;
        filter.costNano.least = 7;
        QStringList ids;
        for (int page = 0; page < 500; ++page) {
            const QJsonObject got = *list.page(filter, now);
            for (const QJsonValue &row : got["data"].toArray())
                ids += row["id"].toString();
            if (got["next_cursor"].isNull())
                break;
            QVERIFY(filter.cursor.empty() || got["next_cursor"].toString().toStdString() < filter.cursor);
            filter.cursor = got["next_cursor"].toString().toStdString();
        }
        QCOMPARE(ids.size(), 200);
        QVERIFY(std::is_sorted(ids.rbegin(), ids.rend()));
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), 200);
        filter.sort = RequestFilter::Sort::Cost;
        filter.cursor.clear();
        const auto sorted = list.page(filter, now);
        QVERIFY(!sorted.ok());
        QCOMPARE(sorted.error().reason, Reason::TooManyToSort);
    }

    void sortedPagesNeitherLoseNorDoubleRowsThatWereThere_data()
    {
        QTest::addColumn<int>("sort");
        QTest::addColumn<bool>("ascending");
        for (const auto &[name, sort] : {std::pair{"time", RequestFilter::Sort::Started},
                                         {"cost", RequestFilter::Sort::Cost},
                                         {"latency", RequestFilter::Sort::Took},
                                         {"tokens", RequestFilter::Sort::Tokens},
                                         {"status", RequestFilter::Sort::HttpStatus}}) {
            QTest::addRow("by %s, the least first", name) << int(sort) << true;
            QTest::addRow("by %s, the most first", name) << int(sort) << false;
        }
    }
    void sortedPagesNeitherLoseNorDoubleRowsThatWereThere()
    {
        QFETCH(int, sort);
        QFETCH(bool, ascending);
        QTemporaryDir folder;
        auto writer = RecordWriter::start(setup(folder));
        const auto write = [&](int i) {
            UsageRecord r = record(i % 7, 1'800'000'000'000 + i * 1000);
            r.totalUs = 1000 + i % 5;
            r.usage.prompt = i % 3;
            r.status = i % 4 ? 200 : 429;
            writer.value()->note(r);
        };
        for (int i = 0; i < 60; ++i)
            write(i);
        writer.value()->flush();
        const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
        RequestFilter filter;
        filter.sort = static_cast<RequestFilter::Sort>(sort);
        filter.ascending = ascending;
        filter.limit = 10;
        QList<qint64> times;
        for (int page = 0; page < 20; ++page) {
            const QJsonObject got = *ledger.value()->requests().page(filter, 1'800'000'500'000);
            for (const QJsonValue &row : got["data"].toArray()) {
                if (row["started_ms"].toInteger() < 1'800'000'060'000)
                    times += row["started_ms"].toInteger();
            }
            if (got["next_cursor"].isNull())
                break;
            filter.cursor = got["next_cursor"].toString().toStdString();
            for (int i = 0; i < 5; ++i)
                write(60 + page * 5 + i); // as they arrive
            writer.value()->flush();
        }
        std::sort(times.begin(), times.end());
        QCOMPARE(times.size(), 60);
        QVERIFY(std::adjacent_find(times.begin(), times.end()) == times.end());
    }

    void aFailedReadIsNoEmptyList_data()
    {
        QTest::addColumn<QString>("lost");
        QTest::addColumn<QStringList>("unreadable"); // all the rest can be read
        QTest::newRow("attempts") << "usage" << QStringList{"one", "totals", "verify"};
        QTest::newRow("requests") << "request" << QStringList{"one", "list", "sorted", "verify"};
        QTest::newRow("latencies") << "latency" << QStringList{"summary", "series", "activity", "verify"};
        QTest::newRow("roll-ups") << "rollup" << QStringList{"summary", "series", "by model", "activity", "verify"};
        QTest::newRow("spends") << "spend" << QStringList{"spends", "verify"};
        QTest::newRow("widths") << "rollup_width" << QStringList{"summary", "series", "by model", "activity", "verify"};
    }
    void aFailedReadIsNoEmptyList()
    {
        QFETCH(QString, lost);
        QFETCH(QStringList, unreadable);
        QTemporaryDir folder;
        const UsageRecord r = record(1);
        {
            auto writer = RecordWriter::start(setup(folder));
            writer.value()->close(writer.value()->open(r), r, {});
        }
        const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
        {
            const auto other =
                Database::open(folder.filePath("ledger.db"), Database::Mode::ReadWrite, Durability::Process);
            QVERIFY(other.value()->run(QStringLiteral("DROP TABLE ") + lost));
        }
        const std::int64_t now = SystemClock().wallMs();
        const Rollups &rollups = ledger.value()->rollups();
        RequestFilter filter;
        filter.costNano.least = 7;
        RequestFilter sorted = filter;
        sorted.sort = RequestFilter::Sort::Cost;
        const std::map<QString, bool> read = {{"one", ledger.value()->requests().one(r.requestId.toText()).ok()},
                                              {"list", ledger.value()->requests().page(filter, now).ok()},
                                              {"sorted", ledger.value()->requests().page(sorted, now).ok()},
                                              {"totals", ledger.value()->totals().ok()},
                                              {"spends", ledger.value()->eachSpend([](auto &&...) {})},
                                              {"verify", ledger.value()->verify().isEmpty()},
                                              {"summary", rollups.summary(now - 1000, now).ok()},
                                              {"series", rollups.series(now - 1000, now, 60, "").ok()},
                                              {"by model", rollups.series(now - 1000, now, 60, "model").ok()},
                                              {"activity", rollups.modelActivity(now, 24).ok()}};
        for (const auto &[what, ok] : read)
            QVERIFY2(ok != unreadable.contains(what), qPrintable(what));
    }

    void aRowThatIsThereAlreadyIsNotCountedAgain()
    {
        QTemporaryDir folder;
        const UsageRecord twice = record(9);
        {
            auto writer = RecordWriter::start(setup(folder));
            writer.value()->close(writer.value()->open(twice), twice, {});
        }
        { // as after a crash between the commit and the freeing of the slot
            auto journal = InflightJournal::open(folder.filePath("inflight.journal"), 64, journalKey(folder));
            journal.value()->recover();
            journal.value()->close(journal.value()->begin(twice), twice);
        }
        {
            const auto writer = RecordWriter::start(setup(folder));
        }
        const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
        QCOMPARE(spend(*ledger.value()).at("organisation:"), std::int64_t(9));
        QCOMPARE((*ledger.value()->totals())["rows"].toInt(), 1);
    }

    void pagesBackInTime()
    {
        QTemporaryDir folder;
        {
            auto writer = RecordWriter::start(setup(folder));
            for (int i = 0; i < 25; ++i) {
                const UsageRecord r = record(1, 1'800'000'000'000 + i * 1000);
                writer.value()->close(writer.value()->open(r), r, {});
                if (i % 20 == 19)
                    writer.value()->flush();
            }
        }
        const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
        RequestFilter filter;
        filter.limit = 10;
        QList<qint64> times;
        for (int page = 0; page < 5; ++page) {
            const QJsonObject got = *ledger.value()->requests().page(filter, SystemClock().wallMs());
            for (const QJsonValue &row : got["data"].toArray())
                times.append(row.toObject()["started_ms"].toInteger());
            if (got["next_cursor"].isNull())
                break;
            filter.cursor = got["next_cursor"].toString().toStdString();
        }
        QCOMPARE(times.size(), 25);
        QVERIFY(std::is_sorted(times.rbegin(), times.rend()));
        RequestFilter span;
        span.sinceMs = 1'800'000'005'000;
        span.untilMs = 1'800'000'010'000;
        QCOMPARE((*ledger.value()->requests().page(span, SystemClock().wallMs()))["data"].toArray().size(), 5);
    }

    void everyPartOfAUsageIsKept()
    {
        QTemporaryDir folder;
        UsageRecord r = record(100);
        r.usage = {};
        std::int64_t count = 0;
        for (const UsageColumn &column : kUsageColumns)
            r.usage.*column.count = ++count;
        {
            auto writer = RecordWriter::start(setup(folder));
            writer.value()->close(writer.value()->open(r), r, {});
        }
        const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
        const auto shown = ledger.value()->requests().one(r.requestId.toText());
        QVERIFY(shown.ok() && shown->has_value());
        const QJsonObject attempt = (**shown)["attempt_list"].toArray()[0].toObject();
        const QJsonObject sums = (*ledger.value()->totals())["usage"].toObject();
        count = 0;
        for (const UsageColumn &column : kUsageColumns) {
            const QString name = QString::fromLatin1(column.name.data(), static_cast<int>(column.name.size()));
            QCOMPARE(attempt[name].toInt(), int(++count));
            QCOMPARE(sums[name].toInt(), int(count));
        }
        QVERIFY(ledger.value()->verify().isEmpty());
    }

    void aWindowKnowsWhenItWasLastSpentFrom()
    {
        QTemporaryDir folder;
        {
            auto writer = RecordWriter::start(setup(folder));
            for (const std::int64_t ms : {1'800'000'005'000, 1'800'000'009'000, 1'800'000'007'000}) {
                const UsageRecord r = record(1, ms);
                writer.value()->close(writer.value()->open(r), r, {});
                writer.value()->flush();
            }
        }
        const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
        int windows = 0;
        QVERIFY(ledger.value()->eachWindow(
            [&](const std::string &, const std::string &, std::int64_t, Money spent, std::int64_t last) {
                QCOMPARE(spent.nano(), std::int64_t(3));
                QCOMPARE(last, std::int64_t(1'800'000'009));
                ++windows;
            }));
        QCOMPARE(windows, 3); // organisation, user, key
    }

    void aLedgerWithoutPartsGetsThem()
    {
        QTemporaryDir folder;
        const UsageRecord old = record(70);
        {
            auto writer = RecordWriter::start(setup(folder));
            writer.value()->close(writer.value()->open(old), old, {});
        }
        {
            const auto before =
                Database::open(folder.filePath("ledger.db"), Database::Mode::ReadWrite, Durability::Process);
            for (std::size_t i = 5; i < kUsageColumns.size(); ++i) // the first five were always there
                QVERIFY(before.value()->run(QStringLiteral("ALTER TABLE usage DROP COLUMN ") +
                                            QLatin1String(kUsageColumns[i].name.data())));
            for (const char *statement :
                 {"ALTER TABLE spend DROP COLUMN last_s", "DROP TABLE batch", "DROP TABLE asked", "DROP TABLE why",
                  "DROP TABLE stage", "DROP TABLE scope_kind", "ALTER TABLE usage DROP COLUMN batch",
                  "ALTER TABLE request DROP COLUMN batch", "ALTER TABLE name DROP COLUMN batch",
                  "PRAGMA user_version = 5"})
                QVERIFY2(before.value()->run(statement), statement);
            QVERIFY(QFile::remove(folder.filePath("ledger.head")));
        }
        {
            auto writer = RecordWriter::start(setup(folder));
            QVERIFY2(writer.ok(), writer ? "" : writer.error().c_str());
            UsageRecord next = record(30);
            next.usage.cacheWriteHour = 9;
            writer.value()->close(writer.value()->open(next), next, {});
        }
        const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
        QCOMPARE((*ledger.value()->totals())["usage"].toObject()["cache_write_1h_tokens"].toInt(), 9);
        QCOMPARE(spend(*ledger.value())["key:3"], std::int64_t(100));
        QVERIFY(ledger.value()->verify().isEmpty());
    }

    void verifyFindsATamperedCounter()
    {
        QTemporaryDir folder;
        {
            auto writer = RecordWriter::start(setup(folder));
            const UsageRecord r = record(100);
            writer.value()->close(writer.value()->open(r), r, {});
        }
        {
            const auto database =
                Database::open(folder.filePath("ledger.db"), Database::Mode::ReadWrite, Durability::Process);
            QVERIFY(database.value()->run("UPDATE spend SET nano = 99 WHERE kind = 3"));
            sqlite3_db_config(database.value()->native(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, nullptr); // as others do
            QVERIFY2(!database.value()->run("UPDATE usage SET cost_nano = 1"), "rows of the ledger cannot be changed");
            QVERIFY2(!database.value()->run("DELETE FROM usage"), "nor deleted");
        }
        const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
        QVERIFY(!ledger.value()->verify().isEmpty());
    }

    void refusesALedgerOfANewerProgram()
    {
        QTemporaryDir folder;
        {
            const auto writer = RecordWriter::start(setup(folder));
        }
        {
            const auto database =
                Database::open(folder.filePath("ledger.db"), Database::Mode::ReadWrite, Durability::Process);
            QVERIFY(database.value()->run("PRAGMA user_version = 999"));
        }
        const auto writer = RecordWriter::start(setup(folder));
        QVERIFY(!writer.ok());
        QVERIFY(writer.error().find("newer") != std::string::npos);
    }
};

OSTIARY_TEST(tst_RecordWriter)
#include "tst_recordwriter.moc"
