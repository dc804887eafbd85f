// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appearanceportal.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFileInfo>

namespace ostiary {

namespace {

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kGroup = QStringLiteral("org.freedesktop.appearance");
const QString kKey = QStringLiteral("color-scheme");

// What SLOT() makes; D-Bus compares the text, in which clang-format would put spaces.
const char *const kSlot = "1settingChanged(QString,QString,QDBusVariant)";

AppearancePortal::Preference preferenceOf(QVariant value)
{
    while (value.canConvert<QDBusVariant>()) // Read() wraps its answer twice
        value = value.value<QDBusVariant>().variant();
    switch (value.toUInt()) {
    case 1:
        return AppearancePortal::Preference::Dark;
    case 2:
        return AppearancePortal::Preference::Light;
    default:
        return AppearancePortal::Preference::None;
    }
}

} // namespace

AppearancePortal::AppearancePortal(const QDBusConnection &given, QObject *parent) : QObject(parent)
{
    QDBusConnection bus = given;
    qRegisterMetaType<QDBusVariant>(); // D-Bus looks the slot's types up by name
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this, kSlot);
    QDBusMessage read = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    read.setArguments({kGroup, kKey});
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(read), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (const QDBusPendingReply<QDBusVariant> reply = *watcher; reply.isValid())
            Q_EMIT preferred(preferenceOf(reply.value().variant()));
    });
}

AppearancePortal *AppearancePortal::ofSession(QObject *parent)
{
    // Without an address Qt would try to start a bus, which can take seconds.
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS") &&
        !QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus")))
        return nullptr;
    const QDBusConnection bus = QDBusConnection::sessionBus();
    return bus.isConnected() ? new AppearancePortal(bus, parent) : nullptr;
}

void AppearancePortal::settingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == kGroup && key == kKey)
        Q_EMIT preferred(preferenceOf(value.variant()));
}

} // namespace ostiary
