// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/providers/usagecount.h"

#include <simdjson.h>

#include <optional>

namespace ostiary {

/// Reads a usage object of OpenAI's dialect, whoever's names it has, with its details and its cost. Nothing where it is
/// no object, or tells no sums.
std::optional<ToldCounts> readUsage(simdjson::ondemand::value value);

} // namespace ostiary
