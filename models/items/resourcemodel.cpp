// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/resourcemodel.h"

#include <QJsonArray>

#include <algorithm>

namespace ostiary {

namespace {
constexpr int kPageRows = 200;
}

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
    reload();
}

void ResourceModel::reload()
{
    if (m_operation) {
        m_again = true;
        return;
    }
    ask({});
}

void ResourceModel::ask(const QString &cursor)
{
    QUrlQuery query = m_filter;
    query.addQueryItem(QStringLiteral("limit"), QString::number(kPageRows));
    if (!cursor.isEmpty())
        query.addQueryItem(QStringLiteral("cursor"), cursor);
    m_operation = m_client.send(AdminRequest::get(m_source.path, query), this);
    connect(m_operation, &AdminOperation::finished, this, [this, first = cursor.isEmpty()](const AdminReply &reply) {
        m_operation = nullptr;
        take(reply, first);
    });
    Q_EMIT loadingChanged();
}

void ResourceModel::take(const AdminReply &reply, bool firstPage)
{
    m_error = reply.ok() ? QString() : reply.message;
    if (reply.ok()) {
        std::vector<QJsonObject> rows;
        const QJsonArray data = reply.body.value(QLatin1String("data")).toArray();
        rows.reserve(static_cast<std::size_t>(data.size()));
        for (const QJsonValue &row : data)
            rows.push_back(row.toObject());
        m_nextCursor = reply.body.value(QLatin1String("next_cursor")).toString();
        if (firstPage) {
            replaceRows(std::move(rows));
        } else if (!rows.empty()) {
            const int from = static_cast<int>(m_rows.size());
            beginInsertRows({}, from, from + static_cast<int>(rows.size()) - 1);
            m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
            endInsertRows();
        }
    }
    Q_EMIT loadingChanged();
    Q_EMIT loaded();
    if (std::exchange(m_again, false))
        reload();
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
    if (canFetchMore(parent))
        ask(m_nextCursor);
}

} // namespace ostiary
