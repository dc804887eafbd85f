// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desktop.h"

#include <QObject>
#include <QString>
#include <QUrl>

#include <functional>

namespace ostiary {

/// Keeps the admin keys of gateways elsewhere: in the desktop's keychain, or, where there is none, in a file that only
/// its owner can read, beside the settings. `OSTIARY_ADMIN_KEY` in the environment goes before both.
class TokenKeeper final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Calls `done` with the key, empty when none is kept. Later, but for the environment's.
    void read(const QUrl &address, std::function<void(const QString &token)> done);
    /// Calls `done` with an empty text, or with what to tell the user: that the key is not kept where wouldKeep() said.
    void keep(const QUrl &address, const QString &token, std::function<void(const QString &complaint)> done);
    void forget(const QUrl &address);

    /// Where the key of a gateway is kept.
    static KeptKey keptKey(const QUrl &address);
    /// Where it would be kept, as far as the last reading has shown.
    KeptKey wouldKeep(const QUrl &address) const;

private:
    bool m_hasKeychain = false;
};

} // namespace ostiary
