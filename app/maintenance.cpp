// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/maintenance.h"

#include "server/core/litellm/checkreport.h"
#include "server/core/litellm/configfile.h"
#include "server/core/litellm/reference.h"
#include "server/store/auditverifier.h"
#include "server/store/ledgerreader.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <cstdio>

namespace ostiary {

namespace {

int complain(const std::string &text)
{
    std::fprintf(stderr, "%s\n", text.c_str());
    return 1;
}

int checkConfig(const Command &command)
{
    const ServerConfig &config = command.config;
    QFile list(QStringLiteral(":/ostiary/prices.json"));
    if (!list.open(QIODevice::ReadOnly))
        return complain("the price list is not in the program");
    const auto prices = PriceList::fromJson(list.readAll().toStdString());
    if (!prices)
        return complain(prices.error());
    const auto file = readConfigFile(config.configFile.toStdString(), *prices);
    if (!file)
        return complain(file.error());
    const CheckReport report = reportOf(*file, config.configFile.toStdString(), command.strict);
    std::fputs(report.text.c_str(), stdout);
    return report.good ? 0 : 1;
}

int verifyLedger(const ServerConfig &config, bool totalsOnly)
{
    const QString file = config.dataDirectory + QStringLiteral("/ledger.db");
    if (!QFileInfo::exists(file))
        return complain("there is no ledger at " + file.toStdString() + "; name the data directory with --data-dir");
    const auto ledger = LedgerReader::open(file);
    if (!ledger)
        return complain(ledger.error());
    const auto totals = ledger.value()->totals();
    if (!totals)
        return complain(totals.error().publicText);
    std::printf("%s\n", QJsonDocument(*totals).toJson(QJsonDocument::Compact).constData());
    if (totalsOnly)
        return 0;
    const QStringList problems = ledger.value()->verify();
    for (const QString &problem : problems)
        std::fprintf(stderr, "%s\n", qPrintable(problem));
    if (problems.isEmpty())
        std::printf(
            "The ledger is sound: every row is as it was written, and every counter equals the sum of its rows.\n");
    return problems.isEmpty() ? 0 : 1;
}

int verifyAuditLog(const ServerConfig &config)
{
    if (!QFileInfo::exists(config.dataDirectory + QStringLiteral("/state.db")))
        return complain("there is no store in " + config.dataDirectory.toStdString() +
                        "; name the data directory with --data-dir");
    const QStringList problems = verifyAudit(config.dataDirectory);
    for (const QString &problem : problems)
        std::fprintf(stderr, "%s\n", qPrintable(problem));
    if (!problems.isEmpty())
        return 1;
    std::printf("The audit log is whole, and keys, models, providers and settings are as the gateway left them.\n");
    return 0;
}

} // namespace

int runMaintenance(const Command &command)
{
    switch (command.kind) {
    case Command::Kind::Check:
        return checkConfig(command);
    case Command::Kind::SettingsReference:
        std::fputs(liteLlmReference().c_str(), stdout);
        return 0;
    case Command::Kind::LedgerVerify:
        return verifyLedger(command.config, false);
    case Command::Kind::LedgerTotals:
        return verifyLedger(command.config, true);
    case Command::Kind::AuditVerify:
        return verifyAuditLog(command.config);
    case Command::Kind::Serve:
        break;
    }
    return 2;
}

} // namespace ostiary
