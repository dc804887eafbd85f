// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/modelmode.h"

#include <algorithm>

namespace ostiary {

std::optional<GatewayError> refusalByMode(const Model &model, Surface surface)
{
    if (surface == Surface::Embedding || model.targets.empty())
        return std::nullopt;
    const bool embedsOnly = std::all_of(model.targets.begin(), model.targets.end(),
                                        [](const Target &target) { return target.deployment->mode == "embedding"; });
    if (!embedsOnly)
        return std::nullopt;
    return GatewayError::make(ErrorCode::BadRequest,
                              "model " + model.name + " makes embeddings; call /v1/embeddings with it", "model");
}

} // namespace ostiary
