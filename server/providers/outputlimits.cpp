// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/outputlimits.h"

#include "models/domain/deployment.h"
#include "server/providers/parametertable.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace ostiary {

namespace {

constexpr std::string_view kOlder = "max_tokens";
constexpr std::string_view kNewer = "max_completion_tokens";

bool holds(const std::vector<std::string> &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<std::int64_t> limitIn(const std::vector<ParamRules::Value> &values)
{
    const auto newer = wholeNumberOf(values, kNewer);
    return newer ? newer : wholeNumberOf(values, kOlder);
}

/// Names that the address understands and the deployment lets pass.
struct Names
{
    bool older = true, newer = false;
};

Names namesOf(const Deployment &deployment, std::string_view upstreamModel, Surface surface,
              const std::vector<std::string> &without)
{
    Names names;
    if (surface == Surface::Chat && deployment.dialect == Dialect::OpenAi) {
        const bool refusesOlder =
            refusesMaxTokens(deployment.provider, modelMeant(deployment, upstreamModel)) || holds(without, kOlder);
        names.newer = (deployment.quirks.maxCompletionTokens || refusesOlder) && !holds(without, kNewer);
        names.older = !refusesOlder || !names.newer;
    } else if (surface == Surface::Chat) {
        names.newer = true; // the translation reads both
    }
    names.older = names.older && !holds(deployment.params.drop, kOlder);
    names.newer = names.newer && !holds(deployment.params.drop, kNewer);
    return names;
}

/// Whether a limit of 0 asks for no answer at all: a text completion's that only counts or echoes its prompt, at
/// OpenAI, which takes it so.
bool zeroIsNone(const Deployment &deployment, Surface surface)
{
    const ProviderPreset *const server = presetAt(deployment.baseUrl);
    return surface == Surface::Completion && server && server->name == "openai";
}

} // namespace

std::optional<std::int64_t> wholeNumberOf(const std::vector<ParamRules::Value> &values, std::string_view name)
{
    for (const auto &[key, json] : values) {
        double number = 0;
        if (key == name && std::from_chars(json.data(), json.data() + json.size(), number).ec == std::errc() &&
            std::abs(number) < 1e15)
            return static_cast<std::int64_t>(std::ceil(number));
    }
    return std::nullopt;
}

OutputLimits outputLimits(const RequestIndex &index, const Deployment &deployment, std::string_view upstreamModel,
                          Surface surface, const std::vector<std::string> &without)
{
    using Fate = OutputLimits::Fate;
    OutputLimits limits;
    if (surface == Surface::Embedding)
        return limits;
    const Names names = namesOf(deployment, upstreamModel, surface, without);
    limits.name = names.newer ? kNewer : names.older ? kOlder : std::string_view();
    const auto positive = [](std::optional<std::int64_t> tokens) {
        return tokens && *tokens > 0 ? tokens : std::nullopt;
    };
    // Servers that do not compare the two give what is asked for at least.
    const auto orLeast = [&](std::optional<std::int64_t> tokens) {
        if (tokens) {
            for (const auto *values : {&deployment.params.defaults, &deployment.params.extraBody})
                tokens = std::max(*tokens, wholeNumberOf(*values, "min_tokens").value_or(0));
            tokens = std::max(*tokens, index.minTokens);
        }
        return tokens;
    };
    if (const auto always = limitIn(deployment.params.extraBody)) {
        limits.older = limits.newer = Fate::Goes;
        limits.given = true;
        limits.bound = orLeast(positive(always));
        return limits;
    }
    // -1 is what absence says; only a text completion has another default than "no limit".
    const auto stands = [&](std::optional<std::int64_t> tokens, std::string_view name) {
        return tokens && *tokens >= 0 && !holds(deployment.params.drop, name);
    };
    const bool older = stands(index.maxTokensField, kOlder), newer = stands(index.maxCompletionField, kNewer);
    if (!older && (index.maxTokensField != -1 || surface == Surface::Chat))
        limits.older = index.maxTokensField ? Fate::Goes : Fate::Keeps;
    if (!newer && index.maxCompletionField)
        limits.newer = Fate::Goes;
    // The newer name counts where both are given, but where nobody reads it.
    if (older && !(newer && surface == Surface::Chat && !names.newer))
        limits.older = names.older ? Fate::Keeps : newer || limits.name.empty() ? Fate::Goes : Fate::IsRenamed;
    else if (older)
        limits.older = Fate::Goes;
    if (newer && !names.newer)
        limits.newer = limits.name.empty() || (older && limits.older == Fate::Keeps) ? Fate::Goes : Fate::IsRenamed;
    const bool olderSent = older && limits.older != Fate::Goes, newerSent = newer && limits.newer != Fate::Goes;
    limits.given = olderSent || newerSent;
    if (limits.given) {
        const std::int64_t first = olderSent ? *index.maxTokensField : 0;
        const std::int64_t second = newerSent ? *index.maxCompletionField : 0;
        const bool zero = (olderSent && first == 0) || (newerSent && second == 0);
        limits.bound = zero && !zeroIsNone(deployment, surface) ? std::nullopt : orLeast(std::max(first, second));
    } else if (!limits.name.empty()) {
        limits.written = positive(limitIn(deployment.params.defaults));
        limits.bound = orLeast(limits.written);
    }
    return limits;
}

} // namespace ostiary
