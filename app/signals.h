// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace ostiary {

/// Unix signals as Qt signals on the main thread's event loop.
class Signals : public QObject
{
    Q_OBJECT

public:
    explicit Signals(QObject *parent = nullptr);

Q_SIGNALS:
    void terminate(); ///< SIGTERM, SIGINT
    void reload();    ///< SIGHUP
};

} // namespace ostiary
