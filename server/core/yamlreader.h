// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/money.h"

#include <yaml-cpp/yaml.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

/// Reads values of a YAML file with the file's name, line and column in every complaint. Collects all complaints, so
/// that a file can be corrected in one go. `os.environ/NAME` stands for the environment variable anywhere.
class YamlReader
{
public:
    explicit YamlReader(std::string file) : m_file(std::move(file)) {}

    /// Every key of `map` must be in one of the lists; those of `known` are not honoured yet and become warnings.
    void checkKeys(const YAML::Node &map, std::string_view section, std::initializer_list<std::string_view> honoured,
                   std::initializer_list<std::string_view> known);
    bool isMap(const YAML::Node &node, std::string_view name);
    bool isList(const YAML::Node &node, std::string_view name);

    // Absent when the key is not there, null, or (with an error) of another type.
    std::optional<std::string> text(const YAML::Node &map, const char *key);
    std::optional<std::int64_t> integer(const YAML::Node &map, const char *key, std::int64_t least, std::int64_t most);
    std::optional<bool> flag(const YAML::Node &map, const char *key);
    std::optional<Money> money(const YAML::Node &map, const char *key);
    /// A price of one token as pico-USD.
    std::optional<std::int64_t> picoPrice(const YAML::Node &map, const char *key);
    /// A number of seconds, fractions allowed, as milliseconds; or LiteLLM's `30s`, `5m`.
    std::optional<std::int64_t> milliseconds(const YAML::Node &map, const char *key);
    std::vector<std::string> texts(const YAML::Node &map, const char *key);

    void error(const YAML::Node &at, const std::string &text);
    void warning(const YAML::Node &at, const std::string &text);

    /// The file is somebody's upload: only keys may come from the environment, and only from the providers' variables.
    void distrust() { m_distrusted = true; }
    bool trusted() const { return !m_distrusted; }

    std::vector<std::string> errors;
    std::vector<std::string> warnings;

private:
    std::string place(const YAML::Node &at) const;
    std::optional<std::string> scalar(const YAML::Node &node, const char *key);

    std::string m_file;
    bool m_distrusted = false;
};

} // namespace ostiary
