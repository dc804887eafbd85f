// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

class QByteArray;
class QWidget;

namespace ostiary {

/// `wanted` made no larger than `screen` and moved onto it; where it fits already it stays.
QRect fittedTo(const QRect &wanted, const QRect &screen);

/// Gives a window the place it was left at, as `saveGeometry` told it, or its usual size: on a screen that exists, with
/// its frame, and not larger than that.
void placeWindow(QWidget &window, const QByteArray &left, const QSize &usual);

} // namespace ostiary
