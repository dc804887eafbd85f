// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/headrefusals.h"

#include "server/gateway/surfacepaths.h"

#include <utility>

namespace ostiary {

namespace {
constexpr std::int64_t kMinuteMs = 60'000;
}

void HeadRefusals::recordTo(RecordSink *sink)
{
    const std::lock_guard lock(m_mutex);
    m_sink = sink;
}

HeadRefusals::Row HeadRefusals::rowOf(const Principal &caller, Surface surface, const GatewayError &error) const
{
    Row row;
    UsageRecord &record = row.record;
    record.startedMs = m_clock.wallMs();
    record.requestId = RequestId::generate(record.startedMs);
    record.keyId = caller.key.id;
    record.userId = caller.key.userId;
    record.teamId = caller.key.teamId;
    record.model = kModel;
    record.surface = surface;
    record.state = RecordState::Settled;
    record.final = true;
    record.status = static_cast<std::uint16_t>(error.status);
    record.error = nameOf(error.code);
    if (error.figures)
        row.figures = *error.figures;
    if (auto &rate = row.figures.rate) {
        rate->of = "key";
        rate->endsMs = record.startedMs + rate->waitSeconds.value_or(0) * 1000LL;
    }
    return row;
}

void HeadRefusals::takeOthers(Minute &minute, std::vector<Row> &rows)
{
    if (minute.others == 0)
        return;
    if (auto &rate = minute.last.figures.rate)
        rate->more = minute.others - 1; // the row itself stands for one
    minute.others = 0;
    rows.push_back(std::move(minute.last));
}

void HeadRefusals::write(RecordSink &sink, const Row &row)
{
    RequestWhy why;
    why.figures = row.figures;
    sink.note(row.record, why.isEmpty() ? std::string() : why.toJson());
}

void HeadRefusals::note(const Principal &caller, std::string_view path, const GatewayError &error)
{
    const auto surface = surfaceOf(path);
    if (!surface)
        return; // no model was asked
    Row row = rowOf(caller, *surface, error);
    std::vector<Row> rows;
    const std::lock_guard lock(m_mutex);
    Minute &minute = m_keys[caller.key.id];
    if (const std::int64_t number = row.record.startedMs / kMinuteMs; minute.number != number) {
        takeOthers(minute, rows);
        minute = Minute();
        minute.number = number;
    }
    if (minute.rows < kRowsPerMinute) {
        ++minute.rows;
        rows.push_back(std::move(row));
    } else {
        ++minute.others;
        minute.last = std::move(row);
    }
    for (const Row &each : rows) {
        if (m_sink)
            write(*m_sink, each);
    }
}

void HeadRefusals::tell(bool all)
{
    const std::int64_t now = m_clock.wallMs() / kMinuteMs;
    std::vector<Row> rows;
    const std::lock_guard lock(m_mutex);
    for (auto at = m_keys.begin(); at != m_keys.end();) {
        if (!all && at->second.number == now) {
            ++at;
            continue;
        }
        takeOthers(at->second, rows);
        at = m_keys.erase(at);
    }
    for (const Row &each : rows) {
        if (m_sink)
            write(*m_sink, each);
    }
}

} // namespace ostiary
