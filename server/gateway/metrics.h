// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/records.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace ostiary {

/// The process's counters in Prometheus' form. Thread-safe; each thread keeps pointers to the series it uses, so that a
/// request costs no look-up by label. Models beyond a cap are counted as "other".
class Metrics
{
public:
    Metrics();
    ~Metrics();

    void begun();
    /// Takes the final record of a request.
    void ended(const UsageRecord &record);
    /// A request that was refused before a model was known.
    void refused(std::string_view error, int status);

    /// A key that opens nothing was tried on an administrative route; `slowed`: it was not even looked at.
    void adminKeyGuess(bool slowed);
    enum class Kind { Counter, Gauge };
    /// A figure that others keep; read whenever the metrics are. Before the first reading.
    void watch(std::string name, std::string help, Kind kind, std::function<double()> read);

    int inFlight() const;
    std::int64_t requests() const;
    /// The text format 0.0.4.
    std::string text() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ostiary
