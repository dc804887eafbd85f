// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/pricefields.h"
#include "server/core/yamlreader.h"

#include <memory>

namespace ostiary {

/// The prices that a mapping gives in LiteLLM's words, tiers included, below those of `upper`, which stand. Null when
/// neither gives any; a price that is none is an error of the file.
std::shared_ptr<const PriceCard> readPrices(YamlReader &reader, const YAML::Node &map,
                                            const std::shared_ptr<const PriceCard> &upper = nullptr);

} // namespace ostiary
