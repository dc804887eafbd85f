// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/cors.h"

#include "server/http/target.h"

#include <algorithm>

namespace ostiary {

namespace {

constexpr std::size_t kMostAskedFields = 1024; ///< bytes of access-control-request-headers that are repeated
constexpr std::string_view kExposed = "x-request-id, x-litellm-call-id, x-litellm-model-id, x-litellm-response-cost, "
                                      "x-ratelimit-limit-requests, x-ratelimit-remaining-requests, "
                                      "x-ratelimit-reset-requests, x-should-retry, retry-after";

bool allowsAll(const CorsPolicy &policy)
{
    return std::find(policy.origins.begin(), policy.origins.end(), "*") != policy.origins.end();
}

/// What `access-control-allow-origin` says to `request`; empty when its page may not call.
std::string_view allowedOrigin(const CorsPolicy &policy, const HttpRequest &request)
{
    const std::string_view origin = request.header("origin");
    if (origin.empty())
        return {};
    if (allowsAll(policy))
        return "*";
    const auto found = std::find(policy.origins.begin(), policy.origins.end(), origin);
    return found == policy.origins.end() ? std::string_view() : std::string_view(*found);
}

void add(std::string &out, std::string_view name, std::string_view value)
{
    out.append(name).append(": ").append(value).append("\r\n");
}

bool areFieldNames(std::string_view text)
{
    return !text.empty() && text.size() <= kMostAskedFields && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == ',' || c == ' ';
    });
}

} // namespace

std::optional<std::string> originOf(std::string_view text)
{
    if (text == "*")
        return std::string(text);
    std::string origin(text);
    std::transform(origin.begin(), origin.end(), origin.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (origin.ends_with('/'))
        origin.pop_back();
    const std::size_t colon = origin.find("://");
    if (colon == std::string::npos || colon == 0 || !hostDefect(std::string_view(origin).substr(colon + 3)).empty())
        return std::nullopt;
    const bool scheme = std::all_of(origin.begin(), origin.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    });
    return scheme ? std::optional(origin) : std::nullopt;
}

std::string corsFields(const CorsPolicy &policy, const HttpRequest &request)
{
    std::string out;
    if (!allowsAll(policy))
        add(out, "vary", "Origin"); // for every answer: a cache must not hand one to a page of another origin
    const std::string_view origin = allowedOrigin(policy, request);
    if (origin.empty())
        return out;
    add(out, "access-control-allow-origin", origin);
    if (policy.credentials)
        add(out, "access-control-allow-credentials", "true");
    add(out, "access-control-expose-headers", policy.credentials ? kExposed : "*");
    return out;
}

bool isPreflight(const HttpRequest &request)
{
    return request.method() == "OPTIONS" && !request.header("origin").empty() &&
           !request.header("access-control-request-method").empty();
}

std::string preflightFields(const CorsPolicy &policy, const HttpRequest &request, std::string_view methods)
{
    std::string out;
    if (allowedOrigin(policy, request).empty())
        return out;
    add(out, "access-control-allow-methods", methods);
    if (const std::string_view asked = request.header("access-control-request-headers"); areFieldNames(asked))
        add(out, "access-control-allow-headers", asked);
    add(out, "access-control-max-age", "600");
    add(out, "vary", "Access-Control-Request-Method, Access-Control-Request-Headers");
    return out;
}

} // namespace ostiary
