// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/storednames.h"

#include <QVariant>

#include <algorithm>

namespace ostiary {

namespace {
constexpr std::size_t kMostNames = 256; ///< a ledger that says more was not written by us
}

std::optional<std::map<int, std::string>> StoredNames::read(const Database &database, const Table &table)
{
    std::map<int, std::string> names;
    QSqlQuery query = database.prepare(table.read);
    const bool read = eachRow(query, [&] { names[query.value(0).toInt()] = query.value(1).toString().toStdString(); });
    return read ? std::optional(std::move(names)) : std::nullopt;
}

bool StoredNames::store(const Database &database, const Table &table, std::span<const std::string_view> names)
{
    if (!m_positions.empty())
        return true;
    const auto known = read(database, table);
    if (!known || known->size() > kMostNames)
        return false;
    std::map<std::string, std::size_t, std::less<>> numbers;
    m_size = 0;
    for (const auto &[number, name] : *known) {
        if (number < 0 || static_cast<std::size_t>(number) >= kMostNames)
            return false;
        numbers[name] = static_cast<std::size_t>(number);
        m_size = std::max(m_size, static_cast<std::size_t>(number) + 1);
    }
    std::vector<std::size_t> positions;
    for (const std::string_view name : names) {
        if (const auto found = numbers.find(name); found != numbers.end()) {
            positions.push_back(found->second);
            continue;
        }
        QSqlQuery insert = database.prepare(table.insert);
        insert.bindValue(0, qlonglong(m_size));
        insert.bindValue(1, QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
        if (!execLogged(insert))
            return false;
        positions.push_back(m_size++);
    }
    m_positions = std::move(positions);
    return true;
}

} // namespace ostiary
