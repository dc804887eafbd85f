// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/recordcodec.h"

#include <map>

namespace ostiary {

namespace {

constexpr int kFirstStage = 128; ///< a stage's time has the number of the stage beyond this

// Whoever adds a field to Usage or UsageRecord gives it the next number below, and then corrects this.
static_assert(sizeof(Usage) == 104 && sizeof(UsageRecord) == 1032, "give the new field a number in eachField()");

#define FIELD(number, path)                                                                                            \
    field(                                                                                                             \
        number, [](auto &r) -> auto & { return r.path; })

/// What changes while an attempt is under way: `field(number, accessor)`.
template <typename Field>
void eachProgressField(Field &&field)
{
    FIELD(1, usage.prompt);
    FIELD(2, usage.completion);
    FIELD(3, usage.cacheRead);
    FIELD(4, usage.cacheWrite);
    FIELD(5, usage.reasoning);
    FIELD(6, cost);
    FIELD(7, usage.cacheWriteHour);
    FIELD(8, usage.audioPrompt);
    FIELD(9, usage.imagePrompt);
    FIELD(10, usage.audioCompletion);
    FIELD(11, usage.imageCompletion);
    FIELD(12, usage.pictures);
    FIELD(13, usage.picturesMade);
    FIELD(14, usage.milliseconds);
}

template <typename Field>
void eachField(Field &&field)
{
    eachProgressField(field);
    FIELD(30, requestId);
    FIELD(31, startedMs);
    FIELD(32, keyId);
    FIELD(33, priceVersion);
    FIELD(34, hold);
    FIELD(35, windows.organisation);
    FIELD(36, windows.team);
    FIELD(37, windows.user);
    FIELD(38, windows.key);
    FIELD(39, attempt);
    FIELD(40, upstreamStatus);
    FIELD(41, state);
    FIELD(42, priced);
    FIELD(43, final);
    FIELD(44, userId);
    FIELD(45, teamId);
    FIELD(46, model);
    FIELD(47, upstreamModel);
    FIELD(48, deployment);
    FIELD(49, provider);
    FIELD(50, surface);
    FIELD(51, streamed);
    FIELD(52, requestCost);
    FIELD(53, status);
    FIELD(54, totalUs);
    FIELD(55, ttftUs);
    FIELD(56, overheadUs);
    FIELD(57, error);
    FIELD(58, reason);
    FIELD(59, asked);
}

struct Writer
{
    std::uint8_t *at;

    void number(std::uint64_t value)
    {
        for (; value >= 0x80; value >>= 7)
            *at++ = static_cast<std::uint8_t>(value | 0x80);
        *at++ = static_cast<std::uint8_t>(value);
    }
    void bytes(const void *data, std::size_t size)
    {
        number(size);
        std::memcpy(at, data, size);
        at += size;
    }
    template <typename T>
    void value(const T &value)
    {
        const auto wide = static_cast<std::int64_t>(value);
        number(static_cast<std::uint64_t>(wide) << 1 ^ static_cast<std::uint64_t>(wide >> 63));
    }
    void value(const Money &money) { value(money.nano()); }
    void value(const RequestId &id) { bytes(id.bytes.data(), id.bytes.size()); }
    template <std::size_t N>
    void value(const FixedText<N> &text)
    {
        bytes(text.view().data(), text.view().size());
    }
};

template <typename T>
bool isDefault(const T &value, const T &standard)
{
    return value == standard;
}
template <std::size_t N>
bool isDefault(const FixedText<N> &value, const FixedText<N> &)
{
    return value.view().empty();
}

const UsageRecord kStandard;

/// What stands under a number: a text or a whole number. The type of the field tells which of the two.
struct Part
{
    std::uint64_t number = 0;
    std::string_view text;
};

template <typename T>
constexpr bool kIsText = false;
template <>
constexpr bool kIsText<RequestId> = true;
template <std::size_t N>
constexpr bool kIsText<FixedText<N>> = true;

bool isText(int field)
{
    static const auto texts = [] {
        std::array<bool, 256> out{};
        eachField([&](int number, auto access) {
            out[static_cast<std::size_t>(number)] = kIsText<std::remove_cvref_t<decltype(access(kStandard))>>;
        });
        return out;
    }();
    return texts[static_cast<std::size_t>(field)];
}

#undef FIELD

struct Reader
{
    std::string_view left;

    std::optional<std::uint64_t> number()
    {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64 && !left.empty(); shift += 7) {
            const auto byte = static_cast<std::uint8_t>(left.front());
            left.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        return std::nullopt;
    }
    std::optional<std::map<int, Part>> parts()
    {
        std::map<int, Part> out;
        while (!left.empty()) {
            const int field = static_cast<std::uint8_t>(left.front());
            left.remove_prefix(1);
            const auto value = number();
            if (!value)
                return std::nullopt;
            Part part{*value, {}};
            if (isText(field)) {
                if (*value > left.size())
                    return std::nullopt;
                part.text = left.substr(0, *value);
                left.remove_prefix(*value);
            }
            if (!out.emplace(field, part).second)
                return std::nullopt;
        }
        return out;
    }
};

std::int64_t signedOf(const Part &part)
{
    return static_cast<std::int64_t>(part.number >> 1) ^ -static_cast<std::int64_t>(part.number & 1);
}

template <typename T>
bool assign(T &to, const Part &part)
{
    to = static_cast<T>(signedOf(part));
    return static_cast<std::int64_t>(to) == signedOf(part);
}
bool assign(Money &to, const Part &part)
{
    to = Money::fromNano(signedOf(part));
    return true;
}
bool assign(RequestId &to, const Part &part)
{
    std::memcpy(to.bytes.data(), part.text.data(), std::min(part.text.size(), to.bytes.size()));
    return part.text.size() == to.bytes.size();
}
template <std::size_t N>
bool assign(FixedText<N> &to, const Part &part)
{
    to = part.text;
    return part.text.size() <= N;
}

bool take(std::map<int, Part> &parts, UsageRecord &record, bool onlyProgress)
{
    bool ok = true;
    const auto field = [&](int number, auto access) {
        const auto part = parts.extract(number);
        if (!part.empty())
            ok = assign(access(record), part.mapped()) && ok;
    };
    if (onlyProgress)
        eachProgressField(field);
    else
        eachField(field);
    for (auto &[number, part] : parts) {
        const int stage = number - kFirstStage;
        ok = ok && !onlyProgress && stage >= 0 && stage < static_cast<int>(kStageCount) &&
             assign(record.stagesUs[static_cast<std::size_t>(stage)], part);
    }
    return ok;
}

} // namespace

// The most a record can take: 672 bytes of texts with their lengths, 17 of its id, 11 for each of 32 numbers and 7 for
// each of 10 stages: 1111.
std::size_t encodeRecord(const UsageRecord &record, std::uint8_t (&out)[kRecordBytes])
{
    Writer writer{out};
    eachField([&](int number, auto access) {
        const auto &value = access(record);
        if (isDefault(value, access(kStandard)))
            return;
        *writer.at++ = static_cast<std::uint8_t>(number);
        writer.value(value);
    });
    for (std::size_t stage = 0; stage < kStageCount; ++stage) {
        if (record.stagesUs[stage] == 0)
            continue;
        *writer.at++ = static_cast<std::uint8_t>(kFirstStage + static_cast<int>(stage));
        writer.value(record.stagesUs[stage]);
    }
    return static_cast<std::size_t>(writer.at - out);
}

std::size_t encodeProgress(const Usage &usage, Money cost, std::uint8_t (&out)[kProgressBytes])
{
    struct
    {
        const Usage &usage;
        const Money &cost;
    } const changed{usage, cost};
    Writer writer{out};
    eachProgressField([&](int number, auto access) {
        *writer.at++ = static_cast<std::uint8_t>(number);
        writer.value(access(changed));
    });
    return static_cast<std::size_t>(writer.at - out);
}

std::optional<UsageRecord> decodeRecord(std::string_view bytes)
{
    auto parts = Reader{bytes}.parts();
    UsageRecord record;
    if (!parts || !take(*parts, record, false) || record.requestId == RequestId{} || record.attempt == 0 ||
        record.state > RecordState::Interrupted)
        return std::nullopt;
    return record;
}

bool decodeProgress(std::string_view bytes, UsageRecord &record)
{
    auto parts = Reader{bytes}.parts();
    return parts && take(*parts, record, true);
}

} // namespace ostiary
