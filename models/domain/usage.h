// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace ostiary {

/// Tokens of one answer, in OpenAI's sense: cached and cache-write tokens are inside `prompt`, reasoning inside
/// `completion`. Dialects that count otherwise convert before they fill this in.
struct Usage
{
    std::int64_t prompt = 0;
    std::int64_t completion = 0;
    std::int64_t cacheRead = 0;
    std::int64_t cacheWrite = 0;
    std::int64_t reasoning = 0;

    std::int64_t total() const { return prompt + completion; }
    bool operator==(const Usage &) const = default;
};

/// Absent means "the provider said nothing"; an explicit zero stays zero.
using MaybeUsage = std::optional<Usage>;

/// Tokens of `bytes` UTF-8 bytes of text where no provider counted them: a quarter, rounded up.
constexpr std::int64_t estimateTokens(std::int64_t bytes)
{
    return (bytes + 3) / 4;
}

} // namespace ostiary
