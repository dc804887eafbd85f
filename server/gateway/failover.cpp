// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/failover.h"

#include "models/domain/providerpreset.h"

#include <algorithm>

namespace ostiary {

Verdict verdictOnStatus(int upstreamStatus, ProviderComplaint complaint)
{
    Verdict verdict;
    if (complaint == ProviderComplaint::ContextLength) {
        verdict.fallback = FallbackKind::ContextWindow;
        verdict.errorClass = ErrorClass::BadRequest;
        return verdict;
    }
    if (complaint == ProviderComplaint::ContentPolicy) {
        verdict.fallback = FallbackKind::ContentPolicy;
        verdict.errorClass = ErrorClass::ContentPolicy;
        return verdict;
    }
    if (complaint == ProviderComplaint::QuotaSpent) { // told with 400, 402, 403 or 429; money does not come in seconds
        verdict.tryNext = true;
        verdict.fallback = FallbackKind::General;
        verdict.errorClass = ErrorClass::RateLimit;
        verdict.cooldown = Cooldowns::Failure::Refused;
        return verdict;
    }
    switch (upstreamStatus) {
    case 401:
    case 402:
    case 403:
    case 404:
        verdict.tryNext = true;
        verdict.fallback = FallbackKind::General;
        verdict.errorClass =
            upstreamStatus == 401 || upstreamStatus == 403 ? ErrorClass::Authentication : ErrorClass::Other;
        verdict.cooldown = Cooldowns::Failure::Refused;
        verdict.ofTheModel = upstreamStatus == 404;
        return verdict;
    case 408:
        verdict.tryNext = verdict.trySame = true;
        verdict.fallback = FallbackKind::General;
        verdict.errorClass = ErrorClass::Timeout;
        verdict.cooldown = Cooldowns::Failure::Refused;
        return verdict;
    case 429:
        verdict.tryNext = verdict.trySame = true;
        verdict.fallback = FallbackKind::General;
        verdict.errorClass = ErrorClass::RateLimit;
        verdict.cooldown = Cooldowns::Failure::Refused;
        return verdict;
    default:
        break;
    }
    if (upstreamStatus == 413) { // too large for this one's minute or its proxy; waiting does not make it smaller
        verdict.tryNext = true;
        verdict.fallback = FallbackKind::General;
        verdict.errorClass = ErrorClass::RateLimit;
        return verdict;
    }
    if (upstreamStatus >= 500) {
        verdict.tryNext = verdict.trySame = true;
        verdict.fallback = FallbackKind::General;
        verdict.errorClass = ErrorClass::Internal;
        verdict.cooldown = Cooldowns::Failure::Broken;
        // A proxy in front of the provider says these when it did not wait to the end (RFC 9110, 15.6.5; 524 is
        // Cloudflare's): the provider may have done the work. The other 5xx are refusals, which no provider bills.
        if (upstreamStatus == 504 || upstreamStatus == 524) {
            verdict.ending = AttemptEnding::Lost;
            verdict.errorClass = ErrorClass::Timeout;
        }
    } else if (upstreamStatus < 400) { // a redirect: this deployment is configured wrongly
        verdict.tryNext = true;
        verdict.fallback = FallbackKind::General;
        verdict.cooldown = Cooldowns::Failure::Broken;
    } else {
        verdict.errorClass = ErrorClass::BadRequest;
    }
    return verdict;
}

bool billsScreening(const Deployment &deployment)
{
    const ProviderPreset *const preset = findPreset(deployment.provider);
    return preset && preset->is(ProviderPreset::AzureUrls);
}

Verdict billedRefusal(Verdict verdict, int upstreamStatus, ProviderComplaint complaint)
{
    const bool wasRead = complaint == ProviderComplaint::ContentPolicy || complaint == ProviderComplaint::ContextLength;
    if (upstreamStatus == 408)
        verdict.ending = AttemptEnding::Lost;
    else if (upstreamStatus == 400 && wasRead)
        verdict.ending = AttemptEnding::Screened;
    return verdict;
}

Verdict verdictOnStream(const GatewayError &failure, bool answered)
{
    Verdict verdict = verdictOnStatus(failure.providerStatus ? failure.providerStatus : 500, failure.complaint);
    if (failure.providerStatus == 0 || answered) // no error of the provider's own, or one that came too late
        verdict.ending = AttemptEnding::Unreadable;
    return verdict;
}

Verdict verdictOnEnd(const UpstreamEnd &end)
{
    Verdict verdict;
    if (end.kind == UpstreamEnd::Kind::NoDescriptor) { // no deployment can be reached at present, and none is to blame
        verdict.ending = AttemptEnding::NeverSent;
        return verdict;
    }
    verdict.tryNext = true;
    verdict.fallback = FallbackKind::General;
    verdict.errorClass = end.kind == UpstreamEnd::Kind::TimedOut ? ErrorClass::Timeout : ErrorClass::Internal;
    verdict.cooldown = Cooldowns::Failure::Broken;
    if (end.kind == UpstreamEnd::Kind::ConnectFailed || !end.sent) {
        verdict.trySame = true;
        verdict.ending = AttemptEnding::NeverSent;
        return verdict;
    }
    // The request had left. Another deployment may be asked, but not this one again: it may still be working on it.
    verdict.ending = AttemptEnding::Lost;
    return verdict;
}

GatewayError errorOfEnd(const UpstreamEnd &end, std::string_view provider)
{
    const std::string who(provider);
    switch (end.kind) {
    case UpstreamEnd::Kind::ConnectFailed: {
        GatewayError error = GatewayError::make(ErrorCode::UpstreamFailed, who + " cannot be reached: " + end.detail);
        return error;
    }
    case UpstreamEnd::Kind::NoDescriptor: {
        GatewayError error = GatewayError::make(
            ErrorCode::Overloaded, "The gateway has no file descriptor left for a connection; try again shortly");
        error.retryAfterSeconds = 1;
        return error;
    }
    case UpstreamEnd::Kind::TimedOut:
        return GatewayError::make(ErrorCode::UpstreamTimeout, who + ": " + end.detail);
    default:
        return GatewayError::make(ErrorCode::UpstreamFailed,
                                  who + " ended the connection before the answer was complete" +
                                      (end.detail.empty() ? "" : " (" + end.detail + ")"));
    }
}

std::optional<int> numberFor(const ByErrorClass &policy, ErrorClass errorClass)
{
    switch (errorClass) {
    case ErrorClass::Authentication:
        return policy.authentication;
    case ErrorClass::Timeout:
        return policy.timeout;
    case ErrorClass::RateLimit:
        return policy.rateLimit;
    case ErrorClass::ContentPolicy:
        return policy.contentPolicy;
    case ErrorClass::BadRequest:
        return policy.badRequest;
    case ErrorClass::Internal:
        return policy.internal;
    case ErrorClass::Other:
        break;
    }
    return std::nullopt;
}

std::optional<int> retriesByPolicy(const RoutingRules &rules, const Deployment &deployment, ErrorClass errorClass)
{
    const auto ofModel = rules.retriesByModel.find(deployment.modelName);
    const auto number = ofModel == rules.retriesByModel.end() ? std::nullopt : numberFor(ofModel->second, errorClass);
    return number ? number : numberFor(rules.retriesByClass, errorClass);
}

int retriesFor(const RoutingRules &rules, const Deployment &deployment, ErrorClass errorClass)
{
    return retriesByPolicy(rules, deployment, errorClass).value_or(deployment.retries.value_or(rules.retries));
}

bool isWorthWaiting(const GatewayError &error)
{
    constexpr int kMostWaited = 60;
    const int seconds = error.retryAfterSeconds.value_or(0);
    return (error.status == 429 || error.status == 503) && seconds > 0 && seconds <= kMostWaited &&
           error.complaint == ProviderComplaint::None;
}

std::chrono::milliseconds backoff(int attempt, double random)
{
    const double base = 200.0 * static_cast<double>(1 << std::clamp(attempt - 2, 0, 4));
    return std::chrono::milliseconds(static_cast<std::int64_t>(base * (0.5 + random / 2)));
}

} // namespace ostiary
