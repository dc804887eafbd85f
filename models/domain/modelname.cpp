// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/modelname.h"

#include "models/domain/hosts.h"
#include "models/domain/textrun.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

namespace ostiary {

namespace {

/// Names that nobody but their maker gives, so that a model newer than the list is known by them.
struct OwnFamily
{
    std::string_view beginning;
    std::string_view provider;
};
constexpr std::array kOwnFamilies = {
    OwnFamily{"claude-", "anthropic"},
    OwnFamily{"ft:gpt-", "openai"},
};

/// Makers before whose models Amazon Bedrock writes a region and a dot: `eu.anthropic.claude-…`, `meta.llama3-…`.
constexpr std::string_view kBedrockMakers[] = {"anthropic", "meta",   "amazon",  "mistral", "cohere",
                                               "ai21",      "openai", "qwen",    "writer",  "deepseek",
                                               "stability", "luma",   "minimax", "zai",     "moonshot"};
constexpr std::string_view kBedrockRegions[] = {"us", "eu", "apac", "au", "jp", "ca", "sa", "global", "us-gov"};

template <std::size_t N>
bool isAny(std::string_view word, const std::string_view (&words)[N])
{
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// Whose way of writing a name is, where it is one of those that are not spoken; empty: nobody's in particular.
std::string_view unspokenOwnerOf(std::string_view model)
{
    if (model.find('@') != std::string_view::npos)
        return "vertex_ai"; // a version behind an @: `claude-opus-4@20250514`
    if (model.starts_with("arn:aws:"))
        return "bedrock";
    std::string_view rest = model;
    if (const std::string_view region = rest.substr(0, rest.find('.')); isAny(region, kBedrockRegions))
        rest.remove_prefix(std::min(region.size() + 1, rest.size()));
    const std::size_t dot = rest.find('.');
    return dot != std::string_view::npos && isAny(rest.substr(0, dot), kBedrockMakers) ? "bedrock" : "";
}

/// Organisations of a model hub: `meta-llama/…` is a model's whole name there and on servers that load it from there.
constexpr std::array kModelOrganisations = std::to_array<std::string_view>({"01-ai",
                                                                            "allenai",
                                                                            "BAAI",
                                                                            "CohereForAI",
                                                                            "CohereLabs",
                                                                            "deepseek-ai",
                                                                            "google",
                                                                            "ibm-granite",
                                                                            "intfloat",
                                                                            "meta-llama",
                                                                            "microsoft",
                                                                            "MiniMaxAI",
                                                                            "mistralai",
                                                                            "mlx-community",
                                                                            "moonshotai",
                                                                            "NousResearch",
                                                                            "nvidia",
                                                                            "Qwen",
                                                                            "sentence-transformers",
                                                                            "TheBloke",
                                                                            "tiiuae",
                                                                            "unsloth",
                                                                            "zai-org"});

GatewayError refusal(std::string words, Reason reason, std::vector<std::pair<std::string, std::string>> values)
{
    return GatewayError::make(ErrorCode::BadRequest, std::move(words), "model").because(reason, std::move(values));
}

GatewayError notSpoken(std::string_view provider)
{
    const std::string name(provider);
    return refusal("provider '" + name +
                       "' is not spoken yet; where it has an address that speaks OpenAI's dialect, write openai/MODEL "
                       "with api_base",
                   Reason::ProviderNotSpoken, {{"provider", name}});
}

GatewayError unknownProvider(std::string_view provider)
{
    const std::string name(provider);
    return refusal("no provider is called '" + name +
                       "'; write one of the known prefixes, or api_base for a server that speaks OpenAI's dialect",
                   Reason::ProviderUnknown, {{"provider", name}});
}

Result<ModelPlace> placeAt(std::string_view provider, std::string_view model, std::string_view apiBase)
{
    if (model.empty())
        return refusal("'" + std::string(provider) + "/' names a provider and no model of it",
                       Reason::UpstreamModelWanted, {});
    const ProviderPreset *preset = findPreset(provider);
    if (preset)
        return ModelPlace{preset, std::string(provider), upstreamNameOf(*preset, model, apiBase.empty())};
    if (isKnownUnsupportedProvider(provider))
        return notSpoken(provider);
    if (apiBase.empty())
        return unknownProvider(provider);
    return ModelPlace{&openAiCompatible(), std::string(provider), std::string(model)};
}

/// A name that is known by its address: at a provider's host that provider, otherwise a server that is nobody's.
ModelPlace placeByAddress(std::string_view model, std::string_view apiBase)
{
    const ProviderPreset *preset = presetAt(apiBase);
    if (!preset)
        preset = &openAiCompatible();
    return {preset, std::string(preset->name), std::string(model)};
}

/// The providers of the list that have `model` under that very name; its makers alone when there are some.
std::vector<std::string_view> ownersOf(std::string_view model, const PriceList &prices)
{
    std::vector<std::string_view> makers, hosts;
    for (const ProviderPreset &preset : providerPresets()) {
        if (!preset.is(ProviderPreset::OtherName) && prices.find(preset.name, model))
            (preset.is(ProviderPreset::Maker) ? makers : hosts).push_back(preset.name);
    }
    if (makers.empty() && hosts.empty()) {
        for (const OwnFamily &family : kOwnFamilies) {
            if (model.starts_with(family.beginning) && unspokenOwnerOf(model).empty())
                makers.push_back(family.provider);
        }
    }
    return makers.empty() ? hosts : makers;
}

/// Azure's interface at an address of Azure's; empty: the address is another's.
std::string_view azureAt(std::string_view apiBase)
{
    const std::string host = hostOf(apiBase);
    return !isAzureHost(host) ? "" : host.ends_with(".services.ai.azure.com") ? "azure_ai" : "azure";
}

Result<ModelPlace> placeOfBareName(std::string_view model, std::string_view apiBase, const PriceList &prices)
{
    if (model == "sim" || model.starts_with("sim:"))
        return placeAt("sim", model, apiBase);
    const std::string_view azure = azureAt(apiBase);
    if (!azure.empty())
        return placeAt(azure, model, apiBase);
    const std::string_view unspoken = apiBase.empty() ? unspokenOwnerOf(model) : std::string_view();
    if (!unspoken.empty())
        return notSpoken(unspoken);
    const std::vector<std::string_view> owners = ownersOf(model, prices);
    if (owners.size() == 1)
        return placeAt(owners.front(), model, apiBase);
    if (!apiBase.empty())
        return placeByAddress(model, apiBase);
    const std::string name(model);
    if (owners.empty())
        return refusal("no provider is known for '" + name + "'; write PROVIDER/" + name + ", for example openai/" +
                           name + ", or api_base for a server that speaks OpenAI's dialect",
                       Reason::ProviderWanted, {{"model", name}});
    std::string candidates;
    for (const std::string_view owner : owners)
        candidates += (candidates.empty() ? "" : ", ") + std::string(owner) + "/" + name;
    return refusal("several providers have a model called '" + name + "'; write which one: " + candidates,
                   Reason::ProviderAmbiguous, {{"model", name}, {"candidates", candidates}});
}

} // namespace

Result<ModelPlace> findModelPlace(std::string_view model, std::string_view provider, std::string_view apiBase,
                                  const PriceList &prices)
{
    if (model.empty())
        return refusal("the name of the model is empty", Reason::UpstreamModelWanted, {});
    if (!provider.empty()) {
        const std::string prefix = std::string(provider) + "/";
        return placeAt(provider, model.starts_with(prefix) ? model.substr(prefix.size()) : model, apiBase);
    }
    const std::size_t slash = model.find('/');
    if (slash == std::string_view::npos)
        return placeOfBareName(model, apiBase, prices);
    const std::string_view prefix = model.substr(0, slash);
    if (prefix.empty() && !apiBase.empty())
        return placeByAddress(model, apiBase);
    if (findPreset(prefix) || isKnownUnsupportedProvider(prefix) || apiBase.empty())
        return placeAt(prefix, model.substr(slash + 1), apiBase);
    // As LiteLLM does: at a known provider's address the whole is the model's name.
    const bool organisation =
        std::find(kModelOrganisations.begin(), kModelOrganisations.end(), prefix) != kModelOrganisations.end();
    if (organisation || presetAt(apiBase))
        return placeByAddress(model, apiBase);
    return placeAt(prefix, model.substr(slash + 1), apiBase);
}

bool answersAtResponsesOnly(std::string_view model)
{
    model.remove_prefix(model.rfind('/') + 1);
    const auto has = [model](std::string_view part) { return model.find(part) != std::string_view::npos; };
    const bool openAi = model.starts_with("gpt-") || (model.size() > 1 && model[0] == 'o' && isDigit(model[1]));
    const bool pro = model.ends_with("-pro") || has("-pro-2");
    return (openAi && (has("-codex") || has("-deep-research") || pro)) || model.starts_with("codex-") ||
           model.starts_with("computer-use");
}

std::string upstreamNameOf(const ProviderPreset &preset, std::string_view model, bool ownAddress)
{
    // LiteLLM's marks for how it treats a model and which interface it calls; the name stands behind them.
    const bool azure = preset.name == "azure" || preset.name == "azure_text";
    const auto without = [&](std::initializer_list<std::string_view> marks) {
        for (const std::string_view mark : marks) {
            if (model.starts_with(mark) && model.size() > mark.size())
                model.remove_prefix(mark.size());
        }
    };
    if (preset.name != "litellm_proxy")
        without({"responses/", "chat/completions/"});
    if (azure)
        without({"o_series/", "gpt5_series/"});
    if (azure || (preset.is(ProviderPreset::Maker) && ownAddress)) // others may have models of such names
        without({"chat/"});
    if (preset.name == "huggingface" && ownAddress && std::count(model.begin(), model.end(), '/') == 2) {
        // LiteLLM: HOST/ORGANISATION/MODEL. The router: ORGANISATION/MODEL:HOST.
        const std::size_t slash = model.find('/');
        return std::string(model.substr(slash + 1)) + ":" + std::string(model.substr(0, slash));
    }
    return std::string(model);
}

bool thinksOnlyWhenTold(std::string_view model)
{
    constexpr std::string_view kOlder[] = {"claude-instant", "claude-2",        "claude-3",
                                           "claude-opus-4",  "claude-sonnet-4", "claude-haiku-4"};
    return std::any_of(std::begin(kOlder), std::end(kOlder),
                       [model](std::string_view name) { return model.find(name) != std::string_view::npos; });
}

} // namespace ostiary
