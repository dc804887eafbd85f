// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/chartitem.h"

namespace ostiary {

/// The names of a stack in one line above it. Where there is room for some only it has the first ones and how many more
/// there are.
class ChartLegend final : public ChartItem
{
public:
    ChartLegend(const ChartData &data, QGraphicsItem *parent);

    /// The series whose name is at a position of the scene, or -1.
    int seriesAt(const QPointF &position) const;

    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    struct Entry
    {
        QRectF where;
        QString text;
        int series; ///< -1: how many more there are
    };
    std::vector<Entry> entries() const;
};

} // namespace ostiary
