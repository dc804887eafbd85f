// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/ledgeropening.h"

namespace ostiary {

/// The state's files, brought up to date and checked against each other before anything is written.
struct StateOpening
{
    std::unique_ptr<Database> database;
    IntegrityKey key;
    std::unique_ptr<HeadFile> head;
    StoreHead known;               ///< what the head said
    std::vector<std::string> lost; ///< one sentence each; not empty only after a repair
    bool signedAnew = false;       ///< there is no seal that holds: what is there is to be signed as it stands

    static QString fileIn(const QString &directory);
    static QString headFileIn(const QString &directory);
    /// The error is a sentence that says what is missing and what to do.
    static Outcome<StateOpening> open(const QString &directory, const OpeningRules &rules);
};

} // namespace ostiary
