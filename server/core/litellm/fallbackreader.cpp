// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/fallbackreader.h"

#include <algorithm>

namespace ostiary {

namespace {

/// Names of models: a text, a list of texts, or of mappings that name one.
std::vector<std::string> targets(YamlReader &reader, const YAML::Node &node)
{
    std::vector<std::string> out;
    const auto add = [&](const YAML::Node &one) {
        if (one.IsMap()) {
            if (auto name = reader.text(one, "model", Wrong::Warns))
                out.push_back(std::move(*name));
            for (const auto &pair : one) {
                if (pair.first.Scalar() != "model")
                    reader.warning(pair.first, "a fallback's own parameters are not honoured yet");
            }
        } else if (auto name = reader.value(one, "a fallback", Wrong::Warns)) {
            out.push_back(std::move(*name));
        }
    };
    if (!node || node.IsNull())
        return out;
    if (!node.IsSequence()) {
        add(node);
        return out;
    }
    for (const YAML::Node &one : node)
        add(one);
    return out;
}

void append(std::vector<std::string> &to, std::vector<std::string> names)
{
    for (std::string &name : names) {
        if (std::find(to.begin(), to.end(), name) == to.end())
            to.push_back(std::move(name));
    }
}

void readKind(YamlReader &reader, const YAML::Node &node, const char *name, RoutingRules::ByModel &byModel,
              std::vector<std::string> *forAll)
{
    const auto readMapping = [&](const YAML::Node &map) {
        for (const auto &pair : map) {
            const std::string &from = pair.first.Scalar();
            if (from == "*" && forAll)
                append(*forAll, targets(reader, pair.second));
            else
                append(byModel[from], targets(reader, pair.second));
        }
    };
    if (!node || node.IsNull())
        return;
    if (node.IsMap())
        return readMapping(node);
    if (!reader.isList(node, name, Wrong::Warns))
        return;
    for (const YAML::Node &entry : node) {
        if (entry.IsMap())
            readMapping(entry);
        else if (forAll)
            append(*forAll, targets(reader, entry));
        else
            reader.warning(entry, "an entry of '" + std::string(name) + "' must be a mapping from a model to others");
    }
}

} // namespace

void readFallbacks(const SharedSections &sections, YamlReader &reader, RoutingRules &rules)
{
    const auto find = [&](const char *name) { return sections.find(name, Section::Router); };
    readKind(reader, find("fallbacks"), "fallbacks", rules.fallbacks, &rules.defaultFallbacks);
    readKind(reader, find("context_window_fallbacks"), "context_window_fallbacks", rules.contextWindowFallbacks,
             nullptr);
    readKind(reader, find("content_policy_fallbacks"), "content_policy_fallbacks", rules.contentPolicyFallbacks,
             nullptr);
    append(rules.defaultFallbacks, targets(reader, find("default_fallbacks")));
}

void readModelFallbacks(YamlReader &reader, const YAML::Node &params, const std::string &modelName, RoutingRules &rules)
{
    const YAML::Node list = params["fallbacks"];
    if (!list || list.IsNull())
        return;
    if (list.IsSequence() && list.size() > 0 && list[0].IsMap() && !list[0]["model"])
        return readKind(reader, list, "fallbacks", rules.fallbacks, nullptr);
    append(rules.fallbacks[modelName], targets(reader, list));
}

} // namespace ostiary
