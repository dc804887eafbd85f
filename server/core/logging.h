// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ostiary {

/// Sends Qt's messages to standard error as one line each: time, level, category, text. Set QT_LOGGING_RULES to choose.
void installLogging();

} // namespace ostiary
