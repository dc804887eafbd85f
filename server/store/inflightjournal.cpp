// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/inflightjournal.h"

#include "server/store/journallayouts.h"
#include "server/store/mappedfile.h"
#include "server/store/recordcodec.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ostiary {

namespace {

constexpr std::uint64_t kMagic = 0x31656b69'7274736fULL;
constexpr std::uint32_t kLayout = 2;
constexpr std::size_t kPage = 4096;

enum SlotState : std::uint32_t { Free = 0, Opened = 1, Closed = 2 };
enum Part : int {
    OpenedPart = 0,
    ClosedPart = 1,
    FirstProgress = 2,
    SecondProgress = 3
}; // in every sum, so their numbers stay

std::size_t pages(std::size_t bytes)
{
    return (bytes + kPage - 1) / kPage * kPage;
}

const char *const kWayOut = "Put the file back as it was, or start once with --repair, which keeps what can be read "
                            "and says what was lost";

} // namespace

/// The heads of all slots stand together behind the header: a start touches a few pages and not the whole file.
struct InflightJournal::Head
{
    std::atomic<std::uint32_t> state;
    std::uint32_t mark; ///< never changes: a head that was wiped is not taken for a free one
    std::uint16_t openedBytes;
    std::uint16_t closedBytes;
    std::uint32_t turn;                   ///< of progress; only the thread of the slot looks at it
    std::atomic<std::uint64_t> openedSum; ///< 0: no record
    std::atomic<std::uint64_t> closedSum;

    bool isWhole(int slot) const { return mark == markOf(slot) && state.load() <= Closed; }
    static std::uint32_t markOf(int slot) { return 0x79747370u ^ static_cast<std::uint32_t>(slot); }
};

struct InflightJournal::Body
{
    struct Progress
    {
        std::uint64_t sum;
        std::uint32_t turn; ///< the later one counts
        std::uint32_t bytes;
        std::uint8_t text[kProgressBytes];
    };
    std::uint8_t opened[kRecordBytes];
    std::uint8_t closed[kRecordBytes];
    Progress progress[2];
};

/// Begins the file; magic and layout stand where every layout has them.
struct InflightJournal::Header
{
    std::uint64_t magic;
    std::uint32_t layout;
    std::uint32_t headBytes;
    std::uint32_t bodyBytes;
    std::uint32_t slots;
    std::uint64_t fileBytes;
    std::uint64_t sum; ///< of what is above

    bool fits() const { return sum == sumOfFields() && headBytes == sizeof(Head) && bodyBytes == sizeof(Body); }
    std::uint64_t sumOfFields() const { return keyedHash({}, this, offsetof(Header, sum)).low; }
    std::size_t bodiesAt() const { return kPage + pages(slots * sizeof(Head)); }
    std::size_t size() const { return bodiesAt() + std::size_t(slots) * sizeof(Body); }
    static Header of(int slots)
    {
        Header header{kMagic, kLayout, sizeof(Head), sizeof(Body), static_cast<std::uint32_t>(slots), 0, 0};
        header.fileBytes = header.size();
        header.sum = header.sumOfFields();
        return header;
    }
};

Outcome<int> InflightJournal::make(const std::string &name, int slots, const std::vector<Found> &kept,
                                   const KeyedHash::Key &key)
{
    // Made under another name first: a file with this name is always whole.
    const std::string fresh = name + ".new";
    const int fd = ::open(fresh.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return "in-flight journal " + name + ": cannot make: " + std::strerror(errno);
    const Header header = Header::of(slots);
    int error = ::posix_fallocate(fd, 0, static_cast<off_t>(header.fileBytes));
    if (error == 0 && ::pwrite(fd, &header, sizeof header, 0) != static_cast<ssize_t>(sizeof header))
        error = errno;
    if (error == 0) {
        void *map = ::mmap(nullptr, header.fileBytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (map == MAP_FAILED) {
            error = errno;
        } else {
            InflightJournal filled;
            filled.m_key = key;
            filled.m_heads = reinterpret_cast<Head *>(static_cast<char *>(map) + kPage);
            filled.m_bodies = reinterpret_cast<Body *>(static_cast<char *>(map) + header.bodiesAt());
            for (int i = 0; i < slots; ++i)
                filled.m_heads[i].mark = Head::markOf(i);
            for (std::size_t i = 0; i < kept.size(); ++i)
                filled.put(static_cast<int>(i), kept[i].record, RecordState::Settled);
            ::munmap(map, header.fileBytes);
        }
    }
    if (error == 0 && (::fsync(fd) != 0 || ::rename(fresh.c_str(), name.c_str()) != 0))
        error = errno;
    if (error != 0) {
        ::close(fd);
        return "in-flight journal " + name + ": cannot allocate its space on the disk: " + std::strerror(error);
    }
    return fd;
}

Outcome<int> InflightJournal::upgraded(const std::string &name, int file, std::uint32_t layout, int slots,
                                       const KeyedHash::Key &key)
{
    const auto earlier = readEarlierJournal(file, layout);
    if (!earlier)
        return "in-flight journal " + name +
               " has a layout that this version does not know. Start the version that wrote it once, so that it can "
               "settle what is in there, and stop it in good order";
    if (earlier->garbled > 0)
        return "in-flight journal " + name + ": " + std::to_string(earlier->garbled) +
               " of the attempts in it cannot be read. " + kWayOut;
    return make(name, std::max(slots, static_cast<int>(earlier->found.size())), earlier->found, key);
}

Outcome<std::unique_ptr<InflightJournal>> InflightJournal::open(const QString &file, int slots,
                                                                const KeyedHash::Key &key)
{
    const std::string name = file.toStdString();
    const auto broken = [&](const std::string &what) {
        return "in-flight journal " + name + " " + what + ". " + kWayOut;
    };
    int fd = ::open(name.c_str(), O_RDWR | O_CLOEXEC);
    if (fd < 0 && errno != ENOENT)
        return "in-flight journal " + name + ": cannot open: " + std::strerror(errno);
    Header header{};
    Outcome<int> replaced = -1;
    if (fd < 0) {
        replaced = make(name, slots, {}, key);
    } else if (::pread(fd, &header, sizeof header, 0) != static_cast<ssize_t>(sizeof header)) {
        replaced = broken("is cut");
    } else if (header.magic != kMagic) {
        replaced = broken("is garbled, or no journal of Ostiary");
    } else if (header.layout != kLayout) {
        replaced = upgraded(name, fd, header.layout, slots, key);
    }
    if (!replaced || *replaced >= 0) {
        if (fd >= 0)
            ::close(fd);
        if (!replaced)
            return std::move(replaced).error();
        fd = *replaced;
        if (::pread(fd, &header, sizeof header, 0) != static_cast<ssize_t>(sizeof header))
            header = {};
    }
    struct stat status
    {
    };
    std::string why;
    if (!header.fits() || header.slots == 0)
        why = "is garbled";
    else if (::fstat(fd, &status) != 0 || static_cast<std::uint64_t>(status.st_size) != header.fileBytes ||
             header.fileBytes != header.size())
        why = "is not as long as it was made: it was cut, or something was written behind it";
    if (!why.empty()) {
        ::close(fd);
        return broken(why);
    }
    void *map = ::mmap(nullptr, header.fileBytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (map == MAP_FAILED) {
        const int error = errno;
        ::close(fd);
        return "in-flight journal " + name + ": cannot map: " + std::strerror(error);
    }
    mappedfile::guard(map, header.fileBytes);
    std::unique_ptr<InflightJournal> journal(new InflightJournal);
    journal->m_name = name;
    journal->m_file = fd;
    journal->m_map = map;
    journal->m_mapSize = header.fileBytes;
    journal->m_heads = reinterpret_cast<Head *>(static_cast<char *>(map) + kPage);
    journal->m_bodies = reinterpret_cast<Body *>(static_cast<char *>(map) + header.bodiesAt());
    journal->m_count = static_cast<int>(header.slots);
    journal->m_key = key;
    journal->m_free.reserve(header.slots);
    for (int i = journal->m_count - 1; i >= 0; --i)
        journal->m_free.push_back(i);
    return journal;
}

InflightJournal::~InflightJournal()
{
    if (!m_map)
        return;
    mappedfile::unguard(m_map);
    ::munmap(m_map, m_mapSize);
    ::close(m_file);
}

std::uint64_t InflightJournal::sumOf(int slot, int part, const std::uint8_t *bytes, std::size_t size) const
{
    // The place is part of the sum, so that no record holds at another; 0 means that there is none.
    KeyedHash::Key key = m_key;
    for (std::size_t i = 0; i < 4; ++i)
        key[i] ^= static_cast<std::uint8_t>(static_cast<unsigned>(slot) >> (8 * i));
    key[4] ^= static_cast<std::uint8_t>(part);
    return keyedHash(key, bytes, size).low | 1;
}

void InflightJournal::put(int slot, const UsageRecord &record, RecordState as)
{
    Head &head = m_heads[slot];
    Body &body = m_bodies[slot];
    const bool open = as == RecordState::Open;
    if (open)
        head.state.store(Opened, std::memory_order_release);
    std::uint8_t(&bytes)[kRecordBytes] = open ? body.opened : body.closed;
    const std::size_t size = encodeRecord(record, bytes);
    (open ? head.openedBytes : head.closedBytes) = static_cast<std::uint16_t>(size);
    (open ? head.openedSum : head.closedSum)
        .store(sumOf(slot, open ? OpenedPart : ClosedPart, bytes, size), std::memory_order_release);
    if (!open)
        head.state.store(Closed, std::memory_order_release);
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
    m_heads[slot].turn = 0;
    m_bodies[slot].progress[0].sum = m_bodies[slot].progress[1].sum = 0;
    put(slot, record, RecordState::Open);
    return slot;
}

void InflightJournal::progress(int slot, const Usage &usage, Money cost)
{
    const std::uint32_t turn = ++m_heads[slot].turn;
    Body::Progress &place = m_bodies[slot].progress[turn % 2];
    place.sum = 0;
    std::atomic_signal_fence(std::memory_order_seq_cst); // a process that is killed leaves its stores in program order
    place.turn = turn;
    place.bytes = static_cast<std::uint32_t>(encodeProgress(usage, cost, place.text));
    const std::uint64_t sum = sumOf(slot, FirstProgress + static_cast<int>(turn % 2), place.text, place.bytes);
    std::atomic_signal_fence(std::memory_order_seq_cst);
    place.sum = sum;
}

void InflightJournal::close(int slot, const UsageRecord &record)
{
    put(slot, record, RecordState::Settled);
}

void InflightJournal::free(int slot)
{
    Head &head = m_heads[slot];
    head.openedSum.store(0, std::memory_order_release);
    head.closedSum.store(0, std::memory_order_release);
    head.state.store(Free, std::memory_order_release);
    const std::lock_guard lock(m_mutex);
    m_free.push_back(slot);
}

/// The record of a slot that is not free; nothing when it is garbled.
std::optional<UsageRecord> InflightJournal::recordOf(int slot) const
{
    const Head &head = m_heads[slot];
    const Body &body = m_bodies[slot];
    const auto text = [](const std::uint8_t *bytes, std::size_t size) {
        return std::string_view(reinterpret_cast<const char *>(bytes), size);
    };
    if (head.closedSum != 0 && head.closedBytes <= kRecordBytes &&
        head.closedSum == sumOf(slot, ClosedPart, body.closed, head.closedBytes))
        return decodeRecord(text(body.closed, head.closedBytes));
    if (head.state.load(std::memory_order_acquire) == Closed || head.openedBytes > kRecordBytes ||
        head.openedSum != sumOf(slot, OpenedPart, body.opened, head.openedBytes))
        return std::nullopt;
    const auto opened = decodeRecord(text(body.opened, head.openedBytes));
    if (!opened)
        return std::nullopt;
    UsageRecord counted = *opened;
    std::uint32_t latest = 0;
    for (int i = 0; i < 2; ++i) {
        const Body::Progress &place = body.progress[i];
        if (place.sum == 0 || place.turn <= latest || place.bytes > kProgressBytes ||
            place.sum != sumOf(slot, FirstProgress + i, place.text, place.bytes))
            continue; // it was being written when the process ended: the other one holds
        if (!decodeProgress(text(place.text, place.bytes), counted))
            return std::nullopt;
        latest = place.turn;
    }
    return interrupted(*opened, counted.usage, counted.cost);
}

InflightJournal::Recovered InflightJournal::recover()
{
    Recovered out;
    const std::lock_guard lock(m_mutex);
    m_free.clear();
    for (int i = m_count - 1; i >= 0; --i) {
        Head &head = m_heads[i];
        if (!head.isWhole(i)) {
            ++out.garbled;
        } else if (head.openedSum == 0 && head.closedSum == 0) {
            // Free, or the process ended while the slot was taken (nothing was sent yet) or freed (the ledger has it).
            head.state.store(Free, std::memory_order_release);
            m_free.push_back(i);
        } else if (const auto record = recordOf(i)) {
            out.found.push_back({*record, i});
        } else {
            ++out.garbled;
        }
    }
    return out;
}

/// As recover(), of a file that need not be whole: what is behind its end is garbled.
InflightJournal::Recovered InflightJournal::readWhatIsThere(int file, int slots, const KeyedHash::Key &key)
{
    Header header{};
    if (::pread(file, &header, sizeof header, 0) == static_cast<ssize_t>(sizeof header) && header.magic == kMagic) {
        if (const auto earlier = readEarlierJournal(file, header.layout))
            return {earlier->found, earlier->garbled};
    }
    if (!header.fits() || header.slots == 0 || header.slots > 1u << 20)
        header = Header::of(slots);
    std::vector<std::uint64_t> bytes(header.size() / sizeof(std::uint64_t) + 1);
    auto *const start = reinterpret_cast<char *>(bytes.data());
    std::size_t have = 0;
    for (ssize_t got = 1; got > 0 && have < header.size(); have += static_cast<std::size_t>(std::max<ssize_t>(0, got)))
        got = ::pread(file, start + have, header.size() - have, static_cast<off_t>(have));
    InflightJournal read;
    read.m_key = key;
    read.m_heads = reinterpret_cast<Head *>(start + kPage);
    read.m_bodies = reinterpret_cast<Body *>(start + header.bodiesAt());
    read.m_count = static_cast<int>(header.slots);
    return read.recover();
}

Outcome<std::vector<std::string>> InflightJournal::repair(const QString &file, int slots, const KeyedHash::Key &key)
{
    std::vector<std::string> lost;
    const std::string name = file.toStdString();
    const int fd = ::open(name.c_str(), O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? Outcome<std::vector<std::string>>(lost)
                               : "in-flight journal " + name + ": cannot open: " + std::strerror(errno);
    const Recovered kept = readWhatIsThere(fd, slots, key);
    ::close(fd);
    if (kept.garbled == 0 && open(file, slots, key))
        return lost;
    const std::string aside = name + ".broken";
    if (::rename(name.c_str(), aside.c_str()) != 0)
        return "in-flight journal " + name + ": cannot be moved to " + aside + ": " + std::strerror(errno);
    const auto made = make(name, std::max(slots, static_cast<int>(kept.found.size())), kept.found, key);
    if (!made)
        return made.error();
    ::close(*made);
    lost.push_back("in-flight journal: " + std::to_string(kept.found.size()) +
                   " attempts could be read and are kept, " + std::to_string(kept.garbled) +
                   " places could not; what attempts in those have cost is not in the ledger. The file is kept as " +
                   aside);
    return lost;
}

int InflightJournal::freeSlots() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_free.size());
}

bool InflightJournal::intact() const
{
    struct stat mapped
    {
    };
    struct stat named
    {
    };
    const auto &header = *static_cast<const Header *>(m_map);
    return !mappedfile::lostPages() && ::fstat(m_file, &mapped) == 0 &&
           static_cast<std::size_t>(mapped.st_size) == m_mapSize && ::stat(m_name.c_str(), &named) == 0 &&
           named.st_ino == mapped.st_ino && named.st_dev == mapped.st_dev && header.magic == kMagic && header.fits();
}

} // namespace ostiary
