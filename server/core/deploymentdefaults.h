// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployment.h"
#include "models/domain/ids.h"
#include "models/domain/pricing.h"
#include "models/domain/result.h"

#include <string>
#include <utility>

namespace ostiary {

/// Provider and model of LiteLLM's `provider/model`; a name without a known prefix is looked up in the price list and
/// otherwise taken for OpenAI's.
std::pair<std::string, std::string> splitProviderModel(const std::string &name, const PriceList &prices);

/// Fills in what provider and price list know: dialect, address, price, limits. False when the provider has no address
/// and none was given, or is not spoken.
Status completeDeployment(Deployment &deployment, const PriceList &prices);

/// An id that stays the same as long as what makes the deployment does.
std::string deploymentId(const Deployment &deployment);

} // namespace ostiary
