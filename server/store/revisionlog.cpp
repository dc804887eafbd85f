// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/revisionlog.h"

#include "server/store/auditchain.h"
#include "server/store/sqlvalues.h"
#include "server/store/storeerror.h"

#include <QJsonDocument>
#include <QVariant>

namespace ostiary {

namespace {

QVariant fieldsOf(const Snapshot &snapshot)
{
    return snapshot.fields ? QVariant(QString::fromUtf8(QJsonDocument(*snapshot.fields).toJson(QJsonDocument::Compact)))
                           : QVariant(QMetaType(QMetaType::QString));
}

QVariant sealedOf(const Snapshot &snapshot)
{
    return snapshot.sealedKey.isEmpty() ? QVariant(QMetaType(QMetaType::QByteArray)) : QVariant(snapshot.sealedKey);
}

Snapshot snapshotOf(const QVariant &fields, const QVariant &sealed)
{
    Snapshot snapshot;
    if (!fields.isNull())
        snapshot.fields = QJsonDocument::fromJson(fields.toString().toUtf8()).object();
    snapshot.sealedKey = sealed.toByteArray();
    return snapshot;
}

} // namespace

Result<std::vector<Revision>> RevisionLog::read(const Filter &filter) const
{
    std::vector<Revision> out;
    QSqlQuery query = m_database.prepare("state_read_changes");
    query.bindValue(QStringLiteral(":below"), qlonglong(filter.below));
    query.bindValue(QStringLiteral(":resource"), text(filter.resource));
    query.bindValue(QStringLiteral(":object"), text(filter.objectId));
    query.bindValue(QStringLiteral(":most"), filter.most);
    const bool read = eachRow(query, [&] {
        Revision revision;
        revision.entry = {query.value(0).toLongLong(), query.value(1).toLongLong(), text(query.value(2)),
                          text(query.value(3)),        text(query.value(4)),        text(query.value(5)),
                          text(query.value(6))};
        revision.before = snapshotOf(query.value(7), query.value(9));
        revision.after = snapshotOf(query.value(8), query.value(10));
        out.push_back(std::move(revision));
    });
    if (!read)
        return storeUnreadable();
    return out;
}

Result<std::optional<Revision>> RevisionLog::find(std::int64_t number) const
{
    std::optional<Revision> none;
    if (number == std::numeric_limits<std::int64_t>::max())
        return none;
    Filter filter;
    filter.below = number + 1;
    filter.most = 1;
    auto found = read(filter);
    if (!found)
        return std::move(found).error();
    std::vector<Revision> &revisions = found.value();
    return !revisions.empty() && revisions.front().entry.seq == number ? std::optional(std::move(revisions.front()))
                                                                       : none;
}

Digest RevisionLog::digestOf(const Snapshot &before, const Snapshot &after)
{
    return AuditChain::digestOfChange(fieldsOf(before), fieldsOf(after), sealedOf(before), sealedOf(after));
}

bool RevisionLog::append(std::int64_t number, const Snapshot &before, const Snapshot &after) const
{
    QSqlQuery insert = m_database.prepare("state_insert_change");
    int at = 0;
    for (const QVariant &value :
         {QVariant(qlonglong(number)), fieldsOf(before), fieldsOf(after), sealedOf(before), sealedOf(after)})
        insert.bindValue(at++, value);
    return execLogged(insert);
}

} // namespace ostiary
