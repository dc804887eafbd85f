// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/records.h"

#include <optional>
#include <string_view>

namespace ostiary {

/// Where models are asked, with and without /v1 before it.
struct SurfacePath
{
    const char *path;
    Surface surface;
};
inline constexpr SurfacePath kSurfacePaths[] = {
    {"/chat/completions", Surface::Chat}, {"/completions", Surface::Completion}, {"/embeddings", Surface::Embedding}};

/// What a request of `path` asks for; nothing where no model is asked.
constexpr std::optional<Surface> surfaceOf(std::string_view path)
{
    constexpr std::string_view kVersion = "/v1";
    if (path.starts_with(kVersion))
        path.remove_prefix(kVersion.size());
    for (const SurfacePath &known : kSurfacePaths) {
        if (path == known.path)
            return known.surface;
    }
    return std::nullopt;
}

} // namespace ostiary
