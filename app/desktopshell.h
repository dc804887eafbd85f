// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/tokenkeeper.h"
#include "ui/desktop.h"

namespace ostiary {

/// The desktop by freedesktop.org's rules: an autostart entry, profiles in the user's settings, and other consoles as
/// processes of their own.
class DesktopShell final : public Desktop
{
public:
    explicit DesktopShell(TokenKeeper &tokens) : m_tokens(tokens) {}

    bool startsAtLogin() const override;
    bool setStartsAtLogin(bool start) override;
    QList<ConnectionProfile> profiles() const override;
    void keep(const ConnectionProfile &profile) override;
    KeptKey keptKey(const ConnectionProfile &profile) const override { return TokenKeeper::keptKey(profile.address); }
    void forget(const QString &name) override;
    void open(const ConnectionProfile &profile) override;

    /// The certificate that was trusted for a gateway, as SHA-256 in hex; empty: none.
    static QByteArray pinOf(const QUrl &address);
    static void keepPin(const QUrl &address, const QByteArray &sha256);

private:
    TokenKeeper &m_tokens;
};

} // namespace ostiary
