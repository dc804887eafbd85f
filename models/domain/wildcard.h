// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

/// Whether `name` matches `pattern`, in which each `*` stands for any run of characters. On a match `*stars` is what
/// they stood for, in their order: the earlier ones as much as they can, as LiteLLM's expressions have it. No star
/// stands for what holds `.` or `..` between slashes: they are no names but steps in an address. Takes time as the two
/// are long, whatever the pattern.
bool wildcardMatch(std::string_view pattern, std::string_view name, std::vector<std::string> *stars = nullptr);

/// What `target` means for `name`, whose pattern's stars stood for `stars`: they take the places of the stars in
/// `target`; where `target` has some, but fewer, `name` itself is meant. As in LiteLLM.
std::string wildcardFilled(std::string_view target, const std::vector<std::string> &stars, std::string_view name);

/// How many stars are in `pattern`.
std::size_t starsIn(std::string_view pattern);

} // namespace ostiary
