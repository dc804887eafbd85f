// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ostiary {

/// The first field that stands twice in one object of `json`, which is valid, with the way to it (`metadata.a`);
/// nothing when none does. Of two equal names one reader takes the first and another the last: a limit and none.
std::optional<std::string> repeatedField(std::string_view json);

} // namespace ostiary
