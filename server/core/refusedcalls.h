// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"
#include "models/domain/gatewayerror.h"

#include <QJsonObject>

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ostiary {

/// The calls that were refused because of their key (401), since the start: how many, why, from where, and the latest.
/// They have no rows in the ledger, which a flood of them would fill; what is kept here is bounded. Thread-safe.
class RefusedCalls
{
public:
    static constexpr std::size_t kMostAddresses = 1024;
    static constexpr std::size_t kMostLatest = 20;

    explicit RefusedCalls(const Clock &clock) : m_clock(clock) {}

    /// `key` is masked before it is kept. The log is told at most once a minute.
    void note(std::string_view address, std::string_view path, std::string_view key, ErrorCode why);

    /// `total`, `last_24h`, and `last` (`at_ms`, `address`, `path`, `key`, `error`).
    QJsonObject summary() const;
    /// The same with `by_error`, `addresses` (those with the most calls first), `other_addresses` and `latest`.
    QJsonObject table() const;

private:
    struct Call
    {
        std::int64_t atMs = 0;
        std::string address;
        std::string path;
        std::string key;
        ErrorCode why = ErrorCode::Unauthorized;
    };
    struct Address
    {
        std::uint64_t calls = 0;
        std::int64_t lastMs = 0;
    };
    static QJsonObject toJson(const Call &call);
    void count(std::string_view address, std::int64_t nowMs);
    void tellLog(const Call &call);
    QJsonObject summaryUnlocked() const;

    const Clock &m_clock;
    mutable std::mutex m_mutex;
    std::uint64_t m_total = 0;
    std::map<ErrorCode, std::uint64_t> m_byError;
    std::unordered_map<std::string, Address> m_addresses;
    std::uint64_t m_others = 0;                ///< calls of addresses that found no place
    std::array<std::uint64_t, 24> m_perHour{}; ///< by the hour since 1970, modulo 24
    std::array<std::int64_t, 24> m_hours{};    ///< which hour a place of m_perHour counts
    std::deque<Call> m_latest;                 ///< newest first
    std::int64_t m_toldMs = -1;                ///< when the log was told
    std::uint64_t m_untold = 0;
};

} // namespace ostiary
