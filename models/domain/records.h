// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"
#include "models/domain/money.h"
#include "models/domain/usage.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>

namespace ostiary {

/// Text of at most N bytes inside a record that is copied as plain bytes; what is longer is cut at a character.
template <std::size_t N>
struct FixedText
{
    std::uint16_t size = 0;
    std::array<char, N> data{};

    FixedText &operator=(std::string_view text)
    {
        std::size_t length = text.size();
        if (length > N) {
            length = N;
            while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80)
                --length;
        }
        std::memcpy(data.data(), text.data(), length);
        size = static_cast<std::uint16_t>(length);
        return *this;
    }
    std::string_view view() const { return {data.data(), std::min<std::size_t>(size, N)}; }
};

/// What is known of an attempt's cost. Persisted, in the journal and in the ledger: numbers stay.
enum class RecordState : std::uint8_t {
    Open = 0,        ///< sent or about to be sent; only ever seen in the in-flight journal
    Settled = 1,     ///< the provider told the usage, or surely billed nothing
    Estimated = 2,   ///< the answer arrived but its usage was counted by the gateway
    Ambiguous = 3,   ///< the request left, no usable answer came: the provider may have billed it
    Interrupted = 4, ///< the gateway ended while the attempt was under way
};
/// "unknown" for a number of a ledger that this program does not know; likewise below.
std::string_view nameOf(RecordState state);

/// What was asked for. Persisted like RecordState: numbers stay.
enum class Surface : std::uint8_t { Chat = 0, Completion = 1, Embedding = 2 };
std::string_view nameOf(Surface surface);

/// Stages of a request whose time is kept; their sum without `Upstream` is the gateway's own share.
/// Persisted in the journal by number, and numbers stay; the ledger has names for its own (StoredNames).
enum class Stage : std::uint8_t {
    Authenticate = 0,
    Index = 1,
    Authorize = 2,
    Hold = 3,
    RateLimit = 4,
    Route = 5,
    Adapt = 6,
    Upstream = 7,
    Relay = 8,
    Settle = 9
};
constexpr std::size_t kStageCount = 10;
std::string_view nameOf(Stage stage);

/// Start of the budget window (Unix seconds; 0 = for ever) that each scope of a request is charged to.
struct WindowStarts
{
    std::int64_t organisation = 0;
    std::int64_t team = 0;
    std::int64_t user = 0;
    std::int64_t key = 0;
};

/// One attempt at a provider and, when `final`, the whole request it ended. Plain bytes: it is copied into the
/// in-flight journal as it stands and lives there until the ledger has it.
struct UsageRecord
{
    // the attempt
    RequestId requestId;
    std::int64_t startedMs = 0; ///< wall clock
    std::int64_t keyId = 0;     ///< 0: the master key
    std::int64_t priceVersion = 0;
    Usage usage;
    Money cost;
    Money hold;
    WindowStarts windows;
    std::uint16_t attempt = 0;        ///< from 1; 0: no upstream was called
    std::uint16_t upstreamStatus = 0; ///< HTTP status; 0: none came
    RecordState state = RecordState::Open;
    bool priced = false; ///< false: the model has no price, `cost` says nothing
    bool final = false;
    FixedText<64> userId;
    FixedText<64> teamId;
    FixedText<96> model; ///< public name, as rows and metrics are counted by
    FixedText<96> asked; ///< the name the client sent, where it is another; never a label
    FixedText<96> upstreamModel;
    FixedText<64> deployment;
    FixedText<32> provider;
    // the request, when final
    Surface surface = Surface::Chat;
    bool streamed = false;
    Money requestCost;        ///< of all attempts together
    std::uint16_t status = 0; ///< what the client was told; 499: the client had gone
    std::int32_t totalUs = 0;
    std::int32_t ttftUs = -1;    ///< negative: no token was sent
    std::int32_t overheadUs = 0; ///< the gateway's own share
    std::array<std::int32_t, kStageCount> stagesUs{};
    FixedText<32> error;   ///< nameOf(ErrorCode), empty on success
    FixedText<200> reason; ///< why this deployment
};
static_assert(std::is_trivially_copyable_v<UsageRecord>);

/// Where the gateway's records go. Implemented by the store; the gateway knows no SQL.
class RecordSink
{
public:
    virtual ~RecordSink() = default;

    /// A place in the in-flight journal, or -1 when there is none left (the caller must refuse the request).
    virtual int open(const UsageRecord &record) = 0;
    /// Whether open() finds no place only because rows wait to be written: there will be one soon.
    virtual bool full() const = 0;
    /// Overwrites the usage counted so far and its cost, so that a crash can charge it. Cheap enough for every event.
    virtual void progress(int slot, const Usage &usage, Money cost) = 0;
    /// Takes the final state. When this returns, the record outlives `kill -9` of the process. `told` is called on the
    /// calling thread, at once or later, once: with true when the record is as durable as the ledger is configured to
    /// be, with false when the disk has failed or has taken too long. The record is not lost then; it is written as
    /// soon as the disk takes it, and at the next start.
    /// `why` is RequestWhy's JSON, empty where there is nothing to explain; it may be lost when the process dies.
    virtual void close(int slot, const UsageRecord &record, std::function<void(bool durable)> told,
                       std::string why = {}) = 0;
    /// Records a request that never reached an upstream; may be dropped when the process dies.
    virtual void note(const UsageRecord &record, std::string why = {}) = 0;
};

} // namespace ostiary
