// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/adminworld.h"
#include "tests/support/testregistry.h"

#include <QJsonArray>
#include <QtTest>

using namespace ostiary;

/// Users and the organisation's budget that are stored: what an import takes over of a file, and what binds keys.
class tst_Users : public QObject
{
    Q_OBJECT

    static QJsonObject rowOf(const QJsonObject &answer, const QString &row)
    {
        for (const QJsonValue &change : answer["changes"].toArray()) {
            if (change["row"].toString() == row)
                return change.toObject();
        }
        return {};
    }
    static AdminWorld::Answer import(AdminWorld &world, const char *yaml, const QJsonObject &more = {{"apply", true}})
    {
        QJsonObject body = more;
        body["yaml"] = yaml;
        return world.call("POST", "/admin/v1/import", body);
    }
    /// The budget of this scope that binds the only key.
    static QJsonObject budgetOfKey(AdminWorld &world, const QString &scope)
    {
        const QJsonObject key = world.call("GET", "/admin/v1/keys").body["data"].toArray()[0].toObject();
        for (const QJsonValue &budget : key["budgets"].toArray()) {
            if (budget["scope"].toString() == scope)
                return budget.toObject();
        }
        return {};
    }
    static QJsonObject userModelsOfKey(AdminWorld &world)
    {
        return {{"models",
                 world.call("GET", "/admin/v1/keys").body["data"].toArray()[0].toObject()["user_models"].toArray()}};
    }
    static void setFile(AdminWorld &world, std::vector<UserAccess> users, const OrganisationBudget &organisation = {})
    {
        world.users.setFile(std::move(users), organisation);
        world.users.rebuild();
    }

private Q_SLOTS:
    void anImportedUserBindsItsKeysAndKeepsWhatWasSpent()
    {
        AdminWorld world;
        QCOMPARE(world.call("POST", "/admin/v1/keys", {{"alias", "k"}, {"user_id", "ada"}}).status, 201);
        world.budget.restore(ScopeKind::User, "ada", 0, Money::fromNano(3'000'000'000));
        const auto seen = import(world, "user_access: [{user_id: ada, models: [small], max_budget: 25}]\n", {});
        QCOMPARE(seen.status, 200);
        QCOMPARE(rowOf(seen.body, "user ada")["action"].toString(), QString("add"));
        QCOMPARE(rowOf(seen.body, "user ada")["kind"].toString(), QString("user"));
        QCOMPARE(rowOf(seen.body, "user ada")["max_budget_usd"].toString(), QString("25"));
        QVERIFY(budgetOfKey(world, "user")["limit_usd"].isNull()); // looking changes nothing

        const auto done = import(world, "user_access: [{user_id: ada, models: [small], max_budget: 25}]\n");
        QCOMPARE(done.status, 200);
        for (const QJsonValue &note : done.body["notes"].toArray())
            QVERIFY2(!note.toString().contains("ada"), qPrintable(note.toString()));
        QCOMPARE(budgetOfKey(world, "user")["limit_usd"].toString(), QString("25"));
        QCOMPARE(budgetOfKey(world, "user")["spent_usd"].toString(), QString("3"));
        QCOMPARE(userModelsOfKey(world)["models"].toArray(), QJsonArray{"small"});

        const QJsonObject user = world.call("GET", "/admin/v1/users").body["data"].toArray()[0].toObject();
        QCOMPARE(user["id"].toString(), QString("ada"));
        QCOMPARE(user["managed_by"].toString(), QString("store"));
        QCOMPARE(user["models"].toArray(), QJsonArray{"small"});
        QCOMPARE(user["budget"].toObject(), budgetOfKey(world, "user"));
        QCOMPARE(rowOf(import(world, "user_access: [{user_id: ada, models: [small], max_budget: 25}]\n", {}).body,
                       "user ada")["action"]
                     .toString(),
                 QString("same"));
    }

    void aBudgetOfAWindowBeginsAnew()
    {
        AdminWorld world;
        QCOMPARE(world.call("POST", "/admin/v1/keys", {{"alias", "k"}, {"user_id", "ada"}}).status, 201);
        QCOMPARE(import(world, "user_access: [{user_id: ada, max_budget: 25, budget_duration: 1h}]\n").status, 200);
        const QJsonObject budget = budgetOfKey(world, "user");
        QCOMPARE(budget["window_end_ms"].toInteger() - budget["window_start_ms"].toInteger(), 3'600'000);
        QCOMPARE(world.call("GET", "/admin/v1/users/ada").body["budget_duration"].toString(), QString("1h"));
    }

    void onlyTheChosenRowsAreTakenOver()
    {
        AdminWorld world;
        const auto done = import(world, "user_access: [{user_id: ada, max_budget: 1}, {user_id: ben, max_budget: 2}]\n",
                                 {{"apply", true}, {"rows", QJsonArray{"user ben"}}});
        QCOMPARE(done.status, 200);
        QCOMPARE(rowOf(done.body, "user ada")["chosen"].toBool(), false);
        const QJsonArray users = world.call("GET", "/admin/v1/users").body["data"].toArray();
        QCOMPARE(users.size(), 1);
        QCOMPARE(users[0]["id"].toString(), QString("ben"));
        QCOMPARE(done.body["revisions"].toArray().size(), 1);
        QCOMPARE(done.body["revisions"].toArray().at(0)["name"].toString(), QString("ben"));
    }

    void aUserThatIsStoredSaysWhatWouldChange()
    {
        AdminWorld world;
        QCOMPARE(import(world, "user_access: [{user_id: ada, max_budget: 1, models: [small]}]\n").status, 200);
        const auto again = import(world, "user_access: [{user_id: ada, max_budget: 2}]\n");
        const QJsonObject row = rowOf(again.body, "user ada");
        QCOMPARE(row["action"].toString(), QString("change"));
        QCOMPARE(row["exists"].toBool(), true);
        QCOMPARE(row["diff"].toArray().size(), 1);
        QCOMPARE(row["diff"].toArray().at(0)["field"].toString(), QString("max_budget_usd"));
        const QJsonObject user = world.call("GET", "/admin/v1/users/ada").body;
        QCOMPARE(user["max_budget_usd"].toString(), QString("2"));
        QCOMPARE(user["models"].toArray(), QJsonArray{"small"}); // of which the file says nothing
    }

    void theGatewaysOwnFileGoesBeforeTheStore()
    {
        AdminWorld world;
        QCOMPARE(world.call("POST", "/admin/v1/keys", {{"alias", "k"}, {"user_id", "ada"}}).status, 201);
        QCOMPARE(import(world, "user_access: [{user_id: ada, max_budget: 1}]\n").status, 200);
        setFile(world, {{"ada", {}, Money::fromNano(9'000'000'000)}});
        QCOMPARE(budgetOfKey(world, "user")["limit_usd"].toString(), QString("9"));
        const QJsonArray users = world.call("GET", "/admin/v1/users").body["data"].toArray();
        QCOMPARE(users.size(), 1);
        QCOMPARE(users[0]["managed_by"].toString(), QString("file"));
        const QJsonObject row = rowOf(import(world, "user_access: [{user_id: ada, max_budget: 5}]\n").body, "user ada");
        QCOMPARE(row["action"].toString(), QString("skip"));
        QCOMPARE(row["exists"].toBool(), true);
        QCOMPARE(row["reason"].toString(), QString("managed_elsewhere"));
        const auto refused = world.call("PATCH", "/admin/v1/users/ada", {{"max_budget_usd", "5"}});
        QCOMPARE(refused.status, 409);
        QCOMPARE(refused.reason(), QString("managed_elsewhere"));
        QCOMPARE(world.call("DELETE", "/admin/v1/users/ada").status, 200); // the stored one
        const auto ofFile = world.call("DELETE", "/admin/v1/users/ada");
        QCOMPARE(ofFile.status, 409);
        setFile(world, {});
        QVERIFY(budgetOfKey(world, "user")["limit_usd"].isNull());
    }

    void aStoredUserIsChangedDeletedAndTakenBack()
    {
        AdminWorld world;
        QCOMPARE(world.call("POST", "/admin/v1/keys", {{"alias", "k"}, {"user_id", "ada"}}).status, 201);
        QCOMPARE(import(world, "user_access: [{user_id: ada, max_budget: 1}]\n").status, 200);
        const std::int64_t first = world.call("GET", "/admin/v1/users/ada").body["revision"].toInteger();
        const auto changed =
            world.call("PATCH", "/admin/v1/users/ada", {{"display_name", "Ada"}, {"max_budget_usd", "4"}},
                       '"' + std::to_string(first) + '"');
        QCOMPARE(changed.status, 200);
        QCOMPARE(changed.body["display_name"].toString(), QString("Ada"));
        QVERIFY(changed.body["revision"].toInteger() > first);
        QCOMPARE(budgetOfKey(world, "user")["limit_usd"].toString(), QString("4"));
        QCOMPARE(world.call("PATCH", "/admin/v1/users/ada", {{"max_budget_usd", "5"}}, "\"1\"").status, 412);
        QCOMPARE(world.call("PATCH", "/admin/v1/users/ada", {{"rpm_limit", 5}}).reason(), QString("unknown_field"));
        QCOMPARE(world.call("PATCH", "/admin/v1/users/nobody", {{"max_budget_usd", "5"}}).reason(),
                 QString("no_such_user"));

        const auto deleted = world.call("DELETE", "/admin/v1/users/ada");
        QCOMPARE(deleted.status, 200);
        QVERIFY(budgetOfKey(world, "user")["limit_usd"].isNull());
        const std::string number = std::to_string(deleted.body["revision"].toInteger());
        const auto back = world.call("POST", "/admin/v1/revisions/" + number + "/rollback");
        QCOMPARE(back.status, 200);
        QCOMPARE(back.body["revision"].toInteger(), deleted.body["revision"].toInteger() + 1);
        QCOMPARE(budgetOfKey(world, "user")["limit_usd"].toString(), QString("4"));
        QCOMPARE(world.call("GET", "/admin/v1/users/ada").body["display_name"].toString(), QString("Ada"));
    }

    void theBudgetOfTheOrganisationComesAlong()
    {
        AdminWorld world;
        QCOMPARE(world.call("POST", "/admin/v1/keys", {{"alias", "k"}}).status, 201);
        const auto done = import(world, "litellm_settings: {max_budget: 100, budget_duration: 30d}\n");
        QCOMPARE(done.status, 200);
        QCOMPARE(rowOf(done.body, "organisation")["action"].toString(), QString("add"));
        QCOMPARE(budgetOfKey(world, "organisation")["limit_usd"].toString(), QString("100"));
        const auto shown = world.call("GET", "/admin/v1/organisation");
        QCOMPARE(shown.body["budget_duration"].toString(), QString("30d"));
        QCOMPARE(shown.body["managed_by"].toString(), QString("store"));
        QCOMPARE(world.call("PATCH", "/admin/v1/organisation", {{"max_budget_usd", "50"}}).status, 200);
        QCOMPARE(budgetOfKey(world, "organisation")["limit_usd"].toString(), QString("50"));
        setFile(world, {}, {Money::fromNano(7'000'000'000), std::nullopt});
        QCOMPARE(budgetOfKey(world, "organisation")["limit_usd"].toString(), QString("7"));
        QCOMPARE(world.call("PATCH", "/admin/v1/organisation", {{"max_budget_usd", "60"}}).status, 409);
    }

    void itsRevisionsTakeTheImportBack()
    {
        AdminWorld world;
        QCOMPARE(world.call("POST", "/admin/v1/keys", {{"alias", "k"}, {"user_id", "ada"}}).status, 201);
        const auto done = import(world, "user_access: [{user_id: ada, max_budget: 1}]\n"
                                        "litellm_settings: {max_budget: 100}\n");
        const QJsonArray revisions = done.body["revisions"].toArray();
        QCOMPARE(revisions.size(), 2);
        for (int i = 1; i >= 0; --i) {
            const std::string number = std::to_string(revisions.at(i)["number"].toInteger());
            QCOMPARE(world.call("POST", "/admin/v1/revisions/" + number + "/rollback").status, 200);
        }
        QVERIFY(budgetOfKey(world, "user")["limit_usd"].isNull());
        QVERIFY(budgetOfKey(world, "organisation")["limit_usd"].isNull());
        QVERIFY(world.call("GET", "/admin/v1/users").body["data"].toArray().isEmpty());
    }

    void aUserThatNoKeyCouldNameIsLeftOut()
    {
        AdminWorld world;
        const std::string longId(65, 'x');
        const auto done =
            import(world, ("user_access: [{user_id: " + longId + ", max_budget: 1}, {user_id: ben}]\n").c_str());
        QCOMPARE(done.status, 200);
        QCOMPARE(rowOf(done.body, QString::fromStdString("user " + longId))["action"].toString(), QString("skip"));
        QCOMPARE(rowOf(done.body, QString::fromStdString("user " + longId))["reason"].toString(),
                 QString("text_too_long"));
        QCOMPARE(rowOf(done.body, "user ben")["action"].toString(), QString("add"));
    }

    void aRowOfAUserAndOneOfAModelAreTwo()
    {
        AdminWorld world;
        const auto seen = import(world,
                                 "model_list:\n  - model_name: user ada\n    litellm_params: {model: openai/gpt-4o, "
                                 "api_key: sk-test-1, input_cost_per_token: 0.000001, output_cost_per_token: "
                                 "0.000001}\nuser_access: [{user_id: ada}]\n",
                                 {});
        QCOMPARE(rowOf(seen.body, "user ada")["kind"].toString(), QString("model"));
        QCOMPARE(rowOf(seen.body, "user ada #2")["kind"].toString(), QString("user"));
    }
};

OSTIARY_TEST(tst_Users)
#include "tst_users.moc"
