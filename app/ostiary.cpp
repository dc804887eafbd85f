// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/desktopapplication.h"
#include "app/serviceapplication.h"
#include "server/core/logging.h"

using namespace ostiary;

int main(int argc, char **argv)
{
    const Logging logging;
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    DesktopOptions desktop;
    if (const auto mistake = takeDesktopOptions(arguments, desktop); !mistake.isEmpty()) {
        std::fprintf(stderr, "ostiary: %s\n", qPrintable(mistake));
        return 2;
    }
    const CommandLineResult parsed = parseCommandLine(arguments);
    if (!parsed.command)
        return parsed.exitCode;
    if (desktop.headless)
        return runService(argc, argv, *parsed.command);
    return runDesktop(argc, argv, parsed.command->config, desktop);
}
