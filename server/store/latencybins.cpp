// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/latencybins.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace ostiary {

namespace {

constexpr int kBinsOfDoubling = 8;

/// The smallest number of each bin. A logarithm for each row was a tenth of what the ledger's thread did.
const std::array<double, 64 * kBinsOfDoubling + 1> &lowerEnds()
{
    static const auto ends = [] {
        std::array<double, 64 * kBinsOfDoubling + 1> made{};
        for (std::size_t bin = 0; bin < made.size(); ++bin)
            made[bin] = std::exp2((static_cast<double>(bin) - 0.5) / kBinsOfDoubling);
        return made;
    }();
    return ends;
}

} // namespace

std::string_view nameOf(LatencyKind kind)
{
    switch (kind) {
    case LatencyKind::Whole:
        return "latency";
    case LatencyKind::FirstToken:
        return "ttft";
    case LatencyKind::Overhead:
        return "overhead";
    }
    return "unknown";
}

int latencyBin(std::int64_t microseconds)
{
    if (microseconds <= 1)
        return 0;
    const auto &ends = lowerEnds();
    auto bin = static_cast<std::size_t>(std::bit_width(static_cast<std::uint64_t>(microseconds)) - 1) * kBinsOfDoubling;
    while (static_cast<double>(microseconds) >= ends[bin + 1])
        ++bin;
    return static_cast<int>(bin);
}

double latencyOfBin(int bin)
{
    return std::exp2(static_cast<double>(bin) / 8);
}

QJsonValue percentile(const Bins &bins, double share)
{
    std::int64_t total = 0;
    for (const auto &[bin, count] : bins)
        total += count;
    if (total == 0)
        return QJsonValue();
    std::int64_t left = static_cast<std::int64_t>(share * static_cast<double>(total - 1)) + 1;
    for (const auto &[bin, count] : bins) {
        left -= count;
        if (left <= 0)
            return latencyOfBin(bin) / 1000;
    }
    return latencyOfBin(bins.back().first) / 1000;
}

} // namespace ostiary
