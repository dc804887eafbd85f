// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

/// Whether `entry` can stand in a key's `allowed_routes`: a path such as `/v1/embeddings`, one that ends in `/*`, or
/// one of LiteLLM's names of groups (`llm_api_routes`, `openai_routes`, `info_routes`, `management_routes`, …).
bool isRouteEntry(std::string_view entry);

/// Whether a key with these `allowed_routes` may call `path`; an empty list allows every route. A path stands for what
/// is below it, too, and `/v1/…` for the same without `/v1`.
bool routeAllowed(const std::vector<std::string> &allowed, std::string_view path);

} // namespace ostiary
