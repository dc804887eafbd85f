// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin/eventstream.h"

#include <QJsonDocument>

#include <utility>

namespace ostiary {

namespace {
constexpr qsizetype kMostEventBytes = 1024 * 1024;
}

void EventStream::feed(const QByteArray &bytes)
{
    m_rest += bytes;
    qsizetype from = 0;
    for (qsizetype end; (end = m_rest.indexOf('\n', from)) >= 0; from = end + 1) {
        qsizetype size = end - from;
        if (size > 0 && m_rest.at(end - 1) == '\r')
            --size;
        takeLine(m_rest.mid(from, size));
    }
    m_rest.remove(0, from);
    if (m_rest.size() > kMostEventBytes)
        m_rest.clear();
}

void EventStream::takeLine(const QByteArray &line)
{
    if (line.isEmpty()) {
        const QByteArray name = std::exchange(m_name, {});
        const QByteArray data = std::exchange(m_data, {});
        const QJsonDocument document = QJsonDocument::fromJson(data);
        if (!name.isEmpty() && document.isObject())
            m_handler(name, document.object());
    } else if (line.startsWith("event:")) {
        m_name = line.mid(6).trimmed();
    } else if (line.startsWith("data:") && m_data.size() < kMostEventBytes) {
        m_data += line.mid(5).trimmed();
    }
}

} // namespace ostiary
