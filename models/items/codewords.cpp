// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/codewords.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>
#include <span>

namespace ostiary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CodeWords)
};

struct Code
{
    const char *code;
    const char *words;
};

constexpr Code kErrors[] = {
    {"bad_request", QT_TRANSLATE_NOOP("CodeWords", "bad request")},
    {"unauthorized", QT_TRANSLATE_NOOP("CodeWords", "no key")},
    {"key_unknown", QT_TRANSLATE_NOOP("CodeWords", "unknown key")},
    {"key_expired", QT_TRANSLATE_NOOP("CodeWords", "key expired")},
    {"key_blocked", QT_TRANSLATE_NOOP("CodeWords", "key blocked")},
    {"forbidden", QT_TRANSLATE_NOOP("CodeWords", "not allowed")},
    {"model_denied", QT_TRANSLATE_NOOP("CodeWords", "model not allowed")},
    {"model_unknown", QT_TRANSLATE_NOOP("CodeWords", "unknown model")},
    {"not_found", QT_TRANSLATE_NOOP("CodeWords", "not found")},
    {"method_not_allowed", QT_TRANSLATE_NOOP("CodeWords", "method not allowed")},
    {"conflict", QT_TRANSLATE_NOOP("CodeWords", "conflict")},
    {"request_timeout", QT_TRANSLATE_NOOP("CodeWords", "client too slow")},
    {"payload_too_large", QT_TRANSLATE_NOOP("CodeWords", "request too large")},
    {"uri_too_long", QT_TRANSLATE_NOOP("CodeWords", "address too long")},
    {"headers_too_large", QT_TRANSLATE_NOOP("CodeWords", "headers too large")},
    {"unsupported_media", QT_TRANSLATE_NOOP("CodeWords", "not JSON")},
    {"expectation_failed", QT_TRANSLATE_NOOP("CodeWords", "expectation failed")},
    {"budget_exceeded", QT_TRANSLATE_NOOP("CodeWords", "budget exceeded")},
    {"rate_limited", QT_TRANSLATE_NOOP("CodeWords", "rate limited")},
    {"price_unknown", QT_TRANSLATE_NOOP("CodeWords", "no price")},
    {"no_deployment", QT_TRANSLATE_NOOP("CodeWords", "all resting")},
    {"upstream_rejected", QT_TRANSLATE_NOOP("CodeWords", "provider refused")},
    {"upstream_failed", QT_TRANSLATE_NOOP("CodeWords", "provider failed")},
    {"upstream_timeout", QT_TRANSLATE_NOOP("CodeWords", "provider too slow")},
    {"overloaded", QT_TRANSLATE_NOOP("CodeWords", "gateway full")},
    {"draining", QT_TRANSLATE_NOOP("CodeWords", "gateway ending")},
    {"internal", QT_TRANSLATE_NOOP("CodeWords", "internal error")},
    {"not_implemented", QT_TRANSLATE_NOOP("CodeWords", "not supported")},
    {"version_not_supported", QT_TRANSLATE_NOOP("CodeWords", "HTTP version")},
    {"interrupted", QT_TRANSLATE_NOOP("CodeWords", "interrupted")},
};

constexpr Code kStates[] = {
    {"open", QT_TRANSLATE_NOOP("CodeWords", "Under way")},
    {"settled", QT_TRANSLATE_NOOP("CodeWords", "Settled as the provider counted")},
    {"estimated", QT_TRANSLATE_NOOP("CodeWords", "Estimated: the provider told no usage")},
    {"ambiguous", QT_TRANSLATE_NOOP("CodeWords", "Ambiguous: the provider may have billed it")},
    {"interrupted", QT_TRANSLATE_NOOP("CodeWords", "Interrupted by the end of the gateway")},
};

QString wordsOf(std::span<const Code> codes, const QString &code)
{
    for (const Code &known : codes) {
        if (code == QLatin1String(known.code))
            return QCoreApplication::translate("CodeWords", known.words);
    }
    return QString(code).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString planWords(const QString &plan)
{
    static const QRegularExpression byWeight(
        QStringLiteral("^by weight (\\d+) of (\\d+), (\\d+) of (\\d+) deployments in service$"));
    static const QRegularExpression waiting(
        QStringLiteral("^all (\\d+) deployments rest or are full; the first to recover$"));
    if (plan == QLatin1String("the only deployment of this model"))
        return Words::tr("the only deployment of this model");
    if (const auto found = byWeight.match(plan); found.hasMatch())
        return Words::tr("by weight %1 of %2; %3 of %4 deployments are in service")
            .arg(found.captured(1), found.captured(2), found.captured(3), found.captured(4));
    if (const auto found = waiting.match(plan); found.hasMatch())
        return Words::tr("all %1 deployments rest or are full; the first one to recover").arg(found.captured(1));
    return plan;
}

} // namespace

QString errorWords(const QString &code)
{
    return wordsOf(kErrors, code);
}

bool isErrorKnown(const QString &code)
{
    return std::any_of(std::begin(kErrors), std::end(kErrors),
                       [&](const Code &known) { return code == QLatin1String(known.code); });
}

QString stateWords(const QString &state)
{
    return wordsOf(kStates, state);
}

QString routeWords(const QString &reason)
{
    static const QRegularExpression again(QStringLiteral("^(.*); attempt (\\d+) after (\\w+)$"));
    const auto found = again.match(reason);
    if (!found.hasMatch())
        return planWords(reason);
    return Words::tr("%1; try %2 after \u201c%3\u201d")
        .arg(planWords(found.captured(1)), found.captured(2), errorWords(found.captured(3)));
}

} // namespace ostiary
