// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/pricing.h"
#include "models/domain/result.h"
#include "server/core/serverconfig.h"

#include <string>

namespace ostiary {

/// Reads a configuration file in LiteLLM's format, with Ostiary's own settings in the section `ostiary`. What LiteLLM
/// would take is taken: what is unknown or not honoured is a warning, an entry that cannot be used is left out. The
/// error lists every complaint, one a line, with file, line and column; it is about what is no such file, and about
/// limits and security. A file the gateway must not start with is read, too, and says so in `refusals`.
Outcome<FileConfig> readConfigFile(const std::string &path, const PriceList &prices);

enum class Trust {
    Own,   ///< the administrator's on this machine: the environment stands for any value
    Upload ///< given over the network: the environment gives keys of providers only, and no other file is read
};
/// The same from text; `name` stands in the complaints.
Outcome<FileConfig> readConfigText(const std::string &text, const std::string &name, const PriceList &prices,
                                   Trust trust = Trust::Own, const EntryKeys &keys = {});

} // namespace ostiary
