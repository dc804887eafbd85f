// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace ostiary {

/// 128 bits that nobody can foretell who lacks the key.
struct KeyedHash
{
    std::uint64_t low = 0;
    std::uint64_t high = 0;

    using Key = std::array<std::uint8_t, 16>;

    bool operator==(const KeyedHash &) const = default;
    bool isZero() const { return low == 0 && high == 0; }
};

/// SipHash-2-4 with 128 bits of output (Aumasson and Bernstein; its definition is the reference). A tenth of the time
/// of an HMAC for the few hundred bytes of a row, so that each row can have one.
KeyedHash keyedHash(const KeyedHash::Key &key, const void *bytes, std::size_t size);

} // namespace ostiary
