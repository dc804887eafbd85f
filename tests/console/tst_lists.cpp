// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/format.h"
#include "tests/console/consolefixture.h"
#include "tests/support/testregistry.h"
#include "ui/widgets/card.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QScrollBar>

using namespace ostiary;

/// Lists of hundreds: found, filtered, sorted, and what needs attention first.
class tst_Lists : public ConsoleFixture
{
    Q_OBJECT

    static constexpr int kKeys = 260;

    Table *listOf(const QString &name)
    {
        auto *shown = static_cast<Page *>(page(name));
        return shown->findChild<Table *>(shown->title());
    }
    static int cutOff(Table *list) { return list->view()->viewport()->height() % Theme::kRowHeight; }
    static QString first(Table *list) { return list->model().index(0, 0).data().toString(); }

private Q_SLOTS:
    void initTestCase()
    {
        startConsole();
        for (int i = 0; i < kKeys; ++i)
            QVERIFY(!makeKey(QString("svc-%1").arg(i, 3, 10, QChar('0')), {{"max_budget_usd", "100"}}).isEmpty());
        for (const char *name : {"alpha", "beta", "summary-eu"})
            QVERIFY(ask(AdminRequest::post("/admin/v1/deployments", {{"model_name", name},
                                                                     {"provider", "sim"},
                                                                     {"upstream_model", "sim"},
                                                                     {"input_usd_per_mtok", "1"},
                                                                     {"output_usd_per_mtok", "2"}}))
                        .ok());
        QVERIFY(
            ask(AdminRequest::post("/admin/v1/providers",
                                   {{"name", "Kay's account"}, {"provider", "openai"}, {"api_key", "sk-test-0000"}}))
                .ok());
    }
    void cleanupTestCase() { stopConsole(); }

    void noRowIsCutOffAtTheFoot()
    {
        for (const char *name : {"keys", "models"}) {
            Table *list = listOf(name);
            QTRY_VERIFY(list->model().rowCount() > 0);
            for (const int height : {850, 861, 877, 900}) {
                m_window->resize(1360, height);
                QCoreApplication::processEvents();
                QVERIFY(list->view()->viewport()->height() >= Theme::kRowHeight);
                QVERIFY2(cutOff(list) == 0,
                         qPrintable(QString("%1 at %2: %3").arg(name).arg(height).arg(cutOff(list))));
            }
        }
        Table *keys = listOf("keys");
        QScrollBar *bar = keys->view()->verticalScrollBar();
        bar->setValue(bar->maximum());
        QCOMPARE(bar->maximum() % Theme::kRowHeight, 0); // its last row is whole, and so is the first that is seen
        QCOMPARE(bar->singleStep(), Theme::kRowHeight);
        bar->setValue(0);
        m_window->resize(1360, 850);
    }

    void isSearchedWhileTyping_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("found");
        QTest::newRow("keys, beyond the first page") << "keys"
                                                     << "Find a key"
                                                     << "c-255"
                                                     << "svc-255";
        QTest::newRow("models") << "models"
                                << "Find a model"
                                << "ary-"
                                << "summary-eu";
        QTest::newRow("providers") << "providers"
                                   << "Find a provider"
                                   << "'s acc"
                                   << "Kay's account";
    }
    void isSearchedWhileTyping()
    {
        QFETCH(QString, name);
        QFETCH(QString, words);
        QFETCH(QString, typed);
        QFETCH(QString, found);
        Table *list = listOf(name);
        QWidget *shown = m_window->pageWidget(name);
        QTRY_VERIFY(list->model().rowCount() > 1 || name == "providers");
        QTRY_VERIFY(list->model().total() > 0);
        const qint64 all = list->model().total();
        auto *search = named<QLineEdit>(shown, words);
        QVERIFY(search && search->isVisible());
        QTest::keyClicks(search, typed); // without Enter
        QTRY_VERIFY2(list->model().rowCount() == 1 && first(list) == found, qPrintable(first(list)));
        QVERIFY2(says(shown, "1 found") && says(shown, QString::number(all)), qPrintable(found));
        QTest::keyClicks(search, "nobody");
        QTRY_VERIFY(says(shown, "Nothing is called"));
        press(button(shown, "Clear the search"));
        QTRY_COMPARE(list->model().total(), all);
        QVERIFY(search->text().isEmpty());
    }

    void escLeavesTheSearchForTheList()
    {
        Table *list = listOf("keys");
        auto *search = named<QLineEdit>(m_window->pageWidget("keys"), "Find a key");
        search->setFocus();
        QTest::keyClicks(search, "svc-01");
        QTest::keyClick(search, Qt::Key_Escape);
        QCOMPARE(m_window->focusWidget(), static_cast<QWidget *>(list->view()));
        QTRY_COMPARE(list->model().total(), 10);
        search->clear();
        QTRY_COMPARE(list->model().total(), kKeys);
    }

    void aNewKeyIsSeenWhateverWasSearched()
    {
        Table *list = listOf("keys");
        QWidget *keys = m_window->pageWidget("keys");
        QTest::keyClicks(named<QLineEdit>(keys, "Find a key"), "svc-01");
        QTRY_COMPARE(list->model().total(), 10);
        press(button(keys, "New key"));
        type(keys, "Name", "fresh");
        press(button(keys, "Make key"));
        QTRY_COMPARE(list->model().total(), kKeys + 1);
        QVERIFY(named<QLineEdit>(keys, "Find a key")->text().isEmpty());
        press(button(keys, "I have it"));
    }

    void sortingShowsTheTop()
    {
        Table *list = listOf("keys");
        QTRY_VERIFY(list->model().rowCount() >= 200);
        list->view()->selectRow(150); // which would be scrolled to
        QTRY_VERIFY(list->view()->verticalScrollBar()->value() > 0);
        QHeaderView *header = list->view()->horizontalHeader();
        QSignalSpy loaded(&list->model(), &ResourceModel::loaded);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          {header->sectionViewportPosition(0) + 20, header->height() / 2});
        QTRY_VERIFY(!loaded.isEmpty());
        QTRY_COMPARE(list->view()->verticalScrollBar()->value(), 0);
        QCOMPARE(list->view()->rowAt(0), 0);
    }

    void requestsAreFilteredWhileTypingAndSummedUp()
    {
        const QString key = makeKey("asker");
        for (int i = 0; i < 3; ++i)
            QCOMPARE(chat(key, i == 0 ? "alpha" : "beta", "hello", 5), 200);
        Table *list = listOf("requests");
        QWidget *requests = m_window->pageWidget("requests");
        QTRY_COMPARE(list->model().rowCount(), 3);
        QTRY_VERIFY(says(requests, "3 request(s)"));
        auto *filter = named<QLineEdit>(requests, "Filter requests");
        QTest::keyClicks(filter, "model:"); // half written
        QTest::keyClicks(filter, "beta");
        QTRY_COMPARE(list->model().rowCount(), 2);
        double usd = 0;
        qint64 out = 0;
        for (int row = 0; row < 2; ++row) {
            usd += list->model().object(row).value("cost_usd").toString().toDouble();
            out += list->model().object(row).value("completion_tokens").toInteger();
        }
        QVERIFY(usd > 0 && out > 0);
        QVERIFY(says(requests, "2 request(s)"));
        QVERIFY2(says(requests, formatMoney(QString::number(usd, 'g', 12))), qPrintable(QString::number(usd)));
        QVERIFY2(says(requests, QString::number(out) + " tokens"), qPrintable(QString::number(out)));
        QTest::keyClicks(filter, "max");
        QTRY_VERIFY(says(requests, "No request fits this filter"));
        QVERIFY(!says(requests, "Every request through the gateway"));
        press(button(requests, "Clear the filter"));
        QTRY_COMPARE(list->model().rowCount(), 3);
        QVERIFY(filter->text().isEmpty());
        QTest::keyClicks(filter, "colour:red");
        QTRY_COMPARE(list->model().rowCount(), 3);
        QVERIFY(!complaints(requests).contains("colour")); // it may yet become something
        QTest::keyClick(filter, Qt::Key_Return);
        QVERIFY2(complaints(requests).contains("colour"), qPrintable(complaints(requests)));
        filter->clear();
    }

    void theOverviewBeginsWithWhatNeedsAttention()
    {
        const QString close = makeKey("nearly-spent", {{"max_budget_usd", "0.001"}});
        QCOMPARE(chat(close, "alpha", "hello", 5), 200);
        // A model that cannot be reached, last in the alphabet.
        QVERIFY(ask(AdminRequest::post("/admin/v1/deployments", {{"model_name", "zulu"},
                                                                 {"provider", "openai"},
                                                                 {"upstream_model", "gpt-5.5"},
                                                                 {"api_key", "sk-test-0000"},
                                                                 {"api_base", "http://127.0.0.1:9/v1"}}))
                    .ok());
        QVERIFY(chat(makeKey("free"), "zulu") >= 500);
        QWidget *overview = page("overview");
        auto *budgets = overview->findChild<Table *>("Budgets");
        auto *models = overview->findChild<Table *>("Models");
        QTRY_VERIFY2(first(budgets) == "nearly-spent", qPrintable(first(budgets)));
        QTRY_VERIFY2(first(models) == "zulu", qPrintable(first(models)));
        QTRY_VERIFY2(models->model().index(1, 0).data().toString() == "beta" ||
                         models->model().index(1, 0).data().toString() == "alpha",
                     qPrintable(models->model().index(1, 0).data().toString())); // those that are used come next
    }

    void keysAreSortedByTheSpentShareOfTheirBudget()
    {
        Table *list = listOf("keys");
        QTRY_VERIFY(list->model().rowCount() > 0);
        QHeaderView *header = list->view()->horizontalHeader();
        QSignalSpy loaded(&list->model(), &ResourceModel::loaded);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          {header->sectionViewportPosition(5) + 15, header->height() / 2});
        QTRY_VERIFY2(first(list) == "nearly-spent", qPrintable(first(list)));
    }
};

OSTIARY_TEST(tst_Lists)
#include "tst_lists.moc"
