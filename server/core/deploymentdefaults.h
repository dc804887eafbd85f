// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployment.h"
#include "models/domain/ids.h"
#include "models/domain/modelname.h"
#include "models/domain/pricing.h"
#include "models/domain/result.h"
#include "server/core/environment.h"

#include <string>
#include <vector>

namespace ostiary {

/// Who may have the keys of the environment, besides the addresses that a preset or the environment itself names.
enum class EnvironmentKeys {
    ForKnownAddresses,
    /// Also an address that was given, where the provider has none of its own (Azure, a LiteLLM proxy): only for what
    /// the administrator of this machine wrote.
    ForGivenAddresses,
};

/// The deployments that a declaration makes. `declared` has everything but provider and upstream's name; `model` is
/// LiteLLM's `litellm_params.model`, `provider` its `custom_llm_provider` (may be empty). It is one deployment, or for
/// `*` without a provider one for each provider that the environment has a key for; each with an id. The error is a
/// sentence for the administrator, for this declaration alone.
Result<std::vector<Deployment>> makeDeployments(const Deployment &declared, const std::string &model,
                                                const std::string &provider, const PriceList &prices,
                                                EnvironmentKeys keys = EnvironmentKeys::ForKnownAddresses,
                                                const Environment &environment = Environment());

/// Fills in what provider and price list know: dialect, address, key, price, limits. The error says what is missing.
/// A provider without a preset is a server of OpenAI's dialect, which needs an address.
Status completeDeployment(Deployment &deployment, const PriceList &prices,
                          EnvironmentKeys keys = EnvironmentKeys::ForKnownAddresses,
                          const Environment &environment = Environment());

/// An id that stays the same as long as what makes the deployment does.
std::string deploymentId(const Deployment &deployment);

/// Whether the deployment is a server that people run themselves, which costs nothing by the token: known by its kind,
/// unless a provider's host serves it, or by an address that only its owner reaches.
bool isOwnersServer(const Deployment &deployment);

/// The key that the environment has for a provider, empty when it has none.
Secret environmentKey(const ProviderPreset &preset, const Environment &environment = Environment());

} // namespace ostiary
