// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chartreading.h"

#include "ui/theme.h"
#include "ui/widgets/showntext.h"
#include "ui/widgets/timeticks.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ostiary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Chart)
};

constexpr double kMostName = 190; ///< pixels, before it is cut
constexpr double kPadding = 8, kDot = 14, kBetween = 16;

} // namespace

ChartReading::ChartReading(const ChartData &data, QGraphicsItem *parent) : ChartItem(data, 2, parent) {}

void ChartReading::setSlot(int slot)
{
    if (std::exchange(m_slot, slot) != slot)
        update();
}

ChartReading::Row ChartReading::row(const QString &name, double value, const QColor &colour) const
{
    const QString text = std::isnan(value) ? QStringLiteral("\u2013") : m_data.format(value);
    const auto point = text.lastIndexOf(QLocale().decimalPoint());
    return {colour, name, point < 0 ? text : text.left(point), point < 0 ? QString() : text.mid(point)};
}

QString ChartReading::heading() const
{
    const qint64 from = m_data.times[static_cast<std::size_t>(m_slot)];
    return TimeTicks::slot(from, from + m_data.step);
}

/// The uppermost first, as they are drawn; of a stack only what is in it, and at the end the sum.
std::vector<ChartReading::Row> ChartReading::rows() const
{
    const auto i = static_cast<std::size_t>(m_slot);
    const bool stack = m_data.kind == ChartData::Kind::Bars;
    std::vector<std::size_t> told;
    for (std::size_t s = m_data.series.size(); s-- > 0;) {
        if (!m_data.isHidden(s) && (!stack || m_data.valueAt(s, i) > 0))
            told.push_back(s);
    }
    const double line = QFontMetricsF(Theme::of().font(Theme::Type::Caption)).height();
    const auto fit =
        static_cast<std::size_t>(std::max(2.0, (m_data.size.height() - 2 * kPadding - 4) / line - (stack ? 3 : 2)));
    std::vector<Row> out;
    if (told.size() > fit && stack) { // those with the least are told together
        std::vector<std::size_t> ranked = told;
        std::stable_sort(ranked.begin(), ranked.end(),
                         [&](std::size_t a, std::size_t b) { return m_data.valueAt(a, i) < m_data.valueAt(b, i); });
        ranked.resize(told.size() - fit + 1);
        double sum = 0;
        for (const std::size_t s : ranked) {
            sum += m_data.valueAt(s, i);
            std::erase(told, s);
        }
        out.push_back(row(Words::tr("%n more", nullptr, static_cast<int>(ranked.size())), sum));
    }
    for (const std::size_t s : told)
        out.push_back(row(shownName(m_data.series[s].name), m_data.series[s].values[i], m_data.colour(s)));
    if (stack)
        out.push_back(row(Words::tr("Total"), m_data.total(i)));
    return out;
}

QString ChartReading::words() const
{
    if (m_slot < 0)
        return {};
    QStringList out{heading()};
    for (const Row &one : rows())
        out += one.name + QStringLiteral(": ") + one.whole + one.fraction;
    return out.join(QStringLiteral(", "));
}

void ChartReading::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    if (m_slot < 0 || m_slot >= static_cast<int>(m_data.slotCount()) || m_data.isEmpty())
        return;
    paintSlot(*painter);
    paintBox(*painter);
}

void ChartReading::paintSlot(QPainter &painter) const
{
    const Tokens &tokens = Theme::of().tokens();
    const auto i = static_cast<std::size_t>(m_slot);
    const double at = std::round(m_data.x(i)) + 0.5;
    painter.setPen(QPen(tokens.dim, 1, Qt::DotLine));
    painter.drawLine(QPointF(at, m_data.plot.top()), QPointF(at, m_data.plot.bottom()));
    for (std::size_t s = 0; s < m_data.series.size() && m_data.kind == ChartData::Kind::Lines; ++s) {
        if (m_data.isHidden(s) || std::isnan(m_data.series[s].values[i]))
            continue;
        painter.setPen(QPen(tokens.surface, 1.5));
        painter.setBrush(m_data.colour(s));
        painter.drawEllipse(QPointF(m_data.x(i), m_data.y(m_data.series[s].values[i])), 3.5, 3.5);
    }
}

void ChartReading::paintBox(QPainter &painter) const
{
    const Tokens &tokens = Theme::of().tokens();
    QFont strong = Theme::of().font(Theme::Type::Caption);
    strong.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(Theme::of().font(Theme::Type::Caption)), bold(strong);
    const std::vector<Row> told = rows();
    double names = 0, whole = 0, fraction = 0;
    for (const Row &one : told) {
        names = std::max(names, std::min(kMostName, bold.horizontalAdvance(one.name)));
        whole = std::max(whole, bold.horizontalAdvance(one.whole));
        fraction = std::max(fraction, bold.horizontalAdvance(one.fraction));
    }
    const double wide = std::max(bold.horizontalAdvance(heading()), kDot + names + kBetween + whole + fraction);
    const double line = metrics.height();
    const double x = m_data.x(static_cast<std::size_t>(m_slot));
    QRectF box(x + 12, m_data.plot.top(), wide + 2 * kPadding,
               line * static_cast<double>(told.size() + 1) + 2 * kPadding + 4);
    if (box.right() > m_data.size.width())
        box.moveRight(x - 12);
    box.moveLeft(std::clamp(box.left(), 0.0, std::max(0.0, m_data.size.width() - box.width() - 1)));
    box.moveTop(std::max(0.0, std::min(box.top(), m_data.size.height() - box.height() - 1)));
    box.moveTopLeft(QPointF(std::round(box.left()) + 0.5, std::round(box.top()) + 0.5));
    painter.setPen(tokens.line);
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(box, 5, 5);

    QRectF row(box.left() + kPadding, box.top() + kPadding, wide, line);
    painter.setPen(tokens.text);
    painter.setFont(strong);
    painter.drawText(row, Qt::AlignVCenter | Qt::TextSingleLine, heading());
    row.translate(0, line + 4);
    const double pointAt = row.right() - fraction;
    for (const Row &one : told) {
        const bool sum = &one == &told.back() && m_data.kind == ChartData::Kind::Bars;
        painter.setFont(sum ? strong : Theme::of().font(Theme::Type::Caption));
        if (one.colour.isValid()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(one.colour);
            painter.drawEllipse(QPointF(row.left() + 4, row.center().y()), 4, 4);
        }
        painter.setPen(sum ? tokens.text : tokens.dim);
        painter.drawText(QRectF(row.left() + kDot, row.top(), names + 2, line), Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(one.name, Qt::ElideRight, static_cast<int>(kMostName)));
        painter.setPen(tokens.text);
        painter.drawText(QRectF(row.left(), row.top(), pointAt - row.left(), line),
                         Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, one.whole);
        painter.drawText(QRectF(pointAt, row.top(), fraction + 2, line), Qt::AlignVCenter | Qt::TextSingleLine,
                         one.fraction);
        row.translate(0, line);
    }
}

} // namespace ostiary
