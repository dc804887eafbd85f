// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/providerpreset.h"

#include "models/domain/hosts.h"

#include <algorithm>
#include <array>

namespace ostiary {

namespace {

using P = ProviderPreset;
constexpr unsigned kOpenAiLike = P::NewTokenLimit | P::DeveloperRole;

// Prefixes and names of variables: LiteLLM's. Addresses and what the servers take: each provider's own documentation.
// Where a stream that is cut is billed whole: OpenRouter's page on streaming, which may be served by any of them.
constexpr std::array kPresets = {
    P{"sim", "Simulator", "", "", "", P::Known | P::Local},
    P{"openai", "OpenAI", "https://api.openai.com/v1", "OPENAI_API_KEY", "OPENAI_BASE_URL OPENAI_API_BASE",
      P::Known | P::Maker | P::ServesTiers | kOpenAiLike, "sk-"},
    P{"anthropic", "Anthropic", "https://api.anthropic.com/v1", "ANTHROPIC_API_KEY", "ANTHROPIC_API_BASE",
      P::Known | P::Maker | P::Anthropic, "sk-ant-"},
    P{"gemini", "Google Gemini", "https://generativelanguage.googleapis.com/v1beta/openai",
      "GEMINI_API_KEY GOOGLE_API_KEY", "GEMINI_API_BASE GOOGLE_GEMINI_BASE_URL", P::Known | P::Maker | P::BillsAfterCut,
      "AIza"},
    P{"azure", "Azure OpenAI", "", "AZURE_API_KEY AZURE_OPENAI_API_KEY", "AZURE_API_BASE AZURE_OPENAI_ENDPOINT",
      P::Known | P::AzureUrls | P::KeyedByAddress | kOpenAiLike},
    P{"openrouter", "OpenRouter", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY OR_API_KEY",
      "OPENROUTER_API_BASE", P::Known | P::TellsCost | kOpenAiLike | P::BillsAfterCut, "sk-or-"},
    P{"mistral", "Mistral", "https://api.mistral.ai/v1", "MISTRAL_API_KEY", "MISTRAL_API_BASE",
      P::Known | P::Maker | P::NoStreamOptions | P::BillsAfterCut},
    P{"groq", "Groq", "https://api.groq.com/openai/v1", "GROQ_API_KEY", "GROQ_API_BASE",
      P::Known | P::NewTokenLimit | P::BillsAfterCut, "gsk_"},
    P{"deepseek", "DeepSeek", "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY", "DEEPSEEK_API_BASE",
      P::Known | P::Maker},
    P{"xai", "xAI", "https://api.x.ai/v1", "XAI_API_KEY", "XAI_API_BASE", P::Known | P::Maker | P::NewTokenLimit,
      "xai-"},
    P{"together_ai", "Together AI", "https://api.together.xyz/v1",
      "TOGETHERAI_API_KEY TOGETHER_API_KEY TOGETHER_AI_API_KEY TOGETHER_AI_TOKEN", "TOGETHER_AI_API_BASE", P::Known,
      "tgp_"},
    P{"fireworks_ai", "Fireworks AI", "https://api.fireworks.ai/inference/v1",
      "FIREWORKS_API_KEY FIREWORKS_AI_API_KEY FIREWORKSAI_API_KEY FIREWORKS_AI_TOKEN", "FIREWORKS_API_BASE", P::Known,
      "fw_"},
    P{"perplexity", "Perplexity", "https://api.perplexity.ai", "PERPLEXITYAI_API_KEY PERPLEXITY_API_KEY",
      "PERPLEXITY_API_BASE", P::Known | P::Maker | P::TellsCost | P::BillsAfterCut, "pplx-"},
    P{"cerebras", "Cerebras", "https://api.cerebras.ai/v1", "CEREBRAS_API_KEY", "CEREBRAS_API_BASE",
      P::Known | P::NewTokenLimit, "csk-"},
    P{"cohere", "Cohere", "https://api.cohere.ai/compatibility/v1", "COHERE_API_KEY CO_API_KEY", "COHERE_API_BASE",
      P::Known | P::Maker},
    P{"ollama", "Ollama", "http://127.0.0.1:11434/v1", "OLLAMA_API_KEY", "OLLAMA_API_BASE", P::Known | P::Local},
    P{"vllm", "vLLM", "http://127.0.0.1:8000/v1", "HOSTED_VLLM_API_KEY", "HOSTED_VLLM_API_BASE", P::Known | P::Local},
    P{"llamacpp", "llama.cpp", "http://127.0.0.1:8080/v1", "", "", P::Known | P::Local},
    P{"lm_studio", "LM Studio", "http://127.0.0.1:1234/v1", "LM_STUDIO_API_KEY", "LM_STUDIO_API_BASE",
      P::Known | P::Local},
    P{"openai_like", "OpenAI-compatible server", "", "", "", P::Known},

    P{"abliteration", "Abliteration", "https://api.abliteration.ai/v1", "ABLITERATION_API_KEY", "", 0},
    P{"ai21", "AI21", "https://api.ai21.com/studio/v1", "AI21_API_KEY", "AI21_API_BASE", P::Maker | P::BillsAfterCut},
    P{"aihubmix", "AIHubMix", "https://aihubmix.com/v1", "AIHUBMIX_API_KEY", "AIHUBMIX_API_BASE", 0},
    P{"aiml", "AI/ML API", "https://api.aimlapi.com/v2", "AIML_API_KEY", "AIML_API_BASE", 0},
    P{"amazon_nova", "Amazon Nova", "https://api.nova.amazon.com/v1", "AMAZON_NOVA_API_KEY", "", P::Maker},
    P{"anyscale", "Anyscale", "https://api.endpoints.anyscale.com/v1", "ANYSCALE_API_KEY", "ANYSCALE_API_BASE", 0},
    P{"apertis", "Apertis", "https://api.stima.tech/v1", "STIMA_API_KEY", "", 0},
    P{"assemblyai", "AssemblyAI", "https://llm-gateway.assemblyai.com/v1", "ASSEMBLYAI_API_KEY", "", 0},
    P{"azure_ai", "Azure AI Foundry", "", "AZURE_AI_API_KEY AZURE_API_KEY", "AZURE_AI_API_BASE",
      P::AzureUrls | P::KeyedByAddress},
    P{"baseten", "Baseten", "https://inference.baseten.co/v1", "BASETEN_API_KEY", "BASETEN_API_BASE", 0},
    P{"bedrock_mantle", "Amazon Bedrock (OpenAI-compatible)", "https://bedrock-mantle.{AWS_REGION}.api.aws/v1",
      "AWS_BEARER_TOKEN_BEDROCK", "", P::BillsAfterCut},
    P{"cerebrium", "Cerebrium", "", "CEREBRIUM_API_KEY", "", P::KeyedByAddress},
    P{"charity_engine", "Charity Engine", "https://api.charityengine.services/remotejobs/v2/inference",
      "CHARITY_ENGINE_API_KEY", "", 0},
    P{"chutes", "Chutes", "https://llm.chutes.ai/v1", "CHUTES_API_KEY", "CHUTES_API_BASE", 0},
    P{"clarifai", "Clarifai", "https://api.clarifai.com/v2/ext/openai/v1", "CLARIFAI_API_KEY CLARIFAI_PAT",
      "CLARIFAI_API_BASE", 0},
    P{"cloudflare", "Cloudflare Workers AI",
      "https://api.cloudflare.com/client/v4/accounts/{CLOUDFLARE_ACCOUNT_ID}/ai/v1", "CLOUDFLARE_API_KEY",
      "CLOUDFLARE_API_BASE", 0},
    P{"codestral", "Codestral", "https://codestral.mistral.ai/v1", "CODESTRAL_API_KEY", "CODESTRAL_API_BASE",
      P::NoStreamOptions | P::BillsAfterCut},
    P{"cometapi", "CometAPI", "https://api.cometapi.com/v1", "COMETAPI_KEY COMETAPI_API_KEY", "COMETAPI_API_BASE", 0},
    P{"compactifai", "CompactifAI", "https://api.compactif.ai/v1", "COMPACTIFAI_API_KEY", "COMPACTIFAI_API_BASE", 0},
    P{"cortecs", "Cortecs", "https://api.cortecs.ai/v1", "CORTECS_API_KEY", "CORTECS_API_BASE", 0},
    P{"crusoe", "Crusoe", "https://managed-inference-api-proxy.crusoecloud.com/v1", "CRUSOE_API_KEY", "CRUSOE_API_BASE",
      0},
    P{"dashscope", "Alibaba Cloud (DashScope)", "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
      "DASHSCOPE_API_KEY", "DASHSCOPE_API_BASE", P::Maker | P::BillsAfterCut},
    P{"databricks", "Databricks", "", "DATABRICKS_API_KEY DATABRICKS_TOKEN", "DATABRICKS_API_BASE", P::KeyedByAddress},
    P{"datarobot", "DataRobot", "https://app.datarobot.com/api/v2/genai/llmgw", "DATAROBOT_API_TOKEN",
      "DATAROBOT_ENDPOINT", 0},
    P{"deepinfra", "DeepInfra", "https://api.deepinfra.com/v1/openai", "DEEPINFRA_API_KEY", "DEEPINFRA_API_BASE", 0},
    P{"docker_model_runner", "Docker Model Runner", "http://127.0.0.1:12434/engines/v1", "DOCKER_MODEL_RUNNER_API_KEY",
      "DOCKER_MODEL_RUNNER_API_BASE", P::Local},
    P{"edenai", "Eden AI", "https://api.edenai.run/v3/llm", "EDENAI_API_KEY", "EDENAI_API_BASE", 0},
    P{"empower", "Empower", "https://app.empower.dev/api/v1", "EMPOWER_API_KEY", "EMPOWER_API_BASE", 0},
    P{"featherless_ai", "Featherless AI", "https://api.featherless.ai/v1", "FEATHERLESS_AI_API_KEY FEATHERLESS_API_KEY",
      "FEATHERLESS_API_BASE", P::BillsAfterCut},
    P{"friendliai", "FriendliAI", "https://api.friendli.ai/serverless/v1", "FRIENDLIAI_API_KEY FRIENDLI_TOKEN",
      "FRIENDLI_API_BASE", 0},
    P{"galadriel", "Galadriel", "https://api.galadriel.com/v1", "GALADRIEL_API_KEY", "GALADRIEL_API_BASE", 0},
    P{"github", "GitHub Models", "https://models.github.ai/inference", "GITHUB_API_KEY GITHUB_TOKEN", "GITHUB_API_BASE",
      P::DeveloperRole},
    P{"gmi", "GMI Cloud", "https://api.gmi-serving.com/v1", "GMI_API_KEY", "", 0},
    P{"gradient_ai", "DigitalOcean Gradient", "https://inference.do-ai.run/v1", "GRADIENT_AI_API_KEY",
      "GRADIENT_AI_AGENT_ENDPOINT", 0},
    P{"helicone", "Helicone", "https://ai-gateway.helicone.ai", "HELICONE_API_KEY", "HELICONE_API_BASE", 0},
    P{"heroku", "Heroku", "https://us.inference.heroku.com/v1", "HEROKU_API_KEY", "HEROKU_API_BASE", 0},
    P{"huggingface", "Hugging Face", "https://router.huggingface.co/v1", "HUGGINGFACE_API_KEY HF_TOKEN",
      "HUGGINGFACE_API_BASE", P::BillsAfterCut, "hf_"},
    P{"hyperbolic", "Hyperbolic", "https://api.hyperbolic.xyz/v1", "HYPERBOLIC_API_KEY", "HYPERBOLIC_API_BASE", 0},
    P{"inception", "Inception", "https://api.inceptionlabs.ai/v1", "INCEPTION_API_KEY", "INCEPTION_API_BASE", P::Maker},
    P{"infinity", "Infinity", "http://127.0.0.1:7997", "INFINITY_API_KEY", "INFINITY_API_BASE", P::Local},
    P{"jina_ai", "Jina AI", "https://api.jina.ai/v1", "JINA_AI_API_KEY JINA_API_KEY", "JINA_AI_API_BASE", P::Maker},
    P{"lambda_ai", "Lambda", "https://api.lambda.ai/v1", "LAMBDA_API_KEY", "LAMBDA_API_BASE", P::BillsAfterCut},
    P{"lemonade", "Lemonade", "http://127.0.0.1:8000/api/v1", "LEMONADE_API_KEY", "LEMONADE_API_BASE", P::Local},
    P{"libertai", "LibertAI", "https://api.libertai.io/v1", "LIBERTAI_API_KEY", "", 0},
    P{"litellm_proxy", "LiteLLM proxy", "", "LITELLM_PROXY_API_KEY", "LITELLM_PROXY_API_BASE",
      P::KeyedByAddress | kOpenAiLike},
    P{"llamafile", "llamafile", "http://127.0.0.1:8080/v1", "LLAMAFILE_API_KEY", "LLAMAFILE_API_BASE", P::Local},
    P{"llamagate", "LlamaGate", "https://api.llamagate.dev/v1", "LLAMAGATE_API_KEY", "", 0},
    P{"maritalk", "Maritaca AI", "https://chat.maritaca.ai/api", "MARITALK_API_KEY", "", P::Maker},
    P{"meta_llama", "Meta Llama API", "https://api.llama.com/compat/v1", "LLAMA_API_KEY", "LLAMA_API_BASE", P::Maker},
    P{"minimax", "MiniMax", "https://api.minimax.io/v1", "MINIMAX_API_KEY", "MINIMAX_API_BASE",
      P::Maker | P::BillsAfterCut},
    P{"modelscope", "ModelScope", "https://api-inference.modelscope.cn/v1", "MODELSCOPE_API_KEY", "MODELSCOPE_API_BASE",
      0},
    P{"moonshot", "Moonshot AI", "https://api.moonshot.ai/v1", "MOONSHOT_API_KEY", "MOONSHOT_API_BASE", P::Maker},
    P{"morph", "Morph", "https://api.morphllm.com/v1", "MORPH_API_KEY", "MORPH_API_BASE", P::Maker},
    P{"nano-gpt", "NanoGPT", "https://nano-gpt.com/api/v1", "NANOGPT_API_KEY", "NANOGPT_API_BASE", 0},
    P{"nebius", "Nebius", "https://api.studio.nebius.ai/v1", "NEBIUS_API_KEY", "NEBIUS_API_BASE", P::BillsAfterCut},
    P{"novita", "Novita AI", "https://api.novita.ai/v3/openai", "NOVITA_API_KEY", "NOVITA_API_BASE", 0},
    P{"nscale", "Nscale", "https://inference.api.nscale.com/v1", "NSCALE_API_KEY", "NSCALE_API_BASE", 0},
    P{"nvidia_nim", "NVIDIA NIM", "https://integrate.api.nvidia.com/v1", "NVIDIA_NIM_API_KEY NVIDIA_API_KEY",
      "NVIDIA_NIM_API_BASE", 0, "nvapi-"},
    P{"oobabooga", "Text generation web UI", "http://127.0.0.1:5000/v1", "OOBABOOGA_API_KEY", "OOBABOOGA_API_BASE",
      P::Local},
    P{"ovhcloud", "OVHcloud", "https://oai.endpoints.kepler.ai.cloud.ovh.net/v1", "OVHCLOUD_API_KEY",
      "OVHCLOUD_API_BASE", 0},
    P{"parasail", "Parasail", "https://api.parasail.io/v1", "PARASAIL_API_KEY", "", 0},
    P{"poe", "Poe", "https://api.poe.com/v1", "POE_API_KEY", "POE_API_BASE", 0},
    P{"publicai", "Public AI", "https://api.publicai.co/v1", "PUBLICAI_API_KEY", "PUBLICAI_API_BASE", 0},
    P{"qwencloud", "Qwen Cloud", "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
      "QWENCLOUD_API_KEY DASHSCOPE_API_KEY", "QWENCLOUD_API_BASE", 0},
    P{"reka", "Reka", "https://api.reka.ai/v1", "REKA_API_KEY", "", P::Maker},
    P{"sambanova", "SambaNova", "https://api.sambanova.ai/v1", "SAMBANOVA_API_KEY", "SAMBANOVA_API_BASE",
      P::BillsAfterCut},
    P{"sarvam", "Sarvam AI", "https://api.sarvam.ai/v1", "SARVAM_API_KEY", "", P::Maker},
    P{"scaleway", "Scaleway", "https://api.scaleway.ai/v1", "SCW_SECRET_KEY", "", 0},
    P{"synthetic", "Synthetic", "https://api.synthetic.new/openai/v1", "SYNTHETIC_API_KEY", "", 0},
    P{"tencent", "Tencent Cloud", "https://tokenhub-intl.tencentcloudmaas.com/v1", "TENCENT_API_KEY",
      "TENCENT_API_BASE", P::Maker},
    P{"tensormesh", "Tensormesh", "https://serverless.tensormesh.ai/v1", "TENSORMESH_API_KEY", "", 0},
    P{"v0", "v0 by Vercel", "https://api.v0.dev/v1", "V0_API_KEY", "V0_API_BASE", P::Maker},
    P{"veniceai", "Venice AI", "https://api.venice.ai/api/v1", "VENICE_AI_API_KEY VENICE_API_KEY", "", 0},
    P{"vercel_ai_gateway", "Vercel AI Gateway", "https://ai-gateway.vercel.sh/v1",
      "VERCEL_AI_GATEWAY_API_KEY VERCEL_OIDC_TOKEN", "VERCEL_AI_GATEWAY_API_BASE", kOpenAiLike},
    P{"volcengine", "Volcengine", "https://ark.cn-beijing.volces.com/api/v3", "VOLCENGINE_API_KEY ARK_API_KEY",
      "VOLCENGINE_API_BASE", 0},
    P{"voyage", "Voyage AI", "https://api.voyageai.com/v1", "VOYAGE_API_KEY", "VOYAGE_API_BASE", P::Maker},
    P{"wandb", "Weights & Biases", "https://api.inference.wandb.ai/v1", "WANDB_API_KEY", "WANDB_API_BASE", 0},
    P{"xiaomi_mimo", "Xiaomi MiMo", "https://api.xiaomimimo.com/v1", "XIAOMI_MIMO_API_KEY", "", P::Maker},
    P{"xinference", "Xinference", "http://127.0.0.1:9997/v1", "XINFERENCE_API_KEY", "XINFERENCE_API_BASE", P::Local},
    P{"zai", "Z.AI", "https://api.z.ai/api/paas/v4", "ZAI_API_KEY", "ZAI_API_BASE", P::Maker},

    // Other names of those above.
    P{"ai21_chat", "AI21", "https://api.ai21.com/studio/v1", "AI21_API_KEY", "AI21_API_BASE", P::OtherName},
    P{"aiohttp_openai", "OpenAI", "https://api.openai.com/v1", "OPENAI_API_KEY", "OPENAI_BASE_URL OPENAI_API_BASE",
      kOpenAiLike | P::OtherName},
    P{"azure_text", "Azure OpenAI", "", "AZURE_API_KEY AZURE_OPENAI_API_KEY", "AZURE_API_BASE AZURE_OPENAI_ENDPOINT",
      P::AzureUrls | P::KeyedByAddress | kOpenAiLike | P::OtherName},
    P{"cohere_chat", "Cohere", "https://api.cohere.ai/compatibility/v1", "COHERE_API_KEY CO_API_KEY", "COHERE_API_BASE",
      P::OtherName},
    P{"custom_openai", "OpenAI-compatible server", "", "", "", P::OtherName},
    P{"hosted_vllm", "vLLM", "http://127.0.0.1:8000/v1", "HOSTED_VLLM_API_KEY", "HOSTED_VLLM_API_BASE",
      P::Local | P::OtherName},
    P{"ollama_chat", "Ollama", "http://127.0.0.1:11434/v1", "OLLAMA_API_KEY", "OLLAMA_API_BASE",
      P::Local | P::OtherName},
    P{"qwen_ai_platform", "Qwen AI Platform", "https://dashscope.aliyuncs.com/compatible-mode/v1",
      "QWEN_AI_PLATFORM_API_KEY DASHSCOPE_API_KEY", "", P::OtherName},
    P{"text-completion-openai", "OpenAI", "https://api.openai.com/v1", "OPENAI_API_KEY",
      "OPENAI_BASE_URL OPENAI_API_BASE", kOpenAiLike | P::OtherName},
};

// Those with a protocol of their own, or with a login that needs a person.
constexpr std::array kUnsupported = std::to_array<std::string_view>({"aleph_alpha",
                                                                     "anthropic_text",
                                                                     "bedrock",
                                                                     "bytez",
                                                                     "chatgpt",
                                                                     "custom",
                                                                     "fal_ai",
                                                                     "gdc",
                                                                     "gigachat",
                                                                     "github_copilot",
                                                                     "langgraph",
                                                                     "manus",
                                                                     "nlp_cloud",
                                                                     "oci",
                                                                     "palm",
                                                                     "petals",
                                                                     "predibase",
                                                                     "ragflow",
                                                                     "replicate",
                                                                     "runwayml",
                                                                     "sagemaker",
                                                                     "sagemaker_chat",
                                                                     "sagemaker_nova",
                                                                     "sap",
                                                                     "scaledown",
                                                                     "snowflake",
                                                                     "text-completion-codestral",
                                                                     "text-completion-inception",
                                                                     "triton",
                                                                     "vertex_ai",
                                                                     "vertex_ai_beta",
                                                                     "watsonx",
                                                                     "watsonx_text"});

} // namespace

std::vector<std::string_view> ProviderPreset::allKeyVariables() const
{
    std::vector<std::string_view> out;
    for (std::string_view rest = keyVariables; !rest.empty();) {
        const std::size_t blank = rest.find(' ');
        out.push_back(rest.substr(0, blank));
        rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
    }
    return out;
}

const ProviderPreset *findPreset(std::string_view prefix)
{
    const auto found = std::find_if(kPresets.begin(), kPresets.end(), [&](const auto &p) { return p.name == prefix; });
    return found == kPresets.end() ? nullptr : &*found;
}

std::string_view listedProvider(std::string_view provider)
{
    const ProviderPreset *preset = findPreset(provider);
    if (!preset || !preset->is(P::OtherName))
        return provider;
    const auto found = std::find_if(kPresets.begin(), kPresets.end(),
                                    [&](const auto &p) { return !p.is(P::OtherName) && p.title == preset->title; });
    return found == kPresets.end() ? provider : found->name;
}

const ProviderPreset &openAiCompatible()
{
    static const ProviderPreset *preset = findPreset("openai_like");
    return *preset;
}

std::span<const ProviderPreset> providerPresets()
{
    return kPresets;
}

const ProviderPreset *presetAt(std::string_view url)
{
    const std::string host = hostOf(url);
    if (host.empty() || isOwnHost(host))
        return nullptr;
    const auto found = std::find_if(kPresets.begin(), kPresets.end(),
                                    [&](const auto &p) { return !p.local() && hostOf(p.baseUrl) == host; });
    return found == kPresets.end() ? nullptr : &*found;
}

bool isKnownUnsupportedProvider(std::string_view prefix)
{
    return std::find(kUnsupported.begin(), kUnsupported.end(), prefix) != kUnsupported.end();
}

} // namespace ostiary
