// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/keyfieldtable.h"

#include "models/domain/plainname.h"

#include <QJsonArray>

#include <algorithm>

namespace ostiary {

namespace {

constexpr auto kHonoured = KeyFieldUse::Honoured;
constexpr auto kHarmless = KeyFieldUse::Harmless;
constexpr auto kLimiting = KeyFieldUse::Limiting;

constexpr std::string_view kNoGuardrails = "there are no guardrails here yet";
constexpr std::string_view kByKey = "limits hold for the whole key here";
constexpr std::string_view kNoTools = "the surface that it is about does not exist here yet";

// LiteLLM's GenerateKeyRequest, UpdateKeyRequest and RegenerateKeyRequest, and what its answers hold and scripts send
// back.
constexpr KeyField kFields[] = {
    {"access_group_ids", kLimiting, "name the models in 'models'"},
    {"agent_id", kLimiting, "agents have no limits here; use 'metadata'"},
    {"aliases", kLimiting, "a key has no names of its own for models; use router_settings.model_group_alias"},
    {"allowed_cache_controls", kLimiting, "there is no cache here yet"},
    {"allowed_passthrough_routes", kLimiting, "use 'allowed_routes'"},
    {"allowed_routes", kHonoured, ""},
    {"allowed_vector_store_indexes", kLimiting, kNoTools},
    {"auto_rotate", kLimiting, "give the key a 'duration', or rotate it"},
    {"blocked", kHonoured, ""},
    {"budget_duration", kHonoured, ""},
    {"budget_fallbacks", kHarmless, ""},
    {"budget_id", kLimiting, "there are no shared budgets here; give 'max_budget' and 'budget_duration'"},
    {"budget_limits", kLimiting, "a key has one budget here; give 'max_budget' and 'budget_duration'"},
    {"config", kLimiting, "a key has no configuration of its own here"},
    {"created_at", kHarmless, ""},
    {"created_by", kHarmless, ""},
    {"default_estimated_output_tokens", kHarmless, ""},
    {"default_estimated_output_tokens_per_model", kHarmless, ""},
    {"denied_passthrough_routes", kLimiting, "use 'allowed_routes'"},
    {"disable_global_guardrails", kHarmless, ""},
    {"duration", kHonoured, ""},
    {"enable_prompt_caching", kHarmless, ""},
    {"end_user_budget_id", kLimiting, "end users have no budgets here yet"},
    {"enforced_params", kLimiting, "parameters of requests are not enforced here yet"},
    {"expires", kLimiting, "give 'duration'"},
    {"grace_period", kHonoured, ""},
    {"guardrails", kLimiting, kNoGuardrails},
    {"key", kHonoured, ""},
    {"key_alias", kHonoured, ""},
    {"key_name", kHarmless, ""},
    {"key_type", kHonoured, ""},
    {"litellm_budget_table", kLimiting, "give 'max_budget' and 'budget_duration'"},
    {"max_budget", kHonoured, ""},
    {"max_parallel_requests", kHonoured, ""},
    {"mcp_rpm_limit", kLimiting, kNoTools},
    {"metadata", kHonoured, ""},
    {"model_max_budget", kLimiting, kByKey},
    {"model_rpm_limit", kLimiting, kByKey},
    {"model_tpm_limit", kLimiting, kByKey},
    {"models", kHonoured, ""},
    {"new_key", kHonoured, ""},
    {"new_master_key", kLimiting, "the master key is set where the gateway runs"},
    {"object_permission", kLimiting, kNoTools},
    {"organization_id", kLimiting, "there is one organisation here; its budget is set in the configuration"},
    {"permissions", kLimiting, "use 'models' and 'allowed_routes'"},
    {"policies", kLimiting, kNoGuardrails},
    {"project_id", kLimiting, "projects have no limits here; use 'metadata'"},
    {"prompts", kLimiting, kNoTools},
    {"rotation_interval", kHarmless, ""},
    {"router_settings", kHarmless, ""},
    {"rpm_limit", kHonoured, ""},
    {"rpm_limit_type", kHarmless, ""},
    {"send_invite_email", kHarmless, ""},
    {"soft_budget", kHonoured, ""},
    {"spend", kLimiting, "what a key has spent is what the ledger says; raise 'max_budget' or make a new key"},
    {"tag_rpm_limit", kLimiting, kByKey},
    {"tags", kHonoured, ""},
    {"team_id", kHonoured, ""},
    {"temp_budget_expiry", kLimiting, "give 'max_budget'"},
    {"temp_budget_increase", kLimiting, "give 'max_budget'"},
    {"throttle_on_budget_exceeded", kHarmless, ""},
    {"token", kHarmless, ""},
    {"token_id", kHarmless, ""},
    {"tpd_limit", kLimiting, "give 'tpm_limit'"},
    {"tpm_limit", kHonoured, ""},
    {"tpm_limit_type", kHarmless, ""},
    {"updated_at", kHarmless, ""},
    {"updated_by", kHarmless, ""},
    {"user_id", kHonoured, ""},
};

// The same in the admin API's own words.
constexpr std::string_view kOwnWords[] = {"alias", "max_budget_usd", "soft_budget_usd"};

// Limits that LiteLLM also reads from a key's metadata, where anything else is a note.
constexpr std::string_view kReadFromMetadata[] = {"allowed_passthrough_routes",
                                                  "enforced_params",
                                                  "guardrails",
                                                  "mcp_rpm_limit",
                                                  "model_max_budget",
                                                  "model_rpm_limit",
                                                  "model_tpm_limit",
                                                  "policies",
                                                  "prompts",
                                                  "tag_rpm_limit"};

const KeyField *findField(std::string_view name)
{
    const auto found =
        std::find_if(std::begin(kFields), std::end(kFields), [&](const KeyField &field) { return field.name == name; });
    return found == std::end(kFields) ? nullptr : found;
}

GatewayError notHonoured(const std::string &field, std::string_view instead)
{
    std::string words = "'" + field +
                        "' limits what a key may do, and Ostiary does not keep that limit, so it is "
                        "refused instead of being forgotten";
    if (!instead.empty())
        words += "; " + std::string(instead);
    return GatewayError::make(ErrorCode::BadRequest, std::move(words), field)
        .because(Reason::FieldNotHonoured, {{"field", field}});
}

} // namespace

std::span<const KeyField> keyFields()
{
    return kFields;
}

bool saysNothing(const QJsonValue &value)
{
    if (value.isArray()) {
        const QJsonArray list = value.toArray();
        return std::all_of(list.begin(), list.end(), [](const QJsonValue &one) { return saysNothing(one); });
    }
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        return std::all_of(object.begin(), object.end(), [](const QJsonValue &one) { return saysNothing(one); });
    }
    return value.isNull() || value.isUndefined() || (value.isBool() && !value.toBool()) ||
           (value.isString() && value.toString().isEmpty());
}

Result<std::vector<std::string>> harmlessKeyFields(const QJsonObject &body, bool isNew)
{
    std::vector<std::string> harmless;
    for (auto it = body.begin(); it != body.end(); ++it) {
        const std::string name = it.key().toStdString();
        if (std::find(std::begin(kOwnWords), std::end(kOwnWords), name) != std::end(kOwnWords))
            continue;
        const KeyField *field = findField(name);
        const KeyFieldUse use = field                 ? field->use
                                : looksLimiting(name) ? KeyFieldUse::Limiting
                                                      : KeyFieldUse::Harmless;
        // LiteLLM's own default of `spend`, which clients that write every field send.
        const bool nothing = saysNothing(it.value()) || (name == "spend" && isNew && it.value().toDouble(1) == 0);
        if (use == KeyFieldUse::Limiting && !nothing)
            return notHonoured(name, field ? field->instead : std::string_view());
        if (use != KeyFieldUse::Honoured)
            harmless.push_back(name);
    }
    const QJsonObject metadata = body[QLatin1String("metadata")].toObject();
    for (const std::string_view name : kReadFromMetadata) {
        const QString at = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
        if (!saysNothing(metadata[at]))
            return notHonoured("metadata." + std::string(name), findField(name)->instead);
    }
    return harmless;
}

} // namespace ostiary
