// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace ostiary {

/// The host of an address in lower case, without user, port and brackets; empty when there is none.
std::string hostOf(std::string_view url);

/// Whether `host` is one that only its owner reaches: loopback, private, link-local, a name without a dot, `.local`,
/// `.internal` and their like. By the name alone: nothing is looked up.
bool isOwnHost(std::string_view host);

/// Whether `host` is one of Azure's that only Azure serves; a gateway before it (azure-api.net) belongs to somebody.
bool isAzureHost(std::string_view host);

} // namespace ostiary
