// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/palette.h"

namespace ostiary {

class MainWindow;

/// What the palette can do in a window, besides opening its pages, and the cards of the settings.
std::vector<PaletteEntry> actionsOf(MainWindow &window);

} // namespace ostiary
