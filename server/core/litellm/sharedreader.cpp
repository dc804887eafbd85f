// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/sharedreader.h"

#include "models/domain/duration.h"
#include "models/domain/plainname.h"
#include "server/core/litellm/yamltree.h"
#include "server/core/plainwords.h"

#include <algorithm>
#include <array>

namespace ostiary {

namespace {

std::optional<std::chrono::milliseconds> seconds(YamlReader &reader, const SharedSections &sections,
                                                 std::initializer_list<std::pair<const char *, Section>> names)
{
    for (const auto &[name, home] : names) {
        if (const auto ms = reader.milliseconds(sections.holding(name, home), name, Wrong::Warns); ms && *ms > 0)
            return std::chrono::milliseconds(*ms);
    }
    return std::nullopt;
}

void readCredentials(YamlReader &reader, const YAML::Node &list, DeploymentBase &base)
{
    if (!reader.isList(list, "credential_list", Wrong::Warns))
        return;
    for (const YAML::Node &entry : list) {
        if (!reader.isMap(entry, "an entry of credential_list", Wrong::Warns))
            continue;
        reader.checkKeys(entry, "credential_list", {"credential_name", "credential_values", "credential_info"});
        const auto name = reader.text(entry, "credential_name", Wrong::Warns);
        const YAML::Node values = entry["credential_values"];
        if (name && reader.isMap(values, "credential_values", Wrong::Warns))
            base.credentials.emplace(*name, values);
        else
            reader.warning(entry, "an entry of credential_list needs 'credential_name' and 'credential_values'");
    }
}

/// Callbacks are told of once each; `prometheus` asks for what is at /metrics anyway.
void readCallbacks(YamlReader &reader, const SharedSections &sections)
{
    for (const char *name :
         {"callbacks", "success_callback", "failure_callback", "service_callback", "service_callbacks"}) {
        const YAML::Node list = sections.find(name, Section::Library);
        if (isIdle(list) || list.IsMap())
            continue;
        const auto tell = [&](const YAML::Node &one) {
            if (one.IsScalar() && one.Scalar() != "prometheus" && !one.Scalar().empty())
                reader.warning(one, "'" + std::string(name) + "' names " + one.Scalar() + ", which is not called");
        };
        if (list.IsScalar())
            tell(list);
        for (const YAML::Node &one : list)
            tell(one);
    }
}

std::optional<Duration> readBudgetWindow(YamlReader &reader, const YAML::Node &holder)
{
    const auto window = reader.text(holder, "budget_duration");
    if (!window)
        return std::nullopt;
    const YAML::Node at = holder["budget_duration"];
    if (withoutSpaces(*window).empty() || saysNoLimit(*window) || foldedName(*window) == "never") {
        reader.warning(at, "'budget_duration' is '" + at.Scalar() + "': the budget never begins anew");
        return std::nullopt;
    }
    const auto parsed = Duration::parse(plainDuration(*window));
    if (!parsed)
        reader.error(at, "'budget_duration' must look like 30s, 24h, 7d, 1mo or monthly, not '" + at.Scalar() + "'");
    return parsed;
}

void readBudget(YamlReader &reader, const SharedSections &sections, FileConfig &config)
{
    config.organisationBudget = reader.money(sections.holding("max_budget", Section::Library), "max_budget");
    if (config.organisationBudget && *config.organisationBudget == Money())
        config.organisationBudget.reset(); // LiteLLM's word for no limit
    config.organisationWindow = readBudgetWindow(reader, sections.holding("budget_duration", Section::Library));
    const char *const kStatus = "budget_exceeded_status_code";
    const YAML::Node status = sections.holding(kStatus, Section::Library);
    if (const auto code = reader.integer(status, kStatus, 400, 499, Wrong::Warns)) {
        // 400 is for clients that cannot read a 422: LiteLLM's own library with drop_params makes no error of it at
        // all.
        if (*code == 400 || *code == 402 || *code == 422 || *code == 429)
            config.gateway.budgetExceededStatus = static_cast<int>(*code);
        else
            reader.warning(static_cast<const YAML::Node &>(status)[kStatus],
                           "'budget_exceeded_status_code' is 400, 402, 422 or 429");
    }
}

} // namespace

DeploymentBase readBase(YamlReader &reader, const SharedSections &sections, const YAML::Node &root)
{
    DeploymentBase base;
    base.total = seconds(reader, sections, {{"timeout", Section::Router}, {"request_timeout", Section::Library}});
    const auto stream = seconds(reader, sections, {{"stream_timeout", Section::Router}});
    base.firstByte = seconds(reader, sections, {{"ttft_timeout", Section::Router}});
    base.idle = seconds(reader, sections, {{"stream_idle_timeout", Section::Router}});
    if (!base.firstByte)
        base.firstByte = stream;
    if (!base.idle)
        base.idle = stream;
    for (const auto &[name, home] : {std::pair("default_max_parallel_requests", Section::Router),
                                     std::pair("max_parallel_requests", Section::General)}) {
        const auto most = reader.limit(sections.holding(name, home), name, 0, 1'000'000);
        if (most && *most > 0 && !base.maxParallel)
            base.maxParallel = static_cast<int>(*most);
    }
    base.address = reader.text(sections.holding("api_base", Section::Library), "api_base").value_or("");
    while (base.address.ends_with('/'))
        base.address.pop_back();
    base.dropUnsupported =
        reader.flag(sections.holding("drop_params", Section::Library), "drop_params", Wrong::Warns).value_or(false);
    const char *const kDrop = "additional_drop_params";
    base.drop = reader.texts(sections.holding(kDrop, Section::Library), kDrop, Wrong::Warns);
    if (const YAML::Node defaults = sections.find("default_litellm_params", Section::Router);
        defaults && reader.isMap(defaults, "default_litellm_params", Wrong::Warns))
        base.params.reset(defaults);
    readCredentials(reader, root["credential_list"], base);
    return base;
}

void readGeneral(YamlReader &reader, const SharedSections &sections, FileConfig &config)
{
    const YAML::Node holder = sections.holding("master_key", Section::General);
    auto key = reader.text(holder, "master_key", Wrong::Warns);
    if (!key)
        key = reader.environment.own("LITELLM_MASTER_KEY");
    if (key && !key->empty()) {
        if (const YAML::Node at = sections.find("master_key", Section::General); at && !key->starts_with("sk-"))
            reader.warning(at, "'master_key' should begin with sk-, as keys do");
        config.masterKey = Secret(std::move(*key));
    }
    const auto megabytes = [&](const char *name) {
        return reader.limit(sections.holding(name, Section::General), name, 1, 1024);
    };
    if (const auto size = megabytes("max_request_size_mb"))
        config.limits.body = static_cast<std::size_t>(*size) * 1024 * 1024;
    if (const auto size = megabytes("max_response_size_mb"))
        config.gateway.maxAnswerBytes = static_cast<std::size_t>(*size) * 1024 * 1024;
    config.jsonLogs =
        reader.flag(sections.holding("json_logs", Section::Library), "json_logs", Wrong::Warns).value_or(false);
    readBudget(reader, sections, config);
    readCallbacks(reader, sections);
}

namespace {

constexpr std::array<std::string_view, 5> kUserFields = {"user_id", "models", "max_budget", "budget_duration",
                                                         "display_name"};

/// Whether `name` is `field` in another spelling, and not another limit.
bool isSpelling(std::string_view name, std::string_view field)
{
    const std::string folded = foldedName(name), wanted = foldedName(field);
    return folded == wanted || folded == wanted + 's' || folded + 's' == wanted;
}

/// A limit that is not kept must not be forgotten; other fields that are not known are only told.
void refuseForgottenLimits(YamlReader &reader, const YAML::Node &user)
{
    for (const auto &field : user) {
        const std::string name = field.first.Scalar();
        const bool known = std::find(kUserFields.begin(), kUserFields.end(), name) != kUserFields.end();
        const bool given = std::any_of(kUserFields.begin(), kUserFields.end(), [&](std::string_view one) {
            return isSpelling(name, one) && user[std::string(one)] && !user[std::string(one)].IsNull();
        }); // then that one holds
        if (!known && !given && looksLimiting(name) && !field.second.IsNull())
            reader.error(field.first, "'" + name + "' limits a user, and is not kept; leave it out");
    }
}

} // namespace

void readUsers(YamlReader &reader, const YAML::Node &list, FileConfig &config)
{
    if (!reader.isList(list, "user_access"))
        return;
    std::set<std::string> seen;
    for (const YAML::Node &entry : list) {
        if (!reader.isMap(entry, "an entry of user_access"))
            continue;
        reader.checkKeys(entry, "user_access",
                         {kUserFields[0], kUserFields[1], kUserFields[2], kUserFields[3], kUserFields[4]});
        refuseForgottenLimits(reader, entry);
        UserAccess user;
        user.userId = reader.text(entry, "user_id").value_or("");
        if (user.userId.empty())
            reader.error(entry, "an entry of user_access needs 'user_id'");
        else if (!seen.insert(user.userId).second)
            reader.error(entry, "user '" + user.userId + "' stands twice in user_access");
        user.models = reader.texts(entry, "models");
        user.maxBudget = reader.money(entry, "max_budget");
        user.budgetWindow = readBudgetWindow(reader, entry);
        user.displayName = reader.text(entry, "display_name", Wrong::Warns).value_or("");
        config.users.push_back(std::move(user));
    }
}

} // namespace ostiary
