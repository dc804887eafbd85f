// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <yaml-cpp/yaml.h>

#include <string>
#include <vector>

namespace ostiary {

class YamlReader;

enum class YamlPart { Main, Included };

/// Reads YAML as LiteLLM's parser does: merge keys (`<<`) are merged, and of a key that stands twice the last counts,
/// with a warning. Any of YAML's encodings will do. Aliases share their nodes with the anchor. The error says where the
/// text is no YAML.
Outcome<YAML::Node> parseYaml(const std::string &bytes, const std::string &name, YamlReader &reader,
                              YamlPart part = YamlPart::Main);

/// The file a node of an included file is from; empty for the main file's.
std::string fileOf(const YAML::Node &node);

/// True for a scalar without quotes, which may be a number or a switch.
bool isPlain(const YAML::Node &scalar);

/// True where nothing is asked for: absent, null, an empty text, list or mapping, or a switch that is off.
bool isIdle(const YAML::Node &node);
/// Whether a switch is off: as isIdle, or 0.
bool isOff(const YAML::Node &node);
/// Whether a setting that is a text is not given: in quotes `no` is a text like any other.
bool isTextless(const YAML::Node &node);

} // namespace ostiary
