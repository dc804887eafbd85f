// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace ostiary {

/// What an administrator sets of the gateway itself; command line and configuration file go before it.
struct ServerSettings
{
    QString listen;         ///< ADDRESS:PORT; empty: the default
    QString adminListen;    ///< ADDRESS:PORT; empty: the default
    QString tlsCertificate; ///< PEM file on the gateway's machine; empty: no TLS
    QString tlsKey;
    std::optional<int> retentionDays; ///< of requests and of what was added up for each minute; absent: for ever

    static constexpr int kLeastRetentionDays = 2; ///< the ledger looks back a day when it starts after a crash

    QJsonObject toJson() const
    {
        return {{QLatin1String("listen"), listen},
                {QLatin1String("admin_listen"), adminListen},
                {QLatin1String("tls_certificate"), tlsCertificate},
                {QLatin1String("tls_key"), tlsKey},
                {QLatin1String("retention_days"), retentionDays ? QJsonValue(*retentionDays) : QJsonValue()}};
    }
    static ServerSettings fromJson(const QJsonObject &json)
    {
        const auto text = [&](const char *name) { return json.value(QLatin1String(name)).toString(); };
        const QJsonValue days = json.value(QLatin1String("retention_days"));
        return {text("listen"), text("admin_listen"), text("tls_certificate"), text("tls_key"),
                days.isDouble() ? std::optional(days.toInt()) : std::nullopt};
    }
};

} // namespace ostiary
