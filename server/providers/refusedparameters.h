// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/providers/requestindex.h"

#include <atomic>
#include <cstddef>
#include <map>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

struct AttemptContext;

/// A parameter that a provider refused by name, and without which the request can be made once more.
struct RefusedParameter
{
    std::string name;
    bool lasting = false; ///< the parameter itself is unknown there, not only the value it had
};

/// Reads it from an error answer (400 or 422) to the request that `context` made. Always: `stream_options`, unless the
/// client gave options of its own, and the name of an output limit (which is then sent under the other name, never left
/// out). With `drop_params` also every other parameter but the model and its input.
std::optional<RefusedParameter> refusedParameter(int status, std::string_view errorBody, const RequestIndex &index,
                                                 std::string_view body, const AttemptContext &context);

/// Adds a name that was refused to those that are left out. The other name of an output limit, refused before, is then
/// what the server wants: it has changed.
void addRefused(std::vector<std::string> &without, const std::string &name);

/// What deployments were found to refuse, until they refuse the opposite, for the life of the process. Thread-safe;
/// bounded. To be told only after the request without the parameter was answered well: then no client can teach it
/// something false.
class RefusedParameters
{
public:
    void learn(const std::string &deploymentId, const std::string &upstreamModel, const std::string &name);
    std::vector<std::string> of(const std::string &deploymentId, const std::string &upstreamModel) const;

private:
    mutable std::shared_mutex m_mutex;
    std::atomic<std::size_t> m_known = 0; ///< nobody waits for the lock while nothing is known
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> m_names;
};

} // namespace ostiary
