// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/serverconfig.h"
#include "server/core/yamlreader.h"

namespace ostiary {

/// Rows billed by a price of the configuration carry this version.
constexpr std::int64_t kConfigPriceVersion = 1;

/// Reads the section `ostiary`: what LiteLLM's format has no words for. Complaints go to the reader.
void readOwnSection(YamlReader &reader, const YAML::Node &section, FileConfig &config);

} // namespace ostiary
