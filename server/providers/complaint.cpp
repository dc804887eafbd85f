// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/complaint.h"

#include <algorithm>
#include <span>
#include <string>

namespace ostiary {

namespace {

struct Sign
{
    ProviderComplaint complaint;
    std::string_view text; ///< lower case
};

using C = ProviderComplaint;

// From the providers' documentation of errors; whole words of code, type or status.
constexpr Sign kCodes[] = {
    {C::ContextLength, "context_length_exceeded"},
    {C::ContextLength, "exceed_context_size_error"}, // llama.cpp
    {C::ContextLength, "context_window_exceeded"},
    {C::ContextLength, "model_context_window_exceeded"},
    {C::ContextLength, "tokens_limit_reached"}, // GitHub Models
    {C::ContextLength, "max_tokens_exceeded"},
    {C::ContextLength, "model_max_prompt_tokens_exceeded"}, // GitHub Copilot
    {C::ContextLength, "prompt_too_long"},
    {C::ContextLength, "input_too_long"},
    {C::ContextLength, "context_length"},
    {C::ContentPolicy, "content_filter"}, // Azure
    {C::ContentPolicy, "content_policy_violation"},
    {C::ContentPolicy, "content_policy"},
    {C::ContentPolicy, "responsibleaipolicyviolation"}, // Azure, inner error
    {C::ContentPolicy, "moderation_blocked"},
    {C::ContentPolicy, "invalid_prompt"},         // OpenAI: flagged
    {C::ContentPolicy, "data_inspection_failed"}, // DashScope
    {C::ContentPolicy, "datainspectionfailed"},
    {C::ContentPolicy, "prohibited_content"}, // Gemini
    {C::ContentPolicy, "content_moderation"},
    {C::ContentPolicy, "sensitivecontentdetected"}, // Volcengine
    {C::ContentPolicy, "inputtextsensitivecontentdetected"},
    {C::QuotaSpent, "insufficient_quota"},
    {C::QuotaSpent, "insufficient_user_quota"}, // New API
    {C::QuotaSpent, "billing_hard_limit_reached"},
    {C::QuotaSpent, "billing_not_active"},
    {C::QuotaSpent, "billing_error"}, // Anthropic
    {C::QuotaSpent, "insufficient_balance"},
    {C::QuotaSpent, "insufficient_credits"},
    {C::QuotaSpent, "insufficient_funds"},
    {C::QuotaSpent, "credit_balance_too_low"},
    {C::QuotaSpent, "exceeded_current_quota_error"}, // Moonshot
    {C::QuotaSpent, "arrearage"},                    // DashScope
    {C::QuotaSpent, "accountoverdueerror"},          // Volcengine
    {C::QuotaSpent, "payment_required"},
    {C::QuotaSpent, "spend_limit_exceeded"},
};

// What they say where no code tells.
constexpr Sign kSentences[] = {
    {C::ContextLength, "maximum context length"},               // OpenAI, vLLM, DeepSeek, OpenRouter, Mistral
    {C::ContextLength, "exceeds the context window"},           // OpenAI
    {C::ContextLength, "context window exceeds"},               // MiniMax
    {C::ContextLength, "exceed context limit"},                 // Anthropic
    {C::ContextLength, "prompt is too long"},                   // Anthropic, Fireworks
    {C::ContextLength, "input is too long"},                    // Bedrock
    {C::ContextLength, "too many input tokens"},                // Bedrock
    {C::ContextLength, "exceeds the maximum number of tokens"}, // Gemini
    {C::ContextLength, "maximum prompt length"},                // xAI
    {C::ContextLength, "maximum model length"},                 // vLLM
    {C::ContextLength, "max model length"},                     // vLLM
    {C::ContextLength, "max_model_len"},                        // vLLM
    {C::ContextLength, "available context size"},               // llama.cpp
    {C::ContextLength, "exceeds context size"},                 // llama.cpp
    {C::ContextLength, "exceeds the context length"},           // Ollama
    {C::ContextLength, "exceeds maximum context"},              // Ollama
    {C::ContextLength, "longer than the model's context"},      // Together
    {C::ContextLength, "longer than the context length"},       // SGLang
    {C::ContextLength, "greater than the context length"},      // LM Studio
    {C::ContextLength, "context the overflows"},                // LM Studio
    {C::ContextLength, "`inputs` tokens + `max_new_tokens`"},   // TGI
    {C::ContextLength, "`inputs` must have less than"},         // TGI
    {C::ContextLength, "reduce the length of the messages"},    // OpenAI, Groq, Cerebras
    {C::ContextLength, "too many tokens: "},                    // Cohere
    {C::ContextLength, "tokens in the prompt cannot exceed"},   // Cohere
    {C::ContextLength, "too large for model with"},             // Mistral
    {C::ContextLength, "maximum input length"},                 // OpenAI's embeddings
    {C::ContextLength, "exceeded model token limit"},           // Moonshot
    {C::ContextLength, "input token length too long"},          // Moonshot
    {C::ContextLength, "range of input length should be"},      // DashScope
    {C::ContextLength, "prompt exceeds max length"},            // Z.ai
    {C::ContextLength, "exceed max message tokens"},            // Volcengine
    {C::ContextLength, "cannot exceed the total tokens limit"}, // watsonx
    {C::ContextLength, "context length exceeded"},
    {C::ContextLength, "context window exceeded"},
    {C::ContentPolicy, "content management policy"},  // Azure
    {C::ContentPolicy, "content filtering policy"},   // Anthropic
    {C::ContentPolicy, "our safety system"},          // OpenAI
    {C::ContentPolicy, "violating our usage policy"}, // OpenAI
    {C::ContentPolicy, "violates our usage polic"},
    {C::ContentPolicy, "your input was flagged"},               // OpenRouter
    {C::ContentPolicy, "content exists risk"},                  // DeepSeek
    {C::ContentPolicy, "inappropriate content"},                // DashScope
    {C::ContentPolicy, "new_sensitive"},                        // MiniMax
    {C::ContentPolicy, "content violates usage guidelines"},    // xAI
    {C::QuotaSpent, "credit balance is too low"},               // Anthropic
    {C::QuotaSpent, "reached your specified api usage limits"}, // Anthropic
    {C::QuotaSpent, "insufficient balance"},                    // DeepSeek, Z.ai, MiniMax
    {C::QuotaSpent, "insufficient credits"},                    // OpenRouter
    {C::QuotaSpent, "requires more credits"},                   // OpenRouter
    {C::QuotaSpent, "used all available credits"},              // xAI
    {C::QuotaSpent, "run out of credits"},
    {C::QuotaSpent, "billing hard limit"},          // OpenAI
    {C::QuotaSpent, "exceeded your current quota"}, // OpenAI
};

bool hasWord(std::string_view words, std::string_view word)
{
    for (std::size_t at = 0; (at = words.find(word, at)) != std::string_view::npos; at += word.size()) {
        const std::size_t end = at + word.size();
        if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' '))
            return true;
    }
    return false;
}

std::string lowerCase(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

} // namespace

ProviderComplaint complaintOf(int status, std::string_view codes, std::string_view message)
{
    const std::string words = lowerCase(codes);
    for (const Sign &sign : kCodes) {
        if (hasWord(words, sign.text))
            return sign.complaint;
    }
    if (status == 402)
        return ProviderComplaint::QuotaSpent;
    const std::string said = lowerCase(message);
    // Limits by the minute speak of requests that are too large, and Gemini's of a quota.
    const bool passing = said.find("per min") != std::string::npos || said.find("retry in") != std::string::npos ||
                         said.find("per day") != std::string::npos || hasWord(words, "resource_exhausted");
    for (const Sign &sign : kSentences) {
        if (said.find(sign.text) == std::string::npos)
            continue;
        if (sign.complaint == ProviderComplaint::QuotaSpent ? !passing : status != 429)
            return sign.complaint;
    }
    return ProviderComplaint::None;
}

} // namespace ostiary
