// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/format.h"
#include "tests/console/consolefixture.h"
#include "tests/console/fakegateway.h"
#include "tests/support/testregistry.h"
#include "ui/pages/discoverpanel.h"
#include "ui/pages/keyspage.h"
#include "ui/pages/overviewpage.h"
#include "ui/pages/requestspage.h"
#include "ui/pages/settingspage.h"
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

    static QJsonObject keyList(const QStringList &ids)
    {
        QJsonArray rows;
        for (const QString &id : ids)
            rows.append(QJsonObject{{"id", id}, {"alias", "key " + id}, {"name", "sk-..." + id}});
        return {{"data", rows}, {"total", rows.size()}};
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

    void aModelWithACommaStaysOneModel()
    {
        FakeGateway gateway;
        QJsonObject list = keyList({"1"});
        QJsonObject key = list["data"].toArray()[0].toObject();
        key["models"] = QJsonArray{"a,b"};
        list["data"] = QJsonArray{key};
        gateway.answers["/admin/v1/keys"] = list;
        KeysPage page(gateway);
        page.resize(1000, 700);
        page.setVisible(true);
        Table *keys = tableOf(&page, "Keys");
        QTRY_COMPARE(keys->model().rowCount(), 1);
        keys->view()->selectRow(0);
        auto *models = page.findChild<TokenEdit *>();
        QTRY_COMPARE(models->tokens(), QStringList{"a,b"});
        QTest::keyClicks(models->input(), "c");
        QTest::keyClick(models->input(), Qt::Key_Return);
        press(button(&page, "Save"));
        QCOMPARE(gateway.asked.back().request.path, QString("/admin/v1/keys/1"));
        QCOMPARE(gateway.asked.back().request.body["models"].toArray(), (QJsonArray{"a,b", "c"}));
    }

    void aNewKeyKeepsItsNameWhenAnotherIsSaved()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/keys"] = keyList({"1", "2"});
        gateway.answers["/admin/v1/keys/1/rotate"] = {{"id", "1"}, {"alias", "key 1"}, {"key", "sk-of-the-first"}};
        gateway.answers["/admin/v1/keys/2"] = {{"id", "2"}, {"alias", "other"}, {"name", "sk-...2"}};
        KeysPage page(gateway);
        page.resize(1000, 700);
        page.setVisible(true);
        Table *keys = tableOf(&page, "Keys");
        QTRY_COMPARE(keys->model().rowCount(), 2);
        keys->view()->selectRow(0);
        answerNext("24 hours");
        press(button(&page, QString::fromUtf8("Rotate\xe2\x80\xa6")));
        QTRY_VERIFY(says(&page, "The new key of key 1"));
        keys->view()->selectRow(1);
        type(&page, "Name", "other");
        press(button(&page, "Save"));
        QTRY_VERIFY(named<QLineEdit>(&page, "Name")->isEnabled());
        QVERIFY(says(&page, "The new key of key 1"));
        QVERIFY(!says(&page, "The new key of other"));
    }

    void aLateReplyLeavesTheKeyThatIsShownAlone()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/keys"] = keyList({"1", "2"});
        KeysPage page(gateway);
        page.resize(1000, 700);
        page.setVisible(true);
        Table *keys = tableOf(&page, "Keys");
        QTRY_COMPARE(keys->model().rowCount(), 2);
        keys->view()->selectRow(0);
        type(&page, "Name", "mine");
        gateway.silent = true;
        press(button(&page, "Save"));
        const QPointer<AdminOperation> saving = gateway.asked.back().operation;
        answerNext("Discard");
        keys->view()->selectRow(1);
        QTRY_COMPARE(named<QLineEdit>(&page, "Name")->text(), QString("key 2"));
        AdminReply reply;
        reply.status = 200;
        reply.body = {{"id", "1"}, {"alias", "mine"}, {"name", "sk-...1"}};
        QVERIFY(saving);
        FakeGateway::end(saving, reply);
        QCOMPARE(named<QLineEdit>(&page, "Name")->text(), QString("key 2"));
    }

    void aLateSummaryIsNotThatOfAnotherSpan()
    {
        FakeGateway gateway;
        gateway.silent = true;
        OverviewPage page(gateway);
        page.resize(1200, 800);
        page.show();
        press(button(&page, "30 d"));
        const auto asked = [&](const QString &last) {
            for (auto one = gateway.asked.rbegin(); one != gateway.asked.rend(); ++one) {
                if (one->request.path == "/admin/v1/summary" && one->request.query.queryItemValue("last") == last)
                    return one->operation;
            }
            return QPointer<AdminOperation>();
        };
        const auto answer = [](const QString &cost) {
            AdminReply reply;
            reply.status = 200;
            reply.body = {{"cost_usd", cost}, {"requests", 1}};
            return reply;
        };
        const QPointer<AdminOperation> slow = asked("30d");
        QVERIFY(slow);
        press(button(&page, "1 h"));
        const QPointer<AdminOperation> now = asked("1h");
        QVERIFY(now);
        FakeGateway::end(now, answer("3"));
        QVERIFY(says(&page, formatMoney("3")));
        FakeGateway::end(slow, answer("777"));
        QVERIFY(says(&page, formatMoney("3")));
        QVERIFY(!says(&page, formatMoney("777")));
    }

    void savedSettingsTakeTheComplaintAway()
    {
        FakeGateway gateway;
        SettingsPage page(gateway, nullptr);
        page.resize(1000, 800);
        page.show();
        QTRY_VERIFY(gateway.timesAsked("/admin/v1/settings") > 0);
        QCoreApplication::processEvents();
        type(&page, "Clients call models at", "127.0.0.1:4000");
        gateway.silent = true;
        AdminReply bad;
        bad.status = 500;
        bad.message = "The disk is full";
        AdminReply good;
        good.status = 200;
        for (const AdminReply &reply : {bad, good}) {
            press(button(&page, "Save"));
            const QPointer<AdminOperation> saving = gateway.asked.back().operation;
            QVERIFY(saving);
            FakeGateway::end(saving, reply);
            QCOMPARE(says(&page, "The settings are not saved"), !reply.ok());
        }
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

    void aListThatRefreshesWhileItAsksMovesNoChoice_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QStringList>("meanwhile"); // the list while the question is open
        QTest::addColumn<QString>("shown");         // then in list and form
        for (const auto &[name, list] : {std::pair("the same", QStringList{"1", "2", "3"}),
                                         {"others come before", QStringList{"8", "9", "1", "2", "3"}},
                                         {"another order", QStringList{"3", "2", "1"}},
                                         {"others go", QStringList{"1", "2"}}}) {
            QTest::addRow("discarded, %s", name) << "Discard" << list << "2";
            QTest::addRow("kept, %s", name) << "Keep editing" << list << "1";
        }
        QTest::newRow("discarded, the wanted one goes") << "Discard" << QStringList{"1", "3"} << "1";
        QTest::newRow("kept, the shown one goes") << "Keep editing" << QStringList{"2", "3"} << "";
    }
    void aListThatRefreshesWhileItAsksMovesNoChoice()
    {
        QFETCH(QString, answer);
        QFETCH(QStringList, meanwhile);
        QFETCH(QString, shown);
        FakeGateway gateway;
        gateway.answers["/admin/v1/keys"] = keyList({"1", "2", "3"});
        KeysPage page(gateway);
        page.resize(1200, 800);
        page.setVisible(true);
        Table *table = tableOf(&page, "Keys");
        QTRY_COMPARE(table->model().rowCount(), 3);
        QTRY_VERIFY(!table->model().isLoading());
        const auto name = [&] { return named<QLineEdit>(&page, "Name")->text(); };
        const auto click = [&](int row) {
            const QRect cell = table->view()->visualRect(table->model().index(row, 0));
            QTest::mouseClick(table->view()->viewport(), Qt::LeftButton, {}, cell.center());
        };
        click(0);
        QTRY_COMPARE(name(), QString("key 1"));
        type(&page, "Person", "somebody");
        bool refreshed = false;
        QTimer watch;
        watch.setInterval(1);
        connect(&watch, &QTimer::timeout, this, [&] {
            if (!QApplication::activeModalWidget())
                return;
            watch.stop();
            gateway.answers["/admin/v1/keys"] = keyList(meanwhile);
            connect(&table->model(), &ResourceModel::loaded, &watch, [&, answer] {
                refreshed = true;
                watch.disconnect(&table->model());
                answerNext(answer);
            });
            table->model().reload();
        });
        watch.start();
        click(1);
        QTRY_VERIFY(refreshed && !QApplication::activeModalWidget());
        QCoreApplication::processEvents();
        disconnect(&table->model(), nullptr, &watch, nullptr);
        QCOMPARE(table->currentId(), shown);
        QStringList selected;
        for (const QModelIndex &row : table->view()->selectionModel()->selectedRows())
            selected += table->model().idOf(row.row());
        QCOMPARE(selected, shown.isEmpty() ? QStringList() : QStringList{shown});
        QCOMPARE(name(), shown.isEmpty() ? QString("key 1") : "key " + shown);
        table->model().reload(); // and it stays so
        QTRY_VERIFY(!table->model().isLoading());
        QCOMPARE(table->currentId(), shown);
        QCOMPARE(named<QLineEdit>(&page, "Person")->text(), answer == "Discard" ? QString() : QString("somebody"));
    }

    void aDraftIsNotLeftBehindByAClickInTheList()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/keys"] = keyList({"1"});
        KeysPage page(gateway);
        page.resize(1200, 800);
        page.setVisible(true);
        Table *table = tableOf(&page, "Keys");
        QTRY_COMPARE(table->model().rowCount(), 1);
        press(button(&page, "New key"));
        type(&page, "Name", "draft");
        answerNext("Keep editing");
        table->view()->selectRow(0);
        QTRY_COMPARE(table->currentRow(), -1); // the list does not point at what is not in the form
        answerNext("Discard");
        table->view()->selectRow(0);
        QTRY_COMPARE(named<QLineEdit>(&page, "Name")->text(), QString("key 1"));
    }

    void aQuestionIsAboutTheKeyThatItNames_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("answer");
        QTest::newRow("rotate") << QString::fromUtf8("Rotate\xe2\x80\xa6") << "1 hour";
        QTest::newRow("delete") << QString::fromUtf8("Delete\xe2\x80\xa6") << "Delete";
    }
    void aQuestionIsAboutTheKeyThatItNames()
    {
        QFETCH(QString, asked);
        QFETCH(QString, answer);
        FakeGateway gateway;
        gateway.answers["/admin/v1/keys"] = keyList({"1", "2"});
        KeysPage page(gateway);
        page.resize(1200, 800);
        page.setVisible(true);
        Table *table = tableOf(&page, "Keys");
        QTRY_COMPARE(table->model().rowCount(), 2);
        table->choose("1");
        QTRY_VERIFY(button(&page, "Block")->isVisible());
        QTimer watch;
        watch.setInterval(1);
        connect(&watch, &QTimer::timeout, this, [&] {
            if (!QApplication::activeModalWidget())
                return;
            watch.stop();
            table->choose("2"); // as if the list had moved
            answerNext(answer);
        });
        watch.start();
        press(button(&page, asked));
        const auto sent = [&] {
            return std::find_if(gateway.asked.begin(), gateway.asked.end(),
                                [](const FakeGateway::Asked &one) { return one.request.method != "GET"; });
        };
        QTRY_VERIFY(sent() != gateway.asked.end());
        QVERIFY2(sent()->request.path.startsWith("/admin/v1/keys/1"), qPrintable(sent()->request.path));
        QTRY_VERIFY(!gateway.asked.back().operation);
        QCOMPARE(named<QLineEdit>(&page, "Name")->text(), QString("key 2"));
        QVERIFY(button(&page, "Block")->isVisible()); // of the other one, which is still there
    }

    void aRowThatFallsOffTheListIsNotReplacedByItsNeighbour()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/requests"] = requests(200, 0);
        RequestsPage page(gateway);
        page.resize(1200, 800);
        page.show();
        Table *table = tableOf(&page, "Requests");
        QTRY_COMPARE(table->model().rowCount(), 200);
        QTRY_VERIFY(!table->model().isLoading());
        table->choose("5");
        QTRY_COMPARE(gateway.timesAsked("/admin/v1/requests/5"), 1);
        table->view()->scrollToTop();
        gateway.answers["/admin/v1/requests"] = requests(700, 0); // a burst: the list holds its newest rows only
        gateway.tell({{"requests_total", 700}});
        QTRY_COMPARE(table->model().rowOf("5"), -1);
        QCOMPARE(table->currentRow(), -1);
        const bool another = std::any_of(gateway.asked.begin(), gateway.asked.end(), [](const auto &one) {
            return one.request.path.startsWith("/admin/v1/requests/") && !one.request.path.endsWith("/5") &&
                   !one.request.path.endsWith("/totals");
        });
        QVERIFY(!another); // the detail is that of the chosen one
    }

    void noticesNameTheirObject()
    {
        const QString id =
            ask(AdminRequest::post("/admin/v1/keys", {{"alias", "support-bot"}})).body.value("id").toString();
        QWidget *keys = page("keys");
        Table *table = tableOf(keys, "Keys");
        QTRY_VERIFY(table->model().rowOf(id) >= 0);
        table->choose(id);
        QTRY_COMPARE(named<QLineEdit>(keys, "Name")->text(), QString("support-bot"));
        press(button(keys, "Block"));
        QTRY_VERIFY(says(keys, "Blocked support-bot."));
        press(button(keys, "Undo"));
        QTRY_VERIFY(says(keys, "support-bot is as it was before."));
        QTRY_VERIFY(button(keys, "Block")->isVisible());
    }

    void aNoticeMovesNothing()
    {
        Page page("Doors");
        auto *content = new QPushButton("Block");
        page.content()->addWidget(content, 1);
        page.resize(900, 500);
        page.show();
        const QRect before = content->geometry();
        page.notice().tell(QString("A very long notice ").repeated(30), true);
        page.busy().follow(new QObject(&page), "Asking");
        QTRY_VERIFY(page.busy().isVisible());
        QVERIFY(page.notice().isVisible());
        QCOMPARE(content->geometry(), before);
        QVERIFY(page.rect().contains(page.notice().geometry()));
        QVERIFY(page.rect().contains(page.busy().geometry()));
        QVERIFY(!page.notice().geometry().intersects(page.busy().geometry()));
        const auto *words = page.notice().findChild<QLabel *>();
        QVERIFY(words->height() >= words->heightForWidth(words->width())); // all of it can be read
        page.resize(600, 400);
        QCoreApplication::processEvents();
        QVERIFY(page.rect().contains(page.notice().geometry()));
    }

    void theWindowsNoticeMovesNothing()
    {
        FakeGateway gateway;
        MainWindow window(gateway);
        window.resize(1360, 850);
        window.show();
        auto *stack = window.findChild<QStackedWidget *>();
        QCoreApplication::processEvents();
        const QRect before = stack->geometry();
        gateway.become(AdminClient::State::Refused);
        QCoreApplication::processEvents();
        QVERIFY(says(&window, "does not take the admin key"));
        QVERIFY(button(&window, "Enter another key")->isVisible());
        QCOMPARE(stack->geometry(), before);
    }

    void aRefusedKeyCanBeEnteredAfterACancel()
    {
        FakeGateway gateway;
        MainWindow window(gateway);
        window.show();
        QSignalSpy wanted(&window, &MainWindow::keyWanted); // nobody answers: as after Cancel
        gateway.become(AdminClient::State::Refused);
        for (int times = 1; times < 3; ++times) {
            QWidget *over = window.findChild<QStackedWidget *>();
            QVERIFY(says(over, "does not take the admin key"));
            press(button(over, "Enter another key"));
            QCOMPARE(wanted.size(), times);
        }
        for (NoticeBar *bar : window.findChildren<NoticeBar *>())
            bar->hide(); // dismissed
        press(button(&window, "Enter another key"));
        QCOMPARE(wanted.size(), 3);
        gateway.become(AdminClient::State::Online);
        QVERIFY(!says(&window, "does not take the admin key"));
        QVERIFY(!button(&window, "Enter another key")->isVisible());
    }

    void aGatewayThatIsGoneIsToldUntilItIsBack()
    {
        FakeGateway gateway;
        MainWindow window(gateway);
        window.show();
        gateway.become(AdminClient::State::Online);
        QVERIFY(!says(&window, "What is shown may be out of date"));
        gateway.become(AdminClient::State::Offline);
        QVERIFY(says(&window, "far is not reached; trying again. What is shown may be out of date."));
        window.showPage("keys");
        QVERIFY(says(&window, "What is shown may be out of date"));
        int told = 0;
        for (NoticeBar *bar : window.findChildren<NoticeBar *>()) {
            told += bar->isVisible() ? 1 : 0;
            QVERIFY(!bar->isVisible() || !named<QPushButton>(bar, "Dismiss")->isVisible());
        }
        QCOMPARE(told, 1);
        gateway.become(AdminClient::State::Online);
        QVERIFY(!says(&window, "What is shown may be out of date"));
    }

    void figuresThatAreNoLongerReadSayOfWhenTheyAre()
    {
        FakeGateway gateway;
        gateway.become(AdminClient::State::Online);
        gateway.answers["/admin/v1/summary"] = {{"requests", 4711}, {"cost_usd", "1"}};
        OverviewPage page(gateway);
        page.resize(1000, 700);
        page.show();
        QTRY_VERIFY(says(&page, "4,711"));
        gateway.silent = true;
        const auto answerAll = [&](const AdminReply &reply) {
            for (const FakeGateway::Asked &one : std::vector(gateway.asked)) {
                if (one.operation)
                    FakeGateway::end(one.operation, reply);
            }
        };
        answerAll({}); // what was asked before
        AdminReply refused;
        refused.status = 401;
        gateway.become(AdminClient::State::Refused); // it is asked anew
        answerAll(refused);
        QVERIFY(says(&page, "the admin key is not accepted any more; the figures are of "));
        gateway.become(AdminClient::State::Offline);
        answerAll(AdminReply::unreachable("the cable is out"));
        QVERIFY(says(&page, "not connected; the figures are of "));
    }

    void aListOfAGatewayThatIsGoneSaysSo()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/keys"] = keyList({"1", "2"});
        gateway.become(AdminClient::State::Online);
        KeysPage page(gateway);
        page.resize(1000, 700);
        page.setVisible(true);
        Table *keys = tableOf(&page, "Keys");
        QTRY_COMPARE(keys->model().rowCount(), 2);
        QVERIFY(!says(keys, "What is shown is of before"));
        gateway.become(AdminClient::State::Offline);
        QVERIFY(says(keys, "What is shown is of before: the gateway is not reached"));
        gateway.become(AdminClient::State::Refused);
        QVERIFY(says(keys, "What is shown is of before: the gateway does not take the admin key"));
        gateway.become(AdminClient::State::Online);
        QTRY_VERIFY(!says(keys, "What is shown is of before"));
        QCOMPARE(keys->model().rowCount(), 2);
    }

    void whatIsNotKnownOfAGatewayThatIsGoneIsUnknown()
    {
        FakeGateway gateway;
        MainWindow window(gateway);
        window.show();
        auto *ledger = window.findChild<QLabel *>("ledger");
        QVERIFY(ledger);
        QCOMPARE(ledger->text(), QString("Ledger: unknown")); // nothing has been said yet
        const QJsonObject counters{{"version", OSTIARY_VERSION},
                                   {"ledger_healthy", true},
                                   {"in_flight", 2},
                                   {"requests_total", 7},
                                   {"unauthorized", QJsonObject{{"last_24h", 3}}}};
        gateway.become(AdminClient::State::Online);
        QCOMPARE(ledger->text(), QString("Ledger: unknown"));
        gateway.tell(counters);
        QCOMPARE(ledger->text(), QString("Ledger up to date"));
        auto *strangers = window.findChild<QPushButton *>("strangers");
        QVERIFY(says(&window, "2 under way") && strangers->isVisible());
        QVERIFY(strangers->text().contains("without a valid key"));
        window.showPage("requests");
        QVERIFY(button(&window, "Live"));
        for (const auto state : {AdminClient::State::Offline, AdminClient::State::Refused}) {
            gateway.become(state);
            QCOMPARE(ledger->text(), QString("Ledger: unknown"));
            QVERIFY(!says(&window, "under way") && !strangers->isVisible() && !says(&window, "requests/s"));
        }
        gateway.become(AdminClient::State::Offline);
        QVERIFY(button(&window, "Not connected") && !button(&window, "Live"));
        gateway.become(AdminClient::State::Online);
        gateway.tell(counters);
        QCOMPARE(ledger->text(), QString("Ledger up to date"));
        QVERIFY(button(&window, "Live"));
    }
};

OSTIARY_TEST(tst_Truth)
#include "tst_truth.moc"
