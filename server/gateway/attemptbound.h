// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/records.h"
#include "server/policy/catalog.h"
#include "server/providers/billedfeatures.h"
#include "server/providers/requestedits.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ostiary {

struct GatewaySettings;

/// A request, as far as its bounds ask.
struct BoundedRequest
{
    const RequestIndex &index;
    Surface surface = Surface::Chat;
    bool underBudget = false;
    /// What the client asks for that changes its bill; looked for under a budget only.
    const std::vector<BilledFeature> &features;
};

/// What a request can take of everything at one target, and so what is held for it.
struct AttemptBound
{
    EffectiveRequest asked;
    /// Tokens of one answer to be written into the request where no limit stands; absent where none is needed.
    std::optional<std::int64_t> outputLimit;
    Usage most;
    /// What needs a price that the target has not: under a budget the request cannot go there. Otherwise null.
    const BilledFeature *unpriced = nullptr;

    Money cost(const Target &target) const { return target.price ? target.price->bound(most) : Money(); }
};

/// Pure. `without` names what the target was found to refuse. The result refers to `request.features`.
AttemptBound attemptBound(const BoundedRequest &request, const Target &target, const GatewaySettings &settings,
                          const std::vector<std::string> &without);

} // namespace ostiary
