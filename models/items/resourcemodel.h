// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"

#include <QAbstractTableModel>

#include <functional>
#include <vector>

namespace ostiary {

/// What a cell means; the console's delegates choose how that looks.
enum class Meaning { None, Good, Warning, Bad, Quiet };

enum ItemRole {
    MeaningRole = Qt::UserRole + 1, ///< Meaning as int: the cell is a pill
    ShareRole,                      ///< double from 0 to 1, or more when passed: the cell is a bar
    NumericRole,                    ///< bool: tabular figures, to the right
    MonospaceRole,                  ///< bool
    StrongRole,                     ///< bool: the name of the row
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
};

struct Column
{
    enum class Kind { Text, Strong, Number, Monospace, Pill, Bar };
    QString title;
    Kind kind = Kind::Text;
    std::function<Cell(const QJsonObject &row)> cell;
};

/// A list of the admin API as a table: a page at a time as it is scrolled, filtered by the gateway, read anew when its
/// resource changes. Rows keep their place and selection across a reload as long as their `id` is the same.
class ResourceModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Source
    {
        QString path;     ///< of the list
        QString resource; ///< whose changes mean "read again"; empty: none
        QString idField = QStringLiteral("id");
    };
    ResourceModel(AdminClient &client, Source source, std::vector<Column> columns, QObject *parent = nullptr);

    /// Reads the first page with these parameters; what is shown stays until it is there.
    void setFilter(const QUrlQuery &filter);
    void reload();
    bool isLoading() const { return m_operation != nullptr; }
    /// The message of the last failed call; empty after a good one.
    const QString &error() const { return m_error; }
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
    void loadingChanged();

private:
    void ask(const QString &cursor);
    void take(const AdminReply &reply, bool firstPage);
    void replaceRows(std::vector<QJsonObject> rows);

    AdminClient &m_client;
    const Source m_source;
    const std::vector<Column> m_columns;
    QUrlQuery m_filter;
    std::vector<QJsonObject> m_rows;
    QString m_nextCursor;
    QString m_error;
    QPointer<AdminOperation> m_operation;
    bool m_again = false; ///< changed while a call was under way
};

} // namespace ostiary
