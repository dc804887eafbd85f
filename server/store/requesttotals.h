// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"

#include <QJsonObject>

#include <chrono>
#include <cstdint>

namespace ostiary {

/// How many requests of a span there are and what they sum up to: from roll-ups, where whole minutes are meant, and
/// from the rows themselves at the span's ends.
class RequestTotals
{
public:
    explicit RequestTotals(const Database &database, std::chrono::milliseconds most = std::chrono::milliseconds(300))
        : m_database(database), m_most(most)
    {
    }

    /// `{"requests","prompt_tokens","completion_tokens","cost_usd"}` of the requests that are still listed; all null
    /// where it would take too long. `untilMs` 0: to the newest. Tokens and cost have every try of a request.
    Result<QJsonObject> between(std::int64_t sinceMs, std::int64_t untilMs) const;

private:
    struct Sums;
    /// The listed requests, ms since the epoch; `to` is not part of it.
    struct Span
    {
        std::int64_t from = 0;
        std::int64_t to = 0;
        bool isOpen = false; ///< it has all that comes after `from`
    };
    bool span(std::int64_t sinceMs, std::int64_t untilMs, Span &span) const;
    bool addAll(Sums &sums, const Span &span) const;
    bool addRows(Sums &sums, std::int64_t fromMs, std::int64_t toMs) const;
    bool addRollups(Sums &sums, std::int64_t from, std::int64_t to) const;

    const Database &m_database;
    const std::chrono::milliseconds m_most;
};

} // namespace ostiary
