// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/resourcemodel.h"

#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QTableView>

class QLabel;
class QProgressBar;
class QPushButton;

namespace ostiary {

/// Paints cells by what they mean: pills, bars, names, tabular figures, times.
class RowDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// A list of a resource: rows with a line between them, copied as TSV, exported as CSV; words when it is empty, a thin
/// line while it loads, the gateway's words when it failed.
class Table : public QWidget
{
    Q_OBJECT

public:
    Table(ResourceModel &model, const QString &accessibleName, QWidget *parent = nullptr);

    /// What the list is for, and the first step; shown while it has no rows.
    void setEmptyState(const QString &words, QPushButton *step = nullptr);
    QTableView *view() { return m_view; }
    ResourceModel &model() { return m_model; }
    /// The chosen row, or -1.
    int currentRow() const;
    QString currentId() const;
    /// Chooses the row with this id as soon as it is there.
    void choose(const QString &id);
    QString toCsv() const;
    /// Pixels of a column at 100 %; the column that is stretched takes the rest.
    void setWidths(const std::vector<int> &widths, int stretched);

Q_SIGNALS:
    /// The chosen row or what stands in it has changed.
    void currentChanged();

private:
    static QLabel *dimLabelFor(QWidget *parent);
    void copyRows() const;
    void showState();
    void restoreChoice();

    ResourceModel &m_model;
    QTableView *m_view;
    QProgressBar *m_progress;
    QWidget *m_empty;
    QLabel *m_words;
    QStackedLayout *m_stack;
    QString m_emptyWords;
    QPushButton *m_step = nullptr;
    QString m_chosen;
    bool m_everLoaded = false;
};

} // namespace ostiary
