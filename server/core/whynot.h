// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/reason.h"

#include <string>
#include <utility>
#include <vector>

namespace ostiary {

/// Why something of a file cannot be used: a sentence, and for programs with words of their own its reason with the
/// values that a sentence speaks of. Without words nothing is wrong.
struct WhyNot
{
    using Values = std::vector<std::pair<std::string, std::string>>;

    std::string words = {};
    Reason reason = Reason::None;
    Values values = {};

    bool empty() const { return words.empty(); }
};

} // namespace ostiary
