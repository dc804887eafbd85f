// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/usage.h"

#include <array>
#include <string_view>

namespace ostiary {

/// A count of a usage and its column in the ledger, which is also its name in the admin API.
struct UsageColumn
{
    std::string_view name;
    std::int64_t Usage::*count;
};

/// In the order of `ledger_insert_usage.sql`, `ledger_attempts.sql` and `ledger_tokens.sql`.
constexpr std::array kUsageColumns = {
    UsageColumn{"prompt_tokens", &Usage::prompt},
    UsageColumn{"completion_tokens", &Usage::completion},
    UsageColumn{"cache_read_tokens", &Usage::cacheRead},
    UsageColumn{"cache_write_tokens", &Usage::cacheWrite},
    UsageColumn{"reasoning_tokens", &Usage::reasoning},
    UsageColumn{"cache_write_1h_tokens", &Usage::cacheWriteHour},
    UsageColumn{"audio_prompt_tokens", &Usage::audioPrompt},
    UsageColumn{"image_prompt_tokens", &Usage::imagePrompt},
    UsageColumn{"audio_completion_tokens", &Usage::audioCompletion},
    UsageColumn{"image_completion_tokens", &Usage::imageCompletion},
    UsageColumn{"pictures", &Usage::pictures},
    UsageColumn{"pictures_made", &Usage::picturesMade},
    UsageColumn{"provider_ms", &Usage::milliseconds},
};
static_assert(kUsageColumns.size() * sizeof(std::int64_t) == sizeof(Usage), "a count without a column is lost");

} // namespace ostiary
