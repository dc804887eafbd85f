// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin/adminclient.h"

namespace ostiary {

AdminClient::AdminClient(QObject *parent) : QObject(parent) {}

void AdminClient::call(const AdminRequest &request, QObject *context, std::function<void(const AdminReply &)> done)
{
    AdminOperation *operation = send(request, context);
    connect(operation, &AdminOperation::finished, context, std::move(done));
}

bool AdminClient::isOtherVersion() const
{
    const QString version = m_counters.value(QLatin1String("version")).toString();
    return !version.isEmpty() && version != QLatin1String(OSTIARY_VERSION);
}

void AdminClient::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void AdminClient::setCounters(const QJsonObject &counters)
{
    m_counters = counters;
    Q_EMIT countersChanged();
}

void AdminClient::takeEvent(const QByteArray &name, const QJsonObject &data)
{
    if (name == "counters") {
        setCounters(data);
    } else if (name == "changed") {
        const QString resource = data.value(QLatin1String("resource")).toString();
        const qint64 revision = data.value(QLatin1String("revision")).toInteger();
        // After a reconnect every revision is told again; only what is new is passed on.
        if (std::exchange(m_revisions[resource], revision) != revision)
            Q_EMIT changed(resource, revision);
    }
}

} // namespace ostiary
