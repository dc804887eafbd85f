// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/console/consolefixture.h"
#include "tests/support/testregistry.h"
#include "ui/widgets/card.h"
#include "ui/widgets/form.h"
#include "ui/widgets/navigation.h"

#include <QDialog>
#include <QPlainTextEdit>

using namespace ostiary;

/// What an administrator does without a mouse.
class tst_Keyboard : public ConsoleFixture
{
    Q_OBJECT

    void activate()
    {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    QWidget *focused() const { return m_window->focusWidget(); }
    QString focusName() const
    {
        return QString("%1 %2").arg(focused() ? focused()->metaObject()->className() : "nothing",
                                    focused() ? focused()->accessibleName() : QString());
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(focused() ? focused() : m_window.get(), key, modifiers);
    }
    using ConsoleFixture::press;
    Table *listOf(const QString &name)
    {
        auto *shown = static_cast<Page *>(page(name));
        return shown->findChild<Table *>(shown->title());
    }

private Q_SLOTS:
    void initTestCase()
    {
        startConsole();
        makeKey("first");
        makeKey("second");
        QVERIFY(ask(AdminRequest::post("/admin/v1/deployments",
                                       {{"model_name", "local"}, {"provider", "sim"}, {"upstream_model", "sim"}}))
                    .ok());
        QVERIFY(ask(AdminRequest::post("/admin/v1/providers",
                                       {{"name", "own"}, {"provider", "openai"}, {"api_key", "sk-test-0000"}}))
                    .ok());
    }
    void cleanupTestCase() { stopConsole(); }
    void init() { activate(); }

    void aPageOpensOnItsListOrItsFilter_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("first");
        QTest::newRow("overview") << "overview"
                                  << "Budgets";
        QTest::newRow("requests") << "requests"
                                  << "Filter requests";
        QTest::newRow("models") << "models"
                                << "Models";
        QTest::newRow("providers") << "providers"
                                   << "Providers";
        QTest::newRow("keys") << "keys"
                              << "Keys";
        QTest::newRow("playground") << "playground"
                                    << "Your message";
        QTest::newRow("settings") << "settings"
                                  << "Colours";
    }
    void aPageOpensOnItsListOrItsFilter()
    {
        QFETCH(QString, name);
        QFETCH(QString, first);
        const QString elsewhere = name == "settings" ? "keys" : "settings";
        page(elsewhere);
        for (int i = 0; i < m_window->pageCount(); ++i) {
            if (m_window->pageName(i) == name)
                press(static_cast<Qt::Key>(Qt::Key_1 + i), Qt::ControlModifier);
        }
        QVERIFY2(focused() && focused()->accessibleName() == first, qPrintable(focusName()));
        page(elsewhere);
        for (NavigationItem *item : m_window->findChildren<NavigationItem *>()) {
            if (item->text().toLower() == name)
                QTest::mouseClick(item, Qt::LeftButton);
        }
        QVERIFY2(focused() && focused()->accessibleName() == first, qPrintable(focusName()));
    }

    void whoGoesAlongTheNavigationStaysInIt()
    {
        page("providers");
        NavigationItem *keys = named<NavigationItem>(m_window.get(), "Keys");
        named<NavigationItem>(m_window.get(), "Providers")->setFocus(Qt::TabFocusReason);
        press(Qt::Key_Down);
        QVERIFY(m_window->pageWidget("keys")->isVisible());
        QCOMPARE(focused(), keys);
        press(Qt::Key_Return);
        QVERIFY2(m_window->pageWidget("keys")->isAncestorOf(focused()), qPrintable(focusName()));
    }

    void aListShowsThatItHasTheKeyboardAndOpensNothingByItself()
    {
        Table *keys = listOf("keys");
        QTRY_VERIFY(keys->model().rowCount() >= 2);
        keys->clearChoice();
        keys->view()->setFocus(Qt::TabFocusReason);
        const QColor accent = Theme::of().tokens().accent;
        const auto ringed = [&] {
            const QColor edge = keys->grab().toImage().pixelColor(keys->width() / 2, 0); // the line over it
            return std::abs(edge.red() - accent.red()) < 40 && std::abs(edge.green() - accent.green()) < 40;
        };
        QVERIFY(ringed());
        QCOMPARE(keys->currentRow(), -1);
        press(Qt::Key_Down);
        QCOMPARE(keys->currentRow(), 0);
        QVERIFY(keys->view()->selectionModel()->isRowSelected(0));
        const auto ringedRow = [&](int row) { // at its upper and at its lower edge
            const QImage rows = keys->view()->viewport()->grab().toImage();
            const int top = keys->view()->rowViewportPosition(row);
            const auto isAccent = [&](int y) {
                const QColor at = rows.pixelColor(rows.width() / 2, y);
                return std::abs(at.red() - accent.red()) < 40 && std::abs(at.green() - accent.green()) < 40;
            };
            return isAccent(top) && isAccent(top + Theme::kRowHeight - 1);
        };
        QVERIFY(ringedRow(0) && !ringedRow(1));
        press(Qt::Key_Down);
        QVERIFY(ringedRow(1) && !ringedRow(0));
        press(Qt::Key_Backtab);
        QVERIFY(!ringed() && !ringedRow(1));
    }

    void whatDestroysIsComeToLast_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("row");
        QTest::newRow("keys") << "keys"
                              << "first";
        QTest::newRow("models") << "models"
                                << "local";
        QTest::newRow("providers") << "providers"
                                   << "own";
    }
    void whatDestroysIsComeToLast()
    {
        QFETCH(QString, name);
        QFETCH(QString, row);
        Table *list = listOf(name);
        QWidget *shown = m_window->pageWidget(name);
        const auto find = [&] {
            for (int i = 0; i < list->model().rowCount(); ++i) {
                if (list->model().index(i, 0).data().toString() == row)
                    return i;
            }
            return -1;
        };
        QTRY_VERIFY(find() >= 0);
        list->view()->selectRow(find());
        QPushButton *remove = nullptr;
        QTRY_VERIFY((remove = button(shown, QString::fromUtf8("Delete\xe2\x80\xa6"))) && remove->isVisible());
        list->view()->setFocus(Qt::TabFocusReason);
        QList<QWidget *> order;
        press(Qt::Key_Tab);
        for (int step = 0; step < 100 && shown->isAncestorOf(focused()); ++step) {
            order += focused();
            press(Qt::Key_Tab);
        }
        QVERIFY(order.size() > 5);
        QVERIFY2(shown->findChild<Form *>()->isAncestorOf(order.first()), order.first()->metaObject()->className());
        QVERIFY2(order.last() == remove, qPrintable(order.last()->accessibleName()));
    }

    void enterPressesTheButtonThatHasTheFocus()
    {
        QWidget *keys = page("keys");
        button(keys, "New key")->setFocus(Qt::TabFocusReason);
        press(Qt::Key_Return);
        QVERIFY(button(keys, "Make key") && button(keys, "Make key")->isVisible());
        QVERIFY2(focused()->accessibleName() == "Name", qPrintable(focusName()));
    }

    void aKeyIsMadeAndChangedByKeysAlone()
    {
        QWidget *keys = page("keys");
        Form *form = keys->findChild<Form *>();
        press(Qt::Key_N, Qt::ControlModifier);
        QVERIFY2(focused()->accessibleName() == "Name", qPrintable(focusName()));
        QTest::keyClicks(focused(), "typed");
        press(Qt::Key_S, Qt::ControlModifier);
        QVERIFY2(focused() == keys, qPrintable(focusName())); // nothing else is pressed while it is asked for
        QTRY_VERIFY(named<QLineEdit>(keys, "The new key")->text().startsWith("sk-"));
        QVERIFY2(form->isAncestorOf(focused()), qPrintable(focusName()));
        auto *team = named<QLineEdit>(keys, "Team");
        team->setFocus(Qt::TabFocusReason);
        QTest::keyClicks(team, "Support");
        QPushButton *save = button(keys, "Save");
        save->setFocus(Qt::TabFocusReason);
        press(Qt::Key_Space);
        QTRY_VERIFY(!form->isDirty() && form->isEnabled());
        QVERIFY2(focused() == team, qPrintable(focusName())); // Save has nothing to do any more
        team->setFocus(Qt::TabFocusReason);
        QTest::keyClicks(team, "s");
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(!form->isDirty() && form->isEnabled());
        QVERIFY2(focused() == team, qPrintable(focusName()));
        const QJsonObject last =
            ask(AdminRequest::get("/admin/v1/keys")).body.value("data").toArray().last().toObject();
        QCOMPARE(last.value("team_id").toString(), QString("Supports"));
    }

    void theSearchIsReached()
    {
        page("requests");
        m_window->pageWidget("requests")->findChild<Table *>()->view()->setFocus();
        press(Qt::Key_F, Qt::ControlModifier);
        QVERIFY2(focused()->accessibleName() == "Filter requests", qPrintable(focusName()));
    }

    void aSlashIsASearchOnlyWhereNothingIsTyped()
    {
        page("requests");
        m_window->pageWidget("requests")->findChild<Table *>()->view()->setFocus();
        press(Qt::Key_Slash);
        QVERIFY2(focused()->accessibleName() == "Filter requests", qPrintable(focusName()));
        auto *message = named<QPlainTextEdit>(page("playground"), "Your message");
        message->clear();
        QTest::keyClick(message, '/');
        QCOMPARE(message->toPlainText(), QString("/"));
        message->clear();
    }

    void deleteInAListAsksAndDeletesTheChosenRow()
    {
        makeKey("to be deleted");
        Table *list = listOf("keys");
        const auto rowOf = [&] {
            for (int i = 0; i < list->model().rowCount(); ++i) {
                if (list->model().index(i, 0).data().toString() == "to be deleted")
                    return i;
            }
            return -1;
        };
        QTRY_VERIFY(rowOf() >= 0);
        list->clearChoice();
        list->view()->setFocus(Qt::TabFocusReason);
        press(Qt::Key_Delete); // nothing is chosen
        QVERIFY(!QApplication::activeModalWidget());
        list->view()->selectRow(rowOf());
        QTRY_COMPARE(named<QLineEdit>(m_window->pageWidget("keys"), "Name")->text(), QString("to be deleted"));
        const int before = list->model().rowCount();
        answerNext("Cancel");
        press(Qt::Key_Delete);
        QCOMPARE(list->model().rowCount(), before);
        activate();
        list->view()->setFocus(Qt::TabFocusReason);
        answerNext("Delete");
        press(Qt::Key_Delete);
        QTRY_COMPARE(rowOf(), -1);
    }

    void theRingIsSeenOnEveryButton()
    {
        QWidget window;
        auto *row = new QHBoxLayout(&window);
        auto *other = new QPushButton("Other"), *plain = new QPushButton("Plain"),
             *primary = new QPushButton("Primary");
        primary->setProperty("primary", true);
        for (QPushButton *button : {other, plain, primary})
            row->addWidget(button);
        window.resize(600, 80);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const auto near = [](const QColor &a, const QColor &b) {
            return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) < 60;
        };
        const auto column = [](QPushButton *button) { // from the edge to the middle, beside the words
            const QImage image = button->grab().toImage();
            QList<QColor> colours;
            for (int y = 0; y < image.height() / 2; ++y)
                colours += image.pixelColor(16, y);
            return colours;
        };
        const Tokens &tokens = Theme::of().tokens();
        const QColor onAccent = Theme::of().isDark() ? tokens.background : tokens.surface;
        primary->setFocus(Qt::TabFocusReason);
        QList<QColor> seen = column(primary);
        const auto inner =
            std::find_if(seen.begin() + 2, seen.begin() + 7, [&](const QColor &c) { return near(c, onAccent); });
        QVERIFY(inner != seen.begin() + 7);
        QVERIFY(near(seen.last(), tokens.accent));
        QVERIFY(std::any_of(seen.begin(), inner, [&](const QColor &c) { return near(c, tokens.accent); }));
        plain->setFocus(Qt::TabFocusReason);
        seen = column(plain);
        QVERIFY(near(seen.first(), tokens.accent));
        for (qsizetype y = 2; y < seen.size(); ++y)
            QVERIFY2(near(seen[y], tokens.surface), qPrintable(QString::number(y))); // no box within the ring
    }

    void aQuestionMarkListsTheKeys()
    {
        listOf("keys")->view()->setFocus();
        const auto list = [&] { return m_window->findChild<QDialog *>("shortcuts"); };
        QVERIFY(!list());
        QTest::keyClick(focused(), Qt::Key_Question);
        QTRY_VERIFY(list());
        QStringList words;
        for (const QLabel *label : list()->findChildren<QLabel *>())
            words += label->text();
        for (const char *key : {"Ctrl+K", "Ctrl+F", "Ctrl+N", "Ctrl+S", "Enter", "?", "/", "Del"})
            QVERIFY2(words.contains(key), key);
        QTest::keyClick(list(), Qt::Key_Escape);
        QTRY_VERIFY(!list());
        auto *message = named<QPlainTextEdit>(page("playground"), "Your message");
        QTest::keyClick(message, '?');
        QCOMPARE(message->toPlainText(), QString("?"));
        QVERIFY(!list());
    }

    void theKeyThatIsShownOnceIsNotLeftByAccident()
    {
        QWidget *welcome = page("welcome");
        press(button(welcome, "Use the simulator"));
        QVERIFY2(focused()->accessibleName() == "Name", qPrintable(focusName()));
        QTest::keyClicks(focused(), "beginner");
        button(welcome, "Make the key")->setFocus(Qt::TabFocusReason);
        press(Qt::Key_Space);
        QVERIFY2(focused() == welcome, qPrintable(focusName()));
        press(Qt::Key_Space); // impatient
        QTRY_VERIFY(named<QLineEdit>(welcome, "The new key")->text().startsWith("sk-"));
        QVERIFY(welcome->isVisible());
        QVERIFY2(focused() == button(welcome, "Copy snippet"), qPrintable(focusName()));
    }
};

OSTIARY_TEST(tst_Keyboard)
#include "tst_keyboard.moc"
