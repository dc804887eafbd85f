// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/logwriter.h"

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <utility>

#include <poll.h>
#include <unistd.h>

namespace ostiary {

namespace {

constexpr std::size_t kPiece = 4096; ///< a pipe that is ready takes this much without blocking (pipe(7), PIPE_BUF)
constexpr int kPollMs = 50;          ///< how soon the end of the writer is noticed

} // namespace

struct LogWriter::State
{
    State(int to, Notice tell, std::size_t most) : descriptor(to), notice(std::move(tell)), mostBytes(most) {}

    const int descriptor;
    const Notice notice;
    const std::size_t mostBytes;
    std::mutex mutex;
    std::condition_variable changed;
    std::string waiting;
    std::uint64_t dropped = 0;
    std::uint64_t untold = 0; ///< dropped, and no line has told so yet
    bool writing = false;
    bool ending = false;
    bool left = false; ///< the patience at the end is over

    void run();
    bool send(std::string_view text);
    bool isLeft()
    {
        const std::lock_guard lock(mutex);
        return left;
    }
};

void LogWriter::State::run()
{
    std::unique_lock lock(mutex);
    for (;;) {
        changed.wait(lock, [this] { return ending || !waiting.empty(); });
        if (waiting.empty() && untold == 0)
            return;
        std::string batch = std::exchange(waiting, {});
        const std::uint64_t lost = std::exchange(untold, 0); // dropped after the last line of the batch
        writing = true;
        lock.unlock();
        if (lost > 0)
            batch += notice(lost);
        const bool written = send(batch);
        lock.lock();
        writing = false;
        changed.notify_all();
        if (!written)
            return;
    }
}

/// False when the reader was given up.
bool LogWriter::State::send(std::string_view text)
{
    while (!text.empty()) {
        pollfd ready{descriptor, POLLOUT, 0};
        if (::poll(&ready, 1, kPollMs) <= 0) {
            if (isLeft())
                return false;
            continue;
        }
        const ssize_t n = ::write(descriptor, text.data(), std::min(text.size(), kPiece));
        if (n < 0 && errno != EAGAIN && errno != EINTR)
            return true; // closed or full for good: nobody can be told
        text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    }
    return true;
}

LogWriter::LogWriter(int descriptor, Notice notice, std::size_t mostWaitingBytes)
    : m_state(std::make_shared<State>(descriptor, std::move(notice), mostWaitingBytes))
{
    sigset_t all;
    sigset_t before;
    sigfillset(&all); // signals are the main thread's business, and a broken pipe is an error of write()
    pthread_sigmask(SIG_SETMASK, &all, &before);
    m_thread = std::thread([state = m_state] { state->run(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

LogWriter::~LogWriter()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->ending = true;
    }
    m_state->changed.notify_all();
    if (flush(kEndTime)) {
        m_thread.join();
        return;
    }
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->left = true;
    }
    m_thread.detach(); // it may be inside write(): another writer of the same pipe can take the room that poll() saw
}

void LogWriter::write(std::string_view line)
{
    {
        const std::lock_guard lock(m_state->mutex);
        if (m_state->waiting.size() + line.size() > m_state->mostBytes) {
            ++m_state->dropped;
            ++m_state->untold;
            return;
        }
        m_state->waiting += line;
    }
    m_state->changed.notify_all();
}

bool LogWriter::flush(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_state->mutex);
    return m_state->changed.wait_for(lock, patience, [this] { return m_state->waiting.empty() && !m_state->writing; });
}

std::uint64_t LogWriter::dropped() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->dropped;
}

} // namespace ostiary
