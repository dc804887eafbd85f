// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"
#include "server/store/rowseal.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

namespace ostiary {

/// The sum of the hashes of all rows that decide in state.db. A change costs what it changes: the hash of each row is
/// remembered, and triggers of this connection note which rows it touched.
class SealedRows
{
public:
    SealedRows(const Database &database, const KeyedHash::Key &key) : m_database(database), m_key(key) {}

    /// Begins to note what this connection changes. Outside of a transaction, when all tables are there; false when
    /// that failed. Without it every sum is one of all rows.
    bool watch();
    /// The sum, from all rows; absent when they cannot be read.
    std::optional<SealSum> all();
    /// In the transaction that changed rows: the sum, from what was changed since the last one.
    std::optional<SealSum> afterChanges();
    /// Whether the rows are known from a sum that still holds.
    bool isLoaded() const { return m_loaded; }
    /// The transaction of the last sum was not kept.
    void forget() { m_loaded = false; }
    /// Rows that were hashed so far.
    std::int64_t rowsRead() const { return m_rowsRead; }

private:
    struct Table;
    static const Table kTables[];

    bool readAll();
    /// False when that cannot be read.
    bool isThere(const Table &table, bool *there) const;
    /// Reads the rows of `query`, which come from `table`, into the sum; false when not all could be read.
    bool take(const Table &table, QSqlQuery &query);
    bool again(const Table &table, const QString &id);
    std::optional<SealSum> numbering() const;

    const Database &m_database;
    KeyedHash::Key m_key;
    bool m_watching = false;
    bool m_loaded = false;
    SealSum m_sum = 0;
    std::unordered_map<std::string, SealSum> m_hashes; ///< by table and id
    std::int64_t m_rowsRead = 0;
};

} // namespace ostiary
