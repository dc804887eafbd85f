// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/inflightjournal.h"
#include "server/store/journallayouts.h"
#include "server/store/recordcodec.h"
#include "tests/support/testregistry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <openssl/evp.h>

#include <sys/wait.h>
#include <unistd.h>

using namespace ostiary;

namespace {

constexpr int kSlots = 8;
constexpr qint64 kHeadsAt = 4096, kHeadBytes = 32, kBodiesAt = 8192;

QByteArray contents(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &name, qint64 at, const QByteArray &bytes)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(at));
    QCOMPARE(file.write(bytes), bytes.size());
}

void resize(const QString &name, qint64 size)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(size));
}

} // namespace

class tst_Journal : public QObject
{
    Q_OBJECT

    static UsageRecord record(const char *model)
    {
        UsageRecord made;
        made.requestId = RequestId::generate(1'800'000'000'000);
        made.startedMs = 1'800'000'000'000;
        made.attempt = 1;
        made.model = std::string_view(model);
        return made;
    }
    /// A journal in which one attempt is under way and one is finished.
    static void leaveTwo(const QString &file)
    {
        auto journal = InflightJournal::open(file, kSlots);
        journal.value()->begin(record("open"));
        UsageRecord closed = record("closed");
        const int slot = journal.value()->begin(closed);
        closed.state = RecordState::Settled;
        closed.cost = Money::fromNano(5);
        journal.value()->close(slot, closed);
    }

private Q_SLOTS:
    void whatWasOpenComesBackInterrupted()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath("journal");
        const UsageRecord open = record("open");
        UsageRecord closed = record("closed");
        {
            auto journal = InflightJournal::open(file, kSlots);
            QVERIFY(journal.ok());
            const int a = journal.value()->begin(open);
            Usage counted;
            counted.prompt = 10;
            counted.completion = 19;
            journal.value()->progress(a, counted, Money::fromNano(76));
            counted.completion = 20;
            journal.value()->progress(a, counted, Money::fromNano(77));
            const int b = journal.value()->begin(closed);
            closed.state = RecordState::Settled;
            closed.cost = Money::fromNano(5);
            journal.value()->close(b, closed);
            const int c = journal.value()->begin(record("freed"));
            journal.value()->free(c);
        }
        auto journal = InflightJournal::open(file, kSlots);
        QVERIFY(journal.ok());
        const auto recovered = journal.value()->recover();
        QCOMPARE(recovered.garbled, 0);
        QCOMPARE(recovered.found.size(), std::size_t(2));
        for (const auto &left : recovered.found) {
            if (left.record.model.view() == "open") {
                QVERIFY(left.record.state == RecordState::Interrupted);
                QCOMPARE(left.record.usage.completion, std::int64_t(20));
                QCOMPARE(left.record.cost, Money::fromNano(77));
                QVERIFY(left.record.requestId == open.requestId);
            } else {
                QVERIFY(left.record.state == RecordState::Settled);
                QCOMPARE(left.record.cost, Money::fromNano(5));
            }
            journal.value()->free(left.slot);
        }
        QCOMPARE(journal.value()->freeSlots(), kSlots);
    }

    void anInterruptedAttemptIsChargedWhatItMayHaveCost_data()
    {
        QTest::addColumn<qint64>("hold");
        QTest::addColumn<qint64>("counted");
        QTest::addColumn<qint64>("spentBefore"); // by earlier attempts of the request
        QTest::addColumn<qint64>("cost");
        QTest::addColumn<qint64>("requestCost");
        QTest::newRow("nothing was counted yet") << 900LL << 40LL << 0LL << 900LL << 900LL;
        QTest::newRow("less was counted than was held") << 900LL << 300LL << 0LL << 900LL << 900LL;
        QTest::newRow("more was counted than was held") << 900LL << 1000LL << 0LL << 1000LL << 1000LL;
        QTest::newRow("without a price there is no hold") << 0LL << 0LL << 0LL << 0LL << 0LL;
        QTest::newRow("the hold is what an earlier attempt left") << 600LL << 40LL << 300LL << 600LL << 900LL;
    }
    void anInterruptedAttemptIsChargedWhatItMayHaveCost()
    {
        QFETCH(qint64, hold);
        QFETCH(qint64, counted);
        QFETCH(qint64, spentBefore);
        UsageRecord opened = record("m");
        opened.hold = Money::fromNano(hold);
        opened.cost = Money::fromNano(30);
        opened.requestCost = Money::fromNano(spentBefore + 30);
        const UsageRecord row = interrupted(opened, {}, Money::fromNano(counted));
        QTEST(qint64(row.cost.nano()), "cost");
        QTEST(qint64(row.requestCost.nano()), "requestCost");
        QVERIFY(row.state == RecordState::Interrupted);
    }

    void survivesTheProcessBeingKilled()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath("journal");
        const UsageRecord mine = record("mine");
        const pid_t child = fork();
        if (child == 0) {
            auto journal = InflightJournal::open(file, kSlots);
            journal.value()->begin(mine);
            ::kill(getpid(), SIGKILL);
        }
        int status = 0;
        waitpid(child, &status, 0);
        QVERIFY(WIFSIGNALED(status));
        auto journal = InflightJournal::open(file, kSlots);
        const auto found = journal.value()->recover().found;
        QCOMPARE(found.size(), std::size_t(1));
        QVERIFY(found.front().record.requestId == mine.requestId);
    }

    void isFullWhenItIsFull()
    {
        QTemporaryDir folder;
        auto journal = InflightJournal::open(folder.filePath("journal"), 2);
        QVERIFY(journal.value()->begin(record("a")) >= 0);
        const int second = journal.value()->begin(record("b"));
        QVERIFY(second >= 0);
        QCOMPARE(journal.value()->begin(record("c")), -1);
        journal.value()->free(second);
        QCOMPARE(journal.value()->begin(record("c")), second);
    }

    void refusesWhatIsNotWhole_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<qint64>("at");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<qint64>("size");
        QTest::newRow("no journal at all") << "garbled" << 0LL << QByteArray(64, 'x') << -1LL;
        QTest::newRow("garbled header") << "garbled" << 16LL << QByteArray(8, 'x') << -1LL;
        QTest::newRow("a later version's") << "layout" << 8LL << QByteArray("\x09\0\0\0", 4) << -1LL;
        QTest::newRow("empty") << "cut" << 0LL << QByteArray() << 0LL;
        QTest::newRow("cut in the header") << "cut" << 0LL << QByteArray() << 20LL;
        QTest::newRow("cut in the slots") << "as long" << 0LL << QByteArray() << 9000LL;
        QTest::newRow("longer than it was made") << "as long" << 0LL << QByteArray() << 1'000'000LL;
    }
    void refusesWhatIsNotWhole()
    {
        QFETCH(QString, word);
        QFETCH(qint64, at);
        QFETCH(QByteArray, bytes);
        QFETCH(qint64, size);
        QTemporaryDir folder;
        const QString file = folder.filePath("journal");
        leaveTwo(file);
        overwrite(file, at, bytes);
        if (size >= 0)
            resize(file, size);
        const QByteArray before = contents(file);
        const auto refused = InflightJournal::open(file, kSlots);
        QVERIFY(!refused.ok());
        const QString said = QString::fromStdString(refused.error());
        QVERIFY2(said.contains(word), qPrintable(said));
        QVERIFY2(word == "layout" || said.contains("--repair"), qPrintable(said));
        QVERIFY(contents(file) == before); // and leaves it as it was
    }

    void garbageInASlotIsNoRecord_data()
    {
        QTest::addColumn<qint64>("at");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("garbled");
        // The open attempt has slot 0, the finished one slot 1.
        QTest::newRow("the open record") << kBodiesAt + 20 << QByteArray("zzzz") << 1;
        QTest::newRow("its sum") << kHeadsAt + 16 << QByteArray("zzzz") << 1;
        QTest::newRow("its length") << kHeadsAt + 8 << QByteArray("\xff\xff") << 1;
        QTest::newRow("its state") << kHeadsAt << QByteArray("\x07") << 1;
        QTest::newRow("a state that says free") << kHeadsAt << QByteArray(1, '\0') << 0;
        QTest::newRow("a wiped head") << kHeadsAt << QByteArray(kHeadBytes, '\0') << 1;
        QTest::newRow("all heads") << kHeadsAt << QByteArray(kHeadBytes * kSlots, '\x55') << kSlots;
        QTest::newRow("a free slot's state") << kHeadsAt + 5 * kHeadBytes << QByteArray("\xff\xff\xff\xff") << 1;
    }
    void garbageInASlotIsNoRecord()
    {
        QFETCH(qint64, at);
        QFETCH(QByteArray, bytes);
        QFETCH(int, garbled);
        QTemporaryDir folder;
        const QString file = folder.filePath("journal");
        leaveTwo(file);
        overwrite(file, at, bytes);
        {
            auto journal = InflightJournal::open(file, kSlots);
            QVERIFY2(journal.ok(), journal ? "" : journal.error().c_str());
            const auto recovered = journal.value()->recover();
            QCOMPARE(recovered.garbled, garbled);
            if (garbled == 0)
                QCOMPARE(recovered.found.size(), std::size_t(2));
        }
        const auto lost = InflightJournal::repair(file, kSlots, {});
        QVERIFY2(lost.ok(), lost ? "" : lost.error().c_str());
        QCOMPARE(lost->empty(), garbled == 0);
        auto journal = InflightJournal::open(file, kSlots);
        QVERIFY(journal.ok());
        QCOMPARE(journal.value()->recover().garbled, 0);
    }

    void repairKeepsWhatCanBeRead_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<qint64>("wipe");
        QTest::addColumn<int>("kept");
        QTest::newRow("the header is garbled") << -1LL << 0LL << 2;
        QTest::newRow("cut behind the first slot") << kBodiesAt + 3040 << -1LL << 1;
        QTest::newRow("cut behind the heads") << kBodiesAt << -1LL << 0;
        QTest::newRow("empty") << 0LL << -1LL << 0;
    }
    void repairKeepsWhatCanBeRead()
    {
        QFETCH(qint64, size);
        QFETCH(qint64, wipe);
        QFETCH(int, kept);
        QTemporaryDir folder;
        const QString file = folder.filePath("journal");
        leaveTwo(file);
        if (wipe >= 0)
            overwrite(file, wipe, QByteArray(64, '!'));
        if (size >= 0)
            resize(file, size);
        const auto lost = InflightJournal::repair(file, kSlots, {});
        QVERIFY2(lost.ok(), lost ? "" : lost.error().c_str());
        QCOMPARE(lost->size(), std::size_t(1));
        QVERIFY(QFile::exists(file + ".broken"));
        auto journal = InflightJournal::open(file, kSlots);
        QVERIFY(journal.ok());
        QCOMPARE(int(journal.value()->recover().found.size()), kept);
    }

    void aRecordOfAnotherJournalDoesNotFit()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath("journal");
        leaveTwo(file);
        auto other = InflightJournal::open(file, kSlots, {{1, 2, 3}});
        QVERIFY(other.ok());
        QCOMPARE(other.value()->recover().garbled, 2);
    }

    void aFileThatIsCutUnderTheMappingEndsNothing_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("cut") << 0;
        QTest::newRow("cut and grown again") << 1;
        QTest::newRow("deleted") << 2;
        QTest::newRow("replaced") << 3;
    }
    void aFileThatIsCutUnderTheMappingEndsNothing()
    {
        QFETCH(int, how);
        QTemporaryDir folder;
        const QString file = folder.filePath("journal");
        auto journal = InflightJournal::open(file, kSlots);
        QVERIFY(journal.ok());
        QVERIFY(journal.value()->intact());
        const int slot = journal.value()->begin(record("m"));
        const qint64 whole = QFile(file).size();
        if (how <= 1)
            resize(file, 0);
        if (how == 1)
            resize(file, whole);
        if (how >= 2)
            QVERIFY(QFile::remove(file));
        if (how == 3)
            resize(file, whole);
        journal.value()->progress(slot, {}, Money::fromNano(1)); // would be SIGBUS
        journal.value()->close(slot, record("m"));
        QVERIFY(!journal.value()->intact());
    }

    void everyFieldOfARecordSurvives()
    {
        UsageRecord full = record("gpt-5-mini");
        full.keyId = -1;
        full.priceVersion = std::numeric_limits<std::int64_t>::max();
        full.usage.prompt = 1;
        full.usage.completion = 2;
        full.usage.cacheRead = 3;
        full.usage.cacheWrite = 4;
        full.usage.reasoning = 5;
        full.cost = Money::fromNano(6);
        full.hold = Money::fromNano(7);
        full.windows = {8, 9, 10, 11};
        full.attempt = 65535;
        full.upstreamStatus = 599;
        full.state = RecordState::Ambiguous;
        full.priced = full.final = full.streamed = true;
        full.userId = std::string_view("ann");
        full.teamId = std::string_view("doors");
        full.upstreamModel = std::string_view("up");
        full.deployment = std::string_view("d");
        full.provider = std::string_view("openai");
        full.surface = Surface::Embedding;
        full.requestCost = Money::fromNano(12);
        full.status = 499;
        full.totalUs = 13;
        full.ttftUs = 0;
        full.overheadUs = -5;
        for (std::size_t i = 0; i < kStageCount; ++i)
            full.stagesUs[i] = 100 + static_cast<int>(i);
        full.error = std::string_view("timeout");
        full.reason = std::string(200, 'r');
        full.asked = std::string_view("an alias");
        std::uint8_t bytes[kRecordBytes];
        const std::size_t size = encodeRecord(full, bytes);
        const auto back = decodeRecord({reinterpret_cast<const char *>(bytes), size});
        QVERIFY(back.has_value());
        std::uint8_t again[kRecordBytes];
        QCOMPARE(encodeRecord(*back, again), size);
        QVERIFY(std::memcmp(bytes, again, size) == 0);
        QVERIFY(back->reason.view() == full.reason.view() && back->stagesUs == full.stagesUs && back->ttftUs == 0 &&
                back->keyId == -1 && back->windows.key == 11 && back->usage == full.usage &&
                back->asked.view() == full.asked.view() && back->error.view() == "timeout");
        // What a later version wrote, or garbage, is no record.
        for (std::size_t cut = 0; cut < size; ++cut) {
            const auto part = decodeRecord({reinterpret_cast<const char *>(bytes), cut});
            QVERIFY(!part || part->attempt == full.attempt);
        }
        bytes[0] = 127;
        QVERIFY(!decodeRecord({reinterpret_cast<const char *>(bytes), size}));
    }

    void readsTheJournalOfTheFirstLayout()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath("journal");
        // As layout 1 had it: header of a page, states, slots of 1792 bytes.
        QByteArray old(8192 + 4 * 1792, '\0');
        const auto put = [&](qsizetype at, auto value) { std::memcpy(old.data() + at, &value, sizeof value); };
        put(0, std::uint64_t(0x31656b69'7274736fULL));
        put(8, std::uint32_t(1));
        put(12, std::uint32_t(1792));
        put(16, std::uint32_t(4));
        const auto slot = [&](int number, std::uint32_t state, qsizetype part, const char *model, std::uint8_t kept) {
            const qsizetype at = 8192 + number * 1792 + part;
            put(4096 + 4 * number, state);
            put(at, std::uint64_t(0x1122) + static_cast<std::uint64_t>(number)); // id
            put(at + 16, std::int64_t(1'800'000'000'000));
            put(at + 80, std::int64_t(40));  // cost
            put(at + 88, std::int64_t(900)); // hold
            put(at + 128, std::uint16_t(1));
            put(at + 132, kept);
            put(at + 268, static_cast<std::uint16_t>(std::strlen(model)));
            std::memcpy(old.data() + at + 270, model, std::strlen(model));
            put(at + 568, std::int64_t(40));
        };
        slot(1, 1, 0, "open", 0);
        put(8192 + 1792 + 1744 + 8, std::int64_t(17)); // counted so far
        put(8192 + 1792 + 1784, std::int64_t(77));
        slot(3, 2, 872, "closed", 1);
        overwrite(file, 0, old);
        {
            auto journal = InflightJournal::open(file, 4);
            QVERIFY2(journal.ok(), journal ? "" : journal.error().c_str());
            const auto found = journal.value()->recover().found;
            QCOMPARE(found.size(), std::size_t(2));
            for (const auto &left : found) {
                const bool open = left.record.model.view() == "open";
                QVERIFY(left.record.state == (open ? RecordState::Interrupted : RecordState::Settled));
                QCOMPARE(left.record.cost.nano(), std::int64_t(open ? 900 : 40));
                QCOMPARE(left.record.usage.completion, std::int64_t(open ? 17 : 0));
                journal.value()->free(left.slot);
            }
        }
        overwrite(file, 0, old);
        resize(file, old.size());
        overwrite(file, 8192 + 1792 + 268, QByteArray("\xff\xff")); // garbage in the open one
        const auto refused = InflightJournal::open(file, 4);
        QVERIFY(!refused.ok());
        QVERIFY(refused.error().find("--repair") != std::string::npos);
        QVERIFY(InflightJournal::repair(file, 4, {}).ok());
        auto repaired = InflightJournal::open(file, 4);
        QVERIFY(repaired.ok());
        QCOMPARE(repaired.value()->recover().found.size(), std::size_t(1));
        overwrite(file, 0, old);
        overwrite(file, 12, QByteArray("\x10\0\0\0", 4)); // slots of an unknown size
        QVERIFY(!InflightJournal::open(file, 4).ok());
    }

    void theKeyedHashIsTheOneEverybodyKnows()
    {
        KeyedHash::Key key{};
        for (std::size_t i = 0; i < key.size(); ++i)
            key[i] = static_cast<std::uint8_t>(i);
        QByteArray text;
        EVP_MAC *kind = EVP_MAC_fetch(nullptr, "SIPHASH", nullptr);
        QVERIFY(kind);
        for (int size = 0; size < 70; ++size) {
            EVP_MAC_CTX *mac = EVP_MAC_CTX_new(kind);
            QCOMPARE(EVP_MAC_init(mac, key.data(), key.size(), nullptr), 1);
            EVP_MAC_update(mac, reinterpret_cast<const unsigned char *>(text.constData()),
                           static_cast<std::size_t>(text.size()));
            unsigned char expected[16];
            std::size_t length = 0;
            QCOMPARE(EVP_MAC_final(mac, expected, &length, sizeof expected), 1);
            EVP_MAC_CTX_free(mac);
            const KeyedHash hash = keyedHash(key, text.constData(), static_cast<std::size_t>(text.size()));
            std::uint64_t words[2];
            std::memcpy(words, expected, sizeof words);
            QCOMPARE(hash.low, std::uint64_t(words[0]));
            QCOMPARE(hash.high, std::uint64_t(words[1]));
            text.append(static_cast<char>(size * 37));
        }
        EVP_MAC_free(kind);
    }
};

OSTIARY_TEST(tst_Journal)
#include "tst_journal.moc"
