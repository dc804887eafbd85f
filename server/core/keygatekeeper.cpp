// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/keygatekeeper.h"

#include "server/gateway/rateadmission.h"
#include "server/policy/routerights.h"

namespace ostiary {

namespace {

GatewayError routeDenied(const std::vector<std::string> &allowed, std::string_view path)
{
    std::string list;
    for (const std::string &entry : allowed)
        list += (list.empty() ? "'" : ", '") + entry + "'";
    return GatewayError::make(ErrorCode::Forbidden, "Virtual key is not allowed to call this route. Only allowed to "
                                                    "call routes: [" +
                                                        list + "]. Tried to call route: " + std::string(path));
}

} // namespace

Result<CallerPtr> KeyGatekeeper::admit(const HttpRequest &request, Permission permission)
{
    Result<PrincipalPtr> known = m_keys.authenticate(request.credential());
    if (!known) {
        m_refused.note(request.peerAddress, request.path(), request.credential(), known.error().code);
        m_metrics.refused(nameOf(known.error().code), known.error().status);
        return std::move(known).error();
    }
    if (permission == Permission::Admin && known.value()->role != Role::Admin) {
        m_metrics.refused(nameOf(ErrorCode::Forbidden), 403);
        return GatewayError::make(ErrorCode::Forbidden, "Only an administrator may do this; use the admin key");
    }
    const Principal &caller = *known.value();
    if (caller.role != Role::Admin && !routeAllowed(caller.key.allowedRoutes, request.path())) {
        m_metrics.refused(nameOf(ErrorCode::Forbidden), 403);
        return routeDenied(caller.key.allowedRoutes, request.path());
    }
    return CallerPtr(std::move(known).value());
}

Result<std::unique_ptr<Admission>> KeyGatekeeper::reserve(const CallerPtr &caller, Permission permission)
{
    if (permission != Permission::Inference)
        return std::unique_ptr<Admission>();
    const auto &principal = static_cast<const Principal &>(*caller);
    Result<RateTicket> ticket =
        m_limiter.take(principal.rate, principal.rateLimits, "api_key: " + principal.key.maskedName);
    if (!ticket) {
        m_metrics.refused(nameOf(ticket.error().code), ticket.error().status);
        return std::move(ticket).error();
    }
    return std::unique_ptr<Admission>(std::make_unique<RateAdmission>(std::move(ticket).value()));
}

} // namespace ostiary
