// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"
#include "server/store/database.h"
#include "server/store/requestwords.h"

#include <QJsonArray>
#include <QJsonObject>

#include <chrono>
#include <cstdint>
#include <limits>
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

/// The row that a page ended with: its id and, where it is not sorted by time, what it was sorted by. Rows that come or
/// go meanwhile neither double nor hide others.
struct RequestCursor
{
    RequestId id;
    std::int64_t value = 0;

    /// `ID` or `VALUE.ID`
    static std::optional<RequestCursor> fromText(const std::string &text);
    std::string toText(bool withValue) const;
};

/// Which requests a list shows.
struct RequestFilter
{
    std::optional<std::int64_t> keyId;
    bool keyUnwanted = false;
    NameFilter model, user, team, deployment, provider, error;
    NumberFilter status, costNano, tookUs, tokens;
    std::vector<WordFilter> words; ///< all of them
    bool onlyFailed = false;
    std::int64_t sinceMs = 0;
    std::int64_t untilMs = 0;
    enum class Sort { Started, Cost, Took, Tokens, HttpStatus } sort = Sort::Started;
    bool ascending = false;
    /// Where the page starts: a RequestCursor's text, of the page before.
    std::string cursor;
    int limit = 100;
};

/// Lists the requests of the ledger, in the words of the admin API.
class RequestList
{
public:
    /// How long one read may keep its thread.
    struct Limits
    {
        std::chrono::milliseconds slice{60};  ///< of time; then it is given up and tried in smaller ones
        std::chrono::milliseconds sort{2000}; ///< of all that fits; then it is refused
    };
    explicit RequestList(const Database &database) : RequestList(database, Limits()) {}
    RequestList(const Database &database, const Limits &limits) : m_database(database), m_limits(limits) {}

    /// `{"data":[…],"next_cursor":…|null}`, the newest first unless sorted otherwise. With
    /// `"looking": true` the page is short, or empty, because few requests fit the filter: the cursor is how far back
    /// it has looked so far.
    Result<QJsonObject> page(const RequestFilter &filter, std::int64_t nowMs) const;
    /// One request with its stages and attempts, or nothing.
    Result<std::optional<QJsonObject>> one(const std::string &id) const;

private:
    struct Where;
    /// The times of the oldest and of the newest request, in ms since the epoch.
    struct Span
    {
        std::int64_t oldest = 0;
        std::int64_t newest = 0;
    };
    Result<std::optional<Where>> conditions(const RequestFilter &filter) const;
    Result<QJsonObject> newestFirst(const RequestFilter &filter, const Where &where, std::int64_t nowMs) const;
    bool appendRows(QJsonArray &rows, const Where &where, const QString &order, int limit) const;
    std::optional<Span> span() const;
    bool addWhy(QJsonObject &row, const QByteArray &id) const;

    const Database &m_database;
    const Limits m_limits;
};

} // namespace ostiary
