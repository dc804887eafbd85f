// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/signals.h"
#include "server/sim/simprovider.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

#include <sys/resource.h>

int main(int argc, char **argv)
{
    using namespace ostiary;
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("ostiary-sim"));
    QCoreApplication::setApplicationVersion(QStringLiteral(OSTIARY_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("A provider that costs nothing, on this machine only: OpenAI's and Anthropic's dialects, faults "
                       "on request, its own bill.\n"
                       "A model name may say how to answer: sim:ttft=200,rate=20,tokens=64,fault=cut\n"
                       "Faults: 400-599, hang, hang-mid, half-close, cut, reset, garbage, wrong-usage, no-usage, "
                       "no-done, error-event, redirect, not-json\n"
                       "GET /sim/bill tells what it would charge; POST /sim/reset forgets it."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption port(QStringLiteral("port"), QStringLiteral("Port on 127.0.0.1 [any]."),
                                  QStringLiteral("N"), QStringLiteral("0"));
    const QCommandLineOption behaviour(
        QStringLiteral("behaviour"),
        QStringLiteral("How to answer models that say nothing of it, for example ttft=50,rate=100."),
        QStringLiteral("TEXT"));
    parser.addOptions({port, behaviour});
    parser.process(application);
    const auto defaults = SimBehaviour::parse(parser.value(behaviour).toStdString(), {});
    if (!defaults) {
        std::fprintf(stderr, "ostiary-sim: %s\n", defaults.error().c_str());
        return 2;
    }
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);

    Signals signals;
    QObject::connect(&signals, &Signals::terminate, &application, &QCoreApplication::quit);
    const SystemClock clock;
    SimProvider provider(clock);
    provider.setDefaults(*defaults);
    const auto listening =
        provider.listen(QHostAddress(QHostAddress::LocalHost), static_cast<quint16>(parser.value(port).toUInt()));
    if (!listening) {
        std::fprintf(stderr, "ostiary-sim: %s\n", listening.error().c_str());
        return 1;
    }
    std::printf("http://127.0.0.1:%d/v1\n", *listening);
    std::fflush(stdout);
    return QCoreApplication::exec();
}
