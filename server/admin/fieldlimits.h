// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace ostiary::limits {

/// How many entries a list may have, and how many bytes each of them.
struct List
{
    std::size_t entries;
    std::size_t bytes;
};

// The longest texts of the admin API, in bytes of UTF-8; docs/admin-api.md has the same table. What goes into a row of
// the ledger is no longer than its field there (models/domain/records.h).
constexpr std::size_t kKeyAlias = 128;
constexpr std::size_t kUserId = 64;
constexpr std::size_t kMetadataBytes = 16'384;
constexpr List kModels{1000, 128};
constexpr List kRoutes{100, 256};
constexpr List kTags{100, 64};
constexpr std::size_t kProviderName = 96;
constexpr std::size_t kModelName = 96;
constexpr std::size_t kUpstreamModel = 256;
constexpr std::size_t kAddress = 512;
constexpr std::size_t kApiKey = 8192; ///< some are whole JSON files
constexpr std::size_t kImportBytes = 4 * 1024 * 1024;

} // namespace ostiary::limits
