// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace ostiary {

/// What one answer took, in OpenAI's sense: parts are inside their whole, never beside it. Dialects that count
/// otherwise convert before they fill this in.
struct Usage
{
    std::int64_t prompt = 0;
    std::int64_t completion = 0;
    std::int64_t cacheRead = 0;  ///< of `prompt`
    std::int64_t cacheWrite = 0; ///< of `prompt`; for however long
    std::int64_t reasoning = 0;  ///< of `completion`

    std::int64_t cacheWriteHour = 0;  ///< of `cacheWrite`: what is kept for an hour
    std::int64_t audioPrompt = 0;     ///< of `prompt`
    std::int64_t imagePrompt = 0;     ///< of `prompt`: tokens, not pictures
    std::int64_t audioCompletion = 0; ///< of `completion`
    std::int64_t imageCompletion = 0; ///< of `completion`: tokens, not pictures
    std::int64_t pictures = 0;        ///< in the request, for models that take a price for each
    std::int64_t picturesMade = 0;    ///< in the answer
    std::int64_t milliseconds = 0;    ///< that the provider worked, for prices per second

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
