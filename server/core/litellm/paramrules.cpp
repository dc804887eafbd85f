// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/paramrules.h"

#include "models/domain/plainname.h"
#include "server/core/litellm/sections.h"
#include "server/core/litellm/yamljson.h"
#include "server/core/litellm/yamltree.h"
#include "server/core/plainwords.h"

#include <algorithm>

namespace ostiary {

namespace {

bool looksSecret(std::string_view key)
{
    constexpr std::string_view kWords[] = {"key", "token", "secret", "password", "credential", "auth", "jwt"};
    const std::string name = foldedName(key);
    return !name.ends_with("tokens") && std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view word) {
        return name.find(word) != std::string::npos;
    });
}

/// A limit in other words is no parameter: the provider would refuse it or let it pass.
bool looksLikeRate(std::string_view key)
{
    if (foldedName(key).find("perminute") != std::string::npos)
        return true;
    constexpr std::string_view kBeginnings[] = {"rpm", "tpm", "rpd", "tpd", "limit"};
    for (std::size_t at = 0; at < key.size();) {
        const std::size_t end = std::min(key.find_first_of("_-. ", at), key.size());
        const std::string word = foldedName(key.substr(at, end - at));
        if (std::any_of(std::begin(kBeginnings), std::end(kBeginnings),
                        [&](std::string_view beginning) { return word.starts_with(beginning); }))
            return true;
        at = end + 1;
    }
    return false;
}

/// Whether another section has a setting of that name. Those of model_info have been read from here as well; of others
/// it is told.
bool isOfAnotherSection(YamlReader &reader, const YAML::Node &key)
{
    for (const Section section : {Section::Info, Section::Entry}) {
        if (findSetting(section, key.Scalar()))
            return true;
    }
    for (const Section section : {Section::Router, Section::Library, Section::General}) {
        if (findSetting(section, key.Scalar())) {
            reader.warning(key, "'" + key.Scalar() + "' in litellm_params belongs to " + std::string(titleOf(section)) +
                                    " and has no effect here");
            return true;
        }
    }
    return key.Scalar().starts_with("supports_");
}

/// Whether a key that the table lacks goes to the provider; otherwise it is told why not.
bool isParameter(YamlReader &reader, const YAML::Node &key)
{
    const std::string &name = key.Scalar();
    if (name.empty() || isOfAnotherSection(reader, key))
        return false;
    if (name.starts_with("litellm_")) {
        reader.note(key, "'" + name + "' in litellm_params is LiteLLM's own and has no meaning here");
        return false;
    }
    const std::string_view near = nearestSetting(name, {Section::Params});
    if (!near.empty() || looksSecret(name) || looksLikeRate(name) || name.find("_cost") != std::string::npos) {
        tellOfUnknown(reader, key, Section::Params, {Section::Params});
        return false;
    }
    reader.warning(key,
                   "unknown key '" + name + "' in litellm_params goes to the provider as a parameter, as in LiteLLM");
    return true;
}

/// Parameters that are numbers, which people also write as texts (`"100"`); limits and prices count on them.
bool isNumeric(std::string_view name)
{
    constexpr std::string_view kNumeric[] = {"temperature",
                                             "top_p",
                                             "top_k",
                                             "top_a",
                                             "min_p",
                                             "n",
                                             "max_tokens",
                                             "max_output_tokens",
                                             "min_tokens",
                                             "max_completion_tokens",
                                             "seed",
                                             "presence_penalty",
                                             "frequency_penalty",
                                             "top_logprobs",
                                             "repetition_penalty",
                                             "dimensions",
                                             "best_of",
                                             "repeat_penalty",
                                             "mirostat",
                                             "num_gpu",
                                             "tfs_z",
                                             "num_ctx",
                                             "max_thinking_tokens",
                                             "budget_tokens",
                                             "length_penalty"};
    return std::find(std::begin(kNumeric), std::end(kNumeric), name) != std::end(kNumeric);
}

void add(YamlReader &reader, const YAML::Node &key, const YAML::Node &value, std::vector<ParamRules::Value> &to)
{
    const std::size_t unset = reader.unsetCount();
    auto json = jsonOf(reader, value, key.Scalar().c_str());
    if (json && json->size() > 2 && json->front() == '"' && isNumeric(key.Scalar())) {
        const std::string_view within = std::string_view(*json).substr(1, json->size() - 2);
        if (std::string number = numberOf(plainNumber(within)); !number.empty())
            json = std::move(number);
    }
    if (json)
        to.emplace_back(key.Scalar(), std::move(*json));
    else if (reader.unsetCount() == unset) // a variable that is not set is told of for itself
        reader.warning(value, "'" + key.Scalar() + "' cannot be used as a parameter");
}

} // namespace

void readParamRules(YamlReader &reader, const YAML::Node &params, ParamRules &rules)
{
    for (const auto &entry : params) {
        const Setting *setting = findSetting(Section::Params, entry.first.Scalar());
        if (setting)
            tellOfSetting(reader, entry.first, entry.second, Section::Params, *setting);
        const bool parameter = setting ? setting->support == Support::Parameter : isParameter(reader, entry.first);
        if (parameter && !entry.second.IsNull())
            add(reader, entry.first, entry.second, rules.defaults);
    }
    const YAML::Node extra = params["extra_body"];
    if (reader.isMap(extra, "extra_body", Wrong::Warns)) {
        for (const auto &entry : extra)
            add(reader, entry.first, entry.second, rules.extraBody);
    }
    if (const auto drop = reader.flag(params, "drop_params", Wrong::Warns))
        rules.dropUnsupported = *drop;
    for (std::string &name : reader.texts(params, "additional_drop_params", Wrong::Warns))
        rules.drop.push_back(std::move(name));
    rules.allowed = reader.texts(params, "allowed_openai_params", Wrong::Warns);
}

} // namespace ostiary
