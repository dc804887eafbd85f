// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployment.h"

#include <memory>
#include <string_view>

namespace ostiary {

/// What a call of `upstreamModel` through `deployment` costs: its own prices, completed from those of `facts` (null:
/// the list does not know the model), or the list's. Null when a price is missing that nobody knows.
std::shared_ptr<const PriceCard> priceOf(const Deployment &deployment, std::string_view upstreamModel,
                                         const ModelFacts *facts);

} // namespace ostiary
