// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/adminworld.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

/// What the admin API tells of the budgets that bind a key.
class tst_KeyBudgets : public QObject
{
    Q_OBJECT

    AdminWorld m_world;

    /// The scopes of a key that is made with these fields.
    std::vector<Budget::Scope> make(const QJsonObject &fields, QString *id)
    {
        const AdminWorld::Answer made = m_world.call("POST", "/admin/v1/keys", fields);
        *id = made.body["id"].toString();
        const PrincipalPtr principal = m_world.keys.find(sha256(made.body["key"].toString().toStdString()));
        return principal ? principal->budgets : std::vector<Budget::Scope>();
    }
    QJsonObject listed(const QString &id)
    {
        for (const QJsonValue &row : m_world.call("GET", "/admin/v1/keys").body["data"].toArray()) {
            if (row["id"].toString() == id)
                return row.toObject();
        }
        return {};
    }

private Q_SLOTS:
    void aKeyTellsWhatItsBudgetRefused()
    {
        QString id;
        const auto scopes = make({{"alias", "tight"}, {"max_budget_usd", "1"}}, &id);
        QVERIFY(!scopes.empty());
        const auto own = [](const QJsonObject &key) { return key["budgets"].toArray().last().toObject(); };
        QCOMPARE(own(listed(id))["refused"].toInteger(-1), qint64(0));
        QVERIFY(own(listed(id))["refused_since_ms"].isNull());
        const qint64 first = m_world.clock.wallMs();
        for (int i = 0; i < 24; ++i) {
            QVERIFY(!m_world.budget.hold(scopes, *Money::fromDecimal("2")).ok());
            m_world.clock.advanceSeconds(1);
        }
        const QJsonObject shown = m_world.call("GET", "/admin/v1/keys/" + id.toStdString()).body;
        for (const QJsonObject &key : {listed(id), shown}) {
            QCOMPARE(own(key)["refused"].toInteger(), qint64(24));
            QCOMPARE(own(key)["refused_since_ms"].toInteger(), first);
        }
    }

    void keysAreSortedByTheLimitThatBindsThem()
    {
        AdminWorld world;
        UserAccess one;
        one.userId = "one";
        one.maxBudget = Money::fromDecimal("3");
        world.keys.setUsers({one});
        const auto make = [&](const char *alias, const QJsonValue &budget, const char *user) {
            QCOMPARE(world
                         .call("POST", "/admin/v1/keys",
                               {{"alias", alias}, {"max_budget_usd", budget}, {"user_id", QString(user)}})
                         .status,
                     201);
        };
        make("five", "5", "");
        make("user's", QJsonValue(), "one");
        make("two", "2", "");
        make("free", QJsonValue(), "");
        const AdminWorld::Answer answer = world.call("GET", "/admin/v1/keys?sort=budget_limit_usd");
        QStringList names, limits;
        for (const QJsonValue &row : answer.body["data"].toArray()) {
            names += row["alias"].toString();
            limits += row["budget_limit_usd"].toString();
        }
        QCOMPARE(names, QStringList({"two", "user's", "five", "free"}));
        QCOMPARE(limits, QStringList({"2", "3", "5", ""}));
    }
};

OSTIARY_TEST(tst_KeyBudgets)
#include "tst_keybudgets.moc"
