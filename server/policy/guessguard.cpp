// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/guessguard.h"

#include <algorithm>
#include <arpa/inet.h>
#include <utility>

namespace ostiary {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kLongestPause = 60 * kMinute;
constexpr std::size_t kMaxNamed = 8; ///< addresses in a summary
constexpr int kMaxToldPerMinute = 10;

constexpr std::string_view kMapped = "::ffff:"; ///< an IPv4 address on a socket of both kinds

/// What counts as one address.
std::string groupOf(std::string_view address)
{
    if (address.starts_with(kMapped))
        address.remove_prefix(kMapped.size());
    std::array<unsigned char, 16> bytes{};
    const std::string text(address.substr(0, address.find('%'))); // without the scope of a link-local one
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1)
        return text;
    std::array<char, INET6_ADDRSTRLEN> shown{};
    if (!isLoopback(text))
        std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    inet_ntop(AF_INET6, bytes.data(), shown.data(), shown.size());
    return isLoopback(text) ? text : std::string(shown.data()) + "/64";
}

} // namespace

bool isLoopback(std::string_view address)
{
    if (address.starts_with(kMapped))
        address.remove_prefix(kMapped.size());
    return address == "::1" || address.starts_with("127.");
}

int GuessGuard::restOf(std::string_view address)
{
    const std::lock_guard lock(m_mutex);
    if (m_entries.empty())
        return 0;
    const std::string group = groupOf(address);
    const auto found = m_entries.find(group);
    const std::int64_t now = m_clock.steadyNs();
    if (found == m_entries.end() || found->second.restsUntil <= now)
        return 0;
    ++m_pending.slowed;
    note(group);
    return static_cast<int>((found->second.restsUntil - now + kSecond - 1) / kSecond);
}

GuessGuard::Entry &GuessGuard::entryOf(std::string_view address)
{
    const std::int64_t now = m_clock.steadyNs();
    const std::string group = groupOf(address);
    if (m_entries.size() >= kMaxAddresses && !m_entries.contains(group)) {
        std::erase_if(m_entries, [&](const auto &e) { return now - e.second.lastNs > kForgotten * kSecond; });
        if (m_entries.size() >= kMaxAddresses) // whoever has guessed least has the least to lose
            m_entries.erase(std::min_element(m_entries.begin(), m_entries.end(), [](const auto &a, const auto &b) {
                return std::pair(a.second.guesses, a.second.lastNs) < std::pair(b.second.guesses, b.second.lastNs);
            }));
    }
    Entry &entry = m_entries[group];
    if (now - entry.lastNs > kForgotten * kSecond)
        entry = Entry();
    entry.lastNs = now;
    return entry;
}

bool GuessGuard::wrong(std::string_view address, const Digest &key)
{
    const std::lock_guard lock(m_mutex);
    Entry &entry = entryOf(address);
    if (std::find(entry.recent.begin(), entry.recent.end(), key) != entry.recent.end())
        return false;
    entry.recent[entry.next++ % entry.recent.size()] = key;
    const int rests = ++entry.guesses - kFree;
    if (rests <= 0)
        return false;
    const std::int64_t now = m_clock.steadyNs();
    const int seconds = rests > 6 ? kLongestRest : std::min(1 << (rests - 1), kLongestRest);
    entry.restsUntil = now + seconds * kSecond;
    m_pending.guesses += rests == 1 ? entry.guesses : 1;
    note(groupOf(address));
    if (rests > 1)
        return false;
    if (now - m_toldSince > kMinute) {
        m_toldSince = now;
        m_told = 0;
    }
    return ++m_told <= kMaxToldPerMinute;
}

void GuessGuard::note(std::string_view address)
{
    const std::int64_t now = m_clock.wallMs();
    if (m_pending.firstMs == 0)
        m_pending.firstMs = now;
    m_pending.lastMs = now;
    if (std::find(m_pending.addresses.begin(), m_pending.addresses.end(), address) != m_pending.addresses.end())
        return;
    if (m_pending.addresses.size() < kMaxNamed)
        m_pending.addresses.emplace_back(address);
}

std::optional<GuessGuard::Summary> GuessGuard::takeSummary()
{
    const std::lock_guard lock(m_mutex);
    const std::int64_t now = m_clock.steadyNs();
    if (m_pending.firstMs == 0 || now < m_summaryDue)
        return std::nullopt;
    const bool goesOn = m_summaryPause > 0 && now - m_summaryDue < kForgotten * kSecond;
    m_summaryPause = goesOn ? std::min(m_summaryPause * 4, kLongestPause) : kMinute;
    m_summaryDue = now + m_summaryPause;
    Summary out = std::exchange(m_pending, {});
    out.addressCount = static_cast<std::size_t>(std::count_if(
        m_entries.begin(), m_entries.end(), [](const auto &entry) { return entry.second.guesses > kFree; }));
    return out;
}

} // namespace ostiary
