// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"
#include "server/store/headfile.h"
#include "server/store/integritykey.h"
#include "server/store/rowseal.h"
#include "server/store/sealedrows.h"

#include <cstdint>
#include <optional>
#include <string>

namespace ostiary {

/// The signature over everything in state.db that decides: keys, deployments, providers, settings and revisions as they
/// stand, and where the audit log ends. One row, written with every change.
class StateSeal
{
public:
    struct Row
    {
        std::int64_t counter = 0;   ///< changes since the first seal
        std::int64_t auditSeq = 0;  ///< the last row of the audit log
        std::int64_t anchorSeq = 0; ///< audit rows up to here were there before the chain was signed
        Digest auditMac{};          ///< of the last row
        Digest anchorHash{};        ///< hash of the row `anchorSeq`
        SealSum rows = 0;           ///< masked
        bool broken = false;        ///< somebody else changed the rows; stays until a repair
        Digest mac{};
    };

    StateSeal(const Database &database, const IntegrityKey &key);

    /// The row that is stored; nothing when it cannot be read. Counter 0: there is none.
    std::optional<Row> stored() const;
    bool isWhole(const Row &row) const { return row.mac == macOf(row); }
    /// Whether keys, deployments, providers, settings and revisions are those that were sealed; nothing when they
    /// cannot be read.
    std::optional<bool> rowsFit(const Row &row);

    /// Notes what this connection changes, so that a seal costs what was changed. Outside of a transaction.
    bool watch() { return m_rows.watch(); }
    /// In a transaction, before anything is changed: notices what somebody else has changed since the last seal.
    bool before();
    /// In a transaction, after all changes: writes the seal.
    bool after();
    /// Signs what is there, as it is, from now on.
    bool anchor(std::int64_t counter);
    void committed(HeadFile &head) const;
    /// The transaction was not kept although after() had been called.
    void forget() { m_rows.forget(); }
    /// Rows that were hashed so far.
    std::int64_t rowsRead() const { return m_rows.rowsRead(); }
    /// Words for an administrator when rows were changed by somebody else; empty while all is well.
    const std::string &alarm() const { return m_alarm; }

private:
    SealSum mask(std::int64_t counter) const;
    Digest macOf(const Row &row) const;
    bool write(Row row);
    std::int64_t dataVersion() const;

    const Database &m_database;
    IntegrityKey m_key;
    SealedRows m_rows;
    KeyedHash::Key m_maskKey;
    Row m_last;
    std::int64_t m_seen = -1; ///< SQLite's number of changes by others
    bool m_broken = false;    ///< somebody else's change was noticed; the transaction that did may have been taken back
    std::string m_alarm;
};

} // namespace ostiary
