// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/inflightjournal.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace ostiary {

/// What an in-flight journal of an earlier layout holds.
struct EarlierJournal
{
    std::vector<InflightJournal::Found> found; ///< as InflightJournal::recover() gives them
    int garbled = 0;                           ///< slots that make no sense
};

/// Reads the open file of layout `layout`; nothing when this version does not know the layout.
std::optional<EarlierJournal> readEarlierJournal(int file, std::uint32_t layout);

/// An unfinished attempt as the row of one that the gateway's end interrupted: charged with what was counted, and with
/// what it may have cost where that is more, since a provider bills what it did and not what arrived here.
UsageRecord interrupted(const UsageRecord &opened, const Usage &usage, Money counted);

} // namespace ostiary
