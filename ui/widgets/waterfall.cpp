// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/waterfall.h"

#include "ui/theme.h"
#include "ui/widgets/showntext.h"

#include <QPainter>

#include <algorithm>

namespace ostiary {

namespace {
constexpr int kRow = 27;
constexpr int kLowestRow = 18; ///< where there is little room, before anything is cut off
} // namespace

Waterfall::Waterfall(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Stages of the request"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(&Theme::of(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Waterfall::setBars(std::vector<Bar> bars)
{
    m_bars = std::move(bars);
    for (Bar &bar : m_bars) {
        bar.name = shownName(bar.name);
        bar.fact = shownName(bar.fact);
    }
    QStringList words;
    for (const Bar &bar : m_bars)
        words += bar.name + QLatin1Char(' ') + bar.fact;
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize Waterfall::sizeHint() const
{
    return {600, kRow * static_cast<int>(m_bars.size()) + 4};
}

QSize Waterfall::minimumSizeHint() const
{
    return {200, kLowestRow * static_cast<int>(m_bars.size()) + 4};
}

void Waterfall::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::of().tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetrics body(font()), mono(Theme::of().monospace());
    int names = 0, facts = 0;
    double whole = 0;
    for (const Bar &bar : m_bars) {
        names = std::max(names, body.horizontalAdvance(bar.name));
        facts = std::max(facts, mono.horizontalAdvance(bar.fact));
        whole = std::max(whole, bar.fromMs + bar.ms);
    }
    const double left = names + 24.0;
    const double room = std::max(20.0, width() - left - facts - 24);
    const double rowHeight =
        std::clamp((this->height() - 4.0) / std::max<std::size_t>(1, m_bars.size()), double(kLowestRow), double(kRow));
    double y = 0;
    for (const Bar &bar : m_bars) {
        const QRectF row(0, y, width(), rowHeight);
        painter.setFont(font());
        painter.setPen(tokens.dim);
        painter.drawText(row, Qt::AlignVCenter, bar.name);
        painter.setFont(Theme::of().monospace());
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, bar.fact);
        const double wide = whole > 0 ? room * bar.ms / whole : 0;
        const double from = whole > 0 ? left + room * bar.fromMs / whole : left;
        painter.setPen(Qt::NoPen);
        painter.setBrush(bar.kind == Bar::Kind::Failed     ? tokens.bad
                         : bar.kind == Bar::Kind::Provider ? tokens.series[0]
                                                           : tokens.brass);
        painter.drawRoundedRect(QRectF(from, y + (rowHeight - 10) / 2.0, std::max(4.0, wide), 10), 2, 2);
        y += rowHeight;
    }
}

} // namespace ostiary
