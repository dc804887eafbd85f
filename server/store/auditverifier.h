// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QString>
#include <QStringList>

namespace ostiary {

/// Whether the audit log and what it tells of (keys, deployments, providers, settings, revisions) are what the gateway
/// wrote. Reads only; may be run beside a running gateway. None when all is well.
QStringList verifyAudit(const QString &dataDirectory);

} // namespace ostiary
