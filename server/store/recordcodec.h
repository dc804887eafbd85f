// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/records.h"

#include <optional>
#include <string_view>

namespace ostiary {

// A record as bytes that every later version can read: each field that differs from its default, under a number that is
// never given to another field.

/// More than any record takes; see recordcodec.cpp.
constexpr std::size_t kRecordBytes = 1280;
constexpr std::size_t kProgressBytes = 240;

/// Writes into `out`; how many bytes were taken.
std::size_t encodeRecord(const UsageRecord &record, std::uint8_t (&out)[kRecordBytes]);
std::size_t encodeProgress(const Usage &usage, Money cost, std::uint8_t (&out)[kProgressBytes]);

/// Nothing when the bytes are no record, or hold a field this version does not know.
std::optional<UsageRecord> decodeRecord(std::string_view bytes);
/// Sets what the bytes say of usage and cost; false as above.
bool decodeProgress(std::string_view bytes, UsageRecord &record);

} // namespace ostiary
