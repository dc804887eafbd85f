// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ostiary {

/// A span as the admin API writes it (`30d`, `12h`, `1mo`) from how people do: `30 days`, `1 month`, `2 Wochen`. In
/// whatever language the console is, English and German are understood. Anything else is given back as it is.
QString spanFromWords(const QString &text);

} // namespace ostiary
