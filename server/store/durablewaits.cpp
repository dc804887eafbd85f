// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/durablewaits.h"

#include <utility>
#include <vector>

namespace ostiary {

DurableWaits::~DurableWaits()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

std::uint64_t DurableWaits::add(Told told)
{
    const std::lock_guard lock(m_mutex);
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
    const std::uint64_t number = ++m_last;
    m_waits.emplace(number, Wait{std::chrono::steady_clock::now() + m_patience, std::move(told)});
    if (m_waits.size() == 1)
        m_wake.notify_one();
    return number;
}

void DurableWaits::tell(std::uint64_t number, bool durable)
{
    Told told;
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_waits.find(number);
        if (found == m_waits.end())
            return; // told already
        told = std::move(found->second.told);
        m_waits.erase(found);
    }
    told(durable);
}

void DurableWaits::giveUp()
{
    std::map<std::uint64_t, Wait> waits;
    {
        const std::lock_guard lock(m_mutex);
        waits = std::exchange(m_waits, {});
    }
    for (auto &[number, wait] : waits)
        wait.told(false);
}

bool DurableWaits::empty() const
{
    const std::lock_guard lock(m_mutex);
    return m_waits.empty();
}

void DurableWaits::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        if (m_waits.empty()) {
            m_wake.wait(lock);
            continue;
        }
        const auto until = m_waits.begin()->second.until;
        if (std::chrono::steady_clock::now() < until) {
            m_wake.wait_until(lock, until);
            continue;
        }
        const std::uint64_t number = m_waits.begin()->first;
        lock.unlock();
        tell(number, false);
        lock.lock();
    }
}

} // namespace ostiary
