// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

namespace ostiary {

/// What `ostiary` takes beside the options of the service.
struct DesktopOptions
{
    bool headless = false; ///< `--headless`: the engine only
    bool gallery = false;  ///< `--gallery`: every part of the console, for its developers
    bool hidden = false;   ///< `--hidden`: begins in the tray, where there is one
    QUrl connectTo;        ///< `--connect URL`: a console only, for the gateway there
    QString language;      ///< `--language en|de`; empty: the setting, then the system's
    QString appearance;    ///< `--appearance light|dark`; empty: the setting, then the desktop's
    QString screenshots;   ///< `--screenshots DIR`: saves a picture of every page there and ends
};

/// Takes these options out of `arguments` and leaves the rest; the mistake in words, or nothing.
QString takeDesktopOptions(QStringList &arguments, DesktopOptions &options);

} // namespace ostiary
