// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/parametertable.h"

#include <algorithm>

namespace ostiary {

namespace {

// Sources: each provider's API reference, and what its servers answer to a parameter they do not take.

/// What belongs to OpenAI's platform rather than to a model: servers that check names refuse all of it.
constexpr std::string_view kPlatform[] = {"store",
                                          "metadata",
                                          "service_tier",
                                          "prediction",
                                          "modalities",
                                          "audio",
                                          "web_search_options",
                                          "safety_identifier",
                                          "prompt_cache_key",
                                          "prompt_cache_retention",
                                          "prompt_cache_options",
                                          "moderation",
                                          "verbosity"};

struct Row
{
    std::string_view provider;
    std::string_view model;      ///< a part of the model's name; empty: all of them
    std::string_view parameters; ///< separated by blanks; `*platform` stands for those above
    bool refusesNull = false;
};

constexpr Row kRows[] = {
    {"anthropic", "",
     "n logit_bias functions function_call logprobs top_logprobs presence_penalty frequency_penalty seed *platform"},
    {"mistral", "", "logit_bias logprobs top_logprobs user functions function_call seed stream_options *platform",
     true},
    {"codestral", "", "logit_bias logprobs top_logprobs user functions function_call seed stream_options *platform",
     true},
    {"groq", "", "logit_bias logprobs top_logprobs prediction modalities audio moderation verbosity"},
    {"xai", "", "functions function_call web_search_options"},
    {"xai", "grok-4", "presence_penalty frequency_penalty stop"},
    {"xai", "grok-code", "presence_penalty frequency_penalty stop"},
    {"xai", "grok-3-mini", "presence_penalty frequency_penalty stop"},
    {"deepseek", "", "logit_bias n functions function_call parallel_tool_calls seed user *platform"},
    {"deepseek", "reasoner", "logprobs top_logprobs"},
    {"perplexity", "",
     "tools tool_choice parallel_tool_calls functions function_call logit_bias logprobs top_logprobs n seed stop user "
     "store metadata service_tier prediction modalities audio"},
    {"cerebras", "", "frequency_penalty presence_penalty logit_bias n functions function_call *platform"},
    {"fireworks_ai", "", "functions function_call *platform"},
    {"sambanova", "",
     "frequency_penalty presence_penalty logit_bias logprobs top_logprobs n seed user functions function_call "
     "*platform"},
    {"nvidia_nim", "", "logit_bias n user logprobs top_logprobs functions function_call *platform"},
    {"gemini", "",
     "logit_bias logprobs top_logprobs functions function_call parallel_tool_calls user store metadata service_tier "
     "prediction safety_identifier prompt_cache_key prompt_cache_retention verbosity"},
    {"cohere", "", "n logit_bias logprobs top_logprobs functions function_call parallel_tool_calls user *platform"},
    {"cohere_chat", "",
     "n logit_bias logprobs top_logprobs functions function_call parallel_tool_calls user *platform"},
    {"ai21_chat", "", "logit_bias logprobs top_logprobs frequency_penalty presence_penalty user seed *platform"},
    {"ai21", "", "logit_bias logprobs top_logprobs frequency_penalty presence_penalty user seed *platform"},
};

constexpr std::string_view kOfReasoningModels =
    "temperature top_p presence_penalty frequency_penalty logprobs top_logprobs logit_bias";

/// Where the parameters of a text request end and those of embeddings begin, every name is in one list.
constexpr std::string_view kText[] = {
    "temperature",
    "top_p",
    "n",
    "best_of",
    "stop",
    "max_tokens",
    "seed",
    "presence_penalty",
    "frequency_penalty",
    "logit_bias",
    "logprobs",
    "top_logprobs",
    "response_format",
    "tools",
    "tool_choice",
    "parallel_tool_calls",
    "functions",
    "function_call",
    "reasoning_effort",
    "echo",
    "suffix",
    "stream",
    "stream_options",
    "max_completion_tokens",
    "messages",
    "prompt",
};
constexpr std::string_view kOther[] = {"model", "user", "input", "dimensions", "encoding_format"};

/// LiteLLM's own fields beside those that begin with `litellm_`.
constexpr std::string_view kForGateway[] = {
    "tags",
    "cache",
    "caching",
    "no-log",
    "no_log",
    "api_key",
    "api_base",
    "base_url",
    "fallbacks",
    "api_version",
    "drop_params",
    "num_retries",
    "user_config",
    "deployment_id",
    "secret_fields",
    "fastest_response",
    "preset_cache_key",
    "complete_response",
    "disable_fallbacks",
    "use_litellm_proxy",
    "custom_prompt_dict",
    "custom_llm_provider",
    "proxy_server_request",
    "allowed_openai_params",
    "additional_drop_params",
    "context_window_fallback_dict",
};

bool holds(std::string_view list, std::string_view name)
{
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t end = std::min(list.find(' ', at), list.size());
        const std::string_view word = list.substr(at, end - at);
        if (word == name ||
            (word == "*platform" && std::find(std::begin(kPlatform), std::end(kPlatform), name) != std::end(kPlatform)))
            return true;
        at = end + 1;
    }
    return false;
}

/// Who serves OpenAI's own models as OpenAI does.
bool isOpenAi(std::string_view provider)
{
    constexpr std::string_view kNames[] = {"openai",     "azure",  "azure_ai",      "text-completion-openai",
                                           "azure_text", "github", "aiohttp_openai"};
    return std::find(std::begin(kNames), std::end(kNames), provider) != std::end(kNames);
}

/// o1, o3-mini, o4-…, gpt-5…, with or without `openai/` or another folder before it; not the chat models of that age.
bool isReasoningModel(std::string_view model)
{
    model = model.substr(model.rfind('/') + 1);
    if (model.starts_with("gpt-5"))
        return model.find("chat") == std::string_view::npos;
    return model.size() >= 2 && model[0] == 'o' && model[1] >= '1' && model[1] <= '9' &&
           (model.size() == 2 || model[2] == '-');
}

} // namespace

bool isRefused(std::string_view provider, std::string_view upstreamModel, std::string_view parameter)
{
    if (isOpenAi(provider))
        return isReasoningModel(upstreamModel) && holds(kOfReasoningModels, parameter);
    return std::any_of(std::begin(kRows), std::end(kRows), [&](const Row &row) {
        return row.provider == provider && upstreamModel.find(row.model) != std::string_view::npos &&
               holds(row.parameters, parameter);
    });
}

bool refusesNull(std::string_view provider)
{
    return std::any_of(std::begin(kRows), std::end(kRows),
                       [&](const Row &row) { return row.provider == provider && row.refusesNull; });
}

bool refusesMaxTokens(std::string_view provider, std::string_view upstreamModel)
{
    return isOpenAi(provider) && isReasoningModel(upstreamModel);
}

bool isForGateway(std::string_view name)
{
    return name.starts_with("litellm_") ||
           std::find(std::begin(kForGateway), std::end(kForGateway), name) != std::end(kForGateway);
}

bool isTextParameter(std::string_view name)
{
    return std::find(std::begin(kText), std::end(kText), name) != std::end(kText) ||
           std::find(std::begin(kPlatform), std::end(kPlatform), name) != std::end(kPlatform);
}

bool isOpenAiParameter(std::string_view name)
{
    return isTextParameter(name) || std::find(std::begin(kOther), std::end(kOther), name) != std::end(kOther);
}

} // namespace ostiary
