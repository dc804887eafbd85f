// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/yamlreader.h"

namespace ostiary {

// Calls to providers go by the gateway's own environment alone: its proxies, its authorities of certificates. What a
// file says about that is told, because calls that leave another way than somebody believes are worse than none.

/// Warns of the `environment_variables` that would lead calls to providers.
void tellOfWayOut(YamlReader &reader, const YAML::Node &variables);

/// Warns of an `ssl_verify` in `section` that asks for anything but that certificates are checked.
void tellOfVerification(YamlReader &reader, const YAML::Node &key, const YAML::Node &value, std::string_view section);

} // namespace ostiary
