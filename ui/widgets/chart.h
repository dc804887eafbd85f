// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/chartdata.h"

#include <QChartView>

class QAbstractSeries;
class QValueAxis;

namespace ostiary {

class ChartFrame;
class ChartLegend;
class ChartReading;

/// Values over time by Qt Charts: stacked bars for what adds up, or lines, with gaps where there is nothing (NaN).
/// Items of its own on the scene: round times, names at the ends of lines, a legend that hides and shows, a crosshair
/// with the values. A click tells which slot and series it was.
class Chart final : public QChartView
{
    Q_OBJECT

public:
    using Kind = ChartData::Kind;
    using Series = ChartData::Series;
    using Format = std::function<QString(double)>;

    Chart(Kind kind, Format format, QWidget *parent = nullptr);

    /// `times` in ms since the epoch, ascending and evenly spaced by `step` ms.
    void setData(std::vector<qint64> times, qint64 step, std::vector<Series> series);
    /// Hides a series, or shows it again; a click on its name in the legend does the same.
    void toggle(const QString &series);
    /// Whether data have been set, if only none.
    bool isKnown() const { return m_data.isKnown; }
    bool isHidden(const QString &series) const { return m_data.hidden.contains(series); }
    /// What is shown, and where.
    const ChartData &data() const { return m_data; }
    /// What the crosshair says; empty while it is not shown.
    QString reading() const;
    QSize sizeHint() const override { return {420, 190}; }
    QSize minimumSizeHint() const override { return {200, 120}; }

Q_SIGNALS:
    /// The slot that begins at `time`; no name where the click hit no series.
    void clicked(qint64 time, const QString &series);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void rebuild();
    void place();
    void addBars();
    void addLines();
    void addToAxes(std::unique_ptr<QAbstractSeries> series);

    ChartData m_data;
    QValueAxis *m_across;
    QValueAxis *m_up;
    ChartFrame *m_frame;
    ChartLegend *m_legend;
    ChartReading *m_reading;
};

} // namespace ostiary
