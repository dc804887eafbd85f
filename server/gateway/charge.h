// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/pricing.h"
#include "models/domain/records.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace ostiary {

/// How an attempt ended, as far as money asks.
enum class AttemptEnding {
    NeverSent,  ///< no byte of the request reached the provider
    Rejected,   ///< an error status: the provider says itself that it did nothing
    Screened,   ///< a refusal after the input was read, by a provider that bills the reading
    Complete,   ///< a whole answer, or a stream to its end
    Cut,        ///< a stream that began and was broken off, by whomever
    Lost,       ///< the request left and no usable answer came: the provider may have done all of it
    Unreadable, ///< an answer with a good status that is none
};

/// What is known of an attempt when it ends.
struct AttemptCount
{
    MaybeUsage told;                ///< by the provider, so far
    std::optional<Money> toldCost;  ///< what the provider says that it takes
    int priceThousandths = 1000;    ///< of the list's price, by the way in which the provider says it served it
    bool doubted = false;           ///< its completion is what was seen, as the one that was told cannot be true
    bool toldAtEnd = false;         ///< with the end of the answer, or instead of one: nothing is to come
    bool toldCoversText = false;    ///< with the last text that came, so thinking before it is in it
    std::int64_t textBytes = 0;     ///< of the answer's text that came
    std::int64_t leastTokens = 0;   ///< that this text has
    std::int64_t mostTokens = 0;    ///< that this text can be, whatever is written in it
    std::int64_t contentEvents = 0; ///< events of a stream that carried some of it
    std::int64_t inputEstimate = 0; ///< tokens the input probably has
    Usage most;                     ///< what it cannot exceed; a completion of 0 is bounded by nothing
    std::int64_t pictures = 0;      ///< in the request, where they have a price
    std::int64_t picturesMade = 0;  ///< that came with the answer, where they have a price
    std::int64_t milliseconds = 0;  ///< that the provider worked, where that has a price
    bool bounded = false;           ///< the request runs under a budget
    bool mayThinkUnseen = false;    ///< the model may think without showing it, and bills that
    bool writesUnseen = false;      ///< it is known to write what it has not begun to tell
    bool offersTools = false;       ///< some servers tell a call of one when all of it is written
    bool billsAfterCut = false;     ///< the provider goes on writing, and bills that, when nobody reads any more
    std::chrono::milliseconds sinceFirstContent{0};
    std::chrono::milliseconds sinceLastBytes{0};
};

/// What an attempt is charged, and how sure that is.
struct Charge
{
    Usage usage;
    Money cost;
    RecordState state = RecordState::Settled;

    bool operator==(const Charge &) const = default;
};

/// The rule of all charges. Under a budget it is never less than the bill of a provider that bills whole answers in
/// full and streams up to the moment they are cut, thinking that is not shown included; where nothing tells how much
/// that was, the attempt costs its bound. A count that cannot be true tells nothing. Without a budget there is no
/// bound, and what was seen is charged. A provider's own word on what it takes goes before the list's price, and is the
/// least where somebody set one and where an answer was lost. `price` is null where none is known: the cost is then
/// what was told, or 0.
Charge chargeOf(AttemptEnding ending, const AttemptCount &count, const PriceCard *price);

/// Tokens counted so far, for progress records and for what a stream is charged.
Usage countedUsage(const AttemptCount &count);

} // namespace ostiary
