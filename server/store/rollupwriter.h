// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/records.h"
#include "server/store/rollupwidths.h"
#include "server/store/statement.h"

#include <map>
#include <tuple>

namespace ostiary {

/// Adds up requests by minute, hour and half day. Only minutes are written with every transaction; an hour is added up
/// from its minutes when it is over, and half a day from its hours. What belongs to a span that is over already (a
/// request that began in it and ended later) is written to each of its widths, so that every sum holds at every commit.
class RollupWriter
{
public:
    explicit RollupWriter(const Database &database);

    /// Whose requests are added up together: the key and the ids of four names.
    struct Who
    {
        std::int64_t keyId, model, provider, user, team;
    };
    /// `newUsage`: its tokens and cost count; `newRequest`: it counts as a request with its latencies.
    void add(const UsageRecord &record, const Who &who, bool newUsage, bool newRequest);
    /// Writes what was added up, and adds up the spans that are over. Inside a transaction.
    bool finish();
    /// The transaction was rolled back.
    void forget();

private:
    struct Sums
    {
        std::int64_t requests = 0, errors = 0, prompt = 0, completion = 0, cost = 0;
    };
    using SumsKey =
        std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t>;
    using LatencyKey = std::tuple<std::int64_t, std::int64_t, std::int64_t, int, int>;

    bool writeSums();
    bool writeLatencies();
    bool addUpWhatIsOver();

    const Database &m_database;
    Statement m_addSums, m_addLatency;
    std::map<SumsKey, Sums> m_sums;
    std::map<LatencyKey, std::int64_t> m_latencies;
    RollupWidths m_addedUp;
    std::int64_t m_latest = 0; ///< seconds since the epoch of the newest record of this transaction
};

} // namespace ostiary
