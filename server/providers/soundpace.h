// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace ostiary {

/// The fewest bytes a second that a sound may have and still be held by its bytes.
constexpr std::uint64_t kLeastSoundPace = 1000;

/// Whether base64 (a raw JSON string, without its quotes) begins as a sound whose every second has at least
/// `kLeastSoundPace` bytes: MP3, or WAV that is not packed. Other encoders make silence of next to nothing.
bool hasKnownPace(std::string_view raw);

} // namespace ostiary
