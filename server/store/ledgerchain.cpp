// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/ledgerchain.h"

#include "models/domain/clock.h"
#include "server/store/prunedrows.h"
#include "server/store/sqltext.h"
#include "server/store/sqlvalues.h"

#include <QVariant>

#include <utility>

namespace ostiary {

LedgerSeals::LedgerSeals(const IntegrityKey &key)
    : usage(key.derive("usage rows"), "ledger_insert_usage"),
      request(key.derive("request rows"), "ledger_insert_request"), m_key(key), m_nameKey(key.derive("names")),
      m_cellKey(key.derive("cells")), m_maskKey(key.derive("masks"))
{
    request.alsoSeal(QStringLiteral("asked"),
                     QStringLiteral("(SELECT a.name FROM asked a WHERE a.request_id = request.request_id)"));
    request.alsoSeal(QStringLiteral("why"),
                     QStringLiteral("(SELECT w.said FROM why w WHERE w.request_id = request.request_id)"));
}

SealSum LedgerSeals::name(std::int64_t id, std::string_view text, std::int64_t batch) const
{
    std::string row(reinterpret_cast<const char *>(&id), sizeof id);
    row.append(reinterpret_cast<const char *>(&batch), sizeof batch);
    row.append(text);
    return sealSumOf(keyedHash(m_nameKey, row.data(), row.size()));
}

SealSum LedgerSeals::cell(const std::array<std::int64_t, 8> &place, std::int64_t value) const
{
    if (value == 0)
        return 0;
    return sealSumOf(keyedHash(m_cellKey, place.data(), sizeof place)) * static_cast<SealSum>(value);
}

SealSum LedgerSeals::mask(std::int64_t seq, int which) const
{
    const std::int64_t place[2] = {seq, which};
    return sealSumOf(keyedHash(m_maskKey, place, sizeof place));
}

Digest LedgerSeals::macOf(const Batch &batch, const Digest &previous) const
{
    std::string text("batch");
    text.append(reinterpret_cast<const char *>(previous.data()), previous.size());
    for (const std::int64_t value : {batch.seq, static_cast<std::int64_t>(batch.kind), batch.atMs, batch.usageRows,
                                     batch.requestRows, static_cast<std::int64_t>(batch.note.size())})
        text.append(reinterpret_cast<const char *>(&value), sizeof value);
    for (const SealSum sum : {batch.usage, batch.requests})
        text.append(reinterpret_cast<const char *>(&sum), sizeof sum);
    text.append(batch.note.constData(), static_cast<std::size_t>(batch.note.size()));
    return m_key.mac(text);
}

Batch LedgerSeals::batchOf(const QSqlQuery &query)
{
    Batch batch;
    batch.seq = query.value(0).toLongLong();
    batch.kind = static_cast<BatchKind>(query.value(1).toInt());
    batch.atMs = query.value(2).toLongLong();
    batch.usageRows = query.value(3).toLongLong();
    batch.requestRows = query.value(4).toLongLong();
    batch.usage = sealSumOf(query.value(5).toByteArray());
    batch.requests = sealSumOf(query.value(6).toByteArray());
    batch.note = query.value(7).toByteArray();
    batch.mac = digestOf(query.value(8).toByteArray());
    return batch;
}

std::optional<Batch> LedgerSeals::read(const Database &database, const char *statement, std::int64_t seq)
{
    QSqlQuery query = database.prepare(statement);
    if (seq > 0)
        query.bindValue(0, qlonglong(seq));
    if (!execLogged(query))
        return std::nullopt;
    return query.next() ? batchOf(query) : Batch();
}

LedgerChain::LedgerChain(const Database &database, const IntegrityKey &key)
    : m_database(database), m_seals(key), m_insert(database, "ledger_insert_batch")
{
}

bool LedgerChain::load()
{
    const auto last = LedgerSeals::read(m_database, "ledger_last_batch");
    m_loaded = last.has_value();
    if (last)
        m_head = m_written = *last;
    m_building = {};
    return m_loaded;
}

bool LedgerChain::finish()
{
    const bool anything = m_building.usageRows + m_building.requestRows > 0 || m_building.usage != 0;
    return !anything || write(std::exchange(m_building, {}));
}

bool LedgerChain::append(BatchKind kind, const QByteArray &note, std::int64_t seq)
{
    Batch batch;
    batch.kind = kind;
    batch.note = note;
    batch.seq = seq;
    batch.requests = std::exchange(m_building.requests, 0);
    batch.requestRows = std::exchange(m_building.requestRows, 0);
    return write(batch);
}

bool LedgerChain::write(Batch batch)
{
    if (batch.seq == 0)
        batch.seq = m_written.seq + 1;
    batch.atMs = SystemClock().wallMs();
    batch.usage ^= m_seals.mask(batch.seq, 0);
    batch.requests ^= m_seals.mask(batch.seq, 1);
    batch.mac = m_seals.macOf(batch, m_written.mac);
    const bool ok = m_insert.integer(batch.seq)
                        .integer(static_cast<int>(batch.kind))
                        .integer(batch.atMs)
                        .integer(batch.usageRows)
                        .integer(batch.requestRows)
                        .blob(&batch.usage, sizeof batch.usage)
                        .blob(&batch.requests, sizeof batch.requests)
                        .blob(batch.note.constData(), static_cast<std::size_t>(batch.note.size()))
                        .blob(batch.mac.data(), batch.mac.size())
                        .run();
    if (!ok)
        return false;
    m_written = batch;
    return true;
}

bool LedgerChain::appendPruned(const PrunedRows &rows, const QByteArray &before)
{
    Batch batch;
    batch.kind = BatchKind::Pruned;
    batch.seq = m_written.seq + 1;
    batch.requestRows = rows.count();
    batch.requests = rows.sum();
    batch.note = before + rows.cells(batch.seq);
    return write(batch);
}

void LedgerChain::committed()
{
    m_head = m_written;
}

void LedgerChain::forget()
{
    m_written = m_head;
    m_building = {};
    m_seals.usage.forget();
    m_seals.request.forget();
}

bool LedgerChain::anchor(const QByteArray &why, std::int64_t seq)
{
    Batch batch;
    batch.kind = BatchKind::Anchor;
    batch.seq = seq;
    QSqlQuery retention = m_database.prepare("ledger_retention"); // what was removed before is not asked for
    const QByteArray before =
        execLogged(retention) && retention.next() ? retention.value(0).toByteArray() : QByteArray();
    retention.finish();
    batch.note = (before + QByteArray(16, '\0')).left(16) + why;
    const bool usage = eachSealed(m_database, m_seals.usage, [&](const QSqlQuery &, SealSum sum) {
        batch.usage += sum;
        ++batch.usageRows;
        return true;
    });
    const bool requests = eachSealed(m_database, m_seals.request, [&](const QSqlQuery &, SealSum sum) {
        batch.requests += sum;
        ++batch.requestRows;
        return true;
    });
    QSqlQuery names = m_database.prepare("ledger_verify_names");
    const bool named = eachRow(names, [&] {
        batch.usage += m_seals.name(names.value(0).toLongLong(), text(names.value(1)), names.value(2).toLongLong());
    });
    return usage && requests && named && write(batch);
}

void sealValue(RowSeal &seal, const QVariant &value)
{
    if (value.typeId() != QMetaType::QByteArray && value.typeId() != QMetaType::QString) {
        seal.integer(value.toLongLong());
        return;
    }
    const QByteArray bytes = value.toByteArray(); // of a text its UTF-8
    seal.bytes(bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

bool eachSealed(const Database &database, RowSeal &seal, const std::function<bool(const QSqlQuery &, SealSum)> &each)
{
    QSqlQuery query = database.query();
    query.setForwardOnly(true);
    const QString statement =
        sqlText("ledger_verify_rows").arg(seal.columns().join(QStringLiteral(", ")), seal.table());
    if (!query.exec(statement))
        return allRead(query);
    const int count = static_cast<int>(seal.columns().size());
    seal.forget();
    while (query.next()) {
        for (int i = 0; i < count; ++i)
            sealValue(seal, query.value(i));
        if (!each(query, seal.end()))
            return true;
    }
    return allRead(query);
}

} // namespace ostiary
