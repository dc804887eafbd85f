// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/auditverifier.h"
#include "server/store/ledgerreader.h"
#include "server/store/recordwriter.h"
#include "server/store/statestore.h"
#include "tests/support/testregistry.h"

#include <QTemporaryDir>
#include <QtTest>

#include <memory>

using namespace ostiary;

namespace {

constexpr std::int64_t kBeginMs = 1'800'000'000'000;
constexpr int kRequests = 60; ///< four an hour, so that there are roll-ups of every width

/// Changes a database as somebody would who can write the file: no trigger of the file acts in such a connection.
bool forge(const QString &file, const QStringList &statements)
{
    const auto database = Database::open(file, Database::Mode::ReadWrite, Durability::Process);
    if (!database)
        return false;
    bool ok = database.value()->run("PRAGMA foreign_keys = OFF");
    int changed = 0;
    for (const QString &statement : statements) {
        QSqlQuery query = database.value()->query();
        ok = ok && query.exec(statement);
        changed += std::max(0, query.numRowsAffected());
    }
    return ok && changed > 0;
}

void copy(const QString &from, const QString &to)
{
    QFile::remove(to);
    QVERIFY(QFile::copy(from, to));
    for (const char *end : {"-wal", "-shm"})
        QFile::remove(to + end);
}

UsageRecord record(int number)
{
    UsageRecord made;
    made.startedMs = kBeginMs + number / 4 * 3'600'000LL;
    made.requestId = RequestId::generate(made.startedMs);
    made.attempt = 1;
    made.keyId = 1 + number % 2;
    made.userId = std::string_view(number % 2 ? "ann" : "bob");
    made.teamId = std::string_view("doors");
    made.model = std::string_view("m");
    made.upstreamModel = std::string_view("up");
    made.deployment = std::string_view("d");
    made.provider = std::string_view("openai");
    made.usage.prompt = 100 + number;
    made.usage.completion = 50;
    made.cost = made.requestCost = Money::fromNano(1000 + number);
    made.priced = made.final = true;
    made.state = RecordState::Settled;
    made.status = 200;
    made.totalUs = 1500;
    made.ttftUs = 900;
    made.overheadUs = 40;
    made.reason = std::string_view("weight");
    made.asked = std::string_view("alias");
    return made;
}

AuditEntry audit(const char *action, const std::string &object = {})
{
    AuditEntry entry;
    entry.atMs = kBeginMs;
    entry.actor = "administrator";
    entry.action = action;
    entry.objectId = object;
    entry.detail = "{}";
    return entry;
}

} // namespace

/// Whatever is changed in ledger.db or state.db by who has no key is found.
class tst_Forgeries : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_ledger, m_state, m_older, m_other;
    int m_tests = 0;

    static RecordWriter::Setup setup(const QString &directory)
    {
        RecordWriter::Setup made;
        made.ledgerFile = directory + "/ledger.db";
        made.journalFile = directory + "/inflight.journal";
        made.slots = 16;
        return made;
    }
    static void write(const QString &directory, int from, int to)
    {
        auto writer = RecordWriter::start(setup(directory));
        QVERIFY2(writer.ok(), writer ? "" : writer.error().c_str());
        for (int i = from; i < to; ++i) {
            const UsageRecord one = record(i);
            // longer than a hash takes as it is, changed at its end
            writer.value()->close(writer.value()->open(one), one, {}, std::string(3000, 'x') + "end");
            writer.value()->flush(); // a batch each
        }
    }
    static void change(const QString &directory, int count)
    {
        auto store = StateStore::open(directory);
        QVERIFY2(store.ok(), store ? "" : store.error().c_str());
        for (int i = 0; i < count; ++i) {
            VirtualKey key;
            key.digest = sha256("sk-test-" + std::to_string(i) + directory.toStdString());
            key.maskedName = "sk-...";
            key.maxBudget = Money::fromNano(1'000'000'000);
            QVERIFY(store.value()->insertKey(key, audit("created")).ok());
        }
        StoredDeployment deployment;
        deployment.id = "d";
        deployment.definition = {{"model_name", "m"}, {"api_base", "https://good.test"}};
        deployment.apiKey = Secret(std::string("sk-test-provider"));
        QVERIFY(store.value()->put(StateStore::kDeployments, deployment, 1, audit("created", "d")).ok());
        QVERIFY(store.value()->changeSetting("server", "{}", "settings", audit("changed")).ok());
    }
    static QStringList ledgerProblems(const QString &file)
    {
        const auto ledger = LedgerReader::open(file);
        return ledger ? ledger.value()->verify() : QStringList{QString::fromStdString(ledger.error())};
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString directory = m_folder.filePath("whole"), other = m_folder.filePath("other");
        m_older = m_folder.filePath("older");
        for (const QString &made : {directory, other, m_older})
            QVERIFY(QDir().mkpath(made));
        change(directory, 3);
        write(directory, 0, 6);
        for (const char *file : {"/ledger.db", "/state.db"})
            copy(directory + file, m_older + file);
        change(directory, 0);
        write(directory, 6, kRequests);
        change(other, 3);
        write(other, 0, kRequests);
        m_other = other;
    }
    void init()
    {
        const QString directory = m_folder.filePath(QString::number(++m_tests));
        QVERIFY(QDir().mkpath(directory));
        for (const QString &file : QDir(m_folder.filePath("whole")).entryList(QDir::Files))
            copy(m_folder.filePath("whole/" + file), directory + '/' + file);
        m_ledger = directory + "/ledger.db";
        m_state = directory + "/state.db";
        QCOMPARE(ledgerProblems(m_ledger), QStringList());
        QCOMPARE(verifyAudit(directory), QStringList());
    }

    void inTheLedger_data()
    {
        QTest::addColumn<QStringList>("statements");
        const auto forgery = [](const char *name, const QStringList &statements) { QTest::newRow(name) << statements; };
        const QString spend = "UPDATE spend SET nano = (SELECT sum(cost_nano) FROM usage) WHERE kind = 0";
        const QString first = " WHERE request_id = (SELECT min(request_id) FROM usage)";
        const QString last = " WHERE request_id = (SELECT max(request_id) FROM usage)";
        forgery("cost of a row", {"UPDATE usage SET cost_nano = 1" + first});
        forgery("cost of a row, with its counters and roll-ups",
                {"UPDATE usage SET cost_nano = cost_nano - 1" + last,
                 "UPDATE request SET cost_nano = cost_nano - 1" + last, "UPDATE spend SET nano = nano - 1",
                 "UPDATE rollup SET cost_nano = cost_nano - 1"});
        forgery("tokens", {"UPDATE usage SET prompt_tokens = 1" + first});
        forgery("tokens of a kind that nothing adds up", {"UPDATE usage SET reasoning_tokens = 7" + first});
        forgery("state", {"UPDATE usage SET state = 2" + first});
        forgery("hold", {"UPDATE usage SET hold_nano = 5" + first});
        forgery("whose key", {"UPDATE usage SET key_id = 3 - key_id" + first});
        forgery("the window it counts in", {"UPDATE usage SET key_window = 86400" + first});
        forgery("the first row deleted", {"DELETE FROM usage" + first});
        forgery("a row in the middle deleted", {"DELETE FROM usage WHERE request_id = (SELECT request_id FROM usage "
                                                "ORDER BY request_id LIMIT 1 OFFSET 5)"});
        forgery("the last row deleted", {"DELETE FROM usage" + last});
        forgery("all rows deleted",
                {"DELETE FROM usage", "DELETE FROM request", "DELETE FROM spend", "DELETE FROM rollup",
                 "DELETE FROM latency", "DELETE FROM key_use", "DELETE FROM name"});
        forgery("everything deleted, the chain too",
                {"DELETE FROM usage", "DELETE FROM request", "DELETE FROM spend", "DELETE FROM rollup",
                 "DELETE FROM latency", "DELETE FROM key_use", "DELETE FROM name", "DELETE FROM batch"});
        forgery("the last batch cut off with everything it wrote",
                {"DELETE FROM usage WHERE batch = (SELECT max(seq) FROM batch)",
                 "DELETE FROM request WHERE batch = (SELECT max(seq) FROM batch)",
                 "DELETE FROM batch WHERE seq = (SELECT max(seq) FROM batch)", spend});
        forgery("a batch in the middle deleted", {"DELETE FROM batch WHERE seq = 5"});
        forgery("a row added",
                {"INSERT INTO usage SELECT x'00000000000000000000000000000001', 1, started_ms, key_id, user, "
                 "team, model, upstream_model, deployment, provider, price_version, priced, state, "
                 "upstream_status, prompt_tokens, completion_tokens, cache_read_tokens, cache_write_tokens, "
                 "reasoning_tokens, cost_nano, hold_nano, organisation_window, team_window, user_window, "
                 "key_window, 0, 0, 0, 0, 0, 0, 0, 0, batch FROM usage LIMIT 1"});
        forgery("two rows swapped",
                {"UPDATE usage SET cost_nano = CASE request_id WHEN (SELECT min(request_id) FROM usage) "
                 "THEN (SELECT cost_nano FROM usage ORDER BY request_id DESC LIMIT 1) ELSE "
                 "(SELECT cost_nano FROM usage ORDER BY request_id LIMIT 1) END WHERE request_id IN "
                 "((SELECT min(request_id) FROM usage), (SELECT max(request_id) FROM usage))"});
        forgery("a name", {"UPDATE name SET text = 'eve' WHERE text = 'ann'"});
        forgery("a request's status", {"UPDATE request SET status = 500" + first});
        forgery("the name that was asked for", {"UPDATE asked SET name = 'other'"});
        forgery("why it failed", {"UPDATE why SET said = replace(said, 'end', 'End')"});
        forgery("why it failed deleted", {"DELETE FROM why"});
        forgery("whose budget a counter is", {"UPDATE scope_kind SET name = 'x' WHERE kind = 2",
                                              "UPDATE scope_kind SET name = 'user' WHERE kind = 1",
                                              "UPDATE scope_kind SET name = 'team' WHERE kind = 2"});
        forgery("a request deleted", {"DELETE FROM request" + first});
        forgery("requests deleted as if retention had done it",
                {"INSERT OR REPLACE INTO retention VALUES (1, (SELECT max(request_id) FROM request))",
                 "DELETE FROM request"});
        forgery("a counter", {"UPDATE spend SET nano = 0 WHERE kind = 3"});
        forgery("a counter deleted", {"DELETE FROM spend WHERE kind = 2 AND scope = 'ann'"});
        forgery("a counter added", {"INSERT INTO spend VALUES (2, 'eve', 0, 5, 0)"});
        forgery("tokens in a roll-up", {"UPDATE rollup SET prompt_tokens = 1 WHERE width = 60"});
        forgery("requests in a roll-up of an hour", {"UPDATE rollup SET requests = 9 WHERE width = 3600"});
        forgery("errors in a roll-up of half a day", {"UPDATE rollup SET errors = 1 WHERE width = 43200"});
        forgery("a roll-up deleted", {"DELETE FROM rollup WHERE width = 3600"});
        forgery("a latency", {"UPDATE latency SET count = count + 1 WHERE width = 60"});
        forgery("when a key was used", {"DELETE FROM key_use WHERE key_id = 1"});
        forgery("a note in the chain", {"UPDATE batch SET kind = 3 WHERE seq = 4"});
        forgery("the sum of a batch", {"UPDATE batch SET usage_sum = zeroblob(16) WHERE seq = 4"});
    }
    void inTheLedger()
    {
        QFETCH(QStringList, statements);
        QVERIFY(forge(m_ledger, statements));
        QVERIFY(!ledgerProblems(m_ledger).isEmpty());
    }

    void inTheFilesOfTheLedger_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("an older copy") << 0;
        QTest::newRow("the ledger of another gateway") << 1;
        QTest::newRow("a row of another ledger") << 2;
        QTest::newRow("without its head") << 3;
        QTest::newRow("with the head of another gateway") << 4;
        QTest::newRow("without its key") << 5;
        QTest::newRow("with another key") << 6;
    }
    void inTheFilesOfTheLedger()
    {
        QFETCH(int, how);
        const QString directory = QFileInfo(m_ledger).path();
        if (how == 0)
            copy(m_older + "/ledger.db", m_ledger);
        if (how == 1)
            copy(m_other + "/ledger.db", m_ledger);
        if (how == 2)
            QVERIFY(forge(m_ledger, {"ATTACH '" + m_other + "/ledger.db' AS other", "DELETE FROM usage WHERE batch = 5",
                                     "INSERT INTO usage SELECT * FROM other.usage WHERE batch = 5"}));
        if (how == 3)
            QVERIFY(QFile::remove(directory + "/ledger.head"));
        if (how == 4)
            copy(m_other + "/ledger.head", directory + "/ledger.head");
        if (how == 5)
            QVERIFY(QFile::remove(directory + "/integrity.key"));
        if (how == 6)
            copy(m_other + "/integrity.key", directory + "/integrity.key");
        QVERIFY(!ledgerProblems(m_ledger).isEmpty());
        QVERIFY(!RecordWriter::start(setup(directory)).ok() || how == 2); // told at a start, too
    }

    void inTheStore_data()
    {
        QTest::addColumn<QStringList>("statements");
        const auto forgery = [](const char *name, const QStringList &statements) { QTest::newRow(name) << statements; };
        forgery("a row of the audit log", {"UPDATE audit SET actor = 'nobody' WHERE seq = 2"});
        forgery("its first row deleted", {"DELETE FROM change WHERE seq = 1", "DELETE FROM audit WHERE seq = 1"});
        forgery("a row in the middle deleted", {"DELETE FROM change WHERE seq = 3", "DELETE FROM audit WHERE seq = 3"});
        forgery("its last row deleted", {"DELETE FROM change WHERE seq = (SELECT max(seq) FROM audit)",
                                         "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)"});
        forgery("all rows deleted", {"DELETE FROM change", "DELETE FROM audit"});
        forgery("everything deleted",
                {"DELETE FROM change", "DELETE FROM audit", "DELETE FROM virtual_key", "DELETE FROM deployment",
                 "DELETE FROM setting", "DELETE FROM revision", "DELETE FROM seal"});
        forgery("a row added",
                {"INSERT INTO audit SELECT seq + 1, at_ms, actor, action, resource, object_id, detail, hash, "
                 "mac FROM audit ORDER BY seq DESC LIMIT 1"});
        forgery("two rows swapped",
                {"UPDATE audit SET seq = 1000 WHERE seq = 2", "UPDATE audit SET seq = 2 WHERE seq = 1",
                 "UPDATE audit SET seq = 1 WHERE seq = 1000"});
        forgery("what a revision was before", {"UPDATE change SET before = '{}' WHERE seq = 2"});
        forgery("what a revision made", {"UPDATE change SET after = replace(after, 'good', 'evil')"});
        forgery("the sealed key of a revision",
                {"UPDATE change SET sealed_after = x'01' WHERE sealed_after IS NOT NULL"});
        forgery("a revision deleted", {"DELETE FROM change WHERE seq = 2"});
        forgery("a budget", {"UPDATE virtual_key SET max_budget = NULL WHERE id = 1"});
        forgery("a key's text", {"UPDATE virtual_key SET digest = zeroblob(32) WHERE id = 1"});
        forgery("a key unblocked", {"UPDATE virtual_key SET blocked = 1 WHERE id = 2"});
        forgery("a key deleted", {"DELETE FROM virtual_key WHERE id = 3"});
        forgery("where a deployment leads", {"UPDATE deployment SET definition = replace(definition, 'good', 'evil')"});
        forgery("a setting", {"UPDATE setting SET value = '{\"listen\":\"0.0.0.0:1\"}' WHERE name = 'server'"});
        forgery("a provider added", {"INSERT INTO provider VALUES ('p', '{}', NULL, 1, 1)"});
        forgery("revision numbers", {"UPDATE revision SET number = 1"});
        forgery("the ids that were given", {"UPDATE sqlite_sequence SET seq = 0"});
        forgery("the seal", {"UPDATE seal SET counter = counter + 1"});
    }
    void inTheStore()
    {
        QFETCH(QStringList, statements);
        QVERIFY(forge(m_state, statements));
        QVERIFY(!verifyAudit(QFileInfo(m_state).path()).isEmpty());
    }

    void inTheFilesOfTheStore_data() { inTheFilesOfTheLedger_data(); }
    void inTheFilesOfTheStore()
    {
        QFETCH(int, how);
        const QString directory = QFileInfo(m_state).path();
        if (how == 0)
            copy(m_older + "/state.db", m_state);
        if (how == 1)
            copy(m_other + "/state.db", m_state);
        if (how == 2)
            QVERIFY(
                forge(m_state, {"ATTACH '" + m_other + "/state.db' AS other", "DELETE FROM virtual_key WHERE id = 1",
                                "INSERT INTO virtual_key SELECT * FROM other.virtual_key WHERE id = 1"}));
        if (how == 3)
            QVERIFY(QFile::remove(directory + "/state.head"));
        if (how == 4)
            copy(m_other + "/state.head", directory + "/state.head");
        if (how == 5)
            QVERIFY(QFile::remove(directory + "/integrity.key"));
        if (how == 6)
            copy(m_other + "/integrity.key", directory + "/integrity.key");
        QVERIFY(!verifyAudit(directory).isEmpty());
        const auto store = StateStore::open(directory);
        QVERIFY(!store.ok() || !store.value()->alarm().empty()); // told at a start, too
    }

    void aChangeBySomebodyElseIsNotSignedByTheNextOne_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("while the gateway runs") << 0;
        QTest::newRow("before a change that is refused") << 1;
        QTest::newRow("in a row that the gateway changes next") << 2;
        QTest::newRow("and put back as it was") << 3;
    }
    void aChangeBySomebodyElseIsNotSignedByTheNextOne()
    {
        QFETCH(int, how);
        const QString directory = QFileInfo(m_state).path();
        auto store = StateStore::open(directory);
        QVERIFY(store.ok());
        QVERIFY(store.value()->alarm().empty());
        QVERIFY(forge(m_state, {"UPDATE virtual_key SET max_budget = 7 WHERE id = 1"}));
        if (how == 1)
            QVERIFY(!store.value()->deleteKey(99, 1, audit("deleted", "99")).ok());
        if (how == 2)
            QVERIFY(store.value()->deleteKey(1, 1, audit("deleted", "1")).ok());
        QVERIFY(store.value()->changeSetting("server", "{}", "settings", audit("changed")).ok());
        if (how == 3)
            QVERIFY(forge(m_state, {"UPDATE virtual_key SET max_budget = 1000000000 WHERE id = 1"}));
        QVERIFY(store.value()->changeSetting("server", "{}", "settings", audit("changed")).ok());
        QVERIFY(!store.value()->alarm().empty());
        QVERIFY(!verifyAudit(directory).isEmpty());
        store.value().reset();
        QVERIFY(!verifyAudit(directory).isEmpty());
        QVERIFY(!StateStore::open(directory).value()->alarm().empty());
        const auto repaired = StateStore::open(directory, {true, false});
        QVERIFY(repaired.ok());
        QVERIFY(!repaired.value()->lost().empty());
        QVERIFY(repaired.value()->alarm().empty());
        QCOMPARE(verifyAudit(directory), QStringList());
    }

    void retentionIsProvable()
    {
        {
            auto writer = RecordWriter::start(setup(QFileInfo(m_ledger).path()));
            QVERIFY(writer.ok());
            writer.value()->prune(kBeginMs + 7 * 3'600'000LL);
            const UsageRecord one = record(kRequests);
            writer.value()->close(writer.value()->open(one), one, {});
            writer.value()->flush();
        }
        QCOMPARE(ledgerProblems(m_ledger), QStringList());
        const auto database = Database::open(m_ledger, Database::Mode::ReadWrite, Durability::Process);
        QSqlQuery left = database.value()->query();
        QVERIFY(left.exec("SELECT count(*) FROM request") && left.next());
        QCOMPARE(left.value(0).toInt(), kRequests - 28 + 1);
        left.finish();
        QVERIFY(forge(m_ledger, {"UPDATE rollup SET requests = 0 WHERE width = 43200 AND bucket = (SELECT min(bucket) "
                                 "FROM rollup WHERE width = 43200)"}));
        QVERIFY(!ledgerProblems(m_ledger).isEmpty()); // though the requests themselves are gone
    }
};

OSTIARY_TEST(tst_Forgeries)
#include "tst_forgeries.moc"
