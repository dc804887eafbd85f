// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/io/workerthread.h"

#include <future>
#include <memory>

namespace ostiary {

namespace {

/// Wakes a waiting thread when the last function that holds it has been called or dropped.
class Wakes
{
public:
    Wakes() = default;
    ~Wakes() { m_promise.set_value(); }
    Q_DISABLE_COPY_MOVE(Wakes)
    std::future<void> future() { return m_promise.get_future(); }

private:
    std::promise<void> m_promise;
};

} // namespace

WorkerThread::WorkerThread(const QString &name) : m_thread(*this)
{
    m_thread.setObjectName(name);
}

WorkerThread::~WorkerThread()
{
    stop();
}

void WorkerThread::Thread::run()
{
    ThreadMailbox mailbox;
    m_owner.m_mailbox = &mailbox;
    m_owner.m_ready(ThreadMailbox::posterForThisThread());
    exec();
    m_owner.m_mailbox = nullptr;
}

void WorkerThread::start()
{
    std::promise<ThreadMailbox::Poster> ready;
    m_ready = [&ready](ThreadMailbox::Poster poster) { ready.set_value(std::move(poster)); };
    m_thread.start();
    m_post = ready.get_future().get();
}

void WorkerThread::post(std::function<void()> what)
{
    if (m_post)
        m_post(std::move(what));
}

void WorkerThread::run(const std::function<void()> &what)
{
    if (QThread::currentThread() == &m_thread) {
        what();
        return;
    }
    auto wakes = std::make_shared<Wakes>();
    const auto done = wakes->future();
    post([held = std::move(wakes), &what] { what(); });
    done.wait();
}

void WorkerThread::stop(const std::function<void()> &last)
{
    if (!m_thread.isRunning())
        return;
    run([this, &last] {
        m_mailbox->close();
        if (last)
            last();
    });
    m_thread.quit();
    m_thread.wait();
}

} // namespace ostiary
