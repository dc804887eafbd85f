// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/resourcemodel.h"

#include <QWidget>

#include <vector>

class QPainter;

namespace ostiary {

/// The stages of one request as bars on one time line with its scale, and what each took at the right.
class Waterfall final : public QWidget
{
    Q_OBJECT

public:
    struct Bar
    {
        QString name;
        double fromMs;
        double ms;
        QString fact;
        enum class Kind { Own, Provider, Failed, Wait } kind;
        QString note = {}; ///< a line below the bar, as plain text
    };
    explicit Waterfall(QWidget *parent = nullptr);

    /// `wholeMs` is what the time line holds; less than the bars: as much as they do.
    void setBars(std::vector<Bar> bars, double wholeMs = 0);
    struct Tick
    {
        double ms;
        QString label;
    };
    /// Round times from 0 up to `wholeMs`, `most` at most behind the 0; all in milliseconds or all in seconds.
    static std::vector<Tick> ticks(double wholeMs, int most);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int rows() const;
    double wholeMs() const;
    /// The scale above the bars, between `left` and `left + room`; gives back where its lines are.
    std::vector<double> paintScale(QPainter &painter, double left, double room) const;
    void paintBar(QPainter &painter, const Bar &bar, const QRectF &place) const;

    std::vector<Bar> m_bars;
    double m_wholeMs = 0;
};

} // namespace ostiary
