// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/maintenance.h"
#include "app/serviceapplication.h"
#include "server/core/logging.h"

#include <QCoreApplication>

#include <sys/stat.h>

int main(int argc, char **argv)
{
    using namespace ostiary;
    umask(0077); // what is written here is nobody else's business
    QCoreApplication::setApplicationName(QStringLiteral("ostiaryd"));
    QCoreApplication::setApplicationVersion(QStringLiteral(OSTIARY_VERSION));
    const Logging logging;
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const CommandLineResult parsed = parseCommandLine(arguments);
    if (!parsed.command)
        return parsed.exitCode;
    if (parsed.command->kind == Command::Kind::Serve)
        return runService(argc, argv, *parsed.command);
    const QCoreApplication application(argc, argv);
    return runMaintenance(*parsed.command);
}
