// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace ostiary {

class KnownSecrets;

/// `text` without what looks like a credential (by the vendors' prefixes, by a name before it, by its shape), and
/// without those that are `known`, whole or in part, in whatever encoding.
std::string withoutSecrets(std::string_view text, const KnownSecrets &known);

} // namespace ostiary
