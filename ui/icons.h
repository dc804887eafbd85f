// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPainter>
#include <QString>

namespace ostiary {

/// Own line icons on a grid of 18, stroke 1.6, drawn as paths, so that they are crisp at every scale.
/// Names: overview, requests, models, providers, keys, playground, settings, logo, plus, copy.
void drawIcon(QPainter &painter, const QString &name, const QRectF &where, const QColor &colour);
/// The mark of Ostiary: a door.
void drawMark(QPainter &painter, const QRectF &where, const QColor &colour);
/// A mark for somebody whose logo is not ours to draw: the first letters of the name on a colour of its own.
void drawMonogram(QPainter &painter, const QString &name, const QRectF &where);
QIcon monogram(const QString &name);
/// The application's icon.
QIcon applicationIcon();

} // namespace ostiary
