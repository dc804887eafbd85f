// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/requestbars.h"

#include "models/items/codewords.h"
#include "models/items/format.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace ostiary {

namespace {

using Bar = Waterfall::Bar;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ostiary::RequestsPage)
};

constexpr std::pair<const char *, const char *> kStages[] = {
    {"authenticate", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "authenticate")},
    {"index", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "parse")},
    {"authorize", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "rights")},
    {"hold", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "budget hold")},
    {"rate_limit", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "rate limit")},
    {"route", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "route")},
    {"adapt", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "adapt and send")},
    {"upstream", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "provider")},
    {"relay", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "stream")},
    {"settle", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "settle, record")}};

std::vector<Bar> stageBars(const QJsonObject &request)
{
    const QJsonObject stages = request.value(QLatin1String("stages_ms")).toObject();
    std::vector<Bar> bars;
    double at = 0;
    for (const auto &[stage, words] : kStages) {
        const QLatin1String name(stage);
        const double ms = stages.value(name).toDouble();
        const bool provider = name == QLatin1String("upstream") || name == QLatin1String("relay");
        const auto kind = !provider                                               ? Bar::Kind::Own
                          : request.value(QLatin1String("status")).toInt() >= 400 ? Bar::Kind::Failed
                                                                                  : Bar::Kind::Provider;
        if (ms > 0)
            bars.push_back({Words::tr(words), at, ms, formatMilliseconds(ms), kind, {}});
        at += ms;
    }
    return bars;
}

double milliseconds(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toDouble() / 1000;
}

/// The row of the attempt that a try made, with its provider and status.
QJsonObject attemptOf(const QJsonObject &request, int number)
{
    for (const QJsonValue &value : request.value(QLatin1String("attempt_list")).toArray()) {
        if (value[QLatin1String("attempt")].toInt() == number)
            return value.toObject();
    }
    return {};
}

Bar tryBar(const QJsonObject &request, const QJsonObject &one)
{
    const int number = one.value(QLatin1String("attempt")).toInt();
    const QJsonObject attempt = attemptOf(request, number);
    const double took = milliseconds(one, "took_us");
    const int status = attempt.value(QLatin1String("upstream_status")).toInt();
    const QString error = one.value(QLatin1String("error")).toString();
    QString fact = formatMilliseconds(took);
    if (status > 0)
        fact += QStringLiteral(" \u00b7 %1").arg(status);
    QString note = one.value(QLatin1String("said")).toString();
    if (!note.isEmpty())
        note = QChar(0x201c) + note + QChar(0x201d);
    else if (!error.isEmpty())
        note = errorWords(error);
    return {Words::tr("try %1 \u00b7 %2 / %3")
                .arg(QString::number(number), attempt.value(QLatin1String("provider")).toString(),
                     attempt.value(QLatin1String("upstream_model")).toString()),
            milliseconds(one, "begin_us"),
            took,
            fact,
            error.isEmpty() ? Bar::Kind::Provider : Bar::Kind::Failed,
            note};
}

} // namespace

QString requestSums(const QJsonObject &request)
{
    const double took = request.value(QLatin1String("latency_ms")).toDouble();
    if (took <= 0)
        return {};
    const QJsonObject stages = request.value(QLatin1String("stages_ms")).toObject();
    double provider =
        stages.value(QLatin1String("upstream")).toDouble() + stages.value(QLatin1String("relay")).toDouble();
    double waits = 0, tries = 0;
    for (const QJsonValue &one : request.value(QLatin1String("tries")).toArray()) {
        waits += milliseconds(one.toObject(), "wait_us");
        tries += milliseconds(one.toObject(), "took_us");
    }
    provider = std::min(took, provider > 0 ? provider : tries);
    waits = std::min(took - provider, waits);
    QStringList parts;
    if (provider > 0)
        parts += Words::tr("provider %1").arg(formatMilliseconds(provider));
    if (waits > 0)
        parts += Words::tr("waits %1").arg(formatMilliseconds(waits));
    parts += Words::tr("gateway %1").arg(formatMilliseconds(took - provider - waits));
    return parts.join(QStringLiteral(" + ")) + QStringLiteral(" = ") + formatMilliseconds(took);
}

std::vector<Bar> requestBars(const QJsonObject &request)
{
    const QJsonArray tries = request.value(QLatin1String("tries")).toArray();
    if (tries.isEmpty())
        return stageBars(request);
    std::vector<Bar> bars;
    double end = 0;
    const double first = milliseconds(tries.first().toObject(), "begin_us");
    if (first > 0)
        bars.push_back({Words::tr("admission"), 0, first, formatMilliseconds(first), Bar::Kind::Own, {}});
    for (const QJsonValue &value : tries) {
        const QJsonObject one = value.toObject();
        const double begin = milliseconds(one, "begin_us"), wait = milliseconds(one, "wait_us");
        if (wait > 0)
            bars.push_back({Words::tr("wait"), begin - wait, wait, formatMilliseconds(wait), Bar::Kind::Wait, {}});
        bars.push_back(tryBar(request, one));
        end = begin + milliseconds(one, "took_us");
    }
    const double rest = request.value(QLatin1String("latency_ms")).toDouble() - end;
    if (rest > 0)
        bars.push_back({Words::tr("settle, record"), end, rest, formatMilliseconds(rest), Bar::Kind::Own, {}});
    return bars;
}

} // namespace ostiary
