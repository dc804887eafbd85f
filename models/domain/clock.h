// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace ostiary {

/// The only source of time for policy and records, so that tests can stand still or jump.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Nanoseconds of a clock that never goes back; its origin means nothing.
    virtual std::int64_t steadyNs() const = 0;
    /// Milliseconds since 1970-01-01 UTC.
    virtual std::int64_t wallMs() const = 0;
};

/// The machine's clocks.
class SystemClock final : public Clock
{
public:
    std::int64_t steadyNs() const override;
    std::int64_t wallMs() const override;
};

} // namespace ostiary
