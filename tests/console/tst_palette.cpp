// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/console/consolefixture.h"
#include "tests/support/testregistry.h"
#include "ui/widgets/card.h"
#include "ui/widgets/palette.h"

#include <QListWidget>

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
        QCOMPARE(listed().size(), 2); // the heading and the action
    }

    void isWalkedWithArrowsAndPassesHeadings()
    {
        open();
        typeInto("models");
        auto *list = palette()->findChild<QListWidget *>();
        auto *line = palette()->findChild<QLineEdit *>();
        line->clear();
        QVERIFY(list->count() > 8);
        const int pages = m_window->pageCount();
        QCOMPARE(list->currentRow(), 1); // 0 is the heading
        for (int i = 0; i < pages; ++i)
            QTest::keyClick(line, Qt::Key_Down);
        QCOMPARE(list->currentRow(), pages + 2); // another heading lies between
        QTest::keyClick(line, Qt::Key_Up);
        QCOMPARE(list->currentRow(), pages);
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
