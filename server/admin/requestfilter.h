// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/adminrouter.h"
#include "server/store/ledgerreader.h"

namespace ostiary {

/// Reads the parameters of `/admin/v1/requests`. Names take `!=` before them; `status`, `cost_usd`, `latency_ms` and
/// `tokens` take `=`, `!=`, `<`, `<=`, `>`, `>=` or nothing (equal), and may be given twice for a span. `search` may be
/// given several times; the names of keys are not looked at here. The error names the parameter.
Status readRequestFilter(const AdminCall &call, RequestFilter &filter);

/// 400 that names the parameter, unless `given` is a whole number.
Status readWholeNumber(const char *name, const std::string &given, std::int64_t &to);

} // namespace ostiary
