// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

namespace ostiary {

/// Looks after a start, in the background and for a bounded time, whether ledger, audit log and what they sign are as
/// the gateway left them; what `ledger verify` and `audit verify` look at, on a thread that takes only what nobody else
/// wants.
class StoreCheck
{
public:
    enum class State { Running, Sound, Partly, Mismatch };

    explicit StoreCheck(QString dataDirectory) : m_directory(std::move(dataDirectory)) {}
    ~StoreCheck();

    void start();
    void stop();

    State state() const { return m_state; }
    static const char *nameOf(State state);
    QStringList problems() const;

private:
    void run();

    const QString m_directory;
    std::atomic<State> m_state{State::Running};
    std::atomic<bool> m_stopping{false};
    mutable std::mutex m_mutex;
    QStringList m_problems;
    std::thread m_thread;
};

} // namespace ostiary
