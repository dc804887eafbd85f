// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ostiary {

/// Why `target` is refused as a request target, or an empty view when it is a plain origin-form target.
///
/// Routing works on the raw bytes, so every spelling that another program could read as a different path is refused:
/// absolute and authority form, `//`, dot segments, encoded backslashes and NULs, control bytes. An encoded slash may
/// stand inside a name (SDKs encode the slash of `org/model`); it counts as a slash for all these rules, and no route
/// but one with a name in its path takes it.
std::string_view targetDefect(std::string_view target);

/// Why `host` is no valid Host field value, or an empty view: a name or IPv4 address with an optional port, or a
/// bracketed IPv6 address (RFC 9110, 7.2).
std::string_view hostDefect(std::string_view host);

} // namespace ostiary
