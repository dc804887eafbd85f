// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/guard.h"

#include "server/core/exposure.h"
#include "server/core/litellm/yamltree.h"
#include "server/core/plainwords.h"

#include <algorithm>

namespace ostiary {

namespace {

/// Callbacks of LiteLLM that look at requests before they go on; others only watch.
constexpr std::string_view kGuardingCallbacks[] = {"presidio",
                                                   "llamaguard_moderations",
                                                   "llmguard_moderations",
                                                   "hide_secrets",
                                                   "openai_moderations",
                                                   "google_text_moderation",
                                                   "banned_keywords",
                                                   "blocked_user_check",
                                                   "azure_content_safety",
                                                   "lakera_prompt_injection",
                                                   "detect_prompt_injection",
                                                   "aporia_prompt_injection",
                                                   "lasso_guardrail",
                                                   "prompt_injection_detection"};
constexpr std::string_view kCallbacks = "callbacks";

/// Limits of calls at once are 0 in LiteLLM's own sample of a file, where they are not used.
bool isUnusedAtZero(std::string_view name)
{
    return name == "global_max_parallel_requests" || name == "max_in_flight_requests_per_worker";
}

bool isLimit(std::string_view name)
{
    const bool isSwitch = name.starts_with("disable_") || name.starts_with("enable_");
    return isUnusedAtZero(name) || (!isSwitch && name.find("budget") != std::string_view::npos) ||
           name.ends_with("_limit");
}

/// Addresses that may call. An empty list of them lets nobody in with LiteLLM.
constexpr std::string_view kAddresses = "allowed_ips";

/// Whether the value says plainly that the protection is not wanted. A limit of 0 does not: nothing may pass.
bool isUnwanted(std::string_view name, const YAML::Node &value)
{
    if (!value.IsScalar())
        return false;
    if (!isLimit(name))
        return isOff(value);
    return saysNoLimit(value.Scalar()) || (isUnusedAtZero(name) && plainNumber(value.Scalar()) == "0");
}

class Guard
{
public:
    Guard(YamlReader &reader, FileConfig &config) : m_reader(reader), m_config(config) {}

    /// Every setting of `map` that one of the sections guards.
    void look(const YAML::Node &map, std::initializer_list<Section> sections)
    {
        if (!map || !map.IsMap())
            return;
        for (const auto &entry : map) {
            if (!entry.first.IsScalar() || (isIdle(entry.second) && !isEmpty(entry.first, entry.second)))
                continue;
            for (const Section section : sections) {
                const Setting *setting = findSetting(section, entry.first.Scalar());
                if (!setting)
                    continue;
                if (setting->support == Support::Guarded)
                    tell(entry.first, entry.second, *setting);
                break;
            }
        }
    }

    void lookAtCallbacks(const YAML::Node &list)
    {
        if (!list || list.IsNull() || list.IsMap())
            return;
        const auto one = [&](const YAML::Node &name) {
            if (name.IsScalar() && std::find(std::begin(kGuardingCallbacks), std::end(kGuardingCallbacks),
                                             name.Scalar()) != std::end(kGuardingCallbacks))
                refuse(name, kCallbacks, "'" + name.Scalar() + "' would look at requests before they go on");
        };
        if (list.IsScalar())
            return one(list);
        for (const YAML::Node &name : list)
            one(name);
    }

private:
    /// A text of nothing, as a template makes it of a variable that is not set, or a list of no addresses.
    static bool isEmpty(const YAML::Node &key, const YAML::Node &value)
    {
        return value.IsScalar() ? withoutSpaces(value.Scalar()).empty()
                                : value.IsSequence() && value.size() == 0 && key.Scalar() == kAddresses;
    }

    void tell(const YAML::Node &at, const YAML::Node &value, const Setting &setting)
    {
        const bool empty = isEmpty(at, value);
        const bool lost = empty && value.IsScalar() && (isLimit(setting.name) || setting.name == kAddresses);
        if (lost || (!empty && !isUnwanted(setting.name, value)))
            refuse(at, setting.name, setting.note);
        else if (empty)
            m_reader.warning(value, "'" + at.Scalar() + "' is empty and protects nothing");
        else if (isLimit(setting.name))
            m_reader.note(value, "'" + at.Scalar() + "' is '" + value.Scalar() + "', which counts as not given");
    }

    void refuse(const YAML::Node &at, std::string_view name, std::string_view note)
    {
        const std::string key(name);
        const std::string what = "'" + key + "' is not honoured yet: " + std::string(note);
        if (m_config.acceptUnprotected.count(key) > 0)
            m_reader.warning(at, what + ". Accepted by ostiary.accept_unprotected");
        else if (m_reader.isDistrusted())
            m_reader.warning(at, what);
        else
            m_config.refusals.push_back(m_reader.place(at) + ": " + what +
                                        ". The gateway does not start without this protection, unless "
                                        "'ostiary: {accept_unprotected: [" +
                                        key + "]}' says so");
    }

    YamlReader &m_reader;
    FileConfig &m_config;
};

} // namespace

void readAcceptUnprotected(YamlReader &reader, const YAML::Node &section, FileConfig &config)
{
    for (const std::string &name : reader.texts(section, "accept_unprotected")) {
        if (isGuardedName(name) || name == kCallbacks || isExposureWord(name))
            config.acceptUnprotected.insert(name);
        else
            reader.error(section["accept_unprotected"],
                         "'accept_unprotected' names settings that protect and are not honoured yet, "
                         "weak_master_key or plain_admin_listener; '" +
                             name + "' is none");
    }
}

void readGuards(YamlReader &reader, const YAML::Node &root, const SharedSections &sections, FileConfig &config)
{
    Guard guard(reader, config);
    for (const Section section : {Section::Top, Section::Library, Section::Router, Section::General})
        guard.look(sections.mapping(section),
                   {section, Section::General, Section::Library, Section::Router, Section::Top});
    for (const char *name : {"callbacks", "success_callback"})
        guard.lookAtCallbacks(sections.find(name, Section::Library));
    // What is filled into deployments holds as if it stood there.
    for (const Section section : {Section::Top, Section::Library, Section::Router, Section::General})
        guard.look(sections.mapping(section)["default_litellm_params"], {Section::Params, Section::Entry});
    if (const YAML::Node credentials = root["credential_list"]; credentials && credentials.IsSequence()) {
        for (const YAML::Node &entry : credentials) {
            if (entry.IsMap())
                guard.look(entry["credential_values"], {Section::Params, Section::Entry});
        }
    }
    const YAML::Node models = root["model_list"];
    if (!models || !models.IsSequence())
        return;
    for (const YAML::Node &entry : models) {
        if (entry.IsMap()) {
            guard.look(entry["litellm_params"], {Section::Params});
            guard.look(entry, {Section::Entry, Section::Params});
        }
    }
}

} // namespace ostiary
