// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/records.h"
#include "models/domain/result.h"
#include "server/policy/principal.h"

#include <string_view>

namespace ostiary {

/// May `principal` call `model`? 403 says which list forbids it.
Status authorizeModel(const Principal &principal, std::string_view model);
/// May `principal` call `asked`, which is an alias of `meant`? An alias has the rights of its model, and its own.
Status authorizeModel(const Principal &principal, std::string_view asked, std::string_view meant);

} // namespace ostiary
