// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/pricing.h"

#include <yaml-cpp/yaml.h>

#include <string>
#include <string_view>

namespace ostiary {

/// The provider that `litellm_params` mean by a model's name without a prefix, where they hold settings of one that
/// serves models of this maker, too (`vertex_project` beside `gemini-…`, `api_version` beside `gpt-…`): no key of one
/// vendor, and no prompt, goes to another. Empty: the name alone tells.
std::string_view providerBySettings(const YAML::Node &params, std::string_view model, const PriceList &prices);

} // namespace ostiary
