// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/providers/splice.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

/// A place in a request as `additional_drop_params` names it: `a`, `a.b`, `a[0].b`, `a[*].b`.
struct ParameterPath
{
    struct Step
    {
        std::string name;                   ///< empty: an element of an array
        std::optional<std::size_t> element; ///< absent: every element
    };
    std::vector<Step> steps;
    bool onlyHollow = false; ///< takes away only what is `[]` or `{}`

    static ParameterPath of(std::string_view text, bool onlyHollow = false);
    bool isNested() const { return steps.size() > 1; }
};

/// Edits that take away what `paths` name below the request's field `name`, whose value begins at `at`.
void removePaths(std::string_view body, std::size_t at, std::string_view name, const std::vector<ParameterPath> &paths,
                 std::vector<Edit> &edits);

} // namespace ostiary
