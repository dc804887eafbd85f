// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gatewayerror.h"
#include "server/gateway/charge.h"
#include "server/policy/catalog.h"
#include "server/policy/cooldowns.h"
#include "server/providers/upstreamcall.h"

#include <chrono>
#include <optional>

namespace ostiary {

/// The classes by which LiteLLM's `retry_policy` and `allowed_fails_policy` count.
enum class ErrorClass { Other, Authentication, Timeout, RateLimit, ContentPolicy, BadRequest, Internal };

/// Which list of fallback models an error asks for.
enum class FallbackKind {
    None,          ///< the request is at fault: no other model will take it
    General,       ///< `fallbacks`
    ContextWindow, ///< `context_window_fallbacks`
    ContentPolicy, ///< `content_policy_fallbacks`
};

/// What a failed attempt means for the next one and for money.
struct Verdict
{
    bool tryNext = false;    ///< another deployment may do better
    bool trySame = false;    ///< so may this one, after a pause
    bool repeats = false;    ///< so will this one at once, without a parameter that it refused by name
    bool ofTheModel = false; ///< the place does not know this model, which says nothing of its others
    FallbackKind fallback = FallbackKind::None;
    ErrorClass errorClass = ErrorClass::Other;
    AttemptEnding ending = AttemptEnding::Rejected;
    std::optional<Cooldowns::Failure> cooldown;
};

/// The verdict on an answer with an error status, whose body complains of `complaint`.
Verdict verdictOnStatus(int upstreamStatus, ProviderComplaint complaint = ProviderComplaint::None);
/// Whether refusals of what was read are billed: Azure OpenAI's page on managing costs names a content filter's or an
/// input limit's 400 and a 408.
bool billsScreening(const Deployment &deployment);
Verdict billedRefusal(Verdict verdict, int upstreamStatus, ProviderComplaint complaint);
/// The verdict on an answer with a good status that turned out to be an error before the client was told any of it;
/// `answered`: some of an answer had come.
Verdict verdictOnStream(const GatewayError &failure, bool answered);
/// The verdict on a call that brought no usable answer.
Verdict verdictOnEnd(const UpstreamEnd &end);
/// What to tell the client about it.
GatewayError errorOfEnd(const UpstreamEnd &end, std::string_view provider);

/// What `policy` says of a class of errors; absent where it says nothing.
std::optional<int> numberFor(const ByErrorClass &policy, ErrorClass errorClass);
/// What a retry policy says of it; where it says something, the same place is asked again whatever the error was.
std::optional<int> retriesByPolicy(const RoutingRules &rules, const Deployment &deployment, ErrorClass errorClass);
/// Further attempts after the first that an error of `errorClass` at `deployment` is worth.
int retriesFor(const RoutingRules &rules, const Deployment &deployment, ErrorClass errorClass);

/// A refusal with a time after which clients ask again by themselves, so that waiting cures it: SDKs wait for a minute
/// at most, and after a longer time they would only ask at their own pace. Whoever has waited for it already must not
/// say so.
bool isWorthWaiting(const GatewayError &error);

/// The pause before attempt number `attempt` (2, 3, …) at the same deployment; `random` in [0, 1) spreads clients out.
std::chrono::milliseconds backoff(int attempt, double random);

} // namespace ostiary
