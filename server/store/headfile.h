// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/integritykey.h"

#include <QString>

#include <array>
#include <cstdint>
#include <optional>

namespace ostiary {

/// How far a store had come, kept in a file beside it, so that a store that lost its end is noticed.
struct StoreHead
{
    std::int64_t sequence = 0;
    Digest mac{};                        ///< of the row with that number
    std::array<std::int64_t, 6> marks{}; ///< numbers that were given out and must not be given again; see the stores
    std::array<char, 36> boot{};         ///< the kernel's name of this run of the machine
};

/// A file with the head of a store in two places that are written in turn, so that one of them is always whole.
class HeadFile
{
public:
    enum class State { Missing, Garbled, Good };

    HeadFile(QString path, const IntegrityKey &key) : m_path(std::move(path)), m_key(key) {}
    ~HeadFile();
    HeadFile(const HeadFile &) = delete;
    HeadFile &operator=(const HeadFile &) = delete;

    State read(StoreHead &head);
    /// False with errno when it could not be written, or not synced where that was asked for.
    bool write(const StoreHead &head, bool sync);

    static std::array<char, 36> thisBoot();

private:
    struct Place;
    QString m_path;
    IntegrityKey m_key;
    int m_file = -1;
    std::uint64_t m_turn = 0;
};

} // namespace ostiary
