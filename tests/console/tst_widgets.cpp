// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testregistry.h"
#include "ui/gallery.h"
#include "ui/pages/budgettable.h"
#include "ui/theme.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/form.h"
#include "ui/widgets/navigation.h"
#include "ui/widgets/table.h"
#include "ui/widgets/waterfall.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QStandardPaths>
#include <QtTest>

using namespace ostiary;

/// Every part that pages are made of, where the gallery shows it.
class tst_Widgets : public QObject
{
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Gallery> m_gallery;

    Table *table(int number) { return m_gallery->findChild<Table *>(QString("Table %1").arg(number)); }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<Theme>(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        m_gallery = std::make_unique<Gallery>();
        m_gallery->resize(1200, 1800);
        m_gallery->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_gallery.get()));
    }
    void cleanupTestCase() { m_gallery.reset(); }

    void theGalleryHasEveryPart()
    {
        QVERIFY(m_gallery->findChild<NavigationItem *>());
        QVERIFY(m_gallery->findChild<Form *>());
        QVERIFY(m_gallery->findChild<UnitEdit *>());
        QVERIFY(m_gallery->findChild<TokenEdit *>());
        QCOMPARE(m_gallery->findChildren<Chart *>().size(), 2);
        QCOMPARE(m_gallery->findChildren<Table *>().size(), 5);
        QVERIFY(m_gallery->findChild<Waterfall *>());
        QVERIFY(m_gallery->findChild<BudgetTable *>());
        QVERIFY(m_gallery->findChild<BusyBar *>());
        QVERIFY(m_gallery->findChildren<NoticeBar *>().size() >= 2);
    }

    void tablesShowRowsEmptinessAndErrors()
    {
        QTRY_COMPARE(table(1)->model().rowCount(), 4);
        QVERIFY(table(1)->view()->isVisible());
        QVERIFY(table(1)->model().index(0, 7).data(SeriesRole).value<QList<double>>().size() == 24);
        QTRY_VERIFY(!table(3)->view()->isVisible());
        QVERIFY(table(3)->findChild<QPushButton *>()->isVisible()); // the first step
        QVERIFY(table(4)->view()->isVisible());                     // the frame at once, while it loads
        const auto words = [](Table *table) {
            QString all;
            for (const QLabel *label : table->findChildren<QLabel *>())
                all += label->isVisible() ? label->text() : QString();
            return all;
        };
        QTRY_VERIFY(words(table(5)).contains("Is the disk full?"));
        QVERIFY(!table(5)->findChild<QPushButton *>()->isVisible());
        QAbstractItemModelTester tester(&table(2)->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void rowsAreCopied()
    {
        table(2)->view()->selectRow(1);
        table(2)->view()->setFocus();
        QTest::keyClick(table(2)->view(), Qt::Key_C, Qt::ControlModifier);
        const QStringList fields = QApplication::clipboard()->text().trimmed().split('\t');
        QCOMPARE(fields.first(), QString("Interns"));
        QVERIFY(fields.contains("$14.91"));
    }

    void aHeadingOffersTheColumns()
    {
        QHeaderView *header = table(2)->view()->horizontalHeader();
        Q_EMIT header->customContextMenuRequested(QPoint(5, 5));
        auto *menu = table(2)->findChild<QMenu *>();
        QVERIFY(menu);
        for (QAction *action : menu->actions()) {
            if (action->text() == "Models")
                action->trigger();
        }
        QVERIFY(!table(2)->view()->isColumnHidden(2));
        menu->close();
    }

    void aFormKnowsWhatChangedAndWhatIsWrong()
    {
        Form form;
        QLineEdit *name = form.addText("name", "Name", checkRequired);
        QLineEdit *money = form.addMoney("money", "Budget");
        QLineEdit *span = form.addDuration("span", "Span");
        QComboBox *choice = form.addChoice("choice", "Choice", {{"a", "A"}, {"b", "B"}});
        TokenEdit *tokens = form.addTokens("tokens", "Models", "type");
        form.setValue("name", "door");
        form.setValue("tokens", "a\nb");
        form.settle();
        QVERIFY(!form.isDirty() && form.isValid());
        QCOMPARE(tokens->tokens(), (QStringList{"a", "b"}));
        QTest::keyClicks(money, "1x");
        QVERIFY(form.isDirty() && !form.isValid());
        QVERIFY(!money->accessibleDescription().isEmpty());
        money->clear();
        QTest::keyClicks(span, "30");
        QVERIFY(!form.isValid()); // of what?
        QTest::keyClicks(span, "d");
        QVERIFY(form.isValid());
        form.setChoices("choice", {{"c", "C"}, {"a", "A"}});
        QCOMPARE(choice->currentData().toString(), QString("a")); // stays what it was
        QVERIFY(!form.changed("choice"));
        name->clear();
        QVERIFY(!form.isValid());
        form.setValue("name", "door");
        QVERIFY(form.setError("money", "The gateway says no"));
        QVERIFY(!form.setError("unknown", "whose?"));
    }

    void amountsAreWrittenAsTheLocaleWritesThem()
    {
        const QLocale before;
        const auto restore = qScopeGuard([&] { QLocale::setDefault(before); });
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        Form form;
        QLineEdit *money = form.addMoney("money", "Budget");
        form.setPlaceholder("money", "2.50");
        QCOMPARE(money->placeholderText(), QString("2,50"));
        form.load({{"money", "0.05"}}, Form::Load::Another);
        QCOMPARE(money->text(), QString("0,05"));
        QCOMPARE(form.value("money"), QString("0.05"));
        QVERIFY(!form.isDirty());
        money->clear();
        QTest::keyClicks(money, "1.250,75");
        QVERIFY(form.isValid() && form.isDirty());
        QCOMPARE(form.value("money"), QString("1250.75"));
        form.load({{"money", "0.5"}}, Form::Load::Again);
        QVERIFY(money->accessibleDescription().contains("0,5"));
        money->clear();
        QTest::keyClicks(money, ",");
        QVERIFY(!form.isValid()); // not the same as nothing, which is no budget at all
        money->clear();
        QTest::keyClicks(money, "1.250");
        QTest::keyClick(money, Qt::Key_Return);
        QCOMPARE(money->text(), QString("1250")); // what was understood
        money->clear();
        QTest::keyClicks(money, "1,2,3");
        QVERIFY(!form.isValid());
        QVERIFY(money->accessibleDescription().contains("0,50"));
    }

    void tokensAreTypedAndTakenAway()
    {
        TokenEdit edit;
        QSignalSpy edited(&edit, &TokenEdit::edited);
        QTest::keyClicks(edit.input(), "one,two");
        QTest::keyClick(edit.input(), Qt::Key_Return);
        QCOMPARE(edit.tokens(), (QStringList{"one", "two"}));
        QTest::keyClicks(edit.input(), "one,"); // once is enough
        QCOMPARE(edit.tokens().size(), 2);
        QTest::keyClick(edit.input(), Qt::Key_Backspace);
        QCOMPARE(edit.tokens(), QStringList{"one"});
        QTest::mouseClick(edit.findChild<QPushButton *>(), Qt::LeftButton);
        QVERIFY(edit.tokens().isEmpty());
        QVERIFY(edited.size() >= 4);
    }

    void aLegendHidesAndShows()
    {
        Chart *chart = m_gallery->findChildren<Chart *>().first();
        const QImage before = chart->grab().toImage();
        chart->toggle("Team 3");
        QVERIFY(chart->isHidden("Team 3"));
        QVERIFY(chart->grab().toImage() != before);
        chart->toggle("Team 3");
        QCOMPARE(chart->grab().toImage(), before);
        const int right = chart->width() - 10; // the last name of the legend line
        QTest::mouseClick(chart->viewport(), Qt::LeftButton, Qt::NoModifier, QPoint(right, 7));
        QVERIFY(chart->isHidden("Team 3"));
        chart->toggle("Team 3");
    }

    void aClickTellsWhichBarItHit()
    {
        Chart *chart = m_gallery->findChildren<Chart *>().first();
        QSignalSpy clicked(chart, &Chart::clicked);
        const int foot = qRound(chart->data().plot.bottom()) - 2;
        QTest::mouseClick(chart->viewport(), Qt::LeftButton, Qt::NoModifier, QPoint(chart->width() / 2, foot));
        QCOMPARE(clicked.size(), 1);
        QCOMPARE(clicked[0][1].toString(), QString("Team 1")); // the lowest
    }

    void aNoticeOffersUndoOnce()
    {
        NoticeBar bar;
        int undone = 0;
        bar.tell("gone", false, "Undo", [&] { ++undone; });
        QVERIFY(!bar.isHidden());
        for (QPushButton *button : bar.findChildren<QPushButton *>()) {
            if (button->text() == "Undo")
                button->click(), button->click();
        }
        QCOMPARE(undone, 1);
        QVERIFY(bar.isHidden());
    }

    void somethingLongIsShownAndCancelled()
    {
        QWidget window;
        BusyBar bar(&window);
        window.show();
        QPointer<QObject> operation = new QObject;
        bool cancelled = false;
        bar.follow(operation, "Asking", [&] { cancelled = true; });
        QVERIFY(!bar.isVisible()); // not for what is quick
        QTRY_VERIFY(bar.isVisible());
        QTest::mouseClick(bar.findChild<QPushButton *>(), Qt::LeftButton);
        QVERIFY(!operation);
        QVERIFY(cancelled && !bar.isVisible());
        auto *quick = new QObject;
        bar.follow(quick, "Again");
        delete quick;
        QVERIFY(!bar.isVisible());
    }

    void aToastGoesByItself()
    {
        QWidget window;
        window.resize(400, 300);
        window.show();
        Toast::show(&window, "Saved");
        QPointer<Toast> toast = window.findChild<Toast *>();
        QVERIFY(toast && toast->isVisible());
        Toast::show(&window, "Saved again"); // the one before gives way
        QTRY_VERIFY(!toast);
        QTRY_VERIFY_WITH_TIMEOUT(!window.findChild<Toast *>(), 10000);
    }

    void aFormThatIsWrittenInTakesOverOnlyWhatIsNot()
    {
        Form form;
        QLineEdit *team = form.addText("team", "Team");
        QLineEdit *limit = form.addNumber("limit", "Limit", "per minute", checkCount);
        TokenEdit *models = form.addTokens("models", "Models", {});
        form.show();
        const auto stored = [](const QString &teamName, const QString &limitText) {
            return QList<std::pair<QString, QString>>{{"team", teamName}, {"limit", limitText}, {"models", "sim"}};
        };
        form.load(stored("Support", "10"), Form::Load::Another);
        QVERIFY(!form.isDirty());
        QTest::keyClicks(team, " desk");
        team->setCursorPosition(3);
        QTest::keyClicks(models->input(), "gp");
        for (int again = 0; again < 2; ++again) // nothing has changed: nothing is touched
            form.load(stored("Support", "10"), Form::Load::Again);
        QCOMPARE(team->text(), QString("Support desk"));
        QCOMPARE(team->cursorPosition(), 3);
        QVERIFY(team->isUndoAvailable());
        QCOMPARE(models->input()->text(), QString("gp"));
        QCOMPARE(models->tokens(), QStringList{"sim"});

        const auto told = [&] {
            QStringList all;
            for (const QLabel *label : form.findChildren<QLabel *>()) {
                if (label->property("error").toBool() && label->isVisible())
                    all += label->text();
            }
            return all.join('|');
        };
        for (int again = 0; again < 3; ++again) // it stays told
            form.load(stored("Research", "25"), Form::Load::Again);
        QVERIFY2(told().contains("Changed meanwhile to Research"), qPrintable(told()));
        QCOMPARE(team->text(), QString("Support desk"));
        QCOMPARE(team->cursorPosition(), 3);
        QCOMPARE(limit->text(), QString("25"));
        QVERIFY(form.changed("team") && !form.changed("limit"));

        limit->selectAll();
        QTest::keyClicks(limit, "many");
        QVERIFY(!form.isValid());
        const QString complaint = told();
        form.load(stored("Research", "25"), Form::Load::Again);
        QCOMPARE(told(), complaint); // what is wrong does not go away by itself
        form.load(stored("Research", "25"), Form::Load::Another);
        QVERIFY(told().isEmpty() && !form.isDirty());
        QCOMPARE(team->text(), QString("Research"));
    }
};

OSTIARY_TEST(tst_Widgets)
#include "tst_widgets.moc"
