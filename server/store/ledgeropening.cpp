// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/ledgeropening.h"

#include "server/store/ledgerchain.h"
#include "server/store/schemacheck.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlRecord>
#include <QVariant>

#include <utility>

namespace ostiary {

namespace {

constexpr qint64 kCheckedAtStart = 64 << 20; ///< bytes; a longer ledger is checked in the background
const char *const kWayOut =
    "Put the files back as they were (ledger.db, ledger.db-wal and ledger.head belong together) "
    "or restore a backup and start once with --repair, which goes on with what is there and says "
    "what was lost";

std::string count(std::int64_t number, const char *what)
{
    return std::to_string(number) + ' ' + what;
}

/// Compares where the chain ends with what the head remembers.
class Comparison
{
public:
    Comparison(const Database &database, LedgerOpening &opening, const OpeningRules &rules, Durability durability)
        : m_database(database), m_opening(opening), m_rules(rules), m_durability(durability),
          m_chain(database, opening.key)
    {
    }

    Outcome<Done> run(HeadFile::State state, const StoreHead &head, bool keyLost)
    {
        if (!m_chain.load())
            return std::string("the chain of ledger.db cannot be read. ") + kWayOut;
        const Batch &last = m_chain.head();
        if (last.seq == 0 && state == HeadFile::State::Missing)
            return written(m_opening.head->write(head, true) && // first: a chain without its head is never new
                           m_chain.anchor("the first start with an integrity key"));
        if (keyLost)
            return repaired(
                "the integrity key was missing; a new one signs the ledger as it stands, and whether it was "
                "changed before cannot be proved",
                std::max(last.seq, head.sequence) + 1);
        if (state != HeadFile::State::Good)
            return unknownHead(state == HeadFile::State::Missing ? "is missing" : "is garbled");
        if (last.seq < head.sequence)
            return tailLost(last.seq, head);
        if (head.sequence == 0)
            return Done{};
        const auto known = LedgerSeals::read(m_database, "ledger_batch", head.sequence);
        return known && known->mac == head.mac ? Outcome<Done>(Done{}) : otherLedger();
    }

private:
    Outcome<Done> unknownHead(const char *how)
    {
        if (!m_rules.repair)
            return std::string("ledger.head, which remembers how far the ledger had come, ") + how +
                   "; without it nobody would notice that the ledger lost its end. " + kWayOut;
        m_opening.lost.push_back(
            std::string("ledger.head ") + how +
            "; it was made anew from ledger.db. Whether rows are missing at the ledger's end cannot "
            "be told");
        return written(m_chain.anchor("without its head"));
    }

    Outcome<Done> tailLost(std::int64_t last, const StoreHead &head)
    {
        const bool powerFailed = m_durability == Durability::Process && head.boot != HeadFile::thisBoot();
        const std::string what = count(head.sequence - last, "batches of rows") + " (" + std::to_string(last + 1) +
                                 " to " + std::to_string(head.sequence) +
                                 ") that were in the ledger are missing at its end";
        if (!m_rules.repair && !powerFailed)
            return what + ": ledger.db-wal was cut, garbled or removed, or ledger.db is an older copy. " + kWayOut;
        m_opening.lost.push_back(
            what + (powerFailed
                        ? "; the machine has been restarted since, and with ledger_durability 'process' the last "
                          "moments before a loss of power may be lost"
                        : "; the ledger goes on without them, and what those rows cost is in no budget"));
        if (last == 0) // nothing is left to go on from
            return written(m_chain.anchor(QByteArray::fromStdString(what), head.sequence + 1));
        return written(m_chain.append(BatchKind::Gap, QByteArray::fromStdString(what), head.sequence + 1));
    }

    Outcome<Done> otherLedger()
    {
        if (!m_rules.repair)
            return std::string("ledger.db is not the ledger that ledger.head knows: it was replaced or changed. ") +
                   kWayOut;
        return repaired("ledger.db was not the ledger that ledger.head knew; it is signed as it stands", 0);
    }

    Outcome<Done> repaired(const char *what, std::int64_t seq)
    {
        m_opening.lost.push_back(what);
        return written(m_chain.anchor(what, seq));
    }

    Outcome<Done> written(bool ok) const
    {
        if (ok)
            return Done{};
        return std::string("ledger.db cannot be written. Is the disk full or read-only?");
    }

    const Database &m_database;
    LedgerOpening &m_opening;
    const OpeningRules &m_rules;
    Durability m_durability;
    LedgerChain m_chain;
};

/// Copies rows until one cannot be read; from both ends, since what is behind a broken page may be whole.
std::int64_t copyRows(const Database &from, const Database &to, const QString &table)
{
    QSqlQuery shape = to.query();
    QStringList columns, places;
    if (shape.exec(QStringLiteral("SELECT name FROM pragma_table_info('%1')").arg(table))) {
        while (shape.next()) {
            columns.append(shape.value(0).toString());
            places.append(QStringLiteral("?"));
        }
    }
    QSqlQuery insert = to.query();
    insert.prepare(QStringLiteral("INSERT OR IGNORE INTO %1 (%2) VALUES (%3)")
                       .arg(table, columns.join(QLatin1Char(',')), places.join(QLatin1Char(','))));
    std::int64_t copied = 0;
    bool fresh = true; // what the migrations put there would stand in the way of what is known better
    for (const char *order : {"ASC", "DESC"}) {
        QSqlQuery read = from.query();
        read.setForwardOnly(true);
        if (!read.exec(QStringLiteral("SELECT %1 FROM %2 ORDER BY 1 %3")
                           .arg(columns.join(QLatin1Char(',')), table, QLatin1String(order))))
            continue;
        while (read.next()) {
            if (std::exchange(fresh, false) && !to.run(QStringLiteral("DELETE FROM ") + table))
                return 0;
            for (int i = 0; i < columns.size(); ++i)
                insert.bindValue(i, read.value(i));
            if (insert.exec())
                copied += insert.numRowsAffected();
        }
        if (!read.lastError().isValid())
            break;
    }
    return copied;
}

} // namespace

QString LedgerOpening::headFileIn(const QString &directory)
{
    return directory + QStringLiteral("/ledger.head");
}

std::string unsoundness(const Database &database, const QString &file, const QString &folder, qint64 most)
{
    const auto garbled = [](const QString &why) { return "is garbled (" + why.toStdString() + ')'; };
    const auto changes = schemaChanges(database, folder);
    if (changes && !changes->isEmpty())
        return changedBySomebody(*changes);
    if (QFileInfo(file).size() <= most) {
        QSqlQuery check = database.query();
        if (!check.exec(QStringLiteral("PRAGMA integrity_check(1)")) || !check.next())
            return garbled(check.lastError().text());
        if (const QString said = check.value(0).toString(); said != QLatin1String("ok"))
            return garbled(said);
    }
    return changes ? std::string() : garbled(QStringLiteral("its schema cannot be read"));
}

Outcome<std::vector<std::string>> salvage(const QString &file, const QString &folder, const std::string &why)
{
    const QString aside = file + QStringLiteral(".broken");
    for (const char *end : {"", "-wal", "-shm"}) {
        const QString name = file + QLatin1String(end);
        QFile::remove(aside + QLatin1String(end));
        if (QFile::exists(name) && !QFile::rename(name, aside + QLatin1String(end)))
            return "cannot move " + name.toStdString() + " aside";
    }
    auto fresh = Database::open(file, Database::Mode::ReadWrite, Durability::Power);
    if (!fresh)
        return std::move(fresh).error();
    if (auto migrated = fresh.value()->migrate(folder); !migrated)
        return std::move(migrated).error();
    std::string kept;
    const auto broken = Database::open(aside, Database::Mode::ReadWrite, Durability::Process);
    if (broken && fresh.value()->begin()) {
        QStringList tables;
        QSqlQuery list = fresh.value()->query();
        if (list.exec(
                QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND "
                               "name <> 'batch'"))) {
            while (list.next())
                tables.append(list.value(0).toString());
        }
        list.finish();
        for (const QString &table : tables) {
            if (const std::int64_t copied = copyRows(*broken.value(), *fresh.value(), table))
                kept += (kept.empty() ? "" : ", ") + count(copied, table.toUtf8().constData());
        }
        if (!fresh.value()->commit())
            return std::string("the rows that could be read cannot be written. Is the disk full?");
    }
    return std::vector<std::string>{file.toStdString() + ' ' + why + "; it is kept as " + aside.toStdString() + ". " +
                                    (kept.empty()
                                         ? "Nothing of it could be read: everything in it is lost"
                                         : "Rows that could be read and are kept: " + kept + ". All others are lost")};
}

Outcome<LedgerOpening> LedgerOpening::open(const QString &ledgerFile, Durability durability, const OpeningRules &rules)
{
    const QString directory = QFileInfo(ledgerFile).absolutePath();
    const QString headPath = headFileIn(directory);
    const bool there = QFileInfo(ledgerFile).size() > 0;
    if (rules.newLedger && !there)
        QFile::remove(headPath);
    const bool signedBefore =
        QFileInfo::exists(headPath) || QFileInfo::exists(directory + QStringLiteral("/state.head"));
    const bool keyLost = signedBefore && !QFileInfo::exists(IntegrityKey::fileIn(directory));
    auto key = IntegrityKey::open(directory, !signedBefore || rules.repair);
    if (!key)
        return std::move(key).error();
    LedgerOpening opening{*key, std::make_unique<HeadFile>(headPath, *key), {}};
    StoreHead head;
    const HeadFile::State state = opening.head->read(head);
    if (!there && state == HeadFile::State::Good && head.sequence > 0) {
        if (!rules.repair)
            return ledgerFile.toStdString() + " is gone or empty, but ledger.head says that " +
                   count(head.sequence, "batches of rows") +
                   " were in it. Restore it from a backup, or begin with nothing spent by --new-ledger";
        opening.lost.push_back(ledgerFile.toStdString() + " was gone: everything that was spent so far is forgotten");
    }
    auto database = Database::open(ledgerFile, Database::Mode::ReadWrite, durability);
    if (database)
        database.value()->leaveAsItIs(true); // a start that is refused takes nothing from what can still be put back
    if (const std::string newer = database ? database.value()->newerThan(QStringLiteral("ledger")) : std::string();
        !newer.empty())
        return "ledger: " + newer; // which is nothing to repair
    const std::string unsound =
        database ? unsoundness(*database.value(), ledgerFile, QStringLiteral("ledger"), kCheckedAtStart)
                 : "is garbled (" + database.error() + ')';
    if (!unsound.empty()) {
        if (!rules.repair)
            return "ledger.db " + unsound + ". " + kWayOut;
        if (database)
            std::move(database).value().reset();
        auto saved = salvage(ledgerFile, QStringLiteral("ledger"), unsound);
        if (!saved)
            return std::move(saved).error();
        opening.lost = *saved;
        database = Database::open(ledgerFile, Database::Mode::ReadWrite, durability);
        if (!database)
            return std::move(database).error();
        LedgerChain chain(*database.value(), opening.key);
        if (!chain.load() ||
            !chain.anchor("what could be read of a ledger that was garbled or changed", head.sequence + 1))
            return std::string("ledger.db cannot be written. Is the disk full or read-only?");
        return opening;
    }
    if (auto migrated = database.value()->migrate(QStringLiteral("ledger")); !migrated)
        return "ledger: " + migrated.error();
    Comparison comparison(*database.value(), opening, rules, durability);
    if (auto compared = comparison.run(state, head, keyLost); !compared)
        return std::move(compared).error();
    database.value()->leaveAsItIs(false);
    return opening;
}

} // namespace ostiary
