// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"

namespace ostiary {

/// The commands that look at a configuration or a store without serving: 0 when all is well, 1 when not.
int runMaintenance(const Command &command);

} // namespace ostiary
