// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <simdjson.h>

#include <string_view>

namespace ostiary {

/// The text of a JSON string, or an empty view for anything else, also for what is not there.
inline std::string_view stringOf(simdjson::simdjson_result<simdjson::dom::element> element)
{
    std::string_view text;
    return element.get_string().get(text) == simdjson::SUCCESS ? text : std::string_view();
}

} // namespace ostiary
