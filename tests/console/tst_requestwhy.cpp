// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/codewords.h"
#include "models/items/whywords.h"
#include "tests/console/consolefixture.h"
#include "tests/console/fakegateway.h"
#include "tests/support/testregistry.h"
#include "ui/pages/requestbars.h"
#include "ui/pages/requestspage.h"

#include <QJsonArray>

using namespace ostiary;

/// Why a request failed, as the console says it.
class tst_RequestWhy : public ConsoleFixture
{
    Q_OBJECT

    static QJsonObject request(const QString &id)
    {
        return {{"id", id},
                {"started_ms", 1},
                {"status", 502},
                {"error", "upstream_failed"},
                {"attempts", 2},
                {"model", "m" + id},
                {"key", "k"},
                {"key_id", 4},
                {"latency_ms", 2000.0},
                {"tries", QJsonArray{QJsonObject{{"attempt", 1},
                                                 {"wait_us", 0},
                                                 {"begin_us", 100'000},
                                                 {"took_us", 700'000},
                                                 {"error", "upstream_rate_limited"},
                                                 {"said", "<b>too fast</b>"}},
                                     QJsonObject{{"attempt", 2},
                                                 {"wait_us", 400'000},
                                                 {"begin_us", 1'200'000},
                                                 {"took_us", 600'000},
                                                 {"error", "upstream_failed"}}}},
                {"why", QJsonObject()}};
    }
    static bool anyLabel(const QWidget *in, const QString &part)
    {
        const auto labels = in->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->isVisible() && label->text().contains(part); });
    }

private Q_SLOTS:
    void initTestCase() { startConsole(); }
    void cleanupTestCase() { stopConsole(); }

    void barsFillTheTimeLine()
    {
        double end = 0;
        QStringList notes;
        for (const Waterfall::Bar &bar : requestBars(request("1"))) {
            QCOMPARE(bar.fromMs, end);
            end = bar.fromMs + bar.ms;
            notes += bar.note;
        }
        QCOMPARE(end, 2000.0);
        QVERIFY(notes.join(' ').contains("<b>too fast</b>"));
    }

    void ownAndProvidersLimitDiffer() { QVERIFY(errorWords("rate_limited") != errorWords("upstream_rate_limited")); }

    void aBudgetSaysItsFigures()
    {
        const QString words = whyWords({{"status", 422},
                                        {"error", "budget_exceeded"},
                                        {"why", QJsonObject{{"budget", QJsonObject{{"scope", "team"},
                                                                                   {"who", "Interns"},
                                                                                   {"limit_nano", 60e9},
                                                                                   {"spent_nano", 59.94e9},
                                                                                   {"held_nano", 0},
                                                                                   {"needed_nano", 67.4e6}}}}}});
        for (const char *part : {"Interns", "$60", "$59.94", "$0.0674"})
            QVERIFY2(words.contains(part), qPrintable(words));
    }

    void aFailedCallOfTheConsolesOwnHasItsWords_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("told");
        QTest::addColumn<QJsonObject>("row");
        QTest::addColumn<QString>("words");
        const QJsonObject limited{{"status", 429},
                                  {"error", "rate_limited"},
                                  {"attempts", 0},
                                  {"latency_ms", 2.0},
                                  {"why", QJsonObject{{"rate", QJsonObject{{"of", "key"}, {"limit", 3}}}}}};
        QTest::newRow("not reached") << 0 << false << QJsonObject()
                                     << "The gateway\u2019s address for clients is not reached: said";
        QTest::newRow("the key") << 401 << true << QJsonObject()
                                 << "The gateway does not take the key. In the gateway\u2019s words: \u201csaid\u201d";
        QTest::newRow("not recorded yet")
            << 429 << true << QJsonObject()
            << "The request was refused with HTTP 429. In the gateway\u2019s words: \u201csaid\u201d";
        QTest::newRow("recorded") << 429 << true << limited
                                  << whyWords(limited) + QString(" In the gateway\u2019s words: \u201csaid\u201d");
        QTest::newRow("within the answer")
            << 200 << true << QJsonObject()
            << "The answer was broken off. In the gateway\u2019s words: \u201csaid\u201d";
        QTest::newRow("the console's own words") << 200 << false << QJsonObject() << "said";
    }
    void aFailedCallOfTheConsolesOwnHasItsWords()
    {
        QFETCH(int, status);
        QFETCH(bool, told);
        QFETCH(QJsonObject, row);
        QFETCH(QString, words);
        ChatCall::Outcome outcome;
        outcome.error = "said";
        outcome.status = status;
        outcome.told = told;
        QCOMPARE(callWords(outcome, row), words);
    }

    void aDetailIsOfTheChosenRow()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/requests"] = {{"data", QJsonArray{request("1"), request("2")}},
                                                 {"next_cursor", QJsonValue()}};
        gateway.answers["/admin/v1/requests/1"] = request("1");
        RequestsPage page(gateway);
        page.resize(1000, 700);
        page.show();
        Table *list = page.findChild<Table *>();
        QTRY_COMPARE(list->model().rowCount(), 2);
        list->choose("1");
        QTRY_VERIFY(anyLabel(&page, "m1 for"));
        QSignalSpy keys(&page, &RequestsPage::keyWanted);
        press(button(&page, "Open the key"));
        QCOMPARE(keys.first().first().toString(), QString("4"));
        gateway.silent = true;
        list->choose("2");
        QTRY_VERIFY(!anyLabel(&page, "m1 for"));
        QVERIFY(!button(&page, "Copy as curl")->isEnabled());
        gateway.silent = false;
        gateway.answers["/admin/v1/requests"] = {{"data", QJsonArray()}, {"next_cursor", QJsonValue()}};
        page.setFilter("model:other");
        QTRY_VERIFY(!button(&page, "Copy as curl")->isVisible());
    }

    void anErrorCodeThatIsNoneIsSaid()
    {
        QVERIFY(RequestFilterText::parse("error:upstream", 0).error.contains("upstream_failed"));
        QCOMPARE(RequestFilterText::parse("error:!=rate_limited", 0).error, QString());
    }

    void aRefusalOfTheRealEngineIsExplained()
    {
        QWidget *requests = page("requests");
        const QString key = makeKey("hurried", {{"rpm_limit", 1}});
        QCOMPARE(chat(key, "sim"), 200);
        QCOMPARE(chat(key, "sim"), 429);
        Table *list = requests->findChild<Table *>();
        QTRY_VERIFY_WITH_TIMEOUT(
            list->model().rowCount() >= 2 && list->model().object(0).value("status").toInt() == 429, 10'000);
        list->choose(list->model().object(0).value("id").toString());
        QTRY_VERIFY_WITH_TIMEOUT(anyLabel(requests, "own limit of 1 requests a minute"), 10'000);
    }
};

OSTIARY_TEST(tst_RequestWhy)
#include "tst_requestwhy.moc"
