// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/chartdata.h"

#include <QGraphicsItem>

namespace ostiary {

/// Something of our own on a chart's scene, above what Qt Charts draws. It reads the chart's data and may paint
/// anywhere in it.
class ChartItem : public QGraphicsItem
{
public:
    ChartItem(const ChartData &data, qreal height, QGraphicsItem *parent) : QGraphicsItem(parent), m_data(data)
    {
        setZValue(100 + height); // Qt Charts takes those below 20
    }
    /// To be called before the chart's size changes.
    void prepareSize() { prepareGeometryChange(); }
    QRectF boundingRect() const final { return QRectF(QPointF(), m_data.size); }

protected:
    const ChartData &m_data;
};

} // namespace ostiary
