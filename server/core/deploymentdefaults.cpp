// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/deploymentdefaults.h"

#include "models/domain/deploymentprice.h"
#include "models/domain/hosts.h"
#include "models/domain/wildcard.h"
#include "server/core/upstreamaddress.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace ostiary {

namespace {

constexpr std::string_view kAuthority = "https://login.microsoftonline.com";
constexpr std::string_view kAzureScope = "https://cognitiveservices.azure.com/.default";

GatewayError bad(const char *field, std::string words, Reason reason,
                 std::vector<std::pair<std::string, std::string>> values = {})
{
    return GatewayError::make(ErrorCode::BadRequest, std::move(words), field).because(reason, std::move(values));
}

bool holdsBlanks(std::string_view text)
{
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; });
}

std::string valueOf(const Environment &environment, std::string_view variable)
{
    return variable.empty() ? std::string() : environment.find(std::string(variable)).value_or("");
}

std::string withoutSlash(std::string text)
{
    while (text.ends_with('/'))
        text.pop_back();
    return text;
}

/// The variables that take the place of a provider's address: the preset's, and those that libraries of providers read
/// beside the key's (`X_API_KEY`: `X_API_BASE`, `X_BASE_URL`, …). A key never goes to a host that its owner replaced.
std::vector<std::string> baseVariables(const ProviderPreset &preset)
{
    constexpr std::string_view kEndings[] = {"_API_BASE", "_BASE_URL", "_API_BASE_URL", "_API_URL", "_ENDPOINT"};
    constexpr std::string_view kKey = "_API_KEY";
    std::vector<std::string> names;
    std::vector<std::string> stems;
    std::string_view rest = preset.baseVariable;
    while (!rest.empty()) {
        const std::string_view name = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(name.size() + 1, rest.size()));
        names.emplace_back(name);
        if (name.ends_with(kEndings[0]))
            stems.emplace_back(name.substr(0, name.size() - kEndings[0].size()));
    }
    for (const std::string_view key : preset.allKeyVariables()) {
        // A key that is another provider's as well says nothing of this one's address.
        if (key.ends_with(kKey) && (key == preset.keyVariable() || !preset.is(ProviderPreset::KeyedByAddress)))
            stems.emplace_back(key.substr(0, key.size() - kKey.size()));
    }
    for (const std::string &stem : stems) {
        for (const std::string_view ending : kEndings)
            names.push_back(stem + std::string(ending));
    }
    return names;
}

std::string environmentBase(const ProviderPreset &preset, const Environment &environment)
{
    for (const std::string &name : baseVariables(preset)) {
        if (std::string set = valueOf(environment, name); !set.empty())
            return set;
    }
    return {};
}

/// The address a provider has without one being given; the error names the variable that is missing.
Result<std::string> ownAddress(const ProviderPreset &preset, const std::string &provider,
                               const Environment &environment)
{
    if (std::string set = environmentBase(preset, environment); !set.empty())
        return withoutSlash(std::move(set));
    std::string base(preset.baseUrl);
    if (const std::size_t open = base.find('{'); open != std::string::npos) {
        const std::size_t close = base.find('}', open);
        const std::string variable = base.substr(open + 1, close - open - 1);
        const std::string value = valueOf(environment, variable);
        if (value.empty())
            return bad("api_base",
                       "provider '" + provider + "' needs 'api_base', or " + variable + " in the environment",
                       Reason::AddressWanted);
        base.replace(open, close + 1 - open, value);
    }
    if (base.empty() && provider != "sim") {
        std::string words = "provider '" + provider + "' needs 'api_base'";
        if (!preset.baseVariable.empty())
            words += ", or " + baseVariables(preset).front() + " in the environment";
        return bad("api_base", std::move(words), Reason::AddressWanted);
    }
    return base;
}

Status checkWords(const Deployment &deployment)
{
    const std::string &base = deployment.baseUrl;
    if (!base.empty() && !base.starts_with("http://") && !base.starts_with("https://"))
        return bad("api_base", "'api_base' must begin with http:// or https://", Reason::AddressSchemeWanted);
    if (holdsBlanks(base) || base.find('@') != std::string::npos)
        return bad("api_base",
                   "'api_base' must be a plain address without blanks and without a user name; put credentials into "
                   "'api_key'",
                   Reason::AddressNotPlain);
    if (holdsBlanks(deployment.apiKey.reveal()) || holdsBlanks(deployment.bearerToken.reveal()))
        return bad("api_key", "'api_key' must not hold blanks or line breaks; was a line too much copied?",
                   Reason::KeyHasBlanks);
    if (holdsBlanks(deployment.apiVersion) || deployment.apiVersion.find_first_of("&#?") != std::string::npos)
        return bad("api_version", "'api_version' must be a version, for example 2024-10-21", Reason::TextWanted);
    for (const auto &[name, value] : deployment.extraHeaders) {
        if (holdsBlanks(name) || name.find(':') != std::string::npos ||
            value.find_first_of("\r\n") != std::string::npos)
            return bad("extra_headers", "'extra_headers' holds a name or a value that is no header: " + name,
                       Reason::HeaderUnusable);
    }
    return Done{};
}

/// Azure's other credentials: a token, or a login that gives tokens.
void setAzureLogin(Deployment &deployment, const ProviderPreset &preset, bool fromEnvironment,
                   const Environment &environment)
{
    const auto fill = [&](std::string &field, const char *variable) {
        if (field.empty() && fromEnvironment)
            field = valueOf(environment, variable);
    };
    if (fromEnvironment && deployment.apiVersion.empty() && preset.name != "azure_ai")
        deployment.apiVersion = valueOf(environment, "AZURE_API_VERSION");
    if (!deployment.apiKey.isEmpty())
        return;
    if (deployment.bearerToken.isEmpty() && fromEnvironment)
        deployment.bearerToken = Secret(valueOf(environment, "AZURE_AD_TOKEN"));
    if (!deployment.bearerToken.isEmpty())
        return;
    TokenLogin &login = deployment.login;
    fill(login.tenantId, "AZURE_TENANT_ID");
    fill(login.clientId, "AZURE_CLIENT_ID");
    if (login.clientSecret.isEmpty() && fromEnvironment)
        login.clientSecret = Secret(valueOf(environment, "AZURE_CLIENT_SECRET"));
    if (!login.isComplete())
        return;
    if (login.authority.empty())
        login.authority = valueOf(environment, "AZURE_AUTHORITY_HOST");
    login.authority = withoutSlash(login.authority.empty() ? std::string(kAuthority) : login.authority);
    if (!login.authority.starts_with("http"))
        login.authority.insert(0, "https://");
    if (login.scope.empty())
        login.scope = valueOf(environment, "AZURE_SCOPE");
    if (login.scope.empty())
        login.scope = kAzureScope;
    deployment.token = std::make_shared<TokenCell>(login);
}

void setCredentials(Deployment &deployment, const ProviderPreset &preset, bool given, EnvironmentKeys keys,
                    const Environment &environment)
{
    // A key of the environment goes to its own provider only, never to another address that speaks the dialect.
    const bool known = !given || deployment.baseUrl == preset.baseUrl ||
                       (preset.is(ProviderPreset::AzureUrls) && isAzureHost(hostOf(deployment.baseUrl)));
    const bool fromEnvironment =
        known || (keys == EnvironmentKeys::ForGivenAddresses && preset.is(ProviderPreset::KeyedByAddress));
    const bool otherCredentials = !deployment.bearerToken.isEmpty() || deployment.login.isComplete();
    if (deployment.apiKey.isEmpty() && fromEnvironment && !otherCredentials)
        deployment.apiKey = environmentKey(preset, environment);
    if (preset.is(ProviderPreset::AzureUrls))
        setAzureLogin(deployment, preset, fromEnvironment, environment);
}

/// Where the model stands in the price list: Azure's deployments have names of their own.
const ModelFacts *factsOf(const Deployment &deployment, const PriceList &prices)
{
    const std::string_view provider = listedProvider(deployment.provider);
    std::string_view name = deployment.baseModel.empty() ? std::string_view(deployment.upstreamModel)
                                                         : std::string_view(deployment.baseModel);
    if (const std::size_t slash = name.find('/'); !deployment.baseModel.empty() && slash != std::string_view::npos) {
        if (const ModelFacts *facts = prices.find(name.substr(0, slash), name.substr(slash + 1)))
            return facts;
        if (name.substr(0, slash) == provider)
            name = name.substr(slash + 1);
    }
    return prices.find(provider, name);
}

} // namespace

bool isOwnersServer(const Deployment &deployment)
{
    const ProviderPreset *preset = findPreset(deployment.provider);
    const std::string host = hostOf(deployment.baseUrl);
    const bool hosted = presetAt(deployment.baseUrl) || host == "ollama.com" || host.ends_with(".ollama.com");
    return isOwnHost(host) || (preset && preset->local() && !hosted);
}

Secret environmentKey(const ProviderPreset &preset, const Environment &environment)
{
    for (const std::string_view variable : preset.allKeyVariables()) {
        if (std::string key = valueOf(environment, variable); !key.empty())
            return Secret(std::move(key));
    }
    return {};
}

Status completeDeployment(Deployment &deployment, const PriceList &prices, EnvironmentKeys keys,
                          const Environment &environment)
{
    const ProviderPreset *preset = findPreset(deployment.provider);
    if (!preset) { // it may still be a server of its own
        const auto place = findModelPlace(deployment.upstreamModel, deployment.provider, deployment.baseUrl, prices);
        if (!place)
            return place.error();
        preset = place->preset;
    }
    if (Status words = checkWords(deployment); !words)
        return words;
    const bool given = !deployment.baseUrl.empty();
    if (!given) {
        auto own = ownAddress(*preset, deployment.provider, environment);
        if (!own)
            return own.error();
        deployment.baseUrl = std::move(own).value();
    }
    setCredentials(deployment, *preset, given, keys, environment);
    UpstreamAddress address =
        upstreamAddress(*preset, deployment.baseUrl, deployment.apiVersion, deployment.upstreamModel);
    if (!deployment.baseUrl.empty()) // the simulator's comes when it listens
        deployment.baseUrl = std::move(address.baseUrl);
    deployment.query = std::move(address.query);
    deployment.dialect = address.dialect;
    deployment.keyHeader = address.keyHeader;
    if (deployment.apiKey.isEmpty() && !deployment.bearerToken.isEmpty()) {
        deployment.apiKey = deployment.bearerToken;
        deployment.keyHeader = KeyHeader::Bearer;
    }
    const ModelFacts *facts = factsOf(deployment, prices);
    // What a preset says holds at the provider's own address; behind another one may be any server, but its own models.
    deployment.quirks = preset->quirks();
    if (given && !facts && !preset->baseUrl.empty() && presetAt(deployment.baseUrl) != presetAt(preset->baseUrl))
        deployment.quirks = openAiCompatible().quirks();
    if (presetAt(deployment.baseUrl) != presetAt(preset->baseUrl)) { // nobody else's word on money is taken
        deployment.quirks.tellsCost = false;
        deployment.quirks.servesTiers = false;
        deployment.quirks.billsAfterCut = false;
    }
    const bool priceGiven = deployment.price != nullptr;
    if (!deployment.isWildcard())
        deployment.price = priceOf(deployment, deployment.upstreamModel, facts);
    if (facts) {
        deployment.thinks = facts->thinks;
        if (deployment.maxOutputTokens == 0)
            deployment.maxOutputTokens = facts->maxOutputTokens;
        if (deployment.contextTokens == 0)
            deployment.contextTokens = facts->contextTokens;
        if (deployment.mode == "chat")
            deployment.mode = facts->mode;
    }
    // A pattern that leads to a hosted provider by way of an own address (a proxy on the way out) reaches its dear
    // models.
    const bool reachesOthers =
        deployment.isWildcard() && !preset->local() && !preset->baseUrl.empty() && preset->name != "openai";
    if (!priceGiven && !deployment.price && isOwnersServer(deployment) && !reachesOthers)
        deployment.price = selfHostedPrice();
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

namespace {

/// `*` without a provider: the provider is found by the name asked for, so there is a deployment for each that can be
/// called with a key of the environment. A key that was given is nobody's in particular.
Result<std::vector<Deployment>> deploymentsByName(const Deployment &declared, const PriceList &prices,
                                                  const Environment &environment)
{
    if (!declared.apiKey.isEmpty())
        return bad("api_key",
                   "'api_key' belongs to one provider and 'model: *' to all of them; write PROVIDER/* for the one it "
                   "belongs to",
                   Reason::ProviderWanted, {{"model", "*"}});
    std::vector<Deployment> out;
    for (const ProviderPreset &preset : providerPresets()) {
        const bool reachable = preset.local() ? !environmentBase(preset, environment).empty()
                                              : !environmentKey(preset, environment).isEmpty();
        if (preset.is(ProviderPreset::OtherName) || !reachable)
            continue;
        Deployment made = declared;
        made.provider = preset.name;
        made.upstreamModel = "*";
        made.byName = true;
        if (!completeDeployment(made, prices, EnvironmentKeys::ForKnownAddresses, environment))
            continue; // an address is missing, for example Azure's
        made.id = declared.id.empty() ? deploymentId(made) : declared.id + "/" + made.provider;
        out.push_back(std::move(made));
    }
    if (out.empty())
        return bad("model",
                   "'*' offers what the environment has keys for, and it has none; set for example OPENAI_API_KEY, or "
                   "write PROVIDER/* with an api_key",
                   Reason::ProviderWanted, {{"model", "*"}});
    return out;
}

} // namespace

Result<std::vector<Deployment>> makeDeployments(const Deployment &declared, const std::string &model,
                                                const std::string &provider, const PriceList &prices,
                                                EnvironmentKeys keys, const Environment &environment)
{
    const std::size_t stars = starsIn(declared.modelName);
    if (starsIn(model) > std::max<std::size_t>(stars, 1))
        return bad("model", "'model' has more stars than 'model_name', which say what they stand for",
                   Reason::UpstreamModelWanted);
    const std::string meant = stars == 0 ? wildcardFilled(model, {declared.modelName}, declared.modelName) : model;
    if (meant == "*" && provider.empty() && declared.baseUrl.empty())
        return deploymentsByName(declared, prices, environment);
    Result<ModelPlace> place = findModelPlace(meant, provider, declared.baseUrl, prices);
    if (!place)
        return place.error();
    Deployment made = declared;
    made.provider = place->provider;
    made.upstreamModel = place->upstreamModel;
    if (Status complete = completeDeployment(made, prices, keys, environment); !complete)
        return complete.error();
    if (made.id.empty())
        made.id = deploymentId(made);
    return std::vector<Deployment>{std::move(made)};
}

} // namespace ostiary
