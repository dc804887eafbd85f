// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace ostiary {

/// The wire format an upstream speaks.
enum class Dialect { OpenAi, Anthropic };

/// What a server of OpenAI's dialect understands beyond the common core. A preset's data, not code.
struct Quirks
{
    bool streamOptions = true;        ///< takes `stream_options`
    bool maxCompletionTokens = false; ///< takes `max_completion_tokens` in a chat; otherwise it becomes `max_tokens`
    bool developerRole = false;       ///< takes the role `developer`; otherwise it becomes `system`
    bool tellsCost = false;           ///< its `usage.cost` is what it takes, in USD
    bool servesTiers = false;   ///< `service_tier: default` asks for the list's price, whatever the account prefers
    bool billsAfterCut = false; ///< a stream that is cut goes on at its cost
};

/// A provider Ostiary knows by name.
struct ProviderPreset
{
    /// Bits of `traits`.
    enum Trait : unsigned {
        Known = 1,            ///< among those that most people look for
        Maker = 2,            ///< its names are names of its own models; others offer the models of several makers
        Local = 4,            ///< a server that people run themselves
        Anthropic = 8,        ///< speaks Anthropic's dialect, all others OpenAI's
        AzureUrls = 16,       ///< addresses and keys as Azure has them
        NoStreamOptions = 32, ///< see Quirks
        NewTokenLimit = 64,   ///< see Quirks::maxCompletionTokens
        DeveloperRole = 128,  ///< see Quirks
        OtherName = 512,      ///< a name besides that of another preset: understood, not offered
        TellsCost = 1024,     ///< see Quirks
        ServesTiers = 2048,   ///< see Quirks
        BillsAfterCut = 4096, ///< see Quirks
        KeyedByAddress = 256, ///< no address of its own, so that its key belongs to whichever address is given
    };

    std::string_view name;    ///< LiteLLM's prefix
    std::string_view title;   ///< the provider's own spelling
    std::string_view baseUrl; ///< empty: `api_base` must be given; `{NAME}` stands for a variable of the environment
    std::string_view keyVariables; ///< variables of the environment, by blanks; the first that is set counts
    std::string_view baseVariable; ///< variables that take the place of `baseUrl`, by blanks; empty: none
    unsigned traits = 0;
    std::string_view keyPrefix = {}; ///< how its keys begin, where that tells it from others

    constexpr bool is(Trait trait) const { return (traits & trait) != 0; }
    constexpr Dialect dialect() const { return is(Anthropic) ? Dialect::Anthropic : Dialect::OpenAi; }
    constexpr bool local() const { return is(Local); }
    constexpr bool needsAddress() const
    {
        return name != "sim" && (baseUrl.empty() || baseUrl.find('{') != std::string_view::npos);
    }
    constexpr bool needsKey() const { return !keyVariables.empty() && !is(Local); }
    constexpr std::string_view keyVariable() const { return keyVariables.substr(0, keyVariables.find(' ')); }
    std::vector<std::string_view> allKeyVariables() const;
    constexpr Quirks quirks() const
    {
        return {!is(NoStreamOptions), is(NewTokenLimit), is(DeveloperRole),
                is(TellsCost),        is(ServesTiers),   is(BillsAfterCut)};
    }
};

/// The preset for LiteLLM's provider prefix (`openai`, `together_ai`, `ollama_chat`, …), or null.
const ProviderPreset *findPreset(std::string_view prefix);
/// The name under which the list of models has a provider: the preset's that `provider` is another name of.
std::string_view listedProvider(std::string_view provider);
/// What holds for a server that is known by its address alone.
const ProviderPreset &openAiCompatible();
/// All of them, those that most people look for first, in the order in which they are offered.
std::span<const ProviderPreset> providerPresets();
/// The provider whose host `url` names, or null; never a server that people run themselves.
const ProviderPreset *presetAt(std::string_view url);
/// Prefixes LiteLLM knows that Ostiary does not speak.
bool isKnownUnsupportedProvider(std::string_view prefix);

} // namespace ostiary
