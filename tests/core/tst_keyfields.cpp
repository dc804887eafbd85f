// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/keyfieldtable.h"
#include "server/policy/authorizer.h"
#include "tests/support/adminworld.h"
#include "tests/support/testregistry.h"

#include <QFile>
#include <QTimeZone>
#include <QtTest>

using namespace ostiary;

class tst_KeyFields : public QObject
{
    Q_OBJECT

    static QJsonObject with(QJsonObject body, const char *field, const QJsonValue &value)
    {
        body[QLatin1String(field)] = value;
        return body;
    }

private Q_SLOTS:
    void refusesWhatLimitsAndIsNotKept_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *fields, const char *named) {
            QTest::newRow(fields) << QByteArray(fields) << QString(named);
        };
        row(R"({"budget_id": "b1"})", "budget_id");
        row(R"({"model_max_budget": {"gpt-4o": {"budget_limit": 1, "time_period": "1d"}}})", "model_max_budget");
        row(R"({"guardrails": ["pii"]})", "guardrails");
        row(R"({"enforced_params": ["user"]})", "enforced_params");
        row(R"({"permissions": {"get_spend_routes": true}})", "permissions");
        row(R"({"model_rpm_limit": {"m": 1}})", "model_rpm_limit");
        row(R"({"model_tpm_limit": {"m": 0}})", "model_tpm_limit");
        row(R"({"budget_limits": [{"budget_duration": "1d", "max_budget": 0}]})", "budget_limits");
        row(R"({"object_permission": {"mcp_servers": ["a"], "agents": null}})", "object_permission");
        row(R"({"allowed_cache_controls": ["no-cache"]})", "allowed_cache_controls");
        row(R"({"allowed_passthrough_routes": ["/x"]})", "allowed_passthrough_routes");
        row(R"({"organization_id": "o"})", "organization_id");
        row(R"({"project_id": "p"})", "project_id");
        row(R"({"aliases": {"gpt-4": "small"}})", "aliases");
        row(R"({"auto_rotate": true})", "auto_rotate");
        row(R"({"spend": 3})", "spend");
        row(R"({"tpd_limit": 0})", "tpd_limit");
        row(R"({"metadata": {"guardrails": ["pii"]}})", "metadata.guardrails");
        row(R"({"metadata": {"model_tpm_limit": {"m": 5}}})", "metadata.model_tpm_limit");
        // of no table: judged by their names
        row(R"({"tokens_per_day_limit": 5})", "tokens_per_day_limit");
        row(R"({"allowed_ips": ["10.0.0.1"]})", "allowed_ips");
        row(R"({"max_calls": 0})", "max_calls");
        row(R"({"maxCalls": 3})", "maxCalls");
        row(R"({"blocked_models": ["x"]})", "blocked_models");
        row(R"({"expires_at": "2030-01-01"})", "expires_at");
        row(R"({"disabled": true})", "disabled");
        row(R"({"denied_routes": ["/x"]})", "denied_routes");
        row(R"({"enabled": false})", "enabled");
        row(R"({"is_active": false})", "is_active");
        row(R"({"isActive": false})", "isActive");
        row(R"({"active": false})", "active");
        row(R"({"valid": false})", "valid");
        row(R"({"allow_chat": false})", "allow_chat");
        row(R"({"access": {"chat": false}})", "access");
        row(R"({"not_enabled": false})", "not_enabled");
        row(R"({"inactive": true})", "inactive");
        row(R"({"locked": true})", "locked");
        row(R"({"concurrency": 2})", "concurrency");
        row(R"({"max_concurrency": 2})", "max_concurrency");
        row(R"({"parallelism": 2})", "parallelism");
        row(R"({"routes": ["/v1/embeddings"]})", "routes");
        row(R"({"route": "/v1/embeddings"})", "route");
        row(R"({"endpoints": ["/v1/embeddings"]})", "endpoints");
        row(R"({"cidr": "10.0.0.0/8"})", "cidr");
        row(R"({"ip_allowlist": ["10.0.0.1"]})", "ip_allowlist");
        row(R"({"ipAllowlist": ["10.0.0.1"]})", "ipAllowlist");
        row(R"({"hosts": ["a.example"]})", "hosts");
        row(R"({"tokens": 1000})", "tokens");
        row(R"({"lifetime": "1d"})", "lifetime");
        row(R"({"credits": 0})", "credits");
        // nearly one that is known
        row(R"({"maxBudget": 1})", "maxBudget");
        row(R"({"MAX_BUDGET": 1})", "MAX_BUDGET");
        row(R"({"max-budget": 1})", "max-budget");
        row(R"({"max_budgets": 1})", "max_budgets");
        row(R"({"max_bugdet": 1})", "max_bugdet");
        row(R"({"model": ["m"]})", "model");
        row(R"({"modles": ["m"]})", "modles");
        row(R"({"teamId": "t"})", "teamId");
        row(R"({"userid": "u"})", "userid");
        row(R"({"duraton": "1d"})", "duraton");
        row(R"({"guardrail": ["pii"]})", "guardrail");
        row(R"({"aliasses": {"a": "b"}})", "aliasses");
        row(R"({"metadata": {"allowed_ips": ["10.0.0.1"]}})", "metadata.allowed_ips");
        row(R"({"metadata": {"allowedIps": ["10.0.0.1"]}})", "metadata.allowedIps");
        row(R"({"metadata": {"ip_allowlist": ["10.0.0.1"]}})", "metadata.ip_allowlist");
        row(R"({"metadata": {"limits": {"rpm_limit": 1}}})", "metadata.limits.rpm_limit");
        row(R"({"metadata": {"max_budget": 1}})", "metadata.max_budget");
        row(R"({"metadata": {"modelRpmLimit": {"m": 1}}})", "metadata.modelRpmLimit");
    }
    void refusesWhatLimitsAndIsNotKept()
    {
        QFETCH(QByteArray, fields);
        QFETCH(QString, named);
        AdminWorld world;
        const QJsonObject body = AdminWorld::json(fields);
        const QString key = world.call("POST", "/key/generate").body["key"].toString();
        const std::string id = "1";
        const std::pair<const char *, std::string> routes[] = {
            {"POST", "/key/generate"},   {"POST", "/key/update"},
            {"POST", "/key/regenerate"}, {"POST", "/key/" + key.toStdString() + "/regenerate"},
            {"POST", "/admin/v1/keys"},  {"PATCH", "/admin/v1/keys/" + id}};
        for (const auto &[method, path] : routes) {
            const bool names = path == "/key/update" || path == "/key/regenerate";
            const auto answer = world.call(method, path, names ? with(body, "key", key) : body);
            QCOMPARE(answer.status, 400);
            QCOMPARE(answer.param(), named);
            QCOMPARE(answer.reason(), QString("field_not_honoured"));
            QVERIFY2(answer.message().contains(named), qPrintable(answer.message()));
        }
        QCOMPARE(world.call("GET", "/key/list").body["total_count"].toInt(), 1); // none was made
    }

    void takesValuesThatLimitNothing_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QString>("ignored"); // with commas
        const auto row = [](const char *fields, const char *ignored) {
            QTest::newRow(fields) << QByteArray(fields) << QString(ignored);
        };
        row(R"({"budget_id": null, "guardrails": [], "permissions": {}})", "budget_id,guardrails,permissions");
        row(R"({"model_max_budget": {}, "aliases": {}, "config": {}})", "aliases,config,model_max_budget");
        row(R"({"auto_rotate": false, "send_invite_email": true})", "auto_rotate,send_invite_email");
        row(R"({"object_permission": {"mcp_servers": [], "agents": null}})", "object_permission");
        row(R"({"spend": 0})", "spend");
        row(R"({"rpm_limit_type": "best_effort_throughput"})", "rpm_limit_type");
        row(R"({"user_email": "a@example.org"})", "user_email");
        row(R"({"allowed_ips": null})", "allowed_ips");
        row(R"({"key_type": "default", "allowed_routes": []})", "");
        row(R"({"max_budget": ""})", "");
        row(R"({"metadata": {"guardrails": [], "project_id": "note", "limit": 5}})", "");
        row(R"({"metadata": {"allowed_ips": [], "enabled": false, "routes": "north", "a": {"b": {}}}})", "");
        row(R"({"enabled": true, "is_active": true})", "enabled,is_active");
        row(R"({"disabled": false, "allow_chat": true, "access": {"chat": true}})", "access,allow_chat,disabled");
        row(R"({"maxBudget": null, "concurrency": null, "ip_allowlist": []})", "concurrency,ip_allowlist,maxBudget");
        row(R"({"description": "x", "owner": "ann", "email": "a@b", "createdBy": "ui", "notes": ["a"]})",
            "createdBy,description,email,notes,owner");
    }
    void takesValuesThatLimitNothing()
    {
        QFETCH(QByteArray, fields);
        QFETCH(QString, ignored);
        AdminWorld world;
        const auto made = world.call("POST", "/key/generate", AdminWorld::json(fields));
        QCOMPARE(made.status, 200);
        QStringList named;
        for (const QJsonValue &name : made.body["ostiary_ignored"].toArray())
            named += name.toString();
        QCOMPARE(named.join(','), ignored);
    }

    void theRefusalSaysWhatToDo_data()
    {
        QTest::addColumn<QString>("words");
        QTest::newRow(R"({"maxBudget": 1})") << "did you mean 'max_budget'?";
        QTest::newRow(R"({"model": ["m"]})") << "did you mean 'models'?";
        QTest::newRow(R"({"max_concurrency": 1})") << "'max_parallel_requests'";
        QTest::newRow(R"({"routes": ["/x"]})") << "'allowed_routes'";
        QTest::newRow(R"({"enabled": false})") << "'blocked'";
        QTest::newRow(R"({"metadata": {"rpm_limit": 1}})") << "beside 'metadata'";
    }
    void theRefusalSaysWhatToDo()
    {
        QFETCH(QString, words);
        AdminWorld world;
        const auto answer = world.call("POST", "/key/generate", AdminWorld::json(QTest::currentDataTag()));
        QVERIFY2(answer.message().contains(words), qPrintable(answer.message()));
    }

    void aFieldStandsOnce_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *body, const char *named) {
            QTest::newRow(body) << QByteArray(body) << QString(named);
        };
        row("{\"max_budget\": 1, \"max_budget\": null}", "max_budget");
        row("{\"max_budget\": 1, \"max_budget\": 1}", "max_budget");
        row("{\"max_budget\": 1, \"a\": \"\\\"\", \"max\\u005fbudget\": null}", "max_budget");
        row("{\"models\": [\"a\"], \"metadata\": {\"a\": \"}\"}, \"models\": []}", "models");
        row("{\"metadata\": {\"x\": 1, \"x\": 2}}", "metadata.x");
        row("{\"metadata\": {\"l\": [{\"a\": 1}, {\"b\": 1, \"b\": 2}]}}", "metadata.l[1].b");
        row("{\"\": 1, \"\": 2}", "");
    }
    void aFieldStandsOnce()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, named);
        AdminWorld world;
        QCOMPARE(world.call("POST", "/key/generate", {{"key", "sk-test-own-0123456789"}}).status, 200);
        for (const auto &[method, path] : {std::pair{"POST", "/key/generate"},
                                           {"POST", "/key/sk-test-own-0123456789/regenerate"},
                                           {"POST", "/key/delete"},
                                           {"POST", "/key/block"},
                                           {"POST", "/admin/v1/keys"},
                                           {"PATCH", "/admin/v1/keys/1"},
                                           {"POST", "/admin/v1/keys/1/rotate"},
                                           {"POST", "/admin/v1/deployments"},
                                           {"POST", "/admin/v1/providers"},
                                           {"PATCH", "/admin/v1/settings"}}) {
            const auto answer = world.callRaw(method, path, body.toStdString());
            QVERIFY2(answer.status == 400, path);
            QCOMPARE(answer.reason(), QString("field_repeated"));
            QCOMPARE(answer.param(), named);
        }
        QCOMPARE(world.call("GET", "/key/list").body["total_count"].toInt(), 1);
    }

    void ofTwoNamesOfAFieldOneIsGiven_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("max_budget_usd") << QByteArray(R"({"max_budget": 1, "max_budget_usd": null})");
        QTest::newRow("soft_budget_usd") << QByteArray(R"({"soft_budget": 1, "soft_budget_usd": 2})");
        QTest::newRow("alias") << QByteArray(R"({"key_alias": "a", "alias": "b"})");
    }
    void ofTwoNamesOfAFieldOneIsGiven()
    {
        QFETCH(QByteArray, body);
        AdminWorld world;
        for (const char *path : {"/key/generate", "/admin/v1/keys"}) {
            const auto answer = world.callRaw("POST", path, body.toStdString());
            QCOMPARE(answer.status, 400);
            QCOMPARE(answer.reason(), QString("field_repeated"));
            QCOMPARE(answer.param(), QString(QTest::currentDataTag()));
        }
    }

    void equalNamesInDifferentObjectsAreFine()
    {
        AdminWorld world;
        const auto made = world.callRaw("POST", "/key/generate",
                                        "{\"metadata\": {\"a\": {\"x\": 1}, \"b\": {\"x\": [{\"x\": 1}, {\"x\": 2}]}, "
                                        "\"x\": \"\\\"x\\\":,{\"}, \"tags\": "
                                        "[\"x\", \"x\"]}");
        QVERIFY2(made.status == 200, qPrintable(made.message()));
    }

    void theAdminApiTakesOnlyItsOwnFields()
    {
        AdminWorld world;
        const auto made = world.call("POST", "/admin/v1/keys", AdminWorld::json(R"({"user_email": "a@example.org"})"));
        QCOMPARE(made.status, 400);
        QCOMPARE(made.reason(), QString("unknown_field"));
        QCOMPARE(made.param(), QString("user_email"));
    }

    void echoesWhatItKeeps()
    {
        AdminWorld world;
        const auto made = world.call("POST", "/key/generate", AdminWorld::json(R"({
            "tpm_limit": 5000000000, "rpm_limit": 60, "soft_budget": 2.5, "max_budget": 0, "budget_duration": "1mo",
            "duration": "36h", "tags": ["night", "batch"], "metadata": {"a": 1}, "allowed_routes": ["llm_api_routes"]})"));
        QCOMPARE(made.status, 200);
        const auto info = [&] {
            return world.call("GET", "/key/info?key=" + made.body["key"].toString().toStdString())
                .body["info"]
                .toObject();
        };
        for (const QJsonObject &key : {made.body, info()}) {
            QCOMPARE(key["tpm_limit"].toInteger(), 5'000'000'000);
            QCOMPARE(key["soft_budget"].toDouble(), 2.5);
            QVERIFY(!key["max_budget"].isNull());
            QCOMPARE(key["max_budget"].toDouble(), 0.0);
            QCOMPARE(key["budget_duration"].toString(), QString("1mo"));
            QCOMPARE(key["duration"].toString(), QString("36h"));
            QCOMPARE(key["tags"].toArray(), (QJsonArray{"night", "batch"}));
            QCOMPARE(key["metadata"].toObject()["a"].toInt(), 1);
            QCOMPARE(key["allowed_routes"].toArray(), (QJsonArray{"llm_api_routes"}));
        }
        const QJsonObject own = world.call("GET", "/admin/v1/keys/1").body;
        QCOMPARE(own["budget_duration"].toString(), QString("1mo"));
        QCOMPARE(own["tpm_limit"].toInteger(), 5'000'000'000);
        QCOMPARE(own["soft_budget_usd"].toString(), QString("2.5"));
    }

    void nullClearsEachFieldAndAbsenceLeavesIt_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("shown"); // in LiteLLM's words
        QTest::addColumn<QByteArray>("cleared");
        const auto row = [](const char *field, const char *value, const char *shown, const char *cleared) {
            QTest::newRow(field) << QByteArray(field) << QByteArray(value) << QByteArray(shown) << QByteArray(cleared);
        };
        row("key_alias", R"("a")", "key_alias", "null");
        row("user_id", R"("u")", "user_id", "null");
        row("team_id", R"("t")", "team_id", "null");
        row("models", R"(["m"])", "models", "[]");
        row("max_budget", "5", "max_budget", "null");
        row("soft_budget", "5", "soft_budget", "null");
        row("budget_duration", R"("30d")", "budget_duration", "null");
        row("rpm_limit", "5", "rpm_limit", "null");
        row("tpm_limit", "5", "tpm_limit", "null");
        row("max_parallel_requests", "5", "max_parallel_requests", "null");
        row("metadata", R"({"a": 1})", "metadata", "{}");
        row("tags", R"(["a"])", "tags", "[]");
        row("allowed_routes", R"(["/v1/models"])", "allowed_routes", "[]");
        row("duration", R"("1h")", "expires", "null");
        row("blocked", "true", "blocked", "false");
    }
    void nullClearsEachFieldAndAbsenceLeavesIt()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, shown);
        QFETCH(QByteArray, cleared);
        const auto parsed = [](const QByteArray &text) {
            return QJsonDocument::fromJson("[" + text + "]").array().at(0);
        };
        AdminWorld world;
        const auto made = world.call("POST", "/key/generate", with({}, field, parsed(value)));
        QCOMPARE(made.status, 200);
        const QString at = QString::fromLatin1(shown);
        const QJsonValue set = made.body[at];
        QVERIFY(set != parsed(cleared));
        const QJsonObject key{{"key", made.body["key"]}};
        QCOMPARE(world.call("POST", "/key/update", with(key, "send_invite_email", false)).body[at], set);
        const auto changed = world.call("POST", "/key/update", with(key, field, QJsonValue()));
        QCOMPARE(changed.status, 200);
        QCOMPARE(changed.body[at], parsed(cleared));
        QCOMPARE(world.call("PATCH", "/admin/v1/keys/1", with({}, field, parsed(value))).status, 200);
        QCOMPARE(world.call("PATCH", "/admin/v1/keys/1", with({}, field, QJsonValue())).status, 200);
        const auto info = world.call("GET", "/key/info?key=" + made.body["token"].toString().toStdString());
        QCOMPARE(info.body["info"].toObject()[at], parsed(cleared));
    }

    void aWrongTypeNamesItsField_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("key_alias") << QByteArray("5");
        QTest::newRow("user_id") << QByteArray("[]");
        QTest::newRow("team_id") << QByteArray("{}");
        QTest::newRow("models") << QByteArray(R"("m")");
        QTest::newRow("max_budget") << QByteArray("true");
        QTest::newRow("soft_budget") << QByteArray("[]");
        QTest::newRow("budget_duration") << QByteArray(R"("fortnight")");
        QTest::newRow("rpm_limit") << QByteArray(R"("5")");
        QTest::newRow("tpm_limit") << QByteArray("-1");
        QTest::newRow("max_parallel_requests") << QByteArray("1.5");
        QTest::newRow("metadata") << QByteArray("[]");
        QTest::newRow("tags") << QByteArray(R"([1])");
        QTest::newRow("allowed_routes") << QByteArray(R"(["chat"])");
        QTest::newRow("key_type") << QByteArray(R"("superuser")");
        QTest::newRow("duration") << QByteArray("true");
        QTest::newRow("blocked") << QByteArray(R"("yes")");
    }
    void aWrongTypeNamesItsField()
    {
        QFETCH(QByteArray, value);
        AdminWorld world;
        const char *field = QTest::currentDataTag();
        const auto made = world.call("POST", "/key/generate",
                                     with({}, field, QJsonDocument::fromJson("[" + value + "]").array().at(0)));
        QCOMPARE(made.status, 400);
        QCOMPARE(made.param(), QString(field));
    }

    void aDurationOfMinusOneTakesTheExpiryAway()
    {
        AdminWorld world;
        const auto made = world.call("POST", "/key/generate", AdminWorld::json(R"({"duration": "1h"})"));
        QVERIFY(made.body["expires"].isString());
        const auto changed = world.call("POST", "/key/update", {{"key", made.body["key"]}, {"duration", "-1"}});
        QCOMPARE(changed.status, 200);
        QVERIFY(changed.body["expires"].isNull());
    }

    void aKeyIsUpdatedByItsAlias()
    {
        AdminWorld world;
        world.call("POST", "/key/generate", AdminWorld::json(R"({"key_alias": "a", "max_budget": 3})"));
        const auto changed =
            world.call("POST", "/key/update", AdminWorld::json(R"({"key_alias": "a", "rpm_limit": 7})"));
        QCOMPARE(changed.status, 200);
        QCOMPARE(changed.body["key_alias"].toString(), QString("a"));
        QCOMPARE(changed.body["rpm_limit"].toInt(), 7);
        QCOMPARE(world.call("POST", "/key/update", AdminWorld::json(R"({"key_alias": "b"})")).status, 404);
    }

    void aMonthIsOneOfTheCalendar()
    {
        AdminWorld world;
        world.clock.setWallSeconds(QDateTime(QDate(2027, 1, 31), QTime(12, 0), QTimeZone::utc()).toSecsSinceEpoch());
        const auto made = world.call("POST", "/key/generate", AdminWorld::json(R"({"duration": "1mo"})"));
        QVERIFY(made.body["expires"].toString().startsWith("2027-02-28T12:00:00.000"));
        QCOMPARE(made.body["duration"].toString(), QString("1mo"));
        const auto seconds = world.call("POST", "/key/generate", {{"duration", 90}, {"budget_duration", 90}});
        QVERIFY(seconds.body["expires"].toString().startsWith("2027-01-31T12:01:30.000"));
        QCOMPARE(seconds.body["budget_duration"].toString(), QString("90"));
    }

    void regeneratingKeepsTheKeyAndItsLimits()
    {
        AdminWorld world;
        const auto made =
            world.call("POST", "/key/generate", AdminWorld::json(R"({"max_budget": 3, "key_alias": "a"})"));
        const std::string before = made.body["key"].toString().toStdString();
        const auto again = world.call(
            "POST", "/key/" + before + "/regenerate",
            AdminWorld::json(R"({"rpm_limit": 7, "grace_period": "1h", "new_key": "sk-test-own-0123456789"})"));
        QCOMPARE(again.status, 200);
        QCOMPARE(again.body["key"].toString(), QString("sk-test-own-0123456789"));
        QCOMPARE(again.body["max_budget"].toDouble(), 3.0);
        QCOMPARE(again.body["rpm_limit"].toInt(), 7);
        QVERIFY(world.keys.authenticate(before).ok());
        QVERIFY(world.keys.authenticate("sk-test-own-0123456789").ok());
        world.clock.advanceSeconds(3601);
        QVERIFY(!world.keys.authenticate(before).ok());
        const auto third = world.call("POST", "/key/regenerate", {{"key", "sk-test-own-0123456789"}});
        QCOMPARE(third.status, 200);
        QVERIFY(!world.keys.authenticate("sk-test-own-0123456789").ok());
        QVERIFY(world.keys.authenticate(third.body["key"].toString().toStdString()).ok());
    }

    void namesOfGroupsOfModels_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("none") << QByteArray("{}") << true;
        QTest::newRow("all-proxy-models") << QByteArray(R"({"models": ["all-proxy-models"]})") << true;
        QTest::newRow("all-team-models") << QByteArray(R"({"models": ["all-team-models"], "team_id": "t"})") << true;
        QTest::newRow("no-default-models") << QByteArray(R"({"models": ["no-default-models"]})") << false;
        QTest::newRow("another") << QByteArray(R"({"models": ["other"], "team_id": "t"})") << false;
    }
    void namesOfGroupsOfModels()
    {
        QFETCH(QByteArray, fields);
        QFETCH(bool, allowed);
        AdminWorld world;
        const auto made = world.call("POST", "/key/generate", AdminWorld::json(fields));
        QCOMPARE(made.status, 200);
        const auto principal = world.keys.authenticate(made.body["key"].toString().toStdString());
        QCOMPARE(authorizeModel(**principal, "gpt-4o").ok(), allowed);
        for (const char *name : {"all-team-models", "no-default-models"})
            QVERIFY(!modelAllowed({name}, name));
    }

    void theModelsOfATeamNeedOne()
    {
        AdminWorld world;
        const auto made = world.call("POST", "/key/generate", AdminWorld::json(R"({"models": ["all-team-models"]})"));
        QCOMPARE(made.status, 400);
        QCOMPARE(made.reason(), QString("team_wanted"));
        const auto key =
            world.call("POST", "/key/generate", AdminWorld::json(R"({"models": ["all-team-models"], "team_id": "t"})"));
        const auto alone = world.call("POST", "/key/update", {{"key", key.body["key"]}, {"team_id", QJsonValue()}});
        QCOMPARE(alone.param(), QString("models"));
    }

    void textsAreBounded_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("most");
        const auto list = [](int entries, const QString &entry) {
            QJsonArray made;
            for (int i = 0; i < entries; ++i)
                made.append(entry);
            return QJsonValue(made);
        };
        const auto row = [](const char *name, const char *field, const QJsonValue &value, const char *reason,
                            const char *most = "") {
            QTest::newRow(name) << QString(field) << value << QString(reason) << QString(most);
        };
        row("a long alias", "key_alias", QString(129, 'x'), "text_too_long", "128");
        row("a long user", "user_id", QString(65, 'x'), "text_too_long", "64");
        row("a long team", "team_id", QString(65, 'x'), "text_too_long", "64");
        row("a long model", "models", list(1, QString(129, 'x')), "text_too_long", "128");
        row("many models", "models", list(1001, "m"), "too_many_entries", "1000");
        row("many tags", "tags", list(101, "t"), "too_many_entries", "100");
        row("a long tag", "tags", list(1, QString(65, 'x')), "text_too_long", "64");
        row("many routes", "allowed_routes", list(101, "/x"), "too_many_entries", "100");
        row("much metadata", "metadata", QJsonObject{{"a", QString(16'400, 'x')}}, "text_too_long", "16384");
        row("an alias with a line break", "key_alias", "a\nb", "name_unusable");
        row("a user with a control character", "user_id",
            QString("a\x01"
                    "b"),
            "name_unusable");
        row("a team that turns the text", "team_id", QString::fromUtf8("a\u202eb"), "name_unusable");
        row("a model with a separator of lines", "models", list(1, QString::fromUtf8("a\u2028b")), "name_unusable");
        row("an alias after a blank", "key_alias", " a", "name_unusable");
        row("an alias before a blank", "alias", "a ", "name_unusable");
        row("an alias of a blank", "key_alias", " ", "name_unusable");
        row("a user before a blank that breaks no line", "user_id", QString::fromUtf8("a\u00a0"), "name_unusable");
        row("a team after a wide blank", "team_id", QString::fromUtf8("\u3000a"), "name_unusable");
        row("a model before a blank", "models", list(1, "a "), "name_unusable");
        row("a tag after a tab", "tags", list(1, "\ta"), "name_unusable");
        row("a tag without width", "tags", list(1, QString::fromUtf8("a\u200bb")), "name_unusable");
    }
    void textsAreBounded()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QFETCH(QString, reason);
        QFETCH(QString, most);
        AdminWorld world;
        for (const char *path : {"/key/generate", "/admin/v1/keys"}) {
            const auto made = world.call("POST", path, {{field, value}});
            QCOMPARE(made.status, 400);
            QCOMPARE(made.param(), field);
            QCOMPARE(made.reason(), reason);
            QVERIFY2(made.message().contains(most), qPrintable(made.message()));
        }
    }

    void theDocumentsHaveTheSameTable()
    {
        QFile file(QStringLiteral(OSTIARY_SOURCE "/docs/admin-api.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        const qsizetype at = text.indexOf("## Fields of keys");
        QVERIFY(at > 0);
        const QString table = text.mid(at, text.indexOf("\n## ", at + 1) - at);
        const auto line = [&](const char *use) {
            const qsizetype from = table.indexOf(QString("| %1 |").arg(use));
            return table.mid(from, table.indexOf('\n', from) - from);
        };
        for (const KeyField &field : keyFields()) {
            const char *use = field.use == KeyFieldUse::Honoured   ? "honoured"
                              : field.use == KeyFieldUse::Harmless ? "without effect"
                                                                   : "refused";
            const QString name = QString("`%1`").arg(QLatin1String(field.name.data(), qsizetype(field.name.size())));
            QVERIFY2(line(use).contains(name), qPrintable(name + " is not documented as " + use));
        }
    }
};

OSTIARY_TEST(tst_KeyFields)
#include "tst_keyfields.moc"
