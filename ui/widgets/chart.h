// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

namespace ostiary {

/// Values over time: a stack of areas or of bars, or lines with their names at the end. A light grid, a crosshair with
/// the values, gaps where there is nothing (NaN), a legend that hides and shows, a click that tells which moment and
/// series it was.
class Chart final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Stacked, Lines, Bars };
    struct Series
    {
        QString name;
        std::vector<double> values; ///< one for each moment; NaN: nothing was measured
    };
    using Format = std::function<QString(double)>;

    Chart(Kind kind, Format format, QWidget *parent = nullptr);

    /// `times` in ms since the epoch, ascending and evenly spaced.
    void setData(std::vector<qint64> times, std::vector<Series> series);
    /// Hides a series, or shows it again; a click on its name in the legend does the same.
    void toggle(const QString &series);
    bool isHidden(const QString &series) const { return m_hidden.contains(series); }
    std::size_t seriesCount() const { return m_series.size(); }
    /// The first moment shown, in ms since the epoch; 0 without any.
    qint64 begins() const { return m_times.empty() ? 0 : m_times.front(); }
    QSize sizeHint() const override { return {420, 190}; }
    QSize minimumSizeHint() const override { return {200, 120}; }

Q_SIGNALS:
    void clicked(qint64 time, const QString &series);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    QRectF plot() const;
    double top() const { return m_top; }
    double computeTop() const;
    double valueAt(std::size_t series, std::size_t i) const;
    std::vector<std::pair<QRectF, std::size_t>> legend() const;
    bool stacks() const { return m_kind != Kind::Lines; }
    double x(std::size_t i) const;
    double y(double value) const;
    int indexAt(double position) const;
    double stackedTo(std::size_t series, std::size_t i) const;
    void paintGrid(QPainter &painter) const;
    void paintStack(QPainter &painter) const;
    void paintBars(QPainter &painter) const;
    void paintLines(QPainter &painter) const;
    void paintLegend(QPainter &painter) const;
    void paintCrosshair(QPainter &painter) const;

    const Kind m_kind;
    const Format m_format;
    std::vector<qint64> m_times;
    std::vector<Series> m_series;
    QSet<QString> m_hidden; ///< stays hidden when data come anew
    double m_top = 1;
    int m_hover = -1;
    double m_hoverY = 0;
};

} // namespace ostiary
