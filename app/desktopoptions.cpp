// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktopoptions.h"

#include <QHostAddress>

#include <utility>

namespace ostiary {

QString takeDesktopOptions(QStringList &arguments, DesktopOptions &options)
{
    options.headless = arguments.removeAll(QStringLiteral("--headless")) > 0;
    options.gallery = arguments.removeAll(QStringLiteral("--gallery")) > 0;
    options.hidden = arguments.removeAll(QStringLiteral("--hidden")) > 0;
    QString address;
    const std::pair<const char *, QString *> valued[] = {{"--connect", &address},
                                                         {"--language", &options.language},
                                                         {"--appearance", &options.appearance},
                                                         {"--screenshots", &options.screenshots}};
    for (const auto &[name, to] : valued) {
        const qsizetype at = arguments.indexOf(QLatin1String(name));
        if (at < 0)
            continue;
        if (at + 1 >= arguments.size())
            return QStringLiteral("%1 needs a value").arg(QLatin1String(name));
        *to = arguments[at + 1];
        arguments.remove(at, 2);
    }
    if (!address.isEmpty()) {
        options.connectTo = QUrl(address, QUrl::StrictMode);
        const QString scheme = options.connectTo.scheme();
        if (!options.connectTo.isValid() || options.connectTo.host().isEmpty() ||
            (scheme != QLatin1String("https") && scheme != QLatin1String("http")))
            return QStringLiteral("--connect must be an address such as https://gateway.example:4001");
        // The admin key opens everything: it does not cross a network in the clear.
        const QString host = options.connectTo.host();
        if (scheme == QLatin1String("http") && host != QLatin1String("localhost") && !QHostAddress(host).isLoopback())
            return QStringLiteral("--connect needs https:// for a gateway on another machine; give that gateway a "
                                  "certificate (ostiary: {tls: ...})");
    }
    return {};
}

} // namespace ostiary
