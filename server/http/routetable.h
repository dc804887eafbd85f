// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/errorform.h"
#include "server/http/gatekeeper.h"
#include "server/http/responsestream.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ostiary {

/// A request on its way into a handler, with everything the edge learned about it.
struct RouteCall
{
    HttpRequest request;
    std::shared_ptr<ResponseStream> response;
    CallerPtr caller;            ///< null on public routes
    std::string parameter;       ///< what `{id}` stood for, decoded
    std::int64_t admittedNs = 0; ///< steady clock, when authentication was done
};
using RouteHandler = std::function<void(RouteCall &&)>;

/// Raw paths to handlers. A pattern may end in `{id}`, which stands for the rest of the path, slashes included
/// (model ids have them), or hold one `{id}` segment in its middle, where a slash has to be encoded. A slash at the end
/// of a path changes nothing.
class RouteTable
{
public:
    struct Route
    {
        std::string method;
        std::string pattern;
        Permission permission;
        RouteHandler handler;
        ErrorForm form = ErrorForm::OpenAi;
        std::optional<GatewayError> refusal = {}; ///< the answer to every caller, known from the head alone
    };
    struct Match
    {
        const Route *route = nullptr;
        std::string parameter;
        std::string allow; ///< methods of the path when only the method does not fit
        ErrorForm form = ErrorForm::OpenAi;
    };

    /// Errors at paths that begin with `prefix` are told in `form`. Before the routes are added.
    void setForm(std::string_view prefix, ErrorForm form) { m_forms.emplace_back(prefix, form); }

    void add(std::string_view method, std::string_view pattern, Permission permission, RouteHandler handler);
    /// A route whose every caller is told `refusal`, without reading the body.
    void refuse(std::string_view method, std::string_view pattern, Permission permission, GatewayError refusal);
    /// HEAD finds the GET route.
    Match find(std::string_view method, std::string_view path) const;

private:
    struct TextHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    void add(Route route);
    ErrorForm formOf(std::string_view path) const;

    std::vector<std::pair<std::string, ErrorForm>> m_forms;
    std::vector<std::unique_ptr<Route>> m_routes;
    std::unordered_map<std::string, std::vector<const Route *>, TextHash, std::equal_to<>> m_exact;
    std::vector<const Route *> m_patterns;
};

/// The answer where `match` has found no route: 405 with another method's route, else 404.
GatewayError noRoute(const RouteTable::Match &match, const HttpRequest &request);

} // namespace ostiary
