// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/palette.h"

namespace ostiary {

class AdminClient;
class MainWindow;

/// What the palette can do in a window, besides opening its pages.
std::vector<PaletteEntry> actionsOf(MainWindow &window);

/// Asks the gateway for keys, models and providers by a part of their name, a few of each, and tells the palette.
void findObjects(AdminClient &client, MainWindow &window, CommandPalette &palette, const QString &text);

} // namespace ostiary
