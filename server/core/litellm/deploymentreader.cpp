// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/deploymentreader.h"

#include "server/core/litellm/paramrules.h"
#include "server/core/litellm/sections.h"
#include "server/core/litellm/yamltree.h"
#include "server/core/pricereader.h"

#include <algorithm>

namespace ostiary {

namespace {

constexpr std::int64_t kMostRetries = 20;

std::optional<std::chrono::milliseconds> seconds(YamlReader &reader, const YAML::Node &map,
                                                 std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        if (const auto ms = reader.milliseconds(map, name, Wrong::Warns); ms && *ms > 0)
            return std::chrono::milliseconds(*ms);
    }
    return std::nullopt;
}

/// Whether `name` is meant as an address: with it lost, the key would go to the provider's own host.
bool isMeantAsAddress(std::string_view name)
{
    constexpr std::string_view kWords[] = {
        "apibase",    "apibaseurl", "baseurl",       "baseapi",   "base",          "url",          "apiurl",
        "apibaseuri", "baseuri",    "uri",           "endpoint",  "apiendpoint",   "endpointurl",  "apihost",
        "host",       "hosturl",    "azureendpoint", "serverurl", "openaiapibase", "openaibaseurl"};
    std::string plain;
    for (const char c : name) {
        if (c != '_' && c != '-' && c != '.' && c != ' ')
            plain += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    if (std::find(std::begin(kWords), std::end(kWords), plain) != std::end(kWords))
        return true;
    const std::string_view near = nearestSetting(name, {Section::Params});
    return near == "api_base" || near == "base_url";
}

void readAddress(YamlReader &reader, const YAML::Node &params, Deployment &deployment)
{
    if (const auto key = reader.text(params, "api_key", Wrong::Warns))
        deployment.apiKey = Secret(*key);
    for (const char *name : {"base_url", "api_base"}) {
        auto base = reader.text(params, name, Wrong::Warns);
        if (!base || base->empty())
            continue;
        while (base->ends_with('/'))
            base->pop_back();
        deployment.baseUrl = *base;
    }
    const auto text = [&](const char *name) { return reader.text(params, name, Wrong::Warns).value_or(""); };
    deployment.apiVersion = text("api_version");
    deployment.bearerToken = Secret(text("azure_ad_token"));
    deployment.login.tenantId = text("tenant_id");
    deployment.login.clientId = text("client_id");
    deployment.login.clientSecret = Secret(text("client_secret"));
    deployment.login.scope = text("azure_scope");
}

void readHeaders(YamlReader &reader, const YAML::Node &params, Deployment &deployment)
{
    if (const auto organisation = reader.text(params, "organization", Wrong::Warns))
        deployment.extraHeaders.emplace_back("OpenAI-Organization", *organisation);
    for (const char *name : {"headers", "extra_headers"}) {
        const YAML::Node headers = params[name];
        if (!reader.isMap(headers, name, Wrong::Warns))
            continue;
        for (const auto &header : headers) {
            const std::string field = header.first.Scalar();
            if (const auto value = reader.value(header.second, name, Wrong::Warns))
                deployment.extraHeaders.emplace_back(field, *value);
        }
    }
}

WhyNot readLimits(YamlReader &reader, const YAML::Node &params, const DeploymentBase &base, Deployment &deployment)
{
    const auto rpm = reader.limit(params, "rpm", 0, 100'000'000);
    const auto tpm = reader.limit(params, "tpm", 0, std::int64_t(1) << 50);
    if ((rpm && *rpm == 0) || (tpm && *tpm == 0))
        return {"its limit of requests or tokens is 0", Reason::LimitZero};
    if (rpm)
        deployment.rpmLimit = static_cast<int>(*rpm);
    deployment.tpmLimit = tpm;
    deployment.maxParallel = base.maxParallel;
    const auto parallel = reader.limit(params, "max_parallel_requests", 0, 1'000'000);
    if (parallel && *parallel > 0)
        deployment.maxParallel = static_cast<int>(*parallel);
    else if (parallel) // as in LiteLLM
        reader.warning(params["max_parallel_requests"], "'max_parallel_requests' is 0, which counts as not given");
    deployment.weight = deployment.rpmLimit.value_or(1); // as LiteLLM does: shares follow the limits
    return {};
}

void readTagPatterns(YamlReader &reader, const YAML::Node &params, Deployment &deployment)
{
    for (const std::string &text : reader.texts(params, "tag_regex", Wrong::Warns)) {
        QRegularExpression pattern(QString::fromStdString(text));
        if (pattern.isValid()) {
            pattern.optimize();
            deployment.tagPatterns.push_back(std::move(pattern));
        } else {
            reader.warning(params["tag_regex"], "'" + text + "' in 'tag_regex' is no pattern and is left out: " +
                                                    pattern.errorString().toStdString());
        }
    }
}

void readRouting(YamlReader &reader, const YAML::Node &params, const DeploymentBase &base, Deployment &deployment)
{
    if (const auto order = reader.integer(params, "order", -1'000'000, 1'000'000, Wrong::Warns))
        deployment.order = static_cast<int>(*order);
    for (const char *name : {"max_retries", "num_retries"}) {
        if (const auto retries = reader.integer(params, name, 0, 1'000'000, Wrong::Warns))
            deployment.retries = static_cast<int>(std::min(*retries, kMostRetries));
    }
    deployment.cooldownMs = reader.milliseconds(params, "cooldown_time", Wrong::Warns);
    deployment.tags = reader.texts(params, "tags", Wrong::Warns);
    readTagPatterns(reader, params, deployment);
    deployment.region = reader.text(params, "region_name", Wrong::Warns).value_or("");
    const auto stream = seconds(reader, params, {"stream_timeout"});
    const auto first = [](auto... choices) {
        std::optional<std::chrono::milliseconds> out;
        ((out = out ? out : choices), ...);
        return out;
    };
    Deadlines &to = deployment.deadlines;
    to.total = first(seconds(reader, params, {"timeout", "request_timeout"}), base.total).value_or(to.total);
    to.firstByte = first(seconds(reader, params, {"ttft_timeout"}), stream, base.firstByte).value_or(to.firstByte);
    to.idle = first(seconds(reader, params, {"stream_idle_timeout"}), stream, base.idle).value_or(to.idle);
}

} // namespace

WhyNot wrongAddress(const YAML::Node &params, const YAML::Node &beside)
{
    bool given = false;
    for (const char *name : {"api_base", "base_url"}) {
        const YAML::Node value = params[name];
        if (!value || value.IsNull())
            continue;
        if (!value.IsScalar())
            return {"'" + std::string(name) + "' must be a single value", Reason::SingleValueWanted, {{"field", name}}};
        given = given || !value.Scalar().empty();
    }
    for (const YAML::Node &map : {params, beside}) {
        for (const auto &entry : map) {
            const std::string name = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
            if (!given && !isIdle(entry.second) && !findSetting(Section::Params, name) && isMeantAsAddress(name))
                return {"'" + name + "' is unknown; did you mean 'api_base'?",
                        Reason::FieldMisspelt,
                        {{"field", name}, {"meant", "api_base"}}};
        }
    }
    return {};
}

WhyNot readParams(YamlReader &reader, const YAML::Node &params, const DeploymentBase &base, Deployment &deployment)
{
    if (const auto mock = params["mock_response"]; !isTextless(mock))
        return {"'mock_response' is not spoken, and the real model would be called",
                Reason::SettingNotKept,
                {{"field", "mock_response"}}};
    if (const auto key = params["api_key"]; key && !key.IsNull() && !key.IsScalar())
        return {"'api_key' must be a single value", Reason::SingleValueWanted, {{"field", "api_key"}}};
    readAddress(reader, params, deployment);
    if (deployment.baseUrl.empty())
        deployment.baseUrl = base.address;
    if (WhyNot why = readLimits(reader, params, base, deployment); !why.empty())
        return why;
    readHeaders(reader, params, deployment);
    readRouting(reader, params, base, deployment);
    deployment.params.dropUnsupported = base.dropUnsupported;
    deployment.params.drop = base.drop;
    readParamRules(reader, params, deployment.params);
    deployment.price = readPrices(reader, params);
    return {};
}

WhyNot readInfo(YamlReader &reader, const YAML::Node &info, Deployment &deployment)
{
    if (!reader.isMap(info, "model_info", Wrong::Warns))
        return {};
    if (const auto id = reader.text(info, "id", Wrong::Warns))
        deployment.id = *id;
    deployment.baseModel = reader.text(info, "base_model", Wrong::Warns).value_or("");
    deployment.tagFiltering = reader.flag(info, "enable_tag_filtering");
    if (const auto mode = reader.text(info, "mode", Wrong::Warns))
        deployment.mode = *mode; // an embedding's price is whole without the output's
    deployment.price = readPrices(reader, info, deployment.price);
    if (!isOff(info["blocked"]))
        return {"'model_info.blocked' pauses it", Reason::EntryPaused, {{"field", "model_info.blocked"}}};
    if (!isTextless(info["team_id"]))
        return {"'model_info.team_id' gives it to one team, and teams are not told apart yet",
                Reason::SettingNotKept,
                {{"field", "model_info.team_id"}}};
    if (!isIdle(info["access_windows"]))
        return {"'model_info.access_windows' gives it hours, which are not kept yet",
                Reason::SettingNotKept,
                {{"field", "model_info.access_windows"}}};
    if (const auto places = reader.texts(info, "supported_environments", Wrong::Warns); !places.empty()) {
        const std::string here = reader.environment.find("LITELLM_ENVIRONMENT").value_or("");
        if (std::find(places.begin(), places.end(), here) == places.end())
            return {"LITELLM_ENVIRONMENT is none of its 'supported_environments'",
                    Reason::OtherEnvironment,
                    {{"field", "supported_environments"}, {"variable", "LITELLM_ENVIRONMENT"}}};
    }
    return {};
}

} // namespace ostiary
