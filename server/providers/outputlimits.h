// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployment.h"
#include "server/providers/requestindex.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

/// What becomes of the two names of an output limit. One place decides it, so that what is held and what is sent agree.
struct OutputLimits
{
    enum class Fate {
        Keeps,
        Goes,
        IsRenamed, ///< to `name`
    };
    Fate older = Fate::Keeps;            ///< `max_tokens` of the client
    Fate newer = Fate::Keeps;            ///< `max_completion_tokens` of the client
    std::string_view name;               ///< under which a limit is written; empty: under none
    std::optional<std::int64_t> written; ///< a default of the deployment, where the client gave none
    std::optional<std::int64_t>
        bound;          ///< tokens of one answer; absent also where a limit of 0 stands that may mean none
    bool given = false; ///< the client's or the deployment's own limit goes out, whatever it says
};
OutputLimits outputLimits(const RequestIndex &index, const Deployment &deployment, std::string_view upstreamModel,
                          Surface surface, const std::vector<std::string> &without);

/// The number that a deployment's values have for `name`, rounded up; nothing when there is none.
std::optional<std::int64_t> wholeNumberOf(const std::vector<ParamRules::Value> &values, std::string_view name);

/// The model whose ways a deployment has: its base model where an address gives models names of its own (Azure).
inline std::string_view modelMeant(const Deployment &deployment, std::string_view upstreamModel)
{
    return deployment.baseModel.empty() ? upstreamModel : std::string_view(deployment.baseModel);
}

} // namespace ostiary
