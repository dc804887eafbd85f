// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <vector>

namespace ostiary {

/// Round moments of a time axis in local time (00:00, 00:15 …; midnights; first days of weeks), and their words.
struct TimeTicks
{
    /// Ticks within [from, to) in ms since the epoch, about `most` at most.
    static TimeTicks within(qint64 from, qint64 to, int most);
    /// A time of day in the locale's 24 or 12 hour form, or a day.
    QString label(qint64 time) const;
    /// From when to when, in the locale's form, for a slot of a chart.
    static QString slot(qint64 from, qint64 to);

    std::vector<qint64> times;
    bool days = false; ///< each tick is a midnight, and named as a day
};

} // namespace ostiary
