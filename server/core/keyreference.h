// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"
#include "models/domain/secret.h"
#include "server/core/environment.h"

#include <optional>
#include <string>
#include <string_view>

namespace ostiary {

/// The variable that a stored key stands for (LiteLLM's `os.environ/NAME`); nothing when it is a key itself.
std::optional<std::string> variableOf(const Secret &key);

/// Whether a provider's key may be read from `variable` for whoever may store deployments: a provider's own variable,
/// also with something behind it (`OPENAI_API_KEY_2`), or another that is named like an API key. The gateway's own
/// secrets and those of other programs are none.
bool mayHoldProviderKey(std::string_view variable);

/// The key that a stored one stands for. 400 when its variable is not set, or holds no provider's key; what the
/// configuration file sets itself (`environment_variables`) may always be named.
Result<Secret> resolvedKey(const Secret &stored, const Environment &environment);

} // namespace ostiary
