// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/requestlist.h"

#include "models/domain/ids.h"
#include "models/domain/money.h"
#include "models/domain/records.h"
#include "server/store/idtime.h"
#include "server/store/ledgererror.h"
#include "server/store/querylimit.h"
#include "server/store/sqltext.h"
#include "server/store/storednames.h"
#include "server/store/usagecolumns.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QVariant>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace ostiary {

namespace {

QString latin(std::string_view text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

std::string idText(const QByteArray &bytes)
{
    RequestId id;
    std::copy_n(bytes.constData(), std::min<qsizetype>(bytes.size(), 16), reinterpret_cast<char *>(id.bytes.data()));
    return id.toText();
}

double milliseconds(std::int64_t microseconds)
{
    return static_cast<double>(microseconds) / 1000;
}

QJsonObject rowOf(const QSqlQuery &query)
{
    QJsonObject row;
    row[QLatin1String("id")] = QString::fromStdString(idText(query.value(0).toByteArray()));
    row[QLatin1String("started_ms")] = query.value(1).toLongLong();
    row[QLatin1String("key_id")] = query.value(2).toLongLong();
    row[QLatin1String("user_id")] = query.value(3).toString();
    row[QLatin1String("team_id")] = query.value(4).toString();
    row[QLatin1String("model")] = query.value(5).toString();
    row[QLatin1String("deployment_id")] = query.value(6).toString();
    row[QLatin1String("provider")] = query.value(7).toString();
    row[QLatin1String("surface")] = latin(nameOf(static_cast<Surface>(query.value(8).toInt())));
    row[QLatin1String("streamed")] = query.value(9).toBool();
    row[QLatin1String("status")] = query.value(10).toInt();
    row[QLatin1String("error")] =
        query.value(11).toString().isEmpty() ? QJsonValue() : QJsonValue(query.value(11).toString());
    row[QLatin1String("state")] = latin(nameOf(static_cast<RecordState>(query.value(12).toInt())));
    row[QLatin1String("attempts")] = query.value(13).toInt();
    row[QLatin1String("prompt_tokens")] = query.value(14).toLongLong();
    row[QLatin1String("completion_tokens")] = query.value(15).toLongLong();
    row[QLatin1String("cost_usd")] =
        query.value(17).toBool()
            ? QJsonValue(QString::fromStdString(Money::fromNano(query.value(16).toLongLong()).toDecimal()))
            : QJsonValue();
    row[QLatin1String("latency_ms")] = milliseconds(query.value(18).toLongLong());
    row[QLatin1String("ttft_ms")] =
        query.value(19).toLongLong() < 0 ? QJsonValue() : QJsonValue(milliseconds(query.value(19).toLongLong()));
    row[QLatin1String("overhead_ms")] = milliseconds(query.value(20).toLongLong());
    if (!query.value(21).isNull())
        row[QLatin1String("asked_model")] = query.value(21).toString();
    return row;
}

/// The numbers of `blob` under the names that the ledger gives to their places.
QJsonObject stagesOf(const QByteArray &blob, const std::map<int, std::string> &names)
{
    QJsonObject times;
    for (const auto &[position, name] : names) {
        std::int32_t us = 0;
        if (position < 0 || (qsizetype(position) + 1) * qsizetype(sizeof us) > blob.size())
            continue;
        std::memcpy(&us, blob.constData() + position * qsizetype(sizeof us), sizeof us);
        times[QString::fromStdString(name)] = milliseconds(us);
    }
    return times;
}

/// Where the next page begins, from the last row of this one.
RequestCursor cursorOf(const QJsonObject &row, RequestFilter::Sort sort)
{
    RequestCursor cursor;
    cursor.id = RequestId::fromText(row[QLatin1String("id")].toString().toStdString()).value_or(RequestId());
    switch (sort) {
    case RequestFilter::Sort::Started:
        break;
    case RequestFilter::Sort::Cost:
        cursor.value =
            Money::fromDecimal(row[QLatin1String("cost_usd")].toString().toStdString()).value_or(Money()).nano();
        break;
    case RequestFilter::Sort::Took:
        cursor.value = std::llround(row[QLatin1String("latency_ms")].toDouble() * 1000);
        break;
    case RequestFilter::Sort::Tokens:
        cursor.value =
            row[QLatin1String("prompt_tokens")].toInteger() + row[QLatin1String("completion_tokens")].toInteger();
        break;
    case RequestFilter::Sort::HttpStatus:
        cursor.value = row[QLatin1String("status")].toInteger();
        break;
    }
    return cursor;
}

} // namespace

std::optional<RequestCursor> RequestCursor::fromText(const std::string &text)
{
    RequestCursor cursor;
    const std::size_t point = text.find('.');
    if (point != std::string::npos) {
        const char *const end = text.data() + point;
        if (const auto read = std::from_chars(text.data(), end, cursor.value);
            read.ptr != end || read.ec != std::errc())
            return std::nullopt;
    }
    const auto id = RequestId::fromText(point == std::string::npos ? text : text.substr(point + 1));
    if (!id)
        return std::nullopt;
    cursor.id = *id;
    return cursor;
}

std::string RequestCursor::toText(bool withValue) const
{
    return withValue ? std::to_string(value) + '.' + id.toText() : id.toText();
}

/// The conditions of a filter and their values; only those that are asked for, for each costs time at every row.
struct RequestList::Where
{
    QStringList terms;
    QList<std::pair<QString, QVariant>> values;

    void add(const QString &term, const QVariant &value)
    {
        const QString name = QStringLiteral(":w%1").arg(values.size());
        terms += term.arg(name);
        values += {name, value};
    }
    void add(const WordTerm &word)
    {
        QString term = word.term;
        for (const QVariant &value : word.values) {
            const QString name = QStringLiteral(":w%1").arg(values.size());
            term = term.arg(name);
            values += {name, value};
        }
        terms += term;
    }
    /// Beyond `value` in the order, or as much and older.
    void addBeyond(const QString &expression, bool ascending, std::int64_t value, const QByteArray &id)
    {
        const QString v = QStringLiteral(":w%1").arg(values.size()), i = QStringLiteral(":w%1").arg(values.size() + 1),
                      again = QStringLiteral(":w%1").arg(values.size() + 2);
        terms += QStringLiteral("(%1 %2 %3 OR (%1 = %5 AND r.request_id < %4))")
                     .arg(expression, ascending ? QStringLiteral(">") : QStringLiteral("<"), v, i, again);
        values += {v, qlonglong(value)};
        values += {i, id};
        values += {again, qlonglong(value)};
    }
};

/// Nothing: nothing can be found, because a name that is wanted was never recorded.
Result<std::optional<RequestList::Where>> RequestList::conditions(const RequestFilter &filter) const
{
    Where where;
    QSqlQuery find = m_database.prepare("ledger_find_name");
    if (filter.keyId)
        where.add(filter.keyUnwanted ? QStringLiteral("r.key_id <> %1") : QStringLiteral("r.key_id = %1"),
                  qlonglong(*filter.keyId));
    const std::pair<const char *, const NameFilter &> names[] = {
        {"model", filter.model},           {"user", filter.user},         {"team", filter.team},
        {"deployment", filter.deployment}, {"provider", filter.provider}, {"error", filter.error}};
    for (const auto &[column, wanted] : names) {
        if (wanted.text.empty())
            continue;
        std::optional<qlonglong> id;
        find.bindValue(0, QString::fromStdString(wanted.text));
        if (!eachRow(find, [&] { id = find.value(0).toLongLong(); }))
            return ledgerUnreadable();
        if (!id && !wanted.unwanted)
            return std::optional<Where>();
        if (id)
            where.add(QStringLiteral("r.") + QLatin1String(column) +
                          (wanted.unwanted ? QStringLiteral(" <> %1") : QStringLiteral(" = %1")),
                      *id);
    }
    const std::pair<const char *, const NumberFilter &> numbers[] = {
        {"r.status", filter.status},
        {"r.cost_nano", filter.costNano},
        {"r.total_us", filter.tookUs},
        {"r.prompt_tokens + r.completion_tokens", filter.tokens}};
    for (const auto &[expression, wanted] : numbers) {
        const QString value = QLatin1String(expression);
        if (wanted.least != std::numeric_limits<std::int64_t>::min())
            where.add(value + QStringLiteral(" >= %1"), qlonglong(wanted.least));
        if (wanted.most != std::numeric_limits<std::int64_t>::max())
            where.add(value + QStringLiteral(" <= %1"), qlonglong(wanted.most));
        for (const std::int64_t unwanted : wanted.unwanted)
            where.add(value + QStringLiteral(" <> %1"), qlonglong(unwanted));
    }
    const auto words = wordTerms(m_database, filter.words);
    if (!words)
        return ledgerUnreadable();
    for (const WordTerm &word : *words)
        where.add(word);
    if (filter.onlyFailed)
        where.terms += QStringLiteral("(r.status < 200 OR r.status > 299)");
    return std::optional<Where>(std::move(where));
}

/// False when the database failed, or a QueryLimit ended it: then some rows may be missing.
bool RequestList::appendRows(QJsonArray &rows, const Where &where, const QString &order, int limit) const
{
    QSqlQuery query = m_database.query();
    query.setForwardOnly(true);
    query.prepare(sqlText("ledger_requests")
                      .replace(QLatin1String("{where}"), where.terms.join(QStringLiteral(" AND ")))
                      .replace(QLatin1String("{order}"), order));
    for (const auto &[name, value] : where.values)
        query.bindValue(name, value);
    query.bindValue(QStringLiteral(":limit"), limit);
    return eachRow(query, [&] { rows.append(rowOf(query)); });
}

/// The first millisecond whose ids are all at or above `id`.
std::int64_t firstAbove(const QByteArray &id)
{
    return timeOf(id) + (id > idBound(timeOf(id), '\0') ? 1 : 0);
}

constexpr std::chrono::milliseconds kNoLimit{std::chrono::hours(1)};

/// Back in time a slice at a time, each as long as fits the time that is left, so that a filter that few requests fit
/// answers with what it has and where it got to, instead of after a walk through the whole ledger.
/// Within a slice it goes forward (the `+` keeps SQLite from following the order of the key): a walk backwards through
/// a file that is not in memory took nine times as long, because the system reads ahead only forwards.
Result<QJsonObject> RequestList::newestFirst(const RequestFilter &filter, const Where &where, std::int64_t nowMs) const
{
    constexpr std::int64_t kFirstSliceMs = 5'000, kEnoughMs = 80, kSliceMs = 15, kFaster = 16, kSlower = 16;
    const auto ledger = span();
    if (!ledger)
        return ledgerUnreadable();
    const bool all = where.terms.isEmpty();
    const QString order = all ? QStringLiteral("r.request_id DESC") : QStringLiteral("+r.request_id DESC");
    QByteArray before =
        idBound(filter.untilMs > 0 ? filter.untilMs : (std::int64_t(1) << 48) - 1, filter.untilMs > 0 ? '\0' : '\xff');
    if (const auto cursor = RequestId::fromText(filter.cursor))
        before = std::min(before, QByteArray(reinterpret_cast<const char *>(cursor->bytes.data()), 16));
    std::int64_t at = std::min(firstAbove(before), std::max(nowMs, ledger->newest) + 1);
    const QByteArray from = idBound(std::max(filter.sinceMs, ledger->oldest), '\0');
    QJsonArray rows;
    std::int64_t slice = all ? std::numeric_limits<std::int64_t>::max() / 16 : kFirstSliceMs;
    QElapsedTimer clock;
    clock.start();
    const auto looking = [&] {
        return QJsonObject{{QLatin1String("data"), rows},
                           {QLatin1String("next_cursor"), QString::fromStdString(idText(before))},
                           {QLatin1String("looking"), true}};
    };
    bool moved = false;
    while (before > from) {
        const std::int64_t began = clock.elapsed();
        at -= slice;
        const QByteArray down = at > timeOf(from) ? idBound(at, '\0') : from;
        Where part = where;
        part.add(QStringLiteral("r.request_id < %1"), before);
        part.add(QStringLiteral("r.request_id >= %1"), down);
        const QueryLimit limit(m_database, slice > 1 ? m_limits.slice : kNoLimit);
        QJsonArray found;
        const bool read = appendRows(found, part, order, filter.limit + 1 - static_cast<int>(rows.size()));
        if (limit.reached()) { // a busy time: smaller steps
            at += slice;
            slice = std::max<std::int64_t>(1, std::min(slice, at - timeOf(from)) / kSlower);
            if (moved)
                return looking();
            continue;
        }
        if (!read)
            return ledgerUnreadable();
        for (const QJsonValue &row : found)
            rows.append(row);
        before = down;
        moved = true;
        if (rows.size() > filter.limit) {
            rows.removeLast();
            return QJsonObject{{QLatin1String("data"), rows},
                               {QLatin1String("next_cursor"), rows.last().toObject()[QLatin1String("id")]}};
        }
        if (clock.elapsed() > kEnoughMs && before > from)
            return looking();
        const std::int64_t took = std::max<std::int64_t>(1, clock.elapsed() - began);
        slice = slice * std::clamp<std::int64_t>(2 * kSliceMs / took, 1, kFaster) / 2 + 1;
    }
    return QJsonObject{{QLatin1String("data"), rows}, {QLatin1String("next_cursor"), QJsonValue()}};
}

Result<QJsonObject> RequestList::page(const RequestFilter &given, std::int64_t nowMs) const
{
    RequestFilter filter = given;
    filter.limit = std::clamp(filter.limit, 1, 1000);
    if (!narrowToIds(m_database, filter.words, filter.sinceMs, filter.untilMs))
        return ledgerUnreadable();
    auto wanted = conditions(filter);
    if (!wanted)
        return std::move(wanted).error();
    std::optional<Where> &where = wanted.value();
    if (!where)
        return QJsonObject{{QLatin1String("data"), QJsonArray()}, {QLatin1String("next_cursor"), QJsonValue()}};
    if (filter.sort == RequestFilter::Sort::Started && !filter.ascending)
        return newestFirst(filter, *where, nowMs);
    static const std::array<QString, 5> kOrders = {
        QStringLiteral("r.request_id"), QStringLiteral("r.cost_nano"), QStringLiteral("r.total_us"),
        QStringLiteral("r.prompt_tokens + r.completion_tokens"), QStringLiteral("r.status")};
    const QString &by = kOrders[static_cast<std::size_t>(filter.sort)];
    const bool byTime = filter.sort == RequestFilter::Sort::Started;
    const QString order = by + (filter.ascending ? QStringLiteral(" ASC") : QStringLiteral(" DESC")) +
                          (byTime ? QString() : QStringLiteral(", r.request_id DESC"));
    if (filter.untilMs > 0)
        where->add(QStringLiteral("r.request_id < %1"), idBound(filter.untilMs, '\0'));
    where->add(QStringLiteral("r.request_id >= %1"), idBound(std::max<std::int64_t>(0, filter.sinceMs), '\0'));
    if (const auto cursor = RequestCursor::fromText(filter.cursor)) {
        const QByteArray id(reinterpret_cast<const char *>(cursor->id.bytes.data()), 16);
        if (byTime)
            where->add(filter.ascending ? QStringLiteral("r.request_id > %1") : QStringLiteral("r.request_id < %1"),
                       id);
        else
            where->addBeyond(by, filter.ascending, cursor->value, id);
    }
    const QueryLimit limit(m_database, m_limits.sort);
    QJsonArray rows;
    if (!appendRows(rows, *where, order, filter.limit + 1)) {
        if (!limit.reached())
            return ledgerUnreadable();
        return GatewayError::make(ErrorCode::BadRequest,
                                  "There are too many requests to sort; choose fewer, for example of one day", "sort")
            .because(Reason::TooManyToSort);
    }
    QJsonValue next;
    if (rows.size() > filter.limit) {
        rows.removeLast();
        next = QString::fromStdString(cursorOf(rows.last().toObject(), filter.sort).toText(!byTime));
    }
    return QJsonObject{{QLatin1String("data"), rows}, {QLatin1String("next_cursor"), next}};
}

std::optional<RequestList::Span> RequestList::span() const
{
    Span span;
    QSqlQuery oldest = m_database.prepare("ledger_oldest_request");
    QSqlQuery newest = m_database.prepare("ledger_newest_request");
    const bool read = eachRow(oldest, [&] { span.oldest = oldest.value(0).toLongLong(); }) && eachRow(newest, [&] {
                          span.newest = newest.value(0).isNull() ? 0 : timeOf(newest.value(0).toByteArray());
                      });
    return read ? std::optional(span) : std::nullopt;
}

/// What is known of why it failed or was tried again: `tries` and `why`; nothing of others.
bool RequestList::addWhy(QJsonObject &row, const QByteArray &id) const
{
    QSqlQuery query = m_database.prepare("ledger_why");
    query.bindValue(0, id);
    return eachRow(query, [&] {
        QJsonObject why = QJsonDocument::fromJson(query.value(0).toByteArray()).object();
        row[QLatin1String("tries")] = why.take(QLatin1String("tries")).toArray();
        row[QLatin1String("why")] = why;
    });
}

Result<std::optional<QJsonObject>> RequestList::one(const std::string &idText) const
{
    const std::optional<QJsonObject> none;
    const auto id = RequestId::fromText(idText);
    if (!id)
        return none;
    const QByteArray blob(reinterpret_cast<const char *>(id->bytes.data()), 16);
    QSqlQuery query = m_database.prepare("ledger_request");
    query.bindValue(0, blob);
    if (!query.exec() || !query.next())
        return allRead(query) ? Result<std::optional<QJsonObject>>(none) : ledgerUnreadable();
    QJsonObject row = rowOf(query);
    const auto stageNames = StoredNames::read(m_database, StoredNames::kStages);
    if (!stageNames)
        return ledgerUnreadable();
    row[QLatin1String("stages_ms")] = stagesOf(query.value(22).toByteArray(), *stageNames);
    row[QLatin1String("reason")] = query.value(23).toString();
    QSqlQuery attempts = m_database.prepare("ledger_attempts");
    attempts.bindValue(0, blob);
    QJsonArray list;
    const bool read = eachRow(attempts, [&] {
        QJsonObject attempt{
            {QLatin1String("attempt"), attempts.value(0).toInt()},
            {QLatin1String("started_ms"), attempts.value(1).toLongLong()},
            {QLatin1String("deployment_id"), attempts.value(2).toString()},
            {QLatin1String("provider"), attempts.value(3).toString()},
            {QLatin1String("upstream_model"), attempts.value(4).toString()},
            {QLatin1String("state"), latin(nameOf(static_cast<RecordState>(attempts.value(5).toInt())))},
            {QLatin1String("upstream_status"),
             attempts.value(6).toInt() ? QJsonValue(attempts.value(6).toInt()) : QJsonValue()},
            {QLatin1String("cost_usd"),
             attempts.value(8).toBool()
                 ? QJsonValue(QString::fromStdString(Money::fromNano(attempts.value(7).toLongLong()).toDecimal()))
                 : QJsonValue()},
            {QLatin1String("price_version"), attempts.value(9).toLongLong()}};
        for (std::size_t i = 0; i < kUsageColumns.size(); ++i)
            attempt[latin(kUsageColumns[i].name)] = attempts.value(10 + static_cast<int>(i)).toLongLong();
        list.append(attempt);
    });
    if (!read)
        return ledgerUnreadable();
    row[QLatin1String("attempt_list")] = list;
    if (!addWhy(row, blob))
        return ledgerUnreadable();
    return std::optional(row);
}

} // namespace ostiary
