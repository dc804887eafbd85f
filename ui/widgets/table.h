// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/resourcemodel.h"
#include "ui/widgets/columnwidths.h"
#include "ui/widgets/plaindelegate.h"

#include <QAbstractButton>
#include <QPointer>
#include <QStackedLayout>
#include <QTableView>
#include <QTimer>

#include <functional>

class QProgressBar;
class QPushButton;

namespace ostiary {

class ElidedLabel;
class PlainLabel;

/// Paints cells by what they mean: pills, bars, names, tabular figures, times.
class RowDelegate final : public PlainDelegate
{
    Q_OBJECT

public:
    using PlainDelegate::PlainDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// A list of a resource: rows with a line between them, sorted by a click on a heading, columns chosen by a right click
/// on one, copied as TSV; words when it is empty, a thin line while it loads, the gateway's words when
/// it failed.
class Table : public QWidget
{
    Q_OBJECT

public:
    Table(ResourceModel &model, const QString &accessibleName, QWidget *parent = nullptr);

    /// What the list is for, and the first step; shown while it has no rows.
    void setEmptyState(const QString &words, QPushButton *step = nullptr);
    /// Shown instead while a filter leaves no row, with a way to take it away; without words there is no filter.
    void setUnfit(const QString &words, const QString &action, std::function<void()> act);
    QTableView *view() { return m_view; }
    ResourceModel &model() { return m_model; }
    /// The chosen row, or -1.
    int currentRow() const;
    QString currentId() const;
    /// Which row is chosen if the guard says that it may be.
    const QString &wantedId() const { return m_wanted; }
    /// Chooses the row with this id as soon as it is there.
    void choose(const QString &id);
    /// No row is chosen any more, and no reload chooses one.
    void clearChoice();
    /// The menu of the headings offers to write all rows into a file; `exportAll` does it.
    void offerExport(std::function<void()> exportAll) { m_exportAll = std::move(exportAll); }
    /// Pixels of a column at 100 %, see ColumnWidths; columns without a width are hidden.
    void setWidths(const std::vector<int> &widths, int stretched) { m_widths->setUsual(widths, stretched); }
    /// Widths, order, choice and sorting of the columns are kept under this name for the user, from now on.
    void keepAs(const QString &name);
    /// Before another row is chosen while `holdsChanges`, `mayLeave` asks; false: the choice stays where it is. What is
    /// chosen does not move while it asks, whatever comes into the list.
    void setGuard(std::function<bool()> holdsChanges, std::function<bool()> mayLeave)
    {
        m_holdsChanges = std::move(holdsChanges);
        m_mayLeave = std::move(mayLeave);
    }
    /// Delete in the list presses this button while a row is chosen; whatever it does, it asks first.
    void setDeleteButton(QAbstractButton *button) { m_delete = button; }
    /// Whether the newest rows are in view.
    bool isAtTop() const;
    /// What is read next is another list: it is looked at from its beginning.
    void showFromTop() { m_fromTop = true; }

Q_SIGNALS:
    /// The chosen row or what stands in it has changed.
    void currentChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    static PlainLabel *dimLabelFor(QWidget *parent);
    void copyRows() const;
    void pressDelete();
    void showState();
    void restoreChoice();
    void chosen(const QModelIndex &now);
    void askToLeave();
    void rowsGo(int first, int last);
    void tellCurrent();
    void sortBy(int column);
    void offerColumns(const QPoint &at);
    void keepColumns() const;
    void scrolled(int value);

    ResourceModel &m_model;
    QTableView *m_view;
    QWidget *m_rows; ///< around the view
    ColumnWidths *m_widths;
    QProgressBar *m_progress;
    QTimer m_slow; ///< until a call that lasts is shown
    QWidget *m_empty;
    PlainLabel *m_words;
    ElidedLabel *m_stale; ///< why what is shown is of before
    QStackedLayout *m_stack;
    QString m_emptyWords;
    QPushButton *m_step = nullptr;
    QPointer<QAbstractButton> m_delete;
    QString m_unfit; ///< words for no row under a filter; empty: none filters
    QPushButton *m_unfilter = nullptr;
    std::function<void()> m_takeFilterAway;
    QString m_chosen;
    QString m_wanted; ///< another one, about which it asks, or will in a moment
    QString m_keptAs;
    std::function<bool()> m_holdsChanges, m_mayLeave;
    std::function<void()> m_exportAll;
    bool m_everLoaded = false;
    bool m_still = false; ///< the view's current row means nothing now
    bool m_fromTop = false;
    bool m_bringIntoView = false; ///< the chosen row, as soon as it is there
    int m_sorted = -1;            ///< column, or -1
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace ostiary
