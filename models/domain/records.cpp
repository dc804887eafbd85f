// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/records.h"

namespace ostiary {

std::string_view nameOf(RecordState state)
{
    constexpr std::array names = {"open", "settled", "estimated", "ambiguous", "interrupted"};
    return names[static_cast<std::size_t>(state) % names.size()];
}

std::string_view nameOf(Surface surface)
{
    constexpr std::array names = {"chat", "completion", "embedding"};
    return names[static_cast<std::size_t>(surface) % names.size()];
}

std::string_view nameOf(Stage stage)
{
    constexpr std::array names = {"authenticate", "index", "authorize", "hold",  "rate_limit",
                                  "route",        "adapt", "upstream",  "relay", "settle"};
    return names[static_cast<std::size_t>(stage) % names.size()];
}

} // namespace ostiary
