// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/fallbackreader.h"
#include "server/core/litellm/sharedreader.h"
#include "server/core/litellm/yamltree.h"

#include <algorithm>

namespace ostiary {

namespace {

constexpr std::int64_t kMostRetries = 20;
constexpr std::int64_t kMostFails = 1'000'000;

/// LiteLLM's names of the classes of errors; what follows them tells the policies apart.
constexpr std::pair<const char *, std::optional<int> ByErrorClass::*> kClasses[] = {
    {"AuthenticationError", &ByErrorClass::authentication},
    {"TimeoutError", &ByErrorClass::timeout},
    {"RateLimitError", &ByErrorClass::rateLimit},
    {"ContentPolicyViolationError", &ByErrorClass::contentPolicy},
    {"BadRequestError", &ByErrorClass::badRequest},
    {"InternalServerError", &ByErrorClass::internal},
};

ByErrorClass readPolicy(YamlReader &reader, const YAML::Node &policy, const char *name, const std::string &ending,
                        std::int64_t most)
{
    ByErrorClass out;
    if (!reader.isMap(policy, name, Wrong::Warns))
        return out;
    for (const auto &[error, field] : kClasses) {
        const std::string key = error + ending;
        if (const auto number = reader.integer(policy, key.c_str(), 0, kMostFails, Wrong::Warns))
            out.*field = static_cast<int>(std::min(*number, most));
    }
    for (const auto &entry : policy) {
        const std::string &key = entry.first.Scalar();
        const bool isClass = std::any_of(std::begin(kClasses), std::end(kClasses),
                                         [&](const auto &known) { return key == known.first + ending; });
        if (!isClass && !isIdle(entry.second))
            reader.warning(entry.first, "'" + key + "' in " + name + " is no class of errors that is told apart here");
    }
    return out;
}

void readAliases(YamlReader &reader, const YAML::Node &aliases, const char *name, RoutingRules &rules)
{
    if (!reader.isMap(aliases, name, Wrong::Warns))
        return;
    for (const auto &alias : aliases) {
        const std::string &from = alias.first.Scalar();
        const YAML::Node &to = alias.second;
        std::optional<std::string> model;
        if (to.IsMap()) {
            model = reader.text(to, "model", Wrong::Warns);
            if (model && reader.flag(to, "hidden", Wrong::Warns).value_or(false))
                rules.hiddenAliases.insert(from);
        } else if (to.IsSequence() && to.size() > 0) {
            model = reader.value(to[0], "an alias", Wrong::Warns);
        } else {
            model = reader.value(to, "an alias", Wrong::Warns);
        }
        if (model && !model->empty())
            rules.aliases[from] = *model;
        else
            reader.warning(alias.first, "the alias '" + from + "' names no model and is left out");
    }
}

void readRetries(YamlReader &reader, const SharedSections &sections, RoutingRules &rules)
{
    const auto in = [&](const char *key) { return sections.holding(key, Section::Router); };
    for (const char *name : {"max_retries", "num_retries"}) {
        if (const auto retries = reader.integer(in(name), name, 0, kMostFails, Wrong::Warns))
            rules.retries = static_cast<int>(std::min(*retries, kMostRetries));
    }
    rules.retriesByClass =
        readPolicy(reader, sections.find("retry_policy", Section::Router), "retry_policy", "Retries", kMostRetries);
    const YAML::Node byModel = sections.find("model_group_retry_policy", Section::Router);
    if (reader.isMap(byModel, "model_group_retry_policy", Wrong::Warns)) {
        for (const auto &entry : byModel)
            rules.retriesByModel[entry.first.Scalar()] =
                readPolicy(reader, entry.second, "model_group_retry_policy", "Retries", kMostRetries);
    }
    rules.retryAfterMs = reader.milliseconds(in("retry_after"), "retry_after", Wrong::Warns);
}

void readCooldowns(YamlReader &reader, const SharedSections &sections, RoutingRules &rules)
{
    const auto in = [&](const char *key) { return sections.holding(key, Section::Router); };
    if (const auto fails = reader.integer(in("allowed_fails"), "allowed_fails", 0, kMostFails, Wrong::Warns))
        rules.allowedFails = static_cast<int>(*fails);
    rules.allowedFailsByClass = readPolicy(reader, sections.find("allowed_fails_policy", Section::Router),
                                           "allowed_fails_policy", "AllowedFails", kMostFails);
    if (const auto rest = reader.milliseconds(in("cooldown_time"), "cooldown_time", Wrong::Warns))
        rules.cooldownMs = *rest;
    if (const auto none = reader.flag(in("disable_cooldowns"), "disable_cooldowns", Wrong::Warns))
        rules.cooldowns = !*none;
}

// What restricts is not guessed: a wrong value of these would let requests go elsewhere than they may.
void readTagRules(YamlReader &reader, const SharedSections &sections, RoutingRules &rules)
{
    const auto flag = [&](const char *name, Section home) { return reader.flag(sections.holding(name, home), name); };
    rules.tagFiltering = flag("enable_tag_filtering", Section::Router).value_or(false);
    rules.tagMatchesAny = flag("tag_filtering_match_any", Section::Router).value_or(true);
    rules.tagPrefix =
        reader.text(sections.holding("tag_routing_prefix", Section::Router), "tag_routing_prefix").value_or("");
    rules.clientMayTag = !flag("reject_clientside_metadata_tags", Section::General).value_or(false);
}

} // namespace

void readRouting(YamlReader &reader, const SharedSections &sections, RoutingRules &rules)
{
    const YAML::Node holder = sections.holding("routing_strategy", Section::Router);
    if (const auto strategy = reader.text(holder, "routing_strategy", Wrong::Warns);
        strategy && *strategy != "simple-shuffle")
        reader.warning(static_cast<const YAML::Node &>(holder)["routing_strategy"],
                       "routing_strategy '" + *strategy +
                           "' is known but not honoured yet; deployments are chosen by weight");
    readRetries(reader, sections, rules);
    readCooldowns(reader, sections, rules);
    readFallbacks(sections, reader, rules);
    readAliases(reader, sections.find("model_alias_map", Section::Library), "model_alias_map", rules);
    readAliases(reader, sections.find("model_group_alias", Section::Router), "model_group_alias", rules);
    readTagRules(reader, sections, rules);
}

} // namespace ostiary
