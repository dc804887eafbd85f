// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tray.h"

#include "ui/desktop.h"
#include "ui/icons.h"
#include "ui/widgets/question.h"
#include "ui/widgets/showntext.h"

#include <QApplication>
#include <QCheckBox>
#include <QSettings>

namespace ostiary {

namespace {
const char *const kOnClose = "on_close";
}

Tray::Tray(MainWindow &window, QObject *parent) : QObject(parent), m_window(window), m_icon(applicationIcon())
{
    connect(m_menu.addAction(tr("Open Ostiary")), &QAction::triggered, this, &Tray::raise);
    connect(m_menu.addAction(tr("Quit")), &QAction::triggered, this, [this] {
        if (m_window.confirmLoss())
            QCoreApplication::exit(0);
    });
    m_icon.setContextMenu(&m_menu);
    m_icon.setToolTip(inNotification(m_window.windowTitle()));
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            raise();
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, [this] {
        raise();
        m_window.showPage(m_page);
    });
    connect(&m_window, &MainWindow::alert, this,
            [this](const QString &title, const QString &text, const QString &page) {
                m_page = page;
                m_icon.showMessage(inNotification(title), inNotification(text), QSystemTrayIcon::Warning);
            });
    m_icon.show();
    QApplication::setQuitOnLastWindowClosed(false);
    m_window.setCloser([this] { return closing(); });
    connect(
        &m_window, &MainWindow::closed, qApp, [] { QCoreApplication::exit(0); }, Qt::QueuedConnection);
    connect(qApp, &QGuiApplication::commitDataRequest, this, [this] { m_quitting = true; }); // the session ends
}

void Tray::raise()
{
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}

Closing Tray::closing()
{
    if (m_quitting)
        return Closing::Close;
    const auto wanted = static_cast<OnClose>(QSettings().value(QLatin1String(kOnClose)).toInt());
    if (wanted != OnClose::Ask)
        return wanted == OnClose::Quit ? Closing::Close : Closing::Hide;
    const bool carries = m_window.carriesGateway();
    Question question(carries ? tr("Keep the gateway running?") : tr("Stay in the tray?"),
                      carries
                          ? tr("Closed, the window can stay in the tray: requests go on being answered. Quitting ends "
                               "the gateway in order, for everybody who uses it.")
                          : tr("Closed, the window can stay in the tray and tell when something is wrong. The gateway "
                               "runs on either way."),
                      &m_window);
    QPushButton *stay = question.add(tr("Stay in the tray"), QMessageBox::AcceptRole);
    const QPushButton *quit = question.add(tr("Quit"), QMessageBox::DestructiveRole);
    question.addCancel();
    question.setDefaultButton(stay);
    auto *always = new QCheckBox(tr("Do the same from now on (Settings change it)"));
    always->setChecked(true);
    question.setCheckBox(always);
    question.exec();
    if (!question.wasAnswered(stay) && !question.wasAnswered(quit))
        return Closing::Stay;
    const bool quits = question.wasAnswered(quit);
    if (always->isChecked())
        QSettings().setValue(QLatin1String(kOnClose), int(quits ? OnClose::Quit : OnClose::StayInTray));
    return quits ? Closing::Close : Closing::Hide;
}

} // namespace ostiary
