// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <initializer_list>
#include <limits>
#include <memory>
#include <optional>

struct sqlite3;

namespace ostiary {

/// How much survives what: `Process` outlives `kill -9` of the gateway, `Power` also the loss of power.
enum class Durability { Process, Power };

/// One SQLite connection, for the thread that opened it. Triggers and views that are in the file do not act in it
/// (where native() is known): what anybody plants there is not done by the gateway. Those of `temp` are its own, and
/// act.
class Database
{
public:
    enum class Mode { ReadWrite, ReadOnly };

    /// Opens (and makes) the file; the error says which file and why not.
    static Outcome<std::unique_ptr<Database>> open(const QString &file, Mode mode, Durability durability);
    ~Database();

    /// A query with the statement of `sql/<name>.sql` prepared.
    QSqlQuery prepare(const char *name) const;
    QSqlQuery query() const;
    /// Runs one statement without results; false is logged with the statement's text and never with its values.
    bool run(const QString &statement) const;
    bool begin() const { return run(QStringLiteral("BEGIN IMMEDIATE")); }
    bool commit() const { return run(QStringLiteral("COMMIT")); }
    bool rollback() const { return run(QStringLiteral("ROLLBACK")); }
    QString lastError() const;
    /// SQLite's own handle, when Qt uses the very SQLite that this program is linked with; otherwise null.
    sqlite3 *native() const { return m_native; }

    /// From now on rows of these tables can be added here, and neither changed nor taken away. The file has triggers
    /// that say the same, which do not act here.
    bool keepAppendOnly(std::initializer_list<const char *> tables) const;

    /// Whether closing leaves the write-ahead log where it is, instead of moving it into the file.
    void leaveAsItIs(bool leave) const;

    /// How many migrations were applied; nothing when that cannot be read.
    std::optional<int> schemaVersion() const;
    /// Why this program cannot use a file of a newer one, a sentence; empty when it knows all migrations that were
    /// applied, or their number cannot be read.
    std::string newerThan(const QString &folder) const;
    /// Brings the schema to the newest of `sql/<folder>`, or to the one numbered `upTo`: each migration in a
    /// transaction of its own. A file of a newer program is refused, not touched.
    Outcome<int> migrate(const QString &folder, int upTo = std::numeric_limits<int>::max()) const;

private:
    explicit Database(QString name) : m_name(std::move(name)) {}
    QString m_name;
    sqlite3 *m_native = nullptr;
};

/// While it lives, what is read from a database is of one moment.
class ReadTransaction
{
public:
    explicit ReadTransaction(const Database &database) : m_database(database)
    {
        m_database.run(QStringLiteral("BEGIN"));
    }
    ~ReadTransaction() { m_database.commit(); }
    Q_DISABLE_COPY_MOVE(ReadTransaction)

private:
    const Database &m_database;
};

/// Executes; false is logged with the database's words, unless a QueryLimit ended it.
bool execLogged(QSqlQuery &query);
/// Whether the rows ended because there are no more; a failure is logged, unless a QueryLimit ended them.
bool allRead(const QSqlQuery &query);

/// Executes and calls `each` at every row; false when not all of them could be read.
template <typename Each>
bool eachRow(QSqlQuery &query, Each &&each)
{
    if (query.exec()) {
        while (query.next())
            each();
    }
    return allRead(query);
}

} // namespace ostiary
