// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/auditchain.h"

#include "server/store/sqlvalues.h"
#include "server/store/storeerror.h"

#include <algorithm>

namespace ostiary {

namespace {

AuditEntry entryOf(const QSqlQuery &query)
{
    return {query.value(0).toLongLong(), query.value(1).toLongLong(), text(query.value(2)), text(query.value(3)),
            text(query.value(4)),        text(query.value(5)),        text(query.value(6))};
}

} // namespace

Digest AuditChain::hashOf(const Digest &previous, const AuditEntry &entry)
{
    std::string row(reinterpret_cast<const char *>(previous.data()), previous.size());
    for (const std::string &part : {std::to_string(entry.seq), std::to_string(entry.atMs), entry.actor, entry.action,
                                    entry.resource, entry.objectId, entry.detail})
        row += std::to_string(part.size()) + ':' + part; // lengths keep fields from running into each other
    return sha256(row);
}

Digest AuditChain::macOf(const IntegrityKey &key, const Digest &previous, const Digest &hash, const Digest &change)
{
    std::string text("audit");
    for (const Digest *part : {&previous, &hash, &change})
        text.append(reinterpret_cast<const char *>(part->data()), part->size());
    return key.mac(text);
}

Digest AuditChain::digestOfChange(const QVariant &before, const QVariant &after, const QVariant &sealedBefore,
                                  const QVariant &sealedAfter)
{
    std::string text;
    for (const QVariant *part : {&before, &after, &sealedBefore, &sealedAfter}) {
        const QByteArray bytes = part->toByteArray();
        text += part->isNull() ? "-" : std::to_string(bytes.size()) + ':';
        text.append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    }
    return sha256(text);
}

std::optional<std::int64_t> AuditChain::append(const AuditEntry &given, const Digest &change, std::int64_t used) const
{
    QSqlQuery last = m_database.prepare("state_last_audit");
    if (!execLogged(last))
        return std::nullopt;
    AuditEntry entry = given;
    Digest previous{}, previousMac{};
    entry.seq = used + 1;
    if (last.next()) {
        entry.seq = std::max<std::int64_t>(used, last.value(0).toLongLong()) + 1;
        previous = digestOf(last.value(1).toByteArray());
        previousMac = digestOf(last.value(2).toByteArray());
    }
    last.finish();
    const Digest hash = hashOf(previous, entry);
    QSqlQuery insert = m_database.prepare("state_insert_audit");
    const QVariant values[] = {qlonglong(entry.seq),
                               qlonglong(entry.atMs),
                               text(entry.actor),
                               text(entry.action),
                               text(entry.resource),
                               text(entry.objectId),
                               text(entry.detail),
                               blob(hash),
                               blob(macOf(m_key, previousMac, hash, change))};
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

} // namespace ostiary
