// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/litellm/sections.h"
#include "server/policy/catalog.h"

namespace ostiary {

/// Reads the fallbacks of the shared sections in every shape LiteLLM takes: a list of mappings, one mapping, a list of
/// names for all models; `*` stands for all models; a target may be a mapping with `model`.
void readFallbacks(const SharedSections &sections, YamlReader &reader, RoutingRules &rules);

/// Those that stand with a deployment are its model's.
void readModelFallbacks(YamlReader &reader, const YAML::Node &params, const std::string &modelName,
                        RoutingRules &rules);

} // namespace ostiary
