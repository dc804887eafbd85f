// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/io/descriptors.h"

#include "models/domain/clock.h"

#include <QLoggingCategory>

#include <algorithm>
#include <atomic>
#include <climits>
#include <limits>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace ostiary {

namespace {

Q_LOGGING_CATEGORY(logIo, "ostiary.io")

constexpr int kReserved = 32;
constexpr std::int64_t kEpisodeMs = 10'000;

int mostDescriptors()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur > INT_MAX)
        return INT_MAX;
    return static_cast<int>(limit.rlim_cur);
}

// The table of descriptors is the process's, and so is what is known about its being full.
std::atomic<std::int64_t> lastShortageMs{std::numeric_limits<std::int64_t>::min() / 2};
std::atomic<std::uint64_t> episodes{0};

} // namespace

int reservedDescriptors()
{
    return std::min(kReserved, mostDescriptors() / 4);
}

bool isReservedDescriptor(qintptr descriptor)
{
    return descriptor >= mostDescriptors() - reservedDescriptors();
}

qintptr moveToLowestDescriptor(qintptr descriptor)
{
    const int lowest = ::fcntl(static_cast<int>(descriptor), F_DUPFD_CLOEXEC, 0);
    const bool lower = lowest >= 0 && lowest < descriptor;
    if (lowest >= 0)
        ::close(lower ? static_cast<int>(descriptor) : lowest);
    return lower ? lowest : descriptor;
}

void noteDescriptorShortage()
{
    const std::int64_t now = SystemClock().steadyNs() / 1'000'000;
    if (now - lastShortageMs.exchange(now) < kEpisodeMs)
        return;
    ++episodes;
    qCWarning(logIo,
              "too few file descriptors (%d are allowed): new connections wait, idle ones are closed; raise the "
              "limit (LimitNOFILE, ulimit -n)",
              mostDescriptors());
}

std::uint64_t descriptorShortages()
{
    return episodes.load();
}

bool descriptorsAreShort()
{
    const int next = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (next < 0)
        return true;
    ::close(next);
    return isReservedDescriptor(next);
}

} // namespace ostiary
