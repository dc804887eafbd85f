// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/auditchain.h"

#include "server/store/sqlvalues.h"
#include "server/store/storeerror.h"

namespace ostiary {

namespace {

Digest chained(const Digest &previous, const AuditEntry &entry)
{
    std::string row(reinterpret_cast<const char *>(previous.data()), previous.size());
    for (const std::string &part : {std::to_string(entry.seq), std::to_string(entry.atMs), entry.actor, entry.action,
                                    entry.resource, entry.objectId, entry.detail})
        row += std::to_string(part.size()) + ':' + part; // lengths keep fields from running into each other
    return sha256(row);
}

AuditEntry entryOf(const QSqlQuery &query)
{
    return {query.value(0).toLongLong(), query.value(1).toLongLong(), text(query.value(2)), text(query.value(3)),
            text(query.value(4)),        text(query.value(5)),        text(query.value(6))};
}

} // namespace

std::optional<std::int64_t> AuditChain::append(const AuditEntry &given) const
{
    QSqlQuery last = m_database.prepare("state_last_audit");
    if (!execLogged(last))
        return std::nullopt;
    AuditEntry entry = given;
    Digest previous{};
    entry.seq = 1;
    if (last.next()) {
        entry.seq = last.value(0).toLongLong() + 1;
        previous = digestOf(last.value(1).toByteArray());
    }
    last.finish();
    QSqlQuery insert = m_database.prepare("state_insert_audit");
    const QVariant values[] = {qlonglong(entry.seq), qlonglong(entry.atMs),         text(entry.actor),
                               text(entry.action),   text(entry.resource),          text(entry.objectId),
                               text(entry.detail),   blob(chained(previous, entry))};
    bindAll(insert, values);
    return execLogged(insert) ? std::optional(entry.seq) : std::nullopt;
}

Result<std::vector<AuditEntry>> AuditChain::read(std::int64_t afterSeq, int most) const
{
    std::vector<AuditEntry> out;
    QSqlQuery query = m_database.prepare("state_read_audit");
    query.bindValue(0, qlonglong(afterSeq));
    query.bindValue(1, most);
    if (!eachRow(query, [&] { out.push_back(entryOf(query)); }))
        return storeUnreadable();
    return out;
}

std::optional<std::int64_t> AuditChain::brokenRow() const
{
    QSqlQuery query = m_database.prepare("state_read_audit");
    query.bindValue(0, 0);
    query.bindValue(1, -1);
    Digest previous{};
    std::int64_t expected = 1;
    query.exec();
    while (query.next()) {
        const AuditEntry entry = entryOf(query);
        const Digest hash = chained(previous, entry);
        if (entry.seq != expected || digestOf(query.value(7).toByteArray()) != hash)
            return expected;
        previous = hash;
        ++expected;
    }
    return allRead(query) ? std::nullopt : std::optional<std::int64_t>(0);
}

} // namespace ostiary
