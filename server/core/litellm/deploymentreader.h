// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/litellm/modelreader.h"

namespace ostiary {

/// Why the address cannot be known: it is no text, or stands under a name that nobody reads; empty when it can.
WhyNot wrongAddress(const YAML::Node &params, const YAML::Node &beside);

/// Reads the settings of one deployment from `litellm_params`; what is not given is the base's. Why the deployment
/// cannot be offered; empty when it can.
WhyNot readParams(YamlReader &reader, const YAML::Node &params, const DeploymentBase &base, Deployment &deployment);

/// Reads `model_info`, a place for notes of which a few mean something; likewise.
WhyNot readInfo(YamlReader &reader, const YAML::Node &info, Deployment &deployment);

} // namespace ostiary
