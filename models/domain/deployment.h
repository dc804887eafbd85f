// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/pricing.h"
#include "models/domain/secret.h"

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ostiary {

/// The wire format an upstream speaks.
enum class Dialect { OpenAi, Anthropic };

/// Where a deployment was declared, which decides who may change it.
enum class Origin {
    BuiltIn,     ///< the simulator
    Environment, ///< a provider key or a local server that was found
    File,        ///< the configuration file; read-only elsewhere
    Store,       ///< the admin API
};
std::string_view nameOf(Origin origin);

/// How long an upstream may take for each part of an answer.
struct Deadlines
{
    std::chrono::milliseconds connect{5'000};
    std::chrono::milliseconds firstByte{300'000};
    std::chrono::milliseconds idle{60'000};
    std::chrono::milliseconds total{600'000};
};

/// What a server of OpenAI's dialect understands beyond the common core. A preset's data, not code.
struct Quirks
{
    bool streamOptions = true;        ///< takes `stream_options`
    bool maxCompletionTokens = false; ///< takes `max_completion_tokens` in a chat; otherwise it becomes `max_tokens`
    bool developerRole = false;       ///< takes the role `developer`; otherwise it becomes `system`
};

/// How the parameters of a request are changed for a deployment, as LiteLLM's `litellm_params` say it.
struct ParamRules
{
    using Value = std::pair<std::string, std::string>; ///< name and JSON text

    std::vector<Value> defaults;      ///< written where the client gave none
    std::vector<Value> extraBody;     ///< `extra_body`: written always
    bool dropUnsupported = false;     ///< `drop_params`: what the provider does not take is left out, not refused
    std::vector<std::string> drop;    ///< `additional_drop_params`: left out always; names or paths (`a.b`, `a[*].b`)
    std::vector<std::string> allowed; ///< `allowed_openai_params`: taken although the provider's list lacks them
};

/// One place where a model can be called: an address, a key, a name, limits and a price.
struct Deployment
{
    std::string id;        ///< stable; `model_info.id` or a hash of what makes the deployment
    std::string modelName; ///< the public name, or a pattern with `*`
    std::string provider;  ///< "openai", "anthropic", "mistral", …
    Dialect dialect = Dialect::OpenAi;
    std::string upstreamModel; ///< what the upstream calls it, or a pattern with `*`
    std::string baseUrl;       ///< without a slash at its end, for example https://api.openai.com/v1
    Secret apiKey;
    std::vector<std::pair<std::string, std::string>> extraHeaders;
    int weight = 1;
    std::optional<int> rpmLimit;
    std::optional<int> maxParallel;
    std::optional<std::int64_t> tpmLimit;   ///< tokens a minute
    std::optional<int> order;               ///< lower ones are called first; absent: behind all that have one
    std::optional<int> retries;             ///< further attempts after the first; absent: the router's number
    std::optional<std::int64_t> cooldownMs; ///< absent: the router's
    std::vector<std::string> tags;
    std::string region;
    std::string baseModel; ///< `model_info.base_model`: whose price and limits count
    Quirks quirks;
    ParamRules params;
    Deadlines deadlines;
    std::shared_ptr<const PriceCard> price; ///< null: unknown
    std::int64_t maxOutputTokens = 0;       ///< 0: unknown
    std::int64_t contextTokens = 0;
    std::string mode = "chat";
    Origin origin = Origin::File;
    bool enabled = true;    ///< otherwise shown, but never called
    std::string connection; ///< the account at the provider that address and key come from; empty: its own

    bool isWildcard() const { return modelName.find('*') != std::string::npos; }
};
using DeploymentPtr = std::shared_ptr<const Deployment>;

/// A provider Ostiary knows by name.
struct ProviderPreset
{
    std::string_view name;
    Dialect dialect;
    std::string_view baseUrl;     ///< empty: `api_base` must be given
    std::string_view keyVariable; ///< environment variable of the key; empty: none needed
    std::string_view title;       ///< the provider's own spelling; empty: another name of a preset before
    std::string_view keyPrefix;   ///< how its keys begin, where that tells it from others
    bool local;                   ///< a server on this machine: costs nothing unless a price is given
};

/// The preset for LiteLLM's provider prefix (`openai`, `together_ai`, `ollama_chat`, …), or null.
const ProviderPreset *findPreset(std::string_view prefix);
/// All of them, in the order in which they are offered.
std::span<const ProviderPreset> providerPresets();
/// Prefixes LiteLLM knows that Ostiary does not speak yet.
bool isKnownUnsupportedProvider(std::string_view prefix);

} // namespace ostiary
