// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"

#include <QStringList>

#include <optional>
#include <string>

namespace ostiary {

/// In what the tables, indexes, triggers and views of a database differ from those that the migrations of `folder` make
/// up to the file's version, a few words each. No key is needed for that, and it holds before an upgrade as well as
/// after. Nothing when it cannot be read.
std::optional<QStringList> schemaChanges(const Database &database, const QString &folder);

/// The words that go on after the name of a file in which these are the differences.
std::string changedBySomebody(const QStringList &changes);

} // namespace ostiary
