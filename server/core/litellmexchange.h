// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/pricing.h"
#include "models/domain/result.h"
#include "server/admin/adminservices.h"
#include "server/policy/catalog.h"

#include <string>

namespace ostiary {

/// What the catalogue would take over from the text of a configuration in LiteLLM's format; the error lists every
/// complaint. `keys` are for rows (ImportedDeployment::row), and go before what the text says.
Outcome<ImportPlan> importPlanOf(const std::string &yaml, const PriceList &prices,
                                 const std::map<std::string, Secret> &keys = {});

/// The deployments of a catalogue, without what is built in, as a `model_list` in LiteLLM's format. Keys are not
/// written: where there is one, `os.environ/…` names the provider's usual variable.
std::string exportedYaml(const Catalog &catalog);

} // namespace ostiary
