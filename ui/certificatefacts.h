// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QSslCertificate;

namespace ostiary {

/// What a person compares before trusting a certificate: whom it names, who signed it, from when to when it holds, and
/// its SHA-256 in groups. Plain text, a line each.
QString certificateFacts(const QSslCertificate &certificate);

} // namespace ostiary
