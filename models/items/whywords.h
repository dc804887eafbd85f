// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/chatcall.h"

#include <QJsonObject>
#include <QStringList>

namespace ostiary {

// Sentences about one request of the admin API (`GET /admin/v1/requests/{id}`), made from its codes and figures.

/// Why it failed, with the figures of the limit that decided (those of budgets are BudgetRow's); empty for one that
/// went well.
QString whyWords(const QJsonObject &request);
/// Date, first token, and in what way it was answered.
QString factWords(const QJsonObject &request);

/// Why a call of the console's own failed; `request` is what the gateway has recorded of it, empty while that is not
/// known.
QString callWords(const ChatCall::Outcome &outcome, const QJsonObject &request = {});

} // namespace ostiary
