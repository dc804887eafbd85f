// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/setting.h"

namespace ostiary {

namespace {

using enum Support;

constexpr Setting kRouter[] = {
    {"routing_strategy", Partly, "`simple-shuffle` by weight; the other strategies choose by weight too"},
    {"num_retries", Honoured, "further attempts after the first, at most 20"},
    {"max_retries", Honoured, "read as `num_retries` where that is not given"},
    {"retry_after", Honoured, "the least pause before the same place is asked again"},
    {"retry_policy", Honoured, "retries by class of error"},
    {"model_group_retry_policy", Honoured, "the same for one model"},
    {"timeout", Honoured, "seconds for a whole answer"},
    {"stream_timeout", Honoured, "of streams: seconds to the first byte and between two parts"},
    {"ttft_timeout", Honoured, "of streams: seconds to the first byte"},
    {"stream_idle_timeout", Honoured, "of streams: seconds between two parts"},
    {"allowed_fails", Honoured, "failures within a minute before a deployment rests"},
    {"allowed_fails_policy", Honoured, "the same by class of error"},
    {"cooldown_time", Honoured, "seconds a deployment rests"},
    {"disable_cooldowns", Honoured, ""},
    {"fallbacks", Honoured, "other models when a model fails; `*` stands for all"},
    {"default_fallbacks", Honoured, "for models without fallbacks of their own"},
    {"context_window_fallbacks", Honoured, "where a request goes that is too long for its model"},
    {"content_policy_fallbacks", Honoured, "where a request goes that a content filter refused"},
    {"max_fallbacks", NotYet, "every fallback that is named is tried"},
    {"enable_weighted_failover", Meaningless, "a failed attempt always goes on to another deployment by weight"},
    {"model_group_alias", Honoured, "with `hidden`"},
    {"default_max_parallel_requests", Honoured, "calls at once of a deployment that has no number of its own"},
    {"default_litellm_params", Honoured, "settings of deployments that do not give them"},
    {"weights", NotYet, "set `weight` in litellm_params"},
    {"provider_budget_config", Guarded, "budgets of providers do not exist yet"},
    {"guardrail_list", Guarded, "no guardrail is called yet"},
    {"enable_pre_call_check", NotYet, "a request that is too long is known by the provider's answer"},
    {"enable_pre_call_checks", NotYet, "a request that is too long is known by the provider's answer"},
    {"optional_pre_call_checks", NotYet, "budgets and limits of deployments are always checked"},
    {"enable_tag_filtering", Honoured, "a request's tags choose among a model's deployments, see operations.md"},
    {"tag_filtering_match_any", Honoured, "`false`: a deployment needs all tags of the request"},
    {"tag_routing_prefix", Honoured, "goes before tags that are meant for routing and is taken off"},
    {"routing_strategy_args", NotYet, ""},
    {"routing_groups", NotYet, ""},
    {"deployment_affinity_ttl_seconds", NotYet, ""},
    {"model_group_affinity_config", NotYet, ""},
    {"keepalive_seconds", NotYet, "no pings are sent in a silent stream"},
    {"allow_client_keepalive_override", NotYet, ""},
    {"cache_responses", NotYet, "answers are not cached"},
    {"caching_groups", NotYet, "answers are not cached"},
    {"cache_kwargs", Meaningless, "there is no Redis"},
    {"redis_host", Meaningless, "there is no Redis"},
    {"redis_port", Meaningless, "there is no Redis"},
    {"redis_password", Meaningless, "there is no Redis"},
    {"redis_url", Meaningless, "there is no Redis"},
    {"redis_db", Meaningless, "there is no Redis"},
    {"redis_ssl", Meaningless, "there is no Redis"},
    {"client_ttl", Meaningless, "connections are pooled by themselves"},
    {"set_verbose", Meaningless, "QT_LOGGING_RULES chooses what is logged"},
    {"debug_level", Meaningless, "QT_LOGGING_RULES chooses what is logged"},
    {"alerting_config", NotYet, ""},
    {"assistants_config", NotYet, "assistants are not served"},
    {"default_priority", NotYet, "requests have no priorities"},
    {"polling_interval", Meaningless, "there is no queue that is polled"},
    {"router_general_settings", Meaningless, "about LiteLLM's own library"},
    {"ignore_invalid_deployments", Meaningless, "a deployment that cannot be used never stops the others"},
    {"search_tools", NotYet, ""},
    {"fallback_access_check", Meaningless, "for programs, not for files; a key's models hold for fallbacks as well"},
    {"fallback_budget_check", Meaningless, "for programs, not for files; budgets hold for fallbacks as well"},
    {"auto_router_capability_limit", Meaningless, "for programs, not for files"},
};
} // namespace

std::span<const Setting> routerSettings()
{
    return kRouter;
}

} // namespace ostiary
