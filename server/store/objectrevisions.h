// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace ostiary {

/// Which change of each object was the latest, by its number in the audit log: the version that a caller relies on when
/// it changes one. Thread-safe, so that lists can be made on any thread.
class ObjectRevisions
{
public:
    /// Reads them all anew; false when the database failed.
    bool load(const Database &database);
    void set(const std::string &resource, const std::string &objectId, std::int64_t number);
    /// 0: never changed here.
    std::int64_t of(const std::string &resource, const std::string &objectId) const;

private:
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, std::int64_t> m_latest; ///< by resource|id
};

} // namespace ostiary
