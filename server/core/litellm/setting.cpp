// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/setting.h"

#include "models/domain/pricefields.h"

#include <algorithm>

namespace ostiary {

std::span<const Setting> settingsOf(Section section)
{
    switch (section) {
    case Section::Top:
        return topSettings();
    case Section::Entry:
        return entrySettings();
    case Section::Params:
        return paramSettings();
    case Section::Info:
        return infoSettings();
    case Section::Library:
        return librarySettings();
    case Section::Router:
        return routerSettings();
    case Section::General:
        return generalSettings();
    }
    return {};
}

std::string_view titleOf(Section section)
{
    switch (section) {
    case Section::Top:
        return "the file";
    case Section::Entry:
        return "model_list";
    case Section::Params:
        return "litellm_params";
    case Section::Info:
        return "model_info";
    case Section::Library:
        return "litellm_settings";
    case Section::Router:
        return "router_settings";
    case Section::General:
        return "general_settings";
    }
    return {};
}

const Setting *findSetting(Section section, std::string_view name)
{
    const auto all = settingsOf(section);
    const auto found = std::find_if(all.begin(), all.end(), [&](const Setting &s) { return s.name == name; });
    if (found != all.end())
        return &*found;
    // Prices above so many tokens have as many names as there are numbers.
    static constexpr Setting kPriceAbove{"prices above a number of tokens", Support::Honoured, ""};
    return (section == Section::Params || section == Section::Info) && isLiteLlmPrice(name) ? &kPriceAbove : nullptr;
}

bool isGuardedName(std::string_view name)
{
    return std::any_of(std::begin(kSections), std::end(kSections), [&](Section section) {
        const Setting *found = findSetting(section, name);
        return found && found->support == Support::Guarded;
    });
}

} // namespace ostiary
