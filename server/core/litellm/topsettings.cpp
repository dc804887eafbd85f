// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/setting.h"

namespace ostiary {

namespace {

using enum Support;

constexpr Setting kTop[] = {
    {"model_list", Honoured, "the models and where each can be called"},
    {"litellm_settings", Honoured, "see below"},
    {"router_settings", Honoured, "see below"},
    {"general_settings", Honoured, "see below"},
    {"environment_variables", Honoured,
     "seen by `os.environ/` and as keys of providers; given to no other program, and no way to providers"},
    {"include", Honoured, "files relative to this one; lists are joined, other sections are replaced"},
    {"credential_list", Honoured, "for `litellm_credential_name`"},
    {"user_access", Honoured, "Ostiary's own: models and budgets of users"},
    {"ostiary", Honoured, "Ostiary's own, see operations.md"},
    {"guardrails", Guarded, "no guardrail is called yet"},
    {"policies", Guarded, "they attach guardrails, and none is called yet"},
    {"policy_attachments", Guarded, "they attach guardrails, and none is called yet"},
    {"mcp_servers", NotYet, ""},
    {"mcp_tools", NotYet, ""},
    {"agents", NotYet, ""},
    {"agent_list", NotYet, ""},
    {"prompts", NotYet, "prompt management"},
    {"search_tools", NotYet, ""},
    {"vector_store_registry", NotYet, ""},
    {"callback_settings", NotYet, ""},
    {"files_settings", NotYet, "files are not served"},
    {"finetune_settings", NotYet, "fine-tuning is not served"},
    {"batch_settings", NotYet, "batches are not served"},
    {"assistant_settings", NotYet, "assistants are not served"},
    {"default_team_settings", NotYet, "teams have no callbacks of their own"},
    {"worker_registry", NotYet, ""},
    {"model_group_settings", NotYet, ""},
    {"access_groups", NotYet, "a key names the models themselves"},
    {"tool_list", NotYet, ""},
    {"sandbox_tools", NotYet, ""},
};

constexpr Setting kEntry[] = {
    {"model_name", Honoured, "the name clients ask for; `*` in it makes a pattern"},
    {"litellm_params", Honoured, "see below"},
    {"model_info", Honoured, "see below"},
    {"tpm", Honoured, "also in litellm_params"},
    {"rpm", Honoured, "also in litellm_params"},
    {"model_id", Honoured, "like `model_info.id`"},
};
} // namespace

std::span<const Setting> topSettings()
{
    return kTop;
}

std::span<const Setting> entrySettings()
{
    return kEntry;
}

} // namespace ostiary
