// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/requestidtext.h"

#include <QRegularExpression>

#include <algorithm>

namespace ostiary {

namespace {

constexpr int kWhole = 36;      ///< characters of an id
constexpr int kTimeDigits = 12; ///< hexadecimal ones, at its beginning

} // namespace

std::optional<RequestIdText> RequestIdText::parse(const QString &text)
{
    static const QRegularExpression kForm(
        QStringLiteral("^([0-9a-f]{8}[0-9a-f-]{0,28})(?:(?:\\x{2026}|\\.\\.\\.)([0-9a-f]{1,12}))?$"));
    const auto match = kForm.match(text.trimmed().toLower());
    if (!match.hasMatch())
        return std::nullopt;
    RequestIdText id;
    id.begin = match.captured(1);
    id.end = match.captured(2);
    const QString digits = QString(id.begin).remove(QLatin1Char('-')).left(kTimeDigits);
    const int missing = 4 * (kTimeDigits - static_cast<int>(digits.size()));
    id.sinceMs = digits.toLongLong(nullptr, 16) << missing;
    id.untilMs = id.sinceMs + (qint64(1) << missing);
    if (id.untilMs >= qint64(1) << 47) // no time that the gateway takes
        return std::nullopt;
    return id;
}

bool RequestIdText::isWhole() const
{
    return begin.size() == kWhole;
}

bool RequestIdText::fits(const QString &id) const
{
    return id.startsWith(begin) && id.endsWith(end);
}

} // namespace ostiary
