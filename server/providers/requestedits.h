// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/providers/billedfeatures.h"
#include "server/providers/requestindex.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

struct AttemptContext;
struct Deployment;

/// What a request asks for once a deployment's parameters are in it: what money is held for.
struct EffectiveRequest
{
    /// Tokens of one answer, when the client or the deployment bounds them. Absent: whoever needs a bound puts it into
    /// `AttemptContext::outputLimit`. A limit of 0 is absent, too: it stays as it came, but servers differ on it.
    std::optional<std::int64_t> outputLimit;
    bool limitCanBeWritten = true; ///< false: a limit goes out as it is, or none can: without a number, hold all
    std::int64_t choices = 1;      ///< answers asked for
    std::int64_t addedBytes = 0;   ///< what the deployment may add to the text
    std::int64_t moreOutput = 0;   ///< tokens of each answer beside its limit
    bool unseenInput = false;      ///< some of the input is only named
    std::vector<const BilledFeature *> priced; ///< of the client's features those that need a price of their own
};
/// `features` are the client's, and live as long as the result.
EffectiveRequest effectiveRequest(const RequestIndex &index, const Deployment &deployment,
                                  std::string_view upstreamModel, Surface surface,
                                  const std::vector<std::string> &without = {},
                                  const std::vector<BilledFeature> &features = {});

/// The changes that a deployment's parameters and its provider's ways need in a request. Pure: no byte that an edit
/// does not name changes, and edits do not overlap. For OpenAI's dialect they are all that differs but the address and
/// the key; for Anthropic's they are done before the request is translated.
std::vector<Edit> requestEdits(const RequestIndex &index, std::string_view body, const AttemptContext &context);

/// `json`, an object, with `fields` of a deployment that OpenAI's API does not know: for a translated request.
std::string withOwnFields(std::string json, const Deployment &deployment);

} // namespace ostiary
