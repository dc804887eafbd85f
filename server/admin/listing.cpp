// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/listing.h"

#include <QStringList>

#include <algorithm>
#include <charconv>
#include <compare>

namespace ostiary {

namespace {

QJsonValue at(const QJsonObject &row, const QStringList &path)
{
    QJsonValue value = row;
    for (const QString &name : path)
        value = value.isArray() ? QJsonValue(value.toArray().size()) : value.toObject().value(name);
    return value;
}

bool isAbsent(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() || (value.isString() && value.toString().isEmpty());
}

std::strong_ordering compare(const QJsonValue &a, const QJsonValue &b)
{
    const auto number = [](const QJsonValue &value, bool *ok) {
        *ok = value.isDouble() || value.isBool();
        return value.isBool() ? (value.toBool() ? 1.0 : 0.0) : *ok ? value.toDouble() : value.toString().toDouble(ok);
    };
    bool numberA = false, numberB = false;
    const double left = number(a, &numberA), right = number(b, &numberB);
    if (numberA && numberB)
        return left < right   ? std::strong_ordering::less
               : left > right ? std::strong_ordering::greater
                              : std::strong_ordering::equal;
    return QString::compare(a.toString(), b.toString(), Qt::CaseInsensitive) <=> 0;
}

void sortRows(std::vector<QJsonObject> &rows, const QString &field, bool descending)
{
    const QStringList path = field.split(QLatin1Char('.'));
    std::vector<std::pair<QJsonValue, std::size_t>> order;
    order.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        order.emplace_back(at(rows[i], path), i);
    std::stable_sort(order.begin(), order.end(), [&](const auto &a, const auto &b) {
        if (isAbsent(a.first) != isAbsent(b.first))
            return isAbsent(b.first);
        const auto ordered = compare(a.first, b.first);
        return descending ? ordered > 0 : ordered < 0;
    });
    std::vector<QJsonObject> sorted;
    sorted.reserve(rows.size());
    for (const auto &[value, i] : order)
        sorted.push_back(std::move(rows[i]));
    rows = std::move(sorted);
}

/// Where the page begins: after the row that the cursor `OFFSET:ID` names, or at the offset if that row has gone.
std::size_t startOf(const std::string &cursor, const std::vector<QJsonObject> &rows, const QString &idField)
{
    const std::size_t colon = cursor.find(':');
    if (colon == std::string::npos)
        return 0;
    std::size_t offset = 0;
    std::from_chars(cursor.data(), cursor.data() + colon, offset);
    const QString id = QString::fromStdString(cursor.substr(colon + 1));
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const QJsonObject &row) { return row[idField].toString() == id; });
    return found == rows.end() ? std::min(offset, rows.size()) : static_cast<std::size_t>(found - rows.begin()) + 1;
}

} // namespace

int pageLimit(const AdminCall &call)
{
    const std::string given = call.query("limit");
    int limit = 100;
    std::from_chars(given.data(), given.data() + given.size(), limit);
    return std::clamp(limit, 1, 1000);
}

QJsonObject listPage(const AdminCall &call, std::vector<QJsonObject> rows, const char *idField,
                     const std::vector<const char *> &searched)
{
    if (const QString wanted = QString::fromStdString(call.query("search")); !wanted.isEmpty()) {
        std::erase_if(rows, [&](const QJsonObject &row) {
            return std::none_of(searched.begin(), searched.end(), [&](const char *field) {
                return at(row, QString::fromLatin1(field).split(QLatin1Char('.')))
                    .toString()
                    .contains(wanted, Qt::CaseInsensitive);
            });
        });
    }
    // The last field first: what it leaves equal keeps its order when the one before it is sorted by.
    const QStringList fields = QString::fromStdString(call.query("sort")).split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (auto field = fields.rbegin(); field != fields.rend(); ++field)
        sortRows(rows, *field, call.query("order") == "desc");
    const QString id = QString::fromLatin1(idField);
    const std::size_t from = startOf(call.query("cursor"), rows, id);
    const std::size_t to = std::min(rows.size(), from + static_cast<std::size_t>(pageLimit(call)));
    QJsonArray data;
    for (std::size_t i = from; i < to; ++i)
        data.append(rows[i]);
    const QJsonValue next = to < rows.size() && to > from
                                ? QJsonValue(QStringLiteral("%1:%2").arg(to).arg(rows[to - 1][id].toString()))
                                : QJsonValue();
    return {{QLatin1String("data"), data},
            {QLatin1String("next_cursor"), next},
            {QLatin1String("total"), qlonglong(rows.size())}};
}

} // namespace ostiary
