// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chartlegend.h"

#include "ui/theme.h"
#include "ui/widgets/showntext.h"

#include <QFontMetricsF>
#include <QPainter>

namespace ostiary {

namespace {
constexpr double kMostName = 150; ///< pixels, before it is cut
constexpr double kDot = 14, kBetween = 12;
} // namespace

ChartLegend::ChartLegend(const ChartData &data, QGraphicsItem *parent) : ChartItem(data, 1, parent) {}

std::vector<ChartLegend::Entry> ChartLegend::entries() const
{
    if (m_data.kind != ChartData::Kind::Bars)
        return {};
    const QFontMetricsF metrics(Theme::of().font(Theme::Type::Caption));
    const double room = m_data.size.width() - 2;
    std::vector<Entry> out;
    double used = 0;
    for (std::size_t s = 0; s < m_data.series.size(); ++s) {
        const QString text = metrics.elidedText(shownName(m_data.series[s].name), Qt::ElideRight, kMostName);
        const double wide = kDot + metrics.horizontalAdvance(text);
        const std::size_t behind = m_data.series.size() - s - 1;
        const QString more = QStringLiteral("+%1").arg(behind + 1);
        const double ifMore = behind > 0 ? kBetween + metrics.horizontalAdvance(more) : 0;
        if (used + wide + ifMore > room) {
            out.push_back({QRectF(used, 0, metrics.horizontalAdvance(more), metrics.height()), more, -1});
            used += out.back().where.width() + kBetween;
            break;
        }
        out.push_back({QRectF(used, 0, wide, metrics.height()), text, static_cast<int>(s)});
        used += wide + kBetween;
    }
    for (Entry &entry : out)
        entry.where.translate(room - (used - kBetween), 0); // flush right
    return out;
}

int ChartLegend::seriesAt(const QPointF &position) const
{
    for (const Entry &entry : entries()) {
        if (entry.where.adjusted(-2, -2, 2, 4).contains(position))
            return entry.series;
    }
    return -1;
}

void ChartLegend::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    if (m_data.isEmpty())
        return;
    for (const Entry &entry : entries()) {
        const bool hidden = entry.series >= 0 && m_data.isHidden(static_cast<std::size_t>(entry.series));
        QFont font = Theme::of().font(Theme::Type::Caption);
        font.setStrikeOut(hidden);
        painter->setFont(font);
        painter->setPen(Theme::of().tokens().dim);
        painter->drawText(entry.where.adjusted(entry.series < 0 ? 0 : kDot, 0, 2, 0), Qt::AlignVCenter, entry.text);
        if (entry.series < 0)
            continue;
        const QColor colour = m_data.colour(static_cast<std::size_t>(entry.series));
        painter->setPen(hidden ? QPen(colour, 1.2) : QPen(Qt::NoPen));
        painter->setBrush(hidden ? QBrush(Qt::NoBrush) : QBrush(colour));
        painter->drawEllipse(QPointF(entry.where.left() + 5, entry.where.center().y()), 4, 4);
    }
}

} // namespace ostiary
