// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"

namespace ostiary {

/// Runs the gateway until a signal ends it: 0 after an orderly end.
int runService(int &argc, char **argv, const Command &command);

} // namespace ostiary
