// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/setting.h"

namespace ostiary {

namespace {

using enum Support;

constexpr Setting kInfo[] = {
    {"id", Honoured, "the stable id of the deployment"},
    {"mode", Honoured, "chat, completion, embedding …; a chat with a model for embeddings is refused"},
    {"base_model", Honoured, "whose price and limits count"},
    {"max_tokens", Honoured, "like `max_output_tokens` where that is not given"},
    {"max_output_tokens", Honoured, ""},
    {"max_input_tokens", Honoured, ""},
    {"input_cost_per_token", Honoured, "as in litellm_params"},
    {"output_cost_per_token", Honoured, "as in litellm_params"},
    {"cache_read_input_token_cost", Honoured, "as in litellm_params"},
    {"cache_creation_input_token_cost", Honoured, "as in litellm_params"},
    {"cache_creation_input_token_cost_above_1hr", Honoured, "as in litellm_params"},
    {"output_cost_per_reasoning_token", Honoured, "as in litellm_params"},
    {"input_cost_per_audio_token", Honoured, "as in litellm_params"},
    {"output_cost_per_audio_token", Honoured, "as in litellm_params"},
    {"input_cost_per_image_token", Honoured, "as in litellm_params"},
    {"output_cost_per_image_token", Honoured, "as in litellm_params"},
    {"input_cost_per_image", Honoured, "as in litellm_params"},
    {"output_cost_per_image", Honoured, "as in litellm_params"},
    {"input_cost_per_request", Honoured, "as in litellm_params"},
    {"input_cost_per_query", Honoured, "as in litellm_params"},
    {"input_cost_per_second", Honoured, "as in litellm_params"},
    {"output_cost_per_second", Honoured, "as in litellm_params"},
    {"tiered_pricing", Honoured, "as in litellm_params"},
    {"prices with `_above_128k_tokens`", Honoured, "as in litellm_params"},
    {"supported_environments", Honoured, "the entry is offered where LITELLM_ENVIRONMENT is one of them"},
    {"blocked", Honoured, "such an entry is not offered"},
    {"team_id", Partly, "such an entry is not offered, because it is one team's only"},
    {"access_windows", Partly, "such an entry is not offered, because it has hours"},
    {"access_groups", NotYet, "a key names the models themselves"},
    {"discoverable", NotYet, "every model that can be called is listed"},
    {"disable_background_health_check", Meaningless, "providers are judged by the requests they get"},
    {"health_check_timeout", Meaningless, "providers are judged by the requests they get"},
    {"health_check_model", Meaningless, "providers are judged by the requests they get"},
    {"tier", NotYet, ""},
    {"team_public_model_name", NotYet, ""},
    {"enable_tag_filtering", Honoured, "for its model, before the router's; one entry is enough"},
    {"allow_fail_open", NotYet, "tags that leave no deployment refuse the request"},
    {"ptu_count", NotYet, "capacity that is paid by the hour is not priced"},
    {"cost_per_ptu_per_hour", NotYet, "capacity that is paid by the hour is not priced"},
    {"anything else", Meaningless, "a place for notes, as in LiteLLM"},
};

} // namespace

std::span<const Setting> infoSettings()
{
    return kInfo;
}

} // namespace ostiary
