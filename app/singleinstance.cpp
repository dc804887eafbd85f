// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/singleinstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>

namespace ostiary {

namespace {
constexpr int kAnswerMs = 500;
}

SingleInstance::SingleInstance(const QString &dataDirectory, QObject *parent)
    : QObject(parent), m_name(QStringLiteral("ostiary-") +
                              QString::fromLatin1(QCryptographicHash::hash(QDir(dataDirectory).absolutePath().toUtf8(),
                                                                           QCryptographicHash::Sha256)
                                                      .toHex()
                                                      .left(16)))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        m_server.nextPendingConnection()->deleteLater(); // to connect is to ask
        Q_EMIT raised();
    });
}

bool SingleInstance::claim()
{
    QLocalSocket other;
    other.connectToServer(m_name);
    if (other.waitForConnected(kAnswerMs))
        return false;
    if (other.error() == QLocalSocket::ConnectionRefusedError)
        QLocalServer::removeServer(m_name); // left by one that was killed
    m_server.listen(m_name);
    return true;
}

} // namespace ostiary
