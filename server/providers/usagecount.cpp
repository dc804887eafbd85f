// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/usagecount.h"

#include <algorithm>
#include <array>

namespace ostiary {

namespace {

using Count = ToldCounts::Count;

void keepCounted(Count &known, const Count &later, bool zeroCounts = false)
{
    if (later && (*later > 0 || !known || zeroCounts))
        known = later;
}

/// Tokens of the input, as far as they are counted.
std::int64_t inputOf(const ToldCounts &told)
{
    const std::int64_t beside = told.cacheBeside ? told.cacheRead.value_or(0) + told.cacheWrite.value_or(0) : 0;
    return told.prompt.value_or(0) + beside;
}

/// A count that may stand beside the sums, and the sum it then belongs to.
struct Part
{
    std::int64_t tokens;
    std::int64_t *sum;
    bool beside = false;
};
using Parts = std::array<Part, 7>;

/// Marks the parts that together are exactly what the total has more than its sums; false when none are.
bool explain(std::int64_t missing, Parts &parts)
{
    // In the order of the bits: of several explanations the first, and so the dearer output, counts.
    for (unsigned mask = 1; mask < 1u << parts.size(); ++mask) {
        std::int64_t sum = 0;
        bool real = true;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const bool chosen = mask >> i & 1;
            sum += chosen ? parts[i].tokens : 0;
            real = real && (!chosen || parts[i].tokens > 0);
        }
        if (!real || sum != missing)
            continue;
        for (std::size_t i = 0; i < parts.size(); ++i)
            parts[i].beside = mask >> i & 1;
        return true;
    }
    return false;
}

} // namespace

void ToldCounts::add(const ToldCounts &later)
{
    if (later.broken)
        return;
    const std::int64_t before = prompt.value_or(0) + completion.value_or(0);
    const std::int64_t input = inputOf(later);
    const bool inputAgain = input > 0 && (!later.cacheBeside || input >= inputOf(*this));
    const bool wasRead =
        inputAgain && later.cacheRead && *later.cacheRead >= cacheRead.value_or(0) + cacheWrite.value_or(0);
    keepCounted(prompt, later.prompt);
    if (later.completion) // nobody unwrites what was written
        completion = std::max(completion.value_or(0), *later.completion);
    keepCounted(total, later.total);
    keepCounted(cacheRead, later.cacheRead, inputAgain);
    keepCounted(cacheWrite, later.cacheWrite, wasRead);
    keepCounted(cacheWriteHour, later.cacheWriteHour, wasRead);
    keepCounted(cacheWriteShort, later.cacheWriteShort, wasRead);
    keepCounted(audioPrompt, later.audioPrompt);
    keepCounted(imagePrompt, later.imagePrompt);
    keepCounted(reasoning, later.reasoning);
    keepCounted(audioCompletion, later.audioCompletion);
    keepCounted(imageCompletion, later.imageCompletion);
    cacheBeside = cacheBeside || later.cacheBeside;
    if (later.cost)
        cost = std::max(cost.value_or(Money()), *later.cost);
    else if (prompt.value_or(0) + completion.value_or(0) > before)
        cost.reset(); // it was told of less
}

CountedUsage usageOf(const ToldCounts &told, bool hasCompletion, const SeenTokens &seenTokens)
{
    if (told.broken)
        return {};
    const auto rest = [&](const Count &part) { return std::max<std::int64_t>(0, *told.total - part.value_or(0)); };
    const std::int64_t seen = seenTokens.likely;
    bool estimated = false;
    Count prompt = told.prompt, completion = told.completion;
    if (told.total.value_or(0) > 0 && !told.cacheBeside && prompt == 0 && (seenTokens.any || !hasCompletion))
        prompt.reset();
    if (completion == 0 && seen > 0) {
        estimated = !(told.total && prompt);
        completion = estimated ? seen : rest(prompt);
    }
    if (!prompt && !completion && told.total.value_or(0) > 0 && hasCompletion) {
        completion = std::min(seen, *told.total);
        estimated = true;
    }
    if (!prompt && told.total && (completion || !hasCompletion))
        prompt = rest(completion);
    if (!completion)
        completion = told.total && prompt ? Count(rest(prompt)) : hasCompletion ? Count() : Count(0);
    if (!prompt || !completion)
        return {};
    Usage usage;
    usage.prompt = *prompt;
    usage.completion = *completion;
    usage.cacheRead = told.cacheRead.value_or(0);
    usage.cacheWriteHour = told.cacheWriteHour.value_or(0);
    usage.cacheWrite = std::max(told.cacheWrite.value_or(0), usage.cacheWriteHour + told.cacheWriteShort.value_or(0));
    usage.audioPrompt = told.audioPrompt.value_or(0);
    usage.imagePrompt = told.imagePrompt.value_or(0);
    usage.reasoning = told.reasoning.value_or(0);
    usage.audioCompletion = told.audioCompletion.value_or(0);
    usage.imageCompletion = told.imageCompletion.value_or(0);
    Parts parts = {Part{usage.reasoning, &usage.completion},       Part{usage.audioCompletion, &usage.completion},
                   Part{usage.imageCompletion, &usage.completion}, Part{usage.cacheRead, &usage.prompt},
                   Part{usage.cacheWrite, &usage.prompt},          Part{usage.audioPrompt, &usage.prompt},
                   Part{usage.imagePrompt, &usage.prompt}};
    Part &read = parts[3], &written = parts[4];
    const std::int64_t missing = told.total.value_or(0) - *prompt - *completion;
    std::int64_t unexplained = 0; // counted for something that has no name here
    const bool cacheTooLarge = usage.cacheRead + usage.cacheWrite > *prompt;
    if (told.cacheBeside) {
        read.beside = written.beside = true;
    } else if (missing > 0) {
        unexplained = explain(missing, parts) ? 0 : missing;
    } else {
        read.beside = written.beside = cacheTooLarge;
    }
    for (Part &part : parts) {
        const std::int64_t whole = part.sum == &usage.prompt ? *prompt : *completion;
        part.beside = part.beside || part.tokens > whole; // it cannot be inside of what is less
    }
    for (const Part &part : parts) {
        if (part.beside)
            *part.sum += part.tokens;
    }
    usage.completion = std::max(usage.completion, *completion + unexplained);
    if (usage.completion < seenTokens.least) {
        usage.completion = seen;
        estimated = true;
    }
    if (usage.prompt == 0 && (seenTokens.any || !hasCompletion))
        return {};
    return {usage, estimated};
}

} // namespace ostiary
