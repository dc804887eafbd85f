// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/sections.h"

#include "server/core/litellm/wayout.h"
#include "server/core/litellm/yamltree.h"

#include <algorithm>

namespace ostiary {

namespace {

constexpr Section kShared[] = {Section::Router, Section::Library, Section::General, Section::Top};

YAML::Node mappingOf(YamlReader &reader, const YAML::Node &root, Section section)
{
    const std::string name(titleOf(section));
    const YAML::Node node = root[name];
    if (isIdle(node)) // an empty list is as empty as nothing
        return YAML::Node(YAML::NodeType::Map);
    return reader.isMap(node, name) ? node : YAML::Node(YAML::NodeType::Map);
}

/// Keys that YAML's own habits put beside the settings, to hold anchors.
bool isShelf(std::string_view key)
{
    return key.starts_with('_') || key.starts_with('.') || key.starts_with("x-");
}

/// Whole sections are read where they belong and nowhere else.
bool isWholeSection(std::string_view name)
{
    constexpr std::string_view kWhole[] = {"model_list",       "litellm_settings", "router_settings",
                                           "general_settings", "user_access",      "ostiary",
                                           "include",          "credential_list",  "environment_variables"};
    return std::find(std::begin(kWhole), std::end(kWhole), name) != std::end(kWhole);
}

std::string because(const Setting &setting)
{
    return setting.note.empty() ? std::string() : ": " + std::string(setting.note);
}

/// Says what becomes of a key that is in the table of another section; false when it is in none.
bool tellOfNeighbour(YamlReader &reader, const YAML::Node &key, const YAML::Node &value)
{
    for (const Section other : kShared) {
        const Setting *found = findSetting(other, key.Scalar());
        if (!found)
            continue;
        const std::string home(titleOf(other));
        if (found->support != Support::Honoured && found->support != Support::Partly)
            tellOfSetting(reader, key, value, other, *found);
        else if (isWholeSection(key.Scalar()))
            reader.warning(key,
                           "'" + key.Scalar() + "' stands in the wrong place and is not read: it belongs to " + home);
        else
            reader.note(key, "'" + key.Scalar() + "' belongs to " + home + "; it is honoured here as well");
        return true;
    }
    return false;
}

} // namespace

SharedSections::SharedSections(YamlReader &reader, const YAML::Node &root)
    : m_reader(reader), m_top(root), m_router(mappingOf(reader, root, Section::Router)),
      m_library(mappingOf(reader, root, Section::Library)), m_general(mappingOf(reader, root, Section::General))
{
}

const YAML::Node &SharedSections::mapping(Section section) const
{
    return section == Section::Router    ? m_router
           : section == Section::Library ? m_library
           : section == Section::General ? m_general
                                         : m_top;
}

YAML::Node SharedSections::holding(const char *key, Section home) const
{
    const auto has = [&](Section section, bool empty) {
        const YAML::Node value = mapping(section)[key];
        return value && !value.IsNull() && (empty || value.IsScalar() || value.size() > 0);
    };
    for (const bool empty : {false, true}) { // an empty list in one section hides nothing of another's
        if (has(home, empty))
            return mapping(home);
        for (const Section section : kShared) {
            if (has(section, empty))
                return mapping(section);
        }
    }
    return YAML::Node(YAML::NodeType::Map);
}

YAML::Node SharedSections::find(const char *key, Section home) const
{
    const YAML::Node map = holding(key, home);
    return map[key];
}

void SharedSections::checkKeys() const
{
    for (const Section section : kShared) {
        for (const auto &entry : mapping(section)) {
            const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
            if (const Setting *own = findSetting(section, key)) {
                tellOfSetting(m_reader, entry.first, entry.second, section, *own);
                continue;
            }
            if (!tellOfNeighbour(m_reader, entry.first, entry.second) && !(section == Section::Top && isShelf(key)))
                tellOfUnknown(m_reader, entry.first, section,
                              {section, Section::Router, Section::Library, Section::General, Section::Top});
        }
    }
}

void tellOfSetting(YamlReader &reader, const YAML::Node &key, const YAML::Node &value, Section section,
                   const Setting &setting)
{
    if (setting.name == "ssl_verify")
        return tellOfVerification(reader, key, value, titleOf(section));
    if (isIdle(value))
        return;
    const std::string what = "'" + key.Scalar() + "' in " + std::string(titleOf(section));
    if (setting.support == Support::NotYet)
        reader.warning(key, what + " is known but not honoured yet" + because(setting));
    else if (setting.support == Support::Meaningless)
        reader.note(key, what + " has no meaning here" + because(setting));
}

std::string_view nearestSetting(std::string_view key, std::initializer_list<Section> sections)
{
    for (const Section section : sections) {
        std::vector<std::string_view> names;
        for (const Setting &setting : settingsOf(section))
            names.push_back(setting.name);
        if (const std::string_view near = nearestName(key, names); !near.empty())
            return near;
    }
    return {};
}

void tellOfUnknown(YamlReader &reader, const YAML::Node &key, Section section,
                   std::initializer_list<Section> neighbours)
{
    const std::string name = key.IsScalar() ? key.Scalar() : std::string();
    const std::string_view near = nearestSetting(name, neighbours);
    reader.warning(key, "unknown key '" + name + "' in " + std::string(titleOf(section)) +
                            (near.empty() ? "" : "; did you mean '" + std::string(near) + "'?"));
}

} // namespace ostiary
