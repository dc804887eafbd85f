// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"
#include "server/store/integritykey.h"
#include "server/store/rowseal.h"
#include "server/store/statement.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ostiary {

/// What a batch of the ledger is. Persisted: numbers stay.
enum class BatchKind : int {
    Rows = 0,   ///< rows that were written together
    Pruned = 1, ///< request rows that retention took away
    Anchor = 2, ///< everything before is as it stands here: the first start with a key, or a repair
    Gap = 3,    ///< batches up to the one before were lost, and that was accepted
};

/// One row of `batch`: its sums are masked, so that nothing can be learned from them.
struct Batch
{
    std::int64_t seq = 0;
    BatchKind kind = BatchKind::Rows;
    std::int64_t atMs = 0;
    std::int64_t usageRows = 0;
    std::int64_t requestRows = 0;
    SealSum usage = 0;    ///< of usage rows and names
    SealSum requests = 0; ///< of request rows
    QByteArray note;
    Digest mac{};
};

/// Keys and hashes of the ledger's chain; what its writer and its verifier have in common.
class LedgerSeals
{
public:
    explicit LedgerSeals(const IntegrityKey &key);

    RowSeal usage, request;
    SealSum name(std::int64_t id, std::string_view text, std::int64_t batch) const;
    /// What a value adds to the sum of a roll-up's cell; see LedgerVerifier.
    SealSum cell(const std::array<std::int64_t, 8> &place, std::int64_t value) const;
    SealSum mask(std::int64_t seq, int which) const;
    Digest macOf(const Batch &batch, const Digest &previous) const;

    static std::optional<Batch> read(const Database &database, const char *statement, std::int64_t seq = 0);
    static Batch batchOf(const QSqlQuery &query);

private:
    IntegrityKey m_key;
    KeyedHash::Key m_nameKey, m_cellKey, m_maskKey;
};

/// A roll-up's cell adds value × hash(place), so that sums of rows and of roll-ups can be compared without keeping
/// either. Place: width, bucket, key, model, provider, user, team, column. In the notes of what was pruned: numbers
/// stay.
enum CellColumn : std::int64_t {
    CellRequests = 0,
    CellErrors = 1,
    CellPrompt = 2,
    CellCompletion = 3,
    CellCost = 4,
    CellLatency = 16
};

class PrunedRows;

/// The chain of batches as the ledger's writer makes it: within the transaction of the rows, one HMAC for all of them.
class LedgerChain
{
public:
    LedgerChain(const Database &database, const IntegrityKey &key);

    /// Reads where the chain ends. False when that cannot be read.
    bool load();
    bool isLoaded() const { return m_loaded; }
    const Batch &head() const { return m_head; }
    LedgerSeals &seals() { return m_seals; }

    /// The number of the batch that is being made, for the rows' column.
    std::int64_t next() const { return m_head.seq + 1; }
    void addUsage() { m_building.usage += m_seals.usage.end(), ++m_building.usageRows; }
    void addRequest() { m_building.requests += m_seals.request.end(), ++m_building.requestRows; }
    void addName(std::int64_t id, std::string_view text) { m_building.usage += m_seals.name(id, text, next()); }

    /// Before the commit: writes the batch, when there is anything in it.
    bool finish();
    bool append(BatchKind kind, const QByteArray &note, std::int64_t seq = 0);
    /// The signed note of rows that retention took away.
    bool appendPruned(const PrunedRows &rows, const QByteArray &before);
    void committed();
    void forget();

    /// In the caller's transaction: seals everything that is in the ledger as it stands, under `seq` or the next
    /// number.
    bool anchor(const QByteArray &why, std::int64_t seq = 0);

private:
    bool write(Batch batch);

    const Database &m_database;
    LedgerSeals m_seals;
    Statement m_insert;
    bool m_loaded = false;
    Batch m_head;    ///< as committed
    Batch m_written; ///< in the transaction that is under way
    Batch m_building;
};

/// Gives a column's value to the hash of its row.
void sealValue(RowSeal &seal, const QVariant &value);
/// Walks the rows of a sealed table and gives each one's hash; false when not all could be read.
bool eachSealed(const Database &database, RowSeal &seal, const std::function<bool(const QSqlQuery &, SealSum)> &each);

} // namespace ostiary
