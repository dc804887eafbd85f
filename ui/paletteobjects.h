// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/palette.h"

#include <QJsonObject>

#include <optional>

namespace ostiary {

class AdminClient;
class MainWindow;

/// An object of the gateway in the palette: opening it, and what can be done with it as it is.
struct PaletteObject
{
    PaletteEntry entry;
    std::vector<PaletteEntry> actions;
};
PaletteObject paletteKey(AdminClient &client, MainWindow &window, const QJsonObject &row);
PaletteObject paletteModel(AdminClient &client, MainWindow &window, const QJsonObject &row);
PaletteObject paletteProvider(AdminClient &client, MainWindow &window, const QJsonObject &row);

/// What is left of `text` without the words of what can be done with objects: `Kay` of `block kay`. Nothing when it has
/// no such words, or nothing beside them: what changes something needs a name.
std::optional<QString> nameBesideAction(const QString &text);

} // namespace ostiary
