// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ostiary {

class AdminClient;
class CommandPalette;
class MainWindow;

/// Asks the gateway for keys, models and providers by a part of their name, a few of each, for those that are named
/// beside something to do, and for a request by its id; then tells the palette.
void searchGateway(AdminClient &client, MainWindow &window, CommandPalette &palette, const QString &text);

} // namespace ostiary
