// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gatewayerror.h"
#include "models/domain/records.h"
#include "server/policy/catalog.h"

#include <optional>

namespace ostiary {

/// The refusal of a chat or a completion that is asked of a model for embeddings only (`model_info.mode`, or what the
/// price list knows). The provider would refuse it, too, but in its own words and after a call. Other modes are not
/// judged: models for pictures and for responses are called by chats as well.
std::optional<GatewayError> refusalByMode(const Model &model, Surface surface);

} // namespace ostiary
