// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gatewayerror.h"

#include <string_view>

namespace ostiary {

/// What a provider complains of, told by the codes and sentences that are known of providers and servers. `codes` holds
/// every code, type and status of the error, with blanks between them.
ProviderComplaint complaintOf(int status, std::string_view codes, std::string_view message);

} // namespace ostiary
