// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"

#include <chrono>

namespace ostiary {

/// While it lives, a query of its database that takes longer ends early; what it gave until then is not all there is.
/// Where Qt carries a SQLite of its own there is no limit.
class QueryLimit
{
public:
    QueryLimit(const Database &database, std::chrono::milliseconds most);
    ~QueryLimit();
    Q_DISABLE_COPY_MOVE(QueryLimit)

    /// Whether a query was ended.
    bool reached() const { return m_reached; }

private:
    static int look(void *self);

    sqlite3 *m_native;
    std::chrono::steady_clock::time_point m_end;
    bool m_reached = false;
};

} // namespace ostiary
