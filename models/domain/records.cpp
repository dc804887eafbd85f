// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/records.h"

namespace ostiary {

namespace {

template <typename Enum, std::size_t N>
std::string_view nameIn(const std::array<const char *, N> &names, Enum value)
{
    const auto number = static_cast<std::size_t>(value);
    return number < N ? names[number] : "unknown";
}

} // namespace

std::string_view nameOf(RecordState state)
{
    constexpr std::array names = {"open", "settled", "estimated", "ambiguous", "interrupted"};
    return nameIn(names, state);
}

std::string_view nameOf(Surface surface)
{
    constexpr std::array names = {"chat", "completion", "embedding"};
    return nameIn(names, surface);
}

std::string_view nameOf(Stage stage)
{
    constexpr std::array names = {"authenticate", "index", "authorize", "hold",  "rate_limit",
                                  "route",        "adapt", "upstream",  "relay", "settle"};
    return nameIn(names, stage);
}

} // namespace ostiary
