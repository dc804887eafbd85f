// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/listcsv.h"
#include "tests/console/consolefixture.h"
#include "tests/console/fakegateway.h"
#include "tests/support/testregistry.h"
#include "ui/alertwatcher.h"
#include "ui/pages/requestspage.h"

#include <QJsonArray>

using namespace ostiary;

/// What a filter finds, and how much of it there is.
class tst_Hits : public ConsoleFixture
{
    Q_OBJECT

    static QJsonObject longList()
    {
        QJsonArray rows;
        for (int i = 100; i > 0; --i)
            rows.append(QJsonObject{{"id", QString::number(i)},
                                    {"started_ms", i},
                                    {"status", 200},
                                    {"cost_usd", "0.25"},
                                    {"prompt_tokens", 2},
                                    {"completion_tokens", 1}});
        return {{"data", rows}, {"next_cursor", "0"}};
    }
    static void closePopups()
    {
        while (QWidget *popup = QApplication::activePopupWidget())
            popup->hide();
    }
    static constexpr const char *kTotals = "/admin/v1/requests/totals";
    static QUrlQuery lastAsked(const FakeGateway &gateway, const QString &path)
    {
        QUrlQuery query;
        for (const FakeGateway::Asked &one : gateway.asked) {
            if (one.request.path == path)
                query = one.request.query;
        }
        return query;
    }

private Q_SLOTS:
    void initTestCase() { startConsole(); }
    void cleanupTestCase() { stopConsole(); }

    void aWordFindsRequestsByWhatTheirRowsShow()
    {
        const QString kiosk = makeKey("Kiosk Nord", {{"team_id", "Rhythms"}}), other = makeKey("elsewhere");
        QCOMPARE(chat(kiosk, "sim"), 200);
        QCOMPARE(chat(other, "sim"), 200);
        QWidget *requests = page("requests");
        auto *list = requests->findChild<Table *>("Requests");
        QTRY_COMPARE_WITH_TIMEOUT(list->model().rowCount(), 2, 10'000);
        auto *filter = requests->findChild<FilterEdit *>();
        filter->setFocus();
        for (const char *typed : {"kiosk", "RHYTHM", "\"osk no\"", "sim kiosk", "rhythm model:sim"}) {
            filter->clear();
            QTRY_COMPARE_WITH_TIMEOUT(list->model().rowCount(), 2, 10'000);
            QTest::keyClicks(filter, typed);
            QTRY_COMPARE_WITH_TIMEOUT(list->model().rowCount(), 1, 10'000);
            QCOMPARE(list->model().object(0).value("key").toString(), QString("Kiosk Nord"));
            QCOMPARE(complaints(requests), QString());
            closePopups();
        }
        filter->clear();
        QTest::keyClicks(filter, "kiosk elsewhere");
        QTRY_VERIFY_WITH_TIMEOUT(says(requests, "A word is looked for in model, key"), 10'000);
        closePopups();
        filter->clear();
    }

    void aWordIsCompletedToTheFieldThatKnowsIt()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/keys"] = {
            {"data", QJsonArray{QJsonObject{{"alias", "north kiosk"}}, QJsonObject{{"alias", "south"}}}}};
        RequestsPage page(gateway);
        page.resize(1000, 700);
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        auto *filter = page.findChild<FilterEdit *>();
        QVERIFY(filter->placeholderText().contains("a word"));
        filter->setFocus();
        const auto offered = [&] {
            filter->clear();
            QTest::keyClicks(filter, "kios");
            return QApplication::activePopupWidget() != nullptr;
        };
        QTRY_VERIFY(offered()); // as soon as the names of the keys are known
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Down);
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
        QCOMPARE(filter->text(), QString("key:\"north kiosk\""));
    }

    void aLongListIsCountedByTheGateway()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/requests"] = longList();
        gateway.answers[kTotals] = {
            {"requests", 1'234'567}, {"prompt_tokens", 10}, {"completion_tokens", 20}, {"cost_usd", "12.5"}};
        RequestsPage page(gateway);
        page.resize(1000, 700);
        page.show();
        QTRY_VERIFY(says(&page, "1,234,567 request(s)"));
        QVERIFY(says(&page, "$12.5"));

        page.setFilter("model:m"); // which the gateway does not count
        QTRY_VERIFY(says(&page, "more than "));
        QVERIFY(says(&page, "so far at least $"));
        QVERIFY(!says(&page, "1,234,567"));
        const int asked = gateway.timesAsked(kTotals);

        page.setFilter("since:1h");
        QTRY_VERIFY(says(&page, "1,234,567 request(s)"));
        QCOMPARE(gateway.timesAsked(kTotals), asked + 1);
        QVERIFY(lastAsked(gateway, kTotals).hasQueryItem("since_ms"));
    }

    void whereItIsNotCountedTheListSaysWhatItKnows()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/requests"] = longList();
        gateway.answers[kTotals] = {{"requests", QJsonValue()}};
        RequestsPage page(gateway);
        page.resize(1000, 700);
        page.show();
        QTRY_VERIFY(gateway.timesAsked(kTotals) > 0);
        QTRY_VERIFY(says(&page, "more than "));
        QVERIFY(says(&page, "so far at least $"));
    }

    void alertsAreOfTheBudgetThatBinds()
    {
        const auto key = [](const char *id, const char *own, const char *users) {
            return QJsonObject{
                {"id", id},
                {"alias", QString("key ") + id},
                {"max_budget_usd", "10"},
                {"spend_usd", own},
                {"budgets",
                 QJsonArray{QJsonObject{{"scope", "user"}, {"id", "one"}, {"limit_usd", "2"}, {"spent_usd", users}},
                            QJsonObject{{"scope", "key"}, {"id", id}, {"limit_usd", "10"}, {"spent_usd", own}}}}};
        };
        const auto list = [&](const char *users) {
            return QJsonObject{{"data", QJsonArray{key("1", "9", users), key("2", "0", users)}}};
        };
        FakeGateway gateway;
        AlertWatcher watcher(gateway);
        QSignalSpy told(&watcher, &AlertWatcher::alert);
        const auto texts = [&] {
            QStringList all;
            for (const QList<QVariant> &alert : told)
                all += alert[0].toString() + ": " + alert[1].toString();
            all.sort();
            return all;
        };
        const auto look = [&](const char *users) {
            gateway.answers["/admin/v1/keys"] = list(users);
            watcher.look();
            const QPointer<AdminOperation> asked = gateway.asked.back().operation;
            QCOMPARE(gateway.asked.back().request.path, QString("/admin/v1/keys"));
            QTRY_VERIFY(!asked);
        };
        gateway.become(AdminClient::State::Online);
        told.clear();
        look("2");
        const QStringList both{"A budget is nearly spent: key 1: $9.00 of $10 are spent.",
                               "A budget is spent: user one: $2.00 of $2 are spent."};
        QCOMPARE(texts(), both); // the user's once, though it binds two keys
        look("2");
        QCOMPARE(texts(), both);
        look("0.5"); // it starts anew
        look("2");
        QCOMPARE(told.size(), 3);
    }

    void anExportHasTheBudgetThatBinds()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/keys"] = {
            {"data",
             QJsonArray{QJsonObject{
                 {"id", "7"},
                 {"name", "sk-7"},
                 {"max_budget_usd", "10"},
                 {"spend_usd", "1"},
                 {"budgets",
                  QJsonArray{QJsonObject{{"scope", "user"},
                                         {"id", "one"},
                                         {"limit_usd", "2"},
                                         {"spent_usd", "1.5"},
                                         {"held_usd", "0"},
                                         {"refused", 3}},
                             QJsonObject{{"scope", "key"}, {"id", "7"}, {"limit_usd", "10"}, {"spent_usd", "1"}}}}}}}};
        QObject owner;
        QByteArray text;
        bool ended = false;
        auto *csv = new ListCsv(gateway, "/admin/v1/keys", {}, &owner);
        connect(csv, &AdminOperation::part, &owner, [&](const QByteArray &part) { text += part; });
        connect(csv, &AdminOperation::finished, &owner, [&] { ended = true; });
        QTRY_VERIFY(ended);
        const QList<QByteArray> lines = text.split('\n');
        QVERIFY(lines.size() >= 2);
        const QList<QByteArray> names = lines[0].trimmed().split(','), values = lines[1].trimmed().split(',');
        const auto value = [&](const char *name) { return values.value(names.indexOf(name)); };
        QCOMPARE(value("max_budget_usd"), QByteArray("10"));
        QCOMPARE(value("binding_budget.scope"), QByteArray("user"));
        QCOMPARE(value("binding_budget.id"), QByteArray("one"));
        QCOMPARE(value("binding_budget.limit_usd"), QByteArray("2"));
        QCOMPARE(value("binding_budget.spent_usd"), QByteArray("1.5"));
        QCOMPARE(value("binding_budget.window_end"), QByteArray());
        QCOMPARE(value("binding_budget.refused"), QByteArray("3"));
    }

    void anEmptyListThatIsLookedForIsNotMoreThanNothing()
    {
        FakeGateway gateway;
        RequestsPage page(gateway);
        page.resize(1000, 700);
        page.show();
        QTRY_VERIFY(says(&page, "0 request(s)"));
        gateway.answers["/admin/v1/requests"] = {{"data", QJsonArray()}, {"next_cursor", "5"}, {"looking", true}};
        page.setFilter("is:failed");
        QTRY_VERIFY(says(&page, "looking further back"));
        QVERIFY(!says(&page, "more than"));
        gateway.silent = true; // or it looks on for ever
    }
};

OSTIARY_TEST(tst_Hits)
#include "tst_hits.moc"
