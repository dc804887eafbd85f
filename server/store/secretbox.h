// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"
#include "models/domain/secret.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <cstdint>

namespace ostiary {

/// Seals provider keys for the store: AES-256-GCM, a fresh nonce each, bound to where they are kept so that sealed
/// values cannot be swapped between rows. Format: version byte, 12 bytes nonce, text, 16 bytes tag.
class SecretBox
{
public:
    /// The sealing key: `ostiary-key` among systemd's credentials, else the file `sealing.key` in the data directory,
    /// which is made (0400) when neither exists and nothing was sealed yet (`mayCreate`).
    static Outcome<SecretBox> open(const QString &dataDirectory, bool mayCreate);
    ~SecretBox();

    /// Tells keys apart without telling anything of them.
    std::string fingerprint() const;
    QByteArray seal(const Secret &secret, const std::string &place) const;
    /// Nothing when the key or the place is another, or the value was changed.
    std::optional<Secret> unseal(const QByteArray &sealed, const std::string &place) const;

private:
    std::array<std::uint8_t, 32> m_key{};
};

} // namespace ostiary
