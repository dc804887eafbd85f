// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqltext.h"

#include <QDir>
#include <QFile>

// In a static library the resource must be asked for by name.
static void initResource()
{
    Q_INIT_RESOURCE(ostiary_sql);
}

namespace ostiary {

namespace {

QString readResource(const QString &path)
{
    initResource();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no statement %s", qPrintable(path));
    return QString::fromUtf8(file.readAll());
}

// Statements end with a semicolon at the end of a line; those of a trigger's body are indented and stay inside.
QStringList splitStatements(const QString &text)
{
    QStringList out;
    QString statement;
    for (const QString &line : text.split(QLatin1Char('\n'))) {
        statement += line + QLatin1Char('\n');
        if (line.endsWith(QLatin1Char(';')) && !line.startsWith(QLatin1Char(' '))) {
            out.append(statement.trimmed());
            statement.clear();
        }
    }
    if (!statement.trimmed().isEmpty())
        out.append(statement.trimmed());
    return out;
}

} // namespace

QString sqlText(const char *name)
{
    return readResource(QStringLiteral(":/ostiary/sql/%1.sql").arg(QLatin1String(name)));
}

QList<QStringList> sqlMigrations(const QString &folder)
{
    initResource();
    QList<QStringList> out;
    const QString path = QStringLiteral(":/ostiary/sql/%1").arg(folder);
    for (const QString &file : QDir(path).entryList(QDir::Files, QDir::Name))
        out.append(splitStatements(readResource(path + QLatin1Char('/') + file)));
    return out;
}

} // namespace ostiary
