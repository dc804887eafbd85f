// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <yaml-cpp/yaml.h>

#include <optional>
#include <string>
#include <vector>

namespace ostiary {

class YamlReader;

/// Reads the files that `include` names, relative to the file it stands in, into `root`, as LiteLLM does: lists are
/// joined, everything else of an included file takes the place of what stands in the including one. A file that is
/// missing is an error at the line that names it, one that was read before is not read again. The files that were read
/// are returned.
std::vector<std::string> readIncludes(YamlReader &reader, YAML::Node root, const std::string &path);

/// The whole of a file; nothing when it cannot be read.
std::optional<std::string> textOfFile(const std::string &path);

} // namespace ostiary
