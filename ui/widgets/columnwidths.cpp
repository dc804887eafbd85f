// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/columnwidths.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QTableView>

#include <algorithm>
#include <functional>
#include <numeric>

namespace ostiary {

namespace {

constexpr int kHeadingRoom = 24;   ///< beside the words of a heading: its padding and the arrow of the order
constexpr int kUsual = 110;        ///< of a column that is hidden until it is asked for
constexpr int kLeastName = 120;    ///< of the stretched column, which names the row
constexpr int kMostMeasured = 420; ///< a single long text does not take all there is

/// Adds `amount`, which may be negative, to the widths in proportion to what each can take; gives what nobody took.
int spread(std::vector<int> &widths, int amount, const std::function<int(std::size_t)> &canTake)
{
    std::vector<int> take(widths.size());
    for (std::size_t i = 0; i < widths.size(); ++i)
        take[i] = std::max(0, canTake(i));
    int all = std::accumulate(take.begin(), take.end(), 0);
    int left = std::min(std::abs(amount), all);
    const int sign = amount < 0 ? -1 : 1;
    const int rest = amount - sign * left;
    for (std::size_t i = 0; i < widths.size() && all > 0; ++i) {
        // Of what is left by its part of what is still wanted: rounding leaves no pixel over.
        const int part = static_cast<int>(static_cast<qint64>(left) * take[i] / all);
        all -= take[i];
        left -= part;
        widths[i] += sign * part;
    }
    return rest;
}

} // namespace

std::vector<int> shareOut(const std::vector<ColumnWish> &columns, int stretched, int room)
{
    std::vector<int> widths;
    for (const ColumnWish &column : columns)
        widths.push_back(column.usual);
    int slack = room - std::accumulate(widths.begin(), widths.end(), 0);
    const auto isStretched = [&](std::size_t i) { return static_cast<int>(i) == stretched; };
    if (slack > 0) {
        slack = spread(widths, slack, [&](std::size_t i) {
            return columns[i].drawn || columns[i].usual == 0 ? 0 : columns[i].needed - widths[i];
        });
        if (stretched >= 0 && !columns[static_cast<std::size_t>(stretched)].drawn)
            widths[static_cast<std::size_t>(stretched)] += slack;
    } else if (slack < 0) {
        slack = spread(widths, slack, [&](std::size_t i) {
            return columns[i].drawn ? 0 : widths[i] - std::max(columns[i].least, columns[i].needed);
        });
        // The first column names the row: rather than cutting it the list is scrolled.
        slack = spread(widths, slack, [&](std::size_t i) {
            return columns[i].drawn || i == 0 || isStretched(i) ? 0 : widths[i] - columns[i].least;
        });
        if (stretched > 0)
            spread(widths, slack, [&](std::size_t i) {
                return columns[i].drawn || !isStretched(i) ? 0 : widths[i] - columns[i].least;
            });
    }
    return widths;
}

ColumnWidths::ColumnWidths(QTableView &view) : QObject(&view), m_view(view)
{
    m_view.viewport()->installEventFilter(this);
    connect(m_view.horizontalHeader(), &QHeaderView::sectionResized, this, &ColumnWidths::resized);
}

void ColumnWidths::setUsual(const std::vector<int> &widths, int stretched)
{
    QHeaderView *header = m_view.horizontalHeader();
    const auto count = static_cast<std::size_t>(header->count());
    Q_ASSERT(widths.size() <= count);
    m_stretched = stretched;
    m_wishes.assign(count, {});
    const double scale = std::max(1.0, m_view.fontMetrics().averageCharWidth() / 7.0); // texts grow with the font
    const QScopedValueRollback sharing(m_sharing, true);
    header->setStretchLastSection(false);
    for (std::size_t i = 0; i < count; ++i) {
        const int column = static_cast<int>(i);
        const QString title = m_view.model()->headerData(column, Qt::Horizontal).toString();
        const int heading = header->fontMetrics().horizontalAdvance(title) + kHeadingRoom;
        const int given = i < widths.size() ? widths[i] : 0;
        ColumnWish &wish = m_wishes[i];
        wish.usual = std::max(static_cast<int>((given > 0 ? given : kUsual) * scale), heading);
        wish.least = column == stretched ? std::min(wish.usual, std::max(heading, static_cast<int>(kLeastName * scale)))
                                         : std::max(heading, std::min(wish.usual, 2 * kHeadingRoom));
        header->setSectionResizeMode(column, QHeaderView::Interactive);
        header->resizeSection(column, wish.usual);
        m_view.setColumnHidden(column, given == 0);
    }
}

QVariantMap ColumnWidths::kept(int column) const
{
    const ColumnWish &wish = m_wishes[static_cast<std::size_t>(column)];
    return {{QStringLiteral("width"), wish.usual}, {QStringLiteral("drawn"), wish.drawn}};
}

void ColumnWidths::restore(int column, const QVariantMap &kept)
{
    ColumnWish &wish = m_wishes[static_cast<std::size_t>(column)];
    wish.drawn = kept.value(QStringLiteral("drawn")).toBool();
    if (wish.drawn)
        wish.usual = std::max(30, kept.value(QStringLiteral("width")).toInt());
    share();
}

bool ColumnWidths::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        share();
    return QObject::eventFilter(watched, event);
}

void ColumnWidths::resized(int column, int before, int now)
{
    if (m_sharing || m_wishes.empty())
        return;
    const bool cameOrWent = before == 0 || now == 0;
    if (!cameOrWent) {
        ColumnWish &wish = m_wishes[static_cast<std::size_t>(column)];
        wish.usual = now;
        wish.drawn = true;
    }
    share();
    if (!cameOrWent)
        Q_EMIT drawn();
}

/// What the rows in view need. It only grows, so that a list that goes on by itself does not make its columns dance.
void ColumnWidths::measure()
{
    const int first = std::max(0, m_view.rowAt(0));
    const int last = m_view.rowAt(m_view.viewport()->height() - 1);
    const int rows = m_view.model()->rowCount();
    QStyleOptionViewItem option;
    option.initFrom(&m_view);
    option.font = m_view.font();
    option.fontMetrics = m_view.fontMetrics();
    for (int row = first; row < (last < 0 ? rows : last + 1); ++row) {
        for (std::size_t i = 0; i < m_wishes.size(); ++i) {
            const QModelIndex cell = m_view.model()->index(row, static_cast<int>(i));
            if (m_view.isColumnHidden(cell.column()))
                continue;
            ColumnWish &wish = m_wishes[i];
            wish.needed =
                std::max(wish.needed, std::min(kMostMeasured, m_view.itemDelegate()->sizeHint(option, cell).width()));
            if (cell.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight)
                wish.least = std::max(wish.least, wish.needed); // a figure that is cut is another figure
        }
    }
}

void ColumnWidths::share()
{
    if (m_wishes.empty() || m_sharing)
        return;
    measure();
    std::vector<ColumnWish> shown = m_wishes;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (m_view.isColumnHidden(static_cast<int>(i)))
            shown[i] = {};
    }
    const QScopedValueRollback sharing(m_sharing, true);
    const std::vector<int> widths = shareOut(shown, m_stretched, m_view.viewport()->width());
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (widths[i] > 0)
            m_view.horizontalHeader()->resizeSection(static_cast<int>(i), widths[i]);
    }
}

} // namespace ostiary
