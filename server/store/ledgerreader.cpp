// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/ledgerreader.h"

#include "models/domain/records.h"
#include "server/store/ledgererror.h"
#include "server/store/usagecolumns.h"

#include <QDateTime>
#include <QSqlError>
#include <QVariant>

namespace ostiary {

Outcome<std::unique_ptr<LedgerReader>> LedgerReader::open(const QString &ledgerFile)
{
    auto database = Database::open(ledgerFile, Database::Mode::ReadOnly, Durability::Process);
    if (!database)
        return std::move(database).error();
    return std::unique_ptr<LedgerReader>(new LedgerReader(std::move(database).value()));
}

std::map<std::int64_t, std::int64_t> LedgerReader::keyUse() const
{
    std::map<std::int64_t, std::int64_t> out;
    QSqlQuery query = m_database->prepare("ledger_read_key_use");
    eachRow(query, [&] { out[query.value(0).toLongLong()] = query.value(1).toLongLong(); });
    return out;
}

bool LedgerReader::eachSpend(const std::function<void(int, const std::string &, std::int64_t, Money)> &each) const
{
    return eachWindow([&](int kind, const std::string &scope, std::int64_t window, Money spent, std::int64_t) {
        each(kind, scope, window, spent);
    });
}

bool LedgerReader::eachWindow(
    const std::function<void(int, const std::string &, std::int64_t, Money, std::int64_t)> &each) const
{
    QSqlQuery query = m_database->prepare("ledger_read_spend");
    return eachRow(query, [&] {
        each(query.value(0).toInt(), query.value(1).toString().toStdString(), query.value(2).toLongLong(),
             Money::fromNano(query.value(3).toLongLong()), query.value(4).toLongLong());
    });
}

QStringList LedgerReader::verify() const
{
    QStringList problems;
    QSqlQuery whole = m_database->prepare("ledger_verify_organisation");
    if (!execLogged(whole) || !whole.next())
        return {QStringLiteral("the ledger cannot be read: %1").arg(whole.lastError().text())};
    if (whole.value(0).toLongLong() != whole.value(1).toLongLong())
        problems.append(QStringLiteral("the rows add up to %1 nano-USD, the organisation's counters to %2")
                            .arg(whole.value(0).toLongLong())
                            .arg(whole.value(1).toLongLong()));
    const auto look = [&](QSqlQuery &query, const auto &each) {
        if (!eachRow(query, each))
            problems.append(QStringLiteral("the ledger cannot be read: %1").arg(query.lastError().text()));
    };
    QSqlQuery scopes = m_database->prepare("ledger_verify_scopes");
    look(scopes, [&] {
        problems.append(QStringLiteral("scope kind %1 '%2', window %3: counter %4, rows %5")
                            .arg(scopes.value(0).toInt())
                            .arg(scopes.value(1).toString())
                            .arg(scopes.value(2).toLongLong())
                            .arg(scopes.value(3).toLongLong())
                            .arg(scopes.value(4).toLongLong()));
    });
    QSqlQuery rollups = m_database->prepare("ledger_verify_rollups");
    look(rollups, [&] {
        problems.append(
            QStringLiteral("the half day from %1: %2 differ by %3 nano-USD and %4 requests")
                .arg(QDateTime::fromSecsSinceEpoch(rollups.value(1).toLongLong(), Qt::UTC).toString(Qt::ISODate),
                     rollups.value(0).toInt() == 0 ? QStringLiteral("its rows and their roll-ups")
                                                   : QStringLiteral("its roll-up and those of its hours"))
                .arg(rollups.value(2).toLongLong())
                .arg(rollups.value(3).toLongLong()));
    });
    QSqlQuery orphans = m_database->prepare("ledger_verify_requests");
    look(orphans, [&] {
        if (orphans.value(0).toLongLong() > 0)
            problems.append(QStringLiteral("%1 attempts belong to no request").arg(orphans.value(0).toLongLong()));
    });
    return problems;
}

Result<QJsonObject> LedgerReader::totals() const
{
    QJsonObject states;
    std::int64_t rows = 0;
    Money cost;
    QSqlQuery query = m_database->prepare("ledger_states");
    const bool read = eachRow(query, [&] {
        const std::string_view state = nameOf(static_cast<RecordState>(query.value(0).toInt()));
        states[QString::fromLatin1(state.data(), static_cast<qsizetype>(state.size()))] = query.value(1).toLongLong();
        rows += query.value(1).toLongLong();
        cost += Money::fromNano(query.value(2).toLongLong());
    });
    QJsonObject counts;
    QSqlQuery tokens = m_database->prepare("ledger_tokens");
    const bool counted = eachRow(tokens, [&] {
        for (std::size_t i = 0; i < kUsageColumns.size(); ++i)
            counts[QLatin1String(kUsageColumns[i].name.data(), static_cast<int>(kUsageColumns[i].name.size()))] =
                tokens.value(static_cast<int>(i)).toLongLong();
    });
    if (!read || !counted)
        return ledgerUnreadable();
    return QJsonObject{{QLatin1String("rows"), qlonglong(rows)},
                       {QLatin1String("cost_usd"), QString::fromStdString(cost.toDecimal())},
                       {QLatin1String("usage"), counts},
                       {QLatin1String("states"), states}};
}

} // namespace ostiary
