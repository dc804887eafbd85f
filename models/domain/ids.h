// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace ostiary {

/// Identifies one client request everywhere (headers, ledger, log): a UUID of version 7 (RFC 9562), time-ordered.
struct RequestId
{
    std::array<std::uint8_t, 16> bytes{};

    static RequestId generate(std::int64_t wallMs);
    static std::optional<RequestId> fromText(std::string_view text);
    std::string toText() const;
    bool operator==(const RequestId &) const = default;
};

/// SHA-256.
using Digest = std::array<std::uint8_t, 32>;
Digest sha256(std::string_view text);
std::string toHex(const Digest &digest);
std::optional<Digest> digestFromHex(std::string_view hex);

struct DigestHash
{
    /// The digest is uniform already; its first bytes are the hash.
    std::size_t operator()(const Digest &digest) const
    {
        std::size_t value = 0;
        std::memcpy(&value, digest.data(), sizeof value);
        return value;
    }
};

/// Fills `bytes` from the operating system's generator; aborts the process if there is none.
void fillRandom(void *bytes, std::size_t size);
/// `size` random bytes as unpadded base64url.
std::string randomToken(std::size_t size);

} // namespace ostiary
