// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/whywords.h"

#include "models/items/codewords.h"
#include "models/items/format.h"

#include <QCoreApplication>

namespace ostiary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(WhyWords)
};

QString text(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

QString budgetOf(const QJsonObject &budget)
{
    const QString scope = text(budget, "scope"), who = text(budget, "who");
    if (scope == QLatin1String("team"))
        return Words::tr("the team %1").arg(who);
    if (scope == QLatin1String("user"))
        return Words::tr("the user %1").arg(who);
    if (scope == QLatin1String("key"))
        return Words::tr("the key %1").arg(who);
    return Words::tr("the organisation");
}

QString limitWords(const QJsonObject &rate)
{
    const QString limit = formatCount(rate.value(QLatin1String("limit")).toInteger()), what = text(rate, "what");
    const bool ofKey = text(rate, "of") == QLatin1String("key");
    if (what == QLatin1String("tokens"))
        return ofKey ? Words::tr("The key\u2019s own limit of %1 tokens a minute was reached.").arg(limit)
                     : Words::tr("The deployment\u2019s limit of %1 tokens a minute was reached.").arg(limit);
    if (what == QLatin1String("parallel"))
        return ofKey ? Words::tr("The key\u2019s own limit of %1 requests at once was reached.").arg(limit)
                     : Words::tr("The deployment\u2019s limit of %1 requests at once was reached.").arg(limit);
    return ofKey ? Words::tr("The key\u2019s own limit of %1 requests a minute was reached.").arg(limit)
                 : Words::tr("The deployment\u2019s limit of %1 requests a minute was reached.").arg(limit);
}

QString rateWords(const QJsonObject &rate)
{
    QString words = text(rate, "of") == QLatin1String("provider") ? Words::tr("The provider\u2019s limit was reached.")
                                                                  : limitWords(rate);
    if (const qint64 ends = rate.value(QLatin1String("ends_ms")).toInteger())
        words += QLatin1Char(' ') + Words::tr("There was room again from %1.").arg(formatClock(ends));
    if (const int more = rate.value(QLatin1String("more")).toInt(); more > 0)
        words += QLatin1Char(' ') +
                 Words::tr("%n more request(s) of the same minute were refused alike and have no row.", nullptr, more);
    return words;
}

} // namespace

QString whyWords(const QJsonObject &request)
{
    const QString error = text(request, "error");
    const int status = request.value(QLatin1String("status")).toInt();
    if (error.isEmpty() && status >= 200 && status < 300)
        return {};
    QStringList words;
    const QString took = formatMilliseconds(request.value(QLatin1String("latency_ms")).toDouble());
    if (status == 499)
        words += Words::tr("The client left after %1.").arg(took);
    else if (request.value(QLatin1String("attempts")).toInt() == 0)
        words += Words::tr("Refused after %1, before any provider was asked: %2.").arg(took, errorWords(error));
    else
        words += Words::tr("Failed after %1: %2.").arg(took, errorWords(error));
    const QJsonObject why = request.value(QLatin1String("why")).toObject();
    if (const QJsonObject rate = why.value(QLatin1String("rate")).toObject(); !rate.isEmpty())
        words += rateWords(rate);
    if (const QJsonObject budget = why.value(QLatin1String("budget")).toObject(); !budget.isEmpty())
        words += Words::tr("The budget of %1 could not carry it.").arg(budgetOf(budget));
    return words.join(QLatin1Char(' '));
}

QString callWords(const ChatCall::Outcome &outcome, const QJsonObject &request)
{
    if (outcome.status == 0)
        return Words::tr("The gateway\u2019s address for clients is not reached: %1").arg(outcome.error);
    QString words = request.isEmpty() ? QString() : whyWords(request);
    if (words.isEmpty() && !outcome.told)
        return outcome.error;
    if (words.isEmpty())
        words = outcome.status == 401   ? Words::tr("The gateway does not take the key.")
                : outcome.status == 200 ? Words::tr("The answer was broken off.")
                                        : Words::tr("The request was refused with HTTP %1.").arg(outcome.status);
    return outcome.told ? Words::tr("%1 In the gateway\u2019s words: \u201c%2\u201d").arg(words, outcome.error) : words;
}

QString factWords(const QJsonObject &request)
{
    QStringList facts{formatMoment(request.value(QLatin1String("started_ms")).toInteger())};
    if (const QJsonValue ttft = request.value(QLatin1String("ttft_ms")); ttft.isDouble())
        facts += Words::tr("first token after %1").arg(formatMilliseconds(ttft.toDouble()));
    facts += request.value(QLatin1String("streamed")).toBool() ? Words::tr("streamed") : Words::tr("in one piece");
    return facts.join(QStringLiteral(" \u00b7 "));
}

} // namespace ostiary
