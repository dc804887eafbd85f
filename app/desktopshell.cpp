// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktopshell.h"

#include "ui/profilename.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>

namespace ostiary {

namespace {

const char *const kProfiles = "profiles";

QString autostartFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/autostart/ostiary.desktop");
}

QString pinName(const QUrl &address)
{
    return QStringLiteral("pinned/%1_%2").arg(address.host()).arg(address.port(443));
}

} // namespace

bool DesktopShell::startsAtLogin() const
{
    return QFileInfo::exists(autostartFile());
}

bool DesktopShell::setStartsAtLogin(bool start)
{
    if (!start)
        return !QFileInfo::exists(autostartFile()) || QFile::remove(autostartFile());
    QDir().mkpath(QFileInfo(autostartFile()).absolutePath());
    QSaveFile file(autostartFile());
    // Source: Desktop Application Autostart Specification, freedesktop.org.
    QString options; // of this start: the same gateway, not another
    for (const QString &argument : QCoreApplication::arguments().mid(1)) {
        if (argument != QLatin1String("--hidden"))
            options +=
                QStringLiteral(" \"%1\"").arg(QString(argument).replace(QLatin1Char('"'), QLatin1String("\\\"")));
    }
    const QString entry = QStringLiteral("[Desktop Entry]\nType=Application\nName=Ostiary\nExec=\"%1\"%2 "
                                         "--hidden\nIcon=ostiary\nX-GNOME-Autostart-enabled=true\n")
                              .arg(QCoreApplication::applicationFilePath(), options);
    return file.open(QIODevice::WriteOnly) && file.write(entry.toUtf8()) > 0 && file.commit();
}

QList<ConnectionProfile> DesktopShell::profiles() const
{
    QList<ConnectionProfile> out;
    const QVariantMap kept = QSettings().value(QLatin1String(kProfiles)).toMap();
    for (auto it = kept.cbegin(); it != kept.cend(); ++it)
        out.append({it.key(), it.value().toUrl()});
    return out;
}

void DesktopShell::keep(const ConnectionProfile &profile)
{
    QVariantMap kept = QSettings().value(QLatin1String(kProfiles)).toMap();
    const QString name = profileName(profiles(), profile.address, profile.name);
    for (const ConnectionProfile &other : profiles()) {
        if (other.address == profile.address)
            kept.remove(other.name); // an address has one name
    }
    kept[name] = profile.address;
    QSettings().setValue(QLatin1String(kProfiles), kept);
}

void DesktopShell::forget(const QString &name)
{
    QSettings settings;
    QVariantMap kept = settings.value(QLatin1String(kProfiles)).toMap();
    const QUrl address = kept.take(name).toUrl();
    settings.setValue(QLatin1String(kProfiles), kept);
    settings.remove(pinName(address));
    m_tokens.forget(address);
}

void DesktopShell::open(const ConnectionProfile &profile)
{
    QProcess::startDetached(QCoreApplication::applicationFilePath(),
                            {QStringLiteral("--connect"), profile.address.toString()});
}

QByteArray DesktopShell::pinOf(const QUrl &address)
{
    return QSettings().value(pinName(address)).toByteArray();
}

void DesktopShell::keepPin(const QUrl &address, const QByteArray &sha256)
{
    QSettings().setValue(pinName(address), sha256);
}

} // namespace ostiary
