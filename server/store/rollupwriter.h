// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/records.h"
#include "server/store/rollupwidths.h"
#include "server/store/statement.h"

#include <map>
#include <tuple>

namespace ostiary {

/// Adds up requests by minute, hour and half day. Only minutes are written with every transaction; a minute that is
/// over is added to its hour, and an hour that is over to its half day, in a transaction of its own. What comes later
/// for a time that was added up already (a request that ended long after it began) is written to each width that holds
/// it, so that every sum is exact at every commit.
class RollupWriter
{
public:
    explicit RollupWriter(const Database &database);

    /// Whose requests are added up together: the key and the ids of four names.
    struct Who
    {
        std::int64_t keyId, model, provider, user, team;
    };
    /// False when it is not known what is added up: then no record may be written.
    bool ready();
    /// After ready(). `newUsage`: its tokens and cost count; `newRequest`: it counts as a request with its latencies.
    void add(const UsageRecord &record, const Who &who, bool newUsage, bool newRequest);
    /// Writes the sums of the records. Inside their transaction.
    bool finish();
    /// Their transaction was rolled back.
    void forget();
    /// Adds one minute to its hour, or one hour to its half day. Outside of a transaction; about 50 ms for a minute of
    /// 20,000 rows. True when it did, false when there is none, or when it failed: it is tried again later.
    bool addUpOne();

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
    bool addUpNext(std::int64_t width, std::int64_t finer, std::int64_t over, std::int64_t &addedUp);
    bool addUp(std::int64_t width, std::int64_t finer, std::int64_t bucket) const;
    bool keepWidth(std::int64_t width, std::int64_t until) const;

    const Database &m_database;
    Statement m_addSums, m_addLatency;
    std::map<SumsKey, Sums> m_sums;
    std::map<LatencyKey, std::int64_t> m_latencies;
    std::optional<RollupWidths> m_addedUp;
    std::int64_t m_latest = 0;    ///< seconds since the epoch of the newest record
    std::int64_t m_notBefore = 0; ///< such a second, before which nothing is added up after a failure
};

} // namespace ostiary
