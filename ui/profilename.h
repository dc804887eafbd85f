// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desktop.h"

namespace ostiary {

/// How the gateway at `address` is called among those that are known: as it is called already, else as wished, else by
/// host and port, which tell two gateways on one machine apart. Never by the name of a gateway at another address.
QString profileName(const QList<ConnectionProfile> &known, const QUrl &address, const QString &wanted = {});

/// Whether a gateway at another address has this name.
bool isTaken(const QList<ConnectionProfile> &known, const QUrl &address, const QString &name);

} // namespace ostiary
