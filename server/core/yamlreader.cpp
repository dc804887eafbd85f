// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/yamlreader.h"

#include "models/domain/duration.h"
#include "models/domain/plainname.h"
#include "server/core/keyreference.h"
#include "server/core/litellm/yamltree.h"
#include "server/core/plainwords.h"

#include <algorithm>
#include <utility>

namespace ostiary {

namespace {

/// The value as it stands in the file, for a complaint; what a variable holds may be a secret and is not shown.
std::string written(const YAML::Node &node)
{
    constexpr std::size_t kMostShown = 40;
    const std::string &text = node.Scalar();
    return "'" + (text.size() > kMostShown ? text.substr(0, kMostShown) + "…" : text) + "'";
}

std::string wholeNumber(std::int64_t least, std::int64_t most)
{
    return "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
}

WhyNot::Values bounds(const char *key, std::int64_t least, std::int64_t most)
{
    return {{"field", key}, {"least", std::to_string(least)}, {"most", std::to_string(most)}};
}

/// Absent also where the number has a fraction, which would not be a limit that somebody wrote.
std::optional<std::int64_t> wholeIn(std::string_view text)
{
    const auto number = parseScaled(text, 0);
    const auto finer = parseScaled(text, 6);
    return finer && *finer % 1'000'000 != 0 ? std::nullopt : number;
}

} // namespace

std::string_view nearestName(std::string_view key, const std::vector<std::string_view> &names)
{
    std::string_view best;
    std::size_t least = std::min<std::size_t>(3, key.size() / 3) + 1;
    const std::string folded = foldedName(key);
    for (const std::string_view name : names) {
        if (foldedName(name) == folded)
            return name;
        if (const std::size_t away = lettersApart(key, name); away < least) {
            least = away;
            best = name;
        }
    }
    return best;
}

std::string YamlReader::place(const YAML::Node &at) const
{
    const YAML::Mark mark = at.Mark();
    const std::string included = fileOf(at);
    const std::string &file = included.empty() ? m_file : included;
    return mark.is_null() ? file : file + ":" + std::to_string(mark.line + 1) + ":" + std::to_string(mark.column + 1);
}

void YamlReader::error(const YAML::Node &at, const std::string &text, Reason reason, WhyNot::Values values)
{
    m_whys[errors.size()] = {text, reason, std::move(values)};
    errors.push_back(place(at) + ": " + text);
}
WhyNot YamlReader::whyOf(std::size_t error) const
{
    const auto known = m_whys.find(error);
    return known == m_whys.end() ? WhyNot{errors.at(error)} : known->second;
}
void YamlReader::warning(const YAML::Node &at, const std::string &text)
{
    warnings.push_back(place(at) + ": " + text);
}
void YamlReader::note(const YAML::Node &at, const std::string &text)
{
    notes.push_back(place(at) + ": " + text);
}
void YamlReader::complain(const YAML::Node &at, const std::string &text, Wrong wrong, Reason reason,
                          WhyNot::Values values)
{
    if (wrong == Wrong::Ends)
        error(at, text, reason, std::move(values));
    else
        warning(at, text + "; its default holds");
}

void YamlReader::checkKeys(const YAML::Node &map, std::string_view section,
                           std::initializer_list<std::string_view> known,
                           std::initializer_list<std::string_view> notYet)
{
    for (const auto &entry : map) {
        const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
        if (std::find(known.begin(), known.end(), key) != known.end())
            continue;
        if (std::find(notYet.begin(), notYet.end(), key) != notYet.end()) {
            warning(entry.first, "'" + key + "' in " + std::string(section) + " is known but not honoured yet");
            continue;
        }
        const std::string_view near = nearestName(key, known);
        warning(entry.first, "unknown key '" + key + "' in " + std::string(section) +
                                 (near.empty() ? "" : "; did you mean '" + std::string(near) + "'?"));
    }
}

bool YamlReader::isMap(const YAML::Node &node, std::string_view name, Wrong wrong)
{
    if (!node || node.IsNull())
        return false;
    if (node.IsMap())
        return true;
    complain(node, "'" + std::string(name) + "' must be a mapping (key: value)", wrong, Reason::MappingWanted,
             {{"field", std::string(name)}});
    return false;
}

bool YamlReader::isList(const YAML::Node &node, std::string_view name, Wrong wrong)
{
    if (!node || node.IsNull())
        return false;
    if (node.IsSequence())
        return true;
    complain(node, "'" + std::string(name) + "' must be a list (- item)", wrong, Reason::ListWanted,
             {{"field", std::string(name)}});
    return false;
}

std::optional<std::string> YamlReader::value(const YAML::Node &node, const char *name, Wrong wrong)
{
    if (!node || node.IsNull())
        return std::nullopt;
    if (!node.IsScalar()) {
        complain(node, "'" + std::string(name) + "' must be a single value", wrong, Reason::SingleValueWanted,
                 {{"field", name}});
        return std::nullopt;
    }
    constexpr std::string_view kPrefix = "os.environ/";
    const std::string &given = node.Scalar();
    if (!given.starts_with(kPrefix))
        return given;
    const std::string variable = given.substr(kPrefix.size());
    if (m_distrusted && (std::string_view(name) != "api_key" || !mayHoldProviderKey(variable))) {
        return refused(node, name, variable);
    }
    if (m_distrusted)
        return given; // the name is stored, and looked up where the key is used
    if (auto found = environment.find(variable))
        return found;
    if (m_unset)
        m_unset->push_back({variable, name, place(node)});
    else
        complain(node, "the environment variable " + variable + " of '" + name + "' is not set", wrong,
                 Reason::VariableUnset, {{"variable", variable}, {"field", name}});
    return std::nullopt;
}

/// What an upload asks for and may not read stays unread. Of an entry it is that entry's error; its key can still be
/// given. An address that is shared stands as it is written, so that nobody is called anywhere else.
std::optional<std::string> YamlReader::refused(const YAML::Node &node, std::string_view name,
                                               const std::string &variable)
{
    constexpr std::string_view kCredentials[] = {"api_key", "azure_ad_token", "client_secret"};
    if (m_unset && std::find(std::begin(kCredentials), std::end(kCredentials), name) != std::end(kCredentials)) {
        m_unset->push_back({variable, std::string(name), place(node)});
        return std::nullopt;
    }
    const std::string why =
        "'" + std::string(name) + "' may not be read from the environment by an import; write the value itself";
    if (m_unset)
        error(node, why, Reason::VariableNotRead, {{"field", std::string(name)}});
    else
        warning(node, why);
    return !m_unset && name == "api_base" ? std::optional(node.Scalar()) : std::nullopt;
}

std::optional<std::string> YamlReader::text(const YAML::Node &map, const char *key, Wrong wrong)
{
    return value(map[key], key, wrong);
}

std::optional<std::int64_t> YamlReader::integer(const YAML::Node &map, const char *key, std::int64_t least,
                                                std::int64_t most, Wrong wrong)
{
    const auto given = value(map[key], key, wrong);
    if (!given)
        return std::nullopt;
    const auto number = wholeIn(plainNumber(*given));
    if (!number || *number < least || *number > most) {
        complain(map[key],
                 "'" + std::string(key) + "' must be " + wholeNumber(least, most) + ", not " + written(map[key]), wrong,
                 Reason::WholeNumberWanted, bounds(key, least, most));
        return std::nullopt;
    }
    return number;
}

std::optional<bool> YamlReader::flag(const YAML::Node &map, const char *key, Wrong wrong)
{
    const auto given = value(map[key], key, wrong);
    if (!given)
        return std::nullopt;
    if (const auto is = plainSwitch(*given))
        return is;
    complain(map[key], "'" + std::string(key) + "' must be true or false, not " + written(map[key]), wrong,
             Reason::FlagWanted, {{"field", key}});
    return std::nullopt;
}

bool YamlReader::isUnlimited(const YAML::Node &node, const char *key, const std::string &value)
{
    if (!saysNoLimit(value))
        return false;
    note(node, "'" + std::string(key) + "' is " + written(node) + ", which counts as not given");
    return true;
}

std::optional<std::int64_t> YamlReader::limit(const YAML::Node &map, const char *key, std::int64_t least,
                                              std::int64_t most)
{
    const auto given = value(map[key], key);
    if (!given || isUnlimited(map[key], key, *given))
        return std::nullopt;
    const auto number = wholeIn(plainNumber(*given));
    if (!number || *number < least) {
        error(map[key],
              "'" + std::string(key) + "' must be " + wholeNumber(least, most) + ", or 'unlimited' for no limit, not " +
                  written(map[key]),
              Reason::WholeNumberWanted, bounds(key, least, most));
        return std::nullopt;
    }
    if (*number > most)
        warning(map[key], "'" + std::string(key) + "' is " + written(map[key]) + "; " + std::to_string(most) +
                              " is the most and holds");
    return std::min(*number, most);
}

std::optional<Money> YamlReader::money(const YAML::Node &map, const char *key)
{
    const auto given = value(map[key], key);
    if (!given || isUnlimited(map[key], key, *given))
        return std::nullopt;
    const auto amount = Money::fromDecimal(plainNumber(*given));
    if (!amount || *amount < Money()) {
        error(map[key],
              "'" + std::string(key) +
                  "' must be an amount in USD, for example 25 or 0.5, or 'unlimited' for no limit, not " +
                  written(map[key]),
              Reason::AmountWanted, {{"field", key}});
        return std::nullopt;
    }
    return amount;
}

std::optional<std::int64_t> YamlReader::milliseconds(const YAML::Node &map, const char *key, Wrong wrong)
{
    const auto given = value(map[key], key, wrong);
    if (!given)
        return std::nullopt;
    if (const auto ms = parseScaled(plainNumber(*given), 3); ms && *ms >= 0)
        return ms;
    if (const auto seconds = parseDurationSeconds(plainDuration(*given)))
        return *seconds * 1000;
    complain(map[key], "'" + std::string(key) + "' must be a number of seconds, not " + written(map[key]), wrong,
             Reason::DurationWanted, {{"field", key}});
    return std::nullopt;
}

std::vector<std::string> YamlReader::texts(const YAML::Node &map, const char *key, Wrong wrong)
{
    std::vector<std::string> out;
    const YAML::Node list = map[key];
    if (!list || list.IsNull())
        return out;
    if (list.IsScalar()) {
        if (auto one = value(list, key, wrong))
            out.push_back(*one);
        return out;
    }
    if (isList(list, key, wrong)) {
        for (const YAML::Node &entry : list) {
            if (auto one = value(entry, key, wrong))
                out.push_back(*one);
        }
    }
    return out;
}

} // namespace ostiary
