// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/adminworld.h"
#include "tests/support/testregistry.h"

#include <QtTest>

#include <semaphore>

using namespace ostiary;

namespace {

/// Both threads for long answers, busy until it goes.
class BusyReads
{
public:
    explicit BusyReads(AdminWorld &world) : m_world(world)
    {
        for (const auto lane : {LongReads::Lane::Quick, LongReads::Lane::Slow})
            world.reads.run(
                lane, [this](LedgerReader &) { m_end.acquire(); }, [this] { ++m_ended; });
    }
    ~BusyReads() { end(); }
    void end()
    {
        m_end.release(m_ended == 0 && !m_released ? 2 : 0);
        m_released = true;
        if (!QTest::qWaitFor([this] { return m_ended == 2; }, 60'000))
            QTest::qFail("the long answers did not end", __FILE__, __LINE__);
    }

private:
    AdminWorld &m_world;
    std::counting_semaphore<2> m_end{0};
    int m_ended = 0;
    bool m_released = false;
};

std::string configOf(int models)
{
    std::string yaml = "model_list:\n";
    for (int i = 0; i < models; ++i)
        yaml += "  - model_name: m" + std::to_string(i) + "\n    litellm_params: {model: openai/x" + std::to_string(i) +
                ", api_key: sk-test-upstream, api_base: \"http://127.0.0.1:9/v1\", input_cost_per_token: 0.000001, "
                "output_cost_per_token: 0.000002}\n";
    return yaml;
}

} // namespace

class tst_AdminAside : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyIsBlockedWhileALongAnswerIsMade_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        const auto row = [](const char *method, const char *target) {
            QTest::addRow("%s %s", method, target) << QByteArray(method) << QByteArray(target);
        };
        row("GET", "/admin/v1/requests");
        row("GET", "/admin/v1/requests?sort=cost_usd");
        row("GET", "/admin/v1/requests?cost_usd=>1");
        row("GET", "/admin/v1/requests/export?status=429");
        row("GET", "/admin/v1/requests/0197b6a0-0000-7000-8000-000000000000");
        row("GET", "/admin/v1/summary?last=30d");
        row("GET", "/admin/v1/series?last=30d&step=1d&by=key");
        row("GET", "/admin/v1/models?with=activity");
        row("GET", "/admin/v1/deployments?sort=weight");
        row("GET", "/admin/v1/keys?sort=spend_usd");
        row("GET", "/admin/v1/export");
        row("GET", "/metrics");
        row("POST", "/admin/v1/import");
    }
    void aKeyIsBlockedWhileALongAnswerIsMade()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        AdminWorld world;
        const auto made = world.call("POST", "/key/generate");
        const std::string key = made.body["key"].toString().toStdString();
        BusyReads busy(world);
        const auto answer =
            world.begin(method, target.toStdString(),
                        method == "POST" ? AdminWorld::json(R"({"yaml": "model_list: []"})") : QJsonObject());
        QVERIFY(!answer->has_value());
        const auto blocked = world.call("POST", "/key/block", {{"key", made.body["key"]}});
        QCOMPARE(blocked.status, 200);
        QVERIFY(!world.keys.authenticate(key).ok());
        QCOMPARE(world.revoked, std::vector<std::int64_t>{1});
        QVERIFY(!answer->has_value()); // the long answer is still not there
        busy.end();
        AdminWorld::wait(answer);
        QVERIFY2((*answer)->status == 200 || (*answer)->status == 404, qPrintable((*answer)->message()));
    }

    void aBigImportLetsOthersIn()
    {
        AdminWorld world;
        const auto made = world.call("POST", "/key/generate");
        const auto answer =
            world.begin("POST", "/admin/v1/import", {{"yaml", QString::fromStdString(configOf(400))}, {"apply", true}});
        // Once it is being applied (some are stored, not all), a key is deleted: the import has not been answered yet.
        const auto stored = [&] { return world.state->objects(StateStore::kDeployments).value().size(); };
        while (!*answer && stored() == 0)
            QCoreApplication::processEvents();
        QVERIFY(!answer->has_value());
        QVERIFY(stored() < 400);
        QCOMPARE(world.call("POST", "/key/delete", {{"keys", QJsonArray{made.body["key"]}}}).status, 200);
        QVERIFY(!world.keys.authenticate(made.body["key"].toString().toStdString()).ok());
        QVERIFY(!answer->has_value());
        AdminWorld::wait(answer);
        QCOMPARE((*answer)->status, 200);
        QCOMPARE(stored(), std::size_t(400));
        QCOMPARE(world.keeper.current()->deployments().size(), std::size_t(400));
        // The same again changes nothing.
        const auto again =
            world.call("POST", "/admin/v1/import", {{"yaml", QString::fromStdString(configOf(400))}, {"apply", true}});
        for (const QJsonValue &change : again.body["changes"].toArray())
            QCOMPARE(change["action"].toString(), QString("same"));
    }

    void tooMuchAtOnceIsRefused()
    {
        AdminWorld world;
        BusyReads busy(world);
        std::vector<std::shared_ptr<std::optional<AdminWorld::Answer>>> answers;
        int refused = 0;
        for (int i = 0; i < 200; ++i) {
            answers.push_back(world.begin("GET", "/admin/v1/keys"));
            refused += answers.back()->has_value() ? 1 : 0;
            if (answers.back()->has_value())
                QCOMPARE((*answers.back())->status, 503);
        }
        QVERIFY(refused > 100);
        busy.end();
        for (const auto &answer : answers)
            AdminWorld::wait(answer);
    }

    void aTooLongFileIsNotRead()
    {
        AdminWorld world;
        const auto answer =
            world.call("POST", "/admin/v1/import", {{"yaml", QString(5 * 1024 * 1024, QLatin1Char('#'))}});
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.param(), QString("yaml"));
        QCOMPARE(answer.reason(), QString("text_too_long"));
    }

    void aChangeOfAnOldRevisionIsRefused_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QByteArray>("object");
        QTest::addColumn<QByteArray>("change");
        QTest::newRow("key") << QByteArray("/admin/v1/keys") << QByteArray("{}") << QByteArray(R"({"alias": "b"})");
        QTest::newRow("model") << QByteArray("/admin/v1/deployments")
                               << QByteArray(R"({"model_name": "m", "provider": "sim", "upstream_model": "sim"})")
                               << QByteArray(R"({"weight": 5})");
        QTest::newRow("provider") << QByteArray("/admin/v1/providers") << QByteArray(R"({"provider": "ollama"})")
                                  << QByteArray(R"({"name": "b"})");
    }
    void aChangeOfAnOldRevisionIsRefused()
    {
        QFETCH(QByteArray, list);
        QFETCH(QByteArray, object);
        QFETCH(QByteArray, change);
        AdminWorld world;
        const auto made = world.call("POST", list.toStdString(), AdminWorld::json(object));
        QCOMPARE(made.status, 201);
        const std::string path = (list + "/" + made.body["id"].toString().toUtf8()).toStdString();
        const auto read = world.call("GET", path);
        QVERIFY(read.revision > 0);
        QCOMPARE(read.body["revision"].toInteger(), read.revision);
        QCOMPARE(world.call("GET", list.toStdString()).body["data"].toArray().at(0)["revision"].toInteger(),
                 read.revision);
        const std::string tag = '"' + std::to_string(read.revision) + '"';
        const auto changed = world.call("PATCH", path, AdminWorld::json(change), tag);
        QCOMPARE(changed.status, 200);
        QVERIFY(changed.revision > read.revision);
        for (const char *method : {"PATCH", "DELETE"}) {
            const auto stale = world.call(method, path, AdminWorld::json(change), tag);
            QCOMPARE(stale.status, 412);
            QCOMPARE(stale.reason(), QString("changed_meanwhile"));
            QVERIFY2(stale.message().contains(QString::number(changed.revision)), qPrintable(stale.message()));
        }
        QCOMPARE(world.call("PATCH", path, AdminWorld::json(change), "*").status, 200);
        QCOMPARE(world.call("PATCH", path, AdminWorld::json(change)).status, 200); // nobody has to say
        const std::string latest = '"' + std::to_string(world.call("GET", path).revision) + '"';
        QCOMPARE(world.call("DELETE", path, {}, "\"0\" , " + latest).status, 200);
    }

    void revisionsOutliveARestart()
    {
        QTemporaryDir folder;
        std::int64_t before = 0;
        {
            auto store = std::move(StateStore::open(folder.path())).value();
            VirtualKey key;
            key.digest = sha256("sk-test-one-0123456789");
            AuditEntry audit;
            audit.detail = "{}";
            QVERIFY(store->insertKey(key, audit).ok());
            before = store->revisionOf("key", "1");
        }
        QVERIFY(before > 0);
        QCOMPARE(std::move(StateStore::open(folder.path())).value()->revisionOf("key", "1"), before);
    }
};

OSTIARY_TEST(tst_AdminAside)
#include "tst_adminaside.moc"
