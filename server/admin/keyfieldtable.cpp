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

// Limits that LiteLLM also reads from a key's metadata, or that people put there; anything else is a note.
constexpr std::string_view kLimitsInMetadata[] = {"allowed_passthrough_routes",
                                                  "allowed_cache_controls",
                                                  "enforced_params",
                                                  "guardrails",
                                                  "mcp_rpm_limit",
                                                  "model_max_budget",
                                                  "model_rpm_limit",
                                                  "model_tpm_limit",
                                                  "policies",
                                                  "prompts",
                                                  "tag_rpm_limit",
                                                  "temp_budget_increase",
                                                  "temp_budget_expiry",
                                                  "allowed_ips",
                                                  "ip_allowlist",
                                                  "ip_whitelist",
                                                  "allowed_cidrs",
                                                  "blocked_ips",
                                                  "allowed_routes",
                                                  "allowed_models",
                                                  "blocked_models",
                                                  "max_budget",
                                                  "budget_duration",
                                                  "budget_id",
                                                  "budget_limits",
                                                  "rpm_limit",
                                                  "tpm_limit",
                                                  "tpd_limit",
                                                  "rpd_limit",
                                                  "max_requests",
                                                  "max_tokens_limit",
                                                  "max_parallel_requests",
                                                  "max_concurrency",
                                                  "object_permission"};

/// What to do instead of a field of no table, by a part of its name.
constexpr std::pair<std::string_view, std::string_view> kInstead[] = {
    {"concurr", "give 'max_parallel_requests'"},
    {"parallel", "give 'max_parallel_requests'"},
    {"rout", "give 'allowed_routes'"},
    {"endpoint", "give 'allowed_routes'"},
    {"path", "give 'allowed_routes'"},
    {"activ", "give 'blocked'"},
    {"abled", "give 'blocked'"},
    {"suspend", "give 'blocked'"},
    {"revok", "give 'blocked'"},
    {"expir", "give 'duration'"},
    {"until", "give 'duration'"},
    {"ttl", "give 'duration'"},
    {"lifetime", "give 'duration'"},
    {"model", "give 'models'"},
    {"budget", "give 'max_budget' and 'budget_duration'"},
    {"spend", "give 'max_budget' and 'budget_duration'"},
    {"rpm", "give 'rpm_limit'"},
    {"tpm", "give 'tpm_limit'"},
    {"ip", "where a key is used from is not looked at here"},
    {"cidr", "where a key is used from is not looked at here"},
    {"host", "where a key is used from is not looked at here"},
};

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

std::string_view insteadOf(std::string_view name)
{
    const std::string folded = foldedName(name);
    const auto found = std::find_if(std::begin(kInstead), std::end(kInstead),
                                    [&](const auto &each) { return folded.find(each.first) != std::string::npos; });
    return found == std::end(kInstead) ? std::string_view() : found->second;
}

/// The row, or own word, that a name of no table is probably meant for: spelt in another way, or a letter or two away.
std::string_view nearestKnown(std::string_view name)
{
    const std::string folded = foldedName(name);
    std::string_view nearest;
    std::size_t least = folded.size() < 4 ? 1 : folded.size() < 9 ? 2 : 3;
    const auto look = [&](std::string_view known) {
        if (const std::size_t away = lettersApart(folded, foldedName(known)); away < least) {
            least = away;
            nearest = known;
        }
    };
    for (const KeyField &field : kFields)
        look(field.name);
    std::for_each(std::begin(kOwnWords), std::end(kOwnWords), look);
    return nearest;
}

bool limitsNothing(const QJsonValue &value, SwitchSense sense)
{
    if (value.isBool())
        return sense == SwitchSense::Permits ? value.toBool() : sense == SwitchSense::Forbids && !value.toBool();
    if (value.isArray()) {
        const QJsonArray list = value.toArray();
        return std::all_of(list.begin(), list.end(), [&](const QJsonValue &one) { return limitsNothing(one, sense); });
    }
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        return std::all_of(object.begin(), object.end(),
                           [&](const QJsonValue &one) { return limitsNothing(one, sense); });
    }
    return saysNothing(value);
}

/// 400 when a field of no table limits, or is probably one that does.
Status judgeByName(const std::string &name, const QJsonValue &value)
{
    const std::string_view nearest = nearestKnown(name);
    const KeyField *near = findField(nearest);
    if (looksLimiting(name)) {
        if (!limitsNothing(value, senseOf(name)))
            return notHonoured(name, nearest.empty() ? std::string(insteadOf(name))
                                                     : "did you mean '" + std::string(nearest) + "'?");
    } else if (!nearest.empty() && !(near && near->use == kHarmless) && !saysNothing(value)) {
        return notHonoured(name, "did you mean '" + std::string(nearest) + "'?");
    }
    return Done{};
}

Status judgeMetadata(const QJsonObject &metadata, const std::string &path)
{
    for (auto it = metadata.begin(); it != metadata.end(); ++it) {
        const std::string at = path + "." + it.key().toStdString(), folded = foldedName(it.key().toStdString());
        const auto limit = std::find_if(std::begin(kLimitsInMetadata), std::end(kLimitsInMetadata),
                                        [&](std::string_view name) { return foldedName(name) == folded; });
        if (limit != std::end(kLimitsInMetadata)) {
            const KeyField *field = findField(*limit);
            if (!saysNothing(it.value()))
                return notHonoured(at, !field                    ? insteadOf(*limit)
                                       : field->use == kHonoured ? "give it beside 'metadata'"
                                                                 : field->instead);
        } else if (it.value().isObject()) {
            if (Status inner = judgeMetadata(it.value().toObject(), at); !inner)
                return inner;
        }
    }
    return Done{};
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
        if (!field) {
            if (Status judged = judgeByName(name, it.value()); !judged)
                return judged.error();
        }
        // LiteLLM's own default of `spend`, which clients that write every field send.
        const bool nothing = saysNothing(it.value()) || (name == "spend" && isNew && it.value().toDouble(1) == 0);
        if (field && field->use == KeyFieldUse::Limiting && !nothing)
            return notHonoured(name, field->instead);
        if (!field || field->use != KeyFieldUse::Honoured)
            harmless.push_back(name);
    }
    if (Status metadata = judgeMetadata(body[QLatin1String("metadata")].toObject(), "metadata"); !metadata)
        return metadata.error();
    return harmless;
}

} // namespace ostiary
