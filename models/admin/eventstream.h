// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>

#include <functional>

namespace ostiary {

/// Takes `/admin/v1/events` apart, however its bytes are split. Unknown fields and comments are passed over; an event
/// of more than 1 MiB is dropped.
class EventStream
{
public:
    using Handler = std::function<void(const QByteArray &name, const QJsonObject &data)>;

    explicit EventStream(Handler handler) : m_handler(std::move(handler)) {}
    void feed(const QByteArray &bytes);

private:
    void takeLine(const QByteArray &line);

    Handler m_handler;
    QByteArray m_rest;
    QByteArray m_name;
    QByteArray m_data;
};

} // namespace ostiary
