// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gatewayerror.h"
#include "models/domain/records.h"
#include "server/policy/cooldowns.h"
#include "server/providers/upstreamcall.h"

#include <chrono>
#include <optional>

namespace ostiary {

/// What a failed attempt means for the next one and for money.
struct Verdict
{
    bool tryNext = false; ///< another deployment may do better
    bool trySame = false; ///< so may this one, after a pause
    bool charge = false;  ///< the provider may have billed it: charge what was counted
    RecordState state = RecordState::Settled;
    std::optional<Cooldowns::Failure> cooldown;
};

/// The verdict on an answer with an error status. Such an answer is not billed by any provider.
Verdict verdictOnStatus(int upstreamStatus);
/// The verdict on a call that brought no usable answer.
Verdict verdictOnEnd(const UpstreamEnd &end);
/// What to tell the client about it.
GatewayError errorOfEnd(const UpstreamEnd &end, std::string_view provider);
/// The pause before attempt number `attempt` (2, 3, …) at the same deployment; `random` in [0, 1) spreads clients out.
std::chrono::milliseconds backoff(int attempt, double random);

} // namespace ostiary
