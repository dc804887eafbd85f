// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chartframe.h"

#include "ui/theme.h"
#include "ui/widgets/showntext.h"
#include "ui/widgets/timeticks.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ostiary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Chart)
};

constexpr double kDot = 12;       ///< a dot of its colour before a name, with the room behind it
constexpr double kMostName = 110; ///< pixels, before it is cut
constexpr double kTickRoom = 36;  ///< least between two times

QFont caption()
{
    return Theme::of().font(Theme::Type::Caption);
}

} // namespace

QString ChartFrame::emptyWords(const ChartData &data)
{
    return data.isKnown ? Words::tr("Nothing in this span yet") : Words::tr("Not known");
}

ChartFrame::ChartFrame(const ChartData &data, QGraphicsItem *parent) : ChartItem(data, 0, parent) {}

QRectF ChartFrame::plotFor(const QSizeF &size) const
{
    const QFontMetricsF metrics(caption());
    double left = 0;
    for (const QString &text : m_data.axisTexts())
        left = std::max(left, metrics.horizontalAdvance(text) + 10.0);
    double right = 2;
    for (const ChartData::Series &one : m_data.series) {
        if (m_data.kind == ChartData::Kind::Lines)
            right = std::max(right, std::min(kMostName, metrics.horizontalAdvance(shownName(one.name))) + kDot + 8);
    }
    const double above = m_data.kind == ChartData::Kind::Bars ? metrics.height() + 10 : 8;
    // A grid line is sharp on half pixels, and so are all four where a third is whole.
    const double bottom = std::floor(size.height() - metrics.height() - 8) + 0.5;
    const double height = std::max(9.0, std::floor((bottom - above) / 3) * 3);
    return {std::ceil(left), bottom - height, std::max(10.0, std::floor(size.width() - left - right)), height};
}

void ChartFrame::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    painter->setFont(caption());
    painter->setPen(Theme::of().tokens().dim);
    if (m_data.isEmpty()) {
        painter->drawText(boundingRect(), Qt::AlignCenter, emptyWords(m_data));
        return;
    }
    paintValues(*painter);
    paintTimes(*painter);
    if (m_data.kind == ChartData::Kind::Lines)
        paintNames(*painter);
}

void ChartFrame::paintValues(QPainter &painter) const
{
    const QStringList texts = m_data.axisTexts();
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const double value = m_data.top * static_cast<double>(i) / ChartData::kGridLines;
        painter.drawText(QRectF(0, m_data.y(value) - 10, m_data.plot.left() - 6, 20), Qt::AlignRight | Qt::AlignVCenter,
                         texts.at(i));
    }
}

void ChartFrame::paintTimes(QPainter &painter) const
{
    const QFontMetricsF metrics(caption());
    const double room = metrics.horizontalAdvance(TimeTicks().label(m_data.times.front())) + kTickRoom;
    const int most = std::max(1, static_cast<int>(m_data.plot.width() / room));
    const TimeTicks ticks = TimeTicks::within(m_data.times.front(), m_data.end(), most);
    for (const qint64 time : ticks.times) {
        const QString word = ticks.label(time);
        const double at = m_data.xOf(time), wide = metrics.horizontalAdvance(word);
        const double left = std::clamp(at - wide / 2, 0.0, std::max(0.0, m_data.size.width() - wide));
        const double tick = std::round(at) + 0.5;
        painter.setPen(Theme::of().tokens().line);
        painter.drawLine(QPointF(tick, m_data.plot.bottom()), QPointF(tick, m_data.plot.bottom() + 4));
        painter.setPen(Theme::of().tokens().dim);
        painter.drawText(QRectF(left, m_data.plot.bottom() + 5, wide + 2, metrics.height()), Qt::AlignLeft, word);
    }
}

/// Each beside the end of its line, moved as far as it takes to keep clear of the others.
void ChartFrame::paintNames(QPainter &painter) const
{
    const QFontMetricsF metrics(caption());
    std::vector<std::pair<double, std::size_t>> names;
    for (std::size_t s = 0; s < m_data.series.size(); ++s) {
        if (!m_data.isHidden(s) && !std::isnan(m_data.last(s)))
            names.emplace_back(m_data.y(m_data.last(s)), s);
    }
    std::stable_sort(names.begin(), names.end(),
                     [](const auto &a, const auto &b) { return a.first > b.first; }); // from below
    double lowest = m_data.plot.bottom();
    for (auto &[at, s] : names) {
        at = std::min(at, lowest);
        lowest = at - metrics.height() * 0.9;
    }
    const double left = m_data.plot.right() + 6;
    for (const auto &[at, s] : names) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_data.colour(s));
        painter.drawEllipse(QPointF(left + 3, at), 3, 3);
        painter.setPen(Theme::of().tokens().text);
        painter.drawText(QRectF(left + kDot, at - metrics.height() / 2, kMostName + 2, metrics.height()),
                         Qt::AlignVCenter,
                         metrics.elidedText(shownName(m_data.series[s].name), Qt::ElideRight, kMostName));
    }
}

} // namespace ostiary
