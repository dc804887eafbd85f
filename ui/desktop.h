// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

namespace ostiary {

/// A gateway elsewhere that this console knows.
struct ConnectionProfile
{
    QString name;
    QUrl address; ///< of its admin listener
};

/// Where the admin key of a gateway is kept.
struct KeptKey
{
    enum class Place {
        Unknown, ///< or nowhere: it may have to be asked for
        Keychain,
        File,       ///< in the clear, readable by its owner only
        Environment ///< OSTIARY_ADMIN_KEY
    };
    Place place = Place::Unknown;
    QString file = {}; ///< its whole name
};

/// What the settings page can do to the desktop around it; the application fills it in, tests leave it out.
class Desktop
{
public:
    virtual ~Desktop() = default;

    virtual bool startsAtLogin() const = 0;
    /// False when the desktop's autostart folder cannot be written.
    virtual bool setStartsAtLogin(bool start) = 0;

    virtual QList<ConnectionProfile> profiles() const = 0;
    /// A gateway that is known by another name gets this one; none loses its name to another.
    virtual void keep(const ConnectionProfile &profile) = 0;
    virtual KeptKey keptKey(const ConnectionProfile &) const { return {}; }
    /// Its key and its pinned certificate, too.
    virtual void forget(const QString &name) = 0;
    /// Opens a console of its own for it.
    virtual void open(const ConnectionProfile &profile) = 0;
};

/// What happens when the window is closed, as the user has chosen.
enum class OnClose { Ask, StayInTray, Quit };

/// What comes of closing the window.
enum class Closing {
    Close,
    Hide, ///< into the tray
    Stay, ///< as if nothing had been done
};

} // namespace ostiary
