// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/logging.h"

#include <QByteArray>
#include <QDateTime>
#include <QMessageLogContext>
#include <QString>

#include <cstdio>

namespace ostiary {

namespace {

void writeLine(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const char *level = type == QtDebugMsg     ? "debug"
                        : type == QtInfoMsg    ? "info"
                        : type == QtWarningMsg ? "warning"
                                               : "error";
    const QByteArray time =
        QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ")).toLatin1();
    QByteArray text = message.toUtf8();
    text.replace('\n', "\n    "); // what came from outside cannot begin a line of its own
    std::fprintf(stderr, "%s %s %s: %s\n", time.constData(), level, context.category ? context.category : "ostiary",
                 text.constData());
}

} // namespace

void installLogging()
{
    qInstallMessageHandler(writeLine);
}

} // namespace ostiary
