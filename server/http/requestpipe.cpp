// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/requestpipe.h"

#include <cstring>

namespace ostiary {

RequestPipe::RequestPipe(QObject *parent) : QTcpSocket(parent)
{
    setSocketState(ConnectedState);
    setOpenMode(ReadWrite | Unbuffered);
}

void RequestPipe::feed(QByteArray head)
{
    m_head = std::move(head);
    m_read = 0;
    Q_EMIT readyRead();
}

qint64 RequestPipe::bytesAvailable() const
{
    return m_head.size() - m_read + QIODevice::bytesAvailable();
}

qint64 RequestPipe::readData(char *to, qint64 most)
{
    const qint64 n = qMin<qint64>(most, m_head.size() - m_read);
    std::memcpy(to, m_head.constData() + m_read, static_cast<std::size_t>(n));
    m_read += n;
    return n;
}

qint64 RequestPipe::writeData(const char *, qint64 size)
{
    return size;
}

} // namespace ostiary
