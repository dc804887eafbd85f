// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/io/threadmailbox.h"

#include <QThread>

#include <functional>

namespace ostiary {

/// A thread with an event loop that runs what other threads hand to it.
/// What it works on is made, used and deleted by functions that run on it.
class WorkerThread
{
public:
    explicit WorkerThread(const QString &name);
    ~WorkerThread();

    /// Starts the thread; returns when it takes functions.
    void start();
    /// Runs `what` on the thread and waits for it; called from the thread itself, at once. Does nothing when it has
    /// ended.
    void run(const std::function<void()> &what);
    /// Runs `what` on the thread some time later; dropped when it has ended.
    void post(std::function<void()> what);
    /// Runs `last` on the thread, after which nothing runs there any more, and ends it. May be called twice.
    void stop(const std::function<void()> &last = {});

private:
    class Thread : public QThread
    {
    public:
        explicit Thread(WorkerThread &owner) : m_owner(owner) {}

    private:
        void run() override;
        WorkerThread &m_owner;
    };

    Thread m_thread;
    std::function<void(ThreadMailbox::Poster)> m_ready; ///< tells start() how to reach the thread
    ThreadMailbox *m_mailbox = nullptr;                 ///< used on the thread
    ThreadMailbox::Poster m_post;
};

} // namespace ostiary
