// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QString>

#include <array>
#include <cstdint>

namespace ostiary {

using FileKey = std::array<std::uint8_t, 32>;

/// Reads a key of 32 bytes that only its owner may read. `what` is its name in sentences.
Outcome<FileKey> readKeyFile(const QString &path, const char *what);
/// Makes one of random bytes (0400), synced to the disk. A file that is there is never replaced.
Outcome<FileKey> makeKeyFile(const QString &path, const char *what);

} // namespace ostiary
