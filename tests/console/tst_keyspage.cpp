// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/format.h"
#include "models/items/spanwords.h"
#include "tests/console/consolefixture.h"
#include "tests/console/fakegateway.h"
#include "tests/support/testregistry.h"
#include "ui/pages/keyspage.h"
#include "ui/widgets/form.h"

#include <QCompleter>
#include <QJsonArray>

using namespace ostiary;

/// Keys: their form and their list.
class tst_KeysPage : public ConsoleFixture
{
    Q_OBJECT

    static QJsonObject key(const QString &id, const QJsonObject &more = {})
    {
        QJsonObject key{{"id", id}, {"alias", "key " + id}, {"name", "sk-..." + id}};
        for (auto field = more.begin(); field != more.end(); ++field)
            key[field.key()] = field.value();
        return key;
    }
    static QJsonObject list(const QJsonArray &keys) { return {{"data", keys}, {"total", keys.size()}}; }
    static Table *keysOf(QWidget *page) { return page->findChild<Table *>("Keys"); }
    static void showPage(QWidget &page)
    {
        page.resize(1200, 800);
        page.show();
    }

private Q_SLOTS:
    void initTestCase() { startConsole(); }
    void cleanupTestCase() { stopConsole(); }

    void aSpanIsWrittenAsPeopleDo_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("span");
        const auto row = [](const char *typed, const char *span) { QTest::newRow(typed) << typed << span; };
        row("30d", "30d");
        row("30 days", "30d");
        row("1 day", "1d");
        row("1 month", "1mo");
        row("2 weeks", "2w");
        row("12 Hours", "12h");
        row("90 min", "90m");
        row("45 seconds", "45s");
        row("1 year", "1y");
        row("30 Tage", "30d");
        row("1 Tag", "1d");
        row("1 Monat", "1mo");
        row("3 Monate", "3mo");
        row("2 Wochen", "2w");
        row("12 Stunden", "12h");
        row("1 Stunde", "1h");
        row("5 Minuten", "5m");
        row("1 Minute", "1m");
        row("1 minute", "1m");
        row("20 Sekunden", "20s");
        row("2 Jahre", "2y");
        row("1 M", "1 M");
        row("soon", "soon");
        row("", "");
    }
    void aSpanIsWrittenAsPeopleDo()
    {
        QFETCH(QString, typed);
        QFETCH(QString, span);
        QCOMPARE(spanFromWords(typed), span);
    }

    void aSpentKeySaysSoEverywhere()
    {
        const qint64 anew = QDateTime(QDate(2031, 5, 17), QTime(12, 0)).toMSecsSinceEpoch();
        const auto budgets = [&](const char *spent) {
            return QJsonArray{QJsonObject{{"scope", "key"},
                                          {"id", "1"},
                                          {"limit_usd", "1"},
                                          {"spent_usd", spent},
                                          {"window_end_ms", anew},
                                          {"refused", 24},
                                          {"refused_since_ms", anew - 1000}}};
        };
        FakeGateway gateway;
        gateway.answers["/admin/v1/keys"] = list({key("1", {{"budgets", budgets("1.02")}, {"spend_usd", "1.02"}}),
                                                  key("2", {{"budgets", budgets("0.5")}, {"spend_usd", "0.5"}})});
        KeysPage page(gateway);
        showPage(page);
        Table *keys = keysOf(&page);
        QTRY_COMPARE(keys->model().rowCount(), 2);
        QCoreApplication::processEvents();
        const QModelIndex state = keys->model().index(0, keys->model().columnCount() - 1);
        QCOMPARE(state.data().toString(), QString("Spent"));
        QVERIFY2(state.data(Qt::ToolTipRole).toString().contains(formatMoment(anew)),
                 qPrintable(state.data(Qt::ToolTipRole).toString()));
        const QImage shown = keys->view()->viewport()->grab().toImage();
        const auto bar = [&](int row) { // within the filled part of both
            const QRect cell = keys->view()->visualRect(keys->model().index(row, 5));
            const QPointF at = QPointF(cell.left() + cell.width() / 4.0, cell.center().y()) * shown.devicePixelRatio();
            return shown.pixelColor(at.toPoint());
        };
        QCOMPARE(bar(0).name(), Theme::of().ink(Meaning::Bad).name());
        QCOMPARE(bar(1).name(), Theme::of().ink(Meaning::Good).name());
        keys->view()->selectRow(0);
        QTRY_VERIFY(says(&page, formatMoment(anew)));
        QVERIFY(says(&page, formatMoney("1.02")));
        QVERIFY(says(&page, "24 request(s) refused since"));
    }

    void changesAreDiscardedByAButton()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/keys"] = list({key("1")});
        KeysPage page(gateway);
        showPage(page);
        QTRY_COMPARE(keysOf(&page)->model().rowCount(), 1);
        keysOf(&page)->view()->selectRow(0);
        auto *name = named<QLineEdit>(&page, "Name");
        QTRY_COMPARE(name->text(), QString("key 1"));
        QVERIFY(!button(&page, "Discard")->isVisible());
        type(&page, "Name", "other");
        press(button(&page, "Discard"));
        QCOMPARE(name->text(), QString("key 1"));
        QVERIFY(!button(&page, "Discard")->isVisible());
        QVERIFY(!button(&page, "Save")->isEnabled());
    }

    void whoLeavesMaySaveFirst_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("shown");
        QTest::newRow("saved, and gone on") << 200 << "key 2";
        QTest::newRow("refused, and stayed") << 409 << "other";
    }
    void whoLeavesMaySaveFirst()
    {
        QFETCH(int, status);
        QFETCH(QString, shown);
        FakeGateway gateway;
        gateway.answers["/admin/v1/keys"] = list({key("1"), key("2")});
        KeysPage page(gateway);
        showPage(page);
        Table *keys = keysOf(&page);
        QTRY_COMPARE(keys->model().rowCount(), 2);
        keys->view()->selectRow(0);
        auto *name = named<QLineEdit>(&page, "Name");
        QTRY_COMPARE(name->text(), QString("key 1"));
        type(&page, "Name", "other");
        gateway.silent = true;
        answerNext("Save");
        keys->view()->selectRow(1);
        QTRY_COMPARE(gateway.asked.back().request.path, QString("/admin/v1/keys/1"));
        QCOMPARE(gateway.asked.back().request.body["alias"].toString(), QString("other"));
        QCOMPARE(name->text(), QString("other")); // until it is known
        AdminReply reply;
        reply.status = status;
        reply.message = "taken";
        reply.body = key("1", {{"alias", "other"}});
        const QPointer<AdminOperation> saving = gateway.asked.back().operation;
        QVERIFY(saving);
        FakeGateway::end(saving, reply);
        QTRY_COMPARE(name->text(), shown);
        QCOMPARE(keys->currentId(), QString(status == 200 ? "2" : "1"));
    }

    void theKeyboardStaysInTheListAfterADeletionAndItsUndo_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("keys") << "keys";
        QTest::newRow("providers") << "providers";
    }
    void theKeyboardStaysInTheListAfterADeletionAndItsUndo()
    {
        QFETCH(QString, name);
        const bool isKey = name == "keys";
        for (const char *one : {"first", "second"}) { // one stays, so that there is a list
            if (isKey)
                QVERIFY(!makeKey(one).isEmpty());
            else
                QVERIFY(ask(AdminRequest::post("/admin/v1/providers",
                                               {{"name", one}, {"provider", "openai"}, {"api_key", "sk-test-0000"}}))
                            .ok());
        }
        auto *shown = static_cast<Page *>(page(name));
        auto *rows = shown->findChild<Table *>(shown->title());
        QTRY_VERIFY(rows->model().rowCount() >= 2);
        rows->view()->selectRow(0);
        QTRY_VERIFY(button(shown, QString::fromUtf8("Delete\xe2\x80\xa6")));
        QTRY_VERIFY(button(shown, QString::fromUtf8("Delete\xe2\x80\xa6"))->isVisible());
        button(shown, QString::fromUtf8("Delete\xe2\x80\xa6"))->setFocus();
        answerNext(isKey ? QString("Delete") : "Delete " + rows->model().index(0, 0).data().toString());
        press(button(shown, QString::fromUtf8("Delete\xe2\x80\xa6")));
        QTRY_VERIFY(says(shown, "is deleted"));
        QCOMPARE(m_window->focusWidget(), static_cast<QWidget *>(rows->view()));
        QTRY_VERIFY(button(shown, "Undo") && button(shown, "Undo")->isVisible());
        button(shown, "Undo")->setFocus();
        press(button(shown, "Undo"));
        QTRY_VERIFY(says(shown, "is as it was before"));
        QCOMPARE(m_window->focusWidget(), static_cast<QWidget *>(rows->view()));
    }

    void aDismissedNoticeGivesTheKeyboardBack()
    {
        auto *shown = static_cast<Page *>(page("requests"));
        shown->notice().tell("Something", true);
        auto *dismiss = named<QPushButton>(&shown->notice(), "Dismiss");
        QVERIFY(dismiss);
        dismiss->setFocus();
        press(dismiss);
        QVERIFY(!shown->notice().isVisible());
        QCOMPARE(m_window->focusWidget(), shown->handles().first);
    }

    void teamsAndPersonsAreCompleted_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("offered");
        QTest::newRow("team, from its middle") << "Team"
                                               << "port"
                                               << "Support";
        QTest::newRow("person") << "Person"
                                << "kay"
                                << "Kay";
    }
    void teamsAndPersonsAreCompleted()
    {
        QFETCH(QString, field);
        QFETCH(QString, typed);
        QFETCH(QString, offered);
        FakeGateway gateway;
        gateway.answers["/admin/v1/keys"] = list({key("1", {{"team_id", "Support"}, {"user_id", "Kay"}}), key("2")});
        KeysPage page(gateway);
        showPage(page);
        QTRY_COMPARE(keysOf(&page)->model().rowCount(), 2);
        keysOf(&page)->view()->selectRow(1);
        QTRY_COMPARE(named<QLineEdit>(&page, "Name")->text(), QString("key 2"));
        auto *edit = named<QLineEdit>(&page, field);
        QVERIFY(edit->completer());
        edit->completer()->setCompletionPrefix(typed);
        QCOMPARE(edit->completer()->completionCount(), 1);
        QCOMPARE(edit->completer()->currentCompletion(), offered);
        Q_EMIT edit->completer()->activated(offered);
        QCOMPARE(edit->text(), offered);
        QVERIFY(button(&page, "Save")->isEnabled());
    }

    void isFilteredByTeamAndState()
    {
        QVERIFY(!makeKey("mine", {{"team_id", "Red + blue"}}).isEmpty());
        QVERIFY(!makeKey("shut", {{"team_id", "Red + blue"}, {"blocked", true}}).isEmpty());
        QVERIFY(!makeKey("empty", {{"team_id", "Green"}, {"max_budget_usd", "0"}}).isEmpty());
        auto *shown = static_cast<Page *>(page("keys"));
        Table *keys = keysOf(shown);
        const qint64 all = ask(AdminRequest::get("/admin/v1/keys")).body["total"].toInteger();
        QVERIFY(all >= 3);
        QTRY_COMPARE(keys->model().total(), all);
        const auto choose = [&](const char *box, const QString &line) {
            auto *choice = named<QComboBox>(shown, box);
            QVERIFY2(choice, box);
            QTRY_VERIFY2(choice->findText(line) >= 0, qPrintable(line));
            choice->setCurrentIndex(choice->findText(line));
            Q_EMIT choice->activated(choice->currentIndex());
        };
        choose("Show the keys of", "Red + blue");
        QTRY_COMPARE(keys->model().total(), 2);
        choose("Show the keys that are", "Blocked");
        QTRY_COMPARE(keys->model().total(), 1);
        QCOMPARE(keys->model().object(0)["alias"].toString(), QString("shut"));
        choose("Show the keys that are", "Spent");
        QTRY_VERIFY(says(shown, "Nothing fits what is chosen here."));
        choose("Show the keys of", "Every team");
        QTRY_COMPARE(keys->model().total(), 1);
        QCOMPARE(keys->model().object(0)["alias"].toString(), QString("empty"));
        choose("Show the keys that are", "Expired");
        QTRY_VERIFY(says(shown, "Nothing fits what is chosen here."));
        press(button(shown, "Show all"));
        QTRY_COMPARE(keys->model().total(), all);
        QCOMPARE(named<QComboBox>(shown, "Show the keys that are")->currentIndex(), 0);
    }

    void whoLeavesAProviderMaySaveItFirst()
    {
        for (const char *one : {"left", "next"})
            QVERIFY(ask(AdminRequest::post("/admin/v1/providers",
                                           {{"name", one}, {"provider", "openai"}, {"api_key", "sk-test-0000"}}))
                        .ok());
        auto *shown = static_cast<Page *>(page("providers"));
        auto *rows = shown->findChild<Table *>(shown->title());
        const auto rowOf = [&](const QString &name) {
            for (int row = 0; row < rows->model().rowCount(); ++row) {
                if (rows->model().object(row)["name"].toString() == name)
                    return row;
            }
            return -1;
        };
        const auto nameField = [&] { return named<QLineEdit>(shown, "Name (empty: the provider's)"); };
        QTRY_VERIFY(rowOf("left") >= 0 && rowOf("next") >= 0);
        rows->view()->selectRow(rowOf("left"));
        QTRY_COMPARE(nameField()->text(), QString("left"));
        type(shown, "Name (empty: the provider's)", "kept");
        answerNext("Save");
        rows->view()->selectRow(rowOf("next"));
        QTRY_COMPARE(nameField()->text(), QString("next"));
        QTRY_VERIFY(rowOf("kept") >= 0 && rowOf("left") < 0);
    }

    void aKeyIsMadeForThirtyDays()
    {
        KeysPage *keys = static_cast<KeysPage *>(page("keys"));
        press(button(keys, "New key"));
        type(keys, "Name", "month");
        type(keys, "Ends after (empty: never)", "30 days");
        type(keys, "Budget (empty: unlimited)", "5");
        type(keys, "The budget starts anew every (empty: never)", "1 Monat");
        press(button(keys, "Make key"));
        const auto madeKey = [&] {
            for (int row = 0; row < keysOf(keys)->model().rowCount(); ++row) {
                if (keysOf(keys)->model().object(row)["alias"].toString() == "month")
                    return keysOf(keys)->model().object(row);
            }
            return QJsonObject();
        };
        QTRY_VERIFY(!madeKey().isEmpty());
        const QJsonObject made = madeKey();
        QCOMPARE(made["budget_duration"].toString(), QString("1mo"));
        const qint64 lasts = made["expires_ms"].toInteger() - made["created_ms"].toInteger();
        QCOMPARE(qRound(double(lasts) / 86'400'000), 30);
        QVERIFY2(complaints(keys).isEmpty(), qPrintable(complaints(keys)));
    }
};

OSTIARY_TEST(tst_KeysPage)
#include "tst_keyspage.moc"
