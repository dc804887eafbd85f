// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <yaml-cpp/yaml.h>

#include <optional>
#include <string>

namespace ostiary {

class YamlReader;

/// The value of the setting `name` as JSON text: scalars without quotes are numbers, switches and null as LiteLLM's
/// parser has them. Nothing when a variable is not set or the value is deeper or longer than any parameter (aliases can
/// make it endless).
std::optional<std::string> jsonOf(YamlReader &reader, const YAML::Node &node, const char *name);

/// The text in JSON's number grammar, `_` between digits and a plus sign taken away; empty when it is none.
std::string numberOf(std::string text);

} // namespace ostiary
