// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/pricing.h"

#include <string>
#include <string_view>

namespace ostiary {

/// Whether `provider` answers to `id`, as far as its form tells. The price list has more names, so that a bill finds
/// its price: the stem of fine-tuned models, which have more behind it, and other spellings of OpenAI's models.
bool isCallableName(const PriceList &list, std::string_view provider, const std::string &id);

} // namespace ostiary
