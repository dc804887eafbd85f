// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"
#include "models/domain/identity.h"
#include "server/admin/fieldreader.h"

namespace ostiary {

/// Lays the fields of a key that `reader` holds, in LiteLLM's words or the admin API's, over `key`: what is absent
/// stays, null clears. 400 names the field that is wrong, or that limits and is not kept.
/// The answer is the names of those without effect.
Result<std::vector<std::string>> layKeyFields(FieldReader &reader, const Clock &clock, VirtualKey &key);

} // namespace ostiary
