// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ostiary {

/// Whether a provider is known to refuse a parameter of OpenAI's API for a model. What is in no table is taken.
bool isRefused(std::string_view provider, std::string_view upstreamModel, std::string_view parameter);

/// Whether the provider refuses `null` where a parameter may also be left out.
bool refusesNull(std::string_view provider);

/// OpenAI's reasoning models, which know a chat's limit as `max_completion_tokens` only.
bool refusesMaxTokens(std::string_view provider, std::string_view upstreamModel);

/// Whether OpenAI's API has a parameter of this name. Others are a provider's own.
bool isOpenAiParameter(std::string_view name);

/// Whether a field of a request is meant for LiteLLM, or for a gateway in its place, and is known to no provider. Not
/// those whose loss would change what the client asked for (`guardrails`, `mock_response`): a provider's refusal tells.
bool isForGateway(std::string_view name);

/// Whether it belongs to requests for text, not to those for embeddings.
bool isTextParameter(std::string_view name);

} // namespace ostiary
