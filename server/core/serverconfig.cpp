// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/serverconfig.h"

namespace ostiary {

std::optional<ListenAddress> ListenAddress::parse(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
    if (colon < 0)
        return std::nullopt;
    bool ok = false;
    const uint port = text.mid(colon + 1).toUInt(&ok);
    if (!ok || port > 65535)
        return std::nullopt;
    QString host = text.left(colon);
    if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']')))
        host = host.mid(1, host.size() - 2);
    ListenAddress out;
    out.port = static_cast<quint16>(port);
    if (host.isEmpty() || host == QLatin1String("*"))
        out.host = QHostAddress(QHostAddress::Any);
    else if (host == QLatin1String("localhost"))
        out.host = QHostAddress(QHostAddress::LocalHost);
    else if (!out.host.setAddress(host))
        return std::nullopt;
    return out;
}

QString ListenAddress::toText() const
{
    const bool six = host.protocol() == QAbstractSocket::IPv6Protocol;
    const QString name = host == QHostAddress(QHostAddress::Any) ? QStringLiteral("*") : host.toString();
    return (six ? QLatin1Char('[') + name + QLatin1Char(']') : name) + QLatin1Char(':') + QString::number(port);
}

std::vector<std::string> FileConfig::allWarnings() const
{
    std::vector<std::string> out = warnings;
    for (const LeftOut &entry : leftOut)
        out.push_back(entry.place + ": " + (entry.modelName.empty() ? "an entry" : "model '" + entry.modelName + "'") +
                      (entry.model.empty() ? "" : " (" + entry.model + ")") + " is not offered: " + entry.why);
    return out;
}

} // namespace ostiary
