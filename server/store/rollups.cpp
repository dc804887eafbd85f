// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/rollups.h"

#include "models/domain/money.h"
#include "server/store/ledgererror.h"
#include "server/store/rollupwidths.h"

#include <QVariant>

#include <algorithm>
#include <array>
#include <utility>

namespace ostiary {

namespace {

/// Requests, errors, tokens in and out, nano-USD.
struct Sums
{
    std::array<std::int64_t, 5> values{};

    void add(const QSqlQuery &query, int at)
    {
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] += query.value(at + static_cast<int>(i)).toLongLong();
    }
    void write(QJsonObject &to) const
    {
        to[QLatin1String("requests")] = qlonglong(values[0]);
        to[QLatin1String("errors")] = qlonglong(values[1]);
        to[QLatin1String("prompt_tokens")] = qlonglong(values[2]);
        to[QLatin1String("completion_tokens")] = qlonglong(values[3]);
        to[QLatin1String("cost_usd")] = QString::fromStdString(Money::fromNano(values[4]).toDecimal());
    }
};

/// Counts by bin of each kind of latency.
struct Latencies
{
    std::array<std::map<int, std::int64_t>, kLatencyKinds> counts;

    void add(int kind, int bin, std::int64_t count)
    {
        if (kind >= 0 && static_cast<std::size_t>(kind) < counts.size()) // others are of a newer program
            counts[static_cast<std::size_t>(kind)][bin] += count;
    }
    void write(QJsonObject &to) const
    {
        for (std::size_t kind = 0; kind < counts.size(); ++kind) {
            const Bins bins(counts[kind].begin(), counts[kind].end());
            const std::string_view of = nameOf(static_cast<LatencyKind>(kind));
            for (const auto &[name, share] : {std::pair{"p50", 0.5}, {"p95", 0.95}, {"p99", 0.99}})
                to[QLatin1String(of.data(), static_cast<qsizetype>(of.size())) + QLatin1Char('_') +
                   QLatin1String(name) + QLatin1String("_ms")] = percentile(bins, share);
        }
    }
};

void bindSpan(QSqlQuery &query, const RollupSpan &span)
{
    query.bindValue(QStringLiteral(":width"), qlonglong(span.width));
    query.bindValue(QStringLiteral(":from"), qlonglong(span.from));
    query.bindValue(QStringLiteral(":to"), qlonglong(span.to));
}

} // namespace

Result<QJsonObject> Rollups::summary(std::int64_t sinceMs, std::int64_t untilMs) const
{
    constexpr std::int64_t kShortSeconds = 2 * 86'400; // minutes of at most this long are read quickly
    const std::int64_t since = sinceMs / 1000, until = untilMs / 1000 + 1;
    const std::int64_t widest = until - since <= kShortSeconds ? kMinute : kHalfDay;
    const ReadTransaction oneMoment(m_database); // while the writer moves on what is added up
    const auto widths = RollupWidths::read(m_database);
    if (!widths)
        return ledgerUnreadable();
    const auto spans = widths->cover(since, until, widest);
    Sums sums;
    Latencies latencies;
    QSqlQuery total = m_database.prepare("ledger_summary");
    QSqlQuery bins = m_database.prepare("ledger_latency_bins");
    for (const RollupSpan &span : spans) {
        bindSpan(total, span);
        bindSpan(bins, span);
        if (!eachRow(total, [&] { sums.add(total, 0); }) || !eachRow(bins, [&] {
                latencies.add(bins.value(0).toInt(), bins.value(1).toInt(), bins.value(2).toLongLong());
            }))
            return ledgerUnreadable();
    }
    QJsonObject out{{QLatin1String("since_ms"), qlonglong((spans.empty() ? since : spans.front().from) * 1000)},
                    {QLatin1String("until_ms"), qlonglong(untilMs)}};
    sums.write(out);
    latencies.write(out);
    return out;
}

Result<QJsonArray> Rollups::series(std::int64_t sinceMs, std::int64_t untilMs, std::int64_t stepSeconds,
                                   const std::string &by) const
{
    const std::int64_t widest = stepSeconds % kHalfDay == 0 ? kHalfDay : stepSeconds % kHour == 0 ? kHour : kMinute;
    const std::int64_t step = std::max(widest, stepSeconds - stepSeconds % widest);
    const std::int64_t since = sinceMs / 1000 - sinceMs / 1000 % step;
    std::map<std::pair<std::int64_t, QString>, Sums> points; // by time and label
    std::map<std::int64_t, Latencies> latencies;
    const ReadTransaction oneMoment(m_database);
    QSqlQuery sums = m_database.prepare("ledger_series");
    QSqlQuery bins = m_database.prepare("ledger_series_latency");
    for (QSqlQuery *query : {&sums, &bins}) {
        query->bindValue(QStringLiteral(":step"), qlonglong(step));
        query->bindValue(QStringLiteral(":step2"), qlonglong(step));
    }
    sums.bindValue(QStringLiteral(":by"), QString::fromStdString(by));
    const auto widths = RollupWidths::read(m_database);
    if (!widths)
        return ledgerUnreadable();
    for (const RollupSpan &span : widths->cover(since, untilMs / 1000 + 1, widest)) {
        bindSpan(sums, span);
        if (!eachRow(sums, [&] { points[{sums.value(0).toLongLong(), sums.value(1).toString()}].add(sums, 2); }))
            return ledgerUnreadable();
        if (!by.empty())
            continue;
        bindSpan(bins, span);
        if (!eachRow(bins, [&] {
                latencies[bins.value(0).toLongLong()].add(bins.value(1).toInt(), bins.value(2).toInt(),
                                                          bins.value(3).toLongLong());
            }))
            return ledgerUnreadable();
    }
    QJsonArray out;
    for (const auto &[key, counted] : points) {
        QJsonObject point{{QLatin1String("at_ms"), qlonglong(key.first * 1000)}};
        if (!by.empty())
            point[QLatin1String("label")] = key.second;
        counted.write(point);
        if (by.empty())
            latencies[key.first].write(point);
        out.append(point);
    }
    return out;
}

Result<std::map<std::string, Rollups::Activity>> Rollups::modelActivity(std::int64_t nowMs, int hours) const
{
    std::map<std::string, Activity> out;
    std::map<std::string, std::map<int, std::int64_t>> firstToken;
    const std::int64_t from = (nowMs / 1000 / kHour - hours + 1) * kHour;
    const ReadTransaction oneMoment(m_database);
    QSqlQuery requests = m_database.prepare("ledger_model_requests");
    QSqlQuery bins = m_database.prepare("ledger_model_ttft");
    const auto widths = RollupWidths::read(m_database);
    if (!widths)
        return ledgerUnreadable();
    for (const RollupSpan &span : widths->cover(from, nowMs / 1000 + 1, kHour)) {
        bindSpan(requests, span);
        bindSpan(bins, span);
        const auto addRequests = [&] {
            Activity &activity = out[requests.value(0).toString().toStdString()];
            activity.requests.resize(static_cast<std::size_t>(hours));
            const std::int64_t hour = (requests.value(1).toLongLong() - from) / kHour;
            if (hour >= 0 && hour < hours)
                activity.requests[static_cast<std::size_t>(hour)] += requests.value(2).toLongLong();
        };
        const auto addFirstTokens = [&] {
            firstToken[bins.value(0).toString().toStdString()][bins.value(1).toInt()] += bins.value(2).toLongLong();
        };
        if (!eachRow(requests, addRequests) || !eachRow(bins, addFirstTokens))
            return ledgerUnreadable();
    }
    for (const auto &[model, counts] : firstToken)
        out[model].firstToken = Bins(counts.begin(), counts.end());
    return out;
}

} // namespace ostiary
