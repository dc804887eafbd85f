// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <yaml-cpp/yaml.h>

#include <string>

namespace ostiary {

class YamlReader;

/// Why bytes are no text, with their place.
struct NoText
{
    std::string why;
};

/// The text of a configuration file in UTF-8 with plain ends of lines, of whichever of YAML's encodings it is (UTF-8,
/// UTF-16, UTF-32, with and without a mark). The error says where the bytes are no text, and what to do.
Result<std::string, NoText> plainText(const std::string &bytes, const std::string &name);

/// FILE:LINE:COLUMN of what YAML's parser cannot read, with the cause where a person would not see it: a tab, a bracket
/// that is open to the end.
std::string whyNoYaml(const YAML::Exception &broken, const std::string &text, const std::string &name);

/// Keys and values in the quotes of a text processor or beside a blank that is none. They would be part of the value,
/// and of a key the setting would be lost: that is an error.
void tellOfTypography(YamlReader &reader, const YAML::Node &scalar, bool isKey);

} // namespace ostiary
