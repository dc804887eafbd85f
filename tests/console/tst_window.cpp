// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/console/consolefixture.h"
#include "tests/support/testregistry.h"
#include "ui/widgets/card.h"
#include "ui/widgets/columnwidths.h"
#include "ui/widgets/form.h"
#include "ui/windowplace.h"

#include <QHeaderView>
#include <QScreen>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace ostiary;

namespace {

/// The translations of a .ts file, as they are written.
class WrittenTranslator final : public QTranslator
{
public:
    explicit WrittenTranslator(const QString &path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return;
        QXmlStreamReader xml(&file);
        QString context, source;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            if (xml.name() == QLatin1String("name"))
                context = xml.readElementText();
            else if (xml.name() == QLatin1String("source"))
                source = xml.readElementText();
            else if (xml.name() == QLatin1String("translation") && xml.attributes().isEmpty()) {
                const QString words = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
                if (!words.isEmpty() && !words.contains('\n')) // several forms of a number are not needed here
                    m_words[context + '|' + source] = words;
            }
        }
    }
    bool isEmpty() const override { return m_words.isEmpty(); }
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        return m_words.value(QString::fromUtf8(context) + '|' + QString::fromUtf8(source));
    }

private:
    QHash<QString, QString> m_words;
};

} // namespace

/// The window fits the screen it opens on, and works when it is small.
class tst_Window : public ConsoleFixture
{
    Q_OBJECT

    /// What within `page` cannot be narrower than `width`.
    static QStringList wide(const QWidget &page, int width)
    {
        QStringList all;
        for (const QWidget *child : page.findChildren<QWidget *>()) {
            const int least = std::max(child->minimumSizeHint().width(), child->minimumWidth());
            if (child->isVisible() && least > width)
                all += QString("%1 '%2': %3").arg(child->metaObject()->className(), child->accessibleName()).arg(least);
        }
        return all;
    }

private Q_SLOTS:
    void initTestCase()
    {
        startConsole();
        for (const char *alias : {"Platform on-call rota", "svc-labels"})
            makeKey(alias, {{"team_id", "Research"}, {"max_budget_usd", "25"}});
        QVERIFY(ask(AdminRequest::post("/admin/v1/deployments",
                                       {{"model_name", "summary-eu"}, {"provider", "sim"}, {"upstream_model", "sim"}}))
                    .ok());
        QVERIFY(ask(AdminRequest::post("/admin/v1/providers",
                                       {{"name", "own"}, {"provider", "openai"}, {"api_key", "sk-test-0000"}}))
                    .ok());
        QCOMPARE(chat(makeKey("desk"), "sim"), 200);
    }
    void cleanupTestCase() { stopConsole(); }

    void isBroughtOntoTheScreen_data()
    {
        QTest::addColumn<QRect>("wanted");
        QTest::addColumn<QRect>("fitted");
        QTest::newRow("it fits") << QRect(100, 50, 900, 600) << QRect(100, 50, 900, 600);
        QTest::newRow("larger than the screen") << QRect(0, 0, 2720, 1700) << QRect(0, 0, 1366, 768);
        QTest::newRow("a screen at the right has gone") << QRect(1500, 40, 900, 600) << QRect(466, 40, 900, 600);
        QTest::newRow("a screen at the left has gone") << QRect(-1800, -300, 900, 600) << QRect(0, 0, 900, 600);
        QTest::newRow("half below") << QRect(10, 500, 900, 600) << QRect(10, 168, 900, 600);
    }
    void isBroughtOntoTheScreen()
    {
        QFETCH(QRect, wanted);
        QFETCH(QRect, fitted);
        QCOMPARE(fittedTo(wanted, QRect(0, 0, 1366, 768)), fitted);
    }

    void opensNotLargerThanItsScreen()
    {
        const QRect screen = m_window->screen()->availableGeometry();
        QVERIFY(screen.height() < 850); // it tells something only where the usual size does not fit
        const QByteArray kept = QSettings().value("window").toByteArray();
        QSettings().remove("window");
        {
            MainWindow fresh(*m_client);
            fresh.show();
            QVERIFY2(fresh.height() <= screen.height(), qPrintable(QString::number(fresh.height())));
            QVERIFY(fresh.width() <= std::max(screen.width(), fresh.minimumSizeHint().width()));
            fresh.move(screen.right() + 400, screen.bottom() + 300); // as on a screen that is taken away
        }
        MainWindow again(*m_client);
        QVERIFY2(screen.contains(again.geometry().topLeft()), qPrintable(QString::number(again.x())));
        QVERIFY2(again.geometry().bottom() <= screen.bottom(), qPrintable(QString::number(again.geometry().bottom())));
        QSettings().setValue("window", kept);
    }

    void canBeSmall_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << "en";
        QTest::newRow("German") << "de";
    }
    /// Every page at 960 × 600, with nothing outside and no button cut off.
    void canBeSmall()
    {
        QFETCH(QString, language);
        WrittenTranslator german(QStringLiteral(OSTIARY_SOURCE "/translations/ostiary_de.ts"));
        QVERIFY(!german.isEmpty());
        if (language == "de")
            QCoreApplication::installTranslator(&german);
        MainWindow window(*m_client);
        QCoreApplication::removeTranslator(&german);
        window.show();
        for (int i = 0; i < window.pageCount(); ++i) {
            if (language == "de")
                QCoreApplication::installTranslator(&german); // pages are made when they are first shown
            window.showPage(i);
            const QString name = window.pageName(i);
            QWidget *shown = window.pageWidget(name);
            for (Table *table : shown->findChildren<Table *>())
                QTRY_VERIFY(!table->model().isLoading());
            if (auto *table = shown->findChild<Table *>(static_cast<Page *>(shown)->title());
                table && table->model().rowCount() > 0) {
                table->view()->selectRow(0);
                QTRY_VERIFY(!table->model().isLoading());
            }
            QCoreApplication::processEvents();
            if (auto *form = shown->findChild<Form *>(); form && form->isVisible() && !form->isDraft()) {
                for (QLineEdit *edit : form->findChildren<QLineEdit *>()) {
                    const bool plain = !qobject_cast<QComboBox *>(edit->parentWidget());
                    if (plain && !edit->isReadOnly() && edit->isVisible() && !form->isDirty())
                        QTest::keyClick(edit, '1'); // what comes with a change has room, too
                }
            }
            window.resize(960, 600);
            QCoreApplication::processEvents();
            QCoreApplication::removeTranslator(&german);
            QVERIFY2(window.size() == QSize(960, 600), qPrintable(name + " wants " + wide(window, 600).join(", ")));
            for (Form *form : shown->findChildren<Form *>())
                QVERIFY2(!form->isVisible() || form->width() <= form->parentWidget()->width(), qPrintable(name));
            for (QPushButton *button : shown->findChildren<QPushButton *>()) {
                if (!button->isVisible())
                    continue;
                const int right = button->mapTo(shown, QPoint(button->width(), 0)).x();
                QVERIFY2(right <= shown->width(), qPrintable(name + ": outside is " + button->text()));
                QVERIFY2(button->width() >= button->fontMetrics().horizontalAdvance(button->text()),
                         qPrintable(name + ": " + button->text()));
            }
        }
    }

    void sharesTheRoomAmongColumns_data()
    {
        QTest::addColumn<int>("room");
        QTest::addColumn<QList<int>>("widths");
        // Three columns: the name, stretched; one with a long text; one that the user has drawn.
        QTest::newRow("as laid out") << 330 << QList<int>{200, 90, 40};
        QTest::newRow("what is over goes to what is cut off") << 360 << QList<int>{200, 120, 40};
        QTest::newRow("then to the name") << 500 << QList<int>{310, 150, 40};
        QTest::newRow("what is missing is not needed") << 290 << QList<int>{160, 90, 40};
        QTest::newRow("then of the others") << 250 << QList<int>{150, 60, 40};
        QTest::newRow("the name keeps its least") << 100 << QList<int>{150, 50, 40};
    }
    void sharesTheRoomAmongColumns()
    {
        QFETCH(int, room);
        QFETCH(QList<int>, widths);
        const std::vector<ColumnWish> wishes{{200, 120, 150, false}, {90, 50, 150, false}, {40, 40, 80, true}};
        const std::vector<int> shared = shareOut(wishes, 0, room);
        QCOMPARE(QList<int>(shared.begin(), shared.end()), widths);
    }

    void theFirstColumnIsNotCutForAnother()
    {
        const std::vector<ColumnWish> wishes{{100, 60, 90, false}, {200, 120, 230, false}, {80, 40, 70, false}};
        const auto at = [&](int room) {
            const std::vector<int> shared = shareOut(wishes, 1, room);
            return QList<int>(shared.begin(), shared.end());
        };
        QCOMPARE(at(380), (QList<int>{100, 200, 80}));
        QCOMPARE(at(330), (QList<int>{90, 200, 40}));
        QCOMPARE(at(280), (QList<int>{90, 150, 40}));
        QCOMPARE(at(100), (QList<int>{90, 120, 40}));
    }

    void noFigureIsCutWhenItIsNarrow()
    {
        for (const char *name : {"keys", "models", "requests"}) {
            auto *shown = page(name)->findChild<Table *>(static_cast<Page *>(page(name))->title());
            QTRY_VERIFY(!shown->model().isLoading());
            m_window->resize(960, 600);
            QCoreApplication::processEvents();
            auto *view = shown->view();
            for (int row = 0; row < std::min(3, shown->model().rowCount()); ++row) {
                for (int i = 0; i < shown->model().columnCount(); ++i) {
                    const QModelIndex cell = view->model()->index(row, i);
                    const int wide = view->fontMetrics().horizontalAdvance(cell.data().toString());
                    if (!view->isColumnHidden(i) && cell.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight)
                        QVERIFY2(view->columnWidth(i) >= wide, qPrintable(cell.data().toString()));
                }
            }
            m_window->resize(1360, 850);
        }
    }

    void namesStayLegibleWhenItIsNarrow()
    {
        auto *keys = page("keys")->findChild<Table *>("Keys");
        QTRY_VERIFY(keys->model().rowCount() > 1);
        m_window->resize(960, 600);
        QCoreApplication::processEvents();
        const QFontMetrics metrics(keys->view()->font());
        QVERIFY2(keys->view()->columnWidth(0) >= metrics.horizontalAdvance("Platform on-call rota"),
                 qPrintable(QString::number(keys->view()->columnWidth(0))));
        m_window->resize(1600, 850);
        QCoreApplication::processEvents();
        int all = 0;
        for (int i = 0; i < keys->model().columnCount(); ++i)
            all += keys->view()->columnWidth(i);
        QCOMPARE(all, keys->view()->viewport()->width());
        m_window->resize(1360, 850);
    }

    void aColumnThatWasDrawnStaysAsItWasDrawn()
    {
        page("keys");
        auto *keys = m_window->pageWidget("keys")->findChild<Table *>("Keys");
        QHeaderView *header = keys->view()->horizontalHeader();
        QCoreApplication::processEvents();
        const int edge = header->sectionViewportPosition(1) + header->sectionSize(1) - 1;
        QWidget *at = header->viewport();
        QTest::mousePress(at, Qt::LeftButton, {}, {edge, 10});
        QTest::mouseMove(at, {edge + 30, 10});
        QMouseEvent move(QEvent::MouseMove, QPointF(edge + 30, 10), at->mapToGlobal(QPointF(edge + 30, 10)),
                         Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(at, &move);
        QTest::mouseRelease(at, Qt::LeftButton, {}, {edge + 30, 10});
        const int drawn = header->sectionSize(1);
        m_window->resize(1500, 850);
        QCoreApplication::processEvents();
        QCOMPARE(header->sectionSize(1), drawn);
        MainWindow another(*m_client);
        another.resize(1360, 850);
        another.show();
        another.showPage("keys");
        QCoreApplication::processEvents();
        QCOMPARE(another.pageWidget("keys")->findChild<Table *>("Keys")->view()->columnWidth(1), drawn);
        m_window->resize(1360, 850);
    }
};

OSTIARY_TEST(tst_Window)
#include "tst_window.moc"
