// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin/httpadminclient.h"
#include "tests/console/consolefixture.h"
#include "tests/support/testregistry.h"
#include "ui/pages/discoverpanel.h"
#include "ui/pages/importpanel.h"
#include "ui/pages/requestspage.h"
#include "ui/pages/settingspage.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/form.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QDialog>
#include <QHeaderView>
#include <QJsonArray>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QTreeWidget>

#include <semaphore>

using namespace ostiary;

/// Each page, driven over a real engine with the built-in simulator.
class tst_Console : public ConsoleFixture
{
    Q_OBJECT

    Table *tableOf(QWidget *page, const QString &name) { return page->findChild<Table *>(name); }

private Q_SLOTS:
    void initTestCase() { startConsole(); }
    void cleanupTestCase() { stopConsole(); }

    void whatAnotherConsoleChangesMeanwhileIsTakenOver()
    {
        const QString id = ask(AdminRequest::post("/admin/v1/keys", {{"alias", "shared"}, {"rpm_limit", 10}}))
                               .body.value("id")
                               .toString();
        QWidget *keys = page("keys");
        Table *table = tableOf(keys, "Keys");
        QTRY_VERIFY(table->model().rowOf(id) >= 0);
        table->view()->selectRow(table->model().rowOf(id));
        QTRY_COMPARE(named<QLineEdit>(keys, "Name")->text(), QString("shared"));
        type(keys, "Team", "Support");
        QLineEdit *limit = named<QLineEdit>(keys, "Most requests per minute");
        QLineEdit *team = named<QLineEdit>(keys, "Team");
        QVERIFY(limit && team);
        // Somebody else changes the limit, which was not touched here, and the team, which was.
        QCOMPARE(ask(AdminRequest::patch("/admin/v1/keys/" + id, {{"rpm_limit", 25}, {"team_id", "Research"}})).status,
                 200);
        QTRY_COMPARE(limit->text(), QString("25"));
        QCOMPARE(team->text(), QString("Support"));
        QVERIFY2(complaints(keys).contains("Changed meanwhile to Research"), qPrintable(complaints(keys)));
        press(button(keys, "Save"));
        QTRY_VERIFY(!button(keys, "Save")->isEnabled());
        const QJsonObject stored = ask(AdminRequest::get("/admin/v1/keys/" + id)).body;
        QCOMPARE(stored.value("team_id").toString(), QString("Support"));
        QCOMPARE(stored.value("rpm_limit").toInt(), 25);
        QVERIFY2(!complaints(keys).contains("meanwhile"), qPrintable(complaints(keys)));
        QCOMPARE(ask(AdminRequest::remove("/admin/v1/keys/" + id)).status, 200);
    }

    void showsCallsWithoutAValidKey()
    {
        QCOMPARE(chat("sk-test-0123456789", "sim"), 401);
        auto *strangers = m_window->findChild<QPushButton *>("strangers");
        QVERIFY(strangers);
        QTRY_VERIFY_WITH_TIMEOUT(!strangers->isHidden(), 10'000);
        QVERIFY2(strangers->text().contains("without a valid key"), qPrintable(strangers->text()));
        QVERIFY2(strangers->toolTip().contains("sk-...6789") && strangers->toolTip().contains("/v1/chat/completions"),
                 qPrintable(strangers->toolTip()));
        press(strangers);
        auto *dialog = m_window->findChild<QDialog *>("strangerslist");
        QVERIFY(dialog);
        auto *list = dialog->findChild<QTreeWidget *>();
        QTRY_VERIFY(list->topLevelItemCount() > 0);
        const QTreeWidgetItem *latest = list->topLevelItem(0);
        QCOMPARE(latest->text(1), QString("127.0.0.1"));
        QCOMPARE(latest->text(2), QString("/v1/chat/completions"));
        QCOMPARE(latest->text(3), QString("sk-...6789"));
        QCOMPARE(latest->text(4), QString("unknown key"));
        QVERIFY(says(dialog, "since the gateway's start"));
        press(button(dialog, "Close"));
        QTRY_VERIFY(!m_window->findChild<QDialog *>("strangerslist"));
    }

    void aChangeOfWhatIsNoLongerShownIsRefusedAndNothingTypedIsLost()
    {
        const QString id = ask(AdminRequest::post("/admin/v1/keys", {{"alias", "stale"}, {"rpm_limit", 10}}))
                               .body.value("id")
                               .toString();
        QWidget *keys = page("keys");
        Table *table = tableOf(keys, "Keys");
        QTRY_VERIFY(table->model().rowOf(id) >= 0);
        table->view()->selectRow(table->model().rowOf(id));
        QTRY_COMPARE(named<QLineEdit>(keys, "Name")->text(), QString("stale"));
        type(keys, "Team", "Support");
        QLineEdit *limit = named<QLineEdit>(keys, "Most requests per minute");
        // Somebody else changes it, and the user saves before this console can have heard of it.
        std::binary_semaphore changed(0);
        m_core->admin().administer("PATCH", "/admin/v1/keys/" + id.toStdString(), "{\"rpm_limit\": 25}", {},
                                   [&](int, const QByteArray &) { changed.release(); });
        changed.acquire();
        button(keys, "Save")->click();
        QTRY_VERIFY(says(keys, "Someone else changed this meanwhile"));
        QTRY_COMPARE(limit->text(), QString("25"));
        QCOMPARE(named<QLineEdit>(keys, "Team")->text(), QString("Support"));
        QVERIFY(ask(AdminRequest::get("/admin/v1/keys/" + id)).body.value("team_id").isNull());
        press(button(keys, "Save"));
        QTRY_VERIFY(!button(keys, "Save")->isEnabled());
        const QJsonObject stored = ask(AdminRequest::get("/admin/v1/keys/" + id)).body;
        QCOMPARE(stored.value("team_id").toString(), QString("Support"));
        QCOMPARE(stored.value("rpm_limit").toInt(), 25);
        QCOMPARE(ask(AdminRequest::remove("/admin/v1/keys/" + id)).status, 200);
    }

    void aClickOnACostFindsItsRequests()
    {
        QCOMPARE(chat(makeKey("chart"), "sim"), 200);
        QWidget *overview = page("overview");
        Chart *chart = named<Chart>(overview, "Cost over time");
        QVERIFY(chart);
        const auto dearest = [chart] {
            std::size_t slot = 0;
            for (std::size_t i = 0; i < chart->data().slotCount(); ++i)
                slot = chart->data().total(i) > chart->data().total(slot) ? i : slot;
            return slot;
        };
        QTRY_VERIFY_WITH_TIMEOUT(!chart->data().isEmpty() && chart->data().total(dearest()) > 0, 20'000);
        const std::size_t slot = dearest();
        const QPointF bar(chart->data().x(slot), chart->data().y(chart->data().total(slot) / 2));
        const qint64 from = chart->data().times[slot];
        QTest::mouseClick(chart->viewport(), Qt::LeftButton, {}, bar.toPoint());
        auto *requests = m_window->pageWidget("requests");
        QVERIFY(requests->isVisible());
        const QString time = QDateTime::fromMSecsSinceEpoch(from).toString("yyyy-MM-ddTHH:mm");
        const QString filter = requests->findChild<FilterEdit *>()->text();
        QVERIFY2(filter.startsWith("model:sim since:" + time + " until:"), qPrintable(filter));
        QTRY_VERIFY(tableOf(requests, "Requests")->model().rowCount() > 0);
        static_cast<RequestsPage *>(requests)->setFilter({});
    }

    void makesAKeyThatWorksAndShowsItsRequest()
    {
        QWidget *keys = page("keys");
        Table *table = tableOf(keys, "Keys");
        QTRY_VERIFY(!table->model().isLoading());
        const int before = table->model().rowCount();
        press(button(keys, "New key"));
        QPushButton *save = button(keys, "Make key");
        QVERIFY(save);
        QVERIFY(!save->isEnabled()); // nothing was written yet
        type(keys, "Name", "ann");
        type(keys, "Team", "Support");
        type(keys, "Budget (empty: unlimited)", "lots");
        QVERIFY(!save->isEnabled());
        type(keys, "Budget (empty: unlimited)", "2");
        type(keys, "The budget starts anew every (empty: never)", "often");
        QVERIFY(!save->isEnabled());
        type(keys, "The budget starts anew every (empty: never)", "30d");
        QLineEdit *models = named<QLineEdit>(keys, "Models");
        QTest::keyClicks(models, "sim,");
        QVERIFY(save->isEnabled());
        press(save);
        QTRY_COMPARE(table->model().rowCount(), before + 1);
        const int row = before;
        QCOMPARE(table->model().index(row, 0).data().toString(), QString::fromUtf8("ann \xc2\xb7 Support"));
        QLineEdit *shown = named<QLineEdit>(keys, "The new key");
        QVERIFY(shown && shown->text().startsWith("sk-"));
        const QString key = shown->text();
        QCOMPARE(table->model().object(row).value("models").toArray(), QJsonArray{"sim"});
        QCOMPARE(table->model().object(row).value("budget_seconds").toInteger(), 2'592'000);

        QCOMPARE(chat(key, "sim"), 200);
        QWidget *requests = page("requests");
        Table *list = tableOf(requests, "Requests");
        const auto newest = [&] {
            return list->model().rowCount() > 0 && list->model().index(0, 1).data().toString().contains("ann");
        };
        QTRY_VERIFY_WITH_TIMEOUT(newest(), 10000);
        QCOMPARE(list->model().index(0, 2).data().toString(), QString("sim"));
        QCOMPARE(list->model().index(0, 4).data().toString(), QString("200"));
        list->view()->selectRow(0);
        QTRY_VERIFY(requests->findChild<Waterfall *>()->accessibleDescription().contains("stream") ||
                    requests->findChild<Waterfall *>()->accessibleDescription().contains("provider"));
        page("keys");
        press(button(keys, "I have it"));
        QVERIFY(shown->text().isEmpty());                                       // not kept where somebody could find it
        QTRY_VERIFY(table->model().index(row, 7).data().toString() != "never"); // last used
    }

    void showsTheGatewaysComplaintUnderItsField()
    {
        QWidget *keys = page("keys");
        press(button(keys, "New key"));
        type(keys, "Name", "ann"); // taken
        press(button(keys, "Make key"));
        QLineEdit *name = named<QLineEdit>(keys, "Name");
        QTRY_VERIFY(name->accessibleDescription().contains("Another key has the name"));
        QCOMPARE(name->text(), QString("ann")); // nothing that was written is lost
        answerNext("Keep editing");
        press(button(keys, "New key"));
        QCOMPARE(name->text(), QString("ann"));
        answerNext("Discard");
        press(button(keys, "New key"));
        QVERIFY(name->text().isEmpty());
    }

    void aChangeIsNotLostByChoosingAnotherRow()
    {
        makeKey("guarded");
        makeKey("other");
        QWidget *keys = page("keys");
        Table *table = tableOf(keys, "Keys");
        const auto rowOf = [&](const QString &alias) {
            for (int row = 0; row < table->model().rowCount(); ++row) {
                if (table->model().object(row).value("alias") == alias)
                    return row;
            }
            return -1;
        };
        QTRY_VERIFY(rowOf("guarded") >= 0 && rowOf("other") >= 0);
        table->view()->selectRow(rowOf("guarded"));
        QTRY_COMPARE(named<QLineEdit>(keys, "Name")->text(), QString("guarded"));
        type(keys, "Person", "somebody");
        answerNext("Keep editing");
        table->view()->selectRow(rowOf("other"));
        QTRY_COMPARE(table->currentRow(), rowOf("guarded")); // the choice goes back
        QCOMPARE(named<QLineEdit>(keys, "Person")->text(), QString("somebody"));
        answerNext("Discard");
        table->view()->selectRow(rowOf("other"));
        QTRY_COMPARE(named<QLineEdit>(keys, "Name")->text(), QString("other"));
        QVERIFY(named<QLineEdit>(keys, "Person")->text().isEmpty());
    }

    void aKeyIsRotatedBlockedDeletedAndBroughtBack()
    {
        const QString old = makeKey("cycle");
        QWidget *keys = page("keys");
        Table *table = tableOf(keys, "Keys");
        const auto find = [&] {
            for (int row = 0; row < table->model().rowCount(); ++row) {
                if (table->model().object(row).value("alias") == "cycle")
                    return row;
            }
            return -1;
        };
        QTRY_VERIFY(find() >= 0);
        table->view()->selectRow(find());
        answerNext("1 hour");
        press(button(keys, QString::fromUtf8("Rotate\xe2\x80\xa6")));
        QLineEdit *shown = named<QLineEdit>(keys, "The new key");
        QTRY_VERIFY(shown->text().startsWith("sk-") && shown->text() != old);
        const QString fresh = shown->text();
        QCOMPARE(chat(fresh, "sim"), 200);
        QCOMPARE(chat(old, "sim"), 200); // for an hour
        press(button(keys, "Block"));
        QTRY_VERIFY(button(keys, "Unblock") && button(keys, "Unblock")->isVisible());
        QCOMPARE(chat(fresh, "sim"), 401);
        QTRY_VERIFY(button(keys, "Undo") && button(keys, "Undo")->isVisible());
        press(button(keys, "Undo"));
        QTRY_COMPARE(chat(fresh, "sim"), 200);
        table->view()->selectRow(find());
        answerNext("Delete");
        press(button(keys, QString::fromUtf8("Delete\xe2\x80\xa6")));
        QTRY_COMPARE(find(), -1);
        QCOMPARE(chat(fresh, "sim"), 401);
        QTRY_VERIFY(says(keys, "cycle is deleted"));
        press(button(keys, "Undo"));
        QTRY_VERIFY(find() >= 0);
        QCOMPARE(chat(fresh, "sim"), 200);
    }

    void addsAModelTestsCopiesAndDisablesIt()
    {
        QWidget *models = page("models");
        Table *table = tableOf(models, "Models");
        QTRY_VERIFY2(table->model().rowOf("sim") >= 0, qPrintable(table->model().error()));
        press(button(models, "Add model"));
        type(models, "Name that clients use", "local");
        type(models, "Model at the provider", "sim:tokens=1");
        auto *provider = named<QComboBox>(models, "Provider");
        QTRY_VERIFY(provider->findData("sim") >= 0);
        provider->setCurrentIndex(provider->findData("sim"));
        type(models, "Price of input", "1");
        type(models, "Price of output", "2");
        QPushButton *save = button(models, "Save");
        QVERIFY(save->isEnabled());
        press(save);
        QTRY_VERIFY2(table->model().rowOf("local") >= 0, qPrintable(complaints(models)));
        const int row = table->model().rowOf("local");
        QCOMPARE(table->model().index(row, 2).data().toString(), QString("$1 / $2"));
        QCOMPARE(table->model().index(row, 5).data().toString(), QString("this console"));
        QCOMPARE(table->model().index(row, 2).data(Qt::ToolTipRole).toString(), QString("Price: set here"));

        QTRY_VERIFY(button(models, "Test")->isEnabled());
        press(button(models, "Test"));
        QTRY_VERIFY_WITH_TIMEOUT(says(models, "It answered") && says(models, "$0.0"),
                                 15000); // what came back, and what it cost
        QUrlQuery query;
        query.addQueryItem("model", "local");
        const QJsonArray tests = ask(AdminRequest::get("/admin/v1/requests", query)).body.value("data").toArray();
        QCOMPARE(tests.size(), 1); // it is recorded like any other request
        QCOMPARE(tests.first().toObject().value("completion_tokens").toInt(), 1);

        press(button(models, "Copy"));
        QCOMPARE(named<QLineEdit>(models, "Model at the provider")->text(), QString("sim:tokens=1"));
        type(models, "Name that clients use", "second");
        press(save);
        QTRY_VERIFY(table->model().rowOf("second") >= 0);
        QTRY_VERIFY(button(models, "Disable")->isVisible());
        press(button(models, "Disable"));
        QTRY_COMPARE(table->model().index(table->model().rowOf("second"), 4).data().toString(), QString("Disabled"));
        QVERIFY(!button(models, "Test")->isEnabled());
        QTRY_VERIFY(button(models, "Undo") && button(models, "Undo")->isVisible());
        press(button(models, "Undo"));
        QTRY_VERIFY(table->model().index(table->model().rowOf("second"), 4).data().toString() != "Disabled");

        QVERIFY(!models->findChild<Form *>()->isDirty());
        table->choose("sim");
        QTRY_VERIFY(!save->isEnabled());
        for (QLineEdit *edit : models->findChild<Form *>()->findChildren<QLineEdit *>())
            QVERIFY2(edit->isReadOnly(), qPrintable(edit->accessibleName()));
    }

    void deletingAModelSaysWhoLosesIt()
    {
        QVERIFY(ask(AdminRequest::post("/admin/v1/deployments",
                                       {{"model_name", "doomed"}, {"provider", "sim"}, {"upstream_model", "sim"}}))
                    .ok());
        makeKey("loser", {{"models", QJsonArray{"doomed"}}});
        QWidget *models = page("models");
        Table *table = tableOf(models, "Models");
        QTRY_VERIFY(table->model().rowOf("doomed") >= 0);
        table->view()->selectRow(table->model().rowOf("doomed"));
        QPushButton *remove = button(models, QString::fromUtf8("Delete\xe2\x80\xa6"));
        QTRY_VERIFY(remove->isVisible());
        QString asked;
        QTimer watch;
        watch.setInterval(5);
        connect(&watch, &QTimer::timeout, this, [&] {
            if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget())) {
                asked = box->text() + box->informativeText();
                watch.stop();
                answerNext("Delete doomed");
            }
        });
        watch.start();
        press(remove);
        QTRY_COMPARE(table->model().rowOf("doomed"), -1);
        QVERIFY2(asked.contains("loser"), qPrintable(asked));
        QTRY_VERIFY(says(models, "doomed is deleted"));
        press(button(models, "Undo"));
        QTRY_VERIFY(table->model().rowOf("doomed") >= 0);
    }

    void aProviderIsTestedAndItsModelsAreAdded()
    {
        QWidget *providers = page("providers");
        Table *table = tableOf(providers, "Providers");
        QTRY_VERIFY(table->model().rowCount() > 0);
        press(button(providers, "Add provider"));
        auto *preset = named<QComboBox>(providers, "Provider");
        QTRY_VERIFY(preset->findData("sim") >= 0);
        QVERIFY(!preset->itemIcon(preset->findData("anthropic")).isNull());
        type(providers, "Key (is never shown again)", "gsk_test_0123456789");
        QCOMPARE(preset->currentData().toString(), QString("groq"));
        preset->setCurrentIndex(preset->findData("sim"));
        type(providers, "Name (empty: the provider's)", "Trial");
        press(button(providers, "Add"));
        auto *panel = providers->findChild<DiscoverPanel *>();
        QTRY_VERIFY2_WITH_TIMEOUT(panel->isVisible() && !panel->isEmpty(), qPrintable(complaints(providers)),
                                  10000); // tested at once
        auto *tree = panel->findChild<QTreeWidget *>();
        QTreeWidgetItem *item = tree->topLevelItem(0);
        QCOMPARE(item->text(0), QString("sim"));
        QCOMPARE(item->text(1), QString("sim/sim")); // the plain name is taken by the simulator
        item->setText(1, "sim");
        QVERIFY2(item->text(3).contains("offered as") || item->text(3).contains("taken"), qPrintable(item->text(3)));
        item->setText(1, "trial");
        item->setCheckState(0, Qt::Checked);
        press(button(providers, "Add 1 model(s)"));
        QTRY_VERIFY(says(providers, "Added: trial"));
        const QJsonObject made = ask(AdminRequest::get("/admin/v1/models/trial")).body;
        QCOMPARE(made.value("deployments").toArray().first().toObject().value("api_key_hint").toString(),
                 QString("...6789"));
        QVERIFY(
            !named<QLineEdit>(providers, "Key (is never shown again)")->text().contains("gsk")); // written, never read
        answerNext("Show the models"); // what depends on it is named before anything is tried
        press(button(providers, QString::fromUtf8("Delete\xe2\x80\xa6")));
        QTRY_VERIFY(m_window->pageWidget("models") && m_window->pageWidget("models")->isVisible());
        QTRY_COMPARE(tableOf(m_window->pageWidget("models"), "Models")->currentId(), QString("trial"));
    }

    void readsTheFilterLanguage_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("complaint"); // part of it
        QTest::newRow("nothing") << ""
                                 << ""
                                 << "";
        QTest::newRow("two fields") << "model:sim status:429"
                                    << "model=sim&status=429"
                                    << "";
        QTest::newRow("quoted") << "team:\"Support EU\""
                                << "team_id=Support%20EU"
                                << "";
        QTest::newRow("a name with a plus and a per cent sign") << "model:a+b team:50%41"
                                                                << "model=a%2Bb&team_id=50%2541"
                                                                << "";
        QTest::newRow("since") << "since:1h"
                               << "since_ms=6400000"
                               << "";
        const auto ms = [](const char *time) {
            return QString::number(QDateTime::fromString(time, Qt::ISODate).toMSecsSinceEpoch());
        };
        QTest::newRow("a time") << "since:2026-11-26T14:30 until:2026-11-26T14:31:30"
                                << "since_ms=" + ms("2026-11-26T14:30:00") + "&until_ms=" + ms("2026-11-26T14:31:30")
                                << "";
        QTest::newRow("until a span ago") << "until:1h"
                                          << "until_ms=6400000"
                                          << "";
        QTest::newRow("bad time") << "until:2026-11-26T25:00"
                                  << ""
                                  << "'until' takes a span";
        QTest::newRow("failed") << "is:failed"
                                << "failed=true"
                                << "";
        QTest::newRow("all of it") << "team:Support status:!=200 cost:>0.01 since:1h"
                                   << "team_id=Support&status=!%3D200&cost_usd=%3E0.01&since_ms=6400000"
                                   << "";
        QTest::newRow("not a name") << "model:!=sim"
                                    << "model=!%3Dsim"
                                    << "";
        QTest::newRow("not a name with blanks") << "team:!=\"Support EU\""
                                                << "team_id=!%3DSupport%20EU"
                                                << "";
        QTest::newRow("a span of time") << "took:>2s took:<=250ms"
                                        << "latency_ms=%3E2000.000&latency_ms=%3C%3D250.000"
                                        << "";
        QTest::newRow("by key") << "key:ann"
                                << "key=ann"
                                << "";
        QTest::newRow("unknown field") << "colour:red"
                                       << ""
                                       << "'colour' is no field";
        QTest::newRow("a word") << "sim"
                                << "search=sim"
                                << "";
        QTest::newRow("words, a phrase and a field") << "sim model:a model:ab \"Support EU\" x"
                                                     << "search=sim&model=a&model=ab&search=Support%20EU&search=x"
                                                     << "";
        QTest::newRow("a word with a colon") << "qwen2.5:7b \"llama3:8b\""
                                             << "search=qwen2.5:7b&search=llama3:8b"
                                             << "";
        QTest::newRow("a field without a value") << "model:"
                                                 << ""
                                                 << "Write field:value";
        QTest::newRow("half a phrase") << "\"Support"
                                       << ""
                                       << "quotation mark";
        QTest::newRow("bad span") << "since:yesterday"
                                  << ""
                                  << "15m";
        QTest::newRow("bad number") << "status:good"
                                    << ""
                                    << "takes a number";
        QTest::newRow("bad money") << "cost:>much"
                                   << ""
                                   << "takes dollars";
        QTest::newRow("bad duration") << "took:>soon"
                                      << ""
                                      << "takes a time";
        QTest::newRow("a name is not compared") << "model:>sim"
                                                << ""
                                                << "is a name";
    }
    void readsTheFilterLanguage()
    {
        QFETCH(QString, text);
        QFETCH(QString, query);
        QFETCH(QString, complaint);
        const RequestFilterText read = RequestFilterText::parse(text, 10'000'000);
        QCOMPARE(read.error.isEmpty(), complaint.isEmpty());
        QVERIFY2(read.error.contains(complaint), qPrintable(read.error));
        if (complaint.isEmpty())
            QCOMPARE(QString::fromUtf8(read.query.toString(QUrl::FullyEncoded).toUtf8()), query);
    }

    void completesTheFilterAndKeepsViews()
    {
        QWidget *requests = page("requests");
        auto *filter = requests->findChild<FilterEdit *>();
        filter->setValues("model", {"chat-default", "sim"});
        filter->setFocus();
        filter->clear();
        QTest::keyClicks(filter, "mo");
        QTRY_VERIFY(QApplication::activePopupWidget());
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Down);
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
        QCOMPARE(filter->text(), QString("model:"));
        QTest::keyClicks(filter, "si");
        QTRY_VERIFY(QApplication::activePopupWidget());
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Down);
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
        QCOMPARE(filter->text(), QString("model:sim"));
        QTRY_VERIFY(!tableOf(requests, "Requests")->model().isLoading());
        for (int row = 0; row < tableOf(requests, "Requests")->model().rowCount(); ++row)
            QCOMPARE(tableOf(requests, "Requests")->model().object(row).value("model").toString(), QString("sim"));

        QSettings().setValue("requests/views", QVariantMap{{"Errors of sim", "model:sim status:!=200"}});
        auto *menu = button(requests, "Saved views")->menu();
        Q_EMIT menu->aboutToShow();
        menu->actions().first()->trigger();
        QCOMPARE(filter->text(), QString("model:sim status:!=200"));
        static_cast<RequestsPage *>(requests)->setFilter("status:nonsense");
        QVERIFY(complaints(requests).contains("takes a number"));
        static_cast<RequestsPage *>(requests)->setFilter("");
    }

    void aPausedListLosesNothing()
    {
        const QString key = makeKey("pause");
        QWidget *requests = page("requests");
        Table *table = tableOf(requests, "Requests");
        QCOMPARE(chat(key, "sim"), 200);
        const auto first = [&] {
            return table->model().rowCount() > 0 ? table->model().object(0).value("key").toString() : QString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(first(), QString("pause"), 10000);
        const int before = table->model().rowCount();
        auto *live = button(requests, "Live");
        press(live);
        QCOMPARE(chat(key, "sim"), 200);
        QCOMPARE(chat(key, "sim"), 200);
        QTRY_VERIFY_WITH_TIMEOUT(live->text().contains("2 new"), 10000); // told, but not shown
        QCOMPARE(table->model().rowCount(), before);
        press(live);
        QTRY_COMPARE(table->model().rowCount(), before + 2);
    }

    void aRequestIsOpenedInThePlayground()
    {
        QWidget *requests = page("requests");
        Table *table = tableOf(requests, "Requests");
        QTRY_VERIFY(table->model().rowCount() > 0);
        table->view()->selectRow(0);
        QTRY_VERIFY(button(requests, "Copy as curl")->isEnabled()); // the whole request has come
        press(button(requests, "Copy as curl"));
        QVERIFY(QApplication::clipboard()->text().contains("/v1/chat/completions"));
        QVERIFY(QApplication::clipboard()->text().contains("$OPENAI_API_KEY"));
        press(button(requests, "Open in playground"));
        QVERIFY(m_window->pageWidget("playground")->isVisible());
        QTRY_COMPARE(named<QComboBox>(m_window->pageWidget("playground"), "Model")->currentText(), QString("sim"));
    }

    void thePlaygroundStreamsAnAnswerAndTellsItsCost()
    {
        QWidget *playground = page("playground");
        QPlainTextEdit *prompt = nullptr, *answer = nullptr;
        for (QPlainTextEdit *edit : playground->findChildren<QPlainTextEdit *>()) {
            prompt = edit->accessibleName() == "Your message" ? edit : prompt;
            answer = edit->accessibleName() == "Answer" && edit->isVisible() ? edit : answer;
        }
        QVERIFY(prompt && answer);
        QPushButton *send = button(playground, "Send");
        QVERIFY(!send->isEnabled()); // nothing to send
        QTest::keyClicks(prompt, "Who keeps the door?");
        auto *model = named<QComboBox>(playground, "Model");
        QTRY_VERIFY(model->findText("sim") >= 0);
        model->setCurrentIndex(model->findText("sim"));
        press(send);
        const auto facts = [&] {
            for (const QLabel *label : playground->findChildren<QLabel *>()) {
                if (label->text().contains("first token after") && label->text().contains("$0.0"))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(facts(), 15000);
        QVERIFY(answer->toPlainText().startsWith("The keeper"));
    }

    void anImageGoesWithTheMessage()
    {
        QWidget *playground = page("playground");
        QImage picture(8, 8, QImage::Format_RGB32);
        picture.fill(Qt::red);
        const QString file = m_folder.filePath("red.png");
        QVERIFY(picture.save(file));
        auto *mime = new QMimeData;
        mime->setUrls({QUrl::fromLocalFile(file)});
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, mime, Qt::LeftButton, Qt::NoModifier);
        static_cast<QObject *>(playground)->event(&drop); // QApplication would look for the drag that there is not
        delete mime;
        auto *images = playground->findChild<QListWidget *>();
        QCOMPARE(images->count(), 1);
        named<QPlainTextEdit>(playground, "Your message")->setPlainText("What is this?");
        auto *code = button(playground, "Copy as code");
        code->menu()->actions().first()->trigger();
        QVERIFY(QApplication::clipboard()->text().contains("data:image/png;base64,"));
        press(button(playground, "Send"));
        QTRY_VERIFY_WITH_TIMEOUT(says(playground, "tokens/s") || says(playground, "first token after"), 15000);
        images->clear();
    }

    void importsAConfigurationAfterShowingWhatItChanges()
    {
        QFile file(m_folder.filePath("litellm.yaml"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("model_list:\n  - model_name: from-file\n    litellm_params: {model: openai/gpt-4o, api_key: "
                   "sk-test-file}\nlitellm_settings: {max_budget: 3}\n");
        file.close();
        QWidget *settings = page("settings");
        static_cast<SettingsPage *>(settings)->importFile(file.fileName());
        QPushButton *apply = nullptr;
        QTRY_VERIFY2((apply = button(settings, "Take over 2 change(s)")) && apply->isVisible(),
                     qPrintable(complaints(settings)));
        auto *plan = named<QTreeWidget>(settings, "What the import would change");
        QCOMPARE(plan->topLevelItem(0)->text(0), QString("from-file"));
        QCOMPARE(plan->topLevelItemCount(), 2);                              // the organisation's budget
        QVERIFY(!ask(AdminRequest::get("/admin/v1/models/from-file")).ok()); // nothing has changed yet
        press(apply);
        QTRY_VERIFY(ask(AdminRequest::get("/admin/v1/models/from-file")).ok());
        QTRY_COMPARE(ask(AdminRequest::get("/admin/v1/organisation")).body.value("max_budget_usd").toString(),
                     QString("3"));
        QFile broken(m_folder.filePath("broken.yaml"));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("model_list:\n  - model_name: x\n");
        broken.close();
        static_cast<SettingsPage *>(settings)->importFile(broken.fileName());
        QTRY_VERIFY(complaints(settings).contains("nothing has changed"));
        QVERIFY(says(settings, "nothing has changed"));
        static_cast<SettingsPage *>(settings)->importFile(file.fileName()); // a good one after that
        QTRY_VERIFY(plan->isVisible());
        QVERIFY(!says(settings, "nothing has changed"));
        QTRY_VERIFY(!plan->visibleRegion().isEmpty());
    }

    void theGatewaysSettingsAreKept()
    {
        QWidget *settings = page("settings");
        type(settings, "Keep requests for (empty: for ever)", "1");
        press(button(settings, "Save"));
        QTRY_VERIFY(named<QLineEdit>(settings, "Keep requests for (empty: for ever)")
                        ->accessibleDescription()
                        .contains("from 2 to"));
        type(settings, "Keep requests for (empty: for ever)", "90");
        press(button(settings, "Save"));
        QTRY_COMPARE(ask(AdminRequest::get("/admin/v1/settings")).body.value("retention_days").toInt(), 90);
        QVERIFY(!named<QLineEdit>(settings, "Clients call models at")->isEnabled()); // the command line's
        QVERIFY(says(settings, "The command line sets what is grey here"));
    }

    void whatTheUserSetsOfATableIsKept()
    {
        const auto header = [](MainWindow &window) {
            window.showPage("requests");
            return window.pageWidget("requests")->findChild<Table *>("Requests")->view()->horizontalHeader();
        };
        {
            MainWindow window(*m_client);
            window.show();
            QHeaderView *shown = header(window);
            QCoreApplication::processEvents();
            shown->resizeSection(2, 222);
            Q_EMIT shown->sectionClicked(6); // by cost, the dearest first
            QVERIFY(shown->isSortIndicatorShown());
        }
        MainWindow window(*m_client);
        window.show();
        QHeaderView *shown = header(window);
        QCOMPARE(shown->sectionSize(2), 222);
        QCOMPARE(shown->sortIndicatorSection(), 6);
        auto &model = window.pageWidget("requests")->findChild<Table *>("Requests")->model();
        QTRY_VERIFY(model.rowCount() > 1);
        QTRY_VERIFY(!model.isLoading());
        double last = 1e9;
        for (int row = 0; row < model.rowCount(); ++row) {
            const double cost = model.object(row).value("cost_usd").toString().toDouble();
            QVERIFY(cost <= last);
            last = cost;
        }
    }

    void aSplitterStaysWhereItWasPut()
    {
        const auto splitter = [](MainWindow &window) {
            window.showPage("models");
            return window.pageWidget("models")->findChild<QSplitter *>("models");
        };
        QList<int> put;
        {
            MainWindow window(*m_client);
            window.show();
            QSplitter *moved = splitter(window);
            QCoreApplication::processEvents();
            moved->setSizes({420, 280});
            put = moved->sizes();
        }
        MainWindow window(*m_client);
        window.show();
        QSplitter *restored = splitter(window);
        QTRY_COMPARE(restored->sizes(), put);
    }

    void anotherVersionIsTold()
    {
        class OldGateway final : public AdminClient
        {
        public:
            AdminOperation *send(const AdminRequest &, QObject *parent) override { return new AdminOperation(parent); }
            QString serverName() const override { return "old"; }
            QUrl dataAddress() const override { return {}; }
            void tell(const QString &version)
            {
                setState(State::Online);
                setCounters({{"version", version}});
            }
        };
        OldGateway client;
        MainWindow window(client);
        window.show();
        client.tell(OSTIARY_VERSION);
        QVERIFY(!says(&window, "The gateway is version"));
        client.tell("0.0.9");
        QVERIFY(says(&window, "The gateway is version 0.0.9"));
    }

    void alertsTellWhatMattersOnce()
    {
        MainWindow window(*m_client);
        QSignalSpy alerts(&window, &MainWindow::alert);
        makeKey("spent", {{"max_budget_usd", "0.00001"}});
        const QString key = makeKey("spender", {{"max_budget_usd", "0.002"}});
        int answered = 0;
        while (answered < 500 && chat(key, "sim", QString("long ").repeated(40), 1) == 200) // until its budget stops it
            ++answered;
        QVERIFY(answered > 0 && answered < 500);
        AlertWatcher watcher(*m_client);
        QSignalSpy told(&watcher, &AlertWatcher::alert);
        const auto about = [&](const QString &part) {
            return std::count_if(told.begin(), told.end(),
                                 [&](const QList<QVariant> &alert) { return alert[1].toString().contains(part); });
        };
        QTRY_VERIFY((watcher.look(), QTest::qWait(20), about("spender") == 1));
        watcher.look();
        QVERIFY(ask(AdminRequest::get("/admin/v1/keys")).ok());
        QCOMPARE(about("spender"), 1); // not again
    }
};

OSTIARY_TEST(tst_Console)
#include "tst_console.moc"
