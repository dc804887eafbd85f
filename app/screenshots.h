// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace ostiary {

class MainWindow;

/// Saves every page as PAGE.png, the last one first, and ends the application.
void takeScreenshots(MainWindow &window, const QString &folder);

/// Saves the gallery at its full length as gallery.png and ends the application.
void takeGalleryPicture(QWidget &gallery, const QString &folder);

} // namespace ostiary
