// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/stateseal.h"

#include "server/store/schemacheck.h"
#include "server/store/sqlvalues.h"

#include <QLoggingCategory>
#include <QVariant>

#include <algorithm>

namespace ostiary {

namespace {

Q_LOGGING_CATEGORY(logStore, "ostiary.store")

void append(std::string &to, std::int64_t value)
{
    to.append(reinterpret_cast<const char *>(&value), sizeof value);
}
void append(std::string &to, const Digest &digest)
{
    to.append(reinterpret_cast<const char *>(digest.data()), digest.size());
}
void append(std::string &to, const QByteArray &bytes)
{
    append(to, static_cast<std::int64_t>(bytes.size()));
    to.append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

} // namespace

StateSeal::StateSeal(const Database &database, const IntegrityKey &key)
    : m_database(database), m_key(key), m_rows(database, key.derive("state rows")), m_maskKey(key.derive("state masks"))
{
}

std::optional<StateSeal::Row> StateSeal::stored() const
{
    Row row;
    QSqlQuery query = m_database.prepare("state_read_seal");
    const bool read = eachRow(query, [&] {
        row.counter = query.value(0).toLongLong();
        row.auditSeq = query.value(1).toLongLong();
        row.anchorSeq = query.value(2).toLongLong();
        row.auditMac = digestOf(query.value(3).toByteArray());
        row.anchorHash = digestOf(query.value(4).toByteArray());
        row.rows = sealSumOf(query.value(5).toByteArray());
        row.broken = query.value(6).toBool();
        row.mac = digestOf(query.value(7).toByteArray());
    });
    return read ? std::optional(row) : std::nullopt;
}

SealSum StateSeal::mask(std::int64_t counter) const
{
    return sealSumOf(keyedHash(m_maskKey, &counter, sizeof counter));
}

Digest StateSeal::macOf(const Row &row) const
{
    std::string text("seal");
    for (const std::int64_t value :
         {row.counter, row.auditSeq, row.anchorSeq, static_cast<std::int64_t>(row.broken ? 1 : 0)})
        append(text, value);
    append(text, row.auditMac);
    append(text, row.anchorHash);
    append(text, sealBytes(row.rows));
    return m_key.mac(text);
}

std::optional<bool> StateSeal::rowsFit(const Row &row)
{
    const auto sum = m_rows.all();
    return sum ? std::optional(*sum == (row.rows ^ mask(row.counter))) : std::nullopt;
}

std::int64_t StateSeal::dataVersion() const
{
    QSqlQuery query = m_database.query();
    return query.exec(QStringLiteral("PRAGMA data_version")) && query.next() ? query.value(0).toLongLong() : -1;
}

bool StateSeal::before()
{
    const auto row = stored();
    if (!row)
        return false;
    m_last = *row;
    const std::int64_t version = dataVersion();
    m_last.broken = m_last.broken || m_broken;
    if (version == m_seen && m_rows.isLoaded())
        return true;
    const auto fit = rowsFit(*row);
    const auto changes = schemaChanges(m_database, QStringLiteral("state"));
    if (!fit || !changes)
        return false;
    m_seen = version;
    if ((!*fit || !changes->isEmpty() || !isWhole(*row)) && !m_broken) {
        m_last.broken = m_broken = true;
        qCCritical(logStore, "state.db was changed by somebody else than this gateway");
    }
    if (m_last.broken)
        m_alarm = "state.db was changed by somebody else than this gateway; run 'ostiaryd audit verify'";
    return true;
}

bool StateSeal::after()
{
    Row row = m_last;
    ++row.counter;
    QSqlQuery last = m_database.prepare("state_last_audit");
    if (!execLogged(last))
        return false;
    if (last.next()) {
        row.auditSeq = last.value(0).toLongLong();
        row.auditMac = digestOf(last.value(2).toByteArray());
    }
    last.finish();
    return write(row);
}

bool StateSeal::anchor(std::int64_t counter)
{
    QSqlQuery last = m_database.prepare("state_last_audit");
    if (!execLogged(last))
        return false;
    Row row;
    row.counter = counter;
    if (last.next()) {
        row.auditSeq = row.anchorSeq = last.value(0).toLongLong();
        row.anchorHash = digestOf(last.value(1).toByteArray());
        row.auditMac = digestOf(last.value(2).toByteArray());
    }
    last.finish();
    m_alarm.clear();
    m_broken = false;
    return write(row);
}

bool StateSeal::write(Row row)
{
    const auto sum = m_rows.afterChanges();
    if (!sum)
        return false;
    row.rows = *sum ^ mask(row.counter);
    row.mac = macOf(row);
    QSqlQuery query = m_database.prepare("state_write_seal");
    const QVariant values[] = {
        qlonglong(row.counter), qlonglong(row.auditSeq), qlonglong(row.anchorSeq), blob(row.auditMac),
        blob(row.anchorHash),   sealBytes(row.rows),     row.broken ? 1 : 0,       blob(row.mac)};
    bindAll(query, values);
    if (!execLogged(query))
        return false;
    m_last = row;
    return true;
}

void StateSeal::committed(HeadFile &file) const
{
    StoreHead head;
    head.sequence = m_last.counter;
    head.mac = m_last.mac;
    head.boot = HeadFile::thisBoot();
    head.marks[0] = m_last.auditSeq;
    QSqlQuery marks = m_database.prepare("state_read_marks");
    if (execLogged(marks) && marks.next()) {
        head.marks[1] = marks.value(0).toLongLong();
        head.marks[2] = marks.value(1).toLongLong();
    }
    if (!file.write(head, true))
        qCCritical(logStore, "state.head cannot be written: is the disk full?");
}

} // namespace ostiary
