// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gatewayerror.h"
#include "models/domain/pricing.h"
#include "models/domain/providerpreset.h"
#include "models/domain/secret.h"
#include "models/domain/tokencell.h"

#include <QRegularExpression>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ostiary {

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

/// How a key is shown to a server of OpenAI's dialect.
enum class KeyHeader {
    Bearer, ///< `Authorization: Bearer …`
    ApiKey, ///< `api-key: …`, as Azure has it
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
    std::string baseUrl;       ///< without a slash at its end; `{model}` in it stands for the upstream's name
    std::string query;         ///< sent with every address, without `?`: Azure's `api-version=…`
    std::string apiVersion;    ///< Azure's, as it was declared; empty: the usual one
    Secret apiKey;
    Secret bearerToken;               ///< `azure_ad_token`: a token instead of a key
    TokenLogin login;                 ///< where tokens come from when there is neither key nor token
    std::shared_ptr<TokenCell> token; ///< the token of `login`; null: the key is all there is
    KeyHeader keyHeader = KeyHeader::Bearer;
    std::vector<std::pair<std::string, std::string>> extraHeaders;
    int weight = 1;
    std::optional<int> rpmLimit;
    std::optional<int> maxParallel;
    std::optional<std::int64_t> tpmLimit;   ///< tokens a minute
    std::optional<int> order;               ///< lower ones are called first; absent: behind all that have one
    std::optional<int> retries;             ///< further attempts after the first; absent: the router's number
    std::optional<std::int64_t> cooldownMs; ///< absent: the router's
    std::vector<std::string> tags;
    std::vector<QRegularExpression> tagPatterns; ///< `tag_regex`: of `User-Agent: …`
    std::optional<bool> tagFiltering; ///< whether tags choose among its model's deployments; absent: the router's
    std::string region;
    std::string baseModel; ///< `model_info.base_model`: whose price and limits count
    Quirks quirks;
    ParamRules params;
    Deadlines deadlines;
    std::shared_ptr<const PriceCard> price; ///< null: unknown
    std::int64_t maxOutputTokens = 0;       ///< 0: unknown
    std::int64_t contextTokens = 0;
    bool thinks = true; ///< the model may think before it answers; false only where that is known
    std::string mode = "chat";
    Origin origin = Origin::File;
    bool enabled = true;                       ///< otherwise shown, but never called
    std::shared_ptr<const GatewayError> fault; ///< why it cannot be called at all; then it is not `enabled`
    bool byName = false;    ///< of a pattern for all providers: called for names that are this provider's alone
    std::string connection; ///< the account at the provider that address and key come from; empty: its own
    std::string account;    ///< the name of that account

    bool isWildcard() const { return modelName.find('*') != std::string::npos; }
};
using DeploymentPtr = std::shared_ptr<const Deployment>;

/// Why `deployment` cannot be called at `nowMs`, for people; nothing when it can.
std::optional<std::string> outOfService(const Deployment &deployment, std::int64_t nowMs);

/// What a server costs that its owner runs: nothing, unless a default price is set.
std::shared_ptr<const PriceCard> selfHostedPrice();
bool isSelfHosted(const std::shared_ptr<const PriceCard> &price);

} // namespace ostiary
