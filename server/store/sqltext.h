// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace ostiary {

/// The statement of `sql/<name>.sql`; every statement of the store is a file there, none is put together in code.
QString sqlText(const char *name);
/// The migrations of `sql/<folder>/NNNN_*.sql` by number, each split into its statements.
QList<QStringList> sqlMigrations(const QString &folder);

} // namespace ostiary
