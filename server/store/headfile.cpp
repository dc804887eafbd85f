// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/headfile.h"

#include <QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace ostiary {

namespace {

constexpr std::uint64_t kMagic = 0x31646165'68736f73ULL;
constexpr off_t kPlaceBytes = 512; ///< a sector: written whole or not at all

} // namespace

struct HeadFile::Place
{
    std::uint64_t magic;
    std::uint64_t turn; ///< the later one counts
    StoreHead head;
    Digest mac;

    std::string_view signedBytes() const { return {reinterpret_cast<const char *>(this), offsetof(Place, mac)}; }
};

HeadFile::~HeadFile()
{
    if (m_file >= 0)
        ::close(m_file);
}

HeadFile::State HeadFile::read(StoreHead &head)
{
    static_assert(sizeof(Place) <= kPlaceBytes);
    const int fd = ::open(QFile::encodeName(m_path).constData(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? State::Missing : State::Garbled;
    State state = State::Garbled;
    for (int i = 0; i < 2; ++i) {
        Place place{};
        if (::pread(fd, &place, sizeof place, i * kPlaceBytes) != static_cast<ssize_t>(sizeof place) ||
            place.magic != kMagic || place.turn <= m_turn || m_key.mac(place.signedBytes()) != place.mac)
            continue;
        state = State::Good;
        m_turn = place.turn;
        head = place.head;
    }
    ::close(fd);
    return state;
}

bool HeadFile::write(const StoreHead &head, bool sync)
{
    if (m_file < 0)
        m_file = ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    Place place{};
    place.magic = kMagic;
    place.turn = m_turn + 1;
    place.head = head;
    place.mac = m_key.mac(place.signedBytes());
    const auto at = static_cast<off_t>(place.turn % 2) * kPlaceBytes;
    if (m_file < 0 || ::pwrite(m_file, &place, sizeof place, at) != static_cast<ssize_t>(sizeof place))
        return false;
    m_turn = place.turn;
    return !sync || ::fdatasync(m_file) == 0;
}

std::array<char, 36> HeadFile::thisBoot()
{
    std::array<char, 36> boot{};
    QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    if (file.open(QIODevice::ReadOnly)) {
        const QByteArray text = file.read(36);
        std::memcpy(boot.data(), text.constData(), static_cast<std::size_t>(text.size()));
    }
    return boot;
}

} // namespace ostiary
