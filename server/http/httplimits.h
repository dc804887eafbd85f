// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>

namespace ostiary {

/// What a client may ask of the edge; each limit is answered with its own status before the connection closes.
struct HttpLimits
{
    std::size_t requestLine = 8 * 1024;                 ///< 414
    std::size_t header = 16 * 1024;                     ///< 431
    std::size_t fields = 64;                            ///< 431
    std::size_t body = 32 * 1024 * 1024;                ///< 413
    std::size_t bodiesUnderWay = 0;                     ///< 503, of all requests; 0: a quarter of the memory, ≤ 1 GiB
    std::size_t bodySpool = 1024 * 1024;                ///< larger bodies wait in a file; 0: none do
    std::size_t memory = 0;                             ///< 503 to new bodies above; 0: four fifths of the memory
    std::chrono::milliseconds headerTime{5'000};        ///< 408
    std::size_t bodyBytesPerSecond = 1024;              ///< 408, after a grace of five seconds
    std::chrono::milliseconds idle{60'000};             ///< closed without a word
    std::chrono::milliseconds writeStall{60'000};       ///< reset: a reader that takes nothing
    std::chrono::milliseconds keepAliveComment{15'000}; ///< silence on an event stream before a comment is sent
    int connections = 8192;                             ///< 503
    int connectionsPerAddress = 4096;                   ///< 503
    std::size_t pipelinedBytes = 64 * 1024;             ///< 503, after the answers before it
    std::size_t highWater = 48 * 1024;                  ///< unsent bytes above which the producer is paused
    std::size_t lowWater = 16 * 1024;                   ///< and below which it goes on
};

} // namespace ostiary
