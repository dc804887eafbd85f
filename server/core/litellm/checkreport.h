// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/serverconfig.h"

#include <string>

namespace ostiary {

/// What `ostiaryd check` says of a file that was understood.
struct CheckReport
{
    std::string text;
    bool good = false; ///< the gateway starts with it and has a model to offer
};

/// Complaints first, then a line for each model that is offered and for each entry that is not, with the reason, then a
/// sum. With `strict` every warning counts as an error.
CheckReport reportOf(const FileConfig &config, const std::string &file, bool strict);

} // namespace ostiary
