// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/mappedfile.h"

#include <atomic>
#include <csignal>
#include <cstdint>

#include <sys/mman.h>
#include <unistd.h>

namespace ostiary::mappedfile {

namespace {

// Read by the signal handler: lock-free atomics only.
std::atomic<std::uintptr_t> begin{0};
std::atomic<std::uintptr_t> end{0};
std::atomic<bool> lost{false};
struct sigaction before
{
};

void onBusError(int number, siginfo_t *info, void *)
{
    const auto at = reinterpret_cast<std::uintptr_t>(info->si_addr);
    const std::uintptr_t from = begin.load(), to = end.load();
    if (from != 0 && at >= from && at < to) {
        const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
        void *const start = reinterpret_cast<void *>(at / page * page);
        if (::mmap(start, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == start) {
            lost.store(true);
            return; // the access is done again, on a page of zeros
        }
    }
    ::sigaction(number, &before, nullptr); // not ours: it comes again and ends the process as it always did
}

} // namespace

void guard(void *map, std::size_t size)
{
    static const bool installed = [] {
        struct sigaction action
        {
        };
        action.sa_sigaction = onBusError;
        action.sa_flags = SA_SIGINFO;
        sigemptyset(&action.sa_mask);
        return ::sigaction(SIGBUS, &action, &before) == 0;
    }();
    static_cast<void>(installed);
    lost.store(false);
    begin.store(reinterpret_cast<std::uintptr_t>(map));
    end.store(reinterpret_cast<std::uintptr_t>(map) + size);
}

void unguard(void *map)
{
    if (begin.load() != reinterpret_cast<std::uintptr_t>(map))
        return;
    begin.store(0);
    end.store(0);
}

bool lostPages()
{
    return lost.load();
}

} // namespace ostiary::mappedfile
