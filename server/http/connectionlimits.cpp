// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/connectionlimits.h"

namespace ostiary {

ConnectionLimits::Entry ConnectionLimits::enter(const std::string &address)
{
    const std::lock_guard lock(m_mutex);
    if (m_open.load(std::memory_order_relaxed) >= m_most.all)
        return Entry::Full;
    const auto found = m_byAddress.find(address);
    if ((found == m_byAddress.end() ? 0 : found->second) >= m_most.ofAddress)
        return Entry::AddressFull;
    if (m_strangers >= m_most.ofStrangers)
        return Entry::StrangersFull;
    ++m_byAddress[address];
    ++m_strangers;
    ++m_open;
    return Entry::Entered;
}

void ConnectionLimits::becomeKnown()
{
    const std::lock_guard lock(m_mutex);
    --m_strangers;
}

void ConnectionLimits::leave(const std::string &address, bool stranger)
{
    const std::lock_guard lock(m_mutex);
    --m_open;
    if (stranger)
        --m_strangers;
    const auto found = m_byAddress.find(address);
    if (found != m_byAddress.end() && --found->second == 0)
        m_byAddress.erase(found);
}

} // namespace ostiary
