// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/codewords.h"
#include "models/items/whybudgets.h"
#include "models/items/whywords.h"
#include "tests/console/consolefixture.h"
#include "tests/console/fakegateway.h"
#include "tests/support/testregistry.h"
#include "ui/pages/requestbars.h"
#include "ui/pages/requestspage.h"

#include <QJsonArray>

#include <algorithm>

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
    static QJsonObject budget(const QString &scope, const QString &who, double limit, double spent)
    {
        return {{"scope", scope},
                {"who", who},
                {"limit_nano", qRound64(limit * 1e9)},
                {"spent_nano", qRound64(spent * 1e9)},
                {"held_nano", 0},
                {"needed_nano", 67.4e6},
                {"ends_ms", qint64(1'800'000'000'000)}};
    }
    /// Refused by the budget of a team, with those of the user and of all beside it; its name is not obeyed.
    static QJsonObject refused()
    {
        return {{"id", "1"},
                {"started_ms", 1},
                {"status", 422},
                {"error", "budget_exceeded"},
                {"attempts", 0},
                {"key", "k"},
                {"key_id", 4},
                {"latency_ms", 0.1},
                {"tries", QJsonArray()},
                {"why", QJsonObject{{"budget", budget("team", "<b>Interns</b> %1", 60, 59.94)},
                                    {"other_budgets", QJsonArray{budget("user", "ann", 60, 60),
                                                                 budget("organisation", "", 3000, 1.5)}}}}};
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

    void everyBudgetThatBoundIsARow()
    {
        const std::vector<BudgetRow> rows = BudgetRow::of(refused());
        QCOMPARE(rows.size(), std::size_t(3));
        QCOMPARE(rows[0].whose, QString("Team <b>Interns</b> %1"));
        QCOMPARE(rows[0].limit, QString("$60.00"));
        QCOMPARE(rows[0].spent, QString("$59.94"));
        QCOMPARE(rows[0].needed, QString("$0.0674"));
        QCOMPARE(rows[1].left, QString("$0.0000"));
        QCOMPARE(rows[2].whose, QString("Organisation"));
        QVERIFY(rows[0].verdict == BudgetRow::Verdict::Refused);
        QVERIFY(rows[1].verdict == BudgetRow::Verdict::TooLow);
        QVERIFY(rows[2].verdict == BudgetRow::Verdict::Enough);
        QVERIFY(BudgetRow::of(request("1")).empty());
        QVERIFY(whyWords(refused()).contains("the team <b>Interns</b> %1"));
    }

    /// Right-aligned figures with as many decimals stand with their points one below the other.
    void figuresOfAColumnHaveTheSameDecimals()
    {
        const std::vector<BudgetRow> rows = BudgetRow::of(refused());
        for (const auto column :
             {&BudgetRow::limit, &BudgetRow::spent, &BudgetRow::held, &BudgetRow::needed, &BudgetRow::left}) {
            for (const BudgetRow &row : rows)
                QCOMPARE((row.*column).section('.', 1).size(), (rows[0].*column).section('.', 1).size());
        }
        QCOMPARE(rows[0].left, QString("$0.0600"));
        QCOMPARE(rows[2].left, QString("$2,998.5000"));
    }

    void aRefusalByABudgetIsATable()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/requests"] = {{"data", QJsonArray{refused(), request("2")}},
                                                 {"next_cursor", QJsonValue()}};
        gateway.answers["/admin/v1/requests/1"] = refused();
        gateway.answers["/admin/v1/requests/2"] = request("2");
        RequestsPage page(gateway);
        page.resize(1000, 700);
        page.show();
        Table *list = page.findChild<Table *>();
        QTRY_COMPARE(list->model().rowCount(), 2);
        auto *budgets = page.findChild<BudgetTable *>();
        QVERIFY(!budgets->isVisible());
        list->choose("1");
        QTRY_VERIFY(budgets->isVisible());
        QList<QLabel *> marked;
        QList<int> rights; // of the column of limits
        for (QLabel *label : budgets->findChildren<QLabel *>()) {
            if (label->property("error").toBool())
                marked += label;
            if (label->text().startsWith("$60.00") || label->text().startsWith("$3,000.00")) {
                QVERIFY(label->alignment() & Qt::AlignRight);
                rights += label->geometry().right();
            }
        }
        QCOMPARE(marked.size(), 1);
        QCOMPARE(marked.first()->text(), QString("refused it"));
        QVERIFY(anyLabel(budgets, "too little as well"));
        QVERIFY(anyLabel(budgets, "Held for others"));
        QCOMPARE(rights.size(), 3 + 1); // one has spent its 60 dollars
        std::sort(rights.begin(), rights.end());
        QCOMPARE(rights[0], rights[2]);
        list->choose("2");
        QTRY_VERIFY(anyLabel(&page, "m2 for"));
        QVERIFY(!budgets->isVisible());
        QVERIFY(anyLabel(&page, "provider 1.30 s + waits 400 ms + gateway 300 ms = 2.00 s"));
    }

    void sumsAddUpToWhatItTook_data()
    {
        QTest::addColumn<QJsonObject>("of");
        QTest::addColumn<QString>("sums");
        QTest::newRow("tries and waits") << request("1") << "provider 1.30 s + waits 400 ms + gateway 300 ms = 2.00 s";
        QTest::newRow("refused at once") << refused() << "gateway 0.10 ms = 0.10 ms";
        QTest::newRow("a plain success")
            << QJsonObject{{"latency_ms", 100.25},
                           {"stages_ms", QJsonObject{{"index", 0.2}, {"upstream", 60.0}, {"relay", 40.0}}}}
            << "provider 100 ms + gateway 0.25 ms = 100 ms";
        QTest::newRow("nothing is known") << QJsonObject() << "";
    }
    void sumsAddUpToWhatItTook()
    {
        QFETCH(QJsonObject, of);
        QFETCH(QString, sums);
        QCOMPARE(requestSums(of), sums);
    }

    void theScaleHasRoundTicks_data()
    {
        QTest::addColumn<double>("whole");
        QTest::addColumn<int>("most");
        QTest::addColumn<QString>("labels");
        QTest::newRow("seconds") << 2556.0 << 6 << "0|0.5 s|1.0 s|1.5 s|2.0 s|2.5 s";
        QTest::newRow("milliseconds") << 702.0 << 4 << "0|200 ms|400 ms|600 ms";
        QTest::newRow("less than one") << 0.11 << 3 << "0|0.05 ms|0.10 ms";
        QTest::newRow("its end is a tick") << 1000.0 << 2 << "0|0.5 s|1.0 s";
        QTest::newRow("minutes") << 95'000.0 << 5 << "0|20 s|40 s|60 s|80 s";
        QTest::newRow("nothing") << 0.0 << 5 << "";
    }
    void theScaleHasRoundTicks()
    {
        QFETCH(double, whole);
        QFETCH(int, most);
        QStringList labels;
        for (const Waterfall::Tick &tick : Waterfall::ticks(whole, most)) {
            QVERIFY(tick.ms <= whole * 1.001);
            labels += tick.label;
        }
        QTEST(labels.join('|'), "labels");
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

    void aRowForManySaysHowMany()
    {
        const QJsonObject rate{{"of", "key"}, {"what", "requests"}, {"limit", 1}, {"more", 4711}};
        const QString words =
            whyWords({{"status", 429}, {"error", "rate_limited"}, {"why", QJsonObject{{"rate", rate}}}});
        QVERIFY2(words.contains("4711 more"), qPrintable(words));
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
