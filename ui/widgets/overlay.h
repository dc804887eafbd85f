// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

namespace ostiary {

/// Keeps bars over the foot of a widget, one above the other, so that one that comes or goes moves nothing under the
/// pointer.
class Overlay final : public QObject
{
    Q_OBJECT

public:
    /// `below`: pixels that stay free under the lowest.
    Overlay(QWidget *over, int below);

    /// The next one upwards; it becomes a child of the widget.
    void add(QWidget *bar);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    QWidget *m_over;
    const int m_below;
    std::vector<QWidget *> m_bars;
};

} // namespace ostiary
