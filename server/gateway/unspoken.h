// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/routetable.h"

namespace ostiary {

/// Paths of other surfaces that clients look for and that are not spoken yet. Each says so in its own error form, and
/// what to use instead; the key is checked as everywhere. A surface that comes takes its lines out of the table.
///
/// The status is 400: clients take 404 for a model that does not exist, and some ask again after 501 although
/// `x-should-retry: false` is said.
void addUnspokenRoutes(RouteTable &routes);

} // namespace ostiary
