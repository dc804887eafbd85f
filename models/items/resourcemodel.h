// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"

#include <QAbstractTableModel>
#include <QHash>

#include <functional>
#include <vector>

namespace ostiary {

/// What a cell means; the console's delegates choose how that looks.
enum class Meaning { None, Good, Warning, Bad, Quiet };

enum ItemRole {
    MeaningRole = Qt::UserRole + 1, ///< Meaning as int: the cell is a pill
    ShareRole,                      ///< double from 0 to 1, or more when passed: the cell is a bar
    SeriesRole,                     ///< QList<double>: the cell is a sparkline
    NumericRole,                    ///< bool: tabular figures, to the right
    MonospaceRole,                  ///< bool
    StrongRole,                     ///< bool: the name of the row
    MarkRole,                       ///< text: whose mark stands before the words
    ObjectRole,                     ///< the whole row as QJsonObject
};

/// One cell, made from a row of the admin API.
struct Cell
{
    QString text = {};
    QString toolTip = {};
    Meaning meaning = Meaning::None;
    double share = -1; ///< negative: no bar
    bool quiet = false;
    QString mark = {};         ///< the name of somebody whose mark stands before the text
    QList<double> series = {}; ///< of a sparkline, the oldest first
};

struct Column
{
    enum class Kind { Text, Strong, Number, Monospace, Pill, Bar, Sparkline };
    QString title;
    Kind kind = Kind::Text;
    std::function<Cell(const QJsonObject &row)> cell;
    QString sortField = {}; ///< as the admin API calls it; empty: cannot be sorted by
    bool optional = false;  ///< hidden until it is asked for
    /// Of a column of amounts: the decimal of a row, which is shown with as many decimals as the others, so that the
    /// points stand below each other; the cell's text is shown where it is empty.
    std::function<QString(const QJsonObject &row)> money = {};
};

/// A list of the admin API as a table: a page at a time as it is scrolled, filtered and sorted by the gateway, read
/// anew when its resource changes. Rows keep their place and selection across a reload as long as their `id` is the
/// same; new ones at the top push the others down. Of a long list only a window of pages is held, which moves as it is
/// scrolled.
class ResourceModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Source
    {
        QString path;     ///< of the list
        QString resource; ///< whose changes mean "read again"; empty: none
        QString idField = QStringLiteral("id");
        bool cursorIsId = false; ///< a page can begin after any row, by its id
    };
    ResourceModel(AdminClient &client, Source source, std::vector<Column> columns, QObject *parent = nullptr);

    /// Reads the first page with these parameters; what is shown stays until it is there.
    void setFilter(const QUrlQuery &filter);
    const QUrlQuery &filter() const { return m_filter; }
    /// Filter and order.
    QUrlQuery query() const;
    const QString &path() const { return m_source.path; }
    /// From the first page on. While the window is not at the top nothing is read: what is being looked at stays.
    void reload();
    /// Whether the first page is held.
    bool isAtTop() const { return m_firstPage == 0; }
    /// No rows, and none are read until there is another filter.
    void clear();
    /// Back to the first page.
    void toTop();
    /// Reads the page before the window; nothing at the top.
    void fetchBack();
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    /// The order in which it is listed unless a column is sorted by: fields of the admin API, the largest first.
    void setUsualOrder(const QString &fields);
    const Column &column(int index) const { return m_columns[static_cast<std::size_t>(index)]; }
    /// Whether all rows that fit are held.
    bool isWhole() const { return isAtTop() && m_nextCursor.isEmpty() && !m_looking; }
    /// Whether the gateway is still looking for rows that fit: there may be no more.
    bool isLooking() const { return m_looking; }
    /// How many rows the gateway counts; -1: it does not say.
    qint64 total() const { return m_total; }
    bool isLoading() const { return m_operation != nullptr; }
    /// The message of the last failed call, or that the gateway is gone since; empty while the rows are as it has them.
    QString error() const;
    /// Whether it failed because the gateway does not take the key, which the window says once for all.
    bool isKeyRefused() const { return m_keyRefused; }
    const QJsonObject &object(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// The row with this id, or -1.
    int rowOf(const QString &id) const;
    QString idOf(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /// A call ended: rows are there, or `error()` says why not.
    void loaded();
    /// Rows have gone from the top (negative) or come there, because the window moves; what is seen must not jump.
    void windowMoved(int rows);
    void loadingChanged();

private:
    enum class Where { First, After, Before };
    /// What a call brought.
    struct Page
    {
        std::vector<QJsonObject> rows;
        QString next;
        bool looking = false; ///< the gateway has looked back only part of the way
    };
    /// A page that was read: where it begins, and how many rows it had.
    struct Place
    {
        QString cursor;
        int rows = 0;
    };
    static constexpr int kPageRows = 200;
    static constexpr int kMostRows = 1000; ///< that the gateway gives at once

    void ask(const QString &cursor, Where where, int rows = kPageRows);
    void take(const AdminReply &reply, Where where);
    QString shown(const QJsonObject &row, int column) const;
    int decimalsOf(int column) const;
    int extent() const;
    bool merge(Page &page);
    bool rearrange(Page &page);
    void takeOrder(Page page, const QHash<QString, int> &places);
    void append(Page page);
    void prepend(std::vector<QJsonObject> rows);
    void replaceRows(Page page);

    AdminClient &m_client;
    const Source m_source;
    const std::vector<Column> m_columns;
    QUrlQuery m_filter;
    std::vector<QJsonObject> m_rows;
    QString m_nextCursor;
    QUrlQuery m_order;
    QUrlQuery m_usualOrder;
    std::vector<Place> m_pages;  ///< from the first one on
    std::size_t m_firstPage = 0; ///< of the window
    std::size_t m_held = 0;      ///< pages of the window
    bool m_looking = false;      ///< what comes next belongs to the last page
    QString m_rowsOf;            ///< filter and order of the rows
    qint64 m_total = -1;
    QString m_error;
    bool m_keyRefused = false;
    QPointer<AdminOperation> m_operation;
    bool m_again = false; ///< changed while a call was under way
    bool m_cleared = false;
    mutable QHash<int, int> m_decimals; ///< of the columns of amounts; empty: the rows have changed
};

} // namespace ostiary
