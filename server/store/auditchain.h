// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"
#include "server/store/revisionlog.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace ostiary {

/// The audit log: rows that each hold the hash of the one before, so that none can be changed or taken out unseen.
class AuditChain
{
public:
    explicit AuditChain(const Database &database) : m_database(database) {}

    /// Gives the entry its number, within the transaction of what it is about; nothing when it cannot be written.
    std::optional<std::int64_t> append(const AuditEntry &entry) const;
    Result<std::vector<AuditEntry>> read(std::int64_t afterSeq, int most) const;
    /// Recomputes the hashes: nothing when all fit, otherwise the first row that does not; 0 when they cannot be read.
    std::optional<std::int64_t> brokenRow() const;

private:
    const Database &m_database;
};

} // namespace ostiary
