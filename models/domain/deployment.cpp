// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/deployment.h"

#include <algorithm>
#include <array>

namespace ostiary {

namespace {

// Addresses and variables: each provider's own documentation; prefixes: LiteLLM's.
constexpr std::array kPresets = {
    ProviderPreset{"sim", Dialect::OpenAi, "", "", "Simulator", "", true},
    ProviderPreset{"openai", Dialect::OpenAi, "https://api.openai.com/v1", "OPENAI_API_KEY", "OpenAI", "sk-", false},
    ProviderPreset{"anthropic", Dialect::Anthropic, "https://api.anthropic.com/v1", "ANTHROPIC_API_KEY", "Anthropic",
                   "sk-ant-", false},
    ProviderPreset{"openrouter", Dialect::OpenAi, "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY", "OpenRouter",
                   "sk-or-", false},
    ProviderPreset{"mistral", Dialect::OpenAi, "https://api.mistral.ai/v1", "MISTRAL_API_KEY", "Mistral", "", false},
    ProviderPreset{"groq", Dialect::OpenAi, "https://api.groq.com/openai/v1", "GROQ_API_KEY", "Groq", "gsk_", false},
    ProviderPreset{"deepseek", Dialect::OpenAi, "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY", "DeepSeek", "",
                   false},
    ProviderPreset{"together_ai", Dialect::OpenAi, "https://api.together.xyz/v1", "TOGETHERAI_API_KEY", "Together AI",
                   "tgp_", false},
    ProviderPreset{"fireworks_ai", Dialect::OpenAi, "https://api.fireworks.ai/inference/v1", "FIREWORKS_API_KEY",
                   "Fireworks AI", "fw_", false},
    ProviderPreset{"xai", Dialect::OpenAi, "https://api.x.ai/v1", "XAI_API_KEY", "xAI", "xai-", false},
    ProviderPreset{"perplexity", Dialect::OpenAi, "https://api.perplexity.ai", "PERPLEXITYAI_API_KEY", "Perplexity",
                   "pplx-", false},
    ProviderPreset{"cerebras", Dialect::OpenAi, "https://api.cerebras.ai/v1", "CEREBRAS_API_KEY", "Cerebras", "csk-",
                   false},
    ProviderPreset{"ollama", Dialect::OpenAi, "http://127.0.0.1:11434/v1", "", "Ollama", "", true},
    ProviderPreset{"ollama_chat", Dialect::OpenAi, "http://127.0.0.1:11434/v1", "", "", "", true},
    ProviderPreset{"vllm", Dialect::OpenAi, "http://127.0.0.1:8000/v1", "", "vLLM", "", true},
    ProviderPreset{"hosted_vllm", Dialect::OpenAi, "http://127.0.0.1:8000/v1", "", "", "", true},
    ProviderPreset{"llamacpp", Dialect::OpenAi, "http://127.0.0.1:8080/v1", "", "llama.cpp", "", true},
    ProviderPreset{"lm_studio", Dialect::OpenAi, "http://127.0.0.1:1234/v1", "", "LM Studio", "", true},
    ProviderPreset{"custom_openai", Dialect::OpenAi, "", "", "", "", false},
    ProviderPreset{"openai_like", Dialect::OpenAi, "", "", "OpenAI-compatible server", "", false},
    ProviderPreset{"text-completion-openai", Dialect::OpenAi, "https://api.openai.com/v1", "OPENAI_API_KEY", "", "",
                   false},
};

constexpr std::array kUnsupported = {
    std::string_view("azure"),       std::string_view("azure_ai"),       std::string_view("bedrock"),
    std::string_view("vertex_ai"),   std::string_view("gemini"),         std::string_view("cohere"),
    std::string_view("cohere_chat"), std::string_view("sagemaker"),      std::string_view("huggingface"),
    std::string_view("replicate"),   std::string_view("databricks"),     std::string_view("watsonx"),
    std::string_view("ai21"),        std::string_view("cloudflare"),     std::string_view("voyage"),
    std::string_view("jina_ai"),     std::string_view("predibase"),      std::string_view("palm"),
    std::string_view("nvidia_nim"),  std::string_view("sambanova"),      std::string_view("deepinfra"),
    std::string_view("github"),      std::string_view("github_copilot"), std::string_view("anyscale"),
};

} // namespace

std::string_view nameOf(Origin origin)
{
    switch (origin) {
    case Origin::BuiltIn:
        return "builtin";
    case Origin::Environment:
        return "environment";
    case Origin::File:
        return "file";
    case Origin::Store:
        return "store";
    }
    return "store";
}

const ProviderPreset *findPreset(std::string_view prefix)
{
    const auto found = std::find_if(kPresets.begin(), kPresets.end(), [&](const auto &p) { return p.name == prefix; });
    return found == kPresets.end() ? nullptr : &*found;
}

std::span<const ProviderPreset> providerPresets()
{
    return kPresets;
}

bool isKnownUnsupportedProvider(std::string_view prefix)
{
    return std::find(kUnsupported.begin(), kUnsupported.end(), prefix) != kUnsupported.end();
}

} // namespace ostiary
