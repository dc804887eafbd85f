// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace ostiary {

/// The text of docs/litellm.md: every setting of LiteLLM's reference and what Ostiary does with it, from the tables
/// that the reader works by.
std::string liteLlmReference();

} // namespace ostiary
