// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chartdata.h"

#include "ui/theme.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>

namespace ostiary {

namespace {
constexpr double kReach = 12; ///< pixels from a line within which a click still means it
}

bool ChartData::Series::operator==(const Series &other) const
{
    return name == other.name && rest == other.rest &&
           std::equal(values.begin(), values.end(), other.values.begin(), other.values.end(),
                      [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); });
}

double ChartData::valueAt(std::size_t s, std::size_t i) const
{
    const double value = series[s].values[i];
    return std::isnan(value) || isHidden(s) ? 0 : value;
}

double ChartData::stackedTo(std::size_t s, std::size_t i) const
{
    double sum = 0;
    for (std::size_t below = 0; below <= s; ++below)
        sum += valueAt(below, i);
    return sum;
}

double ChartData::last(std::size_t s) const
{
    const auto &values = series[s].values;
    const auto found = std::find_if(values.rbegin(), values.rend(), [](double value) { return !std::isnan(value); });
    return found == values.rend() ? std::nan("") : *found;
}

double ChartData::roundTop() const
{
    double most = 0;
    for (std::size_t i = 0; i < slotCount() && !series.empty(); ++i) {
        if (kind == Kind::Bars)
            most = std::max(most, total(i));
        for (std::size_t s = 0; s < series.size() && kind == Kind::Lines; ++s)
            most = std::max(most, valueAt(s, i));
    }
    if (!(most > 0))
        return 1.2;
    const double magnitude = std::pow(10, std::floor(std::log10(most)));
    for (const double rounded : {1.2, 1.5, 1.8, 2.4, 3.0, 4.5, 6.0, 7.5, 9.0}) {
        if (most <= rounded * magnitude)
            return rounded * magnitude;
    }
    return 12 * magnitude;
}

QColor ChartData::colour(std::size_t s) const
{
    return series[s].rest ? Theme::of().restColour() : Theme::of().seriesColour(s);
}

double ChartData::xOf(qint64 time) const
{
    const double span = static_cast<double>(end() - times.front());
    return plot.left() + plot.width() * static_cast<double>(time - times.front()) / span;
}

int ChartData::slotAt(double position) const
{
    if (times.empty() || position < plot.left() - 4 || position > plot.right() + 4)
        return -1;
    const int last = static_cast<int>(slotCount()) - 1;
    return std::clamp(static_cast<int>(std::floor((position - plot.left()) / slotWidth())), 0, last);
}

int ChartData::seriesAt(std::size_t i, double position) const
{
    int nearest = -1;
    double reach = kReach;
    for (std::size_t s = 0; s < series.size(); ++s) {
        if (isHidden(s))
            continue;
        if (kind == Kind::Bars) {
            if (valueAt(s, i) > 0 && position >= y(stackedTo(s, i)))
                return position <= plot.bottom() + kReach ? static_cast<int>(s) : -1;
        } else if (const double value = series[s].values[i];
                   !std::isnan(value) && std::abs(y(value) - position) <= reach) {
            reach = std::abs(y(value) - position);
            nearest = static_cast<int>(s);
        }
    }
    return nearest;
}

QStringList ChartData::axisTexts() const
{
    static const QRegularExpression fraction(QStringLiteral("(\\d)(\\D)(\\d+)(?!.*\\d)"));
    const QString point = QLocale().decimalPoint();
    QStringList texts;
    qsizetype spare = std::numeric_limits<qsizetype>::max();
    for (int third = 0; third <= kGridLines; ++third) {
        texts += format(top * third / kGridLines);
        const auto match = fraction.match(texts.last());
        if (!match.hasMatch() || match.captured(2) != point)
            continue;
        const QString digits = match.captured(3);
        qsizetype zeros = 0;
        while (zeros < digits.size() && digits.at(digits.size() - 1 - zeros) == QLatin1Char('0'))
            ++zeros;
        spare = std::min(spare, zeros);
    }
    for (QString &text : texts) {
        const auto match = fraction.match(text);
        if (!match.hasMatch() || match.captured(2) != point)
            continue;
        const qsizetype cut = std::min(spare, match.capturedLength(3));
        text.remove(match.capturedEnd(3) - cut, cut);
        if (cut == match.capturedLength(3))
            text.remove(match.capturedStart(2), point.size());
    }
    return texts;
}

} // namespace ostiary
