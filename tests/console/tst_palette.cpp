// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/format.h"
#include "tests/console/consolefixture.h"
#include "tests/support/testregistry.h"
#include "ui/widgets/card.h"
#include "ui/widgets/palette.h"

#include <QClipboard>
#include <QJsonArray>
#include <QListWidget>
#include <QUrlQuery>

using namespace ostiary;

/// Ctrl-K: everything by its name.
class tst_Palette : public ConsoleFixture
{
    Q_OBJECT

    CommandPalette *palette() const { return m_window->findChild<CommandPalette *>(); }
    /// Opens it from the overview.
    void open()
    {
        m_window->showPage("overview");
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window->focusWidget(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(palette() && palette()->isVisible());
    }
    QStringList listed() const
    {
        QStringList names;
        const auto *list = palette()->findChild<QListWidget *>();
        for (int i = 0; i < list->count(); ++i)
            names += list->item(i)->text();
        return names;
    }
    /// The gateway has answered what was typed.
    bool settled() const { return says(palette(), " found"); }
    void reopen()
    {
        palette()->reject();
        QTRY_VERIFY(!palette());
        open();
    }
    QJsonObject first(const QString &path, const QString &field, const QString &name)
    {
        QUrlQuery query;
        addText(query, field, name);
        return ask(AdminRequest::get(path, query)).body.value("data").toArray().first().toObject();
    }
    QJsonObject key(const QString &alias) { return first("/admin/v1/keys", "alias", alias); }
    QJsonObject deployment(const QString &model) { return first("/admin/v1/deployments", "model_name", model); }
    void typeInto(const QString &text) { QTest::keyClicks(palette()->findChild<QLineEdit *>(), text); }
    void enter() { QTest::keyClick(palette()->findChild<QLineEdit *>(), Qt::Key_Return); }

private Q_SLOTS:
    void initTestCase()
    {
        startConsole();
        for (int i = 0; i < 210; ++i) // Kay's is beyond the first page of the list
            QVERIFY(!makeKey(QString("svc-%1").arg(i)).isEmpty());
        makeKey("Kay & co", {{"team_id", "Support"}});
        QVERIFY(ask(AdminRequest::post("/admin/v1/deployments",
                                       {{"model_name", "summary-eu"}, {"provider", "sim"}, {"upstream_model", "sim"}}))
                    .ok());
        QVERIFY(ask(AdminRequest::post("/admin/v1/providers",
                                       {{"name", "paper mill"}, {"provider", "openai"}, {"api_key", "sk-test-0000"}}))
                    .ok());
    }
    void cleanupTestCase() { stopConsole(); }
    void cleanup()
    {
        if (palette())
            palette()->reject();
        QTRY_VERIFY(!palette());
    }

    void opensObjectsOfTheGateway_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("shows");
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::newRow("a key") << "kay &"
                               << "Kay & co \u00b7 Support"
                               << "keys"
                               << "Name"
                               << "Kay & co";
        QTest::newRow("a model") << "mary-e"
                                 << "summary-eu"
                                 << "models"
                                 << "Name that clients use"
                                 << "summary-eu";
        QTest::newRow("a provider") << "paper"
                                    << "paper mill"
                                    << "providers"
                                    << "Name (empty: the provider's)"
                                    << "paper mill";
    }
    void opensObjectsOfTheGateway()
    {
        QFETCH(QString, typed);
        QFETCH(QString, shows);
        QFETCH(QString, page);
        QFETCH(QString, field);
        QFETCH(QString, value);
        open();
        typeInto(typed);
        QTRY_VERIFY2(listed().contains(shows), qPrintable(listed().join(", ")));
        enter();
        QTRY_VERIFY(m_window->pageWidget(page) && m_window->pageWidget(page)->isVisible());
        QTRY_COMPARE(named<QLineEdit>(m_window->pageWidget(page), field)->text(), value);
    }

    void enterBeforeTheGatewayHasAnsweredOpensWhatComes()
    {
        open();
        typeInto("svc-205");
        enter();
        QTRY_COMPARE(named<QLineEdit>(page("keys"), "Name")->text(), QString("svc-205"));
        QTRY_VERIFY(!palette());
    }

    void doesWhatCanBeDone()
    {
        open();
        typeInto("new key");
        enter();
        QTRY_VERIFY(m_window->pageWidget("keys")->isVisible());
        QVERIFY(button(m_window->pageWidget("keys"), "Make key")->isVisible());
        QCOMPARE(m_window->focusWidget()->accessibleName(), QString("Name"));
        open();
        typeInto("dark");
        enter();
        QTRY_VERIFY(Theme::of().isDark());
        open();
        typeInto("light");
        enter();
        QTRY_VERIFY(!Theme::of().isDark());
        QCOMPARE(QSettings().value("appearance").toInt(), int(Theme::Choice::Light));
        Theme::of().choose(Theme::Choice::System);
        open();
        typeInto("export");
        QVERIFY(listed().contains(QString("Export the requests\u2026")));
        QVERIFY(!listed().contains("New key"));
    }

    void isWalkedWithArrowsAndPassesHeadings()
    {
        open();
        typeInto("models");
        auto *list = palette()->findChild<QListWidget *>();
        auto *line = palette()->findChild<QLineEdit *>();
        line->clear();
        QVERIFY(list->count() > 8);
        QCOMPARE(list->currentRow(), 1); // 0 is the heading
        int last = 1;                    // of the first group
        while (list->item(last + 1)->flags() != Qt::NoItemFlags)
            ++last;
        for (int i = 0; i < last; ++i)
            QTest::keyClick(line, Qt::Key_Down);
        QCOMPARE(list->currentRow(), last + 2); // another heading lies between
        QTest::keyClick(line, Qt::Key_Up);
        QCOMPARE(list->currentRow(), last);
    }

    void groupsStandInTheirOrder()
    {
        open();
        typeInto("kay");
        QTRY_VERIFY2(listed().contains("Block Kay & co"), qPrintable(listed().join(", ")));
        QCOMPARE(listed().first(), QString("Keys"));
        QVERIFY(listed().indexOf("Kay & co \u00b7 Support") < listed().indexOf("Actions"));
        auto *line = palette()->findChild<QLineEdit *>();
        line->clear();
        const QStringList own = listed();
        QVERIFY(own.indexOf("Actions") < own.indexOf("Settings"));
        QVERIFY(own.indexOf("Settings") < own.indexOf("Pages"));
    }

    /// What is called as it was typed, or begins so, is meant; not what stands above it.
    void enterIsForTheBestName()
    {
        open();
        typeInto("mod");
        QCOMPARE(palette()->findChild<QListWidget *>()->currentItem()->text(), QString("Models"));
        enter();
        QTRY_VERIFY(m_window->pageWidget("models") && m_window->pageWidget("models")->isVisible());
    }

    void blocksAndUnblocksByName()
    {
        open();
        typeInto("block kay");
        QTRY_VERIFY2(listed().contains("Block Kay & co"), qPrintable(listed().join(", ")));
        enter();
        QTRY_VERIFY(key("Kay & co").value("blocked").toBool());
        QVERIFY(m_window->pageWidget("keys")->isVisible());
        QCOMPARE(named<QLineEdit>(page("keys"), "Name")->text(), QString("Kay & co"));
        open();
        typeInto("block kay");
        QTRY_VERIFY(settled());
        QVERIFY2(!listed().join(' ').contains("lock Kay"), qPrintable(listed().join(", "))); // it is, already
        reopen();
        typeInto("unblock kay");
        QTRY_VERIFY(listed().contains("Unblock Kay & co"));
        enter();
        QTRY_VERIFY(!key("Kay & co").value("blocked").toBool());
    }

    void whatChangesSomethingNeedsItsNameAndAnEnterThatSawIt()
    {
        open();
        typeInto("block");
        QTRY_VERIFY(settled());
        QVERIFY2(!listed().join(' ').contains("Block"), qPrintable(listed().join(", ")));
        reopen();
        typeInto("block kay");
        enter(); // before anything was there
        QTRY_VERIFY(listed().contains("Block Kay & co"));
        QVERIFY(palette()->isVisible());
        QVERIFY(!key("Kay & co").value("blocked").toBool());
        reopen();
        typeInto("block kay & co");
        enter(); // it says exactly what is meant
        QTRY_VERIFY(key("Kay & co").value("blocked").toBool());
        QVERIFY(
            ask(AdminRequest::patch("/admin/v1/keys/" + key("Kay & co").value("id").toString(), {{"blocked", false}}))
                .ok());
    }

    void whoStaysInAFormHasNothingDone()
    {
        open();
        typeInto("kay &");
        QTRY_VERIFY(listed().contains("Kay & co \u00b7 Support"));
        enter();
        auto *alias = named<QLineEdit>(page("keys"), "Name");
        QTRY_COMPARE(alias->text(), QString("Kay & co"));
        QTest::keyClicks(alias, " and more");
        press(named<QPushButton>(m_window.get(), "Find anything by its name"));
        QTRY_VERIFY(palette() && palette()->isVisible());
        typeInto("block svc-205");
        QTRY_VERIFY(listed().contains("Block svc-205"));
        answerNext("Keep editing");
        enter();
        QTRY_VERIFY(!palette() && !QApplication::activeModalWidget());
        QCOMPARE(alias->text(), QString("Kay & co and more"));
        press(button(page("keys"), "Discard"));
        QVERIFY(!key("svc-205").value("blocked").toBool());
    }

    void asksAsThePageDoes()
    {
        open();
        typeInto("rotate kay");
        QTRY_VERIFY(listed().contains(QString("Rotate Kay & co\u2026")));
        answerNext("24 hours");
        enter();
        QTRY_VERIFY_WITH_TIMEOUT(says(m_window->pageWidget("keys"), "The new key of Kay & co"), 10'000);
        press(button(page("keys"), "I have it"));
    }

    void disablesTestsAndEnablesAModel()
    {
        makeKey("reader", {{"models", QJsonArray{"summary-eu"}}}); // who loses it is asked about
        open();
        typeInto("disable summary");
        QTRY_VERIFY2(listed().contains("Disable summary-eu"), qPrintable(listed().join(", ")));
        answerNext("Disable summary-eu");
        enter();
        QTRY_VERIFY(!deployment("summary-eu").value("enabled").toBool(true));
        open();
        typeInto("enable summary");
        QTRY_VERIFY(listed().contains("Enable summary-eu"));
        QVERIFY(!listed().contains("Disable summary-eu"));
        enter();
        QTRY_VERIFY(deployment("summary-eu").value("enabled").toBool());
        open();
        typeInto("test summary");
        QTRY_VERIFY(listed().contains("Test summary-eu"));
        enter();
        QTRY_VERIFY_WITH_TIMEOUT(says(page("models"), "It answered"), 10'000);
        open();
        typeInto("snippet summary");
        QTRY_VERIFY(listed().contains("Copy snippet for summary-eu"));
        enter();
        QTRY_VERIFY(QApplication::clipboard()->text().contains("summary-eu"));
        QVERIFY(QApplication::clipboard()->text().startsWith("curl "));
    }

    /// The built-in model is nobody's to change here.
    void whatIsManagedElsewhereIsNotOffered()
    {
        QVERIFY(deployment("sim").value("managed_by").toString() != "store");
        open();
        typeInto("test sim");
        QTRY_VERIFY2(listed().contains("Test sim"), qPrintable(listed().join(", ")));
        for (const char *verb : {"Disable", "Enable", "Edit"}) {
            reopen();
            typeInto(QString(verb) + " sim");
            QTRY_VERIFY(settled());
            QVERIFY2(!listed().contains(QString(verb) + " sim"), verb);
        }
    }

    void editsAProvider()
    {
        open();
        typeInto("edit paper");
        QTRY_VERIFY(listed().contains("Edit paper mill"));
        enter();
        QTRY_VERIFY(m_window->pageWidget("providers") && m_window->pageWidget("providers")->isVisible());
        auto *name = named<QLineEdit>(m_window->pageWidget("providers"), "Name (empty: the provider's)");
        QTRY_COMPARE(name->text(), QString("paper mill"));
        QTRY_COMPARE(m_window->focusWidget(), name);
    }

    void opensARequestByItsId_data()
    {
        QTest::addColumn<bool>("whole");
        QTest::newRow("whole") << true;
        QTest::newRow("as lists shorten it") << false;
    }
    void opensARequestByItsId()
    {
        QFETCH(bool, whole);
        QCOMPARE(chat(makeKey(whole ? "asker" : "other asker"), "sim"), 200);
        QString id;
        QTRY_VERIFY(!(id = ask(AdminRequest::get("/admin/v1/requests"))
                               .body.value("data")
                               .toArray()
                               .first()
                               .toObject()
                               .value("id")
                               .toString())
                         .isEmpty());
        open();
        palette()->findChild<QLineEdit *>()->setText(whole ? " " + id + " " : shortId(id));
        QTRY_VERIFY2(listed().contains(shortId(id)), qPrintable(listed().join(", ")));
        enter();
        QTRY_VERIFY(m_window->pageWidget("requests") && m_window->pageWidget("requests")->isVisible());
        QTRY_VERIFY(says(m_window->pageWidget("requests"), shortId(id)));
    }

    void opensTheCardsOfTheSettings()
    {
        open();
        typeInto("import and");
        QVERIFY(listed().contains("Import and export"));
        QVERIFY(!listed().contains("Gateways elsewhere")); // there is no desktop here
        enter();
        QTRY_VERIFY(m_window->pageWidget("settings") && m_window->pageWidget("settings")->isVisible());
        const auto focused = [this] {
            auto *found = qobject_cast<QPushButton *>(m_window->focusWidget());
            return found ? found->text() : QString();
        };
        QTRY_COMPARE(focused(), QString("Import\u2026"));
        open();
        typeInto("add provider");
        QCOMPARE(palette()->findChild<QListWidget *>()->currentItem()->text(), QString("New provider"));
    }

    /// A shown delegate is asked for icons, facts and headings; the default one would have other row heights.
    void drawsItsEntriesItself()
    {
        open();
        typeInto("svc-205");
        QTRY_VERIFY(listed().contains("svc-205"));
        auto *list = palette()->findChild<QListWidget *>();
        QCOMPARE(QString(list->itemDelegate()->metaObject()->className()), QString("ostiary::EntryDelegate"));
        const int heading = list->visualItemRect(list->item(0)).height();
        const int entry = list->visualItemRect(list->item(1)).height();
        QVERIFY2(heading < entry, qPrintable(QString("%1 %2").arg(heading).arg(entry)));
    }

    void isMentionedWhereEverybodySeesIt()
    {
        m_window->showPage("overview");
        auto *hint = named<QPushButton>(m_window.get(), "Find anything by its name");
        QVERIFY(hint && hint->isVisible());
        QCOMPARE(hint->text(), QString("Ctrl+K"));
        press(hint);
        QTRY_VERIFY(palette() && palette()->isVisible());
    }
};

OSTIARY_TEST(tst_Palette)
#include "tst_palette.moc"
