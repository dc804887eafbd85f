// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <simdjson.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ostiary {

/// The text of a JSON string, or an empty view for anything else, also for what is not there.
inline std::string_view stringOf(simdjson::simdjson_result<simdjson::dom::element> element)
{
    std::string_view text;
    return element.get_string().get(text) == simdjson::SUCCESS ? text : std::string_view();
}

/// A whole number as the request's index and a deployment's values are read, so that what is sent is what is held: 5.0
/// and 5e0 are 5, and what lies between two is the larger. Nothing for anything else, also for what is not there.
inline std::optional<std::int64_t> wholeNumberOf(simdjson::simdjson_result<simdjson::dom::element> element)
{
    std::int64_t whole = 0;
    if (element.get_int64().get(whole) == simdjson::SUCCESS)
        return whole;
    double number = 0;
    if (element.get_double().get(number) || std::abs(number) > 1e15)
        return std::nullopt;
    return static_cast<std::int64_t>(std::ceil(number));
}

} // namespace ostiary
