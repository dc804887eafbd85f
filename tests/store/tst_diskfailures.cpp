// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/durablewaits.h"
#include "server/store/ledgerreader.h"
#include "server/store/recordwriter.h"
#include "tests/support/testregistry.h"

#include <QTemporaryDir>
#include <QtTest>

#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <mutex>

#include <sys/syscall.h>
#include <unistd.h>

using namespace ostiary;

namespace {

enum class Disk { Well, Failing, Hanging };
std::atomic<Disk> disk{Disk::Well};
std::mutex hangMutex;
std::condition_variable hangOver;

void setDisk(Disk to)
{
    const std::lock_guard lock(hangMutex);
    disk = to;
    hangOver.notify_all();
}

} // namespace

// Stands before the C library's, for this program and for SQLite in it.
extern "C" int fdatasync(int file)
{
    if (disk == Disk::Failing) {
        errno = EIO;
        return -1;
    }
    if (disk == Disk::Hanging) {
        std::unique_lock lock(hangMutex);
        hangOver.wait(lock, [] { return disk != Disk::Hanging; });
    }
    return static_cast<int>(::syscall(SYS_fdatasync, file));
}

/// What a disk does that does not keep what it is given.
class tst_DiskFailures : public QObject
{
    Q_OBJECT

    static RecordWriter::Setup setup(const QTemporaryDir &folder, Durability durability)
    {
        RecordWriter::Setup made;
        made.ledgerFile = folder.filePath("ledger.db");
        made.journalFile = folder.filePath("inflight.journal");
        made.slots = 16;
        made.durability = durability;
        made.posterForThisThread = [] { return [](const std::function<void()> &what) { what(); }; };
        return made;
    }
    static UsageRecord record(int number)
    {
        UsageRecord made;
        made.startedMs = 1'800'000'000'000 + number;
        made.requestId = RequestId::generate(made.startedMs);
        made.attempt = 1;
        made.model = std::string_view("m");
        made.cost = made.requestCost = Money::fromNano(10);
        made.priced = made.final = true;
        made.state = RecordState::Settled;
        made.status = 200;
        return made;
    }
    static int rows(const QTemporaryDir &folder)
    {
        const auto ledger = LedgerReader::open(folder.filePath("ledger.db"));
        return (*ledger.value()->totals())["rows"].toInt();
    }

private Q_SLOTS:
    void cleanup() { setDisk(Disk::Well); }

    void aSyncThatFailsIsToldToWhoWaits()
    {
        QTemporaryDir folder;
        std::atomic<int> kept{0}, refused{0};
        const auto told = [&](bool durable) { ++(durable ? kept : refused); };
        {
            auto writer = RecordWriter::start(setup(folder, Durability::Power));
            QVERIFY(writer.ok());
            const UsageRecord before = record(1);
            writer.value()->close(writer.value()->open(before), before, told);
            QTRY_COMPARE(kept.load(), 1);
            setDisk(Disk::Failing);
            const UsageRecord during = record(2);
            writer.value()->close(writer.value()->open(during), during, told);
            QTRY_COMPARE(refused.load(), 1);
            QTRY_VERIFY(!writer.value()->healthy());
            QVERIFY(!writer.value()->disk().why.empty());
            QVERIFY(writer.value()->disk().errors > 0);
            QCOMPARE(writer.value()->open(record(3)), -1);
            setDisk(Disk::Well);
            QTRY_VERIFY(writer.value()->healthy()); // it goes on by itself
            QTRY_VERIFY(writer.value()->disk().why.empty());
            const UsageRecord after = record(4);
            writer.value()->close(writer.value()->open(after), after, told);
            QTRY_COMPARE(kept.load(), 2);
        }
        QCOMPARE(rows(folder), 3); // none lost, none doubled
        QCOMPARE(LedgerReader::open(folder.filePath("ledger.db")).value()->verify(), QStringList());
    }

    void aRestartGoesOnWithWhatTheDiskDidNotTake()
    {
        QTemporaryDir folder;
        std::atomic<int> refused{0};
        {
            auto writer = RecordWriter::start(setup(folder, Durability::Power));
            const UsageRecord one = record(1);
            setDisk(Disk::Failing);
            writer.value()->close(writer.value()->open(one), one, [&](bool durable) { refused += durable ? 0 : 1; });
            QTRY_COMPARE(refused.load(), 1);
        }
        setDisk(Disk::Well);
        {
            const auto writer = RecordWriter::start(setup(folder, Durability::Power));
            QVERIFY2(writer.ok(), writer ? "" : writer.error().c_str());
        }
        QCOMPARE(rows(folder), 1);
        QCOMPARE(LedgerReader::open(folder.filePath("ledger.db")).value()->verify(), QStringList());
    }

    void aDiskThatHangsHoldsNobodyForEver()
    {
        QTemporaryDir folder;
        RecordWriter::Setup hasty = setup(folder, Durability::Power);
        hasty.patience = std::chrono::milliseconds(20);
        std::atomic<int> refused{0}, kept{0};
        {
            auto writer = RecordWriter::start(hasty);
            setDisk(Disk::Hanging);
            const UsageRecord one = record(1);
            writer.value()->close(writer.value()->open(one), one, [&](bool durable) { ++(durable ? kept : refused); });
            QTRY_COMPARE(refused.load(), 1);
            setDisk(Disk::Well);
            writer.value()->flush();
        }
        QCOMPARE(kept.load(), 0); // told once
        QCOMPARE(rows(folder), 1);
    }

    void aSyncThatFailsIsToldWithTheOtherDurabilityToo()
    {
        QTemporaryDir folder;
        auto writer = RecordWriter::start(setup(folder, Durability::Process));
        QVERIFY(writer.ok());
        setDisk(Disk::Failing);
        int number = 0;
        const auto more = [&] { // until the write-ahead log is long enough to be synced
            for (int i = 0; i < 400; ++i) {
                UsageRecord one = record(++number);
                one.reason = std::to_string(number) + std::string(190, 'x'); // a name each
                one.model = std::to_string(number);
                const int slot = writer.value()->open(one);
                if (slot >= 0)
                    writer.value()->close(slot, one, {});
                else
                    writer.value()->flush();
            }
            writer.value()->flush();
            return !writer.value()->disk().why.empty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(more(), 60'000);
        QVERIFY(writer.value()->disk().errors > 0);
        setDisk(Disk::Well);
        QTRY_VERIFY(writer.value()->disk().why.empty());
    }

    void everyWaitIsToldOnce()
    {
        std::atomic<int> yes{0}, no{0};
        DurableWaits waits(std::chrono::milliseconds(10'000));
        const auto told = [&](bool durable) { ++(durable ? yes : no); };
        const auto first = waits.add(told), second = waits.add(told);
        waits.add(told);
        waits.keep(second);
        waits.keep(second);
        QCOMPARE(yes.load(), 1);
        waits.giveUp();
        waits.keep(first);
        QCOMPARE(yes.load(), 1);
        QCOMPARE(no.load(), 2);
        QVERIFY(waits.empty());
    }
};

OSTIARY_TEST(tst_DiskFailures)
#include "tst_diskfailures.moc"
