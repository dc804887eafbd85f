// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/refusedcalls.h"

#include "models/domain/identity.h"

#include <QJsonArray>
#include <QLoggingCategory>

#include <algorithm>
#include <vector>

namespace ostiary {

namespace {

Q_LOGGING_CATEGORY(logDoor, "ostiary.door")

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kTellEveryMs = 60'000;
constexpr std::size_t kMostPath = 200;
constexpr std::size_t kMostShown = 100; ///< addresses in the table

QString text(const std::string &from)
{
    return QString::fromStdString(from);
}

} // namespace

void RefusedCalls::note(std::string_view address, std::string_view path, std::string_view key, ErrorCode why)
{
    Call call;
    call.atMs = m_clock.wallMs();
    call.address = address;
    call.path = path.substr(0, kMostPath);
    call.key = key.empty() ? std::string() : maskKey(key);
    call.why = why;

    const std::lock_guard lock(m_mutex);
    ++m_total;
    ++m_byError[why];
    const std::int64_t hour = call.atMs / kHourMs;
    const auto place = static_cast<std::size_t>(hour % 24);
    if (m_hours[place] != hour) {
        m_hours[place] = hour;
        m_perHour[place] = 0;
    }
    ++m_perHour[place];
    count(address, call.atMs);
    tellLog(call);
    m_latest.push_front(std::move(call));
    if (m_latest.size() > kMostLatest)
        m_latest.pop_back();
}

void RefusedCalls::count(std::string_view address, std::int64_t nowMs)
{
    const std::string name(address);
    auto found = m_addresses.find(name);
    if (found == m_addresses.end() && m_addresses.size() >= kMostAddresses) {
        const auto oldest = std::min_element(m_addresses.begin(), m_addresses.end(), [](const auto &a, const auto &b) {
            return a.second.lastMs < b.second.lastMs;
        });
        if (nowMs - oldest->second.lastMs < kHourMs) {
            ++m_others;
            return;
        }
        m_others += oldest->second.calls;
        m_addresses.erase(oldest);
    }
    if (found == m_addresses.end())
        found = m_addresses.emplace(name, Address()).first;
    ++found->second.calls;
    found->second.lastMs = nowMs;
}

void RefusedCalls::tellLog(const Call &call)
{
    if (m_toldMs >= 0 && call.atMs - m_toldMs < kTellEveryMs && call.atMs >= m_toldMs) {
        ++m_untold;
        return;
    }
    m_toldMs = call.atMs;
    const std::string more =
        m_untold > 0 ? "; " + std::to_string(std::exchange(m_untold, 0)) + " more since the last line of this kind"
                     : "";
    qCWarning(logDoor, "refused a call of %s from %s: %s (key %s)%s", call.path.c_str(), call.address.c_str(),
              std::string(nameOf(call.why)).c_str(), call.key.empty() ? "none" : call.key.c_str(), more.c_str());
}

QJsonObject RefusedCalls::toJson(const Call &call)
{
    return {{QLatin1String("at_ms"), qlonglong(call.atMs)},
            {QLatin1String("address"), text(call.address)},
            {QLatin1String("path"), text(call.path)},
            {QLatin1String("key"), text(call.key)},
            {QLatin1String("error"), text(std::string(nameOf(call.why)))}};
}

QJsonObject RefusedCalls::summaryUnlocked() const
{
    const std::int64_t hour = m_clock.wallMs() / kHourMs;
    std::uint64_t lastDay = 0;
    for (std::size_t i = 0; i < m_perHour.size(); ++i)
        lastDay += m_hours[i] > hour - 24 ? m_perHour[i] : 0;
    QJsonObject out{{QLatin1String("total"), qlonglong(m_total)}, {QLatin1String("last_24h"), qlonglong(lastDay)}};
    if (!m_latest.empty())
        out[QLatin1String("last")] = toJson(m_latest.front());
    return out;
}

QJsonObject RefusedCalls::summary() const
{
    const std::lock_guard lock(m_mutex);
    return summaryUnlocked();
}

QJsonObject RefusedCalls::table() const
{
    const std::lock_guard lock(m_mutex);
    QJsonObject out = summaryUnlocked();
    QJsonObject byError;
    for (const auto &[why, calls] : m_byError)
        byError[text(std::string(nameOf(why)))] = qlonglong(calls);
    std::vector<std::pair<std::string, Address>> all(m_addresses.begin(), m_addresses.end());
    std::sort(all.begin(), all.end(), [](const auto &a, const auto &b) {
        return a.second.calls != b.second.calls ? a.second.calls > b.second.calls : a.first < b.first;
    });
    QJsonArray addresses;
    std::uint64_t others = m_others;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i >= kMostShown) {
            others += all[i].second.calls;
            continue;
        }
        addresses.append(QJsonObject{{QLatin1String("address"), text(all[i].first)},
                                     {QLatin1String("calls"), qlonglong(all[i].second.calls)},
                                     {QLatin1String("last_ms"), qlonglong(all[i].second.lastMs)}});
    }
    QJsonArray latest;
    for (const Call &call : m_latest)
        latest.append(toJson(call));
    out[QLatin1String("by_error")] = byError;
    out[QLatin1String("addresses")] = addresses;
    out[QLatin1String("other_addresses")] = qlonglong(others);
    out[QLatin1String("latest")] = latest;
    return out;
}

} // namespace ostiary
