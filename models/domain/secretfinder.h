// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace ostiary {

/// `text` without what looks like a credential (by the vendors' prefixes, by a name before it, by its shape), and
/// without `secrets`, whole or in part, plain, percent-encoded, escaped, in hexadecimal or Base64.
std::string withoutSecrets(std::string_view text, std::span<const std::string_view> secrets);

} // namespace ostiary
