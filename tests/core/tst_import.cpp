// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellmexchange.h"
#include "tests/support/adminworld.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

/// What an import of a LiteLLM configuration offers row by row, and takes over of it.
class tst_Import : public QObject
{
    Q_OBJECT

    static constexpr const char *kPrice = "input_cost_per_token: 0.000001, output_cost_per_token: 0.000001";

    static QString entry(const QString &name, const QString &more)
    {
        return "  - model_name: " + name + "\n    litellm_params: {model: openai/gpt-4o, " + kPrice + ", " + more +
               "}\n";
    }
    static QString fileOf(const QStringList &entries, const QString &more = {})
    {
        return "model_list:\n" + entries.join(QString()) + more;
    }
    static QJsonObject rowOf(const QJsonObject &answer, const QString &row)
    {
        for (const QJsonValue &change : answer["changes"].toArray()) {
            if (change["row"].toString() == row)
                return change.toObject();
        }
        return {};
    }
    static std::string keyOf(const AdminWorld &world, const std::string &model)
    {
        for (const DeploymentPtr &deployment : world.keeper.current()->deployments()) {
            if (deployment->modelName == model)
                return std::string(deployment->apiKey.reveal());
        }
        return {};
    }

private Q_SLOTS:
    void aVariableLeavesOutOneEntry_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("key");
        QTest::newRow("a key's, not allowed") << "api_key: os.environ/AZURE_KEY"
                                              << "missing";
        QTest::newRow("ours") << "api_key: os.environ/OSTIARY_MASTER_KEY"
                              << "missing";
        QTest::newRow("a key's, not set") << "api_key: os.environ/NOT_SET_AT_ALL_API_KEY"
                                          << "missing";
        QTest::newRow("a limit's") << "api_key: sk-test-1, rpm: os.environ/PATH" << QString();
        QTest::newRow("an address's") << "api_key: sk-test-1, api_base: os.environ/PATH" << QString();
    }
    void aVariableLeavesOutOneEntry()
    {
        QFETCH(QString, setting);
        QFETCH(QString, key);
        AdminWorld world;
        const QString yaml = fileOf({entry("bad", setting), entry("good", "api_key: sk-test-good")});
        const auto reply = world.call("POST", "/admin/v1/import", {{"yaml", yaml}, {"apply", true}});
        QCOMPARE(reply.status, 200);
        const QJsonObject bad = rowOf(reply.body, "bad");
        QCOMPARE(bad["action"].toString(), QString("skip"));
        QCOMPARE(bad["key"].toString(), key);
        QCOMPARE(bad["key_variable"].toString().isEmpty(), key.isEmpty());
        QVERIFY(!bad["why"].toString().isEmpty());
        QCOMPARE(rowOf(reply.body, "good")["action"].toString(), QString("add"));
        QCOMPARE(keyOf(world, "good"), std::string("sk-test-good"));
        QVERIFY(!world.keeper.current()->find("bad"));
    }

    void aRowThatIsLeftOutHasItsReason_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("field");
        const QString key = "api_key: sk-test-1, ";
        QTest::newRow("a wrong limit") << key + "rpm: many"
                                       << "whole_number_wanted"
                                       << "rpm";
        QTest::newRow("a limit of nothing") << key + "rpm: 0"
                                            << "limit_zero" << QString();
        QTest::newRow("a limit of a variable") << key + "rpm: os.environ/PATH"
                                               << "variable_not_read"
                                               << "rpm";
        QTest::newRow("a wrong address") << key + "api_base: example"
                                         << "address_scheme_wanted"
                                         << "api_base";
        QTest::newRow("a mocked answer") << key + "mock_response: hi"
                                         << "setting_not_kept"
                                         << "mock_response";
        QTest::newRow("a key that is not read") << "api_key: os.environ/AZURE_KEY"
                                                << "variable_not_read"
                                                << "api_key";
        QTest::newRow("a key that is not set") << "api_key: os.environ/NOT_SET_AT_ALL_API_KEY"
                                               << "variable_unset" << QString();
    }
    void aRowThatIsLeftOutHasItsReason()
    {
        QFETCH(QString, setting);
        QFETCH(QString, reason);
        QFETCH(QString, field);
        AdminWorld world;
        const QString yaml = fileOf({entry("good", "api_key: sk-test-good"), entry("bad", setting)});
        const auto reply = world.call("POST", "/admin/v1/import", {{"yaml", yaml}});
        QCOMPARE(reply.status, 200);
        const QJsonObject bad = rowOf(reply.body, "bad");
        QCOMPARE(bad["action"].toString(), QString("skip"));
        QCOMPARE(bad["reason"].toString(), reason);
        if (!field.isEmpty())
            QCOMPARE(bad["values"].toObject()["field"].toString(), field);
        if (bad["key"].isUndefined()) // it was the file's reader that left it out
            QCOMPARE(bad["line"].toInt(), 4);
    }

    void aVariableBesideTheModelsRefusesNothing()
    {
        AdminWorld world;
        const QString yaml = fileOf({entry("m", "api_key: sk-test-m")},
                                    "general_settings: {master_key: os.environ/LITELLM_MASTER_KEY}\n");
        const auto reply = world.call("POST", "/admin/v1/import", {{"yaml", yaml}});
        QCOMPARE(reply.status, 200);
        QCOMPARE(rowOf(reply.body, "m")["action"].toString(), QString("add"));
        QVERIFY(reply.body["notes"].toArray().at(0).toString().contains("master_key"));
    }

    void aMissingKeyComesWithTheImport()
    {
        AdminWorld world;
        const QString yaml = fileOf({entry("m", "api_key: os.environ/AZURE_KEY")});
        const auto reply = world.call("POST", "/admin/v1/import",
                                      {{"yaml", yaml}, {"apply", true}, {"keys", QJsonObject{{"m", "sk-test-given"}}}});
        QCOMPARE(reply.status, 200);
        QCOMPARE(rowOf(reply.body, "m")["action"].toString(), QString("add"));
        QCOMPARE(rowOf(reply.body, "m")["key"].toString(), QString("present"));
        QCOMPARE(keyOf(world, "m"), std::string("sk-test-given"));
        const auto again = world.call("POST", "/admin/v1/import", {{"yaml", yaml}});
        QCOMPARE(rowOf(again.body, "m")["action"].toString(), QString("same")); // its key is kept
    }

    void onlyTheChosenRowsAreTakenOver()
    {
        AdminWorld world;
        const QString yaml = fileOf({entry("m", "api_key: sk-test-1"), entry("m", "api_key: sk-test-2")});
        const auto seen = world.call("POST", "/admin/v1/import", {{"yaml", yaml}});
        QVERIFY(rowOf(seen.body, "m")["price"].isObject());
        QVERIFY(!rowOf(seen.body, "m #2").isEmpty());
        const auto taken =
            world.call("POST", "/admin/v1/import", {{"yaml", yaml}, {"apply", true}, {"rows", QJsonArray{"m #2"}}});
        QCOMPARE(taken.status, 200);
        QCOMPARE(rowOf(taken.body, "m")["chosen"].toBool(), false);
        QCOMPARE(keyOf(world, "m"), std::string("sk-test-2"));
        QCOMPARE(taken.body["revisions"].toArray().size(), 1);
        const auto unknown = world.call("POST", "/admin/v1/import", {{"yaml", yaml}, {"rows", QJsonArray{"x"}}});
        QCOMPARE(unknown.status, 400);
    }

    void aNameThatExistsSaysSo()
    {
        AdminWorld world;
        const auto made = world.call(
            "POST", "/admin/v1/import",
            {{"yaml", fileOf({entry("m", "api_key: sk-test-1, api_base: 'http://127.0.0.1:9/v1'")})}, {"apply", true}});
        QCOMPARE(rowOf(made.body, "m")["exists"].toBool(), false);
        const auto second =
            world.call("POST", "/admin/v1/import", {{"yaml", fileOf({entry("m", "api_key: sk-test-2")})}});
        QCOMPARE(rowOf(second.body, "m")["action"].toString(), QString("add"));
        QCOMPARE(rowOf(second.body, "m")["exists"].toBool(), true);
    }

    void itsRevisionsTakeItBack()
    {
        AdminWorld world;
        const QString yaml = fileOf({entry("a", "api_key: sk-test-1"), entry("b", "api_key: sk-test-2")});
        const auto done = world.call("POST", "/admin/v1/import", {{"yaml", yaml}, {"apply", true}});
        const QJsonArray revisions = done.body["revisions"].toArray();
        QCOMPARE(revisions.size(), 2);
        QVERIFY(revisions.at(0)["number"].toInteger() < revisions.at(1)["number"].toInteger());
        for (int i = 1; i >= 0; --i) {
            const std::string number = std::to_string(revisions.at(i)["number"].toInteger());
            QCOMPARE(world.call("POST", "/admin/v1/revisions/" + number + "/rollback").status, 200);
        }
        QVERIFY(!world.keeper.current()->find("a") && !world.keeper.current()->find("b"));
    }

    void everyDeletionTellsItsRevision_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QByteArray>("resource");
        QTest::addColumn<QByteArray>("made");
        QTest::newRow("key") << QByteArray("keys") << QByteArray("key") << QByteArray("{\"alias\": \"k\"}");
        QTest::newRow("provider") << QByteArray("providers") << QByteArray("provider")
                                  << QByteArray("{\"provider\": \"openai\", \"name\": \"A\"}");
        QTest::newRow("model") << QByteArray("deployments") << QByteArray("model")
                               << QByteArray("{\"model_name\": \"m\", \"provider\": \"sim\", "
                                             "\"upstream_model\": \"sim\", \"input_usd_per_mtok\": \"1\", "
                                             "\"output_usd_per_mtok\": \"1\"}");
    }
    void everyDeletionTellsItsRevision()
    {
        QFETCH(QByteArray, list);
        QFETCH(QByteArray, resource);
        QFETCH(QByteArray, made);
        AdminWorld world;
        const std::string path = "/admin/v1/" + list.toStdString();
        const auto created = world.call("POST", path, AdminWorld::json(made.constData()));
        QVERIFY2(created.status == 201, qPrintable(created.message()));
        const auto deleted = world.call("DELETE", path + '/' + created.body["id"].toString().toStdString());
        QCOMPARE(deleted.status, 200);
        const auto latest =
            world.call("GET", "/admin/v1/revisions?limit=1&resource=" + resource.toStdString()).body["data"].toArray();
        QVERIFY(deleted.body["revision"].toInteger() > 0);
        QCOMPARE(deleted.body["revision"].toInteger(), latest.at(0)["number"].toInteger());
        const std::string number = std::to_string(deleted.body["revision"].toInteger());
        QCOMPARE(world.call("POST", "/admin/v1/revisions/" + number + "/rollback").status, 200);
    }

    void modelsAndUsersComeInOneImport()
    {
        AdminWorld world;
        const QString yaml = fileOf({entry("m", "api_key: sk-test-1")},
                                    "user_access: [{user_id: ada, max_budget: 25}, {user_id: ben, models: [m]}]\n");
        const auto reply = world.call("POST", "/admin/v1/import", {{"yaml", yaml}, {"apply", true}});
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.body["revisions"].toArray().size(), 3);
        QVERIFY(world.keeper.current()->find("m"));
        QCOMPARE(world.call("GET", "/admin/v1/users").body["data"].toArray().size(), 2);
    }
};

OSTIARY_TEST(tst_Import)
#include "tst_import.moc"
