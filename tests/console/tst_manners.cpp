// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/console/consolefixture.h"
#include "tests/support/testregistry.h"
#include "tests/support/watchedapplication.h"
#include "ui/widgets/form.h"
#include "ui/widgets/palette.h"

#include <QAccessible>
#include <QJsonArray>
#include <QSplitter>
#include <QThread>

#include <cmath>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace ostiary;

namespace {

/// How long the GUI thread has waited for a processor so far: the machine's doing, not the console's. The second figure
/// of schedstat; Linux, Documentation/scheduler/sched-stats.
qint64 waitedForCpuNs()
{
    QFile file(QString("/proc/self/task/%1/schedstat").arg(::syscall(SYS_gettid)));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() : -1;
}

/// How often the GUI thread gave the processor away because it had to wait for something.
long timesBlocked(qint64 *cpuNs)
{
    rusage used{};
    getrusage(RUSAGE_THREAD, &used);
    const auto ns = [](const timeval &t) { return (static_cast<qint64>(t.tv_sec) * 1'000'000 + t.tv_usec) * 1000; };
    *cpuNs = ns(used.ru_utime) + ns(used.ru_stime);
    return used.ru_nvcsw;
}

/// Measures every event of the GUI thread. One in which the thread never waited for anything took the time that it
/// computed; one in which it did, took its wall time without what it waited for a processor. So neither a crowded nor a
/// shared machine is taken for the console's fault.
class Watchdog
{
public:
    void begin()
    {
        m_waited = waitedForCpuNs();
        m_blocked = timesBlocked(&m_cpu);
        m_clock.start(); // last, and read first: what lies between is the event alone
    }
    void end(QObject *receiver, QEvent::Type type)
    {
        const qint64 wall = m_clock.nsecsElapsed();
        qint64 cpu = 0;
        const bool blocked = timesBlocked(&cpu) != m_blocked;
        const qint64 ns = blocked ? wall - (waitedForCpuNs() - m_waited) : cpu - m_cpu;
        if (ns > worstNs) {
            worstNs = ns;
            where = QString("%1, event %2, %3 ms by the clock, %4 ms computed%5")
                        .arg(receiver->metaObject()->className())
                        .arg(int(type))
                        .arg(wall / 1'000'000)
                        .arg((cpu - m_cpu) / 1'000'000)
                        .arg(blocked ? ", waited" : "");
        }
        ++events;
    }
    qint64 worstNs = 0;
    qint64 events = 0;
    QString where;

private:
    QElapsedTimer m_clock;
    qint64 m_waited = 0;
    qint64 m_cpu = 0;
    long m_blocked = 0;
};

/// Requests without a pause, from a thread of its own, until it is told to end.
class Load : public QThread
{
public:
    Load(QUrl endpoint, QString key) : m_endpoint(std::move(endpoint)), m_key(std::move(key)) {}
    ~Load() override
    {
        requestInterruption();
        wait();
    }
    std::atomic<int> answered{0};

protected:
    void run() override
    {
        QNetworkAccessManager network;
        QEventLoop loop;
        const std::function<void()> send = [&] {
            QNetworkRequest request(m_endpoint.resolved(QUrl("/v1/chat/completions")));
            request.setRawHeader("Authorization", "Bearer " + m_key.toUtf8());
            request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json");
            QNetworkReply *reply = network.post(
                request, R"({"model":"sim","messages":[{"role":"user","content":"hello"}],"max_tokens":4})");
            QObject::connect(reply, &QNetworkReply::finished, &loop, [&, reply] {
                reply->deleteLater();
                answered += reply->error() == QNetworkReply::NoError ? 1 : 0;
                if (isInterruptionRequested())
                    loop.quit();
                else
                    send();
            });
        };
        for (int i = 0; i < 6; ++i)
            send();
        loop.exec();
    }

private:
    const QUrl m_endpoint;
    const QString m_key;
};

} // namespace

/// How the console behaves: names, keyboard, contrast, and that nothing makes it wait.
class tst_Manners : public ConsoleFixture
{
    Q_OBJECT

    void activate()
    {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->setFocus();
    }

private Q_SLOTS:
    void initTestCase() { startConsole(); }
    void cleanupTestCase() { stopConsole(); }

    void everyControlHasAName()
    {
        int seen = 0;
        for (int i = 0; i < m_window->pageCount(); ++i) {
            m_window->showPage(i);
            const QString name = m_window->pageName(i);
            for (QWidget *widget : m_window->pageWidget(name)->findChildren<QWidget *>()) {
                if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus ||
                    !(widget->focusPolicy() & Qt::TabFocus))
                    continue;
                QAccessibleInterface *described = QAccessible::queryAccessibleInterface(widget);
                QVERIFY2(described, widget->metaObject()->className());
                ++seen;
                const bool named = !described->text(QAccessible::Name).isEmpty() || !widget->accessibleName().isEmpty();
                QVERIFY2(named,
                         qPrintable(name + ": " + widget->metaObject()->className() + " " + widget->objectName()));
            }
        }
        QVERIFY2(seen > 20, qPrintable(QString::number(seen)));
    }

    void everyPageIsReachedAndWalkedByKeyboard()
    {
        // Ctrl-1, Ctrl-2, … open the pages; Tab then comes round to everything that takes it, and Shift-Tab back.
        for (int i = 0; i < std::min(9, m_window->pageCount()); ++i) {
            const QString name = m_window->pageName(i);
            activate();
            QTest::keyClick(m_window.get(), static_cast<Qt::Key>(Qt::Key_1 + i), Qt::ControlModifier);
            if (name == "welcome")
                m_window->showPage(name);
            QWidget *shown = m_window->pageWidget(name);
            QVERIFY2(shown && shown->isVisible(), qPrintable(name));
            QSet<QWidget *> wanted;
            for (QWidget *widget : shown->findChildren<QWidget *>()) {
                const auto *choice = qobject_cast<QAbstractButton *>(widget);
                if (choice && choice->group() && !choice->isChecked())
                    continue; // of several that exclude each other Tab comes to the chosen one, arrows to the others
                if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) &&
                    !widget->focusProxy() && !widget->visibleRegion().isEmpty())
                    wanted.insert(widget);
            }
            QVERIFY2(!wanted.isEmpty(), qPrintable(name));
            QSet<QWidget *> reached;
            QWidget *first = nullptr;
            for (int step = 0; step < 300; ++step) {
                QTest::keyClick(m_window->focusWidget() ? m_window->focusWidget() : m_window.get(), Qt::Key_Tab);
                QWidget *now = m_window->focusWidget();
                QVERIFY2(now, qPrintable(name));
                if (now == first)
                    break;
                first = first ? first : now;
                reached.insert(now);
            }
            for (QWidget *widget : wanted)
                QVERIFY2(reached.contains(widget),
                         qPrintable(name + ": Tab never comes to " + widget->metaObject()->className() + " " +
                                    widget->accessibleName() + widget->objectName()));
        }
    }

    void thePaletteOpensEverythingByName()
    {
        m_window->showPage("overview");
        activate();
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        CommandPalette *palette = nullptr;
        QTRY_VERIFY((palette = m_window->findChild<CommandPalette *>()) != nullptr);
        QTest::keyClicks(palette->findChild<QLineEdit *>(), "provid");
        QTest::keyClick(palette->findChild<QLineEdit *>(), Qt::Key_Return);
        QTRY_VERIFY(m_window->pageWidget("providers") && m_window->pageWidget("providers")->isVisible());
    }

    void textsAreReadableOnTheirBackground()
    {
        const auto luminance = [](const QColor &c) {
            const auto linear = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
            return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
        };
        const auto contrast = [&](const QColor &a, const QColor &b) {
            const double x = luminance(a), y = luminance(b);
            return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
        };
        for (const Tokens *tokens : {&Theme::light(), &Theme::dark()}) {
            for (const QColor &back : {tokens->background, tokens->surface, tokens->raised, tokens->selection})
                QVERIFY2(contrast(tokens->text, back) >= 4.5, qPrintable(back.name()));
            for (const QColor &back : {tokens->background, tokens->surface})
                QVERIFY2(contrast(tokens->dim, back) >= 4.5, qPrintable(back.name()));
        }
    }

    void nothingIsCutOff_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("as in the pictures") << 1360;
        QTest::newRow("a small laptop") << 1180;
    }
    /// Every button and every label of a form has the room that its words need.
    void nothingIsCutOff()
    {
        QFETCH(int, width);
        m_window->resize(width, 850);
        for (int i = 0; i < m_window->pageCount(); ++i) {
            m_window->showPage(i);
            QCoreApplication::processEvents();
            const QString name = m_window->pageName(i);
            for (QPushButton *button : m_window->pageWidget(name)->findChildren<QPushButton *>()) {
                if (button->isVisible())
                    QVERIFY2(button->width() >= button->fontMetrics().horizontalAdvance(button->text()),
                             qPrintable(name + ": " + button->text()));
            }
        }
        m_window->resize(1360, 850);
    }

    void doesNotStallWhileTheGatewayIsUnderFullLoad()
    {
        if (waitedForCpuNs() < 0)
            QSKIP("SKIPPED: this system does not tell how long a thread waited for a processor");
        for (int i = 0; i < m_window->pageCount(); ++i)
            m_window->showPage(i); // each page is made once; that is not what is measured
        const QString key = makeKey("load");
        Load load(m_client->dataAddress(), key);
        load.start();
        QTRY_VERIFY_WITH_TIMEOUT(load.answered > 50, 20000);
        Watchdog watchdog;
        WatchedApplication::watcher = [&](QObject *receiver, QEvent::Type type, bool begins) {
            begins ? watchdog.begin() : watchdog.end(receiver, type);
        };
        const int before = load.answered;
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < m_window->pageCount(); ++i) {
                m_window->showPage(i);
                const int goal = load.answered + 60; // for as long as the gateway takes for these
                QTRY_VERIFY_WITH_TIMEOUT(load.answered >= goal, 20000);
            }
        }
        WatchedApplication::watcher = {};
        qInfo("%d requests answered meanwhile; the longest of %lld events took %.1f ms (%s)", load.answered - before,
              watchdog.events, static_cast<double>(watchdog.worstNs) / 1e6, qPrintable(watchdog.where));
        QVERIFY(watchdog.events > 100);
#ifndef OSTIARY_SANITIZED
        QVERIFY2(watchdog.worstNs < 50'000'000,
                 qPrintable(QString("%1 ms in %2").arg(watchdog.worstNs / 1e6).arg(watchdog.where)));
#endif
    }
};

OSTIARY_TEST(tst_Manners)
#include "tst_manners.moc"
