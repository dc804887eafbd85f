// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/database.h"

#include "server/store/sqltext.h"

#include <QLoggingCategory>
#include <QSqlDriver>
#include <QSqlError>
#include <QVariant>

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstring>

namespace ostiary {

namespace {

Q_LOGGING_CATEGORY(logStore, "ostiary.store")

/// The handle of Qt's connection, when Qt uses the very SQLite that this program is linked with.
sqlite3 *nativeHandle(QSqlQuery asked)
{
    const QVariant handle = asked.driver()->handle();
    if (!handle.isValid() || std::strcmp(handle.typeName(), "sqlite3*") != 0)
        return nullptr;
    sqlite3 *const native = *static_cast<sqlite3 *const *>(handle.data());
    const bool same = asked.exec(QStringLiteral("SELECT sqlite_source_id()")) && asked.next() &&
                      asked.value(0).toByteArray() == sqlite3_sourceid();
    return same ? native : nullptr;
}

} // namespace

Outcome<std::unique_ptr<Database>> Database::open(const QString &file, Mode mode, Durability durability)
{
    static std::atomic<int> counter{0};
    const QString name = QStringLiteral("ostiary-%1").arg(++counter);
    std::unique_ptr<Database> made(new Database(name));
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
    if (!database.isValid())
        return std::string("Qt's SQLite driver is not installed (Debian: libqt6sql6-sqlite)");
    database.setDatabaseName(file);
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000");
    if (mode == Mode::ReadOnly)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    database.setConnectOptions(options);
    if (!database.open())
        return "cannot open " + file.toStdString() + ": " + database.lastError().text().toStdString();
    bool ok = made->run(QStringLiteral("PRAGMA cache_size = -2000")) && // KiB
              made->run(QStringLiteral("PRAGMA trusted_schema = OFF"));
    if (mode == Mode::ReadWrite) {
        ok = ok && made->run(QStringLiteral("PRAGMA journal_mode = WAL"));
        ok = ok && made->run(durability == Durability::Power ? QStringLiteral("PRAGMA synchronous = FULL")
                                                             : QStringLiteral("PRAGMA synchronous = NORMAL"));
        ok = ok && made->run(QStringLiteral("PRAGMA foreign_keys = ON"));
    }
    if (!ok)
        return "cannot prepare " + file.toStdString() + ": " + made->lastError().toStdString() +
               " (is the file a database of Ostiary, and is the disk writable?)";
    made->m_native = nativeHandle(made->query());
    for (const int act : {SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW}) {
        if (made->m_native && sqlite3_db_config(made->m_native, act, 0, nullptr) != SQLITE_OK)
            return "cannot keep what is planted in " + file.toStdString() + " from acting";
    }
    return made;
}

bool Database::keepAppendOnly(std::initializer_list<const char *> tables) const
{
    for (const char *table : tables) {
        for (const char *event : {"UPDATE", "DELETE"}) {
            const bool made = run(QStringLiteral("CREATE TEMP TRIGGER %1_keeps_%2 BEFORE %2 ON main.%1 BEGIN "
                                                 "SELECT RAISE(ABORT, 'rows of %1 are added, never changed'); END")
                                      .arg(QLatin1String(table), QLatin1String(event)));
            if (!made)
                return false;
        }
    }
    return true;
}

Database::~Database()
{
    QSqlDatabase::removeDatabase(m_name);
}

QSqlQuery Database::query() const
{
    return QSqlQuery(QSqlDatabase::database(m_name, false));
}
QString Database::lastError() const
{
    return QSqlDatabase::database(m_name, false).lastError().text();
}

QSqlQuery Database::prepare(const char *name) const
{
    QSqlQuery made = query();
    made.setForwardOnly(true);
    if (!made.prepare(sqlText(name)))
        qCCritical(logStore, "statement %s: %s", name, qPrintable(made.lastError().text()));
    return made;
}

bool Database::run(const QString &statement) const
{
    QSqlQuery made = query();
    if (made.exec(statement))
        return true;
    qCCritical(logStore, "%s: %s", qPrintable(statement.left(60)), qPrintable(made.lastError().text()));
    return false;
}

void Database::leaveAsItIs(bool leave) const
{
    if (m_native)
        sqlite3_db_config(m_native, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, leave ? 1 : 0, nullptr);
}

std::optional<int> Database::schemaVersion() const
{
    QSqlQuery version = query();
    return version.exec(QStringLiteral("PRAGMA user_version")) && version.next()
               ? std::optional(version.value(0).toInt())
               : std::nullopt;
}

std::string Database::newerThan(const QString &folder) const
{
    const int have = schemaVersion().value_or(0);
    const qsizetype known = sqlMigrations(folder).size();
    if (have <= known)
        return {};
    return "the database was written by a newer Ostiary (schema " + std::to_string(have) + ", this program knows " +
           std::to_string(known) + "); install that version or restore a backup";
}

Outcome<int> Database::migrate(const QString &folder, int upTo) const
{
    const QList<QStringList> migrations = sqlMigrations(folder);
    const auto have = schemaVersion();
    if (!have)
        return "cannot read the schema version: " + lastError().toStdString();
    if (std::string newer = newerThan(folder); !newer.empty())
        return newer;
    const int want = std::min(upTo, static_cast<int>(migrations.size()));
    for (int number = std::max(0, *have); number < want; ++number) {
        bool ok = begin();
        for (const QString &statement : migrations[number])
            ok = ok && run(statement);
        ok = ok && run(QStringLiteral("PRAGMA user_version = %1").arg(number + 1)) && commit();
        if (!ok) {
            rollback();
            return "migration " + std::to_string(number + 1) + " of " + folder.toStdString() +
                   " failed; the database is as it was";
        }
    }
    return want;
}

bool execLogged(QSqlQuery &query)
{
    query.exec();
    return allRead(query);
}

bool allRead(const QSqlQuery &query)
{
    if (!query.lastError().isValid())
        return true;
    if (query.lastError().nativeErrorCode() != QString::number(SQLITE_INTERRUPT))
        qCCritical(logStore, "%s: %s", qPrintable(query.lastQuery().left(60).simplified()),
                   qPrintable(query.lastError().text()));
    return false;
}

} // namespace ostiary
