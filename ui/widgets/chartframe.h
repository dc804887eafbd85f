// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/chartitem.h"

namespace ostiary {

/// The words around a chart: values beside the grid, round times below, names at the ends of lines, or that there is
/// nothing.
class ChartFrame final : public ChartItem
{
public:
    ChartFrame(const ChartData &data, QGraphicsItem *parent);

    /// What is said where nothing is drawn.
    static QString emptyWords(const ChartData &data);
    /// The plot that leaves room for all of them, on whole pixels.
    QRectF plotFor(const QSizeF &size) const;

    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    void paintValues(QPainter &painter) const;
    void paintTimes(QPainter &painter) const;
    void paintNames(QPainter &painter) const;
};

} // namespace ostiary
