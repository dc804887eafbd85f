// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <atomic>
#include <mutex>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ostiary {

namespace {

constexpr std::size_t kMaxModels = 500;

const prometheus::Histogram::BucketBoundaries kSeconds = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1,
                                                          2.5,   5,    10,    30,   60,  120,  300, 600};
const prometheus::Histogram::BucketBoundaries kSmallSeconds = {
    0.000005, 0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 1};

} // namespace

struct Metrics::Private
{
    /// What one kind of request (surface, model, status) adds to.
    struct Series
    {
        prometheus::Counter *requests;
        prometheus::Histogram *latency;
        prometheus::Histogram *firstToken;
        prometheus::Counter *promptTokens;
        prometheus::Counter *completionTokens;
        prometheus::Counter *cost;
    };

    struct Watched
    {
        std::string name;
        std::string help;
        Kind kind;
        std::function<double()> read;
    };

    prometheus::Registry registry;
    std::vector<Watched> watched;
    prometheus::Family<prometheus::Counter> &requests = prometheus::BuildCounter()
                                                            .Name("gateway_requests_total")
                                                            .Help("Requests answered, by surface, model and status")
                                                            .Register(registry);
    prometheus::Family<prometheus::Histogram> &latency =
        prometheus::BuildHistogram()
            .Name("gateway_latency_seconds")
            .Help("From the last byte of the request to the last byte of the answer")
            .Register(registry);
    prometheus::Family<prometheus::Histogram> &firstToken =
        prometheus::BuildHistogram()
            .Name("gateway_time_to_first_token_seconds")
            .Help("From the last byte of the request to the first token")
            .Register(registry);
    prometheus::Family<prometheus::Counter> &tokens =
        prometheus::BuildCounter().Name("gateway_tokens_total").Help("Tokens, by model and type").Register(registry);
    prometheus::Family<prometheus::Counter> &cost =
        prometheus::BuildCounter().Name("gateway_cost_usd_total").Help("Cost in USD, by model").Register(registry);
    prometheus::Family<prometheus::Histogram> &stages = prometheus::BuildHistogram()
                                                            .Name("gateway_stage_seconds")
                                                            .Help("Time of each stage of a request")
                                                            .Register(registry);
    prometheus::Histogram &overhead = prometheus::BuildHistogram()
                                          .Name("gateway_overhead_seconds")
                                          .Help("The gateway's own share of a request")
                                          .Register(registry)
                                          .Add({}, kSmallSeconds);
    prometheus::Gauge &inFlight = prometheus::BuildGauge()
                                      .Name("gateway_in_flight_requests")
                                      .Help("Requests under way")
                                      .Register(registry)
                                      .Add({});
    prometheus::Family<prometheus::Counter> &refusals = prometheus::BuildCounter()
                                                            .Name("gateway_refused_total")
                                                            .Help("Requests refused before a model was known")
                                                            .Register(registry);
    prometheus::Family<prometheus::Counter> &guesses =
        prometheus::BuildCounter()
            .Name("gateway_admin_key_guesses_total")
            .Help("Wrong keys on administrative routes: looked at, or refused unseen because their address rests")
            .Register(registry);
    prometheus::Counter &guessesSeen = guesses.Add({{"outcome", "wrong"}});
    prometheus::Counter &guessesSlowed = guesses.Add({{"outcome", "slowed"}});
    std::array<prometheus::Histogram *, kStageCount> stage{};
    std::atomic<std::int64_t> total{0};
    std::mutex mutex;
    std::set<std::string, std::less<>> models;
    std::unordered_map<std::string, std::unique_ptr<Series>> series;

    const Series &find(const UsageRecord &record);
};

const Metrics::Private::Series &Metrics::Private::find(const UsageRecord &record)
{
    std::string key(record.model.view());
    key += '\0';
    key += static_cast<char>('0' + static_cast<int>(record.surface));
    key += std::to_string(record.status);
    static thread_local std::unordered_map<std::string, std::pair<const Private *, const Series *>> known;
    if (const auto found = known.find(key); found != known.end() && found->second.first == this)
        return *found->second.second;

    const std::lock_guard lock(mutex);
    std::string model(record.model.view());
    if (models.find(model) == models.end()) {
        if (models.size() < kMaxModels)
            models.insert(model);
        else
            model = "other";
    }
    const std::string surface(nameOf(record.surface));
    auto &made = series[model + key.substr(record.model.view().size())];
    if (!made) {
        made = std::make_unique<Series>(
            Series{&requests.Add({{"surface", surface}, {"model", model}, {"status", std::to_string(record.status)}}),
                   &latency.Add({{"surface", surface}, {"model", model}}, kSeconds),
                   &firstToken.Add({{"surface", surface}, {"model", model}}, kSeconds),
                   &tokens.Add({{"model", model}, {"type", "prompt"}}),
                   &tokens.Add({{"model", model}, {"type", "completion"}}), &cost.Add({{"model", model}})});
    }
    if (known.size() > 4 * kMaxModels)
        known.clear();
    known[key] = {this, made.get()};
    return *made;
}

Metrics::Metrics() : d(std::make_unique<Private>())
{
    for (std::size_t i = 0; i < kStageCount; ++i)
        d->stage[i] = &d->stages.Add({{"stage", std::string(nameOf(static_cast<Stage>(i)))}}, kSmallSeconds);
}

Metrics::~Metrics() = default;

void Metrics::begun()
{
    d->inFlight.Increment();
}

void Metrics::ended(const UsageRecord &record)
{
    d->inFlight.Decrement();
    d->total.fetch_add(1, std::memory_order_relaxed);
    const Private::Series &series = d->find(record);
    series.requests->Increment();
    series.latency->Observe(record.totalUs / 1e6);
    if (record.ttftUs >= 0)
        series.firstToken->Observe(record.ttftUs / 1e6);
    series.promptTokens->Increment(static_cast<double>(record.usage.prompt));
    series.completionTokens->Increment(static_cast<double>(record.usage.completion));
    series.cost->Increment(record.cost.toDouble());
    d->overhead.Observe(record.overheadUs / 1e6);
    for (std::size_t i = 0; i < kStageCount; ++i)
        d->stage[i]->Observe(record.stagesUs[i] / 1e6);
}

void Metrics::refused(std::string_view error, int status)
{
    d->total.fetch_add(1, std::memory_order_relaxed);
    d->refusals.Add({{"error", std::string(error)}, {"status", std::to_string(status)}}).Increment();
}

void Metrics::adminKeyGuess(bool slowed)
{
    (slowed ? d->guessesSlowed : d->guessesSeen).Increment();
}

int Metrics::inFlight() const
{
    return static_cast<int>(d->inFlight.Value());
}
std::int64_t Metrics::requests() const
{
    return d->total.load(std::memory_order_relaxed);
}
void Metrics::watch(std::string name, std::string help, Kind kind, std::function<double()> read)
{
    d->watched.push_back({std::move(name), std::move(help), kind, std::move(read)});
}

std::string Metrics::text() const
{
    std::vector<prometheus::MetricFamily> families = d->registry.Collect();
    for (const Private::Watched &watched : d->watched) {
        prometheus::ClientMetric metric;
        (watched.kind == Kind::Counter ? metric.counter.value : metric.gauge.value) = watched.read();
        const auto type =
            watched.kind == Kind::Counter ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge;
        families.push_back({watched.name, watched.help, type, {std::move(metric)}});
    }
    return prometheus::TextSerializer().Serialize(families);
}

} // namespace ostiary
