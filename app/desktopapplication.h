// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktopoptions.h"
#include "server/core/serverconfig.h"

namespace ostiary {

/// Runs the console, with the gateway inside unless another is connected to. Returns the exit code.
int runDesktop(int &argc, char **argv, const ServerConfig &config, const DesktopOptions &options);

} // namespace ostiary
