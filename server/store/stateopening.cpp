// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/stateopening.h"

#include "server/store/stateseal.h"

#include <QFileInfo>
#include <QSqlError>
#include <QVariant>

namespace ostiary {

namespace {

constexpr qint64 kCheckedAtStart = 64 << 20; ///< bytes
const char *const kWayOut =
    "Put the files back as they were (state.db, state.db-wal and state.head belong together) or "
    "restore a backup and start once with --repair, which goes on with what is there and says "
    "what was lost";

/// Whether the ledger knows of keys, which are then somewhere.
bool ledgerKnowsKeys(const QString &directory)
{
    const QString file = directory + QStringLiteral("/ledger.db");
    if (QFileInfo(file).size() == 0)
        return false;
    const auto ledger = Database::open(file, Database::Mode::ReadOnly, Durability::Process);
    if (!ledger)
        return false;
    QSqlQuery query = ledger.value()->query();
    return query.exec(QStringLiteral("SELECT 1 FROM key_use WHERE key_id > 0 LIMIT 1")) && query.next();
}

/// Compares the seal with what the head remembers.
Outcome<Done> compare(StateOpening &opening, HeadFile::State state, bool keyLost, const OpeningRules &rules)
{
    const auto seal = StateSeal(*opening.database, opening.key).stored();
    if (!seal)
        return std::string("the seal of state.db cannot be read. ") + kWayOut;
    const auto refuse = [&](const std::string &what, const std::string &lost) -> Outcome<Done> {
        if (!rules.repair)
            return what + ". " + kWayOut;
        opening.lost.push_back(lost);
        opening.signedAnew = true;
        return Done{};
    };
    if (seal->counter == 0 && state == HeadFile::State::Missing) {
        opening.signedAnew = true;
        return Done{};
    }
    if (keyLost)
        return refuse("the integrity key is missing", "the integrity key was missing; a new one signs state.db as it "
                                                      "stands, and whether it was changed before cannot be proved");
    if (state != HeadFile::State::Good)
        return refuse("state.head, which remembers how far state.db had come, is missing or garbled",
                      "state.head was missing or garbled; whether state.db is an older copy cannot be told");
    if (seal->counter < opening.known.sequence)
        return refuse(
            "the last " + std::to_string(opening.known.sequence - seal->counter) +
                " changes of keys, models and settings are missing in state.db: state.db-wal was cut, garbled "
                "or removed, or state.db is an older copy",
            "the last " + std::to_string(opening.known.sequence - seal->counter) +
                " changes of keys, models and settings are lost; keys that were blocked or deleted by them are "
                "open again");
    if (seal->counter == opening.known.sequence && seal->mac != opening.known.mac)
        return refuse("state.db is not the store that state.head knows",
                      "state.db was not the store that state.head knew; it is signed as it stands");
    StateSeal check(*opening.database, opening.key);
    if (rules.repair && (seal->broken || !check.isWhole(*seal) || !check.rowsFit(*seal).value_or(true)))
        return refuse(
            "", "keys, models, providers, users or settings had been changed by somebody else than the gateway; they "
                "are signed as they stand");
    return Done{};
}

} // namespace

QString StateOpening::fileIn(const QString &directory)
{
    return directory + QStringLiteral("/state.db");
}

QString StateOpening::headFileIn(const QString &directory)
{
    return directory + QStringLiteral("/state.head");
}

Outcome<StateOpening> StateOpening::open(const QString &directory, const OpeningRules &rules)
{
    const QString file = fileIn(directory), headPath = headFileIn(directory);
    const bool there = QFileInfo(file).size() > 0;
    const bool signedBefore = QFileInfo::exists(headPath) || QFileInfo::exists(LedgerOpening::headFileIn(directory));
    const bool keyLost = signedBefore && !QFileInfo::exists(IntegrityKey::fileIn(directory));
    auto key = IntegrityKey::open(directory, !signedBefore || rules.repair);
    if (!key)
        return std::move(key).error();
    StateOpening opening{nullptr, *key, std::make_unique<HeadFile>(headPath, *key), {}, {}, false};
    const HeadFile::State state = opening.head->read(opening.known);
    if (!there && (QFileInfo::exists(headPath) || ledgerKnowsKeys(directory))) {
        if (!rules.repair)
            return file.toStdString() + " is gone or empty, and with it all keys, models and settings. " + kWayOut;
        opening.lost.push_back(file.toStdString() + " was gone: all keys, models, settings and the audit log are lost");
        opening.signedAnew = true;
    }
    auto database = Database::open(file, Database::Mode::ReadWrite, Durability::Power);
    if (database)
        database.value()->leaveAsItIs(true); // a start that is refused takes nothing from what can still be put back
    if (const std::string newer = database ? database.value()->newerThan(QStringLiteral("state")) : std::string();
        !newer.empty())
        return "state: " + newer; // which is nothing to repair
    const std::string unsound = database
                                    ? unsoundness(*database.value(), file, QStringLiteral("state"), kCheckedAtStart)
                                    : "is garbled (" + database.error() + ')';
    if (unsound.empty()) {
        if (const auto migrated = database.value()->migrate(QStringLiteral("state")); !migrated)
            return "state: " + migrated.error();
    } else {
        if (!rules.repair)
            return "state.db " + unsound + ". " + kWayOut;
        if (database)
            std::move(database).value().reset();
        auto saved = salvage(file, QStringLiteral("state"), unsound);
        if (!saved)
            return std::move(saved).error();
        opening.lost.insert(opening.lost.end(), saved->begin(), saved->end());
        opening.signedAnew = true;
        database = Database::open(file, Database::Mode::ReadWrite, Durability::Power);
        if (!database)
            return std::move(database).error();
    }
    opening.database = std::move(database).value();
    if (opening.signedAnew) {
        opening.database->leaveAsItIs(false);
        return opening;
    }
    if (auto compared = compare(opening, state, keyLost, rules); !compared)
        return std::move(compared).error();
    opening.database->leaveAsItIs(false);
    return opening;
}

} // namespace ostiary
