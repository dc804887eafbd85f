// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace ostiary {

/// Requests that nobody has sent, for a ledger to measure or to take pictures of.
struct InventedTraffic
{
    struct Key
    {
        std::int64_t id;
        std::string team;
        double share; ///< of the requests, in proportion
    };
    struct Model
    {
        std::string name;
        std::string upstreamModel;
        std::string provider;
        std::int64_t promptNano; ///< nano-USD a token
        std::int64_t completionNano;
        int promptTokens; ///< the mean; likewise below
        int completionTokens;
        std::chrono::milliseconds took;
        double share;
    };

    std::chrono::hours span{};
    std::vector<Key> keys;
    std::vector<Model> models;
    double failed = 0;         ///< share of requests that ended with 502
    double refused = 0;        ///< share of requests that a budget refused
    bool workingHours = false; ///< few at night, most before and after noon (UTC); otherwise evenly

    /// A month of 40 keys, five teams and six models.
    static InventedTraffic month();
    /// A day of the five keys and the models of tests/console/screenshots.py.
    static InventedTraffic day();

    /// Appends `count` requests that end now to the ledger of a data directory; makes the ledger when there is none.
    bool write(const QString &dataDirectory, int count) const;
};

} // namespace ostiary
