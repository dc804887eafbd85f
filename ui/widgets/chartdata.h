// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRectF>
#include <QSet>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace ostiary {

/// What a chart shows and where: plain data that its items on the scene read. Slot `i` is the time from
/// `times[i]` until `times[i] + step`, and its value stands in the middle of it.
struct ChartData
{
    enum class Kind { Lines, Bars };
    static constexpr int kGridLines = 3; ///< above that of nothing
    struct Series
    {
        QString name;
        std::vector<double> values; ///< one for each slot; NaN: nothing was measured
        bool rest = false;          ///< all that have no series of their own; drawn quietly

        bool operator==(const Series &other) const; ///< a gap is like a gap
    };

    std::size_t slotCount() const { return times.size(); }
    bool isEmpty() const { return times.empty() || series.empty(); }
    bool isHidden(std::size_t s) const { return hidden.contains(series[s].name); }
    qint64 end() const { return times.empty() ? 0 : times.back() + step; }
    /// 0 where there is nothing to add up.
    double valueAt(std::size_t s, std::size_t i) const;
    /// The shown series up to `s` one on another.
    double stackedTo(std::size_t s, std::size_t i) const;
    double total(std::size_t i) const { return series.empty() ? 0 : stackedTo(series.size() - 1, i); }
    /// The last value that was measured, or NaN.
    double last(std::size_t s) const;
    /// A round value that nothing shown is above; its thirds are round, too.
    double roundTop() const;
    QColor colour(std::size_t s) const;

    double x(std::size_t i) const { return plot.left() + slotWidth() * (static_cast<double>(i) + 0.5); }
    double xOf(qint64 time) const;
    double y(double value) const { return plot.bottom() - plot.height() * value / top; }
    double slotWidth() const { return plot.width() / static_cast<double>(std::max<std::size_t>(1, slotCount())); }
    /// The slot at a position, or -1 beside the plot.
    int slotAt(double position) const;
    /// The series that is drawn there within slot `i`, or -1: of bars the one hit, of lines the nearest.
    int seriesAt(std::size_t i, double position) const;

    /// The values beside the grid, from below: without the zeros at their ends that none of them needs.
    QStringList axisTexts() const;

    Kind kind = Kind::Lines;
    bool isKnown = false; ///< it has been read; before, nothing shown does not mean that there is nothing
    std::function<QString(double)> format;
    std::vector<qint64> times; ///< ms since the epoch, ascending and evenly spaced
    qint64 step = 0;           ///< ms
    std::vector<Series> series;
    QSet<QString> hidden; ///< names, so that they stay hidden when data come anew
    double top = 1;
    QRectF plot; ///< in pixels of the scene
    QSizeF size; ///< of the whole chart
};

} // namespace ostiary
