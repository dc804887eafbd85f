// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin/consolekey.h"

#include <QJsonArray>
#include <QSysInfo>

namespace ostiary {

ConsoleKey::ConsoleKey(AdminClient &client, QObject *parent)
    : QObject(parent), m_client(client), m_alias(tr("Console on %1").arg(QSysInfo::machineHostName()))
{
}

void ConsoleKey::get(QObject *context, Done done)
{
    if (!m_key.isEmpty()) {
        done(m_key, AdminReply());
        return;
    }
    m_waiting.push_back({context, std::move(done)});
    if (m_waiting.size() == 1)
        find();
}

void ConsoleKey::find()
{
    QUrlQuery query;
    addText(query, QStringLiteral("alias"), m_alias);
    const QString keys = QStringLiteral("/admin/v1/keys");
    m_client.call(AdminRequest::get(keys, query), this, [this, keys](const AdminReply &reply) {
        if (!reply.ok()) {
            answer(reply);
            return;
        }
        const QJsonObject known = reply.body.value(QLatin1String("data")).toArray().first().toObject();
        const QString id = known.value(QLatin1String("id")).toString();
        const auto taken = [this](const AdminReply &made) { take(made); };
        if (!id.isEmpty())
            m_client.call(AdminRequest::post(keys + QLatin1Char('/') + id + QStringLiteral("/rotate"), {}), this,
                          taken);
        else
            m_client.call(AdminRequest::post(keys, {{QLatin1String("alias"), m_alias},
                                                    {QLatin1String("max_budget_usd"), QStringLiteral("1")},
                                                    {QLatin1String("budget_duration"), QStringLiteral("1d")}}),
                          this, taken);
    });
}

void ConsoleKey::take(const AdminReply &reply)
{
    m_key = reply.body.value(QLatin1String("key")).toString();
    answer(reply);
}

void ConsoleKey::answer(const AdminReply &reply)
{
    for (const Waiting &waiting : std::exchange(m_waiting, {})) {
        if (waiting.context)
            waiting.done(m_key, reply);
    }
}

} // namespace ostiary
