// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/bodyroom.h"

#include <algorithm>
#include <cstdlib>

#include <fcntl.h>
#include <unistd.h>

namespace ostiary {

namespace {

constexpr std::size_t kMostByDefault = std::size_t(1) << 30;
constexpr std::size_t kSmall = 256 * 1024; ///< bodies up to here may use all of the room
constexpr std::size_t kLarge = 1024 * 1024;

} // namespace

BodyRoom::BodyRoom(Setup setup, MemoryLevel &memory) : m_setup(std::move(setup)), m_memory(memory)
{
    if (m_setup.most == 0)
        m_setup.most = std::max(std::min(kMostByDefault, MemoryLevel::systemBytes() / 4), 2 * m_setup.largest);
    if (m_setup.spoolDirectory.empty())
        m_setup.spoolFrom = 0;
}

Status BodyRoom::admit(std::size_t told)
{
    if (m_memory.isHigh() || (told > kSmall && used() + told > m_setup.most / 4 * 3))
        return refusal();
    return Done{};
}

bool BodyRoom::take(std::size_t bytes, std::size_t size)
{
    const std::size_t most = size > kSmall ? m_setup.most / 4 * 3 : m_setup.most;
    if (m_used.fetch_add(bytes, std::memory_order_relaxed) + bytes <= most)
        return true;
    m_used.fetch_sub(bytes, std::memory_order_relaxed);
    return false;
}

void BodyRoom::give(std::size_t bytes)
{
    m_used.fetch_sub(bytes, std::memory_order_relaxed);
    if (bytes >= kLarge)
        m_largeGiven.fetch_add(bytes, std::memory_order_relaxed);
}

GatewayError BodyRoom::refusal()
{
    m_refused.fetch_add(1, std::memory_order_relaxed);
    GatewayError error = GatewayError::make(ErrorCode::Overloaded,
                                            "The gateway holds as many request bodies as it may; try again shortly");
    error.retryAfterSeconds = 2;
    return error;
}

int BodyRoom::openSpool() const
{
#ifdef O_TMPFILE
    const int file = ::open(m_setup.spoolDirectory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0)
        return file;
#endif
    std::string name = m_setup.spoolDirectory + "/body-XXXXXX";
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0)
        ::unlink(name.c_str());
    return named;
}

} // namespace ostiary
