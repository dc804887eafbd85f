// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/resourcemodel.h"

#include "models/items/codewords.h"
#include "models/items/format.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <iterator>

namespace ostiary {

namespace {
constexpr int kMostFirstRows = 600;    ///< of the first page, as new rows push it down
constexpr std::size_t kMostPages = 25; ///< of the window
} // namespace

ResourceModel::ResourceModel(AdminClient &client, Source source, std::vector<Column> columns, QObject *parent)
    : QAbstractTableModel(parent), m_client(client), m_source(std::move(source)), m_columns(std::move(columns))
{
    const auto forget = [this] { m_decimals.clear(); }; // before any view reads
    connect(this, &QAbstractItemModel::dataChanged, this, forget);
    connect(this, &QAbstractItemModel::rowsInserted, this, forget);
    connect(this, &QAbstractItemModel::rowsRemoved, this, forget);
    connect(this, &QAbstractItemModel::layoutChanged, this, forget);
    connect(this, &QAbstractItemModel::modelReset, this, forget);
    connect(&m_client, &AdminClient::changed, this, [this](const QString &resource) {
        if (!m_source.resource.isEmpty() && resource == m_source.resource)
            reload();
    });
    connect(&m_client, &AdminClient::stateChanged, this, [this](AdminClient::State state) {
        if (state == AdminClient::State::Online)
            reload();
        Q_EMIT loadingChanged(); // error() is another
    });
}

QString ResourceModel::error() const
{
    return m_error.isEmpty() && !m_cleared ? unreachedWords(m_client.state()) : m_error;
}

void ResourceModel::setFilter(const QUrlQuery &filter)
{
    m_filter = filter;
    m_cleared = false;
    toTop();
}

void ResourceModel::clear()
{
    m_cleared = true;
    delete m_operation;
    m_again = false;
    m_total = -1;
    m_error.clear();
    replaceRows({});
    Q_EMIT loadingChanged();
}

void ResourceModel::sort(int column, Qt::SortOrder order)
{
    m_order = column < 0 ? m_usualOrder : QUrlQuery();
    const QString field = column < 0 ? QString() : m_columns[static_cast<std::size_t>(column)].sortField;
    if (!field.isEmpty()) {
        m_order.addQueryItem(QStringLiteral("sort"), field);
        m_order.addQueryItem(QStringLiteral("order"),
                             order == Qt::DescendingOrder ? QStringLiteral("desc") : QStringLiteral("asc"));
    }
    if (!m_cleared)
        setFilter(m_filter);
}

void ResourceModel::setUsualOrder(const QString &fields)
{
    m_usualOrder = {};
    m_usualOrder.addQueryItem(QStringLiteral("sort"), fields);
    m_usualOrder.addQueryItem(QStringLiteral("order"), QStringLiteral("desc"));
    m_order = m_usualOrder;
}

void ResourceModel::toTop()
{
    delete m_operation; // whatever it brings belongs to another place
    m_again = false;
    ask({}, Where::First);
}

void ResourceModel::reload()
{
    if (!isAtTop() || m_cleared)
        return;
    if (m_operation)
        m_again = true;
    else
        ask({}, Where::First, extent());
}

/// As many rows as are held, so that a list in which figures move does not shrink under who looks at it. A live list
/// is pushed down by its new rows and needs but its first page.
int ResourceModel::extent() const
{
    const bool live = m_source.cursorIsId && m_order.isEmpty();
    return live ? kPageRows : std::clamp(rowCount(), kPageRows, kMostRows);
}

void ResourceModel::fetchBack()
{
    if (m_firstPage == 0 || m_operation)
        return;
    if (m_firstPage == 1)
        toTop(); // newer rows may have come before it: from the beginning
    else
        ask(m_pages[m_firstPage - 1].cursor, Where::Before, m_pages[m_firstPage - 1].rows);
}

QUrlQuery ResourceModel::query() const
{
    QUrlQuery query = m_filter;
    for (const auto &[name, value] : m_order.queryItems())
        query.addQueryItem(name, value);
    return query;
}

void ResourceModel::ask(const QString &cursor, Where where, int rows)
{
    QUrlQuery query = this->query();
    query.addQueryItem(QStringLiteral("limit"), QString::number(rows));
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
    m_error = reply.ok() ? QString() : complaintWords(reply);
    m_keyRefused = reply.status == 401;
    if (reply.ok()) {
        Page page;
        const QJsonArray data = reply.body.value(QLatin1String("data")).toArray();
        page.rows.reserve(static_cast<std::size_t>(data.size()));
        for (const QJsonValue &row : data)
            page.rows.push_back(row.toObject());
        page.next = reply.body.value(QLatin1String("next_cursor")).toString();
        page.looking = reply.body.value(QLatin1String("looking")).toBool();
        m_total = reply.body.value(QLatin1String("total")).toInteger(-1);
        if (where == Where::Before && page.looking)
            m_again = true; // it cannot be joined to what is there without a gap
        else if (where == Where::Before)
            prepend(std::move(page.rows));
        else if (where == Where::After)
            append(std::move(page));
        else if (!merge(page) && !rearrange(page))
            replaceRows(std::move(page));
    }
    Q_EMIT loadingChanged();
    Q_EMIT loaded();
    if (m_operation)
        return; // who listens has asked for more
    const bool again = std::exchange(m_again, false);
    if (again && isAtTop())
        reload();
    else if (again)
        toTop();
    else if (reply.ok() && m_looking && where != Where::Before)
        ask(m_nextCursor, Where::After); // the gateway has looked back only part of the way
}

/// A first page that begins with new rows, if any, and goes on with those that are held: the new ones push them down,
/// figures are brought up to date, and all the rest stays where it is. False when it is not so.
bool ResourceModel::merge(Page &page)
{
    if (m_rows.empty() || page.rows.empty() || !isAtTop() || m_rowsOf != m_filter.toString() + m_order.toString())
        return false;
    const auto idOfRow = [&](const QJsonObject &row) { return row.value(m_source.idField); };
    const QJsonValue firstId = idOfRow(m_rows.front());
    const auto known = std::find_if(page.rows.begin(), page.rows.end(),
                                    [&](const QJsonObject &row) { return idOfRow(row) == firstId; });
    const auto added = static_cast<std::size_t>(known - page.rows.begin());
    const std::size_t overlap = page.rows.size() - added;
    const bool whole = page.next.isEmpty(); // then nothing may follow
    if (known == page.rows.end() || overlap > m_rows.size() || (whole && overlap != m_rows.size()))
        return false;
    for (std::size_t i = 0; i < overlap; ++i) {
        if (idOfRow(page.rows[added + i]) != idOfRow(m_rows[i]))
            return false;
    }
    std::move(known, page.rows.end(), m_rows.begin());
    Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(overlap) - 1, columnCount() - 1));
    if (added == 0)
        return true;
    beginInsertRows({}, 0, static_cast<int>(added) - 1);
    m_rows.insert(m_rows.begin(), std::make_move_iterator(page.rows.begin()), std::make_move_iterator(known));
    m_pages.front().rows += static_cast<int>(added);
    endInsertRows();
    if (m_pages.size() == 1 && m_pages.front().rows > kMostFirstRows && m_source.cursorIsId && m_order.isEmpty()) {
        beginRemoveRows({}, kPageRows,
                        rowCount() - 1); // a live list: what falls off is read again when it is scrolled to
        m_rows.resize(kPageRows);
        m_pages.front().rows = kPageRows;
        endRemoveRows();
        m_nextCursor = idOf(kPageRows - 1);
        m_looking = false;
    }
    return true;
}

/// A first page that holds rows that are held, in another order or with others among them: each keeps its selection,
/// and the view its place. False when it is another list.
bool ResourceModel::rearrange(Page &page)
{
    if (!isAtTop() || page.looking || m_rowsOf != m_filter.toString() + m_order.toString())
        return false;
    QHash<QString, int> places;
    for (std::size_t i = 0; i < page.rows.size(); ++i)
        places.insert(page.rows[i].value(m_source.idField).toString(), static_cast<int>(i));
    QSet<QString> held;
    for (const QJsonObject &row : m_rows)
        held.insert(row.value(m_source.idField).toString());
    const bool shared = std::any_of(held.begin(), held.end(), [&](const QString &id) { return places.contains(id); });
    if (!shared || places.size() != static_cast<qsizetype>(page.rows.size()) ||
        held.size() != static_cast<qsizetype>(m_rows.size()))
        return false;
    std::vector<QJsonObject> come; // before the others go, so that the list is never too short for its place
    std::copy_if(page.rows.begin(), page.rows.end(), std::back_inserter(come),
                 [&](const QJsonObject &row) { return !held.contains(row.value(m_source.idField).toString()); });
    if (!come.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(come.size()) - 1);
        std::move(come.begin(), come.end(), std::back_inserter(m_rows));
        endInsertRows();
    }
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (places.contains(idOf(row)))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
    takeOrder(std::move(page), places);
    return true;
}

/// The same rows as in `page`, where `places` says by their ids in which row they are.
void ResourceModel::takeOrder(Page page, const QHash<QString, int> &places)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &at : before)
        after += index(places.value(idOf(at.row())), at.column());
    m_rows = std::move(page.rows);
    m_pages = {{QString(), rowCount()}};
    m_held = 1;
    m_nextCursor = page.next;
    m_looking = false;
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void ResourceModel::append(Page page)
{
    const bool goesOn = std::exchange(m_looking, page.looking); // of the same page
    const QString cursor = std::exchange(m_nextCursor, page.next);
    if (page.rows.empty())
        return;
    const int count = static_cast<int>(page.rows.size());
    beginInsertRows({}, rowCount(), rowCount() + count - 1);
    const std::size_t end = m_firstPage + m_held;
    if (goesOn) {
        m_pages[end - 1].rows += count;
    } else {
        m_pages.resize(end);
        m_pages.push_back({cursor, count});
        ++m_held;
    }
    m_rows.insert(m_rows.end(), std::make_move_iterator(page.rows.begin()), std::make_move_iterator(page.rows.end()));
    endInsertRows();
    while (m_held > kMostPages) {
        const int gone = m_pages[m_firstPage].rows;
        beginRemoveRows({}, 0, gone - 1);
        m_rows.erase(m_rows.begin(), m_rows.begin() + gone);
        ++m_firstPage;
        --m_held;
        endRemoveRows();
        Q_EMIT windowMoved(-gone);
    }
}

void ResourceModel::prepend(std::vector<QJsonObject> rows)
{
    const int come = static_cast<int>(rows.size());
    if (come == 0)
        return;
    beginInsertRows({}, 0, come - 1);
    m_rows.insert(m_rows.begin(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    --m_firstPage;
    ++m_held;
    m_pages[m_firstPage].rows = come;
    endInsertRows();
    Q_EMIT windowMoved(come);
    while (m_held > kMostPages) {
        const std::size_t last = m_firstPage + m_held - 1;
        const int from = rowCount() - m_pages[last].rows;
        beginRemoveRows({}, from, rowCount() - 1);
        m_rows.resize(static_cast<std::size_t>(from));
        m_nextCursor = m_pages[last].cursor;
        m_looking = false;
        --m_held;
        endRemoveRows();
    }
}

void ResourceModel::replaceRows(Page page)
{
    beginResetModel();
    m_rowsOf = m_filter.toString() + m_order.toString();
    m_firstPage = 0;
    m_held = 1;
    m_pages = {{QString(), static_cast<int>(page.rows.size())}};
    m_nextCursor = page.next;
    m_looking = page.looking;
    m_rows = std::move(page.rows);
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

QString ResourceModel::shown(const QJsonObject &row, int column) const
{
    const Column &shown = m_columns[static_cast<std::size_t>(column)];
    const QString amount = shown.money ? shown.money(row) : QString();
    return amount.isEmpty() ? shown.cell(row).text : formatMoney(amount, decimalsOf(column));
}

int ResourceModel::decimalsOf(int column) const
{
    const auto known = m_decimals.constFind(column);
    if (known != m_decimals.constEnd())
        return *known;
    int most = 2;
    for (const QJsonObject &row : m_rows)
        most = std::max(most, moneyDecimals(m_columns[static_cast<std::size_t>(column)].money(row)));
    m_decimals.insert(column, most);
    return most;
}

QVariant ResourceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const QJsonObject &row = object(index.row());
    const Column &column = m_columns[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return shown(row, index.column());
    case Qt::AccessibleTextRole:
        return column.title + QStringLiteral(": ") + shown(row, index.column());
    case Qt::ToolTipRole: {
        const QString tip = column.cell(row).toolTip;
        return tip.isEmpty() ? QVariant() : QVariant(tip);
    }
    case Qt::TextAlignmentRole:
        return QVariant(column.kind == Column::Kind::Number ? Qt::AlignRight | Qt::AlignVCenter
                                                            : Qt::AlignLeft | Qt::AlignVCenter);
    case MeaningRole: {
        const Cell cell = column.cell(row);
        const bool badge = cell.meaning != Meaning::None && cell.meaning != Meaning::Quiet;
        if ((column.kind == Column::Kind::Pill || badge) && !cell.text.isEmpty())
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
    case MarkRole: {
        const QString mark = column.cell(row).mark;
        return mark.isEmpty() ? QVariant() : QVariant(mark);
    }
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
        ask(m_nextCursor, Where::After);
}

} // namespace ostiary
