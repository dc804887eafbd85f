// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace ostiary {

/// Where a setting of LiteLLM's format stands.
enum class Section { Top, Entry, Params, Info, Library, Router, General };
inline constexpr Section kSections[] = {Section::Top,     Section::Entry,  Section::Params, Section::Info,
                                        Section::Library, Section::Router, Section::General};

/// What Ostiary does with it.
enum class Support {
    Honoured,    ///< means what it means in LiteLLM
    Partly,      ///< the note says how far
    Parameter,   ///< a parameter of requests: written where the client gave none
    Meaningless, ///< about something Ostiary does not have or does by itself
    NotYet,      ///< understood, without effect; a warning says so
    Guarded      ///< restricts who may do what, and is not honoured yet: the gateway does not start without a word
};

/// One setting of LiteLLM's reference. The reader knows its keys from here, and docs/litellm.md is made from it.
struct Setting
{
    std::string_view name;
    Support support;
    std::string_view note; ///< one sentence for people; may be empty
};

/// The settings of one section, in the order of the document.
std::span<const Setting> settingsOf(Section section);
/// How the section is called in a file: `litellm_params`.
std::string_view titleOf(Section section);
/// The setting of that name in `section`, or null.
const Setting *findSetting(Section section, std::string_view name);
/// Whether any section has a setting of that name that Ostiary guards.
bool isGuardedName(std::string_view name);

// One file for each, because each is long.
std::span<const Setting> topSettings();
std::span<const Setting> entrySettings();
std::span<const Setting> paramSettings();
std::span<const Setting> infoSettings();
std::span<const Setting> librarySettings();
std::span<const Setting> routerSettings();
std::span<const Setting> generalSettings();

} // namespace ostiary
