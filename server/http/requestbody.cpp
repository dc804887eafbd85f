// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/requestbody.h"

#include <algorithm>
#include <cerrno>

#include <sys/mman.h>
#include <unistd.h>

namespace ostiary {

namespace {

constexpr std::size_t kTrusted = 64 * 1024; ///< a told length is believed up to here before a byte has come

bool writeAll(int file, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t n = ::write(file, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

} // namespace

RequestBody::~RequestBody()
{
    clear();
}

void RequestBody::clear()
{
    if (m_map)
        ::munmap(std::exchange(m_map, nullptr), m_size + kPadding);
    if (m_file >= 0)
        ::close(std::exchange(m_file, -1));
    if (m_taken > 0)
        m_room->give(std::exchange(m_taken, 0));
    m_size = 0;
    m_keepInMemory = false;
    std::string().swap(m_text);
}

void RequestBody::expect(std::size_t size)
{
    m_text.reserve(std::min(size, kTrusted) + kPadding);
}

bool RequestBody::append(std::string_view bytes)
{
    if (m_room) {
        if (!m_room->take(bytes.size(), size() + bytes.size()))
            return false;
        m_taken += bytes.size();
        if (!m_keepInMemory && m_room->spools(size() + bytes.size()))
            return spool(bytes);
    }
    m_text += bytes;
    return true;
}

bool RequestBody::spool(std::string_view bytes)
{
    if (m_file < 0)
        m_file = m_room->openSpool();
    if (m_file < 0) {
        m_keepInMemory = true;
        m_text += bytes;
        return true;
    }
    if (!m_text.empty()) {
        if (!writeAll(m_file, m_text)) {
            unspool(bytes);
            return true;
        }
        m_size = m_text.size();
        std::string().swap(m_text);
    }
    if (!writeAll(m_file, bytes)) {
        unspool(bytes);
        return true;
    }
    m_size += bytes.size();
    return true;
}

// No room on the disk: what it holds comes back to memory.
void RequestBody::unspool(std::string_view bytes)
{
    if (m_text.empty()) {
        m_text.resize(m_size);
        std::size_t at = 0;
        while (at < m_size) {
            const ssize_t n = ::pread(m_file, m_text.data() + at, m_size - at, static_cast<off_t>(at));
            if (n <= 0)
                break;
            at += static_cast<std::size_t>(n);
        }
        m_text.resize(at);
    }
    ::close(std::exchange(m_file, -1));
    m_size = 0;
    m_keepInMemory = true;
    m_text += bytes;
}

bool RequestBody::finish()
{
    if (m_file < 0)
        return true;
    // The padding is part of the file: a page behind its end cannot be read.
    const int file = std::exchange(m_file, -1);
    const std::size_t all = m_size + kPadding;
    void *map = ::ftruncate(file, static_cast<off_t>(all)) == 0 ? ::mmap(nullptr, all, PROT_READ, MAP_SHARED, file, 0)
                                                                : MAP_FAILED;
    ::close(file);
    if (map == MAP_FAILED)
        return false;
    m_map = static_cast<char *>(map);
    return true;
}

std::size_t RequestBody::capacity()
{
    if (m_map)
        return m_size + kPadding;
    m_text.reserve(m_text.size() + kPadding);
    return m_text.capacity();
}

void RequestBody::swap(RequestBody &other) noexcept
{
    std::swap(m_text, other.m_text);
    std::swap(m_room, other.m_room);
    std::swap(m_taken, other.m_taken);
    std::swap(m_file, other.m_file);
    std::swap(m_map, other.m_map);
    std::swap(m_size, other.m_size);
    std::swap(m_keepInMemory, other.m_keepInMemory);
}

} // namespace ostiary
