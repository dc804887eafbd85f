// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusVariant>
#include <QObject>

namespace ostiary {

/// Whether the desktop prefers light or dark, and each change of it, as its portal tells over D-Bus.
/// Source: the Settings interface of XDG Desktop Portal, namespace org.freedesktop.appearance.
class AppearancePortal final : public QObject
{
    Q_OBJECT

public:
    enum class Preference { None, Dark, Light };

    explicit AppearancePortal(const QDBusConnection &bus, QObject *parent = nullptr);
    /// On the user's session bus; nothing where there is none.
    static AppearancePortal *ofSession(QObject *parent);

Q_SIGNALS:
    /// Once when the portal has answered, then at each change. Not at all where there is no portal.
    void preferred(ostiary::AppearancePortal::Preference preference);

private Q_SLOTS:
    void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);
};

} // namespace ostiary
