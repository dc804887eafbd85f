// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

namespace ostiary {

// Numbers as people read them, in the locale of the console. Absent values are an en dash.

/// US dollars from the exact decimal text of the admin API, with as many digits as mean something: $412.86, $0.0157.
QString formatMoney(const QString &decimalUsd);
/// The same with so many decimals, for amounts that are compared one below the other; what is less than half of the
/// last one is shown as below it.
QString formatMoney(const QString &decimalUsd, int decimals);
/// With how many decimals an amount is told apart in a list: 2, 4 or 6.
int moneyDecimals(const QString &decimalUsd);
/// The same without zeros at the end, for limits and prices: $10, $2.50, $0.08.
QString formatAmount(const QString &decimalUsd);
/// An exact decimal of the admin API as it stands in a field of the locale: 1234.5 is 1234,5 in German.
QString decimalInLocale(const QString &plain);
/// What a person wrote in such a field, as an exact decimal of the admin API: in German 1.234,5 is 1234.5 and 1.234 is
/// 1234. What is no number of the locale stays as it is, so that 0.5 is understood there, too.
QString decimalFromLocale(const QString &text);
/// 1,284,091
QString formatCount(qint64 count);
/// 31.2 k, 3.91 M, 2.7 B: three digits that mean something.
QString formatCompact(qint64 count);
/// 0.18 ms, 412 ms, 1.94 s, 3 min 20 s.
QString formatMilliseconds(std::optional<double> ms);
/// What is left of a wait, in whole seconds: 4 s · 1 min 20 s.
QString formatWait(qint64 ms);
/// 1,204 → 388
QString formatTokens(qint64 in, qint64 out);
/// 0.04 %
QString formatShare(double share);
/// 14:02:11.418 of local time.
QString formatClock(qint64 epochMs);
/// 14:02 in the locale's form; of another day with its date.
QString formatMinute(qint64 epochMs, qint64 nowMs);
/// Date and time of the locale, for tool tips.
QString formatMoment(qint64 epochMs);
/// 10:14 of today, on another day with its date.
QString formatRecent(qint64 epochMs, qint64 nowMs);
/// just now, 3 min ago, 2 days ago.
QString formatAgo(qint64 epochMs, qint64 nowMs);
/// req_01JD…8F2K: begin and end of a long id.
QString shortId(const QString &id);
QString dash();

} // namespace ostiary
