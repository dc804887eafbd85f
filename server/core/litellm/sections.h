// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/litellm/setting.h"
#include "server/core/yamlreader.h"

namespace ostiary {

/// The sections whose settings hold for the whole gateway. People write settings of one into another, where their
/// meaning is as plain, so each is looked for in all of them, first in its own.
class SharedSections
{
public:
    /// A section that is no mapping is a complaint and counts as empty.
    SharedSections(YamlReader &reader, const YAML::Node &root);

    /// The mapping that `key` stands in with a value; an empty one when none has it.
    YAML::Node holding(const char *key, Section home) const;
    /// The value itself; not valid when nobody gives one.
    YAML::Node find(const char *key, Section home) const;

    /// Says of every key what becomes of it: unknown, in the wrong place, without meaning, not honoured yet.
    void checkKeys() const;

    const YAML::Node &mapping(Section section) const;

private:
    YamlReader &m_reader;
    YAML::Node m_top;
    YAML::Node m_router;
    YAML::Node m_library;
    YAML::Node m_general;
};

/// Says what becomes of a key that `section` has, by the table. What is guarded is said elsewhere.
void tellOfSetting(YamlReader &reader, const YAML::Node &key, const YAML::Node &value, Section section,
                   const Setting &setting);

/// Warns of a key nobody knows, with the one of these sections that was probably meant.
void tellOfUnknown(YamlReader &reader, const YAML::Node &key, Section section,
                   std::initializer_list<Section> neighbours);

/// The name among the settings of these sections that was probably meant; empty when none is near.
std::string_view nearestSetting(std::string_view key, std::initializer_list<Section> sections);

} // namespace ostiary
