// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/routetable.h"

#include <QByteArrayView>

#include <algorithm>

namespace ostiary {

namespace {

constexpr std::string_view kHole = "{id}";

/// A name is repeated in answers and logs.
bool isText(std::string_view name)
{
    return QByteArrayView(name.data(), static_cast<qsizetype>(name.size())).isValidUtf8() &&
           std::none_of(name.begin(), name.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

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
    *parameter = pathDecode(middle);
    return isText(*parameter);
}

bool holdsEncodedSlash(std::string_view path)
{
    return path.find("%2F") != std::string_view::npos || path.find("%2f") != std::string_view::npos;
}

} // namespace

void RouteTable::add(std::string_view method, std::string_view pattern, Permission permission, RouteHandler handler)
{
    add(Route{std::string(method), std::string(pattern), permission, std::move(handler)});
}

void RouteTable::refuse(std::string_view method, std::string_view pattern, Permission permission, GatewayError refusal)
{
    Route route{std::string(method), std::string(pattern), permission, {}};
    route.refusal = std::move(refusal);
    add(std::move(route));
}

ErrorForm RouteTable::formOf(std::string_view path) const
{
    const auto found = std::find_if(m_forms.begin(), m_forms.end(),
                                    [path](const auto &entry) { return path.starts_with(entry.first); });
    return found == m_forms.end() ? ErrorForm::OpenAi : found->second;
}

void RouteTable::add(Route made)
{
    made.form = formOf(made.pattern);
    m_routes.push_back(std::make_unique<Route>(std::move(made)));
    const Route *route = m_routes.back().get();
    const std::string_view pattern = route->pattern;
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
    if (path.size() > 1 && path.ends_with('/'))
        path.remove_suffix(1);
    Match match;
    const auto consider = [&](const Route *route) {
        match.form = route->form;
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
    if (match.allow.empty())
        match.form = formOf(path);
    return match;
}

GatewayError noRoute(const RouteTable::Match &match, const HttpRequest &request)
{
    if (!match.allow.empty())
        return GatewayError::make(ErrorCode::MethodNotAllowed, std::string(request.method()) + " is not allowed here");
    if (holdsEncodedSlash(request.path()))
        return GatewayError::make(ErrorCode::BadRequest, "encoded slash in the request target");
    return GatewayError::make(ErrorCode::NotFound, "There is nothing at " + std::string(request.path()) +
                                                       ". The API is under /v1, for example /v1/chat/completions");
}

} // namespace ostiary
