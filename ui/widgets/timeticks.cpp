// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/timeticks.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace ostiary {

namespace {

constexpr std::array<int, 10> kMinutes{1, 2, 5, 10, 15, 30, 60, 180, 360, 720}; ///< all of them divide a day
constexpr std::array<int, 4> kDays{1, 2, 7, 14};
constexpr qint64 kMinuteMs = 60'000, kDayMs = 86'400'000;

/// The round times of day; on days of another length those that the clock shows.
std::vector<qint64> timesOfDay(qint64 from, qint64 to, int minutes)
{
    std::vector<qint64> out;
    const QDate last = QDateTime::fromMSecsSinceEpoch(to).date();
    for (QDate date = QDateTime::fromMSecsSinceEpoch(from).date(); date <= last; date = date.addDays(1)) {
        for (int minute = 0; minute < 24 * 60; minute += minutes) {
            const QTime time(minute / 60, minute % 60);
            const qint64 ms = QDateTime(date, time).toMSecsSinceEpoch();
            if (QDateTime::fromMSecsSinceEpoch(ms).time() == time && ms >= from && ms < to)
                out.push_back(ms);
        }
    }
    return out;
}

std::vector<qint64> midnights(qint64 from, qint64 to, int days)
{
    std::vector<qint64> out;
    const QDate last = QDateTime::fromMSecsSinceEpoch(to).date();
    for (QDate date = QDateTime::fromMSecsSinceEpoch(from).date(); date <= last; date = date.addDays(1)) {
        // 1 January 4713 BC, from which julian days are counted, was a Monday.
        const qint64 since = date.toJulianDay() - (days % 7 == 0 ? QLocale().firstDayOfWeek() - Qt::Monday : 0);
        const qint64 ms = date.startOfDay().toMSecsSinceEpoch();
        if (since % days == 0 && ms >= from && ms < to)
            out.push_back(ms);
    }
    return out;
}

/// The locale has no short form without a year.
QString dayAndMonth(const QDate &date)
{
    const QString whole = QLocale().dateFormat(QLocale::LongFormat);
    const bool dayFirst =
        whole.indexOf(QRegularExpression(QStringLiteral("(?<!d)d{1,2}(?!d)"))) < whole.indexOf(QLatin1Char('M'));
    return QLocale().toString(date, !dayFirst                              ? QStringLiteral("MMM d")
                                    : whole.contains(QLatin1String("d. ")) ? QStringLiteral("d. MMM")
                                                                           : QStringLiteral("d MMM"));
}

QString timeOfDay(const QTime &time)
{
    // The C locale's short form has seconds.
    return QLocale().toString(time, QLocale().timeFormat(QLocale::ShortFormat).remove(QLatin1String(":ss")));
}

} // namespace

TimeTicks TimeTicks::within(qint64 from, qint64 to, int most)
{
    const qint64 span = to - from;
    if (span <= 0)
        return {};
    for (const int minutes : kMinutes) {
        if (span <= 2 * kDayMs && span / (minutes * kMinuteMs) <= most)
            return {timesOfDay(from, to, minutes), false};
    }
    for (const int days : kDays) {
        if (span / (days * kDayMs) <= most)
            return {midnights(from, to, days), true};
    }
    return {midnights(from, to, 28), true};
}

QString TimeTicks::label(qint64 time) const
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(time);
    return days ? dayAndMonth(at.date()) : timeOfDay(at.time());
}

QString TimeTicks::slot(qint64 from, qint64 to)
{
    const QDateTime begin = QDateTime::fromMSecsSinceEpoch(from), end = QDateTime::fromMSecsSinceEpoch(to);
    return QStringLiteral("%1  %2 \u2013 %3")
        .arg(dayAndMonth(begin.date()), timeOfDay(begin.time()), timeOfDay(end.time()));
}

} // namespace ostiary
