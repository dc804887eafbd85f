// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

namespace ostiary {

/// Writes lines to a descriptor on a thread of its own, so that nobody waits for a reader who does not read. What such
/// a reader leaves no room for is dropped and counted. Thread-safe.
class LogWriter
{
public:
    /// Makes the line that tells how many were dropped, when lines flow again.
    using Notice = std::function<std::string(std::uint64_t dropped)>;

    explicit LogWriter(int descriptor, Notice notice, std::size_t mostWaitingBytes = 1024 * 1024);
    /// Writes what waits, for `kEndTime` at most; a reader who still does not read is left.
    ~LogWriter();
    LogWriter(const LogWriter &) = delete;
    LogWriter &operator=(const LogWriter &) = delete;

    static constexpr std::chrono::milliseconds kEndTime{500};

    /// Takes `line` (with its end), or drops it; never waits for the descriptor.
    void write(std::string_view line);
    /// Waits until all is written, for `patience` at most; false when it was not.
    bool flush(std::chrono::milliseconds patience);
    std::uint64_t dropped() const;

private:
    struct State;
    const std::shared_ptr<State> m_state; ///< of the thread, too, which may be left behind
    std::thread m_thread;
};

} // namespace ostiary
