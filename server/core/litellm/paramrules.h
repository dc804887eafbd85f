// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployment.h"

#include <yaml-cpp/yaml.h>

namespace ostiary {

class YamlReader;

/// Reads what `litellm_params` says about the parameters of requests: defaults, `extra_body`, what is dropped and what
/// is allowed. As in LiteLLM a key that is no setting is a parameter for the provider, unless it looks like a slip of
/// the pen or like a secret: what was meant for the gateway never leaves it.
void readParamRules(YamlReader &reader, const YAML::Node &params, ParamRules &rules);

} // namespace ostiary
