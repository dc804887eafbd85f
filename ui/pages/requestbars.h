// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/waterfall.h"

namespace ostiary {

/// Where the time of a request of the admin API went: every try with the wait before it on the request's own time
/// line where that is known, otherwise its stages one after the other.
std::vector<Waterfall::Bar> requestBars(const QJsonObject &request);

} // namespace ostiary
