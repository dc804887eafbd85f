// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/requesttotals.h"

#include "models/domain/money.h"
#include "server/store/idtime.h"
#include "server/store/ledgererror.h"
#include "server/store/querylimit.h"
#include "server/store/rollupwidths.h"

#include <QVariant>

#include <algorithm>
#include <limits>
#include <vector>

namespace ostiary {

namespace {

constexpr std::int64_t kMinuteMs = kMinute * 1000;

std::int64_t down(std::int64_t value, std::int64_t width)
{
    return value - value % width;
}

std::int64_t up(std::int64_t value, std::int64_t width)
{
    return down(value + width - 1, width);
}

} // namespace

struct RequestTotals::Sums
{
    std::int64_t requests = 0, prompt = 0, completion = 0, nano = 0;

    void add(const QSqlQuery &query, int tokensAt)
    {
        requests += query.value(0).toLongLong();
        prompt += query.value(tokensAt).toLongLong();
        completion += query.value(tokensAt + 1).toLongLong();
        nano += query.value(tokensAt + 2).toLongLong();
    }
};

Result<QJsonObject> RequestTotals::between(std::int64_t sinceMs, std::int64_t untilMs) const
{
    const ReadTransaction oneMoment(m_database); // while the writer moves on what is added up
    const QueryLimit limit(m_database, m_most);
    Span span;
    Sums sums;
    const bool read = this->span(sinceMs, untilMs, span) && (span.from >= span.to || addAll(sums, span));
    if (!read && !limit.reached())
        return ledgerUnreadable();
    const auto orNull = [&](const QJsonValue &value) { return read ? value : QJsonValue(); };
    return QJsonObject{
        {QLatin1String("requests"), orNull(qlonglong(sums.requests))},
        {QLatin1String("prompt_tokens"), orNull(qlonglong(sums.prompt))},
        {QLatin1String("completion_tokens"), orNull(qlonglong(sums.completion))},
        {QLatin1String("cost_usd"), orNull(QString::fromStdString(Money::fromNano(sums.nano).toDecimal()))}};
}

bool RequestTotals::span(std::int64_t sinceMs, std::int64_t untilMs, Span &span) const
{
    QSqlQuery oldest = m_database.prepare("ledger_oldest_request");
    QSqlQuery newest = m_database.prepare("ledger_newest_request");
    std::int64_t last = -1;
    if (!eachRow(oldest, [&] { span.from = std::max<std::int64_t>(sinceMs, oldest.value(0).toLongLong()); }) ||
        !eachRow(newest, [&] { last = newest.value(0).isNull() ? -1 : timeOf(newest.value(0).toByteArray()); }))
        return false;
    span.isOpen = untilMs <= 0 || untilMs > last;
    span.to = span.isOpen ? last + 1 : untilMs;
    return true;
}

/// Minutes that retention has taken away already are taken from the rows that are still there.
bool RequestTotals::addAll(Sums &sums, const Span &span) const
{
    QSqlQuery first = m_database.prepare("ledger_first_minute");
    std::int64_t begin = std::numeric_limits<std::int64_t>::max(); // no minute is left
    if (!eachRow(first, [&] {
            if (!first.value(0).isNull())
                begin = std::max<std::int64_t>(up(span.from, kMinuteMs), first.value(0).toLongLong() * 1000);
        }))
        return false;
    const std::int64_t end = span.isOpen ? up(span.to, kMinuteMs) : down(span.to, kMinuteMs);
    if (begin >= end)
        return addRows(sums, span.from, span.to);
    return addRows(sums, span.from, begin) && addRollups(sums, begin / 1000, end / 1000) && addRows(sums, end, span.to);
}

bool RequestTotals::addRows(Sums &sums, std::int64_t fromMs, std::int64_t toMs) const
{
    if (fromMs >= toMs)
        return true;
    QSqlQuery query = m_database.prepare("ledger_request_sums");
    query.bindValue(0, idBound(fromMs));
    query.bindValue(1, idBound(toMs));
    return eachRow(query, [&] { sums.add(query, 1); });
}

/// `from` and `to`: whole minutes, Unix seconds.
bool RequestTotals::addRollups(Sums &sums, std::int64_t from, std::int64_t to) const
{
    const auto widths = RollupWidths::read(m_database);
    if (!widths)
        return false;
    std::vector<RollupSpan> spans{{kMinute, from, to}};
    if (const std::int64_t hours = up(from, kHour), end = down(to, kHour); hours < end) {
        spans = widths->cover(hours, end, kHalfDay);
        spans.push_back({kMinute, from, hours});
        spans.push_back({kMinute, end, to});
    }
    QSqlQuery query = m_database.prepare("ledger_summary");
    for (const RollupSpan &span : spans) {
        query.bindValue(QStringLiteral(":width"), qlonglong(span.width));
        query.bindValue(QStringLiteral(":from"), qlonglong(span.from));
        query.bindValue(QStringLiteral(":to"), qlonglong(span.to));
        if (!eachRow(query, [&] { sums.add(query, 2); }))
            return false;
    }
    return true;
}

} // namespace ostiary
