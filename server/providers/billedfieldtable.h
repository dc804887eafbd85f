// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ostiary {

/// What a field of a request does to its bill.
enum class BillEffect {
    Nothing,      ///< whatever it holds
    NothingAtTop, ///< counted where it belongs; anywhere else it would ask for something that was not counted
    Thinking,     ///< its numbers are tokens that may come beside the answer
    Prediction,   ///< its text may be billed as output, too
    UnseenInput,  ///< it names or makes input
    Modalities,   ///< a list of what the answer is made of
    Sound,        ///< the answer is spoken
    Tier,         ///< some of its values cost more
    Inside,       ///< nothing by itself: its members count as if they stood in the request
    OtherLimit,   ///< another name of the answer's limit, which the gateway does not hold
    Unpriced,     ///< a fee, another price or another model
};

struct BilledField
{
    std::string_view name;
    BillEffect effect;
    std::string_view instead; ///< what a client does instead; may be empty
};

/// The row of a folded name (`foldedName`), or null.
const BilledField *findBilledField(std::string_view folded);

/// Whether a name of no table says that it asks for more than text: a tool, a search, a tier, another model.
bool looksBilled(std::string_view folded);

/// Values of `service_tier` that cost what the price list says, or less.
bool isUsualTier(std::string_view value);

} // namespace ostiary
