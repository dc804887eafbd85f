// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/records.h"
#include "server/store/database.h"
#include "server/store/ledgerchain.h"
#include "server/store/rollupwriter.h"
#include "server/store/statement.h"
#include "server/store/storednames.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace ostiary {

/// Writes records into the ledger: the rows themselves, and the roll-ups and spend counters of a whole transaction
/// added up first, so that many records cost few rows.
class LedgerBatch
{
public:
    /// Names of models that clients ask for under a pattern are kept until there are `mostNames` names of any kind;
    /// further ones are counted as kOtherNames, so that nobody fills the ledger by inventing some.
    LedgerBatch(const Database &database, const IntegrityKey &key, std::int64_t mostNames = 20'000);
    static constexpr std::string_view kOtherNames = "(other)";

    /// Inside a transaction: inserts the rows of `record` (once, however often it is given) and adds up the rest.
    /// `why`: see RecordSink::close().
    bool add(const UsageRecord &record, std::string_view why = {});
    /// Writes what was added up. Call before the commit.
    bool finish();
    /// Adds up a part of what is over, in a transaction of its own; see RollupWriter::addUpOne().
    bool addUpOne() { return m_rollups.addUpOne(); }
    /// The transaction was rolled back: forgets what was added up and the names that were made in it.
    void forget();
    /// The transaction was committed.
    void committed() { m_chain.committed(); }
    LedgerChain &chain() { return m_chain; }

private:
    using SpendKey = std::tuple<int, std::string, std::int64_t>;
    struct Spend
    {
        std::int64_t nano = 0;
        std::int64_t lastSeconds = 0; ///< when the last of its requests began
    };

    /// Whose a record's rows are; as numbers of names.
    struct Names
    {
        std::int64_t user, team, model, deployment, provider;
    };
    struct TextHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    std::int64_t name(std::string_view text, bool asked = false);
    /// Of a model, as a client wrote it.
    std::int64_t askedName(std::string_view text);
    std::int64_t nameCount();
    bool namesAreStored();
    bool insertUsage(const UsageRecord &record, const Names &names, bool *inserted);
    bool insertRequest(const UsageRecord &record, const Names &names, std::string_view why, bool *inserted);
    bool insertBeside(const UsageRecord &record, std::string_view why);
    void addUp(const UsageRecord &record, const Names &names, bool newUsage, bool newRequest);
    void addSpend(const UsageRecord &record);

    const Database &m_database;
    const std::int64_t m_mostNames;
    std::int64_t m_nameCount = -1; ///< not read yet
    LedgerChain m_chain;
    Statement m_insertUsage, m_insertRequest, m_insertAsked, m_insertWhy, m_addSpend, m_touchKey;
    QSqlQuery m_findName, m_insertName;
    bool m_failed = false; ///< a name could not be written: the transaction must not be committed
    std::unordered_map<std::string, std::int64_t, TextHash, std::equal_to<>> m_names;
    RollupWriter m_rollups;
    StoredNames m_stages, m_scopeKinds;
    std::map<SpendKey, Spend> m_spend;
    std::map<std::int64_t, std::int64_t> m_keyUse; ///< key → ms of its last request
};

} // namespace ostiary
