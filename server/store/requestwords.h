// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"

#include <QVariant>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ostiary {

/// A text that a request shall have somewhere in its model's name, the name that was asked for, its user, team or key,
/// or its id; without regard to case.
struct WordFilter
{
    std::string text;
    std::vector<std::int64_t> keyIds; ///< of the keys whose names have it, which the ledger does not know
};

/// A condition on `request r`, with the places %1, %2, … for its values.
struct WordTerm
{
    QString term;
    QVariantList values;
};

/// One condition for each word; nothing when the ledger's names could not be read.
std::optional<std::vector<WordTerm>> wordTerms(const Database &database, const std::vector<WordFilter> &words);

/// A word that is the whole id of a request is looked for where that is, not through the whole ledger: the span shrinks
/// to its millisecond. False when the ledger could not be read.
bool narrowToIds(const Database &database, const std::vector<WordFilter> &words, std::int64_t &sinceMs,
                 std::int64_t &untilMs);

} // namespace ostiary
