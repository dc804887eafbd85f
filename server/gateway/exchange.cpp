// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/exchange.h"

#include "server/gateway/rateadmission.h"
#include "server/policy/authorizer.h"
#include "server/policy/modelmode.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace ostiary {

namespace {

// More requests than the ledger can write are slowed down to its pace, for two seconds at most, before they are
// refused.
constexpr std::chrono::milliseconds kLedgerPause{5};
constexpr int kMostLedgerWaits = 400;
constexpr std::string_view kDone = "data: [DONE]\n\n";
// So long what a stream sent before its first content is kept back: until then another deployment can take over.
constexpr std::chrono::milliseconds kHoldBack{1000};

} // namespace

Exchange::Exchange(EngineServices &services, RouteCall call, Surface surface, QObject *parent)
    : QObject(parent), m_services(services), m_catalog(services.catalog), m_request(std::move(call.request)),
      m_response(std::move(call.response)), m_principal(std::static_pointer_cast<const Principal>(call.caller)),
      m_stages(m_request.receivedNs, call.admittedNs)
{
    m_response->setObserver(this);
    m_record.startedMs = m_services.clock.wallMs();
    m_record.requestId = RequestId::generate(m_record.startedMs);
    m_id = m_record.requestId.toText();
    m_record.surface = surface;
    m_record.keyId = m_principal->key.id;
    m_record.userId = m_principal->key.userId;
    m_record.teamId = m_principal->key.teamId;
    m_services.metrics.begun();
}

Exchange::~Exchange()
{
    m_response->setObserver(nullptr);
    endUnawaited();
    if (m_recorded)
        return;
    // The engine is going down with this request under way.
    if (m_slot >= 0)
        closeInterrupted();
    else
        noteEnd(503, "draining");
}

void Exchange::mark(Stage stage)
{
    m_stages.mark(stage, nowNs());
}

void Exchange::start()
{
    if (index() && authorize() && chooseByTags() && hold() && limitRate() && route())
        attempt();
}

bool Exchange::index()
{
    const std::size_t readable = m_request.body.capacity(); // may move the bytes
    Result<RequestIndex> indexed = indexRequest(m_request.body.view(), readable, m_record.surface);
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
    m_model = m_catalog->find(m_index.model);
    const bool pinned = m_model && m_model->pinned; // then the right to its model counts, not to the id
    const Status allowed =
        authorizeModel(*m_principal, pinned ? m_model->name : m_index.model, m_model ? m_model->name : m_index.model);
    if (!allowed) {
        mark(Stage::Authorize);
        m_record.model = "(refused)";
        m_record.asked = m_index.model;
        refuse(allowed.error());
        return false;
    }
    mark(Stage::Authorize);
    if (!m_model) {
        m_record.model = "(unknown)"; // the client's text must not become a label
        m_record.asked = m_index.model;
        refuse(GatewayError::make(ErrorCode::ModelUnknown,
                                  "Invalid model name passed in model=" + m_index.model +
                                      ". Call `/v1/models` to view available models for your key.",
                                  "model"));
        return false;
    }
    m_record.model = m_model->pinned ? m_model->name : m_index.model;
    if (!m_model->recordedAs.empty())
        m_record.model = m_model->recordedAs;
    if (m_record.model.view() != m_index.model)
        m_record.asked = m_index.model;
    if (auto unfit = refusalByMode(*m_model, m_record.surface)) {
        refuse(*unfit);
        return false;
    }
    return true;
}

// What the deployment was found to refuse, before and by this request.
std::vector<std::string> Exchange::without(const Target &target) const
{
    std::vector<std::string> names;
    if (m_services.refused)
        names = m_services.refused->of(target.deployment->id, target.upstreamModel);
    if (m_refusedAt == &target) {
        for (const RefusedParameter &parameter : m_refused)
            addRefused(names, parameter.name);
    }
    return names;
}

AttemptBound Exchange::bound(const Target &target) const
{
    return attemptBound({m_index, m_record.surface, m_principal->hasLimit, m_features}, target, m_services.settings,
                        without(target));
}

bool Exchange::hold()
{
    if (m_principal->hasLimit)
        m_features = billedFeatures(m_index, m_request.body.view());
    Money worst;
    for (const Target &candidate : m_model->targets) {
        if (!candidate.price && m_principal->hasLimit) {
            mark(Stage::Hold);
            refuse(GatewayError::make(ErrorCode::PriceUnknown,
                                      "The price of " + m_index.model +
                                          " is not known, so it cannot be used under a budget. An administrator can "
                                          "set input_cost_per_token and "
                                          "output_cost_per_token for it, or a default price",
                                      "model"));
            return false;
        }
        const AttemptBound most = bound(candidate);
        if (most.unpriced) {
            mark(Stage::Hold);
            refuse(unboundedCost(*most.unpriced));
            return false;
        }
        worst = std::max(worst, most.cost(candidate));
    }
    Result<BudgetHold> held = m_services.budget.hold(m_principal->budgets, worst);
    mark(Stage::Hold);
    if (!held) {
        GatewayError error = held.error();
        error.status = m_services.settings.budgetExceededStatus;
        refuse(error);
        return false;
    }
    m_hold = std::move(held).value();
    m_record.windows = {m_hold.windowOf(ScopeKind::Organisation), m_hold.windowOf(ScopeKind::Team),
                        m_hold.windowOf(ScopeKind::User), m_hold.windowOf(ScopeKind::Key)};
    return true;
}

bool Exchange::limitRate()
{
    if (const auto reserved = std::exchange(m_request.admission, nullptr)) { // before the body was read
        m_ticket = std::move(static_cast<RateAdmission &>(*reserved).ticket);
        m_ticket.count(m_index.inputEstimate());
        mark(Stage::RateLimit);
        return true;
    }
    Result<RateTicket> ticket =
        m_services.limiter.take(m_principal->rate, m_principal->rateLimits, "api_key: " + m_principal->key.maskedName);
    mark(Stage::RateLimit);
    if (!ticket) {
        refuse(ofLimit(ticket.error(), "key"));
        return false;
    }
    m_ticket = std::move(ticket).value();
    m_ticket.count(m_index.inputEstimate());
    return true;
}

bool Exchange::route()
{
    m_plan = m_services.router.plan(m_model);
    const bool none = m_plan.targets.empty();
    if (none && !nextFallback(FallbackKind::General)) {
        mark(Stage::Route);
        refuse(*m_tags->refusal);
        return false;
    }
    if (none)
        m_plan.reason += ", so its fallback " + m_fallbackModels.back()->name;
    m_record.reason = m_plan.reason;
    mark(Stage::Route);
    return true;
}

void Exchange::attempt()
{
    if (m_ledgerWaits > 0 && m_services.records.full() && waitForLedger())
        return;
    m_tryBeganNs = m_ledgerWaits > 0 ? nowNs() : m_stages.lastMarkNs();
    ++m_attempts;
    ++m_groupAttempts;
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
    m_heldBack.clear();
    m_contentNs = m_lastContentNs = 0;
    m_relaying = m_holdingBack = false;

    AttemptContext context;
    context.deployment = chosen.deployment;
    context.upstreamModel = chosen.upstreamModel;
    context.publicModel = m_index.model;
    context.surface = m_record.surface;
    context.stream = m_record.streamed;
    context.clientWantsUsage = m_index.includeUsage;
    if (std::exchange(m_refusedAt, &chosen) != &chosen)
        m_refused.clear();
    const AttemptBound most = bound(chosen);
    context.outputLimit = most.outputLimit;
    context.usualTier = m_principal->hasLimit;
    context.modelOutputLimit = chosen.maxOutputTokens;
    context.without = without(chosen);
    for (const RefusedParameter &parameter : m_refused)
        context.refusedNow.push_back(parameter.name);
    context.answers = most.asked.choices;
    context.callId = m_id + "-" + std::to_string(m_attempts);
    context.createdSeconds = m_record.startedMs / 1000;
    context.maxAnswerBytes = m_services.settings.maxAnswerBytes;
    m_adapter = ProviderAdapter::make(std::move(context));
    Result<UpstreamRequest> request = m_adapter->request(m_index, m_request.body);
    if (!request) {
        mark(Stage::Adapt);
        notAttempted();
        Verdict verdict;
        verdict.tryNext = request.error().code == ErrorCode::NoDeployment; // this one cannot be called at all
        verdict.fallback = verdict.tryNext ? FallbackKind::General : FallbackKind::None;
        notPossible(request.error(), verdict);
        return;
    }
    Result<RateTicket> ticket =
        m_services.limiter.take(chosen.rate, limitsOf(deployment), "deployment of " + m_index.model);
    if (!ticket) {
        mark(Stage::Adapt);
        Verdict verdict;
        verdict.tryNext = true;
        verdict.fallback = FallbackKind::General;
        GatewayError error = ofLimit(ticket.error(), "deployment");
        error.code = ErrorCode::NoDeployment;
        error.publicText = "No deployments available for selected model. " + error.publicText;
        notAttempted();
        notPossible(error, verdict);
        return;
    }
    m_deploymentTicket = std::move(ticket).value();
    m_deploymentTicket.count(m_index.inputEstimate());
    m_record.state = RecordState::Open;
    m_most = most.most;
    m_mayThinkUnseen = mayThinkUnseen(chosen);
    m_record.usage = {};
    m_record.usage.prompt = m_index.inputEstimate();
    m_record.cost = chosen.price ? chosen.price->cost(m_record.usage) : Money();
    // What a killed gateway charges when it comes back; without a budget nothing was bounded.
    m_record.hold = m_principal->hasLimit && chosen.price ? chosen.price->bound(m_most) : m_record.cost;
    m_record.requestCost = m_spent + m_record.cost;
    m_record.error = "";
    m_slot = m_services.records.open(m_record);
    if (m_slot < 0) {
        mark(Stage::Adapt);
        notAttempted();
        m_deploymentTicket = RateTicket();
        if (m_services.records.full() && waitForLedger())
            return;
        GatewayError error = GatewayError::make(
            ErrorCode::Overloaded,
            "The gateway cannot record requests right now and therefore takes none; try again shortly");
        error.retryAfterSeconds = 1;
        fail(error);
        return;
    }
    mark(Stage::Adapt);
    UpstreamCall::Observer &observer = *this;
    m_calledNs = nowNs();
    m_call = std::make_unique<UpstreamCall>(m_services.upstreams, std::move(request).value(), observer);
}

void Exchange::notPossible(const GatewayError &error, const Verdict &verdict)
{
    if (const auto pause = nextAttempt(verdict, error))
        tryAgainAfter(*pause, error);
    else
        fail(m_attempts > 0 ? lastWord(error) : error);
}

void Exchange::notAttempted()
{
    --m_groupAttempts;
    m_record.attempt = static_cast<std::uint16_t>(--m_attempts);
}

bool Exchange::waitForLedger()
{
    if (++m_ledgerWaits > kMostLedgerWaits)
        return false;
    QTimer::singleShot(kLedgerPause, this, [this] {
        if (!m_finished)
            attempt();
    });
    return true;
}

void Exchange::upstreamHead(const UpstreamHead &head)
{
    if (m_call &&
        m_call->sentNs() > m_stages.lastMarkNs()) // what passed before the request left was the gateway's own doing
        m_stages.mark(Stage::Adapt, m_call->sentNs());
    mark(Stage::Upstream);
    m_head = head;
    m_record.upstreamStatus = static_cast<std::uint16_t>(head.status);
    const bool good = head.status >= 200 && head.status < 300;
    m_relaying = good && m_record.streamed;
}

void Exchange::upstreamData(std::string_view bytes)
{
    if (m_relaying) {
        relayStream(bytes);
        return;
    }
    if (m_unawaited) {
        m_unawaitedBytes += bytes.size();
        if ((m_services.unawaited.bytes += bytes.size()) > Unawaited::kMostBytes) {
            cancelForGoneClient();
            return;
        }
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
    const StreamStep step = m_adapter->stream(bytes, m_out);
    if (!m_stages.sawFirstToken() && m_adapter->sawToken())
        m_stages.firstToken(nowNs());
    if (m_adapter->sawContent()) {
        m_lastContentNs = nowNs();
        m_contentNs = m_contentNs ? m_contentNs : m_lastContentNs;
    }
    const bool nothingSaid = !m_response->isBegun() && !m_clientGone && !m_adapter->sawContent();
    if (nothingSaid && step.state == StreamState::Open) {
        holdBack();
        return;
    }
    if (nothingSaid && step.failure) { // another deployment can still answer
        attemptFailed(*step.failure, verdictOnStream(*step.failure, m_adapter->hasAnswered()));
        return;
    }
    if (!relay())
        return; // the write found the client gone
    noteProgress();
    if (step.state == StreamState::Finished) {
        streamFinished();
    } else if (step.failure) {
        m_call.reset();
        mark(Stage::Relay);
        failStream(*step.failure, AttemptEnding::Cut);
    } else if (m_response->congested() && m_call) {
        m_paused = true;
        m_call->pause();
    }
}

// What has no content yet waits for it, but not for longer than a client may be left without a sign.
void Exchange::holdBack()
{
    m_heldBack += m_out;
    if (m_heldBack.empty() || std::exchange(m_holdingBack, true))
        return;
    QTimer::singleShot(kHoldBack, this, [this, attempt = m_attempts] {
        m_out.clear();
        if (m_holdingBack && attempt == m_attempts && !m_finished)
            relay();
    });
}

bool Exchange::relay()
{
    m_holdingBack = false;
    if (!m_heldBack.empty()) {
        m_out.insert(0, m_heldBack);
        m_heldBack.clear();
    }
    if (!m_out.empty() && !m_response->isBegun())
        beginAnswer();
    m_response->write(m_out);
    return !m_finished;
}

void Exchange::noteProgress()
{
    const Usage counted = countedUsage(count());
    m_services.records.progress(m_slot, counted, target().price ? target().price->cost(counted) : Money());
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
    succeeded();
    closeAttempt(AttemptEnding::Complete, [self = QPointer<Exchange>(this)] {
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
        attemptFailed(answer.error(), verdictOnStream(answer.error(), m_adapter->hasAnswered()));
        return;
    }
    succeeded();
    m_stages.firstToken(nowNs());
    m_record.status = m_clientGone ? 499 : 200;
    closeAttempt(AttemptEnding::Complete, [self = QPointer<Exchange>(this), body = std::move(answer->body)] {
        if (!self)
            return;
        const std::optional<Money> cost = self->m_record.priced ? std::optional(self->m_spent) : std::nullopt;
        self->m_response->send(200, "application/json", self->headers(cost), body);
        self->finish();
    });
}

bool Exchange::leaveOut()
{
    constexpr std::size_t kMost = 4; // each costs the client a turn
    if (m_refused.size() >= kMost)
        return false;
    auto refused = m_adapter->canDoWithout(m_head.status, m_body, m_index, m_request.body);
    if (!refused)
        return false;
    m_refused.push_back(std::move(*refused));
    return true;
}

void Exchange::succeeded()
{
    m_services.cooldowns.succeeded(target().deployment->id);
    for (const RefusedParameter &parameter : m_refused) {
        if (parameter.lasting && m_services.refused)
            m_services.refused->learn(target().deployment->id, target().upstreamModel, parameter.name);
    }
}

void Exchange::closedByProvider()
{
    m_out.clear();
    const StreamStep step = m_adapter->streamEnded(m_out);
    const bool nothingSaid = !m_response->isBegun() && !m_clientGone && !m_adapter->sawContent();
    if (nothingSaid && step.failure) {
        attemptFailed(*step.failure, step.failure->providerStatus
                                         ? verdictOnStream(*step.failure, m_adapter->hasAnswered())
                                         : verdictOnEnd({UpstreamEnd::Kind::Broken, true, {}}));
        return;
    }
    if (!relay())
        return;
    if (step.state == StreamState::Finished) {
        streamFinished();
        return;
    }
    m_call.reset();
    mark(Stage::Relay);
    failStream(*step.failure, AttemptEnding::Cut);
}

void Exchange::upstreamEnded(const UpstreamEnd &end)
{
    if (end.kind == UpstreamEnd::Kind::Complete && m_relaying) {
        closedByProvider();
        return;
    }
    m_out.clear();
    if (m_relaying && m_adapter->brokeBehindTheEnd(m_out)) {
        if (relay())
            streamFinished();
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
        const GatewayError error = m_adapter->refusal(m_head, m_body);
        Verdict verdict = verdictOnStatus(m_head.status, error.complaint);
        if (billsScreening(*target().deployment))
            verdict = billedRefusal(verdict, m_head.status, error.complaint);
        verdict.repeats = leaveOut();
        attemptFailed(error, verdict);
        return;
    }
    const GatewayError error = errorOfEnd(end, target().deployment->provider);
    if (m_response->isBegun() || (m_clientGone && m_relaying)) {
        failStream(error, end.sent ? AttemptEnding::Cut : AttemptEnding::NeverSent);
        return;
    }
    attemptFailed(error, verdictOnEnd(end));
}

} // namespace ostiary
