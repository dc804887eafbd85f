// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ostiary {

/// Which budget could not carry a request, and how it stood then.
struct BudgetFigures
{
    std::string scope; ///< "key", "user", "team", "organisation"
    std::string who;   ///< the scope's name for people; empty: the only one of its kind
    Money limit, spent, held, needed;
    std::optional<std::int64_t> endsSeconds; ///< Unix; when its window ends
};

/// Which limit of requests, tokens or requests at once was reached.
struct RateFigures
{
    std::string of;   ///< "key", "deployment", "provider"
    std::string what; ///< "requests", "tokens", "parallel"; empty: a provider's, which does not say
    std::int64_t limit = 0;
    std::optional<int> waitSeconds; ///< until there is room again
    std::int64_t endsMs = 0;        ///< the same as a time of the wall clock
    std::int64_t more = 0; ///< requests of the same minute that were refused alike and have no row of their own
};

/// What a refusal speaks of, as values.
struct RefusalFigures
{
    std::optional<BudgetFigures> budget;
    std::vector<BudgetFigures> otherBudgets; ///< with a limit, which bound the request beside the one that refused it
    std::optional<RateFigures> rate;
};

/// One try of a request; times are microseconds since the request was received. `beginUs` of a try is the end of the
/// one before it and `waitUs`.
struct TryTimes
{
    int attempt = 0;
    std::int32_t waitUs = 0;
    std::int32_t beginUs = 0;
    std::int32_t tookUs = 0;
    std::string error; ///< nameOf(ErrorCode), empty on success
    std::string said;  ///< the provider's words as quotedText() lets them through, at most kMostSaidBytes
};

/// Why a request failed, or needed more than one try: what its row does not say. Kept beside the record, in memory
/// until the ledger has it; a killed gateway loses it, and no money with it.
struct RequestWhy
{
    static constexpr std::size_t kMostSaidBytes = 300;
    static constexpr std::size_t kMostTries = 32;

    std::vector<TryTimes> tries;
    RefusalFigures figures;

    bool isEmpty() const { return tries.empty() && !figures.budget && !figures.rate; }
    /// As the ledger keeps it and the admin API gives it: an object with named members, money in nano-USD.
    std::string toJson() const;
};

} // namespace ostiary
