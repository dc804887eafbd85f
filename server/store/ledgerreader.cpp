// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/ledgerreader.h"

#include "models/domain/records.h"
#include "server/store/ledgererror.h"
#include "server/store/ledgerverifier.h"
#include "server/store/usagecolumns.h"

#include <QFileInfo>
#include <QSqlError>
#include <QVariant>

#include <sqlite3.h>

namespace ostiary {

Outcome<std::unique_ptr<LedgerReader>> LedgerReader::open(const QString &ledgerFile)
{
    auto database = Database::open(ledgerFile, Database::Mode::ReadOnly, Durability::Process);
    if (!database)
        return std::move(database).error();
    std::unique_ptr<LedgerReader> reader(new LedgerReader(std::move(database).value()));
    reader->m_directory = QFileInfo(ledgerFile).absolutePath();
    return reader;
}

void LedgerReader::interrupt() const
{
    if (m_database->native())
        sqlite3_interrupt(m_database->native());
}

std::map<std::int64_t, std::int64_t> LedgerReader::keyUse() const
{
    std::map<std::int64_t, std::int64_t> out;
    QSqlQuery query = m_database->prepare("ledger_read_key_use");
    eachRow(query, [&] { out[query.value(0).toLongLong()] = query.value(1).toLongLong(); });
    return out;
}

bool LedgerReader::eachSpend(
    const std::function<void(const std::string &, const std::string &, std::int64_t, Money)> &each) const
{
    return eachWindow([&](const std::string &kind, const std::string &scope, std::int64_t window, Money spent,
                          std::int64_t) { each(kind, scope, window, spent); });
}

bool LedgerReader::eachWindow(
    const std::function<void(const std::string &, const std::string &, std::int64_t, Money, std::int64_t)> &each) const
{
    QSqlQuery query = m_database->prepare("ledger_read_spend");
    return eachRow(query, [&] {
        each(query.value(0).toString().toStdString(), query.value(1).toString().toStdString(),
             query.value(2).toLongLong(), Money::fromNano(query.value(3).toLongLong()), query.value(4).toLongLong());
    });
}

LedgerReader::Verified LedgerReader::verify(const std::function<bool()> &goOn) const
{
    LedgerVerifier verifier(*m_database, m_directory, goOn);
    Verified verified{verifier.run(), true};
    verified.whole = verifier.isWhole();
    return verified;
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
