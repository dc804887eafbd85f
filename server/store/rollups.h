// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"
#include "server/store/latencybins.h"

#include <QJsonArray>
#include <QJsonObject>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ostiary {

/// Reads what RollupWriter added up, in the words of the admin API.
class Rollups
{
public:
    explicit Rollups(const Database &database) : m_database(database) {}

    /// Totals and percentiles of a span.
    Result<QJsonObject> summary(std::int64_t sinceMs, std::int64_t untilMs) const;
    /// Points of `stepSeconds` (a multiple of 60); `by`: "", model, key, provider, user or team.
    Result<QJsonArray> series(std::int64_t sinceMs, std::int64_t untilMs, std::int64_t stepSeconds,
                              const std::string &by) const;
    /// What each model did in the last `hours`.
    struct Activity
    {
        std::vector<std::int64_t> requests; ///< of each hour, the oldest first
        Bins firstToken;
    };
    Result<std::map<std::string, Activity>> modelActivity(std::int64_t nowMs, int hours) const;

private:
    const Database &m_database;
};

} // namespace ostiary
