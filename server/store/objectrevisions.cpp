// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/objectrevisions.h"

#include "server/store/sqlvalues.h"

namespace ostiary {

bool ObjectRevisions::load(const Database &database)
{
    std::unordered_map<std::string, std::int64_t> read;
    QSqlQuery query = database.prepare("state_read_object_revisions");
    if (!eachRow(query, [&] { read[text(query.value(0)) + '|' + text(query.value(1))] = query.value(2).toLongLong(); }))
        return false;
    const std::lock_guard lock(m_mutex);
    m_latest = std::move(read);
    return true;
}

void ObjectRevisions::set(const std::string &resource, const std::string &objectId, std::int64_t number)
{
    const std::lock_guard lock(m_mutex);
    m_latest[resource + '|' + objectId] = number;
}

std::int64_t ObjectRevisions::of(const std::string &resource, const std::string &objectId) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_latest.find(resource + '|' + objectId);
    return found == m_latest.end() ? 0 : found->second;
}

} // namespace ostiary
