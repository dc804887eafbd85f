// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/keyreference.h"

#include "models/domain/deployment.h"

#include <algorithm>

namespace ostiary {

namespace {
constexpr std::string_view kPrefix = "os.environ/";
}

std::optional<std::string> variableOf(const Secret &key)
{
    const std::string_view text = key.reveal();
    return text.starts_with(kPrefix) ? std::optional(std::string(text.substr(kPrefix.size()))) : std::nullopt;
}

bool mayHoldProviderKey(std::string_view variable)
{
    const auto presets = providerPresets();
    const bool ofProvider = std::any_of(presets.begin(), presets.end(), [&](const ProviderPreset &preset) {
        const auto names = preset.allKeyVariables();
        return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
            return variable == name || variable.starts_with(std::string(name) + "_");
        });
    });
    const bool ours = variable.starts_with("OSTIARY_") || variable.starts_with("LITELLM_");
    return ofProvider || (!ours && (variable.ends_with("_API_KEY") || variable.find("_API_KEY_") != variable.npos ||
                                    variable.ends_with("_APIKEY")));
}

Result<Secret> resolvedKey(const Secret &stored, const Environment &environment)
{
    const auto variable = variableOf(stored);
    if (!variable)
        return stored;
    if (!mayHoldProviderKey(*variable) && !environment.own(*variable))
        return GatewayError::make(ErrorCode::BadRequest,
                                  "'api_key' names " + *variable +
                                      ", which is no variable in which a provider's key is kept, such as "
                                      "OPENAI_API_KEY; it is not sent to a provider",
                                  "api_key")
            .because(Reason::VariableRefused, {{"variable", *variable}});
    auto found = environment.find(*variable);
    if (!found)
        return GatewayError::make(ErrorCode::BadRequest,
                                  "'api_key' names the environment variable " + *variable +
                                      ", which is not set where the gateway runs",
                                  "api_key")
            .because(Reason::VariableUnset, {{"variable", *variable}});
    return Secret(std::move(*found));
}

} // namespace ostiary
