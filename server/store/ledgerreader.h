// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/money.h"
#include "models/domain/result.h"
#include "server/store/database.h"
#include "server/store/requestlist.h"
#include "server/store/requesttotals.h"
#include "server/store/rollups.h"

#include <QJsonObject>
#include <QStringList>

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace ostiary {

/// Reads what RecordWriter wrote, on a connection of its own. Answers are in the words of the admin API.
class LedgerReader
{
public:
    static Outcome<std::unique_ptr<LedgerReader>> open(const QString &ledgerFile);

    const RequestList &requests() const { return m_requests; }
    const RequestTotals &totalsOfRequests() const { return m_requestTotals; }
    const Rollups &rollups() const { return m_rollups; }

    /// Ends a query that another thread is at; it says that the ledger cannot be read.
    void interrupt() const;
    /// When each key was last used, in ms since the epoch.
    std::map<std::int64_t, std::int64_t> keyUse() const;
    /// Calls `each` for every (name of the scope kind, scope, window start, spent); false when some could not be read.
    bool
    eachSpend(const std::function<void(const std::string &, const std::string &, std::int64_t, Money)> &each) const;
    /// Likewise, with when the last request of the window began (Unix seconds; 0: not known).
    bool eachWindow(const std::function<void(const std::string &, const std::string &, std::int64_t, Money,
                                             std::int64_t)> &each) const;
    struct Verified
    {
        QStringList problems; ///< none when all is well
        bool whole = true;    ///< false: the check was ended early
    };
    /// Whether every row and every sum is what the gateway wrote; see LedgerVerifier. `goOn` may end it early.
    Verified verify(const std::function<bool()> &goOn) const;
    QStringList verify() const { return verify({}).problems; }
    /// `{"rows":…,"cost":…,"states":{…}}`
    Result<QJsonObject> totals() const;

private:
    explicit LedgerReader(std::unique_ptr<Database> database)
        : m_database(std::move(database)), m_requests(*m_database), m_requestTotals(*m_database), m_rollups(*m_database)
    {
    }

    std::unique_ptr<Database> m_database;
    QString m_directory; ///< where the key and the head of the ledger are
    RequestList m_requests;
    RequestTotals m_requestTotals;
    Rollups m_rollups;
};

} // namespace ostiary
