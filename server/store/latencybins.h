// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>

#include <cstdint>
#include <utility>
#include <vector>

namespace ostiary {

/// Latencies are kept as counts in logarithmic bins, eight to each doubling (9 % wide).
int latencyBin(std::int64_t microseconds);
/// The middle of a bin, in microseconds.
double latencyOfBin(int bin);

/// (bin, count), the fastest first.
using Bins = std::vector<std::pair<int, std::int64_t>>;
/// In milliseconds; null when nothing was counted: a gap is a gap, not a zero.
QJsonValue percentile(const Bins &bins, double share);

} // namespace ostiary
