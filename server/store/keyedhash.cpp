// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/keyedhash.h"

#include <bit>
#include <cstring>

namespace ostiary {

namespace {

std::uint64_t word(const std::uint8_t *bytes)
{
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    if constexpr (std::endian::native == std::endian::big) {
        std::uint64_t swapped = 0;
        for (int i = 0; i < 8; ++i)
            swapped |= (value >> (8 * i) & 0xff) << (56 - 8 * i);
        value = swapped;
    }
    return value;
}

struct Sip
{
    std::uint64_t a, b, c, d;

    void round()
    {
        a += b;
        c += d;
        b = std::rotl(b, 13) ^ a;
        d = std::rotl(d, 16) ^ c;
        a = std::rotl(a, 32);
        c += b;
        a += d;
        b = std::rotl(b, 17) ^ c;
        d = std::rotl(d, 21) ^ a;
        c = std::rotl(c, 32);
    }
    void take(std::uint64_t block)
    {
        d ^= block;
        round();
        round();
        a ^= block;
    }
    std::uint64_t finish()
    {
        for (int i = 0; i < 4; ++i)
            round();
        return a ^ b ^ c ^ d;
    }
};

} // namespace

KeyedHash keyedHash(const KeyedHash::Key &key, const void *data, std::size_t size)
{
    const auto *at = static_cast<const std::uint8_t *>(data);
    const std::uint64_t k0 = word(key.data()), k1 = word(key.data() + 8);
    Sip sip{k0 ^ 0x736f6d6570736575ULL, k1 ^ 0x646f72616e646f6dULL ^ 0xee, k0 ^ 0x6c7967656e657261ULL,
            k1 ^ 0x7465646279746573ULL};
    std::size_t left = size;
    for (; left >= 8; left -= 8, at += 8)
        sip.take(word(at));
    std::uint8_t tail[8] = {};
    if (left > 0)
        std::memcpy(tail, at, left);
    tail[7] = static_cast<std::uint8_t>(size);
    sip.take(word(tail));
    KeyedHash out;
    sip.c ^= 0xee;
    out.low = sip.finish();
    sip.b ^= 0xdd;
    out.high = sip.finish();
    return out;
}

} // namespace ostiary
