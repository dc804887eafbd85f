// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/latencybins.h"

#include <cmath>

namespace ostiary {

int latencyBin(std::int64_t microseconds)
{
    return microseconds <= 1 ? 0 : static_cast<int>(std::lround(std::log2(static_cast<double>(microseconds)) * 8));
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
