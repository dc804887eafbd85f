// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

// What people write for a number, a switch, a limit or a length of time, in the form in which it is read.

namespace ostiary {

/// Without the spaces that quotes keep around a value.
std::string_view withoutSpaces(std::string_view text);
/// ` 100_000 ` as `100000`: underscores are Python's and YAML's way to write large numbers.
std::string plainNumber(std::string_view text);
/// `true`, `Yes`, `on`, `1` and their opposites; nothing for anything else.
std::optional<bool> plainSwitch(std::string_view text);
/// Whether the text says plainly that there is no limit: `unlimited`, `none`, `inf`. An empty text does not.
bool saysNoLimit(std::string_view text);
/// `monthly` as `1mo`, `7 days` as `7d`; a text of another kind as it is. `1M` stays: a minute is not guessed where a
/// month may be meant.
std::string plainDuration(std::string_view text);

} // namespace ostiary
