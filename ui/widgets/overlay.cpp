// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/overlay.h"

#include "ui/theme.h"

#include <QEvent>
#include <QLayout>

#include <algorithm>

namespace ostiary {

namespace {
constexpr int kWidest = 760;
}

Overlay::Overlay(QWidget *over, int below) : QObject(over), m_over(over), m_below(below)
{
    over->installEventFilter(this);
}

void Overlay::add(QWidget *bar)
{
    const bool hidden = bar->isHidden();
    bar->setParent(m_over);
    bar->setHidden(hidden);
    bar->installEventFilter(this);
    m_bars.push_back(bar);
}

bool Overlay::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    const bool resized = watched == m_over && (type == QEvent::Resize || type == QEvent::Show);
    const bool changed = watched != m_over && (type == QEvent::ShowToParent || type == QEvent::HideToParent ||
                                               type == QEvent::LayoutRequest);
    if (resized || changed)
        place();
    return QObject::eventFilter(watched, event);
}

void Overlay::place()
{
    const int width = std::clamp(m_over->width() - 2 * Theme::kWide, 0, kWidest);
    int foot = m_over->height() - m_below;
    for (QWidget *bar : m_bars) {
        if (bar->isHidden())
            continue;
        const int wanted = bar->heightForWidth(width);
        const int height = std::max(wanted, bar->minimumSizeHint().height());
        bar->setGeometry((m_over->width() - width) / 2, std::max(0, foot - height), width, height);
        bar->raise();
        foot -= height + Theme::kSmall;
    }
}

} // namespace ostiary
