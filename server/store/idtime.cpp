// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/idtime.h"

namespace ostiary {

namespace {

constexpr int kTimeBytes = 6;
constexpr int kIdBytes = 16;

} // namespace

QByteArray idBound(std::int64_t ms, char fill)
{
    QByteArray bytes(kIdBytes, fill);
    for (int i = 0; i < kTimeBytes; ++i)
        bytes[i] = static_cast<char>(ms >> (8 * (kTimeBytes - 1 - i)));
    return bytes;
}

std::int64_t timeOf(const QByteArray &requestId)
{
    std::int64_t ms = 0;
    for (int i = 0; i < kTimeBytes && i < requestId.size(); ++i)
        ms = ms << 8 | static_cast<std::uint8_t>(requestId[i]);
    return ms;
}

} // namespace ostiary
