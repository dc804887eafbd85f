// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>

namespace ostiary {

/// Lets other threads call functions on this one for as long as this one lives; what comes later is dropped.
/// Made and deleted on its thread, one at a time.
class ThreadMailbox
{
public:
    using Poster = std::function<void(std::function<void()>)>;

    ThreadMailbox();
    ~ThreadMailbox();

    /// A function that posts to the mailbox of the thread that is calling now; it may be kept and called from any.
    static Poster posterForThisThread();

private:
    struct State
    {
        std::mutex mutex;
        QObject *target = nullptr; ///< null: the thread has ended
    };
    static thread_local std::shared_ptr<State> s_current;

    QObject m_target;
    std::shared_ptr<State> m_state;
};

} // namespace ostiary
