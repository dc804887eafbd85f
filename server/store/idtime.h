// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>

namespace ostiary {

/// Request ids begin with their time, so a span of time is a span of ids: the lowest id of the millisecond `ms` since
/// the epoch, or with a `fill` of 0xff the highest.
QByteArray idBound(std::int64_t ms, char fill = '\0');

/// When the request began, in ms since the epoch.
std::int64_t timeOf(const QByteArray &requestId);

} // namespace ostiary
