// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/mainwindow.h"

#include <QMenu>
#include <QSystemTrayIcon>

namespace ostiary {

/// The icon in the desktop's tray: brings the window back, tells alerts as native notifications, and lets the gateway
/// inside go on when the window is closed, which is asked once.
class Tray final : public QObject
{
    Q_OBJECT

public:
    explicit Tray(MainWindow &window, QObject *parent = nullptr);

    /// Brings the window to the front.
    void raise();

private:
    /// What comes of closing the window, which ends the application.
    Closing closing();

    MainWindow &m_window;
    QMenu m_menu;
    QSystemTrayIcon m_icon;
    QString m_page; ///< that the last notification is about
    bool m_quitting = false;
};

} // namespace ostiary
