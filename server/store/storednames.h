// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

/// Names that a ledger gives to the numbers which stand in its rows. A number means what the ledger says it does, not
/// what an enum of this program happens to count: a name that the ledger does not know yet gets the next number.
class StoredNames
{
public:
    struct Table
    {
        const char *read;   ///< `sql/<name>.sql`: (number, name), by number
        const char *insert; ///< likewise, of (number, name)
    };
    static constexpr Table kStages{"ledger_read_stages", "ledger_insert_stage"};
    static constexpr Table kScopeKinds{"ledger_read_scope_kinds", "ledger_insert_scope_kind"};

    /// Every number with its name; nothing when they cannot be read.
    static std::optional<std::map<int, std::string>> read(const Database &database, const Table &table);

    /// Inside a transaction: has a number for each of `names`, the program's own in their order. Reads once.
    bool store(const Database &database, const Table &table, std::span<const std::string_view> names);
    /// The number of the program's `index`th name.
    std::size_t position(std::size_t index) const { return m_positions[index]; }
    /// One more than the greatest number.
    std::size_t size() const { return m_size; }
    /// The transaction was rolled back.
    void forget() { m_positions.clear(); }

private:
    std::vector<std::size_t> m_positions;
    std::size_t m_size = 0;
};

} // namespace ostiary
