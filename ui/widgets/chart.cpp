// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chart.h"

#include "ui/theme.h"

#include <QDateTime>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace ostiary {

namespace {

/// The next value whose thirds are round, for the three grid lines above zero.
double roundUp(double value)
{
    if (!(value > 0))
        return 1.2;
    const double magnitude = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.2, 1.5, 1.8, 2.4, 3.0, 4.5, 6.0, 7.5, 9.0}) {
        if (value <= step * magnitude)
            return step * magnitude;
    }
    return 12 * magnitude;
}

constexpr int kLegendName = 150; ///< pixels, before it is cut

QString timeLabel(qint64 time, qint64 span)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(time);
    return span > 3LL * 86'400'000 ? QLocale().toString(at.date(), QStringLiteral("d MMM"))
                                   : at.toString(QStringLiteral("HH:mm"));
}

} // namespace

Chart::Chart(Kind kind, Format format, QWidget *parent) : QWidget(parent), m_kind(kind), m_format(std::move(format))
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&Theme::of(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Chart::setData(std::vector<qint64> times, std::vector<Series> series)
{
    m_times = std::move(times);
    m_series = std::move(series);
    m_hover = -1;
    m_top = computeTop();
    QStringList words;
    for (const Series &one : m_series) {
        if (!one.values.empty() && !std::isnan(one.values.back()))
            words += one.name + QStringLiteral(": ") + m_format(one.values.back());
    }
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

QRectF Chart::plot() const
{
    const QFontMetrics metrics(Theme::of().font(Theme::Type::Caption));
    double left = 0;
    for (int third = 0; third <= 3; ++third) // every value beside a grid line finds its room
        left = std::max(left, metrics.horizontalAdvance(m_format(top() * third / 3)) + 10.0);
    double right = 2;
    if (m_kind == Kind::Lines) {
        for (const Series &one : m_series)
            right = std::max(right, metrics.horizontalAdvance(one.name) + 8.0);
    }
    const double above = stacks() ? metrics.height() + 10.0 : 8.0;
    return QRectF(left, above, std::max(10.0, width() - left - right),
                  std::max(10.0, height() - above - metrics.height() - 6));
}

/// 0 where there is nothing to stack.
double Chart::valueAt(std::size_t series, std::size_t i) const
{
    const double value = m_series[series].values[i];
    return std::isnan(value) || isHidden(m_series[series].name) ? 0 : value;
}

double Chart::stackedTo(std::size_t series, std::size_t i) const
{
    double sum = 0;
    for (std::size_t s = 0; s <= series; ++s)
        sum += valueAt(s, i);
    return sum;
}

double Chart::computeTop() const
{
    double most = 0;
    for (std::size_t i = 0; i < m_times.size() && !m_series.empty(); ++i) {
        if (stacks())
            most = std::max(most, stackedTo(m_series.size() - 1, i));
        for (std::size_t s = 0; s < m_series.size() && !stacks(); ++s)
            most = std::max(most, valueAt(s, i));
    }
    return roundUp(most);
}

void Chart::toggle(const QString &series)
{
    if (!m_hidden.remove(series))
        m_hidden.insert(series);
    m_top = computeTop();
    update();
}

double Chart::x(std::size_t i) const
{
    const QRectF area = plot();
    return m_times.size() < 2
               ? area.center().x()
               : area.left() + area.width() * static_cast<double>(i) / static_cast<double>(m_times.size() - 1);
}

double Chart::y(double value) const
{
    const QRectF area = plot();
    return area.bottom() - area.height() * value / top();
}

int Chart::indexAt(double position) const
{
    const QRectF area = plot();
    if (m_times.empty() || position < area.left() - 4 || position > area.right() + 4)
        return -1;
    const double share = std::clamp((position - area.left()) / area.width(), 0.0, 1.0);
    return static_cast<int>(std::lround(share * static_cast<double>(m_times.size() - 1)));
}

void Chart::paintGrid(QPainter &painter) const
{
    const Tokens &tokens = Theme::of().tokens();
    const QRectF area = plot();
    painter.setFont(Theme::of().font(Theme::Type::Caption));
    for (int i = 0; i <= 3; ++i) {
        const double value = top() * i / 3;
        const double at = std::round(y(value)) + 0.5;
        painter.setPen(tokens.line);
        painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at));
        painter.setPen(tokens.dim);
        painter.drawText(QRectF(0, at - 10, area.left() - 6, 20), Qt::AlignRight | Qt::AlignVCenter, m_format(value));
    }
    if (m_times.size() < 2)
        return;
    const qint64 span = m_times.back() - m_times.front();
    const int labels = std::max(2, static_cast<int>(area.width() / 130));
    for (int i = 0; i < labels; ++i) {
        const std::size_t at = static_cast<std::size_t>(i) * (m_times.size() - 1) / static_cast<std::size_t>(labels);
        painter.drawText(QRectF(x(at), area.bottom() + 4, 120, 20), Qt::AlignLeft | Qt::AlignTop,
                         timeLabel(m_times[at], span));
    }
}

void Chart::paintStack(QPainter &painter) const
{
    const auto &colours = Theme::of().tokens().series;
    for (std::size_t s = 0; s < m_series.size(); ++s) {
        QPainterPath path;
        for (std::size_t i = 0; i < m_times.size(); ++i)
            i == 0 ? path.moveTo(x(i), y(stackedTo(s, i))) : path.lineTo(x(i), y(stackedTo(s, i)));
        for (std::size_t i = m_times.size(); i-- > 0;)
            path.lineTo(x(i), y(s == 0 ? 0 : stackedTo(s - 1, i)));
        path.closeSubpath();
        QColor fill = colours[s % colours.size()];
        fill.setAlphaF(0.82f);
        painter.fillPath(path, fill);
    }
}

void Chart::paintBars(QPainter &painter) const
{
    const auto &colours = Theme::of().tokens().series;
    const QRectF area = plot();
    const double slot = area.width() / static_cast<double>(std::max<std::size_t>(1, m_times.size()));
    const double wide = std::max(1.0, slot * 0.7);
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < m_times.size(); ++i) {
        for (std::size_t s = 0; s < m_series.size(); ++s) {
            const double upper = y(stackedTo(s, i)), lower = y(s == 0 ? 0 : stackedTo(s - 1, i));
            painter.setBrush(colours[s % colours.size()]);
            painter.drawRect(
                QRectF(std::clamp(x(i) - wide / 2, area.left(), area.right() - wide), upper, wide, lower - upper));
        }
    }
}

void Chart::paintLines(QPainter &painter) const
{
    const auto &colours = Theme::of().tokens().series;
    const QRectF area = plot();
    double lowest = area.bottom() + 12;
    for (std::size_t s = 0; s < m_series.size(); ++s) {
        if (isHidden(m_series[s].name))
            continue;
        QPainterPath path;
        bool begun = false;
        double last = -1;
        for (std::size_t i = 0; i < m_times.size(); ++i) {
            const double value = m_series[s].values[i];
            if (std::isnan(value)) {
                begun = false;
                continue;
            }
            const QPointF point(x(i), y(value));
            if (begun)
                path.lineTo(point);
            else
                path.moveTo(point);
            const bool endsHere = i + 1 == m_times.size() || std::isnan(m_series[s].values[i + 1]);
            if (!begun && endsHere)
                path.addEllipse(point, 1.2, 1.2); // a point alone is shown as one
            begun = true;
            last = point.y();
        }
        painter.setPen(QPen(colours[s % colours.size()], 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
        if (last < 0)
            continue;
        lowest = std::min(last, lowest - 12); // names keep clear of each other
        QFont font = Theme::of().font(Theme::Type::Caption);
        font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.drawText(QRectF(area.right() + 4, lowest - 10, width() - area.right(), 20), Qt::AlignVCenter,
                         m_series[s].name);
    }
}

/// Where each series has its name in the legend line; none where there is no room.
std::vector<std::pair<QRectF, std::size_t>> Chart::legend() const
{
    const QFontMetrics metrics(Theme::of().font(Theme::Type::Caption));
    std::vector<std::pair<QRectF, std::size_t>> out;
    double right = width() - 2;
    for (std::size_t s = m_series.size(); s-- > 0;) {
        const double wide =
            metrics.horizontalAdvance(metrics.elidedText(m_series[s].name, Qt::ElideRight, kLegendName));
        if (right - wide < 20)
            break;
        out.emplace_back(QRectF(right - wide - 14, 0, wide + 14, metrics.height()), s);
        right -= wide + 26;
    }
    return out;
}

void Chart::paintLegend(QPainter &painter) const
{
    const Tokens &tokens = Theme::of().tokens();
    painter.setFont(Theme::of().font(Theme::Type::Caption));
    for (const auto &[where, s] : legend()) {
        const bool hidden = isHidden(m_series[s].name);
        QFont font = Theme::of().font(Theme::Type::Caption);
        font.setStrikeOut(hidden);
        painter.setFont(font);
        painter.setPen(tokens.dim);
        painter.drawText(where.adjusted(14, 0, 10, 0), Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_series[s].name, Qt::ElideRight, kLegendName));
        const QColor colour = tokens.series[s % tokens.series.size()];
        painter.setPen(hidden ? QPen(colour, 1.2) : QPen(Qt::NoPen));
        painter.setBrush(hidden ? QBrush(Qt::NoBrush) : QBrush(colour));
        painter.drawEllipse(QPointF(where.left() + 5, where.center().y()), 4, 4);
    }
}

void Chart::paintCrosshair(QPainter &painter) const
{
    if (m_hover < 0 || m_hover >= static_cast<int>(m_times.size()))
        return;
    const Tokens &tokens = Theme::of().tokens();
    const auto i = static_cast<std::size_t>(m_hover);
    const QRectF area = plot();
    painter.setPen(QPen(tokens.dim, 1, Qt::DotLine));
    painter.drawLine(QPointF(x(i), area.top()), QPointF(x(i), area.bottom()));
    QStringList lines{QLocale().toString(QDateTime::fromMSecsSinceEpoch(m_times[i]), QLocale::ShortFormat)};
    for (std::size_t s = m_series.size(); s-- > 0;)
        lines += m_series[s].name + QStringLiteral("  ") +
                 (std::isnan(m_series[s].values[i]) ? QStringLiteral("\u2013") : m_format(m_series[s].values[i]));
    painter.setFont(Theme::of().font(Theme::Type::Caption));
    const QFontMetrics metrics = painter.fontMetrics();
    double wide = 0;
    for (const QString &line : lines)
        wide = std::max(wide, static_cast<double>(metrics.horizontalAdvance(line)));
    QRectF box(x(i) + 10, area.top(), wide + 16, metrics.height() * static_cast<double>(lines.size()) + 10);
    if (box.right() > width())
        box.moveRight(x(i) - 10);
    painter.setPen(tokens.line);
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(tokens.text);
    painter.drawText(box.adjusted(8, 5, -8, -5), Qt::AlignLeft | Qt::AlignTop, lines.join(QLatin1Char('\n')));
}

void Chart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_times.empty() || m_series.empty()) {
        painter.setPen(Theme::of().tokens().dim);
        painter.drawText(rect(), Qt::AlignCenter, tr("Nothing in this span yet"));
        return;
    }
    paintGrid(painter);
    if (m_kind == Kind::Lines)
        paintLines(painter);
    else if (m_kind == Kind::Bars)
        paintBars(painter);
    else
        paintStack(painter);
    if (stacks())
        paintLegend(painter);
    paintCrosshair(painter);
}

void Chart::mouseMoveEvent(QMouseEvent *event)
{
    m_hover = indexAt(event->position().x());
    m_hoverY = event->position().y();
    update();
}

void Chart::leaveEvent(QEvent *)
{
    m_hover = -1;
    update();
}

void Chart::mousePressEvent(QMouseEvent *event)
{
    for (const auto &[where, s] : legend()) {
        if (stacks() && where.contains(event->position())) {
            toggle(m_series[s].name);
            return;
        }
    }
    const int at = indexAt(event->position().x());
    if (at < 0 || m_series.empty())
        return;
    const auto i = static_cast<std::size_t>(at);
    QString hit = m_series.back().name;
    for (std::size_t s = 0; s < m_series.size() && stacks(); ++s) {
        if (event->position().y() >= y(stackedTo(s, i))) {
            hit = m_series[s].name;
            break;
        }
    }
    Q_EMIT clicked(m_times[i], hit);
}

} // namespace ostiary
