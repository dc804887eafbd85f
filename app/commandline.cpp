// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "server/core/exposure.h"

#include <QCommandLineParser>
#include <QStandardPaths>

#include <cstdio>
#include <cstdlib>

namespace ostiary {

namespace {

constexpr const char *kCommands =
    "Ostiary: one door to every AI model.\n\n"
    "Commands:\n"
    "  serve          run the gateway (the default)\n"
    "  check          say what becomes of a configuration file, and of every model in it\n"
    "  ledger verify  recompute every counter of the ledger from its rows\n"
    "  ledger totals  rows and cost of the ledger, by state\n"
    "  audit verify   check the hash chain of the audit log\n\n"
    "Environment:\n"
    "  OSTIARY_MASTER_KEY (or LITELLM_MASTER_KEY)  the admin key\n"
    "  OSTIARY_ENGINE_THREADS                      like --engine-threads\n"
    "  OPENAI_API_KEY, ANTHROPIC_API_KEY, MISTRAL_API_KEY, OPENROUTER_API_KEY\n"
    "                                              offer these providers' models when no file is given";

CommandLineResult mistake(const QString &text)
{
    std::fprintf(stderr, "ostiaryd: %s\nTry 'ostiaryd --help'.\n", qPrintable(text));
    return {std::nullopt, 2};
}

QString defaultDataDirectory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/ostiary");
}

} // namespace

CommandLineResult parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QString::fromLatin1(kCommands));
    const QCommandLineOption config(
        QStringLiteral("config"), QStringLiteral("Configuration in LiteLLM's format (YAML)."), QStringLiteral("FILE"));
    const QCommandLineOption data(
        QStringLiteral("data-dir"),
        QStringLiteral("Where keys, ledger and audit log live [%1]. Systemd's STATE_DIRECTORY is honoured.")
            .arg(defaultDataDirectory()),
        QStringLiteral("DIR"));
    const QCommandLineOption listen(QStringLiteral("listen"),
                                    QStringLiteral("Where clients call models [127.0.0.1:4000]."),
                                    QStringLiteral("ADDR:PORT"));
    const QCommandLineOption admin(QStringLiteral("admin-listen"),
                                   QStringLiteral("Where administrators and consoles connect [127.0.0.1:4001]."),
                                   QStringLiteral("ADDR:PORT"));
    const QCommandLineOption threads(QStringLiteral("engine-threads"),
                                     QStringLiteral("Threads that carry requests [cores, at most 4]."),
                                     QStringLiteral("N"));
    const QCommandLineOption noDiscovery(
        QStringLiteral("no-discovery"),
        QStringLiteral(
            "Without a file, offer the simulator only: neither providers of the environment nor local servers."));
    const QCommandLineOption repair(
        QStringLiteral("repair"),
        QStringLiteral("Start although files of the data directory are missing or damaged; says what was lost."));
    const QCommandLineOption newLedger(
        QStringLiteral("new-ledger"),
        QStringLiteral("Begin with nothing spent although there are keys and their ledger is gone."));
    const QCommandLineOption accept(
        QStringLiteral("accept-unprotected"),
        QStringLiteral("Start although this protection is missing: weak_master_key, plain_admin_listener."),
        QStringLiteral("WORD[,WORD]"));
    const QCommandLineOption first(
        QStringLiteral("first-request"),
        QStringLiteral("Make a key, send one streamed request through the gateway, and show how it went."));
    const QCommandLineOption strict(QStringLiteral("strict"), QStringLiteral("With check: take warnings for errors."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addOptions({config, data, listen, admin, threads, noDiscovery, newLedger, repair, accept, strict, first});
    parser.addPositionalArgument(QStringLiteral("command"), QStringLiteral("What to do."), QStringLiteral("[command]"));
    if (!parser.parse(arguments))
        return mistake(parser.errorText());
    if (parser.isSet(help)) {
        std::fputs(qPrintable(parser.helpText()), stdout);
        return {std::nullopt, 0};
    }
    if (parser.isSet(version)) {
        std::printf("ostiaryd %s\n", OSTIARY_VERSION);
        return {std::nullopt, 0};
    }

    Command command;
    const QString words = parser.positionalArguments().join(QLatin1Char(' '));
    if (words.isEmpty() || words == QLatin1String("serve"))
        command.kind = Command::Kind::Serve;
    else if (words == QLatin1String("check"))
        command.kind = Command::Kind::Check;
    else if (words == QLatin1String("settings-reference"))
        command.kind = Command::Kind::SettingsReference;
    else if (words == QLatin1String("ledger verify"))
        command.kind = Command::Kind::LedgerVerify;
    else if (words == QLatin1String("ledger totals"))
        command.kind = Command::Kind::LedgerTotals;
    else if (words == QLatin1String("audit verify"))
        command.kind = Command::Kind::AuditVerify;
    else
        return mistake(QStringLiteral("unknown command '%1'").arg(words));

    ServerConfig &out = command.config;
    out.configFile = parser.value(config);
    if (command.kind == Command::Kind::Check && out.configFile.isEmpty())
        return mistake(QStringLiteral("check needs --config FILE"));
    const QString stateDirectory = QString::fromLocal8Bit(qgetenv("STATE_DIRECTORY"));
    out.dataDirectory = parser.isSet(data)         ? parser.value(data)
                        : stateDirectory.isEmpty() ? defaultDataDirectory()
                                                   : stateDirectory;
    for (const auto &[option, to, given] : {std::tuple(&listen, &out.listen, &out.listenGiven),
                                            std::tuple(&admin, &out.adminListen, &out.adminListenGiven)}) {
        if (!parser.isSet(*option))
            continue;
        const auto address = ListenAddress::parse(parser.value(*option));
        if (!address)
            return mistake(
                QStringLiteral("--%1 must be ADDRESS:PORT, for example 127.0.0.1:4000").arg(option->names().first()));
        *to = *address;
        *given = true;
    }
    const QString threadText =
        parser.isSet(threads) ? parser.value(threads) : QString::fromLatin1(qgetenv("OSTIARY_ENGINE_THREADS"));
    if (!threadText.isEmpty()) {
        bool ok = false;
        out.engineThreads = threadText.toInt(&ok);
        if (!ok || out.engineThreads < 1 || out.engineThreads > 64)
            return mistake(QStringLiteral("the number of engine threads must be from 1 to 64"));
    }
    for (const char *name : {"OSTIARY_MASTER_KEY", "LITELLM_MASTER_KEY"}) {
        const QByteArray key = qgetenv(name);
        if (key.isEmpty() || !out.masterKey.isEmpty())
            continue;
        if (!key.startsWith("sk-") || key.size() < 4)
            return mistake(QStringLiteral("%1 must begin with sk-").arg(QLatin1String(name)));
        out.masterKey = Secret(key.toStdString());
    }
    out.discover = !parser.isSet(noDiscovery);
    for (const QString &word : parser.value(accept).split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (!isExposureWord(word.toStdString()))
            return mistake(QStringLiteral("--accept-unprotected does not know '%1'").arg(word));
        out.acceptUnprotected.insert(word.toStdString());
    }
    out.newLedger = parser.isSet(newLedger);
    out.repair = parser.isSet(repair);
    command.strict = parser.isSet(strict);
    command.firstRequest = parser.isSet(first);
    return {command, 0};
}

} // namespace ostiary
