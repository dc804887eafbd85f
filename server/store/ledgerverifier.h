// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"
#include "server/store/integritykey.h"
#include "server/store/ledgerchain.h"
#include "server/store/rollupwidths.h"

#include <QStringList>

#include <array>
#include <functional>
#include <map>
#include <optional>

namespace ostiary {

/// Whether a ledger is what its gateway wrote: every row against the chain, the chain against the head, and every sum
/// (counters, roll-ups of all widths) against the rows. One walk over each table, with little memory.
class LedgerVerifier
{
public:
    /// `goOn` is asked every few hundred rows; false ends the check early.
    LedgerVerifier(const Database &database, QString directory, std::function<bool()> goOn)
        : m_database(database), m_directory(std::move(directory)), m_goOn(std::move(goOn))
    {
    }

    QStringList run();
    /// False when `goOn` ended it: what was looked at by then is in the problems.
    bool isWhole() const { return m_whole; }

private:
    struct Rows
    {
        SealSum sum = 0;
        std::int64_t count = 0;
    };
    enum Widths { Minutes, Hours, HalfDays };
    using Cells = std::array<std::map<std::int64_t, SealSum>, 3>; ///< by width and half day

    std::optional<IntegrityKey> key();
    void readChain();
    void checkBatch(const Batch &batch, const Batch &previous);
    void readRows();
    void readSums();
    void compareRows();
    void compareSums();
    void compareCounters();
    void look(const char *statement, const std::function<void(const QSqlQuery &)> &each);
    void unreadable(const QString &why);
    bool goOn();
    std::int64_t group(std::int64_t batch) const;
    void addCells(Cells &to, std::int64_t second,
                  const std::function<SealSum(std::int64_t width, std::int64_t bucket)> &cell);

    const Database &m_database;
    QString m_directory;
    std::function<bool()> m_goOn;
    QStringList m_problems;
    bool m_whole = true;
    int m_asked = 0;
    std::unique_ptr<LedgerSeals> m_seals;
    Batch m_anchor;
    std::int64_t m_step = 1;                 ///< batches that are told together
    std::map<std::int64_t, Rows> m_expected; ///< usage rows and names, by group of batches
    std::map<std::int64_t, Rows> m_found;
    Rows m_expectedRequests, m_foundRequests;
    QByteArray m_prunedBefore;
    std::optional<RollupWidths> m_widths;
    std::int64_t m_minutesFrom = 0;  ///< from here on no minute was removed
    std::int64_t m_requestsFrom = 0; ///< half days before had lost requests when the chain began
    Cells m_usageCells, m_requestCells;
};

} // namespace ostiary
