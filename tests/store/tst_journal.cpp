// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/inflightjournal.h"
#include "tests/support/testregistry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace ostiary;

class tst_Journal : public QObject
{
    Q_OBJECT

    static UsageRecord record(const char *model)
    {
        UsageRecord made;
        made.requestId = RequestId::generate(1'800'000'000'000);
        made.attempt = 1;
        made.model = std::string_view(model);
        return made;
    }

private Q_SLOTS:
    void whatWasOpenComesBackInterrupted()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath("journal");
        const UsageRecord open = record("open");
        UsageRecord closed = record("closed");
        {
            auto journal = InflightJournal::open(file, 8);
            QVERIFY(journal.ok());
            const int a = journal.value()->begin(open);
            journal.value()->progress(a, {10, 20, 0, 0, 0}, Money::fromNano(77));
            const int b = journal.value()->begin(closed);
            closed.state = RecordState::Settled;
            closed.cost = Money::fromNano(5);
            journal.value()->close(b, closed);
            const int c = journal.value()->begin(record("freed"));
            journal.value()->free(c);
        }
        auto journal = InflightJournal::open(file, 8);
        QVERIFY(journal.ok());
        const auto found = journal.value()->recover();
        QCOMPARE(found.size(), std::size_t(2));
        for (const auto &left : found) {
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
        QCOMPARE(journal.value()->freeSlots(), 8);
    }

    void survivesTheProcessBeingKilled()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath("journal");
        const UsageRecord mine = record("mine");
        const pid_t child = fork();
        if (child == 0) {
            auto journal = InflightJournal::open(file, 8);
            journal.value()->begin(mine);
            ::kill(getpid(), SIGKILL);
        }
        int status = 0;
        waitpid(child, &status, 0);
        QVERIFY(WIFSIGNALED(status));
        auto journal = InflightJournal::open(file, 8);
        const auto found = journal.value()->recover();
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

    void refusesAFileItDoesNotKnow()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath("journal"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        const auto journal = InflightJournal::open(file.fileName(), 2);
        QVERIFY(!journal.ok());
        QVERIFY(journal.error().find("layout") != std::string::npos);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray(8192, 'x')); // and leaves it as it was
    }
};

OSTIARY_TEST(tst_Journal)
#include "tst_journal.moc"
