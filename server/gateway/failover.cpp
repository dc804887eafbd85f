// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/failover.h"

#include <algorithm>

namespace ostiary {

Verdict verdictOnStatus(int upstreamStatus)
{
    Verdict verdict;
    switch (upstreamStatus) {
    case 401:
    case 402:
    case 403:
    case 404:
        verdict.tryNext = true;
        verdict.cooldown = Cooldowns::Failure::Refused;
        return verdict;
    case 408:
    case 429:
        verdict.tryNext = verdict.trySame = true;
        verdict.cooldown = Cooldowns::Failure::Refused;
        return verdict;
    default:
        break;
    }
    if (upstreamStatus >= 500) {
        verdict.tryNext = verdict.trySame = true;
        verdict.state = RecordState::Ambiguous;
        verdict.cooldown = Cooldowns::Failure::Broken;
    } else if (upstreamStatus < 400) { // a redirect: this deployment is configured wrongly
        verdict.tryNext = true;
        verdict.cooldown = Cooldowns::Failure::Broken;
    }
    return verdict;
}

Verdict verdictOnEnd(const UpstreamEnd &end)
{
    Verdict verdict;
    verdict.cooldown = Cooldowns::Failure::Broken;
    if (end.kind == UpstreamEnd::Kind::ConnectFailed || !end.sent) {
        verdict.tryNext = verdict.trySame = true;
        return verdict;
    }
    // The request had left. Another deployment may be asked, but not this one again: it may still be working on it.
    verdict.tryNext = true;
    verdict.charge = true;
    verdict.state = RecordState::Ambiguous;
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
    case UpstreamEnd::Kind::TimedOut:
        return GatewayError::make(ErrorCode::UpstreamTimeout, who + ": " + end.detail);
    default:
        return GatewayError::make(ErrorCode::UpstreamFailed,
                                  who + " ended the connection before the answer was complete" +
                                      (end.detail.empty() ? "" : " (" + end.detail + ")"));
    }
}

std::chrono::milliseconds backoff(int attempt, double random)
{
    const double base = 200.0 * static_cast<double>(1 << std::clamp(attempt - 2, 0, 4));
    return std::chrono::milliseconds(static_cast<std::int64_t>(base * (0.5 + random / 2)));
}

} // namespace ostiary
