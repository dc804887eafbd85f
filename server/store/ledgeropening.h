// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"
#include "server/store/headfile.h"
#include "server/store/integritykey.h"

#include <QString>

#include <memory>
#include <string>
#include <vector>

namespace ostiary {

/// What a start does with a ledger that is not as it was left.
struct OpeningRules
{
    bool repair = false;    ///< go on with what can be read, and say what was lost
    bool newLedger = false; ///< a ledger that is gone begins anew, with nothing spent
};

/// The ledger's files, brought up to date and checked against each other before anything is written.
struct LedgerOpening
{
    IntegrityKey key;
    std::unique_ptr<HeadFile> head;
    std::vector<std::string> lost; ///< one sentence each; not empty only after a repair or a loss of power

    static QString headFileIn(const QString &directory);
    /// The error is a sentence that says what is missing and what to do.
    static Outcome<LedgerOpening> open(const QString &ledgerFile, Durability durability, const OpeningRules &rules);
};

/// Why nothing may be done with `file` as it is, in words that go on after its name; empty when it is sound: its schema
/// is that of the migrations of `folder`, and SQLite's own check finds nothing in it. A file longer than `most` bytes
/// is not checked page by page.
std::string unsoundness(const Database &database, const QString &file, const QString &folder, qint64 most);
/// Moves a database that is not sound (`why`) aside, makes a new one with the schema of `folder` and copies every row
/// that can be read into it; sentences about what that was.
Outcome<std::vector<std::string>> salvage(const QString &file, const QString &folder, const std::string &why);

} // namespace ostiary
