// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

#include <functional>

class QSslCertificate;

namespace ostiary {

class HttpAdminClient;
class TokenKeeper;

/// Calls `done` with the admin key that is kept for a gateway or, when there is none or it was refused, with the one
/// that the user enters, which is kept then; empty when the user does not give one.
void adminKeyOf(TokenKeeper &tokens, const QUrl &address, bool refused,
                const std::function<void(const QString &)> &done);

/// Asks loudly, with what to compare, whether a certificate is to be trusted; pins it if so.
void askAboutCertificate(HttpAdminClient &client, const QUrl &address, const QSslCertificate &shown, bool changed);

} // namespace ostiary
