// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/connectionlimits.h"

namespace ostiary {

bool ConnectionLimits::enter(const std::string &address)
{
    const std::lock_guard lock(m_mutex);
    if (m_open.load(std::memory_order_relaxed) >= m_most)
        return false;
    int &count = m_byAddress[address];
    if (count >= m_mostPerAddress)
        return false;
    ++count;
    ++m_open;
    return true;
}

void ConnectionLimits::leave(const std::string &address)
{
    const std::lock_guard lock(m_mutex);
    --m_open;
    const auto found = m_byAddress.find(address);
    if (found != m_byAddress.end() && --found->second == 0)
        m_byAddress.erase(found);
}

} // namespace ostiary
