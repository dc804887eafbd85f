// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace ostiary {

/// Of what a latency is. Persisted as `latency.kind`: numbers stay.
enum class LatencyKind : int { Whole = 0, FirstToken = 1, Overhead = 2 };
constexpr std::size_t kLatencyKinds = 3;
/// As the admin API calls it; "unknown" for another number.
std::string_view nameOf(LatencyKind kind);

/// Latencies are kept as counts in logarithmic bins, eight to each doubling (9 % wide).
int latencyBin(std::int64_t microseconds);
/// The middle of a bin, in microseconds.
double latencyOfBin(int bin);

/// (bin, count), the fastest first.
using Bins = std::vector<std::pair<int, std::int64_t>>;
/// In milliseconds; null when nothing was counted: a gap is a gap, not a zero.
QJsonValue percentile(const Bins &bins, double share);

} // namespace ostiary
