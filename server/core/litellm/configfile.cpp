// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/configfile.h"

#include "models/domain/wildcard.h"
#include "server/core/litellm/guard.h"
#include "server/core/litellm/includes.h"
#include "server/core/litellm/sharedreader.h"
#include "server/core/litellm/wayout.h"
#include "server/core/litellm/yamltree.h"
#include "server/core/ownsection.h"

#include <algorithm>
#include <map>

namespace ostiary {

namespace {

constexpr std::size_t kMostNamed = 12;

void readEnvironment(YamlReader &reader, const YAML::Node &variables)
{
    if (!reader.isMap(variables, "environment_variables", Wrong::Warns))
        return;
    if (reader.isDistrusted()) {
        reader.note(variables, "'environment_variables' is not taken over by an import");
        return;
    }
    for (const auto &entry : variables) {
        const std::string name = entry.first.Scalar();
        if (auto value = reader.value(entry.second, name.c_str(), Wrong::Warns))
            reader.environment.set(name, std::move(*value));
    }
}

bool isOffered(const FileConfig &config, const std::string &name)
{
    return config.rules.aliases.count(name) > 0 ||
           std::any_of(config.deployments.begin(), config.deployments.end(),
                       [&](const Deployment &d) { return d.id == name || wildcardMatch(d.modelName, name); });
}

/// Whether anything of the file is one of LiteLLM's sections or Ostiary's own.
bool hasSection(const YAML::Node &root)
{
    for (const auto &entry : root) {
        for (const Section section : {Section::Top, Section::Router, Section::Library, Section::General}) {
            if (findSetting(section, entry.first.Scalar()))
                return true;
        }
    }
    return root.size() == 0;
}

/// The key of `root` that is probably one of the sections, in a sentence; empty when none is.
std::string likeSection(const YAML::Node &root)
{
    for (const auto &entry : root) {
        const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
        if (const std::string_view near = nearestSetting(key, {Section::Top}); !near.empty())
            return "; did you mean '" + std::string(near) + "' by '" + key + "' in line " +
                   std::to_string(entry.first.Mark().line + 1) + "?";
    }
    return {};
}

/// Names in a row, not too many of them.
std::string listed(const std::vector<std::string> &names)
{
    std::string out;
    for (std::size_t i = 0; i < std::min(names.size(), kMostNamed); ++i)
        out += (i == 0 ? "" : ", ") + names[i];
    if (names.size() > kMostNamed)
        out += " and " + std::to_string(names.size() - kMostNamed) + " more";
    return out;
}

void checkReferences(YamlReader &reader, const FileConfig &config)
{
    std::map<std::string, std::vector<std::string>> missing; // by name, who names it
    const auto check = [&](const std::string &name, const std::string &what) {
        if (!isOffered(config, name))
            missing[name].push_back(what);
    };
    const RoutingRules &rules = config.rules;
    for (const auto &[kind, byModel] : {std::pair("fallbacks", &rules.fallbacks),
                                        std::pair("context_window_fallbacks", &rules.contextWindowFallbacks),
                                        std::pair("content_policy_fallbacks", &rules.contentPolicyFallbacks)}) {
        for (const auto &[from, to] : std::map(byModel->begin(), byModel->end())) {
            for (const std::string &name : to)
                check(name, std::string(kind) + " of '" + from + "'");
        }
    }
    for (const std::string &name : rules.defaultFallbacks)
        check(name, "default_fallbacks");
    for (const auto &[from, to] : std::map(rules.aliases.begin(), rules.aliases.end()))
        check(to, "the alias '" + from + "'");
    for (const auto &[name, who] : missing)
        reader.warnings.push_back("'" + name + "' is no model that is offered, but named by " + listed(who));
}

void checkPrices(YamlReader &reader, const FileConfig &config)
{
    std::vector<std::string> names;
    for (const Deployment &deployment : config.deployments) {
        if (!deployment.price && !config.defaultPrice && !deployment.isWildcard() &&
            std::find(names.begin(), names.end(), deployment.modelName) == names.end())
            names.push_back(deployment.modelName);
    }
    if (names.empty())
        return;
    reader.warnings.push_back("no price is known of " + listed(names) +
                              ": under a budget they are refused, elsewhere reported as unpriced. Set "
                              "input_cost_per_token and output_cost_per_token, or ostiary.default_price");
}

/// What many entries have in common is said once, at the first of them.
std::vector<std::string> gathered(const std::vector<std::string> &complaints)
{
    std::vector<std::string> out;
    std::map<std::string, std::pair<std::size_t, std::size_t>> seen; // by text: where it stands in `out`, how often
    for (const std::string &complaint : complaints) {
        const std::size_t place = complaint.find(": ");
        const std::string text = place == std::string::npos ? complaint : complaint.substr(place + 2);
        const auto [it, isNew] = seen.try_emplace(text, out.size(), 0);
        if (isNew)
            out.push_back(complaint);
        else
            ++it->second.second;
    }
    for (const auto &[text, count] : seen) {
        if (count.second > 0)
            out[count.first] += " (and " + std::to_string(count.second) + " times more)";
    }
    return out;
}

void readSections(YamlReader &reader, const YAML::Node &root, const PriceList &prices, const EntryKeys &keys,
                  FileConfig &config)
{
    if (const YAML::Node variables = root["environment_variables"];
        variables && variables.IsMap() && !reader.isDistrusted())
        tellOfWayOut(reader, variables);
    readOwnSection(reader, root["ostiary"], config);
    const SharedSections sections(reader, root);
    sections.checkKeys();
    readGuards(reader, root, sections, config);
    const DeploymentBase base = readBase(reader, sections, root);
    readRouting(reader, sections, config.rules);
    ModelReader(reader, prices, base, keys, config).read(root["model_list"]);
    readGeneral(reader, sections, config);
    readUsers(reader, root["user_access"], config);
    checkReferences(reader, config);
    checkPrices(reader, config);
}

} // namespace

Outcome<FileConfig> readConfigText(const std::string &text, const std::string &name, const PriceList &prices,
                                   Trust trust, const EntryKeys &keys)
{
    YamlReader reader(name);
    if (trust == Trust::Upload)
        reader.distrust();
    const auto parsed = parseYaml(text, name, reader);
    if (!parsed)
        return parsed.error();
    const YAML::Node &root = parsed.value();
    if (root.IsNull())
        return name + ": the file is empty; it needs at least model_list";
    if (!root.IsMap())
        return name + ": the file must be a mapping with model_list";
    if (!hasSection(root))
        return name +
               ": this is no LiteLLM configuration: neither model_list nor any other of its sections stands in it" +
               likeSection(root);
    FileConfig config;
    try {
        readEnvironment(reader, root["environment_variables"]);
        config.includedFiles = readIncludes(reader, root, name);
        if (!config.includedFiles.empty())
            readEnvironment(reader, root["environment_variables"]);
        readSections(reader, root, prices, keys, config);
    } catch (const YAML::Exception &broken) {
        reader.errors.push_back(name + ":" + std::to_string(broken.mark.line + 1) + ":" +
                                std::to_string(broken.mark.column + 1) + ": " + broken.msg);
    }
    if (!reader.errors.empty()) {
        std::string all;
        for (const std::string &error : reader.errors)
            all += (all.empty() ? "" : "\n") + error;
        return all;
    }
    config.warnings = gathered(reader.warnings);
    config.notes = gathered(reader.notes);
    config.environment = reader.environment;
    return config;
}

Outcome<FileConfig> readConfigFile(const std::string &path, const PriceList &prices)
{
    const auto text = textOfFile(path);
    if (!text)
        return "cannot read the configuration file " + path + "; does it exist, and may this user read it?";
    return readConfigText(*text, path, prices);
}

} // namespace ostiary
