// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ostiary {

/// Whether `text` can stand as a name in lists, logs and headers: UTF-8 without control characters, line breaks and the
/// marks that turn or hide what stands around them (Unicode's bidirectional controls and characters without width).
bool isPlainName(std::string_view text);

/// Whether the field of a request, which this version does not know, says by its name that it limits something
/// (`tpd_limit`, `allowed_ips`, `max_calls`, `expires_at`): what limits and is not kept must not be taken silently.
bool looksLimiting(std::string_view field);

} // namespace ostiary
