// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/core.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QString>

namespace ostiary {

/// Shows a newcomer that the gateway works: makes a virtual key, sends one streamed chat request with it, prints the
/// answer as it comes with its tokens, cost and added latency, and then how to do the same.
class FirstRequest : public QObject
{
    Q_OBJECT

public:
    FirstRequest(const Core &core, const ServerConfig &config);
    void start();

private:
    void makeKey();
    void ask();
    void readStream(QNetworkReply *reply);
    void report(const QByteArray &requestId, int tries);
    void showHowTo() const;
    QNetworkRequest request(const QString &url, const QByteArray &key) const;

    const Core &m_core;
    QByteArray m_adminKey;
    QByteArray m_key;
    QString m_model;
    QByteArray m_buffer;
    QNetworkAccessManager m_network;
};

} // namespace ostiary
