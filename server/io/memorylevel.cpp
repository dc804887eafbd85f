// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/io/memorylevel.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>
#include <utility>

#include <sys/resource.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#ifdef __ELF__
// mimalloc, where the program is linked with it; null elsewhere.
extern "C" void mi_collect(bool force) __attribute__((weak));
#endif

namespace ostiary {

namespace {

constexpr std::int64_t kLookEveryNs = 1'000'000'000;
constexpr std::size_t kUnlimited = std::numeric_limits<std::size_t>::max();

std::size_t addressLimit()
{
    rlimit limit{};
    return getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY
               ? static_cast<std::size_t>(limit.rlim_cur)
               : kUnlimited;
}

/// `memory.max` of the process's control group and of all above it (cgroup v2; "max" is no limit).
std::size_t controlGroupLimit()
{
    std::size_t least = kUnlimited;
    std::ifstream groups("/proc/self/cgroup");
    for (std::string line; std::getline(groups, line);) {
        if (!line.starts_with("0::/"))
            continue;
        for (std::string path = line.substr(3);;) {
            std::size_t bytes = 0;
            if (std::ifstream("/sys/fs/cgroup" + path + "/memory.max") >> bytes)
                least = std::min(least, bytes);
            if (path.empty() || path == "/")
                break;
            path.erase(path.rfind('/'));
        }
    }
    return least;
}

} // namespace

std::size_t MemoryLevel::systemBytes()
{
    const long pages = sysconf(_SC_PHYS_PAGES);
    const long size = sysconf(_SC_PAGESIZE);
    const std::size_t machine =
        pages > 0 && size > 0 ? static_cast<std::size_t>(pages) * static_cast<std::size_t>(size) : kUnlimited;
    return std::min({machine, controlGroupLimit(), addressLimit()});
}

MemoryLevel::Use MemoryLevel::useOfProcess()
{
    std::size_t address = 0;
    std::size_t resident = 0;
    std::size_t shared = 0;
    std::ifstream("/proc/self/statm") >> address >> resident >> shared;
    const std::size_t page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    return {(resident - std::min(resident, shared)) * page, address * page};
}

MemoryLevel::MemoryLevel(const Clock &clock, std::size_t level, std::function<Use()> read)
    : m_clock(clock), m_read(std::move(read)), m_level(level > 0 ? level : systemBytes() / 5 * 4)
{
}

bool MemoryLevel::isHigh()
{
    const std::int64_t now = m_clock.steadyNs();
    std::int64_t due = m_nextLookNs.load(std::memory_order_relaxed);
    if (now >= due && m_nextLookNs.compare_exchange_strong(due, now + kLookEveryNs, std::memory_order_relaxed)) {
        const Use use = m_read();
        const std::size_t limit = addressLimit();
        m_high.store(use.own > m_level || (limit != kUnlimited && use.address > limit / 10 * 9),
                     std::memory_order_relaxed);
    }
    return m_high.load(std::memory_order_relaxed);
}

void returnFreeMemory()
{
#ifdef __ELF__
    if (mi_collect) {
        mi_collect(true);
        return;
    }
#endif
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace ostiary
