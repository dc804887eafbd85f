// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/auditverifier.h"
#include "server/store/statestore.h"
#include "tests/support/testregistry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace ostiary;

class tst_StateStore : public QObject
{
    Q_OBJECT

    static AuditEntry audit(const char *action)
    {
        AuditEntry entry;
        entry.atMs = 1;
        entry.actor = "tester";
        entry.action = action;
        entry.detail = "{}";
        return entry;
    }
    /// Makes a row of `table` with this value in `column` impossible to write, as a full disk does at some moment: an
    /// index over what cannot be reckoned (a trigger of the file does not act in the store).
    static QString failure(const char *table, const char *column, const char *value)
    {
        return QStringLiteral(
                   "CREATE INDEX full ON %1 (CASE %2 WHEN %3 THEN abs(-9223372036854775807 - min(1, length(%2))) END)")
            .arg(QLatin1String(table), QLatin1String(column), QLatin1String(value));
    }
    static VirtualKey key(const char *text)
    {
        VirtualKey made;
        made.digest = sha256(text);
        made.maskedName = maskKey(text);
        return made;
    }

private Q_SLOTS:
    void keepsKeysAsTheyAre()
    {
        QTemporaryDir folder;
        VirtualKey stored = key("sk-store-0123456789");
        stored.alias = "ann's laptop";
        stored.userId = "ann";
        stored.models = {"gpt-4o", "x'; DROP TABLE virtual_key; --"};
        stored.maxBudget = Money::fromNano(123'456'789);
        stored.budgetSeconds = 86'400;
        stored.budgetDuration = "1d";
        stored.duration = "1mo";
        stored.softBudget = Money::fromNano(7);
        stored.tpmLimit = 5'000'000'000;
        stored.allowedRoutes = {"llm_api_routes", "/key/info"};
        stored.rpmLimit = 60;
        stored.expiresMs = 99;
        stored.metadataJson = R"({"a":[1,"ü"]})";
        {
            auto store = StateStore::open(folder.path());
            QVERIFY2(store.ok(), store ? "" : store.error().c_str());
            QVERIFY(store.value()->insertKey(stored, audit("created")).ok());
        }
        const auto store = StateStore::open(folder.path());
        const auto keys = *store.value()->keyTable().all();
        QCOMPARE(keys.size(), std::size_t(1));
        QCOMPARE(keys[0].models, stored.models);
        QCOMPARE(keys[0].maxBudget, stored.maxBudget);
        QCOMPARE(keys[0].budgetSeconds, stored.budgetSeconds);
        QCOMPARE(keys[0].budgetDuration, stored.budgetDuration);
        QCOMPARE(keys[0].duration, stored.duration);
        QCOMPARE(keys[0].softBudget, stored.softBudget);
        QCOMPARE(keys[0].tpmLimit, stored.tpmLimit);
        QCOMPARE(keys[0].allowedRoutes, stored.allowedRoutes);
        QCOMPARE(keys[0].rpmLimit, stored.rpmLimit);
        QVERIFY(!keys[0].maxParallel.has_value());
        QCOMPARE(keys[0].expiresMs, stored.expiresMs);
        QCOMPARE(keys[0].metadataJson, stored.metadataJson);
        QVERIFY(keys[0].digest == stored.digest);
        QFile database(folder.filePath("state.db"));
        QVERIFY(database.open(QIODevice::ReadOnly));
        QVERIFY2(!database.readAll().contains("sk-store-0123456789"), "a key's text is never stored");
    }

    void refusesAnAliasTwice()
    {
        QTemporaryDir folder;
        auto store = StateStore::open(folder.path());
        VirtualKey first = key("sk-one-0123456789"), second = key("sk-two-0123456789");
        first.alias = second.alias = "same";
        QVERIFY(store.value()->insertKey(first, audit("created")).ok());
        const auto refused = store.value()->insertKey(second, audit("created"));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().status, 409);
        QVERIFY(store.value()->deleteKey(first.id, 5, audit("deleted")).ok());
        QVERIFY(store.value()->insertKey(second, audit("created")).ok());
        QCOMPARE(store.value()->auditChain().read(0, 100)->size(), std::size_t(3)); // the refused change left no trace
        QCOMPARE(store.value()->revisions().at("key"), std::int64_t(3));
    }

    void keepsWhatEachChangeDid()
    {
        QTemporaryDir folder;
        auto store = StateStore::open(folder.path());
        VirtualKey made = key("sk-one-0123456789");
        made.alias = "first";
        made.maxBudget = Money::fromNano(5'000'000'000);
        QVERIFY(store.value()->insertKey(made, audit("created")).ok());
        AuditEntry changed = audit("changed");
        changed.objectId = std::to_string(made.id);
        made.alias = "second";
        made.maxBudget.reset();
        QVERIFY(store.value()->updateKey(made, changed).ok());
        AuditEntry deleted = audit("deleted");
        deleted.objectId = std::to_string(made.id);
        QVERIFY(store.value()->deleteKey(made.id, 7, deleted).ok());

        const auto revisions = *store.value()->revisionLog().read({"key", std::to_string(made.id)});
        QCOMPARE(revisions.size(), std::size_t(3)); // newest first
        QVERIFY(!revisions[0].after.fields.has_value());
        QVERIFY(!revisions[2].before.fields.has_value());
        QCOMPARE(revisions[1].before.fields->value("alias").toString(), QString("first"));
        QCOMPARE(revisions[1].before.fields->value("max_budget_usd").toString(), QString("5"));
        QCOMPARE(revisions[1].after.fields->value("alias").toString(), QString("second"));
        QVERIFY(revisions[1].after.fields->value("max_budget_usd").isNull());

        // Back through the deletion and the change.
        QVERIFY(store.value()->restoreKey(made.id, revisions[0].before, 8, deleted).ok());
        QCOMPARE((*store.value()->keyTable().find(made.id))->alias, std::string("second"));
        QVERIFY(store.value()->restoreKey(made.id, revisions[1].before, 9, changed).ok());
        QCOMPARE((*store.value()->keyTable().find(made.id))->alias, std::string("first"));
        QCOMPARE((*store.value()->keyTable().find(made.id))->maxBudget, std::optional(Money::fromNano(5'000'000'000)));
        QVERIFY((*store.value()->keyTable().find(made.id))->digest == made.digest);
        QCOMPARE(verifyAudit(folder.path()), QStringList());
    }

    void aChangeThatFailsIsNotKept()
    {
        QTemporaryDir folder;
        auto store = StateStore::open(folder.path());
        const auto run = [&](const QString &statement) {
            const auto other =
                Database::open(folder.filePath("state.db"), Database::Mode::ReadWrite, Durability::Process);
            return other.value()->run(statement);
        };
        QVERIFY(store.value()->changeSetting("server", "old", "settings", audit("changed")).ok());
        QVERIFY(run(failure("audit", "seq", "2")));
        QVERIFY(!store.value()->changeSetting("server", "new", "settings", audit("changed")).ok());
        QCOMPARE(*store.value()->setting("server"), std::optional(std::string("old")));
        QVERIFY(run("DROP INDEX full"));

        QVERIFY(run(failure("deployment", "id", "'d2'")));
        std::vector<std::pair<StoredDeployment, AuditEntry>> both;
        for (const char *id : {"d1", "d2"}) {
            StoredDeployment deployment;
            deployment.id = id;
            both.emplace_back(deployment, audit("imported"));
            both.back().second.objectId = id;
        }
        const auto refused = store.value()->putAll(StateStore::kDeployments, both, 1);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().reason, Reason::StoreUnwritable);
        QVERIFY(store.value()->objects(StateStore::kDeployments)->empty());
        QCOMPARE(store.value()->auditChain().read(0, 100)->size(), std::size_t(1));
        QVERIFY(run("DROP INDEX full"));
        QVERIFY(store.value()->putAll(StateStore::kDeployments, both, 1).ok());
        QCOMPARE(store.value()->objects(StateStore::kDeployments)->size(), std::size_t(2));
        QCOMPARE(verifyAudit(folder.path()).size(), 1); // that somebody had planted something at some time
    }

    void aRefusedChangeReadsNothingAnew()
    {
        QTemporaryDir folder;
        auto store = std::move(StateStore::open(folder.path())).value();
        VirtualKey made = key("sk-a-0123456789");
        QVERIFY(store->insertKey(made, audit("created")).ok());
        AuditEntry entry = audit("changed");
        entry.objectId = std::to_string(made.id);
        const std::int64_t before = store->revisionOf("key", entry.objectId);
        QVERIFY(before > 0);
        const auto names = *store->keyNames();
        {
            const auto other =
                Database::open(folder.filePath("state.db"), Database::Mode::ReadWrite, Durability::Process);
            QVERIFY(other.value()->run("INSERT INTO audit VALUES (99, 1, '', '', 'key', '77', '', x'', x'')"));
            QVERIFY(other.value()->run(failure("change", "seq", "100")));
        }
        QVERIFY(!store->updateKey(made, entry).ok()); // at its last step
        QCOMPARE(store->revisionOf("key", entry.objectId), before);
        QCOMPARE(store->revisionOf("key", "77"), std::int64_t(0)); // as all of them would have said
        QCOMPARE(*store->keyNames(), names);
        entry.objectId = "88";
        QVERIFY(!store->deleteKey(88, 1, entry).ok());
        QCOMPARE(store->revisionOf("key", "77"), std::int64_t(0));
        QCOMPARE(*store->keyNames(), names);
        entry.objectId = std::to_string(made.id);
        QVERIFY(store->changeSetting("server", "{}", "settings", audit("changed")).ok());
        QVERIFY(store->updateKey(made, entry).ok());
        QVERIFY(store->revisionOf("key", entry.objectId) > before);
        QVERIFY(*store->keyNames() != names);
    }

    void aChangeCostsWhatItChanges()
    {
        QTemporaryDir folder;
        auto store = std::move(StateStore::open(folder.path())).value();
        const auto costOfAChange = [&] {
            const std::int64_t before = store->sealedRowsRead();
            if (!store->changeSetting("server", QByteArray::number(qlonglong(before)).toStdString(), "settings",
                                      audit("changed")))
                return std::int64_t(-1);
            return store->sealedRowsRead() - before;
        };
        const auto import = [&](int from, int to) {
            std::vector<std::pair<StoredDeployment, AuditEntry>> many;
            for (int i = from; i < to; ++i) {
                StoredDeployment deployment;
                deployment.id = "d" + std::to_string(i);
                many.emplace_back(deployment, audit("imported"));
                many.back().second.objectId = deployment.id;
            }
            return store->putAll(StateStore::kDeployments, many, 1).ok();
        };
        QVERIFY(costOfAChange() > 0); // after a start all rows are looked at
        const std::int64_t first = costOfAChange();
        QVERIFY(first > 0);
        QVERIFY(import(0, 200));
        QCOMPARE(costOfAChange(), first);
        QVERIFY(import(100, 400)); // half of them anew
        QCOMPARE(costOfAChange(), first);
        QCOMPARE(verifyAudit(folder.path()), QStringList());

        // A transaction that was not kept, then one that is.
        {
            const auto other =
                Database::open(folder.filePath("state.db"), Database::Mode::ReadWrite, Durability::Process);
            QVERIFY(other.value()->run(failure("audit", "action", "'bad'")));
        }
        QVERIFY(!store->changeSetting("server", "lost", "settings", audit("bad")).ok());
        {
            const auto other =
                Database::open(folder.filePath("state.db"), Database::Mode::ReadWrite, Durability::Process);
            QVERIFY(other.value()->run(QStringLiteral("DROP INDEX full")));
        }
        QVERIFY(costOfAChange() >= 0);
        QCOMPARE(costOfAChange(), first);
        store.reset();
        QCOMPARE(verifyAudit(folder.path()).size(), 1); // that somebody had planted something at some time
        QVERIFY(StateStore::open(folder.path()).ok());
    }

    void whatCannotBeReadIsNotNothing()
    {
        QTemporaryDir folder;
        const auto store = StateStore::open(folder.path());
        const auto lose = [&](const char *table) {
            const auto other =
                Database::open(folder.filePath("state.db"), Database::Mode::ReadWrite, Durability::Process);
            return other.value()->run(QStringLiteral("PRAGMA foreign_keys = OFF")) &&
                   other.value()->run(QStringLiteral("ALTER TABLE %1 RENAME TO lost_%1").arg(QLatin1String(table)));
        };
        QVERIFY(store.value()->keyTable().all().ok() && store.value()->objects(StateStore::kProviders).ok());
        for (const char *table : {"virtual_key", "deployment", "provider", "setting", "audit"})
            QVERIFY2(lose(table), table);
        QVERIFY(!store.value()->keyTable().all().ok());
        QVERIFY(!store.value()->keyTable().find(1).ok());
        QVERIFY(!store.value()->keyTable().names().ok());
        QVERIFY(!store.value()->objects(StateStore::kDeployments).ok());
        QVERIFY(!store.value()->objects(StateStore::kProviders).ok());
        QVERIFY(!store.value()->setting("server").ok());
        QVERIFY(!store.value()->auditChain().read(0, 10).ok());
        QVERIFY(!verifyAudit(folder.path()).isEmpty());
    }

    void aChangeThatCannotBeginHoldsUpNoOther()
    {
        QTemporaryDir folder;
        const auto store = StateStore::open(folder.path());
        const auto rename = [&](const char *from, const char *to) {
            const auto other =
                Database::open(folder.filePath("state.db"), Database::Mode::ReadWrite, Durability::Process);
            QVERIFY(other.value()->run(QString("ALTER TABLE %1 RENAME TO %2").arg(from, to)));
        };
        rename("provider", "lost");
        QVERIFY(!store.value()->changeSetting("server", "{}", "settings", audit("changed")).ok());
        QVERIFY(!store.value()->setSetting("server", "{}"));
        rename("lost", "provider");
        QVERIFY(store.value()->changeSetting("server", "{}", "settings", audit("changed")).ok());
        QVERIFY(store.value()->setSetting("server", "{}"));
    }

    void restoresADeletedDeploymentWithItsKey()
    {
        QTemporaryDir folder;
        auto store = StateStore::open(folder.path());
        StoredDeployment deployment;
        deployment.id = "d1";
        deployment.definition = {{"model_name", "m"}};
        deployment.apiKey = Secret("sk-provider-canary-0123456789");
        AuditEntry entry = audit("created");
        entry.objectId = "d1";
        QVERIFY(store.value()->put(StateStore::kDeployments, deployment, 1, entry).ok());
        deployment.definition["weight"] = 3;
        QVERIFY(store.value()->put(StateStore::kDeployments, deployment, 2, entry).ok());
        const Revision weighed = store.value()->revisionLog().read({"model", "d1"})->front();
        QCOMPARE(weighed.before.sealedKey, weighed.after.sealedKey); // the key was not touched
        QVERIFY(store.value()->remove(StateStore::kDeployments, "d1", entry).ok());
        const Revision gone = store.value()->revisionLog().read({"model", "d1"})->front();
        QVERIFY(store.value()->restore(StateStore::kDeployments, "d1", gone.before, 3, entry).ok());
        const auto back = *store.value()->objects(StateStore::kDeployments);
        QCOMPARE(back.size(), std::size_t(1));
        QCOMPARE(back[0].definition, deployment.definition);
        QCOMPARE(std::string(back[0].apiKey.reveal()), std::string(deployment.apiKey.reveal()));
    }

    void sealsProviderKeys()
    {
        QTemporaryDir folder;
        StoredDeployment deployment;
        deployment.id = "d1";
        deployment.definition = {{"model_name", "m"}};
        deployment.apiKey = Secret("sk-provider-canary-0123456789");
        {
            auto store = StateStore::open(folder.path());
            QVERIFY(store.value()->put(StateStore::kDeployments, deployment, 1, audit("created")).ok());
            QCOMPARE(std::string(store.value()->objects(StateStore::kDeployments)->at(0).apiKey.reveal()),
                     std::string("sk-provider-canary-0123456789"));
        }
        for (const char *file : {"state.db", "state.db-wal"}) {
            QFile read(folder.filePath(file));
            if (read.open(QIODevice::ReadOnly))
                QVERIFY2(!read.readAll().contains("sk-provider-canary"), file);
        }
        // Without its sealing key the store does not start, and does not make a new one.
        QVERIFY(QFile::remove(folder.filePath("sealing.key")));
        const auto store = StateStore::open(folder.path());
        QVERIFY(!store.ok());
        QVERIFY(store.error().find("sealing key") != std::string::npos);
        QVERIFY(!QFile::exists(folder.filePath("sealing.key")));
    }

    void aSealedKeyFitsOnlyItsPlace()
    {
        QTemporaryDir folder;
        const auto box = SecretBox::open(folder.path(), true);
        QVERIFY(box.ok());
        QByteArray sealed = box->seal(Secret("sk-x"), "deployment|a");
        QCOMPARE(std::string(box->unseal(sealed, "deployment|a")->reveal()), std::string("sk-x"));
        QVERIFY(!box->unseal(sealed, "deployment|b").has_value());
        QVERIFY(box->seal(Secret("sk-x"), "deployment|a") != sealed);
        for (qsizetype i = 0; i < sealed.size(); ++i) {
            QByteArray changed = sealed;
            changed[i] = static_cast<char>(changed[i] ^ 1);
            QVERIFY2(!box->unseal(changed, "deployment|a").has_value(), qPrintable(QString::number(i)));
        }
        QVERIFY(QFile::setPermissions(folder.filePath("sealing.key"), QFileDevice::ReadOwner | QFileDevice::ReadOther));
        QVERIFY2(!SecretBox::open(folder.path(), false).ok(), "a sealing key that others can read is refused");
    }

    void findsEveryChangeOfTheAuditLog_data()
    {
        QTest::addColumn<QString>("tamper");
        QTest::addColumn<int>("row");
        QTest::newRow("nothing") << "SELECT 1" << 0;
        QTest::newRow("a changed actor") << "UPDATE audit SET actor = 'somebody' WHERE seq = 2" << 2;
        QTest::newRow("a changed time") << "UPDATE audit SET at_ms = 9 WHERE seq = 3" << 3;
        QTest::newRow("a missing row") << "DELETE FROM audit WHERE seq = 2" << 2;
        QTest::newRow("letters moved between fields")
            << "UPDATE audit SET actor = 'testerc', action = 'reated' WHERE seq = 1" << 1;
    }
    void findsEveryChangeOfTheAuditLog()
    {
        QFETCH(QString, tamper);
        QFETCH(int, row);
        QTemporaryDir folder;
        {
            auto store = StateStore::open(folder.path());
            for (const char *text : {"sk-a-0123456789", "sk-b-0123456789", "sk-c-0123456789"}) {
                VirtualKey made = key(text);
                QVERIFY(store.value()->insertKey(made, audit("created")).ok());
            }
        }
        {
            const auto database =
                Database::open(folder.filePath("state.db"), Database::Mode::ReadWrite, Durability::Process);
            QVERIFY(database.value()->run("PRAGMA foreign_keys = OFF"));
            QVERIFY(database.value()->run(tamper));
        }
        const QString problems = verifyAudit(folder.path()).join('\n');
        if (row == 0)
            QCOMPARE(problems, QString());
        else
            QVERIFY2(problems.contains(QRegularExpression(QString("rows? %1 ").arg(row))), qPrintable(problems));
    }
};

OSTIARY_TEST(tst_StateStore)
#include "tst_statestore.moc"
