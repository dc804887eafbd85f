// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/records.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace ostiary {

/// Times the stages of one request. The stage under way began at the last mark; times are of the steady clock, in ns.
class StageClock
{
public:
    explicit StageClock(std::int64_t receivedNs, std::int64_t admittedNs)
        : m_receivedNs(receivedNs), m_markNs(admittedNs)
    {
        add(Stage::Authenticate, admittedNs - receivedNs);
    }

    /// The stage under way ends and the next begins.
    void mark(Stage stage, std::int64_t nowNs)
    {
        add(stage, nowNs - m_markNs);
        m_markNs = nowNs;
    }
    /// The next stage begins; what passed since the last mark belongs to none.
    void restart(std::int64_t nowNs) { m_markNs = nowNs; }
    /// The first byte a client can use; only the first call counts.
    void firstToken(std::int64_t nowNs)
    {
        if (m_firstTokenNs == 0)
            m_firstTokenNs = nowNs;
    }
    bool sawFirstToken() const { return m_firstTokenNs != 0; }
    std::int64_t lastMarkNs() const { return m_markNs; }

    /// What passed until `nowNs` without waiting for the provider.
    std::int64_t overheadNs(std::int64_t nowNs, bool relaying) const
    {
        std::int64_t waited = of(Stage::Upstream) + of(Stage::Relay);
        if (relaying && m_firstTokenNs && of(Stage::Relay) == 0)
            waited += m_firstTokenNs - m_markNs;
        return std::max<std::int64_t>(0, nowNs - m_receivedNs - waited);
    }
    std::int64_t sinceReceivedNs(std::int64_t nowNs) const { return nowNs - m_receivedNs; }

    /// Writes the times of the finished request into its record.
    void writeTo(UsageRecord &record, std::int64_t nowNs) const
    {
        std::int64_t own = 0;
        for (std::size_t i = 0; i < kStageCount; ++i) {
            record.stagesUs[i] = static_cast<std::int32_t>(m_ns[i] / 1000);
            if (i != index(Stage::Upstream) && i != index(Stage::Relay))
                own += m_ns[i];
        }
        record.overheadUs = static_cast<std::int32_t>(own / 1000);
        record.totalUs = static_cast<std::int32_t>((nowNs - m_receivedNs) / 1000);
        record.ttftUs = m_firstTokenNs ? static_cast<std::int32_t>((m_firstTokenNs - m_receivedNs) / 1000) : -1;
    }

private:
    static constexpr std::size_t index(Stage stage) { return static_cast<std::size_t>(stage); }
    std::int64_t of(Stage stage) const { return m_ns[index(stage)]; }
    void add(Stage stage, std::int64_t ns) { m_ns[index(stage)] += ns; }

    std::array<std::int64_t, kStageCount> m_ns{};
    std::int64_t m_receivedNs;
    std::int64_t m_markNs;
    std::int64_t m_firstTokenNs = 0;
};

} // namespace ostiary
