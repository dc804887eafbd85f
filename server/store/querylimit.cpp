// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/querylimit.h"

#include <sqlite3.h>

namespace ostiary {

namespace {
constexpr int kStepsBetweenLooks = 20'000; ///< of SQLite's virtual machine, below a millisecond
}

QueryLimit::QueryLimit(const Database &database, std::chrono::milliseconds most)
    : m_native(database.native()), m_end(std::chrono::steady_clock::now() + most)
{
    if (m_native)
        sqlite3_progress_handler(m_native, kStepsBetweenLooks, &QueryLimit::look, this);
}

QueryLimit::~QueryLimit()
{
    if (m_native)
        sqlite3_progress_handler(m_native, 0, nullptr, nullptr);
}

int QueryLimit::look(void *self)
{
    auto *limit = static_cast<QueryLimit *>(self);
    limit->m_reached = limit->m_reached || std::chrono::steady_clock::now() >= limit->m_end;
    return limit->m_reached ? 1 : 0;
}

} // namespace ostiary
