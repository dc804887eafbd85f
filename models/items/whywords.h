// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/chatcall.h"

#include <QJsonObject>
#include <QStringList>

namespace ostiary {

// Sentences about one request of the admin API (`GET /admin/v1/requests/{id}`), made from its codes and figures.

/// Why it failed, with the figures that decided; empty for one that went well.
QString whyWords(const QJsonObject &request);
/// Date, first token, the gateway's own time, who asked in what way.
QString factWords(const QJsonObject &request);

/// Why a call of the console's own failed; `request` is what the gateway has recorded of it, empty while that is not
/// known.
QString callWords(const ChatCall::Outcome &outcome, const QJsonObject &request = {});

} // namespace ostiary
