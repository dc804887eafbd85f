// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/providers/splice.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

// Reading JSON text in place, for edits that keep every other byte. "Raw" is what stands between a string's quotes.
// The text was parsed once before; these functions never read beyond it, but do not tell where it is wrong.

/// Bytes of a raw string as text (UTF-8; a lone surrogate takes three and is noted), or nothing when an escape is
/// wrong.
std::optional<std::int64_t> textLength(std::string_view raw, bool &loneSurrogate);

/// A raw string as text: itself when it holds no escape, otherwise unescaped into `scratch`.
std::string_view plainText(std::string_view raw, std::string &scratch);

/// `json` with every lone surrogate escape as `\ufffd`, for readers that take whole characters only.
std::string withoutLoneSurrogates(std::string_view json);

/// A member of an object or an element of an array.
struct JsonMember
{
    Span key; ///< with its quotes; not there in an array
    Span value;
};

/// Members of the object or array that begins at `at`; none when something else does.
std::vector<JsonMember> membersOf(std::string_view json, std::size_t at);

/// The name of a member as text.
std::string_view nameOf(const JsonMember &member, std::string_view json, std::string &scratch);

/// Edits that take `removed` (by position) out of `members`, commas included.
void removeMembers(const std::vector<JsonMember> &members, const std::vector<bool> &removed, std::vector<Edit> &edits);

/// Whether a value is `[]` or `{}`, whatever blanks are in it.
bool isHollow(std::string_view value);

} // namespace ostiary
