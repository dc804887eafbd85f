// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace ostiary {

/// Lets other threads call functions on this one, in the order in which they were posted, until it closes.
/// The functions wait in a queue of its own behind a mutex; Qt's event queue only carries the bell. So the order of the
/// hand-over is one that the language defines and that a race detector can see.
/// Made and deleted on its thread, one at a time.
class ThreadMailbox
{
public:
    /// Posts; false, and the function is gone uncalled, when the mailbox has closed.
    using Poster = std::function<bool(std::function<void()>)>;

    ThreadMailbox();
    ~ThreadMailbox();

    /// Drops what waits and all that comes later.
    void close();

    /// A function that posts to the mailbox of the thread that is calling now; it may be kept and called from any.
    static Poster posterForThisThread();

private:
    struct State
    {
        std::mutex mutex;
        std::deque<std::function<void()>> waiting;
        QObject *bell = nullptr; ///< null: closed
    };
    class Bell : public QObject
    {
    public:
        explicit Bell(State &state) : m_state(state) {}
        bool event(QEvent *event) override;

    private:
        State &m_state;
    };
    static thread_local std::shared_ptr<State> s_current;

    std::shared_ptr<State> m_state;
    std::shared_ptr<State> m_outer; ///< the thread's mailbox before and after this one
    Bell m_bell;
};

} // namespace ostiary
