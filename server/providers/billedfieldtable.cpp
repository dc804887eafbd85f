// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/billedfieldtable.h"

#include "models/domain/plainname.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace ostiary {

namespace {

// Sources: the API references and price pages of the providers named; without a name: OpenAI's, and what servers that
// speak its dialect add.

/// Names, separated by blanks.
struct Row
{
    BillEffect effect;
    std::string_view names;
    std::string_view instead = {};
};

constexpr Row kRows[] = {
    {BillEffect::NothingAtTop, "model messages prompt input max_tokens max_completion_tokens min_tokens n best_of "
                               "stream stream_options tools"},
    {BillEffect::Nothing,
     "temperature top_p stop seed presence_penalty frequency_penalty logit_bias logprobs top_logprobs response_format "
     "tool_choice parallel_tool_calls functions function_call reasoning_effort verbosity echo suffix user dimensions "
     "encoding_format input_type truncate store metadata safety_identifier moderation prompt_cache_key "
     "prompt_cache_retention prompt_cache_options cache_control prompt_cache user_security_context effort "
     "reasoning_summary"},
    // vLLM, SGLang, llama.cpp, Ollama: how tokens are chosen and shown; all of them are counted and limited
    {BillEffect::Nothing,
     "top_k min_p top_a typical_p typical tfs tfs_z repetition_penalty repeat_penalty repeat_last_n penalize_nl "
     "length_penalty early_stopping use_beam_search ignore_eos stop_token_ids bad_words include_stop_str_in_output "
     "skip_special_tokens spaces_between_special_tokens add_special_tokens add_generation_prompt "
     "continue_final_message truncate_prompt_tokens prompt_logprobs return_tokens_as_token_ids return_token_ids "
     "allowed_token_ids detokenize guided_json guided_regex guided_choice guided_grammar guided_decoding_backend "
     "guided_whitespace_pattern structured_outputs grammar json_schema regex ebnf chat_template_kwargs "
     "mirostat mirostat_tau mirostat_eta dynatemp_range dynatemp_exponent xtc_probability xtc_threshold dry_multiplier "
     "dry_base dry_allowed_length dry_sequence_breakers dry_penalty_last_n samplers n_probs min_keep n_keep "
     "cache_prompt id_slot post_sampling_probs return_tokens timings_per_token keep_alive format think raw "
     "separate_reasoning stream_reasoning do_sample request_id user_id cache_salt"},
    // LiteLLM, Open WebUI: what gateways and their clients tell each other
    {BillEffect::Nothing, "cache merge_reasoning_content_in_choices background_tasks model_item context_window"},
    // Mistral, Groq, OpenRouter, Together, Fireworks, Perplexity, Alibaba, Cohere: without a price of their own
    {BillEffect::Nothing,
     "safe_prompt random_seed prompt_mode include_reasoning reasoning_format reasoning_split return_reasoning "
     "reasoning_history clear_thinking tool_stream documents citation_options citation_quality enable_citations "
     "return_citations disable_tool_validation transforms usage session_id trace perf_metrics_in_response raw_output "
     "prompt_truncate_len context_length_exceeded_behavior prompt_cache_isolation_key enable_thinking result_format "
     "vl_high_resolution_images incremental_output translation_options strict_tools disable_search search_mode "
     "search_domain_filter search_language_filter search_recency_filter search_after_date_filter "
     "search_before_date_filter last_updated_after_filter last_updated_before_filter return_images "
     "return_related_questions image_domain_filter image_format_filter language_preference "
     "enable_search_classifier prompt_cache_max_len thinking_level"},
    // OpenRouter: wishes about who answers that bound the price or keep data private
    {BillEffect::Nothing, "data_collection zdr require_parameters max_price enforce_distillable_text"},
    {BillEffect::Thinking, "thinking thinking_budget thinking_config thinking_token_budget reasoning "
                           "reasoning_budget reasoning_tokens max_thinking_tokens max_reasoning_tokens"},
    {BillEffect::Prediction, "prediction speculation"},
    {BillEffect::UnseenInput, "cached_content previous_response_id previous_interaction_id conversation "
                              "conversation_id thread_id chat_template context_id mm_processor_kwargs media_io_kwargs"},
    {BillEffect::Modalities, "modalities response_modalities output_modalities"},
    {BillEffect::Sound, "audio speech_config voice audio_config", "ask for text"},
    {BillEffect::Tier, "service_tier speed", "use 'default' or 'flex', or leave it out"},
    {BillEffect::Inside, "extra_body google vertex anthropic options parameters generation_config inference_config "
                         "output_config"},
    {BillEffect::Inside, "provider", "name what shall answer in 'model'"},
    {BillEffect::Unpriced, "order only ignore sort allow_fallbacks quantizations", "name what shall answer in 'model'"},
    {BillEffect::OtherLimit,
     "max_output_tokens max_new_tokens max_tokens_to_sample max_tokens_to_generate max_length max_gen_len max_gen_toks "
     "maximum_tokens n_predict num_predict max_output_length output_len response_length",
     "use 'max_tokens'"},
    {BillEffect::Unpriced,
     "num_return_sequences num_generations num_responses num_completions n_best "
     "candidate_count num_candidates",
     "use 'n'"},
    // OpenRouter and gateways: who answers, and at whose price
    {BillEffect::Unpriced,
     "models route preset fallbacks fallback_models context_window_fallbacks content_policy_fallbacks "
     "context_window_fallback_dict model_list specific_deployment safety_model api_base base_url api_key "
     "custom_llm_provider inference_geo region priority extra_headers extra_query",
     "name what shall answer in 'model'"},
    // tools that the provider runs itself
    {BillEffect::Unpriced,
     "web_search_options web_search enable_search search_options search_parameters search_settings live_search "
     "online plugins data_sources code_interpreter enable_code_interpreter code_execution file_search file_ids "
     "vector_store_ids tool_resources mcp_servers servers connectors container compound_custom agent agents agent_id "
     "bot_id knowledge_base knowledge_bases retrieval grounding url_context google_search image_config "
     "image_generation "
     "computer_use context_management",
     "use tools of the type 'function'"},
};

const auto &rowsByName()
{
    static const auto rows = [] {
        std::unordered_map<std::string, BilledField> out;
        for (const Row &row : kRows) {
            for (std::size_t at = 0; at < row.names.size();) {
                const std::size_t end = std::min(row.names.find(' ', at), row.names.size());
                const std::string_view name = row.names.substr(at, end - at);
                if (!name.empty())
                    out.try_emplace(foldedName(name), BilledField{name, row.effect, row.instead});
                at = end + 1;
            }
        }
        return out;
    }();
    return rows;
}

} // namespace

const BilledField *findBilledField(std::string_view folded)
{
    const auto found = rowsByName().find(std::string(folded));
    return found == rowsByName().end() ? nullptr : &found->second;
}

bool looksBilled(std::string_view folded)
{
    // What takes something away makes nothing dearer.
    for (const std::string_view less : {"disable", "exclude", "without"}) {
        if (folded.starts_with(less))
            return false;
    }
    constexpr std::array kParts = {
        "tool",  "plugin",  "connector", "agent",  "mcp",    "search",   "brows", "crawl",   "retriev",  "ground",
        "web",   "url",     "tier",      "priori", "speed",  "fast",     "turbo", "model",   "provider", "fallback",
        "rout",  "engine",  "voice",     "speech", "audio",  "image",    "video", "modalit", "think",    "reason",
        "token", "length",  "predict",   "sequen", "candid", "beam",     "extra", "header",  "file",     "vector",
        "knowl", "source",  "interpret", "sandb",  "contai", "execut",   "cache", "context", "convers",  "thread",
        "previ", "premium", "boost",     "upgrad", "region", "computer", "effort"};
    return std::any_of(kParts.begin(), kParts.end(),
                       [&](const char *part) { return folded.find(part) != std::string_view::npos; });
}

bool isUsualTier(std::string_view value)
{
    // `auto` is what leaving it out says at OpenAI; `on_demand` is Groq's word, `standard_only` Anthropic's.
    constexpr std::array<std::string_view, 7> kUsual = {"auto", "default",   "standard", "standard_only",
                                                        "flex", "on_demand", "batch"};
    return std::find(kUsual.begin(), kUsual.end(), value) != kUsual.end();
}

} // namespace ostiary
