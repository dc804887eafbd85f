// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/inventedtraffic.h"

#include "models/domain/clock.h"
#include "models/domain/records.h"
#include "server/io/threadmailbox.h"
#include "server/store/batch.h"
#include "server/store/recordwriter.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace ostiary {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMinutes = 24 * 60;

/// How busy a minute of the day is: two hills, before and after noon, over a quiet night.
double busy(std::int64_t minute)
{
    const double hour = static_cast<double>(minute % kDayMinutes) / 60;
    const auto hill = [hour](double at, double width) { return std::exp(-std::pow((hour - at) / width, 2)); };
    return 0.06 + hill(10.4, 2.1) + 0.9 * hill(14.9, 2.4) + 0.15 * hill(20, 2);
}

template <typename Part>
std::discrete_distribution<std::size_t> byShare(const std::vector<Part> &parts)
{
    std::vector<double> shares;
    for (const Part &part : parts)
        shares.push_back(part.share);
    return {shares.begin(), shares.end()};
}

/// Start times in ms since the epoch, ascending.
std::vector<std::int64_t> startTimes(const InventedTraffic &traffic, int count, std::mt19937_64 &random)
{
    const std::int64_t now = SystemClock().wallMs();
    const std::int64_t minutes = std::chrono::minutes(traffic.span).count();
    const std::int64_t begin = now - minutes * kMinuteMs;
    std::vector<double> weights(static_cast<std::size_t>(minutes), 1);
    for (std::int64_t i = 0; traffic.workingHours && i < minutes; ++i)
        weights[static_cast<std::size_t>(i)] = busy(begin / kMinuteMs + i);
    std::discrete_distribution<std::int64_t> minute(weights.begin(), weights.end());
    std::uniform_int_distribution<std::int64_t> within(0, kMinuteMs - 1);
    std::vector<std::int64_t> times(static_cast<std::size_t>(count));
    for (std::int64_t &time : times)
        time = begin + minute(random) * kMinuteMs + within(random);
    std::sort(times.begin(), times.end());
    return times;
}

} // namespace

InventedTraffic InventedTraffic::month()
{
    using std::chrono::milliseconds;
    InventedTraffic traffic;
    traffic.span = std::chrono::hours(30 * 24);
    const char *const teams[] = {"Platform", "Research", "Support", "Marketing", "Interns"};
    for (std::int64_t id = 1; id <= 40; ++id) {
        for (const char *team : teams)
            traffic.keys.push_back({id, team, 1});
    }
    for (const char *name : {"chat-default", "code-assistant", "summary-eu", "image-labeler", "embed-small", "gpt-4"}) {
        for (const char *provider : {"openai", "anthropic"})
            traffic.models.push_back({name, name, provider, 2500, 10'000, 2000, 450, milliseconds(2100), 1});
    }
    traffic.failed = 0.005;
    traffic.refused = 0.011;
    return traffic;
}

InventedTraffic InventedTraffic::day()
{
    using std::chrono::milliseconds;
    InventedTraffic traffic;
    traffic.span = std::chrono::hours(24);
    traffic.keys = {{1, "Platform", 5}, {2, "Research", 3}, {3, "Support", 6}, {4, "Marketing", 2}, {5, "Interns", 1}};
    traffic.models = {
        {"chat-default", "gpt-5.5", "openai", 2500, 10'000, 900, 350, milliseconds(3100), 6},
        {"code-assistant", "claude-opus-4-8", "anthropic", 5000, 25'000, 2600, 700, milliseconds(8200), 3},
        {"summary-eu", "mistral-large", "mistral", 2000, 6000, 3500, 220, milliseconds(2400), 2},
        {"embed-small", "bge-m3", "openai", 10, 0, 400, 0, milliseconds(40), 5},
    };
    traffic.failed = 0.002;
    traffic.refused = 0.004;
    traffic.workingHours = true;
    return traffic;
}

bool InventedTraffic::write(const QString &dataDirectory, int count) const
{
    RecordWriter::Setup setup;
    setup.ledgerFile = dataDirectory + QStringLiteral("/ledger.db");
    setup.journalFile = dataDirectory + QStringLiteral("/inflight.journal");
    setup.posterForThisThread = &ThreadMailbox::posterForThisThread;
    if (!RecordWriter::start(setup)) // makes the schema
        return false;
    auto database = Database::open(setup.ledgerFile, Database::Mode::ReadWrite, Durability::Process);
    if (!database)
        return false;
    const auto integrity = IntegrityKey::open(dataDirectory, false);
    if (!integrity)
        return false;
    LedgerBatch batch(*database.value(), *integrity);
    std::mt19937_64 random(7);
    auto keyOf = byShare(keys);
    auto modelOf = byShare(models);
    std::uniform_real_distribution<double> share(0, 1), spread(0, 2);
    std::lognormal_distribution<double> tail(0, 0.35); // most near the middle, a few far above
    const std::vector<std::int64_t> times = startTimes(*this, count, random);
    for (auto time = times.begin(); time != times.end();) {
        if (!database.value()->begin())
            return false;
        for (int i = 0; i < 5000 && time != times.end(); ++i, ++time) {
            const Key &key = keys[keyOf(random)];
            const Model &model = models[modelOf(random)];
            UsageRecord record;
            record.startedMs = *time;
            for (std::size_t b = 0; b < 16; ++b)
                record.requestId.bytes[b] =
                    static_cast<std::uint8_t>(b < 6 ? record.startedMs >> (40 - 8 * b) : random());
            record.attempt = 1;
            record.final = true;
            record.priced = true;
            record.keyId = key.id;
            record.userId = std::string_view("");
            record.teamId = std::string_view(key.team);
            record.model = std::string_view(model.name);
            record.upstreamModel = std::string_view(model.upstreamModel);
            record.deployment = std::string_view("deployment-");
            record.provider = std::string_view(model.provider);
            const double end = share(random);
            record.status = end < failed ? 502 : end < failed + refused ? 429 : 200;
            record.error = std::string_view(record.status == 200   ? ""
                                            : record.status == 429 ? "budget_exceeded"
                                                                   : "upstream_failed");
            record.upstreamStatus = record.status;
            const auto around = [&](double mean) { return static_cast<std::int64_t>(mean * spread(random)); };
            record.usage.prompt = around(model.promptTokens);
            record.usage.completion = around(model.completionTokens);
            record.cost = record.requestCost = Money::fromNano(record.usage.prompt * model.promptNano +
                                                               record.usage.completion * model.completionNano);
            record.totalUs = 200 + around(static_cast<double>(model.took.count()) * 1000);
            record.ttftUs = record.totalUs / 5;
            record.overheadUs = static_cast<std::int64_t>((130 + 60 * busy(*time / kMinuteMs)) * tail(random));
            record.reason = std::string_view("the only deployment of this model");
            if (!batch.add(record))
                return false;
        }
        if (!batch.finish() || !database.value()->commit())
            return false;
        batch.committed();
        while (batch.addUpOne()) {
        }
    }
    return true;
}

} // namespace ostiary
