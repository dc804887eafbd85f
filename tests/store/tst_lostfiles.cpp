// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/auditverifier.h"
#include "server/store/ledgerreader.h"
#include "server/store/recordwriter.h"
#include "server/store/statestore.h"
#include "tests/support/testregistry.h"

#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

using namespace ostiary;

namespace {

void garble(const QString &name, qint64 from, qint64 size)
{
    QFile file(name);
    QVERIFY2(file.open(QIODevice::ReadWrite), qPrintable(name));
    QVERIFY(file.seek(from));
    const qint64 bytes = size < 0 ? file.size() - from : size;
    QCOMPARE(file.write(QByteArray(bytes, '\x5a')), bytes);
}

AuditEntry audit(const char *action)
{
    AuditEntry entry;
    entry.actor = "administrator";
    entry.action = action;
    entry.detail = "{}";
    return entry;
}

} // namespace

/// A data directory of which a file is gone, cut or garbled refuses the start, and a repair says what was lost.
class tst_LostFiles : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_directory;

    RecordWriter::Setup setup(bool repair) const
    {
        RecordWriter::Setup made;
        made.ledgerFile = m_directory + "/ledger.db";
        made.journalFile = m_directory + "/inflight.journal";
        made.slots = 16;
        made.rules.repair = repair;
        return made;
    }
    static UsageRecord record(int number)
    {
        UsageRecord made;
        made.startedMs = 1'800'000'000'000 + number;
        made.requestId = RequestId::generate(made.startedMs);
        made.attempt = 1;
        made.keyId = 1;
        made.model = std::string_view("m");
        made.cost = made.requestCost = Money::fromNano(10);
        made.priced = made.final = true;
        made.state = RecordState::Settled;
        made.status = 200;
        return made;
    }
    /// So that both the file and its write-ahead log hold something.
    void moveLogIntoFile(const char *name) const
    {
        const auto other = Database::open(m_directory + '/' + name, Database::Mode::ReadWrite, Durability::Process);
        other.value()->run("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    void work(int rows) const
    {
        auto store = StateStore::open(m_directory);
        auto writer = RecordWriter::start(setup(false));
        VirtualKey key;
        key.digest = sha256("sk-test-lost");
        key.maskedName = "sk-...";
        if (!store.value()->insertKey(key, audit("created")))
            _exit(1);
        StoredProvider provider;
        provider.id = "p";
        provider.apiKey = Secret(std::string("sk-test-provider"));
        moveLogIntoFile("state.db");
        if (!store.value()->put(StateStore::kProviders, provider, 1, audit("created")))
            _exit(1);
        for (int i = 0; i < rows; ++i) {
            if (i == 2)
                moveLogIntoFile("ledger.db");
            const UsageRecord one = record(i);
            writer.value()->close(writer.value()->open(one), one, {});
            writer.value()->flush();
        }
        const UsageRecord left = record(99);
        writer.value()->open(left);
        ::kill(getpid(), SIGKILL);
    }
    /// The sentence with which a start is refused; empty when it is not.
    std::string refusal() const
    {
        const auto store = StateStore::open(m_directory);
        if (!store)
            return store.error();
        const auto writer = RecordWriter::start(setup(false));
        return writer ? std::string() : writer.error();
    }

private Q_SLOTS:
    void init()
    {
        m_directory = m_folder.filePath(QString::number(QRandomGenerator::global()->generate()));
        QVERIFY(QDir().mkpath(m_directory));
        const pid_t child = fork();
        if (child == 0)
            work(5);
        int status = 0;
        waitpid(child, &status, 0);
        QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    }

    void isToldAndRepaired_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("how");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *file, const char *how, const char *word) {
            QTest::newRow(qPrintable(QString("%1 %2").arg(file, how))) << file << how << word;
        };
        row("ledger.db-wal", "missing", "ledger.db");
        row("ledger.db-wal", "cut", "missing at its end");
        row("ledger.db-wal", "garbled", "ledger.db");
        row("ledger.db-wal", "emptied", "ledger.db");
        row("ledger.db", "missing", "ledger.db is gone");
        row("ledger.db", "cut", "ledger");
        row("ledger.db", "garbled", "ledger.db is garbled");
        row("ledger.db", "emptied", "ledger");
        row("ledger.head", "missing", "ledger.head");
        row("ledger.head", "garbled", "ledger.head");
        row("ledger.head", "emptied", "ledger.head");
        row("state.db-wal", "missing", "state.db");
        row("state.db-wal", "cut", "state.db");
        row("state.db-wal", "garbled", "state.db");
        row("state.db", "missing", "state.db is gone");
        row("state.db", "garbled", "state.db is garbled");
        row("state.db", "emptied", "state.db");
        row("state.head", "missing", "state.head");
        row("state.head", "garbled", "state.head");
        row("sealing.key", "missing", "sealing key");
        row("sealing.key", "garbled", "sealing.key");
        row("integrity.key", "missing", "integrity key");
        row("integrity.key", "garbled", "head");
        row("inflight.journal", "missing", "in-flight journal");
        row("inflight.journal", "cut", "in-flight journal");
        row("inflight.journal", "garbled", "in-flight journal");
        row("inflight.journal", "emptied", "in-flight journal");
    }
    void isToldAndRepaired()
    {
        QFETCH(QString, file);
        QFETCH(QString, how);
        QFETCH(QString, word);
        const QString name = m_directory + '/' + file;
        QVERIFY2(QFile::exists(name), qPrintable(name));
        QFile::setPermissions(name, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        if (how == "missing")
            QVERIFY(QFile::remove(name));
        else if (how == "cut")
            QVERIFY(QFile::resize(name, QFileInfo(name).size() / 2));
        else if (how == "emptied")
            QVERIFY(QFile::resize(name, 0));
        else
            garble(name, file.endsWith("journal") ? 4100 : 0, file.endsWith("journal") ? 64 : -1);

        const QString said = QString::fromStdString(refusal());
        QVERIFY2(said.contains(word), qPrintable(said));
        QVERIFY2(said.contains("--repair") || said.contains("--new-ledger"), qPrintable(said));
        QCOMPARE(QString::fromStdString(refusal()), said); // it stays so until somebody does something

        std::vector<std::string> lost;
        {
            const auto store = StateStore::open(m_directory, {true, false});
            QVERIFY2(store.ok(), store ? "" : store.error().c_str());
            const auto writer = RecordWriter::start(setup(true));
            QVERIFY2(writer.ok(), writer ? "" : writer.error().c_str());
            lost = store.value()->lost();
            lost.insert(lost.end(), writer.value()->lost().begin(), writer.value()->lost().end());
        }
        QVERIFY(!lost.empty());
        QCOMPARE(QString::fromStdString(refusal()), QString()); // and then it is as any other
    }

    void nothingIsLostWhereNothingIsMissing()
    {
        QCOMPARE(QString::fromStdString(refusal()), QString());
        QCOMPARE(LedgerReader::open(m_directory + "/ledger.db").value()->verify(), QStringList());
        QCOMPARE(verifyAudit(m_directory), QStringList());
    }

    void aLossOfPowerIsToldAndNoRefusal_data()
    {
        QTest::addColumn<bool>("otherBoot");
        QTest::addColumn<int>("durability");
        QTest::addColumn<bool>("starts");
        QTest::newRow("the machine was restarted") << true << int(Durability::Process) << true;
        QTest::newRow("it was not") << false << int(Durability::Process) << false;
        QTest::newRow("power was promised to be outlived") << true << int(Durability::Power) << false;
    }
    void aLossOfPowerIsToldAndNoRefusal()
    {
        QFETCH(bool, otherBoot);
        QFETCH(int, durability);
        QFETCH(bool, starts);
        const auto key = IntegrityKey::open(m_directory, false);
        QVERIFY(key.ok());
        HeadFile file(LedgerOpening::headFileIn(m_directory), *key);
        StoreHead head;
        QVERIFY(file.read(head) == HeadFile::State::Good);
        if (otherBoot)
            head.boot.fill('0');
        QVERIFY(file.write(head, false));
        QVERIFY(QFile::remove(m_directory + "/ledger.db-wal"));
        RecordWriter::Setup rules = setup(false);
        rules.durability = static_cast<Durability>(durability);
        {
            const auto writer = RecordWriter::start(rules);
            QCOMPARE(writer.ok(), starts);
            if (!starts)
                return;
            QCOMPARE(writer.value()->lost().size(), std::size_t(1));
        }
        QCOMPARE(LedgerReader::open(m_directory + "/ledger.db").value()->verify(), QStringList());
    }

    void numbersAreNotGivenAgainAfterALostEnd()
    {
        QVERIFY(QFile::remove(m_directory + "/state.db-wal"));
        QFile::remove(m_directory + "/state.db-shm");
        QVERIFY(!StateStore::open(m_directory).ok());
        auto store = StateStore::open(m_directory, {true, false});
        QVERIFY(store.ok());
        VirtualKey key;
        key.digest = sha256("sk-test-after");
        key.maskedName = "sk-...";
        const auto revision = store.value()->insertKey(key, audit("created"));
        QVERIFY(revision.ok());
        QVERIFY2(key.id > 1, "the first key's id was given a second time");
        QVERIFY(*revision > 1);
        const auto log = store.value()->auditChain().read(0, 100);
        QVERIFY(log.ok());
        QVERIFY(log->back().seq > 3); // 1 and 2 were given before, 3 tells of the repair
        store.value().reset();
        QCOMPARE(verifyAudit(m_directory), QStringList());
    }
};

OSTIARY_TEST(tst_LostFiles)
#include "tst_lostfiles.moc"
