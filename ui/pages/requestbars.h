// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/waterfall.h"

namespace ostiary {

/// Where the time of a request of the admin API went: every try with the wait before it on the request's own time
/// line where that is known, otherwise its stages one after the other.
std::vector<Waterfall::Bar> requestBars(const QJsonObject &request);
/// Whose time it was, as a sum: `provider 1.36 s + waits 1.20 s + gateway 0.09 ms = 2.65 s`.
QString requestSums(const QJsonObject &request);

} // namespace ostiary
