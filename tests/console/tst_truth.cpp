// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/console/consolefixture.h"
#include "tests/console/fakegateway.h"
#include "tests/support/testregistry.h"
#include "ui/pages/discoverpanel.h"
#include "ui/pages/requestspage.h"
#include "ui/widgets/form.h"

#include <QJsonArray>
#include <QScrollBar>

using namespace ostiary;

/// What stands on the screen is so.
class tst_Truth : public ConsoleFixture
{
    Q_OBJECT

    Table *tableOf(QWidget *page, const QString &name) { return page->findChild<Table *>(name); }

    static QJsonObject requests(int from, int to)
    {
        QJsonArray rows;
        for (int i = from; i > to; --i)
            rows.append(QJsonObject{{"id", QString::number(i)}, {"started_ms", i}, {"status", 200}});
        return {{"data", rows}, {"next_cursor", QJsonValue()}};
    }

    /// The editor that a double click opens in the first row.
    static QLineEdit *editCell(QTreeWidget &tree, int column)
    {
        const QRect cell = tree.visualRect(tree.model()->index(0, column));
        const QPoint at(cell.left() + std::min(cell.width() - 4, 60), cell.center().y());
        QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(tree.viewport(), Qt::LeftButton, {}, at);
        return tree.viewport()->findChild<QLineEdit *>();
    }
    static void writeInCell(QTreeWidget &tree, int column, const QString &text)
    {
        QPointer<QLineEdit> editor = editCell(tree, column);
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY(!editor);
    }

private Q_SLOTS:
    void initTestCase() { startConsole(); }
    void cleanupTestCase() { stopConsole(); }

    void aLiveListHasWhatCameWhileAnotherPageWasOpen()
    {
        const QString key = makeKey("away");
        Table *list = tableOf(page("requests"), "Requests");
        QCOMPARE(chat(key, "sim"), 200);
        QTRY_COMPARE_WITH_TIMEOUT(list->model().rowCount(), 1, 10'000);
        page("providers");
        const auto counted = [&] { return m_client->counters().value("requests_total").toInteger(); };
        const qint64 before = counted();
        QCOMPARE(chat(key, "sim"), 200);
        QTRY_VERIFY_WITH_TIMEOUT(counted() > before, 10'000); // told while the list is hidden
        page("requests");
        QTRY_COMPARE_WITH_TIMEOUT(list->model().rowCount(), 2, 10'000);
    }

    void aPausedListCountsWhatCameWhileAnotherPageWasOpen()
    {
        FakeGateway gateway;
        RequestsPage page(gateway);
        page.show();
        gateway.tell({{"requests_total", 3}});
        press(button(&page, "Live"));
        page.hide();
        gateway.tell({{"requests_total", 7}});
        page.show();
        QVERIFY(button(&page, QString::fromUtf8("Paused \xc2\xb7 4 new")));
    }

    void aLiveListThatWasScrolledCatchesUpAtItsTop()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/requests"] = requests(100, 0);
        RequestsPage page(gateway);
        page.resize(1000, 700);
        page.show();
        gateway.tell({{"requests_total", 100}});
        Table *list = tableOf(&page, "Requests");
        QTRY_COMPARE(list->model().rowCount(), 100);
        QTRY_VERIFY(!list->model().isLoading());
        QScrollBar *bar = list->view()->verticalScrollBar();
        QVERIFY(bar->maximum() > 300);
        bar->setValue(300);
        gateway.answers["/admin/v1/requests"] = requests(102, 0);
        gateway.tell({{"requests_total", 102}});
        QVERIFY(button(&page, QString::fromUtf8("Live \xc2\xb7 2 new")));
        bar->setValue(0);
        QTRY_COMPARE(list->model().rowCount(), 102);
        QVERIFY(button(&page, "Live"));
    }

    void aRowThatFollowsTheCountOfItsRequestIsListed()
    {
        FakeGateway gateway;
        RequestsPage page(gateway);
        page.show();
        gateway.tell({{"requests_total", 0}});
        Table *list = tableOf(&page, "Requests");
        gateway.tell({{"requests_total", 1}});
        QTRY_VERIFY(!list->model().isLoading());
        QCOMPARE(list->model().rowCount(), 0);
        gateway.answers["/admin/v1/requests"] = requests(1, 0);
        gateway.tell({{"requests_total", 1}});
        QTRY_COMPARE(list->model().rowCount(), 1);
    }

    void newKeysAndModelsCompleteTheFilter()
    {
        FakeGateway gateway;
        RequestsPage page(gateway);
        const int before = gateway.timesAsked("/admin/v1/models");
        gateway.change("model", 2);
        QCOMPARE(gateway.timesAsked("/admin/v1/models"), before + 1);
    }

    void aPriceOfTheDiscoveryListIsStored_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("in"); // of what is sent; empty: it is not
        QTest::addColumn<QString>("out");
        QTest::addColumn<QString>("shown");
        QTest::newRow("both") << "2.50 / 10"
                              << "2.50"
                              << "10"
                              << "$2.50 / $10";
        QTest::newRow("as prices are shown") << "$0.20/$0.80"
                                             << "0.20"
                                             << "0.80"
                                             << "$0.20 / $0.80";
        QTest::newRow("input alone") << "3"
                                     << "3"
                                     << ""
                                     << "$3";
        QTest::newRow("nothing, so the list's") << " "
                                                << ""
                                                << ""
                                                << "no price";
    }
    void aPriceOfTheDiscoveryListIsStored()
    {
        QFETCH(QString, written);
        QFETCH(QString, in);
        QFETCH(QString, out);
        QFETCH(QString, shown);
        FakeGateway gateway;
        DiscoverPanel panel(gateway);
        panel.resize(900, 400);
        panel.show();
        panel.setModels({QJsonObject{{"id", "vega"}}}, "7", "openai");
        QTRY_VERIFY(!panel.isEmpty());
        auto *tree = panel.findChild<QTreeWidget *>();
        tree->topLevelItem(0)->setCheckState(0, Qt::Checked);
        writeInCell(*tree, 2, written);
        QCOMPARE(tree->topLevelItem(0)->text(2), shown);
        press(panel.addButton());
        const QJsonObject sent = gateway.asked.back().request.body;
        QCOMPARE(sent.value("model_name").toString(), QString("vega"));
        QCOMPARE(sent.value("input_usd_per_mtok").toString(), in);
        QCOMPARE(sent.value("output_usd_per_mtok").toString(), out);
    }

    void whatIsNoPriceIsNotAdded()
    {
        FakeGateway gateway;
        DiscoverPanel panel(gateway);
        panel.resize(900, 400);
        panel.show();
        panel.setModels({QJsonObject{{"id", "vega"}}}, "7", "openai");
        QTRY_VERIFY(!panel.isEmpty());
        auto *tree = panel.findChild<QTreeWidget *>();
        QTreeWidgetItem *item = tree->topLevelItem(0);
        item->setCheckState(0, Qt::Checked);
        for (const char *wrong : {"cheap", "1 / 2 / 3", "2.50 /", "-1 / 2", "2,50 / 10"}) {
            writeInCell(*tree, 2, wrong);
            QVERIFY2(!panel.addButton()->isEnabled(), wrong);
            QVERIFY2(item->text(3).contains("2.50 / 10"), qPrintable(item->text(3)));
        }
        writeInCell(*tree, 2, "2.50 / 10");
        QVERIFY(panel.addButton()->isEnabled());
    }

    void onlyNameAndPriceOfTheDiscoveryListAreWritten()
    {
        FakeGateway gateway;
        DiscoverPanel panel(gateway);
        panel.resize(900, 400);
        panel.show();
        panel.setModels({QJsonObject{{"id", "vega"}}}, "7", "openai");
        QTRY_VERIFY(!panel.isEmpty());
        auto *tree = panel.findChild<QTreeWidget *>();
        for (int column = 0; column < 4; ++column) {
            QPointer<QLineEdit> editor = editCell(*tree, column);
            QCOMPARE(!editor.isNull(), column == 1 || column == 2);
            if (editor)
                QTest::keyClick(editor, Qt::Key_Escape);
            QTRY_VERIFY(!editor);
        }
    }
};

OSTIARY_TEST(tst_Truth)
#include "tst_truth.moc"
