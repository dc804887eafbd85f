// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/serverconfig.h"

#include <QStringList>

#include <optional>

namespace ostiary {

/// What the command line asks for.
struct Command
{
    enum class Kind { Serve, Check, SettingsReference, LedgerVerify, LedgerTotals, AuditVerify } kind = Kind::Serve;
    ServerConfig config;
    bool strict = false;       ///< of `check`: warnings are errors
    bool firstRequest = false; ///< make a key, send a request through the gateway and show it
};

/// Reads the command line. Prints help, version or the mistake itself and then gives the code to exit with.
struct CommandLineResult
{
    std::optional<Command> command;
    int exitCode = 0;
};
CommandLineResult parseCommandLine(const QStringList &arguments);

} // namespace ostiary
