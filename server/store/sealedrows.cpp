// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sealedrows.h"

#include <QSqlRecord>
#include <QVariant>

#include <vector>

namespace ostiary {

struct SealedRows::Table
{
    const char *name;
    const char *id;     ///< its key's column
    bool later = false; ///< the file of an earlier version has none
};
constexpr SealedRows::Table SealedRows::kTables[] = {
    {"virtual_key", "id"}, {"deployment", "id"},         {"provider", "id"},       {"setting", "name"},
    {"user", "id", true},  {"organisation", "id", true}, {"revision", "resource"},
};

namespace {

void append(std::string &to, std::int64_t value)
{
    to.append(reinterpret_cast<const char *>(&value), sizeof value);
}
void append(std::string &to, const QByteArray &bytes)
{
    append(to, static_cast<std::int64_t>(bytes.size()));
    to.append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

std::string placeOf(const char *table, const QString &id)
{
    return std::string(table) + '|' + id.toStdString();
}

/// Each column that is not NULL, with its name: a column that is added later changes nothing.
SealSum hashOfRow(const KeyedHash::Key &key, const char *table, const QSqlQuery &query)
{
    std::string row = table;
    const QSqlRecord shape = query.record();
    for (int i = 0; i < shape.count(); ++i) {
        const QVariant value = query.value(i);
        if (value.isNull())
            continue;
        append(row, shape.fieldName(i).toUtf8());
        append(row, static_cast<std::int64_t>(value.typeId()));
        append(row, value.toByteArray());
    }
    return sealSumOf(keyedHash(key, row.data(), row.size()));
}

} // namespace

bool SealedRows::watch()
{
    bool ok = m_database.run(QStringLiteral("PRAGMA temp_store = MEMORY")) &&
              m_database.run(QStringLiteral("CREATE TEMP TABLE touched (place TEXT, id TEXT)"));
    for (const Table &table : kTables) {
        const QString name = QLatin1String(table.name);
        const auto noting = [&](const char *event, std::initializer_list<const char *> rows) {
            QString trigger =
                QStringLiteral("CREATE TEMP TRIGGER %1_%2 AFTER %2 ON main.%1 BEGIN").arg(name, QLatin1String(event));
            for (const char *row : rows)
                trigger += QStringLiteral(" INSERT INTO touched VALUES ('%1', %2.%3);")
                               .arg(name, QLatin1String(row), QLatin1String(table.id));
            return trigger + QStringLiteral(" END");
        };
        ok = ok && m_database.run(noting("INSERT", {"new"})) && m_database.run(noting("DELETE", {"old"})) &&
             m_database.run(noting("UPDATE", {"old", "new"}));
    }
    return m_watching = ok;
}

/// `sqlite_sequence` keeps ids of keys from being given twice. It has a row or two, and no triggers.
std::optional<SealSum> SealedRows::numbering() const
{
    SealSum sum = 0;
    QSqlQuery query = m_database.query();
    query.setForwardOnly(true);
    if (query.exec(QStringLiteral("SELECT * FROM sqlite_sequence"))) {
        while (query.next())
            sum += hashOfRow(m_key, "sqlite_sequence", query);
    }
    return allRead(query) ? std::optional(sum) : std::nullopt;
}

bool SealedRows::take(const Table &table, QSqlQuery &query)
{
    if (query.exec()) {
        const int id = query.record().indexOf(QLatin1String(table.id));
        while (query.next()) {
            const SealSum hash = hashOfRow(m_key, table.name, query);
            ++m_rowsRead;
            m_sum += hash;
            m_hashes[placeOf(table.name, query.value(id).toString())] = hash;
        }
    }
    return allRead(query);
}

/// An earlier version's file that is only looked at has not all of them.
bool SealedRows::isThere(const Table &table, bool *there) const
{
    QSqlQuery query = m_database.query();
    if (!query.prepare(QStringLiteral("SELECT 1 FROM sqlite_master WHERE name = ?")))
        return false;
    query.bindValue(0, QLatin1String(table.name));
    *there = query.exec() && query.next();
    return allRead(query);
}

bool SealedRows::readAll()
{
    m_sum = 0;
    m_hashes.clear();
    for (const Table &table : kTables) {
        bool there = true;
        if (table.later && !isThere(table, &there))
            return false;
        if (!there)
            continue;
        QSqlQuery query = m_database.query();
        query.setForwardOnly(true);
        if (!query.prepare(QStringLiteral("SELECT * FROM ") + QLatin1String(table.name)) || !take(table, query))
            return false;
    }
    return !m_watching || m_database.run(QStringLiteral("DELETE FROM temp.touched"));
}

std::optional<SealSum> SealedRows::all()
{
    m_loaded = readAll();
    const auto numbers = numbering();
    return m_loaded && numbers ? std::optional(m_sum + *numbers) : std::nullopt;
}

bool SealedRows::again(const Table &table, const QString &id)
{
    if (const auto known = m_hashes.find(placeOf(table.name, id)); known != m_hashes.end()) {
        m_sum -= known->second;
        m_hashes.erase(known);
    }
    QSqlQuery query = m_database.query();
    query.setForwardOnly(true);
    if (!query.prepare(
            QStringLiteral("SELECT * FROM %1 WHERE %2 = ?").arg(QLatin1String(table.name), QLatin1String(table.id))))
        return false;
    query.bindValue(0, id);
    return take(table, query);
}

std::optional<SealSum> SealedRows::afterChanges()
{
    if (!m_watching || !m_loaded)
        return all();
    m_loaded = false; // until all of it was read
    std::vector<std::pair<QString, QString>> touched;
    QSqlQuery query = m_database.query();
    query.setForwardOnly(true);
    if (!query.prepare(QStringLiteral("SELECT DISTINCT place, id FROM temp.touched")) ||
        !eachRow(query, [&] { touched.emplace_back(query.value(0).toString(), query.value(1).toString()); }))
        return std::nullopt;
    query.finish();
    bool ok = true;
    for (const Table &table : kTables) {
        for (const auto &[place, id] : touched)
            ok = ok && (place != QLatin1String(table.name) || again(table, id));
    }
    ok = ok && m_database.run(QStringLiteral("DELETE FROM temp.touched"));
    const auto numbers = numbering();
    if (!ok || !numbers)
        return std::nullopt;
    m_loaded = true;
    return m_sum + *numbers;
}

} // namespace ostiary
