// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/money.h"
#include "models/domain/result.h"
#include "server/store/database.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ostiary {

/// A name that is wanted, or that is not; empty means "any".
struct NameFilter
{
    std::string text;
    bool unwanted = false;
};

/// Numbers that are wanted, both bounds included, but for some.
struct NumberFilter
{
    std::int64_t least = std::numeric_limits<std::int64_t>::min();
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
    std::vector<std::int64_t> unwanted;
};

/// Which requests a list shows.
struct RequestFilter
{
    std::optional<std::int64_t> keyId;
    bool keyUnwanted = false;
    NameFilter model, user, team, deployment, provider, error;
    NumberFilter status, costNano, tookUs, tokens;
    bool onlyFailed = false;
    std::int64_t sinceMs = 0;
    std::int64_t untilMs = 0;
    enum class Sort { Started, Cost, Took, Tokens, HttpStatus } sort = Sort::Started;
    bool ascending = false;
    /// Where the page starts: a request id when sorted by time, the newest first; otherwise how many rows were before.
    std::string cursor;
    int limit = 100;
};

/// Counts by logarithmic bin of microseconds; see latencyBin().
using Bins = std::vector<std::pair<int, std::int64_t>>;
/// In milliseconds; null when nothing was counted: a gap is a gap, not a zero.
QJsonValue percentile(const Bins &bins, double share);

/// Reads what RecordWriter wrote, on a connection of its own. Answers are in the words of the admin API.
class LedgerReader
{
public:
    static Outcome<std::unique_ptr<LedgerReader>> open(const QString &ledgerFile);

    /// `{"data":[…],"next_cursor":…|null}`, the newest first unless sorted otherwise. With
    /// `"looking": true` the page is short, or empty, because few requests fit the filter: the cursor is how far back
    /// it has looked so far.
    QJsonObject requests(const RequestFilter &filter, std::int64_t nowMs) const;
    /// One request with its stages and attempts, or nothing.
    std::optional<QJsonObject> request(const std::string &id) const;
    /// When each key was last used, in ms since the epoch.
    std::map<std::int64_t, std::int64_t> keyUse() const;
    /// What each model did in the last `hours`.
    struct Activity
    {
        std::vector<std::int64_t> requests; ///< of each hour, the oldest first
        Bins firstToken;
    };
    std::map<std::string, Activity> modelActivity(std::int64_t nowMs, int hours) const;
    /// Totals and percentiles since a moment, from the roll-ups.
    QJsonObject summary(std::int64_t sinceMs, std::int64_t untilMs) const;
    /// Points of `stepSeconds` (a multiple of 60), from the roll-ups; `by`: "", model, key, provider, user or team.
    QJsonArray series(std::int64_t sinceMs, std::int64_t untilMs, std::int64_t stepSeconds,
                      const std::string &by) const;
    /// Calls `each` for every (scope kind, scope, window start, spent).
    bool eachSpend(const std::function<void(int, const std::string &, std::int64_t, Money)> &each) const;
    /// Recomputes every counter from the rows; the problems found, none when all is well.
    QStringList verify() const;
    /// `{"rows":…,"cost":…,"states":{…}}`
    QJsonObject totals() const;

private:
    explicit LedgerReader(std::unique_ptr<Database> database) : m_database(std::move(database)) {}
    struct Where;
    std::optional<Where> conditions(const RequestFilter &filter) const;
    QJsonObject newestFirst(const RequestFilter &filter, const Where &where, std::int64_t nowMs) const;
    QJsonArray rowsWhere(const Where &where, const QString &order, int limit, qlonglong offset) const;
    std::int64_t oldestMs() const;
    std::optional<std::int64_t> nameId(const std::string &text) const;

    std::unique_ptr<Database> m_database;
};

} // namespace ostiary
