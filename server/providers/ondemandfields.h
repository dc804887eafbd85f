// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <simdjson.h>

#include <string_view>

namespace ostiary {

/// Calls `read(name, value)` for every field of an object; ends at the first that cannot be read.
template <typename Read>
void eachField(simdjson::ondemand::object object, Read read)
{
    for (auto entry : object) {
        simdjson::ondemand::field field;
        std::string_view key;
        if (std::move(entry).get(field) || field.unescaped_key().get(key))
            return;
        read(key, field.value());
    }
}

/// A string's text, valid until the next document is read; empty where the value is none.
inline std::string_view textOf(simdjson::ondemand::value value)
{
    std::string_view text;
    return value.get_string().get(text) == simdjson::SUCCESS ? text : std::string_view();
}

} // namespace ostiary
