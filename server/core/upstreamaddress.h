// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployment.h"

#include <string>
#include <string_view>

namespace ostiary {

/// Where and how a model is called.
struct UpstreamAddress
{
    std::string baseUrl; ///< a surface's path is put behind it; see Deployment::baseUrl
    std::string query;
    Dialect dialect = Dialect::OpenAi;
    KeyHeader keyHeader = KeyHeader::Bearer;
};

/// Makes of an address as people write it (with or without `/v1`, or a whole endpoint copied from a page) the one that
/// requests are sent to. `apiVersion` and `model` count for Azure alone; `model` is the upstream's name.
UpstreamAddress upstreamAddress(const ProviderPreset &preset, std::string_view apiBase, std::string_view apiVersion,
                                std::string_view model);

} // namespace ostiary
