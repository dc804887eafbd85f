// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/windowplace.h"

#include <QScreen>
#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace ostiary {

QRect fittedTo(const QRect &wanted, const QRect &screen)
{
    QRect fitted = wanted;
    fitted.setSize(wanted.size().boundedTo(screen.size()));
    fitted.moveLeft(std::clamp(fitted.left(), screen.left(), screen.right() + 1 - fitted.width()));
    fitted.moveTop(std::clamp(fitted.top(), screen.top(), screen.bottom() + 1 - fitted.height()));
    return fitted;
}

void placeWindow(QWidget &window, const QByteArray &left, const QSize &usual)
{
    window.resize(usual);
    const bool known = !left.isEmpty() && window.restoreGeometry(left);
    if (known && (window.isMaximized() || window.isFullScreen()))
        return; // the desktop gives it its place
    const QScreen *screen = window.screen();
    if (!screen)
        return;
    // The frame's real size is known once the window is shown; until then there is only its title to reckon with.
    const int title = window.style()->pixelMetric(QStyle::PM_TitleBarHeight, nullptr, &window);
    const QRect room = screen->availableGeometry().adjusted(0, title, 0, 0);
    if (known)
        window.setGeometry(fittedTo(window.geometry(), room));
    else
        window.resize(usual.boundedTo(room.size())); // where to is the desktop's choice
}

} // namespace ostiary
