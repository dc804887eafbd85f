// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/waterfall.h"

#include "ui/theme.h"
#include "ui/widgets/showntext.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ostiary {

namespace {
constexpr int kRow = 27;
constexpr int kLowestRow = 18; ///< where there is little room, before anything is cut off
constexpr int kScale = 20;     ///< above the bars
constexpr int kTickRoom = 70;  ///< between two of them at least
} // namespace

Waterfall::Waterfall(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Stages of the request"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(&Theme::of(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Waterfall::setBars(std::vector<Bar> bars, double wholeMs)
{
    m_wholeMs = wholeMs;
    m_bars = std::move(bars);
    for (Bar &bar : m_bars) {
        bar.name = shownName(bar.name);
        bar.fact = shownName(bar.fact);
        bar.note = shownName(bar.note);
    }
    QStringList words;
    for (const Bar &bar : m_bars)
        words += (bar.name + QLatin1Char(' ') + bar.fact + QLatin1Char(' ') + bar.note).trimmed();
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize Waterfall::sizeHint() const
{
    return {600, m_bars.empty() ? 0 : kScale + kRow * rows() + 4};
}

QSize Waterfall::minimumSizeHint() const
{
    return {200, m_bars.empty() ? 0 : kScale + kLowestRow * rows() + 4};
}

int Waterfall::rows() const
{
    return static_cast<int>(m_bars.size() + std::count_if(m_bars.begin(), m_bars.end(),
                                                          [](const Bar &bar) { return !bar.note.isEmpty(); }));
}

double Waterfall::wholeMs() const
{
    double whole = m_wholeMs;
    for (const Bar &bar : m_bars)
        whole = std::max(whole, bar.fromMs + bar.ms);
    return whole;
}

std::vector<Waterfall::Tick> Waterfall::ticks(double wholeMs, int most)
{
    if (!(wholeMs > 0) || most < 1)
        return {};
    const bool seconds = wholeMs >= 1000;
    const double whole = seconds ? wholeMs / 1000 : wholeMs;
    const double magnitude = std::pow(10, std::floor(std::log10(whole / most)));
    double step = 10 * magnitude;
    for (const double round : {1.0, 2.0, 5.0}) {
        if (whole / (round * magnitude) <= most) {
            step = round * magnitude;
            break;
        }
    }
    const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-9)));
    std::vector<Tick> ticks{{0, QLocale().toString(0)}};
    for (int i = 1; i <= most && i * step <= whole * (1 + 1e-9); ++i) {
        const QString number = QLocale().toString(i * step, 'f', decimals);
        ticks.push_back(
            {i * step * (seconds ? 1000 : 1), seconds ? tr("%1 s", "seconds").arg(number) : tr("%1 ms").arg(number)});
    }
    return ticks;
}

std::vector<double> Waterfall::paintScale(QPainter &painter, double left, double room) const
{
    const QFontMetrics caption(Theme::of().font(Theme::Type::Caption));
    const double whole = wholeMs();
    std::vector<double> lines;
    painter.setFont(Theme::of().font(Theme::Type::Caption));
    painter.setPen(Theme::of().tokens().dim);
    for (const Tick &tick : ticks(whole, std::clamp(static_cast<int>(room) / kTickRoom, 1, 6))) {
        const double x = std::round(left + room * tick.ms / whole) + 0.5;
        const double wide = caption.horizontalAdvance(tick.label);
        painter.drawText(QRectF(std::min(x - wide / 2, width() - wide), 0, wide + 1, kScale), Qt::AlignVCenter,
                         tick.label);
        lines.push_back(x);
    }
    return lines;
}

void Waterfall::paintBar(QPainter &painter, const Bar &bar, const QRectF &place) const
{
    const Tokens &tokens = Theme::of().tokens();
    if (bar.kind == Bar::Kind::Wait) { // nobody works
        const double middle = place.center().y();
        painter.setPen(QPen(tokens.dim, 1, Qt::DotLine));
        painter.drawLine(QPointF(place.left(), middle), QPointF(place.right(), middle));
        painter.setPen(tokens.dim);
        for (const double x : {place.left(), place.right()})
            painter.drawLine(QPointF(x, middle - 4), QPointF(x, middle + 4));
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(bar.kind == Bar::Kind::Failed     ? tokens.bad
                     : bar.kind == Bar::Kind::Provider ? tokens.series[0]
                                                       : tokens.brass);
    painter.drawRoundedRect(place, 2, 2);
}

void Waterfall::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::of().tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetrics body(font()), mono(Theme::of().monospace());
    int names = 0, facts = 0;
    const double whole = wholeMs();
    for (const Bar &bar : m_bars) {
        names = std::max(names, body.horizontalAdvance(bar.name));
        facts = std::max(facts, mono.horizontalAdvance(bar.fact));
    }
    names = std::min(names, width() / 3);
    const double left = names + 24.0;
    const double room = std::max(20.0, width() - left - facts - 24);
    const double rowHeight =
        std::clamp((height() - kScale - 4.0) / std::max(1, rows()), double(kLowestRow), double(kRow));
    if (m_bars.empty())
        return;
    const std::vector<double> lines = paintScale(painter, left, room);
    double y = kScale;
    for (const Bar &bar : m_bars) {
        const QRectF row(0, y, width(), rowHeight);
        painter.setPen(tokens.line);
        for (const double x : lines) // not through the notes, which are read
            painter.drawLine(QPointF(x, y), QPointF(x, y + rowHeight));
        painter.setFont(font());
        painter.setPen(tokens.dim);
        painter.drawText(row, Qt::AlignVCenter, body.elidedText(bar.name, Qt::ElideRight, names));
        painter.setFont(Theme::of().monospace());
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, bar.fact);
        const double wide = whole > 0 ? room * bar.ms / whole : 0;
        const double from = whole > 0 ? left + room * bar.fromMs / whole : left;
        paintBar(painter, bar, QRectF(from, y + (rowHeight - 10) / 2.0, std::max(4.0, wide), 10));
        y += rowHeight;
        if (bar.note.isEmpty())
            continue;
        painter.setFont(font());
        painter.setPen(tokens.dim);
        painter.drawText(QRectF(left, y, width() - left, rowHeight), Qt::AlignVCenter | Qt::TextSingleLine,
                         body.elidedText(bar.note, Qt::ElideRight, static_cast<int>(width() - left)));
        y += rowHeight;
    }
}

} // namespace ostiary
