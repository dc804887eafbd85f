// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/auditverifier.h"
#include "server/store/ledgerreader.h"
#include "server/store/recordwriter.h"
#include "server/store/statestore.h"
#include "tests/support/testregistry.h"

#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

using namespace ostiary;

namespace {

/// As somebody with the program `sqlite3` does it.
bool plant(const QString &file, const QStringList &statements)
{
    const auto database = Database::open(file, Database::Mode::ReadWrite, Durability::Process);
    return database && std::all_of(statements.begin(), statements.end(),
                                   [&](const QString &one) { return database.value()->run(one); });
}

/// Rewrites what the file says about one of its objects, which SQLite itself would refuse to.
QStringList rewritten(const char *object, const char *from, const char *to)
{
    const QString update =
        QStringLiteral("UPDATE sqlite_master SET sql = replace(sql, \"%2\", \"%3\") WHERE name = '%1'")
            .arg(QLatin1String(object), QLatin1String(from), QLatin1String(to));
    return {"PRAGMA writable_schema = ON", update};
}

QString sentence(const std::string &said)
{
    return QString::fromStdString(said);
}

AuditEntry audit(const char *action, const char *object = "")
{
    AuditEntry entry;
    entry.actor = "administrator";
    entry.action = action;
    entry.objectId = object;
    entry.detail = "{}";
    return entry;
}

UsageRecord record(int number)
{
    UsageRecord made;
    made.startedMs = 1'800'000'000'000 + number * 3'600'000LL;
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

} // namespace

/// What is planted into the tables' definitions, so that the gateway itself would do somebody's work, is found.
class tst_SchemaForgeries : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_directory, m_ledger, m_state;

    RecordWriter::Setup setup(bool repair = false) const
    {
        RecordWriter::Setup made;
        made.ledgerFile = m_ledger;
        made.journalFile = m_directory + "/inflight.journal";
        made.slots = 16;
        made.rules.repair = repair;
        return made;
    }
    void change() const
    {
        auto store = StateStore::open(m_directory);
        QVERIFY2(store.ok(), store ? "" : store.error().c_str());
        VirtualKey key;
        key.digest = sha256("sk-test-planted");
        key.maskedName = "sk-...";
        key.maxBudget = Money::fromNano(1000);
        QVERIFY(store.value()->insertKey(key, audit("created")).ok());
        StoredProvider provider;
        provider.id = "p";
        QVERIFY(store.value()->put(StateStore::kProviders, provider, 1, audit("created", "p")).ok());
        QVERIFY(store.value()->changeSetting("server", "{}", "settings", audit("changed")).ok());
    }
    void write(int from, int to) const
    {
        auto writer = RecordWriter::start(setup());
        QVERIFY2(writer.ok(), writer ? "" : writer.error().c_str());
        for (int i = from; i < to; ++i) {
            const UsageRecord one = record(i);
            writer.value()->close(writer.value()->open(one), one, {});
            writer.value()->flush();
        }
    }
    QStringList ledgerProblems() const
    {
        const auto ledger = LedgerReader::open(m_ledger);
        return ledger ? ledger.value()->verify() : QStringList{sentence(ledger.error())};
    }
    static QVariant valueOf(const QString &file, const char *statement)
    {
        const auto database = Database::open(file, Database::Mode::ReadOnly, Durability::Process);
        QSqlQuery query = database.value()->query();
        return query.exec(QLatin1String(statement)) && query.next() ? query.value(0) : QVariant();
    }

private Q_SLOTS:
    void init()
    {
        m_directory = m_folder.filePath(QString::number(QRandomGenerator::global()->generate()));
        QVERIFY(QDir().mkpath(m_directory));
        m_ledger = m_directory + "/ledger.db";
        m_state = m_directory + "/state.db";
        change();
        write(0, 30);
        QCOMPARE(ledgerProblems(), QStringList());
        QCOMPARE(verifyAudit(m_directory), QStringList());
    }

    void inTheStore_data()
    {
        QTest::addColumn<QStringList>("statements");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *name, const QStringList &statements, const char *named) {
            QTest::newRow(name) << statements << QString::fromLatin1(named);
        };
        row("a trigger that opens budgets",
            {"CREATE TRIGGER open AFTER UPDATE ON virtual_key BEGIN UPDATE virtual_key SET max_budget = NULL; END"},
            "trigger 'open' was added");
        row("a view", {"CREATE VIEW v AS SELECT * FROM setting"}, "view 'v' was added");
        row("a view in a table's place",
            {"ALTER TABLE provider RENAME TO hidden", "CREATE VIEW provider AS SELECT * FROM hidden",
             "CREATE TRIGGER away INSTEAD OF INSERT ON provider BEGIN SELECT 1; END"},
            "view 'provider' was added");
        row("a table", {"CREATE TABLE loot (what TEXT)"}, "table 'loot' was added");
        row("an index", {"CREATE UNIQUE INDEX stop ON audit (actor, seq)"}, "index 'stop' was added");
        row("a column", {"ALTER TABLE setting ADD COLUMN more TEXT"}, "table 'setting' was changed");
        row("a name that does things to a terminal", {"CREATE TABLE \"a\x1b[2J\nb\" (what TEXT)"},
            "table 'a?[2J?b' was added");
        row("a column's default", rewritten("virtual_key", "DEFAULT '[]'", "DEFAULT '[1]'"),
            "table 'virtual_key' was changed");
        row("a check dropped", rewritten("seal", "CHECK (only_row = 1)", ""), "table 'seal' was changed");
        row("a type no longer kept to",
            {"CREATE TABLE other (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
             "INSERT INTO other SELECT * FROM setting", "DROP TABLE setting", "ALTER TABLE other RENAME TO setting"},
            "table 'setting' was changed");
        row("uniqueness of names dropped", {"DROP INDEX virtual_key_alias"}, "index 'virtual_key_alias' is missing");
        row("the audit log's guard dropped", {"DROP TRIGGER audit_is_append_only_update"},
            "trigger 'audit_is_append_only_update' is missing");
        row("the audit log's guard replaced",
            {"DROP TRIGGER audit_is_append_only_update",
             "CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit BEGIN SELECT 1; END"},
            "trigger 'audit_is_append_only_update' was changed");
        row("an earlier version's number", {"PRAGMA user_version = 4"}, "table 'seal' was added");
        row("no version's number", {"PRAGMA user_version = 0"}, "was added");
    }
    void inTheStore()
    {
        QFETCH(QStringList, statements);
        QFETCH(QString, named);
        QVERIFY(plant(m_state, statements));
        const QString problems = verifyAudit(m_directory).join('\n');
        QVERIFY2(problems.contains(named), qPrintable(problems));
        for (int i = 0; i < 2; ++i) { // it stays so until somebody does something
            const auto refused = StateStore::open(m_directory);
            QVERIFY(!refused.ok());
            const QString said = sentence(refused.error());
            QVERIFY2(said.startsWith("state.db was changed by somebody else") && said.contains(named),
                     qPrintable(said));
            QVERIFY2(said.contains("--repair") && !said.contains('\x1b'), qPrintable(said));
        }
        {
            const auto repaired = StateStore::open(m_directory, {true, false});
            QVERIFY2(repaired.ok(), repaired ? "" : repaired.error().c_str());
            QCOMPARE(repaired.value()->lost().size(), std::size_t(1));
            const QString lost = sentence(repaired.value()->lost().front());
            QVERIFY2(lost.contains(named) && lost.contains("state.db.broken"), qPrintable(lost));
            QCOMPARE(repaired.value()->keyTable().all()->size(), std::size_t(1));
        }
        QVERIFY(QFile::exists(m_state + ".broken"));
        QCOMPARE(verifyAudit(m_directory), QStringList());
        {
            const auto store = StateStore::open(m_directory);
            QVERIFY2(store.ok(), store ? "" : store.error().c_str());
            QVERIFY(store.value()->alarm().empty());
            QVERIFY(store.value()->changeSetting("server", "{ }", "settings", audit("changed")).ok());
        }
        QCOMPARE(verifyAudit(m_directory), QStringList());
    }

    void anIndexThatLeadsNowhere()
    {
        QVERIFY(plant(m_state, {"CREATE INDEX empty ON audit (resource) WHERE seq < 0", "PRAGMA writable_schema = ON",
                                "UPDATE sqlite_master SET rootpage = (SELECT sum(rootpage) FROM sqlite_master WHERE "
                                "name IN ('empty', 'audit_object')) - rootpage WHERE name IN ('empty', 'audit_object')",
                                "PRAGMA writable_schema = RESET", "DROP INDEX empty"}));
        QVERIFY(verifyAudit(m_directory).join('\n').contains("missing from index audit_object"));
        const auto refused = StateStore::open(m_directory);
        QVERIFY(!refused.ok());
        QVERIFY2(sentence(refused.error()).contains("missing from index audit_object"), refused.error().c_str());
        QVERIFY(StateStore::open(m_directory, {true, false}).ok());
        QCOMPARE(verifyAudit(m_directory), QStringList());
    }

    void inTheLedger_data()
    {
        QTest::addColumn<QStringList>("statements");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *name, const QStringList &statements, const char *named) {
            QTest::newRow(name) << statements << QString::fromLatin1(named);
        };
        row("a trigger that spends nothing",
            {"CREATE TRIGGER free AFTER INSERT ON usage BEGIN UPDATE spend SET nano = 0; END"},
            "trigger 'free' was added");
        row("a view in a table's place",
            {"ALTER TABLE spend RENAME TO hidden",
             "CREATE VIEW spend AS SELECT kind, scope, window_start, 0 AS nano, last_s FROM hidden"},
            "view 'spend' was added");
        row("a table", {"CREATE TABLE loot (what TEXT)"}, "table 'loot' was added");
        row("an index", {"CREATE UNIQUE INDEX stop ON request (key_id, request_id)"}, "index 'stop' was added");
        row("a column's default",
            rewritten("spend", "last_s                  INTEGER NOT NULL DEFAULT 0",
                      "last_s INTEGER NOT NULL DEFAULT 9"),
            "table 'spend' was changed");
        row("a check dropped", rewritten("run", "CHECK (only_row = 1)", ""), "table 'run' was changed");
        row("the guard of its rows dropped", {"DROP TRIGGER usage_is_append_only_delete"},
            "trigger 'usage_is_append_only_delete' is missing");
        row("an earlier version's number", {"PRAGMA user_version = 7"}, "table 'asked' was added");
    }
    void inTheLedger()
    {
        QFETCH(QStringList, statements);
        QFETCH(QString, named);
        QVERIFY(plant(m_ledger, statements));
        const QString problems = ledgerProblems().join('\n');
        QVERIFY2(problems.contains(named), qPrintable(problems));
        for (int i = 0; i < 2; ++i) {
            const auto refused = RecordWriter::start(setup());
            QVERIFY(!refused.ok());
            const QString said = sentence(refused.error());
            QVERIFY2(said.startsWith("ledger.db was changed by somebody else") && said.contains(named),
                     qPrintable(said));
            QVERIFY2(said.contains("--repair"), qPrintable(said));
        }
        {
            const auto repaired = RecordWriter::start(setup(true));
            QVERIFY2(repaired.ok(), repaired ? "" : repaired.error().c_str());
            QCOMPARE(repaired.value()->lost().size(), std::size_t(1));
            QVERIFY(sentence(repaired.value()->lost().front()).contains(named));
        }
        QVERIFY(QFile::exists(m_ledger + ".broken"));
        QCOMPARE(valueOf(m_ledger, "SELECT count(*) FROM usage").toInt(), 30);
        write(40, 60);
        if (named != "view 'spend' was added") // whose rows are what somebody wants to be seen
            QCOMPARE(ledgerProblems(), QStringList());
    }

    void whileTheGatewayRuns()
    {
        auto store = StateStore::open(m_directory);
        auto writer = RecordWriter::start(setup());
        QVERIFY(store.ok() && writer.ok());
        QVERIFY(plant(m_state, {"CREATE TRIGGER open AFTER INSERT ON audit "
                                "BEGIN UPDATE virtual_key SET max_budget = NULL; END"}));
        QVERIFY(plant(m_ledger, {"CREATE TRIGGER free AFTER INSERT ON usage BEGIN UPDATE spend SET nano = 0; END"}));
        QVERIFY(store.value()->changeSetting("server", "{ }", "settings", audit("changed")).ok());
        const UsageRecord one = record(31);
        writer.value()->close(writer.value()->open(one), one, {});
        writer.value()->flush();

        QCOMPARE((*store.value()->keyTable().find(1))->maxBudget, std::optional(Money::fromNano(1000)));
        QVERIFY(!store.value()->alarm().empty());
        QCOMPARE(verifyAudit(m_directory).filter("trigger 'open' was added").size(), 1);
        QCOMPARE(valueOf(m_ledger, "SELECT sum(nano) FROM spend WHERE kind = 0").toInt(), 310);
        QCOMPARE(ledgerProblems().size(), 1);
        QVERIFY(ledgerProblems().front().contains("trigger 'free' was added"));
    }

    void aMigrationMakesWhatItAlwaysMade_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QStringList>("sums"); // of the schema of each version
        QTest::newRow("state") << "state" << QStringList{"ff18c375eef8ddb9", "2a3eb96c0df53b55", "f76da4dfc98a1923",
                                                         "95208b514697e66b", "efae0ae32255884b", "e404a4c8ce366dd5"};
        QTest::newRow("ledger") << "ledger" << QStringList{"6e28e862450fe215", "4650ec104864b875", "4650ec104864b875",
                                                           "b7d90f58b4eab6db", "95967610ebcee07a", "df037f0156501f02",
                                                           "0855d15910c0f494", "420de7b8750871c4", "ec2a3f8678d51d8c"};
    }
    /// A file is compared with what the migrations make, so another wording of an old one would refuse every file that
    /// it has made: a migration is added, and a sum here with it, but none is changed.
    void aMigrationMakesWhatItAlwaysMade()
    {
        QFETCH(QString, folder);
        QFETCH(QStringList, sums);
        const auto database = Database::open(":memory:", Database::Mode::ReadWrite, Durability::Process);
        QStringList made;
        for (int version = 1; *database.value()->migrate(folder, version) == version; ++version) {
            QCryptographicHash sum(QCryptographicHash::Sha256);
            QSqlQuery query = database.value()->query();
            QVERIFY(query.exec("SELECT name, sql FROM sqlite_master ORDER BY type, name"));
            while (query.next())
                sum.addData(query.value(0).toByteArray() + '\n' + query.value(1).toByteArray() + '\n');
            made.append(QString::fromLatin1(sum.result().toHex().left(16)));
        }
        QCOMPARE(made, sums);
    }

    void aNewerVersionIsNothingToRepair()
    {
        for (const QString &file : {m_state, m_ledger})
            QVERIFY(plant(file, {"CREATE TABLE later (what TEXT)", "PRAGMA user_version = 99"}));
        for (const bool repair : {false, true}) {
            const auto store = StateStore::open(m_directory, {repair, false});
            const auto writer = RecordWriter::start(setup(repair));
            QVERIFY(!store.ok() && !writer.ok());
            QVERIFY(sentence(store.error()).contains("newer Ostiary"));
            QVERIFY(sentence(writer.error()).contains("newer Ostiary"));
        }
        QVERIFY(verifyAudit(m_directory).join('\n').contains("version 99"));
        QVERIFY(ledgerProblems().join('\n').contains("version 99"));
    }

    void aStoreOfBeforeTheUsersTakesThem()
    {
        QVERIFY(plant(m_state, {"DROP TABLE user", "DROP TABLE organisation", "PRAGMA user_version = 5"}));
        QCOMPARE(verifyAudit(m_directory), QStringList());
        {
            const auto store = StateStore::open(m_directory);
            QVERIFY2(store.ok(), store ? "" : store.error().c_str());
            StoredObject user;
            user.id = "ada";
            user.definition = {{"max_budget_usd", "1"}};
            QVERIFY(store.value()->put(StateStore::kUsers, user, 1, audit("imported", "ada")).ok());
            QVERIFY(store.value()->alarm().empty());
        }
        QCOMPARE(verifyAudit(m_directory), QStringList());
        QVERIFY(plant(m_state, {"UPDATE user SET definition = '{}'"}));
        QVERIFY(verifyAudit(m_directory).join('\n').contains("are not those that the gateway wrote"));
    }

    void ourOwnConnectionChangesNoRowOfALog()
    {
        const auto made = Database::open(":memory:", Database::Mode::ReadWrite, Durability::Process);
        QVERIFY(made.ok());
        const Database &database = *made.value();
        QVERIFY(database.run("CREATE TABLE log (n)") && database.keepAppendOnly({"log"}));
        QVERIFY(database.run("INSERT INTO log VALUES (1)"));
        QVERIFY(!database.run("UPDATE log SET n = 2"));
        QVERIFY(!database.run("DELETE FROM log"));
        QSqlQuery kept = database.query();
        QVERIFY(kept.exec("SELECT sum(n) FROM log") && kept.next());
        QCOMPARE(kept.value(0).toInt(), 1);
        QVERIFY(!database.keepAppendOnly({"nothing"}));
    }

    void aFileThatIsAsItWasLeftOpens_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("version"); // 0: its own, copied as a backup is made
        for (int version = 0; version <= 6; ++version)
            QTest::addRow("state.db of version %d", version) << "state" << version;
        for (int version = 0; version <= 9; ++version)
            QTest::addRow("ledger.db of version %d", version) << "ledger" << version;
    }
    void aFileThatIsAsItWasLeftOpens()
    {
        QFETCH(QString, file);
        QFETCH(int, version);
        const QString path = m_directory + '/' + file + ".db";
        if (version == 0) {
            QVERIFY(plant(path, {"VACUUM INTO '" + path + ".copy'"}));
        } else {
            QVERIFY(QFile::remove(m_directory + '/' + file + ".head")); // earlier versions had none
            const auto made = Database::open(path + ".copy", Database::Mode::ReadWrite, Durability::Process);
            QVERIFY(made.ok() && made.value()->migrate(file, version).ok());
        }
        for (const char *end : {"", "-wal", "-shm"})
            QFile::remove(path + end);
        QVERIFY(QFile::rename(path + ".copy", path));
        const auto store = StateStore::open(m_directory);
        QVERIFY2(store.ok(), store ? "" : store.error().c_str());
        QVERIFY(store.value()->alarm().empty());
        QCOMPARE(verifyAudit(m_directory), QStringList());
        write(40, 41);
        QCOMPARE(ledgerProblems(), QStringList());
    }
};

OSTIARY_TEST(tst_SchemaForgeries)
#include "tst_schemaforgeries.moc"
