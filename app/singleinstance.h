// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QObject>

namespace ostiary {

/// One desktop application for one data directory: a second start asks the first to come to the front, and ends.
class SingleInstance final : public QObject
{
    Q_OBJECT

public:
    explicit SingleInstance(const QString &dataDirectory, QObject *parent = nullptr);

    /// True: this is the first, and listens. False: another was there and was told.
    bool claim();

Q_SIGNALS:
    /// Somebody started the application again.
    void raised();

private:
    const QString m_name;
    QLocalServer m_server;
};

} // namespace ostiary
