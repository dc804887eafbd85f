// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/money.h"
#include "server/core/environment.h"
#include "server/core/whynot.h"

#include <yaml-cpp/yaml.h>

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

/// What a value that cannot be used does.
enum class Wrong {
    Ends, ///< an error: a limit or a matter of security is not guessed
    Warns ///< a warning; the setting keeps its default
};

/// A variable of the environment that a setting names and that is not set.
struct UnsetVariable
{
    std::string variable;
    std::string setting;
    std::string place; ///< FILE:LINE:COLUMN
};

/// Reads values of a YAML file with the file's name, line and column in every complaint. Collects all complaints, so
/// that a file can be corrected in one go. `os.environ/NAME` stands for the environment variable anywhere.
class YamlReader
{
public:
    explicit YamlReader(std::string file) : m_file(std::move(file)) {}

    /// Warns of every key of `map` that is in neither list, with the one that was probably meant; those of `notYet` are
    /// not honoured yet, which is a warning, too.
    void checkKeys(const YAML::Node &map, std::string_view section, std::initializer_list<std::string_view> known,
                   std::initializer_list<std::string_view> notYet = {});
    bool isMap(const YAML::Node &node, std::string_view name, Wrong wrong = Wrong::Ends);
    bool isList(const YAML::Node &node, std::string_view name, Wrong wrong = Wrong::Ends);

    // Absent when the key is not there, null, its variable is not set, or (with a complaint) of another type.
    std::optional<std::string> text(const YAML::Node &map, const char *key, Wrong wrong = Wrong::Ends);
    std::optional<std::int64_t> integer(const YAML::Node &map, const char *key, std::int64_t least, std::int64_t most,
                                        Wrong wrong = Wrong::Ends);
    std::optional<bool> flag(const YAML::Node &map, const char *key, Wrong wrong = Wrong::Ends);
    /// A limit, which is not guessed: a wrong one is an error. `unlimited` and its like count as not given, with a
    /// note; more than `most` is `most`, with a warning.
    std::optional<std::int64_t> limit(const YAML::Node &map, const char *key, std::int64_t least, std::int64_t most);
    /// A budget in USD; as of limits, `unlimited` counts as not given.
    std::optional<Money> money(const YAML::Node &map, const char *key);
    /// A number of seconds, fractions allowed, as milliseconds; or LiteLLM's `30s`, `5m`.
    std::optional<std::int64_t> milliseconds(const YAML::Node &map, const char *key, Wrong wrong = Wrong::Ends);
    /// A list of texts; one text alone is a list of one.
    std::vector<std::string> texts(const YAML::Node &map, const char *key, Wrong wrong = Wrong::Ends);
    /// A value's text, its variable looked up; nothing when that is not set.
    std::optional<std::string> value(const YAML::Node &node, const char *name, Wrong wrong = Wrong::Ends);

    void error(const YAML::Node &at, const std::string &text, Reason reason = Reason::None, WhyNot::Values values = {});
    void warning(const YAML::Node &at, const std::string &text);
    /// What is worth knowing and no fault.
    void note(const YAML::Node &at, const std::string &text);
    void complain(const YAML::Node &at, const std::string &text, Wrong wrong, Reason reason = Reason::None,
                  WhyNot::Values values = {});
    /// One of `errors`, without the place where it is.
    WhyNot whyOf(std::size_t error) const;
    /// FILE:LINE:COLUMN of a node.
    std::string place(const YAML::Node &at) const;

    /// The file is somebody's upload: only keys may come from the environment, and only from the providers' variables.
    void distrust() { m_distrusted = true; }
    bool isDistrusted() const { return m_distrusted; }

    /// From here on, for an entry, variables that are not set are no complaint but stand in `list`; null ends that. Of
    /// an upload it has the variables of credentials that it may not name.
    void gatherUnset(std::vector<UnsetVariable> *list) { m_unset = list; }
    /// How many were gathered.
    std::size_t unsetCount() const { return m_unset ? m_unset->size() : 0; }

    Environment environment;
    std::vector<std::string> errors;
    std::vector<std::string> warnings;
    std::vector<std::string> notes;

private:
    std::optional<std::string> refused(const YAML::Node &node, std::string_view name, const std::string &variable);
    bool isUnlimited(const YAML::Node &node, const char *key, const std::string &value);

    std::string m_file;
    std::map<std::size_t, WhyNot> m_whys; ///< by place in `errors`
    bool m_distrusted = false;
    std::vector<UnsetVariable> *m_unset = nullptr;
};

/// The one of `names` that was probably meant by `key`: few letters away; empty when none is.
std::string_view nearestName(std::string_view key, const std::vector<std::string_view> &names);

} // namespace ostiary
