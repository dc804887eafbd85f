// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/configfile.h"

#include "models/domain/duration.h"
#include "server/core/deploymentdefaults.h"
#include "server/core/ownsection.h"
#include "server/core/yamlreader.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

namespace ostiary {

namespace {

void readParams(YamlReader &reader, const YAML::Node &params, Deployment &deployment)
{
    reader.checkKeys(params, "litellm_params",
                     {"model",
                      "api_key",
                      "api_base",
                      "base_url",
                      "api_version",
                      "rpm",
                      "weight",
                      "timeout",
                      "stream_timeout",
                      "input_cost_per_token",
                      "output_cost_per_token",
                      "cache_read_input_token_cost",
                      "cache_creation_input_token_cost",
                      "extra_headers",
                      "max_parallel_requests",
                      "organization",
                      "custom_llm_provider",
                      "azure_ad_token",
                      "tenant_id",
                      "client_id",
                      "client_secret",
                      "azure_scope"},
                     {"tpm",
                      "order",
                      "tags",
                      "max_retries",
                      "mock_response",
                      "temperature",
                      "top_p",
                      "max_tokens",
                      "max_completion_tokens",
                      "stop",
                      "seed",
                      "stream",
                      "drop_params",
                      "additional_drop_params",
                      "extra_body",
                      "region_name",
                      "litellm_credential_name",
                      "input_cost_per_second",
                      "output_cost_per_second",
                      "aws_access_key_id",
                      "aws_secret_access_key",
                      "aws_region_name",
                      "aws_session_token",
                      "aws_role_name",
                      "aws_session_name",
                      "aws_profile_name",
                      "vertex_project",
                      "vertex_location",
                      "vertex_credentials",
                      "model_info",
                      "use_in_pass_through",
                      "configurable_clientside_auth_params",
                      "max_budget",
                      "budget_duration",
                      "reasoning_effort",
                      "thinking",
                      "response_format",
                      "supports_system_message",
                      "merge_reasoning_content_in_choices",
                      "cooldown_time",
                      "frequency_penalty",
                      "presence_penalty",
                      "num_ctx",
                      "keep_alive",
                      "headers",
                      "cache_control_injection_points",
                      "ssl_verify",
                      "provider"});
    if (const auto key = reader.text(params, "api_key"))
        deployment.apiKey = Secret(*key);
    for (const char *name : {"api_base", "base_url"}) {
        if (auto base = reader.text(params, name)) {
            while (base->ends_with('/'))
                base->pop_back();
            deployment.baseUrl = *base;
        }
    }
    deployment.apiVersion = reader.text(params, "api_version").value_or("");
    deployment.bearerToken = Secret(reader.text(params, "azure_ad_token").value_or(""));
    deployment.login.tenantId = reader.text(params, "tenant_id").value_or("");
    deployment.login.clientId = reader.text(params, "client_id").value_or("");
    deployment.login.clientSecret = Secret(reader.text(params, "client_secret").value_or(""));
    deployment.login.scope = reader.text(params, "azure_scope").value_or("");
    if (const auto rpm = reader.integer(params, "rpm", 1, 100'000'000))
        deployment.rpmLimit = static_cast<int>(*rpm);
    if (const auto parallel = reader.integer(params, "max_parallel_requests", 1, 1'000'000))
        deployment.maxParallel = static_cast<int>(*parallel);
    if (const auto weight = reader.integer(params, "weight", 0, 1'000'000))
        deployment.weight = static_cast<int>(*weight);
    else if (deployment.rpmLimit)
        deployment.weight = *deployment.rpmLimit; // as LiteLLM does: shares follow the limits
    if (const auto timeout = reader.milliseconds(params, "timeout"))
        deployment.deadlines.total = std::chrono::milliseconds(*timeout);
    if (const auto idle = reader.milliseconds(params, "stream_timeout"))
        deployment.deadlines.idle = deployment.deadlines.firstByte = std::chrono::milliseconds(*idle);
    if (const auto organisation = reader.text(params, "organization"))
        deployment.extraHeaders.emplace_back("OpenAI-Organization", *organisation);
    const YAML::Node headers = params["extra_headers"];
    if (reader.isMap(headers, "extra_headers")) {
        for (const auto &header : headers) {
            const std::string name = header.first.Scalar();
            if (const auto value = reader.text(headers, name.c_str()))
                deployment.extraHeaders.emplace_back(name, *value);
        }
    }
    const auto input = reader.picoPrice(params, "input_cost_per_token");
    const auto output = reader.picoPrice(params, "output_cost_per_token");
    if (input || output) {
        auto card = std::make_shared<PriceCard>();
        card->version = kConfigPriceVersion;
        card->inputPico = input.value_or(0);
        card->outputPico = output.value_or(0);
        card->cacheReadPico = reader.picoPrice(params, "cache_read_input_token_cost").value_or(-1);
        card->cacheWritePico = reader.picoPrice(params, "cache_creation_input_token_cost").value_or(-1);
        card->source = "configuration";
        deployment.price = std::move(card);
    }
}

void readInfo(YamlReader &reader, const YAML::Node &info, Deployment &deployment)
{
    if (!reader.isMap(info, "model_info"))
        return;
    // model_info is a place for notes: LiteLLM takes any key there, so only the ones that mean something are read.
    if (const auto id = reader.text(info, "id"))
        deployment.id = *id;
    if (const auto base = reader.text(info, "base_model"))
        deployment.baseModel = *base;
    if (const auto mode = reader.text(info, "mode"))
        deployment.mode = *mode;
    for (const char *name : {"max_output_tokens", "max_tokens"}) {
        if (const auto most = reader.integer(info, name, 1, 100'000'000); most && deployment.maxOutputTokens == 0)
            deployment.maxOutputTokens = *most;
    }
    if (const auto context = reader.integer(info, "max_input_tokens", 1, 1'000'000'000))
        deployment.contextTokens = *context;
    const auto input = reader.picoPrice(info, "input_cost_per_token");
    const auto output = reader.picoPrice(info, "output_cost_per_token");
    if ((input || output) && !deployment.price) {
        auto card = std::make_shared<PriceCard>();
        card->version = kConfigPriceVersion;
        card->inputPico = input.value_or(0);
        card->outputPico = output.value_or(0);
        card->source = "configuration";
        deployment.price = std::move(card);
    }
}

void readModels(YamlReader &reader, const YAML::Node &list, const PriceList &prices, FileConfig &config)
{
    if (!reader.isList(list, "model_list"))
        return;
    std::set<std::string> ids;
    for (const YAML::Node &entry : list) {
        if (!reader.isMap(entry, "an entry of model_list"))
            continue;
        reader.checkKeys(entry, "model_list", {"model_name", "litellm_params", "model_info"}, {});
        Deployment deployment;
        deployment.origin = Origin::File;
        const auto name = reader.text(entry, "model_name");
        const YAML::Node params = entry["litellm_params"];
        if (!name || name->empty()) {
            reader.error(entry, "an entry of model_list needs 'model_name'");
            continue;
        }
        if (!params || !params.IsMap()) {
            reader.error(entry, "model '" + *name + "' needs 'litellm_params' with at least 'model'");
            continue;
        }
        deployment.modelName = *name;
        readParams(reader, params, deployment);
        readInfo(reader, entry["model_info"], deployment);
        const auto model = reader.text(params, "model");
        if (!model || model->empty()) {
            reader.error(params, "model '" + *name + "' needs 'litellm_params.model', for example openai/gpt-4o");
            continue;
        }
        auto made =
            makeDeployments(deployment, *model, reader.text(params, "custom_llm_provider").value_or(""), prices,
                            reader.trusted() ? EnvironmentKeys::ForGivenAddresses : EnvironmentKeys::ForKnownAddresses);
        if (!made) {
            reader.warning(params["model"], "model '" + *name + "' is not offered: " + made.error().publicText);
            continue;
        }
        for (Deployment &ready : made.value()) {
            while (!ids.insert(ready.id).second)
                ready.id += "'"; // two equal entries are two shares of the same deployment
            config.deployments.push_back(std::move(ready));
        }
    }
}

void readFallbacks(YamlReader &reader, const YAML::Node &section, FileConfig &config)
{
    const YAML::Node list = section["fallbacks"];
    if (reader.isList(list, "fallbacks")) {
        for (const YAML::Node &entry : list) {
            if (!reader.isMap(entry, "an entry of fallbacks"))
                continue;
            for (const auto &pair : entry)
                config.rules.fallbacks[pair.first.Scalar()] = reader.texts(entry, pair.first.Scalar().c_str());
        }
    }
    for (std::string &name : reader.texts(section, "default_fallbacks"))
        config.rules.defaultFallbacks.push_back(std::move(name));
}

void readRouter(YamlReader &reader, const YAML::Node &section, FileConfig &config)
{
    if (!reader.isMap(section, "router_settings"))
        return;
    reader.checkKeys(section, "router_settings",
                     {"routing_strategy", "num_retries", "timeout", "stream_timeout", "allowed_fails", "cooldown_time",
                      "fallbacks", "default_fallbacks", "model_group_alias"},
                     {"retry_after",
                      "disable_cooldowns",
                      "retry_policy",
                      "allowed_fails_policy",
                      "context_window_fallbacks",
                      "content_policy_fallbacks",
                      "max_fallbacks",
                      "enable_pre_call_checks",
                      "enable_tag_filtering",
                      "tag_filtering_match_any",
                      "provider_budget_config",
                      "optional_pre_call_checks",
                      "redis_host",
                      "redis_port",
                      "redis_password",
                      "redis_url",
                      "routing_strategy_args",
                      "set_verbose",
                      "debug_level",
                      "client_ttl",
                      "cache_responses",
                      "cache_kwargs",
                      "caching_groups",
                      "model_group_retry_policy",
                      "polling_interval",
                      "default_max_parallel_requests",
                      "default_priority",
                      "assistants_config",
                      "search_tools",
                      "max_retries"});
    if (const auto strategy = reader.text(section, "routing_strategy"); strategy && *strategy != "simple-shuffle")
        reader.warning(section["routing_strategy"],
                       "routing_strategy '" + *strategy +
                           "' is known but not honoured yet; deployments are chosen by weight");
    if (const auto retries = reader.integer(section, "num_retries", 0, 20))
        config.rules.retries = static_cast<int>(*retries);
    if (const auto fails = reader.integer(section, "allowed_fails", 0, 1'000'000))
        config.rules.allowedFails = static_cast<int>(*fails);
    if (const auto rest = reader.milliseconds(section, "cooldown_time"))
        config.rules.cooldownMs = *rest;
    const YAML::Node aliases = section["model_group_alias"];
    if (reader.isMap(aliases, "model_group_alias")) {
        for (const auto &alias : aliases) {
            const std::string name = alias.first.Scalar();
            if (alias.second.IsMap())
                config.rules.aliases[name] = reader.text(alias.second, "model").value_or("");
            else
                config.rules.aliases[name] = reader.text(aliases, name.c_str()).value_or("");
        }
    }
    readFallbacks(reader, section, config);
    const auto total = reader.milliseconds(section, "timeout");
    const auto idle = reader.milliseconds(section, "stream_timeout");
    for (Deployment &deployment : config.deployments) {
        if (total && deployment.deadlines.total == Deadlines().total)
            deployment.deadlines.total = std::chrono::milliseconds(*total);
        if (idle && deployment.deadlines.idle == Deadlines().idle)
            deployment.deadlines.idle = std::chrono::milliseconds(*idle);
    }
}

void readLiteLlm(YamlReader &reader, const YAML::Node &section, FileConfig &config)
{
    if (!reader.isMap(section, "litellm_settings"))
        return;
    reader.checkKeys(
        section, "litellm_settings",
        {"num_retries", "request_timeout", "fallbacks", "default_fallbacks", "max_budget", "budget_duration"},
        {"drop_params",
         "modify_params",
         "callbacks",
         "success_callback",
         "failure_callback",
         "cache",
         "cache_params",
         "max_internal_user_budget",
         "internal_user_budget_duration",
         "default_internal_user_params",
         "default_team_params",
         "default_key_generate_params",
         "upperbound_key_generate_params",
         "key_generation_settings",
         "max_end_user_budget",
         "max_end_user_budget_id",
         "turn_off_message_logging",
         "redact_user_api_key_info",
         "json_logs",
         "set_verbose",
         "cost_discount_config",
         "cost_margin_config",
         "store_audit_logs",
         "prometheus_metrics_config",
         "custom_prometheus_metadata_labels",
         "custom_prometheus_tags",
         "require_auth_for_metrics_endpoint",
         "priority_reservation",
         "ssl_verify",
         "context_window_fallbacks",
         "content_policy_fallbacks",
         "allowed_fails",
         "telemetry",
         "service_callback",
         "langfuse_default_tags",
         "default_team_settings",
         "enable_preview_features",
         "forward_traceparent_to_llm_provider",
         "cache_responses",
         "enable_json_schema_validation",
         "public_model_groups",
         "max_ui_session_budget",
         "force_ipv4",
         "disable_hf_tokenizer_download",
         "aiohttp_trust_env",
         "disable_aiohttp_transport",
         "guardrails",
         "user_url_validation",
         "prometheus_initialize_budget_metrics",
         "modify_response",
         "return_response_headers",
         "max_user_budget",
         "model_alias_map",
         "default_redis_ttl",
         "default_redis_batch_cache_expiry",
         "vertex_project",
         "vertex_location",
         "audit_log_callbacks"});
    if (const auto retries = reader.integer(section, "num_retries", 0, 20))
        config.rules.retries = static_cast<int>(*retries);
    if (const auto timeout = reader.milliseconds(section, "request_timeout")) {
        for (Deployment &deployment : config.deployments) {
            if (deployment.deadlines.total == Deadlines().total)
                deployment.deadlines.total = std::chrono::milliseconds(*timeout);
        }
    }
    config.organisationBudget = reader.money(section, "max_budget");
    if (const auto window = reader.text(section, "budget_duration")) {
        config.organisationWindow = parseDurationSeconds(*window);
        if (!config.organisationWindow)
            reader.error(section["budget_duration"], "'budget_duration' must look like 30s, 24h, 7d or 1mo");
    }
    readFallbacks(reader, section, config);
}

void readGeneral(YamlReader &reader, const YAML::Node &section, FileConfig &config)
{
    if (!reader.isMap(section, "general_settings"))
        return;
    reader.checkKeys(section, "general_settings", {"master_key", "max_request_size_mb"},
                     {"database_url",
                      "database_connection_pool_limit",
                      "database_connection_timeout",
                      "store_model_in_db",
                      "supported_db_objects",
                      "proxy_batch_write_at",
                      "proxy_budget_rescheduler_min_time",
                      "proxy_budget_rescheduler_max_time",
                      "alerting",
                      "alerting_threshold",
                      "alert_types",
                      "alert_to_webhook_url",
                      "alerting_args",
                      "disable_spend_logs",
                      "disable_error_logs",
                      "store_prompts_in_spend_logs",
                      "maximum_spend_logs_retention_period",
                      "maximum_spend_logs_retention_interval",
                      "allow_requests_on_db_unavailable",
                      "enable_jwt_auth",
                      "litellm_jwtauth",
                      "custom_auth",
                      "litellm_key_header_name",
                      "user_header_name",
                      "user_header_mappings",
                      "enforce_user_param",
                      "allowed_routes",
                      "public_routes",
                      "admin_only_routes",
                      "allowed_ips",
                      "max_parallel_requests",
                      "global_max_parallel_requests",
                      "token_rate_limit_type",
                      "pass_through_endpoints",
                      "forward_client_headers_to_llm_api",
                      "always_include_stream_usage",
                      "background_health_checks",
                      "health_check_interval",
                      "health_check_details",
                      "user_api_key_cache_ttl",
                      "fail_closed_budget_enforcement",
                      "disable_budget_reservation",
                      "include_call_id_in_error_body",
                      "ui_access_mode",
                      "completion_model",
                      "disable_master_key_return",
                      "max_response_size_mb",
                      "custom_key_generate",
                      "use_redis_transaction_buffer",
                      "infer_model_from_keys",
                      "key_management_system",
                      "key_management_settings",
                      "master_key_header",
                      "otel",
                      "control_plane_url",
                      "proxy_budget_rescheduler",
                      "allow_user_auth",
                      "custom_sso",
                      "litellm_license",
                      "disable_adding_master_key_hash_to_db"});
    if (auto key = reader.text(section, "master_key")) {
        if (!key->starts_with("sk-"))
            reader.error(section["master_key"], "'master_key' must begin with sk-");
        else
            config.masterKey = Secret(std::move(*key));
    }
    if (const auto size = reader.integer(section, "max_request_size_mb", 1, 1024))
        config.limits.body = static_cast<std::size_t>(*size) * 1024 * 1024;
}

void readUsers(YamlReader &reader, const YAML::Node &list, FileConfig &config)
{
    if (!reader.isList(list, "user_access"))
        return;
    std::set<std::string> seen;
    for (const YAML::Node &entry : list) {
        if (!reader.isMap(entry, "an entry of user_access"))
            continue;
        reader.checkKeys(entry, "user_access", {"user_id", "models", "max_budget"}, {});
        UserAccess user;
        user.userId = reader.text(entry, "user_id").value_or("");
        if (user.userId.empty())
            reader.error(entry, "an entry of user_access needs 'user_id'");
        else if (!seen.insert(user.userId).second)
            reader.error(entry, "user '" + user.userId + "' stands twice in user_access");
        user.models = reader.texts(entry, "models");
        user.maxBudget = reader.money(entry, "max_budget");
        config.users.push_back(std::move(user));
    }
}

void checkReferences(YamlReader &reader, const FileConfig &config)
{
    const auto offered = [&](const std::string &name) {
        return config.rules.aliases.count(name) > 0 ||
               std::any_of(config.deployments.begin(), config.deployments.end(),
                           [&](const Deployment &d) { return wildcardMatch(d.modelName, name); });
    };
    for (const auto &[from, to] : config.rules.fallbacks) {
        for (const std::string &name : to) {
            if (!offered(name))
                reader.warnings.push_back("fallback '" + name + "' of '" + from + "' is no model of model_list");
        }
    }
    for (const Deployment &deployment : config.deployments) {
        if (!deployment.price && !config.defaultPrice && !deployment.isWildcard())
            reader.warnings.push_back("model '" + deployment.modelName + "' (" + deployment.provider + "/" +
                                      deployment.upstreamModel +
                                      ") has no known price: it is refused under a budget and reported as unpriced "
                                      "elsewhere. Set input_cost_per_token and output_cost_per_token");
    }
}

} // namespace

Outcome<FileConfig> readConfigText(const std::string &text, const std::string &name, const PriceList &prices,
                                   Trust trust)
{
    YAML::Node root;
    try {
        root = YAML::Load(text);
    } catch (const YAML::Exception &broken) {
        return name + ":" + std::to_string(broken.mark.line + 1) + ":" + std::to_string(broken.mark.column + 1) + ": " +
               broken.msg;
    }
    YamlReader reader(name);
    if (trust == Trust::Upload)
        reader.distrust();
    FileConfig config;
    if (root.IsNull())
        return name + ": the file is empty; it needs at least model_list";
    if (!root.IsMap())
        return name + ": the file must be a mapping with model_list";
    try {
        reader.checkKeys(
            root, "",
            {"model_list", "router_settings", "litellm_settings", "general_settings", "user_access", "ostiary"},
            {"environment_variables", "guardrails", "credential_list", "mcp_servers", "callback_settings", "include",
             "vector_store_registry", "prompts", "search_tools", "files_settings", "finetune_settings",
             "assistant_settings", "default_team_settings", "mcp_tools", "agents"});
        readModels(reader, root["model_list"], prices, config);
        readLiteLlm(reader, root["litellm_settings"], config);
        readRouter(reader, root["router_settings"], config);
        readGeneral(reader, root["general_settings"], config);
        readUsers(reader, root["user_access"], config);
        readOwnSection(reader, root["ostiary"], config);
        checkReferences(reader, config);
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
    config.warnings = std::move(reader.warnings);
    return config;
}

Outcome<FileConfig> readConfigFile(const std::string &path, const PriceList &prices)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return "cannot read the configuration file " + path + "; does it exist, and may this user read it?";
    std::ostringstream text;
    text << file.rdbuf();
    return readConfigText(text.str(), path, prices);
}

} // namespace ostiary
