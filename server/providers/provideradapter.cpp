// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/provideradapter.h"

#include "server/providers/anthropicadapter.h"
#include "server/providers/openaiadapter.h"

#include <algorithm>
#include <charconv>

namespace ostiary {

namespace {

constexpr int kMaxRetryAfter = 3600;

// Providers put the head of a rejected key and the organisation's id into their messages.
std::string scrubbed(std::string text, const Deployment &deployment)
{
    const std::string_view key = deployment.apiKey.reveal();
    if (key.size() >= 4) {
        for (std::size_t at = 0; (at = text.find(key, at)) != std::string::npos;)
            text.replace(at, key.size(), "[key]");
    }
    for (const std::string_view prefix : {"sk-", "org-", "proj_"}) {
        for (std::size_t at = 0; (at = text.find(prefix, at)) != std::string::npos;) {
            std::size_t end = at + prefix.size();
            while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '-' ||
                                         text[end] == '_' || text[end] == '*'))
                ++end;
            if (end - at >= prefix.size() + 6)
                text.replace(at, end - at, "[removed]");
            at += 1;
        }
    }
    return text;
}

std::string percentEncoded(std::string_view text)
{
    constexpr std::string_view kPlain = "-._~";
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || kPlain.find(c) != std::string_view::npos)
            out += c;
        else
            out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
    return out;
}

int clientStatus(int upstream)
{
    switch (upstream) {
    case 401:
    case 402:
    case 403:
        return 502; // the gateway's credentials, not the client's
    case 500:
        return 502;
    case 529:
        return 503;
    default:
        break;
    }
    if (upstream >= 400 && upstream < 500)
        return upstream;
    if (upstream == 503 || upstream == 504)
        return upstream;
    return 502;
}

} // namespace

std::unique_ptr<ProviderAdapter> ProviderAdapter::make(AttemptContext context)
{
    if (context.deployment->dialect == Dialect::Anthropic)
        return std::make_unique<AnthropicAdapter>(std::move(context));
    return std::make_unique<OpenAiAdapter>(std::move(context));
}

std::string upstreamUrl(const Deployment &deployment, std::string_view upstreamModel, std::string_view path)
{
    constexpr std::string_view kModel = "{model}";
    std::string url;
    url.reserve(deployment.baseUrl.size() + path.size() + deployment.query.size() + upstreamModel.size() + 1);
    url = deployment.baseUrl;
    if (const std::size_t at = url.find(kModel); at != std::string::npos)
        url.replace(at, kModel.size(), percentEncoded(upstreamModel));
    url += path;
    if (!deployment.query.empty())
        url += '?' + deployment.query;
    return url;
}

UpstreamRequest ProviderAdapter::baseRequest(std::string_view path) const
{
    const Deployment &deployment = *m_context.deployment;
    UpstreamRequest request;
    request.url = upstreamUrl(deployment, m_context.upstreamModel, path);
    request.deadlines = deployment.deadlines;
    request.headers.reserve(6 + deployment.extraHeaders.size());
    request.headers.emplace_back("Content-Type: application/json");
    request.headers.emplace_back(m_context.stream ? "Accept: text/event-stream" : "Accept:");
    request.headers.push_back("X-Client-Request-Id: " + m_context.callId);
    for (const auto &[name, value] : deployment.extraHeaders)
        request.headers.push_back(name + ": " + value);
    return request;
}

Status ProviderAdapter::showKey(UpstreamRequest &request) const
{
    const Deployment &deployment = *m_context.deployment;
    if (deployment.token) {
        const std::int64_t nowMs = m_context.createdSeconds * 1000;
        const Secret token = deployment.token->token(nowMs);
        if (token.isEmpty())
            return GatewayError::make(ErrorCode::NoDeployment, "No deployments available for selected model: " +
                                                                   outOfService(deployment, nowMs).value_or(""));
        request.headers.push_back("Authorization: Bearer " + std::string(token.reveal()));
    } else if (!deployment.apiKey.isEmpty()) {
        request.headers.push_back((deployment.keyHeader == KeyHeader::ApiKey ? "api-key: " : "Authorization: Bearer ") +
                                  std::string(deployment.apiKey.reveal()));
    }
    return Done{};
}

std::string streamErrorEvent(const GatewayError &error)
{
    return "data: " + openAiEnvelope(error) + "\n\n";
}

GatewayError upstreamError(const ProviderAdapter &adapter, const UpstreamHead &head, const std::string &body,
                           const Deployment &deployment)
{
    GatewayError error;
    error.status = clientStatus(head.status);
    error.code = error.status == 429   ? ErrorCode::RateLimited
                 : error.status < 500  ? ErrorCode::UpstreamRejected
                 : error.status == 503 ? ErrorCode::Overloaded
                 : error.status == 504 ? ErrorCode::UpstreamTimeout
                                       : ErrorCode::UpstreamFailed;
    std::string message = scrubbed(adapter.errorMessage(body), deployment);
    if (message.empty())
        message = "the provider answered with status " + std::to_string(head.status);
    const bool credentials = head.status == 401 || head.status == 403;
    if (head.status >= 300 && head.status < 400)
        message = "the provider answered with a redirect, which is never followed; correct the deployment's api_base";
    error.publicText = credentials ? "The provider refused the gateway's credentials for this model (" +
                                         deployment.provider + ", status " + std::to_string(head.status) +
                                         "). An administrator must correct the deployment's api_key"
                                   : deployment.provider + ": " + message;
    error.detail = "status " + std::to_string(head.status) + ": " + message;
    if (error.status == head.status && adapter.forwardsErrors() && body.size() < 64 * 1024 &&
        !adapter.errorMessage(body).empty())
        error.upstreamBody = scrubbed(body, deployment);
    if (const std::string_view wait = head.field("retry-after"); !wait.empty()) {
        int seconds = 0;
        const auto [end, failed] = std::from_chars(wait.data(), wait.data() + wait.size(), seconds);
        if (failed == std::errc() && end == wait.data() + wait.size() && seconds >= 0)
            error.retryAfterSeconds = std::min(seconds, kMaxRetryAfter);
    }
    return error;
}

} // namespace ostiary
