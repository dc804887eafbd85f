// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

/// Finds one credential again in what the one it was sent to has written. Views the secret, which must outlive this.
class KnownSecret
{
public:
    explicit KnownSecret(std::string_view secret);

    /// The bytes of `text` at `at` that tell the credential or much of it, plain or in the encodings of URLs, JSON and
    /// HTML; 0: none.
    std::size_t tellsAt(std::string_view text, std::size_t at) const;
    /// Whether `run`, of characters of Base64 or hexadecimal digits, holds it, with whatever before and behind it.
    bool isWithin(std::string_view run) const;

private:
    static constexpr std::size_t kPart = 12; ///< as much from the middle of a credential gives it away
    static constexpr std::size_t kEnd = 8;   ///< and as much of its head or tail

    /// A word rather than a credential, so it counts only as a whole.
    bool isShort() const { return m_secret.size() < kPart; }

    std::string_view m_secret;
    std::vector<std::string> m_codes; ///< it in hexadecimal and in the three ways Base64 can write it
};

} // namespace ostiary
