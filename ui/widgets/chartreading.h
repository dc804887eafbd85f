// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/chartitem.h"

namespace ostiary {

/// The crosshair: the slot under the pointer, and a box with its time, the value of each series and their sum. Numbers
/// stand with their decimal points one below another.
class ChartReading final : public ChartItem
{
public:
    ChartReading(const ChartData &data, QGraphicsItem *parent);

    /// -1: none.
    void setSlot(int slot);
    int slot() const { return m_slot; }
    /// What the box says, for a screen reader; empty without a slot.
    QString words() const;

    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    struct Row
    {
        QColor colour; ///< invalid: a row about several
        QString name;
        QString whole, fraction; ///< the value before and from the decimal point
    };
    QString heading() const;
    std::vector<Row> rows() const;
    Row row(const QString &name, double value, const QColor &colour = {}) const;
    void paintSlot(QPainter &painter) const;
    void paintBox(QPainter &painter) const;

    int m_slot = -1;
};

} // namespace ostiary
