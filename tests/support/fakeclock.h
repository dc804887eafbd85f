// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"

#include <atomic>

namespace ostiary {

/// Time that passes when a test says so.
class FakeClock final : public Clock
{
public:
    std::int64_t steadyNs() const override { return m_steadyNs; }
    std::int64_t wallMs() const override { return m_wallMs; }

    void advanceSeconds(std::int64_t seconds)
    {
        m_steadyNs += seconds * 1'000'000'000;
        m_wallMs += seconds * 1000;
    }
    /// Only the wall clock moves, as when somebody sets it.
    void setWallSeconds(std::int64_t seconds) { m_wallMs = seconds * 1000; }

private:
    std::atomic<std::int64_t> m_steadyNs{1'000'000'000'000};
    std::atomic<std::int64_t> m_wallMs{1'800'000'000'000};
};

} // namespace ostiary
