// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/inflightjournal.h"

#include <QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ostiary {

namespace {

constexpr std::uint64_t kMagic = 0x31656b69'7274736fULL;
constexpr std::uint32_t kLayout = 1;
constexpr std::size_t kHeaderBytes = 4096;

enum SlotState : std::uint32_t { Free = 0, Opened = 1, Closed = 2 };

// The states of all slots stand together behind the header, in every layout: looking through them at a start touches a
// few pages and not the whole file.
std::size_t stateBytes(std::uint32_t slots)
{
    return (slots * sizeof(std::uint32_t) + 4095) / 4096 * 4096;
}

} // namespace

struct InflightJournal::Header
{
    std::uint64_t magic;
    std::uint32_t layout;
    std::uint32_t slotBytes;
    std::uint32_t slots;
};

struct InflightJournal::Slot
{
    UsageRecord opened;
    UsageRecord closed;
    Usage progress;
    Money progressCost;
};

bool InflightJournal::holdsRecords(int fd, const Header &header)
{
    if (header.magic != kMagic)
        return true; // not one of ours: leave it alone
    for (std::uint32_t i = 0; i < header.slots; ++i) {
        std::uint32_t state = Free;
        const auto at = static_cast<off_t>(kHeaderBytes + std::size_t(i) * sizeof state);
        if (::pread(fd, &state, sizeof state, at) != sizeof state || state != Free)
            return true;
    }
    return false;
}

Outcome<std::unique_ptr<InflightJournal>> InflightJournal::open(const QString &file, int slots)
{
    const std::string name = file.toStdString();
    const auto failure = [&](const char *what) {
        return "in-flight journal " + name + ": " + what + ": " + std::strerror(errno);
    };
    int fd = ::open(name.c_str(), O_RDWR | O_CLOEXEC);
    Header header{};
    if (fd >= 0) {
        const bool whole = ::pread(fd, &header, sizeof header, 0) == static_cast<ssize_t>(sizeof header);
        const bool fits =
            whole && header.magic == kMagic && header.layout == kLayout && header.slotBytes == sizeof(Slot);
        if (!fits) {
            const bool keep = whole && holdsRecords(fd, header);
            ::close(fd);
            fd = -1;
            if (keep)
                return "in-flight journal " + name +
                       " has another version's layout and still holds records. Start the version that "
                       "wrote it once, so that it can settle them, and stop it in good order";
        }
    } else if (errno != ENOENT) {
        return failure("cannot open");
    }
    if (fd < 0) { // made under another name first: a file with this name is always whole
        const std::string fresh = name + ".new";
        fd = ::open(fresh.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        if (fd < 0)
            return failure("cannot make");
        header = {kMagic, kLayout, sizeof(Slot), static_cast<std::uint32_t>(slots)};
        const auto size = static_cast<off_t>(kHeaderBytes + stateBytes(header.slots) +
                                             static_cast<std::size_t>(slots) * sizeof(Slot));
        const int error = ::posix_fallocate(fd, 0, size);
        if (error != 0 || ::pwrite(fd, &header, sizeof header, 0) != static_cast<ssize_t>(sizeof header) ||
            ::fsync(fd) != 0 || ::rename(fresh.c_str(), name.c_str()) != 0) {
            errno = error != 0 ? error : errno;
            ::close(fd);
            return failure("cannot allocate its space on the disk");
        }
    }
    slots = static_cast<int>(header.slots);
    const std::size_t size = kHeaderBytes + stateBytes(header.slots) + static_cast<std::size_t>(slots) * sizeof(Slot);
    void *map = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    ::close(fd);
    if (map == MAP_FAILED)
        return failure("cannot map");
    std::unique_ptr<InflightJournal> journal(new InflightJournal);
    journal->m_map = map;
    journal->m_mapSize = size;
    journal->m_states = reinterpret_cast<std::atomic<std::uint32_t> *>(static_cast<char *>(map) + kHeaderBytes);
    journal->m_slots = reinterpret_cast<Slot *>(static_cast<char *>(map) + kHeaderBytes + stateBytes(header.slots));
    journal->m_count = slots;
    journal->m_free.reserve(static_cast<std::size_t>(slots));
    for (int i = slots - 1; i >= 0; --i)
        journal->m_free.push_back(i);
    return journal;
}

InflightJournal::~InflightJournal()
{
    if (m_map)
        ::munmap(m_map, m_mapSize);
}

int InflightJournal::begin(const UsageRecord &record)
{
    int slot = -1;
    {
        const std::lock_guard lock(m_mutex);
        if (m_free.empty())
            return -1;
        slot = m_free.back();
        m_free.pop_back();
    }
    Slot &place = m_slots[slot];
    place.opened = record;
    place.progress = record.usage;
    place.progressCost = record.cost;
    m_states[slot].store(Opened, std::memory_order_release);
    return slot;
}

void InflightJournal::progress(int slot, const Usage &usage, Money cost)
{
    m_slots[slot].progress = usage;
    m_slots[slot].progressCost = cost;
}

void InflightJournal::close(int slot, const UsageRecord &record)
{
    m_slots[slot].closed = record;
    m_states[slot].store(Closed, std::memory_order_release);
}

void InflightJournal::free(int slot)
{
    m_states[slot].store(Free, std::memory_order_release);
    const std::lock_guard lock(m_mutex);
    m_free.push_back(slot);
}

std::vector<InflightJournal::Found> InflightJournal::recover()
{
    std::vector<Found> found;
    const std::lock_guard lock(m_mutex);
    m_free.clear();
    for (int i = m_count - 1; i >= 0; --i) {
        switch (m_states[i].load(std::memory_order_acquire)) {
        case Opened: {
            const Slot &slot = m_slots[i];
            Found open{slot.opened, i};
            open.record.usage = slot.progress;
            open.record.requestCost += slot.progressCost - open.record.cost;
            open.record.cost = slot.progressCost;
            open.record.state = RecordState::Interrupted;
            open.record.final = true;
            open.record.status = 0;
            open.record.error = "interrupted";
            found.push_back(open);
            break;
        }
        case Closed:
            found.push_back({m_slots[i].closed, i});
            break;
        default:
            m_free.push_back(i);
        }
    }
    return found;
}

int InflightJournal::freeSlots() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_free.size());
}

} // namespace ostiary
