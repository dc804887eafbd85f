// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/statement.h"

#include "server/store/rowseal.h"
#include "server/store/sqltext.h"

#include <QLoggingCategory>
#include <QVariant>

#include <sqlite3.h>

#include <array>

namespace ostiary {

namespace {

Q_LOGGING_CATEGORY(logStore, "ostiary.store")

const QString &placeholder(int n)
{
    static const auto names = [] {
        std::array<QString, Statement::kMostPlaceholders> made;
        for (std::size_t i = 0; i < made.size(); ++i)
            made[i] = QStringLiteral(":v%1").arg(i);
        return made;
    }();
    return names[static_cast<std::size_t>(n)];
}

} // namespace

Statement::Statement(const Database &database, const char *name) : m_query(database.query())
{
    if (sqlite3 *native = database.native()) {
        const QByteArray sql = sqlText(name).toUtf8();
        if (sqlite3_prepare_v3(native, sql.constData(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                               &m_native, nullptr) != SQLITE_OK)
            qCCritical(logStore, "%s: %s", name, sqlite3_errmsg(native));
        return;
    }
    m_query = database.prepare(name);
}

Statement::~Statement()
{
    sqlite3_finalize(m_native);
}

Statement &Statement::integer(std::int64_t value)
{
    if (m_seal)
        m_seal->integer(value);
    if (!m_native) {
        m_query.bindValue(placeholder(m_next++), QVariant(static_cast<qlonglong>(value)));
        return *this;
    }
    std::optional<std::int64_t> &bound = m_integers[static_cast<std::size_t>(m_next++)];
    if (bound == value)
        return *this;
    const bool taken = sqlite3_bind_int64(m_native, m_next, value) == SQLITE_OK;
    bound = taken ? std::optional(value) : std::nullopt;
    m_bound = taken && m_bound;
    return *this;
}

Statement &Statement::text(std::string_view value)
{
    if (m_seal)
        m_seal->bytes(value.data(), value.size());
    const char *bytes = value.empty() ? "" : value.data(); // a null pointer would be NULL
    m_integers[static_cast<std::size_t>(m_next)].reset();
    if (m_native)
        m_bound =
            sqlite3_bind_text(m_native, ++m_next, bytes, static_cast<int>(value.size()), SQLITE_STATIC) == SQLITE_OK &&
            m_bound;
    else
        m_query.bindValue(placeholder(m_next++), QString::fromUtf8(bytes, static_cast<qsizetype>(value.size())));
    return *this;
}

Statement &Statement::blob(const void *bytes, std::size_t size)
{
    if (m_seal)
        m_seal->bytes(bytes, size);
    m_integers[static_cast<std::size_t>(m_next)].reset();
    if (m_native)
        m_bound =
            sqlite3_bind_blob(m_native, ++m_next, bytes, static_cast<int>(size), SQLITE_STATIC) == SQLITE_OK && m_bound;
    else
        m_query.bindValue(placeholder(m_next++),
                          QByteArray(static_cast<const char *>(bytes), static_cast<qsizetype>(size)));
    return *this;
}

bool Statement::run(bool *changed)
{
    m_next = 0;
    if (!m_native) {
        const bool ok = execLogged(m_query);
        if (ok && changed)
            *changed = m_query.numRowsAffected() > 0;
        return ok;
    }
    sqlite3 *const database = sqlite3_db_handle(m_native);
    const bool ok = std::exchange(m_bound, true) && sqlite3_step(m_native) == SQLITE_DONE;
    if (!ok)
        qCWarning(logStore, "the ledger: %s", sqlite3_errmsg(database));
    else if (changed)
        *changed = sqlite3_changes(database) > 0;
    sqlite3_reset(m_native);
    return ok;
}

} // namespace ostiary
