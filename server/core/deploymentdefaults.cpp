// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/deploymentdefaults.h"

#include <algorithm>

namespace ostiary {

std::pair<std::string, std::string> splitProviderModel(const std::string &name, const PriceList &prices)
{
    const std::size_t slash = name.find('/');
    if (slash != std::string::npos) {
        const std::string prefix = name.substr(0, slash);
        if (findPreset(prefix) || isKnownUnsupportedProvider(prefix))
            return {prefix, name.substr(slash + 1)};
    }
    const std::string_view provider = prices.providerOf(name);
    if (!provider.empty())
        return {std::string(provider), name};
    if (name == "sim" || name.starts_with("sim:"))
        return {"sim", name};
    return {name.starts_with("claude-") ? "anthropic" : "openai", name};
}

namespace {

GatewayError bad(const char *field, std::string words, Reason reason)
{
    return GatewayError::make(ErrorCode::BadRequest, std::move(words), field).because(reason);
}

} // namespace

Status completeDeployment(Deployment &deployment, const PriceList &prices)
{
    const ProviderPreset *preset = findPreset(deployment.provider);
    if (!preset)
        return bad("provider",
                   "unknown provider '" + deployment.provider +
                       "'; for a server that speaks OpenAI's dialect write openai/MODEL with api_base",
                   Reason::ProviderUnknown);
    deployment.dialect = preset->dialect;
    if (deployment.baseUrl.empty())
        deployment.baseUrl = preset->baseUrl;
    else if (preset->dialect == Dialect::Anthropic && !deployment.baseUrl.ends_with("/v1"))
        deployment.baseUrl += "/v1"; // LiteLLM's api_base for Anthropic stands without it
    const auto unfit = [](std::string_view text) {
        return std::any_of(text.begin(), text.end(),
                           [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; });
    };
    if (unfit(deployment.baseUrl) || deployment.baseUrl.find('@') != std::string::npos)
        return bad("api_base",
                   "'api_base' must be a plain address without blanks and without a user name; put credentials into "
                   "'api_key'",
                   Reason::AddressNotPlain);
    if (unfit(deployment.apiKey.reveal()))
        return bad("api_key", "'api_key' must not hold blanks or line breaks; was a line too much copied?",
                   Reason::KeyHasBlanks);
    for (const auto &[name, value] : deployment.extraHeaders) {
        if (unfit(name) || name.find(':') != std::string::npos || value.find_first_of("\r\n") != std::string::npos)
            return bad("extra_headers", "'extra_headers' holds a name or a value that is no header: " + name,
                       Reason::HeaderUnusable);
    }
    if (deployment.baseUrl.empty() && deployment.provider != "sim")
        return bad("api_base", "provider '" + deployment.provider + "' needs 'api_base'", Reason::AddressWanted);
    // A key of the environment goes to its own provider only, never to another address that speaks the dialect.
    if (deployment.apiKey.isEmpty() && !preset->keyVariable.empty() && deployment.baseUrl == preset->baseUrl) {
        if (const char *key = std::getenv(std::string(preset->keyVariable).c_str()))
            deployment.apiKey = Secret(key);
    }
    if (const ModelFacts *facts = prices.find(deployment.provider, deployment.upstreamModel)) {
        if (!deployment.price)
            deployment.price = facts->price;
        if (deployment.maxOutputTokens == 0)
            deployment.maxOutputTokens = facts->maxOutputTokens;
        if (deployment.contextTokens == 0)
            deployment.contextTokens = facts->contextTokens;
        if (deployment.mode == "chat")
            deployment.mode = facts->mode;
    } else if (!deployment.price && preset->local) {
        auto free = std::make_shared<PriceCard>();
        free->source = "a server on this machine";
        deployment.price = std::move(free);
    }
    return Done{};
}

std::string deploymentId(const Deployment &deployment)
{
    std::string made = deployment.modelName;
    for (const std::string &part :
         {deployment.provider, deployment.upstreamModel, deployment.baseUrl, toHex(sha256(deployment.apiKey.reveal()))})
        made += '\n' + part;
    return toHex(sha256(made)).substr(0, 32);
}

} // namespace ostiary
