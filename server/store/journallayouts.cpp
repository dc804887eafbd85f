// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/journallayouts.h"

#include <algorithm>
#include <array>

#include <unistd.h>

namespace ostiary {

namespace {

// Layout 1: a header of a page, the states of all slots (32 bits each) padded to pages, then the slots as plain copies
// of the program's structures. They are written out here as they were, so that they stay what they were.
namespace layout1 {

constexpr std::size_t kHeaderBytes = 4096;

struct Header
{
    std::uint64_t magic;
    std::uint32_t layout;
    std::uint32_t slotBytes;
    std::uint32_t slots;
};

/// `Counts` is how many numbers a usage had: 5, later 13.
template <std::size_t Counts>
using Tokens = std::array<std::int64_t, Counts>;

template <std::size_t Counts>
struct Record
{
    std::uint8_t requestId[16];
    std::int64_t startedMs, keyId, priceVersion;
    Tokens<Counts> usage;
    std::int64_t cost, hold;
    std::int64_t organisation, team, user, key;
    std::uint16_t attempt, upstreamStatus;
    std::uint8_t state, priced, final;
    FixedText<64> userId, teamId;
    FixedText<96> model, upstreamModel;
    FixedText<64> deployment;
    FixedText<32> provider;
    std::uint8_t surface, streamed;
    std::int64_t requestCost;
    std::uint16_t status;
    std::int32_t totalUs, ttftUs, overheadUs;
    std::int32_t stagesUs[10];
    FixedText<32> error;
    FixedText<200> reason;
};
static_assert(sizeof(Record<5>) == 872 && sizeof(Record<13>) == 936);

template <std::size_t Counts>
struct Slot
{
    Record<Counts> opened, closed;
    Tokens<Counts> progress;
    std::int64_t progressCost;
};
static_assert(sizeof(Slot<5>) == 1792 && sizeof(Slot<13>) == 1984);

constexpr std::int64_t Usage::*kCounts[] = {
    &Usage::prompt,         &Usage::completion,   &Usage::cacheRead,   &Usage::cacheWrite,      &Usage::reasoning,
    &Usage::cacheWriteHour, &Usage::audioPrompt,  &Usage::imagePrompt, &Usage::audioCompletion, &Usage::imageCompletion,
    &Usage::pictures,       &Usage::picturesMade, &Usage::milliseconds};

template <std::size_t Counts>
Usage usageOf(const Tokens<Counts> &tokens)
{
    Usage usage;
    for (std::size_t i = 0; i < Counts; ++i)
        usage.*kCounts[i] = tokens[i];
    return usage;
}

template <std::size_t N>
bool fits(const FixedText<N> &text)
{
    return text.size <= N;
}

/// There were no sums in this layout; what cannot be is told by the values.
template <std::size_t Counts>
bool makesSense(const Record<Counts> &r)
{
    return r.attempt > 0 && r.state <= 4 && r.priced <= 1 && r.final <= 1 && r.streamed <= 1 && r.surface <= 2 &&
           fits(r.userId) && fits(r.teamId) && fits(r.model) && fits(r.upstreamModel) && fits(r.deployment) &&
           fits(r.provider) && fits(r.error) && fits(r.reason) && r.cost >= 0 && r.hold >= 0 && r.startedMs > 0 &&
           std::all_of(r.usage.begin(), r.usage.end(), [](std::int64_t n) { return n >= 0 && n < 1'000'000'000'000; });
}

template <std::size_t Counts>
UsageRecord recordOf(const Record<Counts> &r)
{
    UsageRecord out;
    std::copy(std::begin(r.requestId), std::end(r.requestId), out.requestId.bytes.begin());
    out.startedMs = r.startedMs;
    out.keyId = r.keyId;
    out.priceVersion = r.priceVersion;
    out.usage = usageOf<Counts>(r.usage);
    out.cost = Money::fromNano(r.cost);
    out.hold = Money::fromNano(r.hold);
    out.windows = {r.organisation, r.team, r.user, r.key};
    out.attempt = r.attempt;
    out.upstreamStatus = r.upstreamStatus;
    out.state = static_cast<RecordState>(r.state);
    out.priced = r.priced != 0;
    out.final = r.final != 0;
    out.userId = r.userId.view();
    out.teamId = r.teamId.view();
    out.model = r.model.view();
    out.upstreamModel = r.upstreamModel.view();
    out.deployment = r.deployment.view();
    out.provider = r.provider.view();
    out.surface = static_cast<Surface>(r.surface);
    out.streamed = r.streamed != 0;
    out.requestCost = Money::fromNano(r.requestCost);
    out.status = r.status;
    out.totalUs = r.totalUs;
    out.ttftUs = r.ttftUs;
    out.overheadUs = r.overheadUs;
    for (std::size_t i = 0; i < std::min(kStageCount, std::size(r.stagesUs)); ++i)
        out.stagesUs[i] = r.stagesUs[i];
    out.error = r.error.view();
    out.reason = r.reason.view();
    return out;
}

template <std::size_t Counts>
EarlierJournal read(int file, const Header &header)
{
    constexpr std::uint32_t kFree = 0, kClosed = 2; // 1: open
    EarlierJournal out;
    const std::size_t states = (header.slots * sizeof(std::uint32_t) + 4095) / 4096 * 4096;
    for (std::uint32_t i = 0; i < header.slots; ++i) {
        std::uint32_t state = kFree;
        Slot<Counts> slot;
        const auto at = static_cast<off_t>(kHeaderBytes + i * sizeof state);
        const bool stateRead = ::pread(file, &state, sizeof state, at) == sizeof state;
        if (stateRead && state == kFree)
            continue;
        const auto body = static_cast<off_t>(kHeaderBytes + states + i * sizeof slot);
        const bool whole = stateRead && state <= kClosed && ::pread(file, &slot, sizeof slot, body) == sizeof slot;
        const Record<Counts> &record = state == kClosed ? slot.closed : slot.opened;
        if (!whole || !makesSense(record)) {
            ++out.garbled;
            continue;
        }
        const UsageRecord kept = recordOf(record);
        out.found.push_back({state == kClosed
                                 ? kept
                                 : interrupted(kept, usageOf<Counts>(slot.progress),
                                               Money::fromNano(std::max<std::int64_t>(0, slot.progressCost))),
                             static_cast<int>(i)});
    }
    return out;
}

} // namespace layout1

} // namespace

UsageRecord interrupted(const UsageRecord &opened, const Usage &usage, Money counted)
{
    UsageRecord record = opened;
    record.usage = usage;
    record.cost = std::max(counted, opened.hold); // the hold is what attempts before this one have left of it
    record.requestCost += record.cost - opened.cost;
    record.state = RecordState::Interrupted;
    record.final = true;
    record.status = 0;
    record.error = "interrupted";
    return record;
}

std::optional<EarlierJournal> readEarlierJournal(int file, std::uint32_t layout)
{
    layout1::Header header{};
    if (layout != 1 || ::pread(file, &header, sizeof header, 0) != static_cast<ssize_t>(sizeof header))
        return std::nullopt;
    if (header.slots == 0 || header.slots > 1u << 20)
        return std::nullopt;
    if (header.slotBytes == sizeof(layout1::Slot<5>))
        return layout1::read<5>(file, header);
    if (header.slotBytes == sizeof(layout1::Slot<13>))
        return layout1::read<13>(file, header);
    return std::nullopt;
}

} // namespace ostiary
