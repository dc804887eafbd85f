// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpSocket>

namespace ostiary {

/// What QtHttpServer takes for the client's connection: a socket without a descriptor that hands out exactly one
/// canonical request head at a time. Answers do not pass through it; what Qt writes on its own is dropped.
class RequestPipe final : public QTcpSocket
{
    Q_OBJECT

public:
    explicit RequestPipe(QObject *parent = nullptr);

    /// Lets QtHttpServer parse `head`; it dispatches before this returns.
    void feed(QByteArray head);

    qint64 bytesAvailable() const override;
    void disconnectFromHost() override {} // the connection decides about its end
    void close() override {}

protected:
    qint64 readData(char *to, qint64 most) override;
    qint64 writeData(const char *from, qint64 size) override;

private:
    QByteArray m_head;
    qsizetype m_read = 0;
};

} // namespace ostiary
