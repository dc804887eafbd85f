// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/routetable.h"

#include <algorithm>

namespace ostiary {

namespace {

constexpr std::string_view kHole = "{id}";

bool matches(std::string_view pattern, std::string_view path, std::string *parameter)
{
    const std::size_t hole = pattern.find(kHole);
    const std::string_view before = pattern.substr(0, hole);
    const std::string_view after = pattern.substr(hole + kHole.size());
    if (path.size() <= before.size() + after.size() || !path.starts_with(before) || !path.ends_with(after))
        return false;
    const std::string_view middle = path.substr(before.size(), path.size() - before.size() - after.size());
    if (!after.empty() && middle.find('/') != std::string_view::npos)
        return false;
    *parameter = percentDecode(middle);
    return true;
}

} // namespace

void RouteTable::add(std::string_view method, std::string_view pattern, Permission permission, RouteHandler handler)
{
    m_routes.push_back(
        std::make_unique<Route>(Route{std::string(method), std::string(pattern), permission, std::move(handler)}));
    const Route *route = m_routes.back().get();
    if (pattern.find(kHole) == std::string_view::npos) {
        m_exact[std::string(pattern)].push_back(route);
        return;
    }
    m_patterns.push_back(route);
    std::stable_sort(m_patterns.begin(), m_patterns.end(), // the more specific pattern first
                     [](const Route *a, const Route *b) { return a->pattern.size() > b->pattern.size(); });
}

RouteTable::Match RouteTable::find(std::string_view method, std::string_view path) const
{
    const std::string_view wanted = method == "HEAD" ? std::string_view("GET") : method;
    Match match;
    const auto consider = [&](const Route *route) {
        if (route->method == wanted) {
            match.route = route;
            return true;
        }
        match.allow += (match.allow.empty() ? "" : ", ") + route->method;
        return false;
    };
    if (const auto found = m_exact.find(path); found != m_exact.end()) {
        for (const Route *route : found->second) {
            if (consider(route))
                return match;
        }
        return match;
    }
    for (const Route *route : m_patterns) {
        std::string parameter;
        if (matches(route->pattern, path, &parameter) && consider(route)) {
            match.parameter = std::move(parameter);
            return match;
        }
    }
    return match;
}

GatewayError noRoute(const RouteTable::Match &match, const HttpRequest &request)
{
    if (!match.allow.empty())
        return GatewayError::make(ErrorCode::MethodNotAllowed, std::string(request.method()) + " is not allowed here");
    return GatewayError::make(ErrorCode::NotFound, "There is nothing at " + std::string(request.path()) +
                                                       ". The API is under /v1, for example /v1/chat/completions");
}

} // namespace ostiary
