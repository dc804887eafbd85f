// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/requestexport.h"

#include "models/domain/csvline.h"

#include <QJsonArray>

#include <cmath>

namespace ostiary {

namespace {

constexpr int kSliceRows = 1000;

enum class Kind { Text, Code, Number, Flag, Moment, WholeMs, Microseconds };

/// The columns, in their order: what the admin API tells of a request, times as moments and whole numbers.
constexpr struct
{
    const char *title;
    const char *field;
    Kind kind;
} kColumns[] = {{"id", "id", Kind::Code},
                {"started", "started_ms", Kind::Moment},
                {"key", "key", Kind::Text},
                {"key_id", "key_id", Kind::Number},
                {"user_id", "user_id", Kind::Text},
                {"team_id", "team_id", Kind::Text},
                {"model", "model", Kind::Text},
                {"asked_model", "asked_model", Kind::Text},
                {"provider", "provider", Kind::Text},
                {"deployment_id", "deployment_id", Kind::Text},
                {"surface", "surface", Kind::Code},
                {"streamed", "streamed", Kind::Flag},
                {"status", "status", Kind::Number},
                {"error", "error", Kind::Text},
                {"state", "state", Kind::Code},
                {"attempts", "attempts", Kind::Number},
                {"prompt_tokens", "prompt_tokens", Kind::Number},
                {"completion_tokens", "completion_tokens", Kind::Number},
                {"cost_usd", "cost_usd", Kind::Code},
                {"latency_ms", "latency_ms", Kind::WholeMs},
                {"ttft_ms", "ttft_ms", Kind::WholeMs},
                {"overhead_us", "overhead_ms", Kind::Microseconds}};

void addField(CsvLine &line, const QJsonValue &value, Kind kind)
{
    const bool isNumber =
        kind == Kind::Number || kind == Kind::Moment || kind == Kind::WholeMs || kind == Kind::Microseconds;
    if (value.isUndefined() || value.isNull() || (isNumber && !value.isDouble())) {
        line.nothing();
        return;
    }
    switch (kind) {
    case Kind::Text:
        line.text(value.toString().toStdString());
        break;
    case Kind::Code:
        line.plain(value.toString().toStdString());
        break;
    case Kind::Number:
        line.number(value.toInteger());
        break;
    case Kind::Flag:
        line.flag(value.toBool());
        break;
    case Kind::Moment:
        line.plain(isoMoment(value.toInteger()));
        break;
    case Kind::WholeMs:
        line.number(std::llround(value.toDouble()));
        break;
    case Kind::Microseconds:
        line.number(std::llround(value.toDouble() * 1000));
        break;
    }
}

std::string heading()
{
    CsvLine line;
    for (const auto &column : kColumns)
        line.plain(column.title);
    return line.take();
}

std::string lineOf(const QJsonObject &row)
{
    CsvLine line;
    for (const auto &column : kColumns)
        addField(line, row.value(QLatin1String(column.field)), column.kind);
    return line.take();
}

} // namespace

QString nameOfKey(const StateStore::KeyNames &names, std::int64_t id)
{
    const auto found = names.find(id);
    if (found == names.end())
        return id == 0 ? QString::fromLatin1(kMasterKeyName) : QString::number(id);
    return QString::fromStdString(found->second.alias.empty() ? found->second.masked : found->second.alias);
}

void RequestExport::next(Take take)
{
    auto piece = std::make_shared<Result<Piece>>(Piece());
    const bool taken = m_reads.run(
        LongReads::Lane::Slow,
        [self = shared_from_this(), piece](LedgerReader &ledger) { *piece = self->read(ledger); },
        [piece, take] { take(std::move(*piece)); });
    if (!taken)
        take(LongReads::busy());
}

Result<ReplyPieces::Piece> RequestExport::read(LedgerReader &ledger)
{
    std::string text = std::exchange(m_begun, true) ? std::string() : heading();
    if (!m_what.filter)
        return Piece{QByteArray::fromStdString(text), true};
    m_what.filter->limit = kSliceRows;
    const auto page = ledger.requests().page(*m_what.filter, m_what.nowMs);
    if (!page)
        return page.error();
    for (const QJsonValue &value : page->value(QLatin1String("data")).toArray()) {
        QJsonObject row = value.toObject();
        row[QLatin1String("key")] = nameOfKey(*m_what.names, row[QLatin1String("key_id")].toInteger());
        text += lineOf(row);
    }
    m_what.filter->cursor = page->value(QLatin1String("next_cursor")).toString().toStdString();
    return Piece{QByteArray::fromStdString(text), m_what.filter->cursor.empty()};
}

} // namespace ostiary
