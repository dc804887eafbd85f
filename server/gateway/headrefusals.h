// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"
#include "models/domain/gatewayerror.h"
#include "models/domain/records.h"
#include "models/domain/requestwhy.h"
#include "server/policy/principal.h"

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ostiary {

/// Requests that their key's own limit refused before their body was read, and with it the name of the model. They cost
/// a client a head only, so a flood of them must not fill the ledger: of each key the first few of a minute have a row,
/// and all others of that minute have one together, which says how many they are. Thread-safe.
class HeadRefusals
{
public:
    static constexpr int kRowsPerMinute = 5; ///< of a key, beside the one for all others
    static constexpr std::string_view kModel = "(unread)";

    explicit HeadRefusals(const Clock &clock) : m_clock(clock) {}

    /// Where rows go, null: nowhere. The sink outlives its use here.
    void recordTo(RecordSink *sink);
    void note(const Principal &caller, std::string_view path, const GatewayError &error);
    /// Writes what minutes that are over left to be said; from time to time, and `all` of it before the sink goes.
    void tell(bool all = false);

private:
    struct Row
    {
        UsageRecord record;
        RefusalFigures figures;
    };
    struct Minute
    {
        std::int64_t number = 0; ///< since 1970
        int rows = 0;
        std::int64_t others = 0; ///< that have no row yet …
        Row last;                ///< … and the latest of them
    };
    Row rowOf(const Principal &caller, Surface surface, const GatewayError &error) const;
    /// Moves the row for all others of `minute` to `rows`, where there are any.
    static void takeOthers(Minute &minute, std::vector<Row> &rows);
    static void write(RecordSink &sink, const Row &row);

    const Clock &m_clock;
    std::mutex m_mutex;
    RecordSink *m_sink = nullptr;
    std::unordered_map<std::int64_t, Minute> m_keys; ///< only those of the minute, once tell() was called
};

} // namespace ostiary
