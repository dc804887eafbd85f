// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVariantMap>

#include <vector>

class QTableView;

namespace ostiary {

/// What a column of a table asks for, in pixels.
struct ColumnWish
{
    int usual = 0;      ///< as it was laid out, or as the user has drawn it
    int least = 0;      ///< below that it says nothing
    int needed = 0;     ///< by what stands in it
    bool drawn = false; ///< by the user: it stays as it is
};

/// Shares `room` among columns. What is left over goes to columns that are cut off, then to the stretched one; what is
/// missing is taken from those that have more than they need, then from the others but the stretched one, none below
/// its least.
std::vector<int> shareOut(const std::vector<ColumnWish> &columns, int stretched, int room);

/// Keeps the columns of a table at widths that fit its width and what stands in them.
class ColumnWidths final : public QObject
{
    Q_OBJECT

public:
    explicit ColumnWidths(QTableView &view);

    /// Pixels, one for each column; those of 0 are hidden.
    void setUsual(const std::vector<int> &widths, int stretched);
    /// The width and whether the user has drawn it, for the settings.
    QVariantMap kept(int column) const;
    void restore(int column, const QVariantMap &kept);
    /// Looks at the rows in view and shares the room anew.
    void share();

Q_SIGNALS:
    /// The user has drawn a column.
    void drawn();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void resized(int column, int before, int now);
    void measure();

    QTableView &m_view;
    std::vector<ColumnWish> m_wishes;
    int m_stretched = -1;
    bool m_sharing = false;
};

} // namespace ostiary
