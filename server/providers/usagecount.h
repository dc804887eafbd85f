// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/money.h"
#include "models/domain/usage.h"

#include <cstdint>
#include <optional>

namespace ostiary {

/// The counts of an answer as its provider told them, before it is known which of them hold which others.
struct ToldCounts
{
    using Count = std::optional<std::int64_t>;

    Count prompt, completion, total;
    Count cacheRead, cacheWrite, audioPrompt, imagePrompt; ///< usually inside the prompt
    Count cacheWriteHour, cacheWriteShort;                 ///< what was written to the cache, by how long
    Count reasoning, audioCompletion, imageCompletion;     ///< usually inside the completion
    bool cacheBeside = false;  ///< this dialect counts the cache beside the prompt (Anthropic)
    bool broken = false;       ///< some count cannot be true
    std::optional<Money> cost; ///< what the provider takes for it, where it says so

    /// Takes the counts of a later event of the same answer. They are totals so far, so the later counts; but nothing
    /// and zero take back nothing that was counted. But an event that counts the whole input again may say that none
    /// of it was cached, or that what was told as written to a cache was read from one.
    void add(const ToldCounts &later);
    bool saysNothing() const { return !prompt && !completion && !total; }
    /// Whether it counts nothing though it speaks of the sums.
    bool allZero() const
    {
        return !broken && !saysNothing() && prompt.value_or(0) + completion.value_or(0) + total.value_or(0) == 0;
    }
};

/// The tokens of an answer's text that came.
struct SeenTokens
{
    bool any = false;        ///< text came, were it only the prompt's
    std::int64_t likely = 0; ///< not below the least
    std::int64_t least = 0;  ///< no tokenizer makes fewer of it
};

/// What an answer used, and whether some of it is not what the provider told.
struct CountedUsage
{
    MaybeUsage usage;
    bool estimated = false; ///< its completion is what was seen, as the one that was told cannot be true
};

/// What was used, so that never less is charged than was counted. The arithmetic tells which counts stand beside the
/// sums instead of inside: what a total has more than prompt and completion, or a part more than its whole. Absent when
/// prompt or completion can be known neither from their counts nor from the total.
///
/// Beside text that came a count must be one that can be true: zero is no count, there or of a prompt that was sent; a
/// completion below the least was told too early or never counted, and becomes what is likely; a total alone is what is
/// likely and, for the rest, the prompt. What is then still not known is not told, and who asks estimates it and says
/// so. A prompt has no least: providers may shorten what they are sent.
CountedUsage usageOf(const ToldCounts &told, bool hasCompletion, const SeenTokens &seen = {});

} // namespace ostiary
