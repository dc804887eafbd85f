// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/litellm/sections.h"
#include "server/core/serverconfig.h"

namespace ostiary {

/// Reads `ostiary.accept_unprotected`: the settings without which the gateway may start although a file has them.
void readAcceptUnprotected(YamlReader &reader, const YAML::Node &section, FileConfig &config);

/// Finds every setting that is in force, restricts who may do what, and is not honoured: a refusal to start, or a
/// warning where the administrator accepted that. Must be read after the section `ostiary`.
void readGuards(YamlReader &reader, const YAML::Node &root, const SharedSections &sections, FileConfig &config);

} // namespace ostiary
