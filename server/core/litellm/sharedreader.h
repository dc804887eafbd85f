// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/litellm/modelreader.h"

namespace ostiary {

/// What the shared sections say for all deployments.
DeploymentBase readBase(YamlReader &reader, const SharedSections &sections, const YAML::Node &root);

/// How requests are routed, tried again and sent elsewhere.
void readRouting(YamlReader &reader, const SharedSections &sections, RoutingRules &rules);

/// The master key, limits, budgets and logging.
void readGeneral(YamlReader &reader, const SharedSections &sections, FileConfig &config);

/// The models and budgets of users, a section of Ostiary's own.
void readUsers(YamlReader &reader, const YAML::Node &list, FileConfig &config);

} // namespace ostiary
