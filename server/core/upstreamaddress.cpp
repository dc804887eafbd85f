// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/upstreamaddress.h"

#include "models/domain/hosts.h"

namespace ostiary {

namespace {

constexpr std::string_view kAzureVersion = "2025-02-01-preview"; ///< LiteLLM's, where nothing else is said
constexpr std::string_view kFoundryVersion = "2024-05-01-preview";

/// An address in its parts.
struct Parts
{
    std::string origin; ///< scheme, host and port
    std::string path;   ///< empty, or `/…` without a slash at its end
    std::string query;  ///< without `?`

    std::string base() const { return origin + path; }
    bool dropEnd(std::string_view ending)
    {
        if (!path.ends_with(ending))
            return false;
        path.resize(path.size() - ending.size());
        trim();
        return true;
    }
    void trim()
    {
        while (path.ends_with('/'))
            path.pop_back();
    }
};

Parts split(std::string_view url)
{
    Parts parts;
    url = url.substr(0, url.find('#'));
    if (const std::size_t mark = url.find('?'); mark != std::string_view::npos) {
        parts.query = url.substr(mark + 1);
        url = url.substr(0, mark);
    }
    const std::size_t scheme = url.find("://");
    const std::size_t slash = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
    parts.origin = url.substr(0, slash);
    parts.path = slash == std::string_view::npos ? std::string() : std::string(url.substr(slash));
    parts.trim();
    return parts;
}

/// The value of `api-version` in a query, which is taken out of it.
std::string takeVersion(std::string &query)
{
    constexpr std::string_view kName = "api-version=";
    std::size_t at = query.starts_with(kName) ? 0 : query.find("&" + std::string(kName));
    if (at == std::string::npos)
        return {};
    const std::size_t value = query.find('=', at) + 1;
    const std::size_t end = std::min(query.find('&', value), query.size());
    std::string version = query.substr(value, end - value);
    query.erase(at, (at == 0 && end < query.size() ? end + 1 : end) - at);
    return version;
}

void addVersion(std::string &query, std::string_view version)
{
    if (!version.empty())
        query += (query.empty() ? "api-version=" : "&api-version=") + std::string(version);
}

/// The surfaces' own paths, which people copy along with the address.
void dropEndpoint(Parts &parts, Dialect dialect)
{
    if (dialect == Dialect::Anthropic) {
        parts.dropEnd("/messages");
        return;
    }
    for (const std::string_view endpoint : {"/chat/completions", "/completions", "/embeddings", "/responses"}) {
        if (parts.dropEnd(endpoint))
            return;
    }
}

// Source: Azure OpenAI's reference, `/openai/deployments/{name}/…?api-version=` and, from 2025 on, `/openai/v1/…`.
UpstreamAddress azureAddress(Parts parts, std::string_view apiVersion)
{
    dropEndpoint(parts, Dialect::OpenAi);
    const std::string inAddress = takeVersion(parts.query);
    const std::string version = apiVersion.empty() ? inAddress : std::string(apiVersion);
    if (const std::size_t deployments = parts.path.find("/openai/deployments"); deployments != std::string::npos)
        parts.path.resize(deployments);
    const bool v1Address = parts.dropEnd("/openai/v1");
    if (!v1Address)
        parts.dropEnd("/openai");
    UpstreamAddress out;
    out.keyHeader = KeyHeader::ApiKey;
    out.query = parts.query;
    if (v1Address || version == "v1" || version == "preview" || version == "latest") {
        out.baseUrl = parts.base() + "/openai/v1";
        if (version == "preview") // without a version it is the stable interface; dated ones are not known there
            addVersion(out.query, version);
    } else {
        out.baseUrl = parts.base() + "/openai/deployments/{model}";
        addVersion(out.query, version.empty() ? kAzureVersion : std::string_view(version));
    }
    return out;
}

// Source: Azure AI Foundry's reference: `/models/chat/completions?api-version=` of a resource, `/v1` or no path of a
// model of its own, `/anthropic` for Claude.
UpstreamAddress foundryAddress(Parts parts, std::string_view apiVersion, std::string_view model)
{
    const std::string host = hostOf(parts.origin);
    const bool resource = host.ends_with(".services.ai.azure.com");
    const bool azureHost =
        resource || host.ends_with(".openai.azure.com") || host.ends_with(".cognitiveservices.azure.com");
    UpstreamAddress out;
    out.keyHeader = azureHost ? KeyHeader::ApiKey : KeyHeader::Bearer;
    const bool claude = parts.path.find("/anthropic") != std::string::npos || (resource && model.starts_with("claude"));
    if (claude) {
        out.dialect = Dialect::Anthropic;
        dropEndpoint(parts, Dialect::Anthropic);
        if (parts.path.find("/anthropic") == std::string::npos)
            parts.path = "/anthropic";
        if (!parts.path.ends_with("/v1"))
            parts.path += "/v1";
        out.baseUrl = parts.base();
        out.query = parts.query;
        return out;
    }
    if (parts.path.find("/openai") != std::string::npos || host.ends_with(".openai.azure.com"))
        return azureAddress(std::move(parts), apiVersion);
    dropEndpoint(parts, Dialect::OpenAi);
    const std::string inAddress = takeVersion(parts.query);
    std::string version = apiVersion.empty() ? inAddress : std::string(apiVersion);
    if (resource && parts.path.empty())
        parts.path = "/models";
    if (version.empty() && parts.path.ends_with("/models"))
        version = kFoundryVersion;
    out.baseUrl = parts.base();
    out.query = parts.query;
    addVersion(out.query, version);
    return out;
}

/// Where a provider's interface stands below an address that names its host alone.
void completePath(Parts &parts, const ProviderPreset &preset)
{
    const std::string_view name = preset.name;
    const Parts own = split(preset.baseUrl);
    if (name == "ollama" || name == "ollama_chat") { // LiteLLM's api_base is the one of Ollama's own interface
        if (const std::size_t api = parts.path.find("/api"); api != std::string::npos)
            parts.path.resize(api);
        if (!parts.path.ends_with("/v1"))
            parts.path += "/v1";
    } else if (name == "gemini") { // the native interface's address: /v1beta, or a model below it
        if (parts.path.find("/openai") == std::string::npos) {
            const std::size_t version = parts.path.find("/v1");
            parts.path.resize(version == std::string::npos ? parts.path.size() : version);
            parts.path += own.path;
        }
    } else if (name == "cloudflare") {
        if (parts.dropEnd("/ai/run"))
            parts.path += "/ai/v1";
    } else if (name == "cohere" || name == "cohere_chat") {
        if (hostOf(parts.origin).find("cohere.") != std::string::npos &&
            parts.path.find("/compatibility") == std::string::npos)
            parts.path = own.path;
    } else if (name == "databricks") {
        if (parts.path.empty())
            parts.path = "/serving-endpoints";
    } else if (parts.path.empty() &&
               (preset.local() || name == "huggingface" || hostOf(parts.origin) == hostOf(own.origin))) {
        parts.path = own.path;
    }
}

} // namespace

UpstreamAddress upstreamAddress(const ProviderPreset &preset, std::string_view apiBase, std::string_view apiVersion,
                                std::string_view model)
{
    Parts parts = split(apiBase);
    if (preset.is(ProviderPreset::AzureUrls))
        return preset.name == "azure_ai" ? foundryAddress(std::move(parts), apiVersion, model)
                                         : azureAddress(std::move(parts), apiVersion);
    UpstreamAddress out;
    out.dialect = preset.dialect();
    dropEndpoint(parts, out.dialect);
    if (out.dialect == Dialect::Anthropic) {
        if (!parts.path.ends_with("/v1"))
            parts.path += "/v1"; // LiteLLM's api_base for Anthropic stands without it
    } else {
        completePath(parts, preset);
    }
    out.baseUrl = parts.base();
    out.query = parts.query;
    return out;
}

} // namespace ostiary
