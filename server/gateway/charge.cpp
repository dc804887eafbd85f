// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/charge.h"

#include <algorithm>

namespace ostiary {

namespace {

// A provider notices that it was cut off when it writes the next time: what it says until then is billed and never
// seen.
constexpr std::chrono::milliseconds kNoticing{250};
constexpr std::int64_t kLeastUnseen = 8;
// A pace is measured over so long at least: a stream that is cut at its first words may be a fast one.
constexpr std::chrono::milliseconds kShortestPace{10};

// A model that has been silent for longer may have gone on to think.
constexpr std::chrono::milliseconds kShortestThought{1000};

std::int64_t withinBound(std::int64_t tokens, const AttemptCount &count)
{
    return count.most.completion > 0 ? std::min(tokens, count.most.completion) : tokens;
}

Money costOf(const Usage &usage, const PriceCard *price)
{
    return price ? price->cost(usage) : Money();
}

Money dearer(Money cost, const AttemptCount &count)
{
    return cost.thousandths(count.priceThousandths);
}

// What no provider tells and some take a price for.
Usage withPieces(Usage usage, const AttemptCount &count)
{
    usage.pictures = count.pictures;
    usage.picturesMade = count.picturesMade;
    usage.milliseconds = count.milliseconds;
    return usage;
}

Charge theBound(const AttemptCount &count, const PriceCard *price)
{
    Charge charge{countedUsage(count), {}, RecordState::Ambiguous};
    charge.cost = costOf(charge.usage, price);
    if (count.bounded && price)
        charge.cost = std::max(charge.cost, price->bound(count.most));
    charge.cost = std::max(dearer(charge.cost, count), count.toldCost.value_or(Money()));
    return charge;
}

Charge theInput(const AttemptCount &count, const PriceCard *price)
{
    Charge charge{{}, {}, RecordState::Ambiguous};
    charge.usage.prompt = count.bounded ? count.most.prompt : count.inputEstimate;
    charge.usage.pictures = count.pictures;
    if (price)
        charge.cost = count.bounded ? price->bound(charge.usage) : price->cost(charge.usage);
    return charge;
}

Charge whatWasTold(const AttemptCount &count, const PriceCard *price)
{
    const Usage usage = withPieces(*count.told, count);
    const Money counted = costOf(usage, price);
    if (!count.toldCost) {
        const bool listed = count.priceThousandths == 1000;
        return {usage, dearer(counted, count), listed ? RecordState::Settled : RecordState::Estimated};
    }
    const bool isSet = price && !price->listed; // by somebody, for this model
    return {usage, isSet ? std::max(counted, *count.toldCost) : *count.toldCost, RecordState::Settled};
}

/// `more`: the provider went on after what was seen.
Charge theSeenPart(const AttemptCount &count, const PriceCard *price, bool more)
{
    Charge charge{countedUsage(count), {}, RecordState::Estimated};
    if (!count.bounded) {
        charge.cost = std::max(dearer(costOf(charge.usage, price), count), count.toldCost.value_or(Money()));
        return charge;
    }
    if (!count.told || count.doubted || (more && !count.toldCoversText)) // nobody counted what was said
        charge.usage.completion = std::max(charge.usage.completion, withinBound(count.mostTokens, count));
    if (more) {
        const std::int64_t elapsedMs = std::max(count.sinceFirstContent, kShortestPace).count();
        const std::int64_t unseen =
            std::max(kLeastUnseen, (charge.usage.completion * kNoticing.count() + elapsedMs - 1) / elapsedMs);
        charge.usage.completion =
            std::max(charge.usage.completion, withinBound(charge.usage.completion + unseen, count));
        if (price && price->pictureMadePico > 0) // it may have been made and not come
            charge.usage.picturesMade = std::max(charge.usage.picturesMade, count.most.picturesMade);
    }
    if (count.told && count.told->prompt > 0) {
        charge.cost = costOf(charge.usage, price);
    } else { // how much of the input was written to a cache, for example, is not told either
        charge.usage.prompt = count.most.prompt;
        charge.cost = price ? price->bound(charge.usage) : Money();
    }
    charge.cost = std::max(dearer(charge.cost, count), count.toldCost.value_or(Money()));
    return charge;
}

} // namespace

Usage countedUsage(const AttemptCount &count)
{
    // A token is a byte of text at least and an event at most, as far as providers send single tokens.
    const std::int64_t likely = withinBound(std::max(estimateTokens(count.textBytes), count.contentEvents), count);
    const std::int64_t seen = std::max(likely, count.leastTokens); // a limit that the provider did not keep
    Usage usage;
    if (count.told) {
        usage = *count.told; // a cumulative count lags behind the text that has already passed
        usage.completion = std::max(usage.completion, seen);
    } else {
        usage.prompt = count.inputEstimate;
        usage.completion = seen;
    }
    return withPieces(usage, count);
}

Charge chargeOf(AttemptEnding ending, const AttemptCount &count, const PriceCard *price)
{
    switch (ending) {
    case AttemptEnding::NeverSent:
        return {};
    case AttemptEnding::Rejected: // refusals cost nothing, but for those that tell what they cost
        return !count.told ? Charge{} : count.doubted ? theSeenPart(count, price, false) : whatWasTold(count, price);
    case AttemptEnding::Screened:
        return count.told ? chargeOf(AttemptEnding::Rejected, count, price) : theInput(count, price);
    case AttemptEnding::Complete:
        if (count.told && !count.doubted && (count.toldAtEnd || !count.bounded))
            return whatWasTold(count, price);
        if (count.bounded && count.mayThinkUnseen)
            return theBound(count, price);
        return theSeenPart(count, price, false);
    case AttemptEnding::Cut: {
        if (count.told && count.toldAtEnd)
            return count.doubted ? theSeenPart(count, price, false) : whatWasTold(count, price);
        const bool somethingCame = count.textBytes > 0 || count.contentEvents > 0;
        const bool thinkingTold = count.told && count.toldCoversText && count.sinceLastBytes < kShortestThought &&
                                  count.told->completion >= std::max(count.contentEvents, count.leastTokens);
        const bool silent = count.offersTools && count.sinceLastBytes >= kShortestThought;
        const bool unseen = count.mayThinkUnseen || count.writesUnseen || silent;
        const bool allSeen =
            somethingCame && (thinkingTold || !(count.bounded && unseen)) && !(count.bounded && count.billsAfterCut);
        return allSeen ? theSeenPart(count, price, true) : theBound(count, price);
    }
    case AttemptEnding::Lost:
    case AttemptEnding::Unreadable:
        return theBound(count, price);
    }
    return theBound(count, price);
}

} // namespace ostiary
