// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profilename.h"

#include <algorithm>

namespace ostiary {

bool isTaken(const QList<ConnectionProfile> &known, const QUrl &address, const QString &name)
{
    return std::any_of(known.begin(), known.end(), [&](const ConnectionProfile &profile) {
        return profile.name == name && profile.address != address;
    });
}

QString profileName(const QList<ConnectionProfile> &known, const QUrl &address, const QString &wanted)
{
    const auto same = std::find_if(known.begin(), known.end(),
                                   [&](const ConnectionProfile &profile) { return profile.address == address; });
    if (wanted.isEmpty() && same != known.end())
        return same->name;
    const QString base = wanted.isEmpty() ? QStringLiteral("%1:%2").arg(address.host()).arg(address.port(443)) : wanted;
    QString name = base;
    for (int i = 2; isTaken(known, address, name); ++i)
        name = QStringLiteral("%1 (%2)").arg(base).arg(i);
    return name;
}

} // namespace ostiary
