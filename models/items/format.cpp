// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace ostiary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Format)
};

/// `value` with three digits that mean something.
QString threeDigits(double value)
{
    const double size = std::abs(value);
    const int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
    QString text = QLocale().toString(value, 'f', decimals);
    return text;
}

constexpr int kMostListDecimals = 6;

int usualDecimals(double size)
{
    return size == 0 || size >= 1 ? 2 : size >= 0.01 ? 4 : size >= 0.0001 ? 6 : 9;
}

/// As many digits as say something of an amount of this size.
QString digits(double size)
{
    const int decimals = usualDecimals(size);
    QString number = QLocale().toString(size, 'f', decimals);
    if (decimals > 4) {
        while (number.endsWith(QLatin1Char('0')))
            number.chop(1);
    }
    return number;
}

/// The sign of the currency stands where the locale has it: $0.50, but 0,50 $.
QString dollars(double usd, const QString &number)
{
    const QLocale locale;
    const bool after = locale.language() != QLocale::C && // which writes 0.50$
                       locale.toCurrencyString(1.0, QStringLiteral("$")).endsWith(QLatin1Char('$'));
    const QString minus = usd < 0 ? QStringLiteral("\u2212") : QString();
    return after ? minus + number + QStringLiteral("\u00a0$") : minus + QLatin1Char('$') + number;
}

} // namespace

QString dash()
{
    return QStringLiteral("\u2013");
}

QString formatMoney(const QString &decimalUsd)
{
    bool ok = false;
    const double usd = decimalUsd.toDouble(&ok); // shown, not added up
    return ok ? dollars(usd, digits(std::abs(usd))) : dash();
}

QString formatMoney(const QString &decimalUsd, int decimals)
{
    bool ok = false;
    const double usd = decimalUsd.toDouble(&ok);
    if (!ok)
        return dash();
    const double least = std::pow(10, -decimals);
    if (usd != 0 && std::abs(usd) < least / 2)
        return QStringLiteral("< ") + dollars(least, QLocale().toString(least, 'f', decimals));
    return dollars(usd, QLocale().toString(std::abs(usd), 'f', decimals));
}

int moneyDecimals(const QString &decimalUsd)
{
    return std::min(kMostListDecimals, usualDecimals(std::abs(decimalUsd.toDouble())));
}

QString formatAmount(const QString &decimalUsd)
{
    bool ok = false;
    const double usd = decimalUsd.toDouble(&ok);
    if (!ok)
        return dash();
    QString text = digits(std::abs(usd));
    const qsizetype point = text.lastIndexOf(QLocale().decimalPoint());
    while (point >= 0 && text.endsWith(QLatin1Char('0')) &&
           (text.size() > point + 3 || text.size() == point + 2 || text.endsWith(QLatin1String("00"))))
        text.chop(1);
    return dollars(usd, text.size() == point + 1 ? text.left(point) : text);
}

QString decimalInLocale(const QString &plain)
{
    return QString(plain).replace(QLatin1Char('.'), QLocale().decimalPoint());
}

QString decimalFromLocale(const QString &text)
{
    const QLocale locale;
    const QString point = QRegularExpression::escape(locale.decimalPoint());
    const QString group = QRegularExpression::escape(locale.groupSeparator());
    const QRegularExpression whole(
        QStringLiteral("^(?=.*\\d)(\\d*|[1-9]\\d{0,2}(?:%1\\d{3})+)(?:%2(\\d*))?$").arg(group, point));
    if (const auto match = whole.match(text); match.hasMatch()) {
        const QString digits = match.captured(1).remove(locale.groupSeparator());
        return match.capturedLength(2) > 0 ? digits + QLatin1Char('.') + match.captured(2) : digits;
    }
    return text;
}

QString formatCount(qint64 count)
{
    return QLocale().toString(count);
}

QString formatCompact(qint64 count)
{
    const double value = static_cast<double>(count);
    if (count < 10'000)
        return formatCount(count);
    if (count < 1'000'000)
        return Words::tr("%1 k", "thousands").arg(threeDigits(value / 1e3));
    if (count < 1'000'000'000)
        return Words::tr("%1 M", "millions").arg(threeDigits(value / 1e6));
    return Words::tr("%1 B", "thousand millions").arg(threeDigits(value / 1e9));
}

QString formatMilliseconds(std::optional<double> ms)
{
    if (!ms || *ms < 0)
        return dash();
    if (*ms < 0.005)
        return Words::tr("< %1 ms").arg(QLocale().toString(0.01, 'f', 2));
    if (*ms < 1000)
        return Words::tr("%1 ms").arg(*ms < 10 ? QLocale().toString(*ms, 'f', 2) : QLocale().toString(*ms, 'f', 0));
    if (*ms < 60'000)
        return Words::tr("%1 s", "seconds").arg(QLocale().toString(*ms / 1000, 'f', 2));
    const qint64 seconds = static_cast<qint64>(*ms / 1000);
    return Words::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
}

QString formatWait(qint64 ms)
{
    const qint64 seconds = (ms + 999) / 1000;
    return seconds < 60 ? Words::tr("%1 s", "seconds").arg(seconds)
                        : Words::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
}

QString formatTokens(qint64 in, qint64 out)
{
    return formatCount(in) + QStringLiteral(" \u2192 ") + formatCount(out);
}

QString formatShare(double share)
{
    const double percent = share * 100;
    return Words::tr("%1 %").arg(QLocale().toString(percent, 'f',
                                                    percent >= 10 || percent == 0 ? 0
                                                    : percent >= 1                ? 1
                                                                                  : 2));
}

QString formatClock(qint64 epochMs)
{
    return QDateTime::fromMSecsSinceEpoch(epochMs).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString formatMinute(qint64 epochMs, qint64 nowMs)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(epochMs);
    const bool today = at.date() == QDateTime::fromMSecsSinceEpoch(nowMs).date();
    return today ? QLocale().toString(at.time(), QLocale::ShortFormat) : QLocale().toString(at, QLocale::ShortFormat);
}

QString formatMoment(qint64 epochMs)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(epochMs), QLocale::LongFormat);
}

QString formatRecent(qint64 epochMs, qint64 nowMs)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(epochMs);
    const bool today = at.date() == QDateTime::fromMSecsSinceEpoch(nowMs).date();
    return today ? QLocale().toString(at.time(), QLocale::ShortFormat) : QLocale().toString(at, QLocale::ShortFormat);
}

QString formatAgo(qint64 epochMs, qint64 nowMs)
{
    const qint64 seconds = (nowMs - epochMs) / 1000;
    if (seconds < 60)
        return Words::tr("just now");
    if (seconds < 3600)
        return Words::tr("%n minute(s) ago", nullptr, static_cast<int>(seconds / 60));
    if (seconds < 86'400)
        return Words::tr("%n hour(s) ago", nullptr, static_cast<int>(seconds / 3600));
    return Words::tr("%n day(s) ago", nullptr, static_cast<int>(seconds / 86'400));
}

QString shortId(const QString &id)
{
    return id.size() <= 14 ? id : id.left(8) + QStringLiteral("\u2026") + id.right(4);
}

} // namespace ostiary
