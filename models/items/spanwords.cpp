// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/spanwords.h"

#include <QRegularExpression>

namespace ostiary {

namespace {

struct Unit
{
    const char *written; ///< of the admin API
    const char *words;   ///< a pattern, in lower case
};

constexpr Unit kUnits[] = {
    {"s", "s|secs?|seconds?|sek|sekunden?"}, {"m", "m|mins?|minuten?|minutes?"},
    {"h", "h|hrs?|hours?|std|stunden?"},     {"d", "d|days?|tag|tagen?"},
    {"w", "w|wks?|weeks?|wo|wochen?"},       {"mo", "mo|months?|monat|monaten?"},
    {"y", "y|yrs?|years?|j|jahr|jahren?"},
};

} // namespace

QString spanFromWords(const QString &text)
{
    static const QRegularExpression kSpan(QStringLiteral("^\\s*([0-9]+)\\s*(\\p{L}+)\\.?\\s*$"));
    const auto found = kSpan.match(text);
    const QString word = found.captured(2);
    if (!found.hasMatch() || word == QLatin1String("M")) // minutes or months
        return text.trimmed();
    for (const Unit &unit : kUnits) {
        const QString pattern = QRegularExpression::anchoredPattern(QLatin1String(unit.words));
        if (QRegularExpression(pattern).match(word.toLower()).hasMatch())
            return found.captured(1) + QLatin1String(unit.written);
    }
    return text.trimmed();
}

} // namespace ostiary
