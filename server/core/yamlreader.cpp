// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/yamlreader.h"

#include "models/domain/deployment.h"

#include "models/domain/duration.h"

#include <algorithm>
#include <cstdlib>

namespace ostiary {

namespace {

bool isKeyVariable(std::string_view variable)
{
    const auto presets = providerPresets();
    return std::any_of(presets.begin(), presets.end(), [&](const ProviderPreset &preset) {
        const auto names = preset.allKeyVariables();
        return std::find(names.begin(), names.end(), variable) != names.end();
    });
}

} // namespace

std::string YamlReader::place(const YAML::Node &at) const
{
    const YAML::Mark mark = at.Mark();
    return mark.is_null() ? m_file
                          : m_file + ":" + std::to_string(mark.line + 1) + ":" + std::to_string(mark.column + 1);
}

void YamlReader::error(const YAML::Node &at, const std::string &text)
{
    errors.push_back(place(at) + ": " + text);
}
void YamlReader::warning(const YAML::Node &at, const std::string &text)
{
    warnings.push_back(place(at) + ": " + text);
}

void YamlReader::checkKeys(const YAML::Node &map, std::string_view section,
                           std::initializer_list<std::string_view> honoured,
                           std::initializer_list<std::string_view> known)
{
    const auto has = [](std::initializer_list<std::string_view> list, const std::string &key) {
        return std::find(list.begin(), list.end(), key) != list.end();
    };
    for (const auto &entry : map) {
        const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
        if (has(honoured, key))
            continue;
        const std::string where = section.empty() ? "at the top level" : "in " + std::string(section);
        if (has(known, key))
            warning(entry.first, "'" + key + "' " + where + " is known but not honoured yet");
        else
            error(entry.first, "unknown key '" + key + "' " + where);
    }
}

bool YamlReader::isMap(const YAML::Node &node, std::string_view name)
{
    if (!node || node.IsNull())
        return false;
    if (node.IsMap())
        return true;
    error(node, "'" + std::string(name) + "' must be a mapping (key: value)");
    return false;
}

bool YamlReader::isList(const YAML::Node &node, std::string_view name)
{
    if (!node || node.IsNull())
        return false;
    if (node.IsSequence())
        return true;
    error(node, "'" + std::string(name) + "' must be a list (- item)");
    return false;
}

std::optional<std::string> YamlReader::scalar(const YAML::Node &node, const char *key)
{
    if (!node || node.IsNull())
        return std::nullopt;
    if (!node.IsScalar()) {
        error(node, "'" + std::string(key) + "' must be a single value");
        return std::nullopt;
    }
    constexpr std::string_view kPrefix = "os.environ/";
    const std::string &value = node.Scalar();
    if (!value.starts_with(kPrefix))
        return value;
    const std::string variable = value.substr(kPrefix.size());
    if (m_distrusted && (std::string_view(key) != "api_key" || !isKeyVariable(variable))) {
        error(node,
              "'" + std::string(key) + "' may not be read from the environment by an import; write the value itself");
        return std::nullopt;
    }
    if (const char *found = std::getenv(variable.c_str()))
        return std::string(found);
    warning(node, "the environment variable " + variable + " is not set; '" + key + "' is left empty");
    return std::nullopt;
}

std::optional<std::string> YamlReader::text(const YAML::Node &map, const char *key)
{
    return scalar(map[key], key);
}

std::optional<std::int64_t> YamlReader::integer(const YAML::Node &map, const char *key, std::int64_t least,
                                                std::int64_t most)
{
    const auto value = scalar(map[key], key);
    if (!value)
        return std::nullopt;
    const auto number = parseScaled(*value, 0);
    if (!number || *number < least || *number > most) {
        error(map[key], "'" + std::string(key) + "' must be a whole number from " + std::to_string(least) + " to " +
                            std::to_string(most));
        return std::nullopt;
    }
    return number;
}

std::optional<bool> YamlReader::flag(const YAML::Node &map, const char *key)
{
    const auto value = scalar(map[key], key);
    if (!value)
        return std::nullopt;
    bool out = false;
    if (YAML::convert<bool>::decode(YAML::Node(*value), out))
        return out;
    error(map[key], "'" + std::string(key) + "' must be true or false");
    return std::nullopt;
}

std::optional<Money> YamlReader::money(const YAML::Node &map, const char *key)
{
    const auto value = scalar(map[key], key);
    if (!value)
        return std::nullopt;
    const auto amount = Money::fromDecimal(*value);
    if (!amount || *amount < Money()) {
        error(map[key], "'" + std::string(key) + "' must be an amount in USD, for example 25 or 0.5");
        return std::nullopt;
    }
    return amount;
}

std::optional<std::int64_t> YamlReader::picoPrice(const YAML::Node &map, const char *key)
{
    const auto value = scalar(map[key], key);
    if (!value)
        return std::nullopt;
    const auto pico = parseScaled(*value, 12);
    if (!pico || *pico < 0) {
        error(map[key],
              "'" + std::string(key) + "' must be a price in USD per token, for example 0.00000015 or 1.5e-07");
        return std::nullopt;
    }
    return pico;
}

std::optional<std::int64_t> YamlReader::milliseconds(const YAML::Node &map, const char *key)
{
    const auto value = scalar(map[key], key);
    if (!value)
        return std::nullopt;
    if (const auto ms = parseScaled(*value, 3); ms && *ms >= 0)
        return ms;
    if (const auto seconds = parseDurationSeconds(*value))
        return *seconds * 1000;
    error(map[key], "'" + std::string(key) + "' must be a number of seconds");
    return std::nullopt;
}

std::vector<std::string> YamlReader::texts(const YAML::Node &map, const char *key)
{
    std::vector<std::string> out;
    const YAML::Node list = map[key];
    if (!list || list.IsNull())
        return out;
    if (list.IsScalar()) {
        if (auto one = scalar(list, key))
            out.push_back(*one);
        return out;
    }
    if (isList(list, key)) {
        for (const YAML::Node &entry : list) {
            if (auto one = scalar(entry, key))
                out.push_back(*one);
        }
    }
    return out;
}

} // namespace ostiary
