// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin/adminrequest.h"

#include <QJsonDocument>

namespace ostiary {

void addText(QUrlQuery &query, const QString &name, const QString &text)
{
    query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(text, "!/:")));
}

AdminReply AdminReply::read(int status, const QByteArray &body)
{
    AdminReply reply;
    reply.status = status;
    reply.body = QJsonDocument::fromJson(body).object();
    if (!reply.ok()) {
        const QJsonObject error = reply.body.value(QLatin1String("error")).toObject();
        reply.message = error.value(QLatin1String("message")).toString();
        reply.field = error.value(QLatin1String("param")).toString();
        reply.reason = error.value(QLatin1String("reason")).toString();
        reply.values = error.value(QLatin1String("values")).toObject();
        if (reply.message.isEmpty())
            reply.message = QStringLiteral("HTTP %1").arg(status);
    }
    return reply;
}

AdminReply AdminReply::unreachable(const QString &why)
{
    AdminReply reply;
    reply.message = why;
    return reply;
}

} // namespace ostiary
