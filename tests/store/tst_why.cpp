// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/requestwhy.h"
#include "server/store/ledgerreader.h"
#include "server/store/recordwriter.h"
#include "server/store/storednames.h"
#include "tests/support/testregistry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtTest>

using namespace ostiary;

namespace {

constexpr std::int64_t kBeginMs = 1'800'000'000'000;

UsageRecord refused(std::int64_t ms)
{
    UsageRecord made;
    made.requestId = RequestId::generate(ms);
    made.startedMs = ms;
    made.keyId = 3;
    made.teamId = std::string_view("doors");
    made.userId = std::string_view("ann");
    made.model = std::string_view("m");
    made.final = true;
    made.state = RecordState::Settled;
    made.status = 422;
    made.error = std::string_view("budget_exceeded");
    for (std::size_t i = 0; i < kStageCount; ++i)
        made.stagesUs[i] = static_cast<std::int32_t>(1000 * (i + 1));
    return made;
}

RequestWhy figures()
{
    RequestWhy why;
    why.tries.push_back({1, 0, 60, 702'000, "upstream_rate_limited", std::string(400, 'w')});
    why.tries.push_back({2, 400'000, 1'102'060, 655'000, {}, {}});
    why.figures.budget = BudgetFigures{"team",
                                       "doors",
                                       Money::fromNano(60'000'000'000),
                                       Money::fromNano(59'940'000'000),
                                       Money(),
                                       Money::fromNano(67'400'000),
                                       1'800'000'100};
    why.figures.otherBudgets = {BudgetFigures{"user", "ann <b>", Money::fromNano(1'000), Money::fromNano(10), Money(),
                                              Money::fromNano(67), std::nullopt}};
    return why;
}

} // namespace

/// What the ledger keeps of why a request failed.
class tst_Why : public QObject
{
    Q_OBJECT

    static RecordWriter::Setup setup(const QTemporaryDir &folder)
    {
        RecordWriter::Setup made;
        made.ledgerFile = folder.filePath("ledger.db");
        made.journalFile = folder.filePath("inflight.journal");
        made.slots = 16;
        return made;
    }
    static QJsonObject shown(const LedgerReader &ledger, const UsageRecord &record)
    {
        const auto one = ledger.requests().one(record.requestId.toText());
        return one && *one ? **one : QJsonObject();
    }
    static std::unique_ptr<Database> opened(const QTemporaryDir &folder)
    {
        return std::move(Database::open(folder.filePath("ledger.db"), Database::Mode::ReadWrite, Durability::Process))
            .value();
    }

private Q_SLOTS:
    void isReadAsItWasWritten()
    {
        QTemporaryDir folder;
        const UsageRecord with = refused(kBeginMs), without = refused(kBeginMs + 1);
        {
            auto writer = RecordWriter::start(setup(folder));
            QVERIFY2(writer.ok(), writer ? "" : writer.error().c_str());
            writer.value()->note(with, figures().toJson());
            writer.value()->note(without);
        }
        const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
        const QJsonObject row = shown(*ledger.value(), with);
        const QJsonArray tries = row["tries"].toArray();
        QCOMPARE(tries.size(), 2);
        QCOMPARE(tries[0]["error"].toString(), QString("upstream_rate_limited"));
        QCOMPARE(tries[0]["said"].toString(), QString(300, 'w'));
        QCOMPARE(tries[1]["wait_us"].toInt(), 400'000);
        QCOMPARE(tries[1]["begin_us"].toInt(),
                 tries[0]["begin_us"].toInt() + tries[0]["took_us"].toInt() + tries[1]["wait_us"].toInt());
        const QJsonObject budget = row["why"].toObject()["budget"].toObject();
        QCOMPARE(budget["scope"].toString(), QString("team"));
        QCOMPARE(budget["who"].toString(), QString("doors"));
        QCOMPARE(budget["limit_nano"].toInteger(), qint64(60'000'000'000));
        QCOMPARE(budget["spent_nano"].toInteger(), qint64(59'940'000'000));
        QCOMPARE(budget["held_nano"].toInteger(-1), qint64(0));
        QCOMPARE(budget["needed_nano"].toInteger(), qint64(67'400'000));
        QCOMPARE(budget["ends_ms"].toInteger(), qint64(1'800'000'100'000));
        const QJsonArray others = row["why"].toObject()["other_budgets"].toArray();
        QCOMPARE(others.size(), 1);
        QCOMPARE(others[0]["who"].toString(), QString("ann <b>"));
        QCOMPARE(others[0]["limit_nano"].toInteger(), qint64(1'000));
        QVERIFY(!others[0].toObject().contains("ends_ms"));
        QVERIFY(!shown(*ledger.value(), without).contains("why"));
        QCOMPARE(ledger.value()->verify(), QStringList());
    }

    void goesWithItsRequestAndNotBefore()
    {
        constexpr int kMany = 4500; // more than one step of the retention takes
        QTemporaryDir folder;
        const UsageRecord last = refused(kBeginMs + 3'600'000);
        UsageRecord late = refused(kBeginMs + kMany);
        late.asked = std::string_view("alias");
        {
            auto writer = RecordWriter::start(setup(folder));
            for (int i = 0; i < kMany; ++i)
                writer.value()->note(refused(kBeginMs + i));
            writer.value()->note(late, figures().toJson());
            writer.value()->note(last, figures().toJson());
            writer.value()->flush();
            writer.value()->prune(kBeginMs + 60'000);
            const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
            QTRY_VERIFY_WITH_TIMEOUT(shown(*ledger.value(), late).isEmpty(), 20'000);
        }
        const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
        QCOMPARE(ledger.value()->verify(), QStringList());
        QVERIFY(shown(*ledger.value(), last).contains("why"));
        const auto database = opened(folder);
        QSqlQuery count = database->query();
        QVERIFY(count.exec("SELECT (SELECT count(*) FROM why), (SELECT count(*) FROM asked)") && count.next());
        QCOMPARE(count.value(0).toInt(), 1);
        QCOMPARE(count.value(1).toInt(), 0);
    }

    /// As if another program counted the stages in another order: what each number means stands in the ledger.
    void numbersMeanWhatTheLedgerSays()
    {
        QTemporaryDir folder;
        {
            const auto writer = RecordWriter::start(setup(folder));
        }
        {
            const auto database = opened(folder);
            for (const char *statement :
                 {"UPDATE stage SET name = 'x' WHERE position = 0",
                  "UPDATE stage SET name = 'authenticate' WHERE position = 9",
                  "UPDATE stage SET name = 'settle' WHERE position = 0", "INSERT INTO stage VALUES (10, 'later')",
                  "DELETE FROM stage WHERE name = 'relay'", "UPDATE scope_kind SET name = 'x' WHERE kind = 1",
                  "UPDATE scope_kind SET name = 'team' WHERE kind = 2",
                  "UPDATE scope_kind SET name = 'user' WHERE kind = 1"})
                QVERIFY2(database->run(statement), statement);
        }
        UsageRecord record = refused(kBeginMs);
        record.attempt = 1;
        record.cost = record.requestCost = Money::fromNano(5);
        {
            auto writer = RecordWriter::start(setup(folder));
            writer.value()->close(writer.value()->open(record), record, {});
        }
        const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
        const QJsonObject stages = shown(*ledger.value(), record)["stages_ms"].toObject();
        for (std::size_t i = 0; i < kStageCount; ++i) {
            const std::string_view name = nameOf(static_cast<Stage>(i));
            QCOMPARE(stages[QLatin1String(name.data(), static_cast<int>(name.size()))].toInt(), int(i + 1));
        }
        QVERIFY2(stages.contains("later"), "a name that this program does not know is shown as it stands");
        std::map<std::string, std::string> spent;
        QVERIFY(ledger.value()->eachSpend(
            [&](const std::string &kind, const std::string &scope, std::int64_t, Money) { spent[kind] = scope; }));
        QCOMPARE(spent["team"], std::string("doors"));
        QCOMPARE(spent["user"], std::string("ann"));
        QCOMPARE(ledger.value()->verify(), QStringList());
    }
};

OSTIARY_TEST(tst_Why)
#include "tst_why.moc"
