// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/latencybins.h"
#include "server/store/ledgerchain.h"
#include "server/store/ledgerreader.h"
#include "server/store/recordcodec.h"
#include "server/store/recordwriter.h"
#include "server/store/sqltext.h"
#include "tests/support/testregistry.h"

#include <QTemporaryDir>
#include <QtTest>

#include <set>

using namespace ostiary;

namespace {

constexpr std::int64_t kBeginMs = 1'800'000'000'000;

QString text(std::string_view name)
{
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

template <typename Enum>
void addRows(const char *what, const std::vector<std::pair<Enum, const char *>> &pinned)
{
    int number = 0;
    for (const auto &[value, name] : pinned)
        QTest::addRow("%s %s", what, name)
            << number++ << static_cast<int>(value) << QString(name) << text(nameOf(value));
    QTest::addRow("%s has no more", what)
        << number << number << QString("unknown") << text(nameOf(static_cast<Enum>(number)));
}

// Names that no function gives: the compiler compares them.
static_assert(int(BatchKind::Rows) == 0 && int(BatchKind::Pruned) == 1 && int(BatchKind::Anchor) == 2 &&
              int(BatchKind::Gap) == 3);
static_assert(CellRequests == 0 && CellErrors == 1 && CellPrompt == 2 && CellCompletion == 3 && CellCost == 4 &&
              CellLatency == 16);

UsageRecord answered()
{
    UsageRecord made;
    made.requestId = RequestId::generate(kBeginMs);
    made.startedMs = kBeginMs;
    made.keyId = 3;
    made.attempt = 1;
    made.model = std::string_view("m");
    made.final = true;
    made.state = RecordState::Ambiguous;
    made.surface = Surface::Embedding;
    made.status = 200;
    made.totalUs = 900'000;
    made.ttftUs = 20'000;
    made.overheadUs = 180;
    return made;
}

} // namespace

/// Numbers that stand in rows and journals of today mean the same to every later program: who reorders an enum, or puts
/// a name between two others, is stopped here.
class tst_StoredNumbers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNumberKeepsItsName_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<int>("value");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("given");
        addRows<RecordState>("state", {{RecordState::Open, "open"},
                                       {RecordState::Settled, "settled"},
                                       {RecordState::Estimated, "estimated"},
                                       {RecordState::Ambiguous, "ambiguous"},
                                       {RecordState::Interrupted, "interrupted"}});
        addRows<Surface>(
            "surface",
            {{Surface::Chat, "chat"}, {Surface::Completion, "completion"}, {Surface::Embedding, "embedding"}});
        addRows<Stage>("stage", {{Stage::Authenticate, "authenticate"},
                                 {Stage::Index, "index"},
                                 {Stage::Authorize, "authorize"},
                                 {Stage::Hold, "hold"},
                                 {Stage::RateLimit, "rate_limit"},
                                 {Stage::Route, "route"},
                                 {Stage::Adapt, "adapt"},
                                 {Stage::Upstream, "upstream"},
                                 {Stage::Relay, "relay"},
                                 {Stage::Settle, "settle"}});
        addRows<LatencyKind>(
            "latency",
            {{LatencyKind::Whole, "latency"}, {LatencyKind::FirstToken, "ttft"}, {LatencyKind::Overhead, "overhead"}});
    }
    void aNumberKeepsItsName()
    {
        QFETCH(int, number);
        QFETCH(QString, name);
        QTEST(number, "value");
        QTEST(name, "given");
    }

    /// What the writer puts into the tables, and what statements compare with.
    void rowsHaveTheseNumbers()
    {
        QTemporaryDir folder;
        RecordWriter::Setup setup;
        setup.ledgerFile = folder.filePath("ledger.db");
        setup.journalFile = folder.filePath("inflight.journal");
        setup.slots = 16;
        const UsageRecord record = answered();
        {
            auto writer = RecordWriter::start(std::move(setup));
            QVERIFY2(writer.ok(), writer ? "" : writer.error().c_str());
            writer.value()->close(writer.value()->open(record), record, {});
        }
        const auto opened = Database::open(folder.filePath("ledger.db"), Database::Mode::ReadOnly, Durability::Process);
        QVERIFY(opened.ok());
        QSqlQuery query = opened.value()->query();
        QVERIFY(query.exec("SELECT state, surface FROM request") && query.next());
        QCOMPARE(query.value(0).toInt(), 3);
        QCOMPARE(query.value(1).toInt(), 2);
        QVERIFY(query.exec("SELECT state FROM usage") && query.next());
        QCOMPARE(query.value(0).toInt(), 3);
        std::set<std::pair<int, int>> bins;
        QVERIFY(query.exec("SELECT kind, bin FROM latency WHERE width = 60"));
        while (query.next())
            bins.emplace(query.value(0).toInt(), query.value(1).toInt());
        QCOMPARE(bins, (std::set<std::pair<int, int>>{
                           {0, latencyBin(900'000)}, {1, latencyBin(20'000)}, {2, latencyBin(180)}}));
        QVERIFY(sqlText("ledger_model_ttft").contains("l.kind = 1"));
        QVERIFY(sqlText("ledger_last_anchor").contains("kind = 2"));
    }

    /// Field numbers of the journal: those of state and surface, and where stages begin.
    void journalsHaveTheseNumbers()
    {
        UsageRecord record;
        record.requestId = RequestId::generate(kBeginMs);
        record.attempt = 1;
        record.state = RecordState::Estimated;
        record.surface = Surface::Completion;
        record.stagesUs[static_cast<std::size_t>(Stage::Relay)] = 5;
        std::uint8_t bytes[kRecordBytes];
        const std::string encoded(reinterpret_cast<const char *>(bytes), encodeRecord(record, bytes));
        // (number, value), the value with its sign in the lowest bit; fields stand in the order of their numbers, and
        // the id's sixteen bytes in the second.
        const std::string fields = encoded.substr(2 + 16);
        QCOMPARE(QByteArray::fromStdString(fields).toHex(), QByteArray("27022904320288"
                                                                       "0a"));
    }
};

OSTIARY_TEST(tst_StoredNumbers)
#include "tst_storednumbers.moc"
