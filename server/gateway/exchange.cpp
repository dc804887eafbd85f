// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/exchange.h"

#include "server/policy/authorizer.h"

#include <QLoggingCategory>
#include <QPointer>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <array>
#include <cstdio>

namespace ostiary {

namespace {

Q_LOGGING_CATEGORY(logGateway, "ostiary.gateway")

constexpr std::string_view kDone = "data: [DONE]\n\n";
constexpr int kMaxPatience = 3; ///< seconds of Retry-After a request waits for; longer ones go to the client

} // namespace

Exchange::Exchange(EngineServices &services, RouteCall call, Surface surface, QObject *parent)
    : QObject(parent), m_services(services), m_catalog(services.catalog), m_request(std::move(call.request)),
      m_response(std::move(call.response)), m_principal(std::static_pointer_cast<const Principal>(call.caller)),
      m_admittedNs(call.admittedNs), m_markNs(call.admittedNs)
{
    m_response->setObserver(this);
    m_record.startedMs = m_services.clock.wallMs();
    m_record.requestId = RequestId::generate(m_record.startedMs);
    m_id = m_record.requestId.toText();
    m_record.surface = surface;
    m_record.keyId = m_principal->key.id;
    m_record.userId = m_principal->key.userId;
    m_record.teamId = m_principal->key.teamId;
    m_stageNs[static_cast<std::size_t>(Stage::Authenticate)] = call.admittedNs - m_request.receivedNs;
    m_services.metrics.begun();
}

Exchange::~Exchange()
{
    m_response->setObserver(nullptr);
    if (m_recorded)
        return;
    // The engine is going down with this request under way.
    if (m_slot >= 0)
        closeAttempt(m_call && m_call->sent() ? RecordState::Interrupted : RecordState::Settled, m_call && m_call->sent() ? countedUsage() : Usage{});
    else
        noteEnd(503, "draining");
}

void Exchange::mark(Stage stage)
{
    const std::int64_t now = nowNs();
    m_stageNs[static_cast<std::size_t>(stage)] += now - m_markNs;
    m_markNs = now;
}

void Exchange::start()
{
    if (index() && authorize() && hold() && limitRate() && route())
        attempt();
}

bool Exchange::index()
{
    Result<RequestIndex> indexed = indexRequest(m_request.body, m_record.surface);
    mark(Stage::Index);
    if (!indexed) {
        refuse(indexed.error());
        return false;
    }
    m_index = std::move(indexed).value();
    m_record.streamed = m_index.stream && m_record.surface != Surface::Embedding;
    return true;
}

bool Exchange::authorize()
{
    const Status allowed = authorizeModel(*m_principal, m_index.model);
    if (!allowed) {
        mark(Stage::Authorize);
        m_record.model = "(refused)";
        refuse(allowed.error());
        return false;
    }
    m_model = m_catalog->find(m_index.model);
    mark(Stage::Authorize);
    if (!m_model) {
        m_record.model = "(unknown)"; // the client's text must not become a label
        refuse(GatewayError::make(ErrorCode::ModelUnknown, "Invalid model name passed in model=" + m_index.model
            + ". Call `/v1/models` to view available models for your key.", "model"));
        return false;
    }
    m_record.model = m_index.model;
    return true;
}

std::optional<std::int64_t> Exchange::outputLimit(const Target &target) const
{
    // Only money needs a bound that the client did not give; without a budget the request stays as it came.
    const bool bounded = m_principal->hasLimit && target.price && target.price->outputPico > 0;
    if (m_index.maxTokens || !bounded || m_record.surface == Surface::Embedding)
        return std::nullopt;
    const std::int64_t policy = m_services.settings.defaultMaxOutput;
    return target.maxOutputTokens > 0 ? std::min(target.maxOutputTokens, policy) : policy;
}

Money Exchange::boundOf(const Target &target) const
{
    if (!target.price)
        return {};
    const std::int64_t output = m_record.surface == Surface::Embedding ? 0 : m_index.maxTokens.value_or(outputLimit(target).value_or(0));
    return target.price->bound(m_index.inputBound(), output * m_index.choices);
}

bool Exchange::hold()
{
    Money worst;
    for (const Target &candidate : m_model->targets) {
        if (!candidate.price && m_principal->hasLimit) {
            mark(Stage::Hold);
            refuse(GatewayError::make(ErrorCode::PriceUnknown, "The price of " + m_index.model
                + " is not known, so it cannot be used under a budget. An administrator can set input_cost_per_token and "
                  "output_cost_per_token for it, or a default price", "model"));
            return false;
        }
        worst = std::max(worst, boundOf(candidate));
    }
    Result<BudgetHold> held = m_services.budget.hold(m_principal->budgets, worst);
    mark(Stage::Hold);
    if (!held) {
        refuse(held.error());
        return false;
    }
    m_hold = std::move(held).value();
    m_record.windows = {m_hold.windowOf(ScopeKind::Organisation), m_hold.windowOf(ScopeKind::Team),
                        m_hold.windowOf(ScopeKind::User), m_hold.windowOf(ScopeKind::Key)};
    return true;
}

bool Exchange::limitRate()
{
    Result<RateTicket> ticket = m_services.limiter.take(m_principal->rate, m_principal->rateLimits,
                                                        "api_key: " + m_principal->key.maskedName);
    mark(Stage::RateLimit);
    if (!ticket) {
        refuse(ticket.error());
        return false;
    }
    m_ticket = std::move(ticket).value();
    return true;
}

bool Exchange::route()
{
    m_plan = m_services.router.plan(m_model);
    const RoutingRules &rules = m_catalog->rules();
    const auto own = rules.fallbacks.find(m_index.model);
    for (const std::string &name : own != rules.fallbacks.end() ? own->second : rules.defaultFallbacks) {
        if (auto model = name == m_index.model || !authorizeModel(*m_principal, name) ? nullptr : m_catalog->find(name)) {
            const RoutePlan more = m_services.router.plan(model);
            m_plan.targets.insert(m_plan.targets.end(), more.targets.begin(), more.targets.end());
            m_fallbackModels.push_back(std::move(model));
        }
    }
    m_record.reason = m_plan.reason;
    mark(Stage::Route);
    return true;
}

void Exchange::attempt()
{
    ++m_attempts;
    const Target &chosen = target();
    const Deployment &deployment = *chosen.deployment;
    m_record.attempt = static_cast<std::uint16_t>(m_attempts);
    m_record.deployment = deployment.id;
    m_record.provider = deployment.provider;
    m_record.upstreamModel = chosen.upstreamModel;
    m_record.upstreamStatus = 0;
    m_record.priced = chosen.price != nullptr;
    m_record.priceVersion = chosen.price ? chosen.price->version : 0;
    m_head = {};
    m_body.clear();
    m_relaying = m_answerWhole = false;

    AttemptContext context;
    context.deployment = chosen.deployment;
    context.upstreamModel = chosen.upstreamModel;
    context.publicModel = m_index.model;
    context.surface = m_record.surface;
    context.stream = m_record.streamed;
    context.clientWantsUsage = m_index.includeUsage;
    context.outputLimit = outputLimit(chosen);
    context.modelOutputLimit = chosen.maxOutputTokens;
    context.callId = m_id + "-" + std::to_string(m_attempts);
    context.createdSeconds = m_record.startedMs / 1000;
    m_adapter = ProviderAdapter::make(std::move(context));
    Result<UpstreamRequest> request = m_adapter->request(m_index, m_request.body);
    if (!request) {
        mark(Stage::Adapt);
        --m_attempts;
        fail(request.error());
        return;
    }
    Result<RateTicket> ticket = m_services.limiter.take(chosen.rate, {deployment.rpmLimit, deployment.maxParallel},
                                                        "deployment of " + m_index.model);
    if (!ticket) {
        mark(Stage::Adapt);
        Verdict verdict;
        verdict.tryNext = true;
        GatewayError error = ticket.error();
        error.code = ErrorCode::NoDeployment;
        error.publicText = "No deployments available for selected model. " + error.publicText;
        m_record.attempt = static_cast<std::uint16_t>(--m_attempts);
        if (!tryNext(verdict, error))
            fail(error);
        return;
    }
    m_deploymentTicket = std::move(ticket).value();
    m_record.state = RecordState::Open;
    m_record.hold = m_hold.amount();
    m_record.usage = Usage{m_index.inputEstimate(), 0, 0, 0, 0};
    m_record.cost = costOf(m_record.usage);
    m_record.requestCost = m_spent + m_record.cost;
    m_record.error = "";
    m_slot = m_services.records.open(m_record);
    if (m_slot < 0) {
        mark(Stage::Adapt);
        m_record.attempt = static_cast<std::uint16_t>(--m_attempts);
        GatewayError error = GatewayError::make(ErrorCode::Overloaded,
            "The gateway cannot record requests right now and therefore takes none; try again shortly");
        error.retryAfterSeconds = 1;
        fail(error);
        return;
    }
    mark(Stage::Adapt);
    UpstreamCall::Observer &observer = *this;
    m_call = std::make_unique<UpstreamCall>(m_services.upstreams, std::move(request).value(), observer);
}

void Exchange::upstreamHead(const UpstreamHead &head)
{
    if (m_call && m_call->sentNs() > m_markNs) { // what passed before the request left was the gateway's own doing
        m_stageNs[static_cast<std::size_t>(Stage::Adapt)] += m_call->sentNs() - m_markNs;
        m_markNs = m_call->sentNs();
    }
    mark(Stage::Upstream);
    m_head = head;
    m_record.upstreamStatus = static_cast<std::uint16_t>(head.status);
    const bool good = head.status >= 200 && head.status < 300;
    // A provider that answers a stream request with plain JSON did not stream.
    m_relaying = good && m_record.streamed && !head.field("content-type").starts_with("application/json");
}

void Exchange::upstreamData(std::string_view bytes)
{
    if (m_relaying) {
        relayStream(bytes);
        return;
    }
    if (m_body.size() + bytes.size() > m_services.settings.maxAnswerBytes) {
        UpstreamEnd end;
        end.kind = UpstreamEnd::Kind::Broken;
        end.sent = true;
        end.detail = "the answer is larger than this gateway takes";
        upstreamEnded(end);
        return;
    }
    m_body += bytes;
}

void Exchange::relayStream(std::string_view bytes)
{
    m_out.clear();
    const StreamState state = m_adapter->stream(bytes, m_out);
    if (m_firstTokenNs == 0 && m_adapter->sawToken())
        m_firstTokenNs = nowNs();
    if (state == StreamState::Failed && !m_response->isBegun() && !m_clientGone && m_adapter->textBytes() == 0) {
        // Nothing has gone to the client and nothing was said: another deployment can still answer.
        const std::size_t last = m_out.rfind("data: ");
        const std::string_view event = last == std::string::npos ? std::string_view() : std::string_view(m_out).substr(last + 6);
        attemptFailed(GatewayError::make(ErrorCode::UpstreamFailed, target().deployment->provider + " failed at the start of the stream: "
                                             + m_adapter->errorMessage(event)),
                      verdictOnStatus(500));
        return;
    }
    if (!m_out.empty()) {
        if (!m_response->isBegun())
            beginAnswer();
        m_response->write(m_out);
        if (m_finished)
            return; // the write found the client gone
        const Usage counted = countedUsage();
        m_services.records.progress(m_slot, counted, costOf(counted));
    }
    if (state == StreamState::Finished) {
        streamFinished();
    } else if (state == StreamState::Failed) {
        m_record.error = nameOf(ErrorCode::UpstreamFailed);
        m_call.reset();
        mark(Stage::Relay);
        closeAttempt(RecordState::Estimated, countedUsage(), [self = QPointer<Exchange>(this)] {
            if (!self)
                return;
            self->m_response->end(); // without [DONE]: the answer is not whole
            self->finish();
        });
    } else if (m_response->congested() && m_call) {
        m_call->pause();
    }
}

void Exchange::beginAnswer()
{
    m_record.status = 200;
    ResponseHeaders fields = headers(std::nullopt);
    fields.add("cache-control", "no-cache");
    fields.add("x-accel-buffering", "no");
    m_response->begin(200, "text/event-stream; charset=utf-8", fields);
}

void Exchange::streamFinished()
{
    m_call.reset();
    mark(Stage::Relay);
    if (!m_response->isBegun())
        beginAnswer();
    if (m_finished)
        return;
    m_answerWhole = true;
    m_services.cooldowns.succeeded(target().deployment->id);
    closeAttempt(m_adapter->usage() ? RecordState::Settled : RecordState::Estimated, countedUsage(),
                 [self = QPointer<Exchange>(this)] {
                     if (!self)
                         return;
                     self->m_response->end(kDone);
                     self->finish();
                 });
}

void Exchange::answerWhole()
{
    Result<WholeAnswer> answer = m_adapter->answer(std::move(m_body));
    if (!answer) {
        Verdict verdict = verdictOnStatus(502);
        verdict.charge = true; // a 2xx that cannot be read was probably billed
        attemptFailed(answer.error(), verdict);
        return;
    }
    m_answerWhole = true;
    m_services.cooldowns.succeeded(target().deployment->id);
    if (m_firstTokenNs == 0)
        m_firstTokenNs = nowNs();
    m_record.status = 200;
    closeAttempt(answer->usage ? RecordState::Settled : RecordState::Estimated, countedUsage(),
                 [self = QPointer<Exchange>(this), body = std::move(answer->body)] {
                     if (!self)
                         return;
                     const std::optional<Money> cost = self->m_record.priced ? std::optional(self->m_record.cost + self->m_spent) : std::nullopt;
                     self->m_response->send(200, "application/json", self->headers(cost), body);
                     self->finish();
                 });
}

void Exchange::upstreamEnded(const UpstreamEnd &end)
{
    if (end.kind == UpstreamEnd::Kind::Complete && m_relaying) {
        m_out.clear();
        const StreamState state = m_adapter->streamEnded(m_out);
        if (!m_out.empty() && !m_response->isBegun())
            beginAnswer();
        m_response->write(m_out);
        if (m_finished)
            return;
        if (state == StreamState::Finished) {
            streamFinished();
            return;
        }
        UpstreamEnd cut = end;
        cut.kind = UpstreamEnd::Kind::Broken;
        cut.sent = true;
        upstreamEnded(cut);
        return;
    }
    m_call.reset();
    if (m_head.status == 0)
        mark(Stage::Upstream);
    else
        mark(Stage::Relay);
    if (end.kind == UpstreamEnd::Kind::Complete) {
        if (m_head.status >= 200 && m_head.status < 300) {
            answerWhole();
            return;
        }
        attemptFailed(upstreamError(*m_adapter, m_head, m_body, *target().deployment), verdictOnStatus(m_head.status));
        return;
    }
    GatewayError error = errorOfEnd(end, target().deployment->provider);
    if (m_response->isBegun() || m_clientGone) {
        failStream(error, end.sent ? RecordState::Estimated : RecordState::Settled);
        return;
    }
    attemptFailed(std::move(error), verdictOnEnd(end));
}

void Exchange::attemptFailed(GatewayError error, const Verdict &verdict)
{
    m_call.reset();
    m_deploymentTicket = RateTicket();
    const RoutingRules &rules = m_catalog->rules();
    const std::string &deployment = target().deployment->id;
    if (verdict.cooldown)
        m_services.cooldowns.failed(deployment, *verdict.cooldown, error.publicText, rules.allowedFails, rules.cooldownMs);
    m_record.error = nameOf(error.code);
    const Usage usage = verdict.charge ? countedUsage() : Usage{};
    const RecordState state = verdict.state;
    if (m_clientGone) {
        m_record.status = 499;
        closeAttempt(state, usage);
        finish();
        return;
    }
    // Whether this was the last attempt decides which row the request ends with, so it is decided first.
    const std::size_t failedTarget = m_targetIndex;
    const int slot = std::exchange(m_slot, -1);
    UsageRecord failed = m_record;
    failed.state = state;
    failed.usage = usage;
    failed.cost = costOf(usage);
    m_hold.charge(failed.cost);
    m_spent += failed.cost;
    if (tryNext(verdict, error)) {
        failed.final = false;
        m_services.records.close(slot, failed, {});
        return;
    }
    m_targetIndex = failedTarget;
    m_slot = slot;
    m_spent -= failed.cost;
    m_hold.release(); // what this attempt cost has been charged above
    m_record.status = static_cast<std::uint16_t>(error.status);
    qCInfo(logGateway, "%s %s: %s", m_id.c_str(), std::string(nameOf(error.code)).c_str(),
           error.detail.empty() ? error.publicText.c_str() : error.detail.c_str());
    closeAttempt(state, usage, [self = QPointer<Exchange>(this), error] {
        if (!self)
            return;
        self->m_response->sendError(error, self->headers(std::nullopt));
        self->finish();
    });
}

bool Exchange::tryNext(const Verdict &verdict, const GatewayError &error)
{
    const RoutingRules &rules = m_catalog->rules();
    const int most = rules.retries + 1 + static_cast<int>(m_fallbackModels.size());
    if (!verdict.tryNext || m_attempts >= most)
        return false;
    std::chrono::milliseconds pause{0};
    if (m_targetIndex + 1 < m_plan.targets.size()) {
        ++m_targetIndex;
    } else {
        if (!verdict.trySame || error.retryAfterSeconds.value_or(0) > kMaxPatience)
            return false;
        // The last of the list is tried again, after a pause.
        pause = error.retryAfterSeconds ? std::chrono::milliseconds(*error.retryAfterSeconds * 1000)
                                        : backoff(m_attempts + 1, QRandomGenerator::global()->generateDouble());
    }
    const Target &next = target();
    if (!next.price && m_principal->hasLimit)
        return false;
    if (!m_hold.extendTo(m_principal->budgets, boundOf(next)))
        return false; // what the attempts so far may have cost leaves no room for another
    m_record.reason = std::string(m_plan.reason) + "; attempt " + std::to_string(m_attempts + 1) + " after "
        + std::string(nameOf(error.code));
    // From the event loop, so that a row of failing deployments does not pile up on the stack.
    QTimer::singleShot(pause, this, [this] {
        m_markNs = nowNs();
        if (!m_finished)
            attempt();
    });
    return true;
}

Usage Exchange::countedUsage() const
{
    if (m_adapter && m_adapter->usage()) {
        Usage told = *m_adapter->usage();
        if (!m_answerWhole) // a cumulative count lags behind the text that has already passed
            told.completion = std::max(told.completion, estimateTokens(m_adapter->textBytes()));
        return told;
    }
    Usage usage;
    usage.prompt = m_index.inputEstimate();
    usage.completion = m_adapter ? estimateTokens(m_adapter->textBytes()) : 0;
    return usage;
}

Money Exchange::costOf(const Usage &usage) const
{
    const Target &chosen = target();
    return chosen.price ? chosen.price->cost(usage) : Money();
}

void Exchange::closeAttempt(RecordState state, const Usage &usage, std::function<void()> durable)
{
    m_record.state = state;
    m_record.usage = usage;
    m_record.cost = costOf(usage);
    m_record.requestCost = m_spent + m_record.cost;
    m_hold.settle(m_record.cost);
    m_deploymentTicket = RateTicket();
    m_ticket = RateTicket();
    m_record.final = m_recorded = true;
    mark(Stage::Settle);
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < kStageCount; ++i) {
        m_record.stagesUs[i] = static_cast<std::int32_t>(m_stageNs[i] / 1000);
        if (i != static_cast<std::size_t>(Stage::Upstream) && i != static_cast<std::size_t>(Stage::Relay))
            sum += m_stageNs[i];
    }
    m_record.overheadUs = static_cast<std::int32_t>(sum / 1000);
    m_record.totalUs = static_cast<std::int32_t>((nowNs() - m_request.receivedNs) / 1000);
    m_record.ttftUs = m_firstTokenNs ? static_cast<std::int32_t>((m_firstTokenNs - m_request.receivedNs) / 1000) : -1;
    const int slot = std::exchange(m_slot, -1);
    if (slot >= 0)
        m_services.records.close(slot, m_record, std::move(durable));
    else if (durable)
        durable();
}

void Exchange::noteEnd(std::uint16_t status, std::string_view error)
{
    m_hold.release();
    m_record.status = status;
    m_record.error = error;
    m_record.state = RecordState::Settled;
    m_record.usage = {};
    m_record.cost = {};
    m_record.requestCost = m_spent;
    m_record.final = m_recorded = true;
    m_record.totalUs = m_record.overheadUs = static_cast<std::int32_t>((nowNs() - m_request.receivedNs) / 1000);
    m_services.records.note(m_record);
}

void Exchange::refuse(const GatewayError &error)
{
    noteEnd(static_cast<std::uint16_t>(error.status), nameOf(error.code));
    m_response->sendError(error, headers(std::nullopt));
    finish();
}

void Exchange::fail(const GatewayError &error)
{
    m_record.attempt = static_cast<std::uint16_t>(m_attempts);
    refuse(error);
}

void Exchange::failStream(const GatewayError &error, RecordState state)
{
    m_record.error = nameOf(error.code);
    m_record.status = m_clientGone ? 499 : 200;
    const Verdict verdict = verdictOnEnd(UpstreamEnd{UpstreamEnd::Kind::Broken, true, {}});
    m_services.cooldowns.failed(target().deployment->id, *verdict.cooldown, error.publicText, m_catalog->rules().allowedFails,
                                m_catalog->rules().cooldownMs);
    closeAttempt(state, state == RecordState::Settled ? Usage{} : countedUsage(), [self = QPointer<Exchange>(this), error] {
        if (!self)
            return;
        self->m_response->write(streamErrorEvent(error));
        self->m_response->end(); // without [DONE]: the answer is not whole
        self->finish();
    });
}

void Exchange::finish()
{
    if (std::exchange(m_finished, true))
        return;
    m_response->setObserver(nullptr);
    m_call.reset();
    m_services.metrics.ended(m_record);
    deleteLater();
}

void Exchange::clientGone()
{
    if (m_finished)
        return;
    m_clientGone = true;
    if (!m_call) { // between attempts, or waiting for the record
        m_record.status = 499;
        if (m_slot >= 0)
            closeAttempt(RecordState::Estimated, countedUsage());
        else if (!m_recorded)
            noteEnd(499, "client_gone");
        finish();
        return;
    }
    const auto patience = m_services.settings.drainAfterGone;
    if (patience.count() == 0) {
        cancelForGoneClient();
        return;
    }
    m_call->resume();
    QTimer::singleShot(patience, this, [this] {
        if (!m_finished)
            cancelForGoneClient();
    });
}

void Exchange::cancelForGoneClient()
{
    const bool billed = m_call && m_call->sent();
    m_call.reset();
    mark(m_head.status == 0 ? Stage::Upstream : Stage::Relay);
    m_record.status = 499;
    m_record.error = "client_gone";
    closeAttempt(billed ? RecordState::Estimated : RecordState::Settled, billed ? countedUsage() : Usage{});
    finish();
}

void Exchange::revoke()
{
    if (m_finished || m_clientGone)
        return;
    const GatewayError error = GatewayError::make(ErrorCode::KeyBlocked, "The key of this request was revoked");
    const bool billed = m_call && m_call->sent();
    m_call.reset();
    m_record.error = nameOf(error.code);
    m_record.status = static_cast<std::uint16_t>(m_response->isBegun() ? 200 : error.status);
    if (m_slot >= 0)
        closeAttempt(billed ? RecordState::Estimated : RecordState::Settled, billed ? countedUsage() : Usage{});
    else if (!m_recorded)
        noteEnd(m_record.status, nameOf(error.code));
    if (m_response->isBegun()) {
        m_response->write(streamErrorEvent(error));
        m_response->end();
    } else {
        m_response->sendError(error, headers(std::nullopt));
    }
    finish();
}

void Exchange::drained()
{
    if (m_call)
        m_call->resume();
}

ResponseHeaders Exchange::headers(std::optional<Money> cost) const
{
    ResponseHeaders fields;
    fields.add("x-request-id", m_id);
    fields.add("x-litellm-call-id", m_id);
    if (!m_record.deployment.view().empty())
        fields.add("x-litellm-model-id", m_record.deployment.view());
    if (m_attempts > 1)
        fields.add("x-litellm-attempted-retries", std::to_string(m_attempts - 1));
    if (cost)
        fields.add("x-litellm-response-cost", cost->toDecimal());
    if (m_principal->rateLimits.rpm) {
        const auto standing = m_services.limiter.standing(m_principal->rate, m_principal->rateLimits);
        fields.add("x-ratelimit-limit-requests", std::to_string(standing.limit));
        fields.add("x-ratelimit-remaining-requests", std::to_string(standing.remaining));
        fields.add("x-ratelimit-reset-requests", std::to_string(standing.resetSeconds) + "s");
    }
    // Everything up to this moment but the time spent waiting for the provider.
    std::int64_t waited = m_stageNs[static_cast<std::size_t>(Stage::Upstream)] + m_stageNs[static_cast<std::size_t>(Stage::Relay)];
    if (m_relaying && m_firstTokenNs && m_stageNs[static_cast<std::size_t>(Stage::Relay)] == 0)
        waited += m_firstTokenNs - m_markNs;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.3f", static_cast<double>(std::max<std::int64_t>(0, nowNs() - m_request.receivedNs - waited)) / 1e6);
    fields.add("x-ostiary-overhead-ms", text.data());
    return fields;
}

} // namespace ostiary
