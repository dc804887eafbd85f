// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/resourcemodel.h"

#include <QJsonArray>

#include <algorithm>

namespace ostiary {

namespace {
constexpr int kPageRows = 200;
constexpr int kMostFirstRows = 600;    ///< of the first page, as new rows push it down
constexpr std::size_t kMostPages = 25; ///< of the window
} // namespace

ResourceModel::ResourceModel(AdminClient &client, Source source, std::vector<Column> columns, QObject *parent)
    : QAbstractTableModel(parent), m_client(client), m_source(std::move(source)), m_columns(std::move(columns))
{
    connect(&m_client, &AdminClient::changed, this, [this](const QString &resource) {
        if (!m_source.resource.isEmpty() && resource == m_source.resource)
            reload();
    });
    connect(&m_client, &AdminClient::stateChanged, this, [this](AdminClient::State state) {
        if (state == AdminClient::State::Online)
            reload();
    });
}

void ResourceModel::setFilter(const QUrlQuery &filter)
{
    m_filter = filter;
    delete m_operation; // its rows would be of the filter before
    m_again = false;
    toTop();
}

void ResourceModel::sort(int column, Qt::SortOrder order)
{
    m_order.clear();
    const QString field = column < 0 ? QString() : m_columns[static_cast<std::size_t>(column)].sortField;
    if (!field.isEmpty()) {
        m_order.addQueryItem(QStringLiteral("sort"), field);
        m_order.addQueryItem(QStringLiteral("order"),
                             order == Qt::DescendingOrder ? QStringLiteral("desc") : QStringLiteral("asc"));
    }
    setFilter(m_filter);
}

void ResourceModel::toTop()
{
    if (m_operation) {
        m_again = true;
        m_firstPage = 0;
        return;
    }
    ask({}, Where::First);
}

void ResourceModel::reload()
{
    if (m_operation) {
        m_again = true;
        return;
    }
    if (isAtTop())
        ask({}, Where::First);
}

void ResourceModel::fetchBack()
{
    if (m_firstPage > 0 && !m_operation)
        ask(m_pageCursors[m_firstPage - 1], Where::Before);
}

void ResourceModel::ask(const QString &cursor, Where where)
{
    QUrlQuery query = m_filter;
    for (const auto &[name, value] : m_order.queryItems())
        query.addQueryItem(name, value);
    query.addQueryItem(QStringLiteral("limit"), QString::number(kPageRows));
    if (!cursor.isEmpty())
        query.addQueryItem(QStringLiteral("cursor"), cursor);
    m_operation = m_client.send(AdminRequest::get(m_source.path, query), this);
    connect(m_operation, &AdminOperation::finished, this, [this, where](const AdminReply &reply) {
        m_operation = nullptr;
        take(reply, where);
    });
    Q_EMIT loadingChanged();
}

void ResourceModel::take(const AdminReply &reply, Where where)
{
    m_error = reply.ok() ? QString() : reply.message;
    if (reply.ok()) {
        std::vector<QJsonObject> rows;
        const QJsonArray data = reply.body.value(QLatin1String("data")).toArray();
        rows.reserve(static_cast<std::size_t>(data.size()));
        for (const QJsonValue &row : data)
            rows.push_back(row.toObject());
        m_total = reply.body.value(QLatin1String("total")).toInteger(-1);
        const QString next = reply.body.value(QLatin1String("next_cursor")).toString();
        const bool looking = reply.body.value(QLatin1String("looking")).toBool();
        if (where == Where::Before) {
            prepend(std::move(rows));
        } else if (where == Where::After) {
            m_nextCursor = next;
            append(std::move(rows));
        } else if (m_firstPage > 0 || (!pushDown(rows) && !isBeginning(rows, looking))) {
            m_nextCursor = next;
            m_firstPage = 0;
            m_lastFilter = m_filter.toString() + m_order.toString();
            m_wholePage = true;
            m_pageCursors = {QString()};
            m_pageRows = {static_cast<int>(rows.size())};
            replaceRows(std::move(rows));
        }
    }
    Q_EMIT loadingChanged();
    Q_EMIT loaded();
    if (std::exchange(m_again, false)) {
        toTop();
    } else if (reply.ok() && where != Where::Before && reply.body.value(QLatin1String("looking")).toBool()) {
        m_wholePage = false; // the gateway is still looking; what it finds next belongs to this page
        ask(m_nextCursor, Where::After);
    }
}

/// The gateway has looked only part of the way, and found what is there already: what it found before stays.
bool ResourceModel::isBeginning(std::vector<QJsonObject> &rows, bool goesOn)
{
    if (!goesOn || rows.size() >= m_rows.size() || rows.size() >= kPageRows ||
        m_lastFilter != m_filter.toString() + m_order.toString())
        return false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].value(m_source.idField) != m_rows[i].value(m_source.idField))
            return false;
    }
    return true;
}

/// The first page begins with rows that are new and goes on with those that are there: these move down, and nothing
/// else changes but their figures. False when it is not so; `rows` are as they were.
bool ResourceModel::pushDown(std::vector<QJsonObject> &rows)
{
    if (m_rows.empty() || rows.empty() || m_firstPage > 0)
        return false;
    const QJsonValue firstId = m_rows.front().value(m_source.idField);
    const auto known = std::find_if(rows.begin(), rows.end(),
                                    [&](const QJsonObject &row) { return row.value(m_source.idField) == firstId; });
    const auto added = static_cast<std::size_t>(known - rows.begin());
    const std::size_t kept = rows.size() - added;
    if (known == rows.end() || added == 0 || kept > m_rows.size())
        return false;
    for (std::size_t i = 0; i < kept; ++i) {
        if (rows[added + i].value(m_source.idField) != m_rows[i].value(m_source.idField))
            return false;
    }
    const bool onePage = m_pageRows.size() == 1;
    beginInsertRows({}, 0, static_cast<int>(added) - 1);
    m_rows.insert(m_rows.begin(), std::make_move_iterator(rows.begin()), std::make_move_iterator(known));
    m_pageRows.front() += static_cast<int>(added);
    endInsertRows();
    if (onePage &&
        m_pageRows.front() > kMostFirstRows) { // a live list: what falls off is read again when it is scrolled to
        const int from = kPageRows;
        beginRemoveRows({}, from, rowCount() - 1);
        m_rows.resize(static_cast<std::size_t>(from));
        m_pageRows.front() = from;
        endRemoveRows();
        m_nextCursor = m_source.cursorIsId ? idOf(from - 1) : m_nextCursor;
    }
    return true;
}

void ResourceModel::append(std::vector<QJsonObject> rows)
{
    if (rows.empty())
        return;
    const int from = static_cast<int>(m_rows.size());
    beginInsertRows({}, from, from + static_cast<int>(rows.size()) - 1);
    if (std::exchange(m_wholePage, true))
        m_pageRows.push_back(static_cast<int>(rows.size()));
    else
        m_pageRows.back() += static_cast<int>(rows.size());
    m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    endInsertRows();
    while (m_pageRows.size() > kMostPages) {
        const int gone = m_pageRows.front();
        beginRemoveRows({}, 0, gone - 1);
        m_rows.erase(m_rows.begin(), m_rows.begin() + gone);
        m_pageRows.erase(m_pageRows.begin());
        ++m_firstPage;
        endRemoveRows();
        Q_EMIT windowMoved(-gone);
    }
}

void ResourceModel::prepend(std::vector<QJsonObject> rows)
{
    if (rows.empty())
        return;
    const int come = static_cast<int>(rows.size());
    beginInsertRows({}, 0, come - 1);
    m_rows.insert(m_rows.begin(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    m_pageRows.insert(m_pageRows.begin(), come);
    --m_firstPage;
    endInsertRows();
    Q_EMIT windowMoved(come);
    while (m_pageRows.size() > kMostPages) {
        const int from = rowCount() - m_pageRows.back();
        beginRemoveRows({}, from, rowCount() - 1);
        m_rows.resize(static_cast<std::size_t>(from));
        m_pageRows.pop_back();
        m_nextCursor = m_pageCursors[m_firstPage + m_pageRows.size()];
        endRemoveRows();
    }
}

void ResourceModel::replaceRows(std::vector<QJsonObject> rows)
{
    const auto sameIds = [&] {
        return rows.size() == m_rows.size() &&
               std::equal(rows.begin(), rows.end(), m_rows.begin(), [&](const QJsonObject &a, const QJsonObject &b) {
                   return a.value(m_source.idField) == b.value(m_source.idField);
               });
    };
    if (!rows.empty() && sameIds()) { // the usual reload: the same things, perhaps with other figures
        m_rows = std::move(rows);
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int ResourceModel::rowOf(const QString &id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const QJsonObject &row) {
        return row.value(m_source.idField).toString() == id;
    });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QString ResourceModel::idOf(int row) const
{
    return object(row).value(m_source.idField).toString();
}

int ResourceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}
int ResourceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant ResourceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const QJsonObject &row = object(index.row());
    const Column &column = m_columns[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return column.cell(row).text;
    case Qt::AccessibleTextRole:
        return column.title + QStringLiteral(": ") + column.cell(row).text;
    case Qt::ToolTipRole: {
        const QString tip = column.cell(row).toolTip;
        return tip.isEmpty() ? QVariant() : QVariant(tip);
    }
    case Qt::TextAlignmentRole:
        return QVariant(column.kind == Column::Kind::Number ? Qt::AlignRight | Qt::AlignVCenter
                                                            : Qt::AlignLeft | Qt::AlignVCenter);
    case MeaningRole: {
        const Cell cell = column.cell(row);
        if (column.kind == Column::Kind::Pill && !cell.text.isEmpty())
            return static_cast<int>(cell.meaning);
        return cell.quiet ? QVariant(static_cast<int>(Meaning::Quiet)) : QVariant();
    }
    case ShareRole:
        return column.kind == Column::Kind::Bar ? QVariant(column.cell(row).share) : QVariant();
    case SeriesRole:
        return column.kind == Column::Kind::Sparkline ? QVariant::fromValue(column.cell(row).series) : QVariant();
    case NumericRole:
        return column.kind == Column::Kind::Number;
    case MonospaceRole:
        return column.kind == Column::Kind::Monospace;
    case StrongRole:
        return column.kind == Column::Kind::Strong;
    case ObjectRole:
        return row;
    default:
        return {};
    }
}

QVariant ResourceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Column &column = m_columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::TextAlignmentRole)
        return QVariant(column.kind == Column::Kind::Number ? Qt::AlignRight | Qt::AlignVCenter
                                                            : Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

bool ResourceModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_nextCursor.isEmpty() && !m_operation;
}

void ResourceModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    const std::size_t page = m_firstPage + m_pageRows.size();
    m_pageCursors.resize(page);
    m_pageCursors.push_back(m_nextCursor);
    ask(m_nextCursor, Where::After);
}

} // namespace ostiary
