// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/pricing.h"
#include "models/domain/providerpreset.h"
#include "models/domain/result.h"

#include <string>
#include <string_view>

namespace ostiary {

/// Who is called for a model, and by which name.
struct ModelPlace
{
    const ProviderPreset *preset = nullptr; ///< never null: a server known by its address alone has openAiCompatible()
    std::string provider;                   ///< the preset's name, or the prefix that names a server of its own
    std::string upstreamModel;
};

/// Finds the provider of `model` (LiteLLM's `provider/model`, or a name alone), or says what to write instead; nothing
/// is guessed, because keys and prompts go where this says.
/// `provider` is LiteLLM's `custom_llm_provider`, `apiBase` the address that was given; both may be empty.
Result<ModelPlace> findModelPlace(std::string_view model, std::string_view provider, std::string_view apiBase,
                                  const PriceList &prices);

/// Whether OpenAI and Azure are known to answer for `model` at `/responses` alone, and to refuse chats with it.
bool answersAtResponsesOnly(std::string_view model);

/// The name under which a provider's own interface knows a model that LiteLLM writes in another way.
std::string upstreamNameOf(const ProviderPreset &preset, std::string_view model, bool ownAddress);

/// Of Claude: from the fifth generation on thinking is on unless it is turned off (docs.anthropic.com, "Extended
/// thinking").
bool thinksOnlyWhenTold(std::string_view model);

} // namespace ostiary
