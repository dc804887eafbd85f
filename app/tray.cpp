// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tray.h"

#include "ui/desktop.h"
#include "ui/icons.h"

#include <QApplication>
#include <QCheckBox>
#include <QMessageBox>
#include <QPushButton>
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
    m_window.setCloser([this] { return mayClose(); });
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

bool Tray::mayClose()
{
    if (m_quitting)
        return true;
    auto wanted = static_cast<OnClose>(QSettings().value(QLatin1String(kOnClose)).toInt());
    if (wanted == OnClose::Ask) {
        QMessageBox question(QMessageBox::Question, tr("Keep the gateway running?"),
                             tr("Closed, the window can stay in the tray: requests go on being answered. Quitting ends "
                                "the gateway in order."),
                             QMessageBox::NoButton, &m_window);
        QPushButton *stay = question.addButton(tr("Stay in the tray"), QMessageBox::AcceptRole);
        QPushButton *quit = question.addButton(tr("Quit"), QMessageBox::DestructiveRole);
        question.setDefaultButton(stay);
        auto *always = new QCheckBox(tr("Do the same from now on (Settings change it)"));
        always->setChecked(true);
        question.setCheckBox(always);
        question.exec();
        wanted = question.clickedButton() == quit ? OnClose::Quit : OnClose::StayInTray;
        if (always->isChecked())
            QSettings().setValue(QLatin1String(kOnClose), int(wanted));
    }
    return wanted == OnClose::Quit;
}

} // namespace ostiary
