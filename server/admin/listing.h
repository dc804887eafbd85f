// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/adminrouter.h"

#include <QJsonObject>

#include <vector>

namespace ostiary {

/// One page of rows that are all at hand, as every list of the admin API answers: `sort=FIELD` or several with commas
/// between (a dot leads into nested objects), `order=desc`, `search=TEXT` in the fields of `searched`, `limit` and
/// `cursor`. Numbers and decimal text are compared as numbers, other text in its code points' order without regard to
/// case; rows without a value come last. The cursor names the last row of the page before by `idField`, so that rows
/// that come and go meanwhile lead to no gap.
QJsonObject listPage(const AdminCall &call, std::vector<QJsonObject> rows, const char *idField,
                     const std::vector<const char *> &searched = {});

/// `limit` of a call, from 1 to 1000.
int pageLimit(const AdminCall &call);

} // namespace ostiary
