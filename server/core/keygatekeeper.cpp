// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/keygatekeeper.h"

#include "server/gateway/rateadmission.h"
#include "server/policy/routerights.h"

#include <QLoggingCategory>

namespace ostiary {

namespace {

Q_LOGGING_CATEGORY(logDoor, "ostiary.door")

GatewayError routeDenied(const std::vector<std::string> &allowed, std::string_view path)
{
    std::string list;
    for (const std::string &entry : allowed)
        list += (list.empty() ? "'" : ", '") + entry + "'";
    return GatewayError::make(ErrorCode::Forbidden, "Virtual key is not allowed to call this route. Only allowed to "
                                                    "call routes: [" +
                                                        list + "]. Tried to call route: " + std::string(path));
}

GatewayError tooManyGuesses(int seconds)
{
    GatewayError error =
        GatewayError::make(ErrorCode::RateLimited, "Too many wrong admin keys came from this address; a key from it is "
                                                   "looked at again in " +
                                                       std::to_string(seconds) + " s")
            .because(Reason::TooManyGuesses, {{"seconds", std::to_string(seconds)}});
    error.retryAfterSeconds = seconds;
    return error;
}

} // namespace

/// While the address rests no key was looked at, and nothing tells a right one from a wrong one.
Result<CallerPtr> KeyGatekeeper::admit(const HttpRequest &request, Permission permission)
{
    const bool administrative = permission == Permission::Admin;
    const bool fromHere = isLoopback(request.peerAddress);
    if (administrative && !request.secure && !fromHere && !m_plainAdministration.load(std::memory_order_relaxed))
        return refused(GatewayError::make(ErrorCode::Forbidden,
                                          "Administrative routes are not answered to other machines without TLS, "
                                          "because the admin key would cross the network in the clear: set "
                                          "ostiary.tls, or accept it by 'ostiary: {accept_unprotected: "
                                          "[plain_admin_listener]}'")
                           .because(Reason::PlainAdminRefused));
    const std::string_view credential = request.credential();
    const bool guarded = !credential.empty() && (administrative || (m_keys.isMasterKeyWeak() && !fromHere));
    const int rest = guarded ? m_guesses.restOf(request.peerAddress) : 0;
    if (rest > 0)
        m_metrics.adminKeyGuess(true);
    if (rest > 0 && administrative)
        return refused(tooManyGuesses(rest));
    Result<PrincipalPtr> known = m_keys.authenticate(credential);
    if (rest > 0 && known && known.value()->role == Role::Admin)
        known = KeyRing::unknownKey(credential);
    if (!known) {
        m_refused.note(request.peerAddress, request.path(), credential, known.error().code);
        if (guarded && rest == 0 && known.error().code == ErrorCode::KeyUnknown)
            noteGuess(request);
        if (rest > 0)
            known.error().retryAfterSeconds = rest;
        if (!administrative) // clients of the data plane read OpenAI's four members
            known.error().reason = Reason::None;
        return refused(std::move(known).error());
    }
    const Principal &caller = *known.value();
    if (administrative && caller.role != Role::Admin)
        return refused(
            GatewayError::make(ErrorCode::Forbidden, "Only an administrator may do this; use the admin key"));
    if (caller.role != Role::Admin && !routeAllowed(caller.key.allowedRoutes, request.path()))
        return refused(routeDenied(caller.key.allowedRoutes, request.path()));
    return CallerPtr(std::move(known).value());
}

Result<std::unique_ptr<Admission>> KeyGatekeeper::reserve(const HttpRequest &request, const CallerPtr &caller,
                                                          Permission permission)
{
    if (permission != Permission::Inference)
        return std::unique_ptr<Admission>();
    const auto &principal = static_cast<const Principal &>(*caller);
    Result<RateTicket> ticket =
        m_limiter.take(principal.rate, principal.rateLimits, "api_key: " + principal.key.maskedName);
    if (!ticket) {
        m_metrics.refused(nameOf(ticket.error().code), ticket.error().status);
        m_headRefusals.note(principal, request.path(), ticket.error());
        return std::move(ticket).error();
    }
    return std::unique_ptr<Admission>(std::make_unique<RateAdmission>(std::move(ticket).value()));
}

GatewayError KeyGatekeeper::refused(GatewayError error) const
{
    m_metrics.refused(nameOf(error.code), error.status);
    return error;
}

void KeyGatekeeper::noteGuess(const HttpRequest &request)
{
    m_metrics.adminKeyGuess(false);
    if (m_guesses.wrong(request.peerAddress, sha256(request.credential())))
        qCWarning(logDoor, "wrong admin keys come from %s; it has to wait longer and longer between them",
                  request.peerAddress.c_str());
}

} // namespace ostiary
