// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How an attempt and a request end; the way there is in exchange.cpp.
#include "server/gateway/exchange.h"

#include "models/domain/modelname.h"
#include "models/domain/quotedtext.h"
#include "server/providers/jsontext.h"
#include "server/providers/outputlimits.h"

#include <QLoggingCategory>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <array>
#include <cstdio>

namespace ostiary {

namespace {

Q_LOGGING_CATEGORY(logGateway, "ostiary.gateway")

// What a provider had sent to a client that read slowly is counted before the call is cut.
constexpr std::chrono::milliseconds kBacklog{1000};
// On a busy machine what the provider has sent may lie unread when the client goes. It is counted, too.
constexpr std::chrono::milliseconds kLastLook{10};

} // namespace

// Claude to its fourth generation thinks only when it is told to; of others the catalogue knows whether they do.
bool Exchange::mayThinkUnseen(const Target &chosen) const
{
    const bool known = thinksOnlyWhenTold(modelMeant(*chosen.deployment, chosen.upstreamModel));
    if (chosen.deployment->dialect != Dialect::Anthropic || !known || !chosen.mayThinkUnseen)
        return chosen.mayThinkUnseen;
    const auto asksForIt = [](std::string_view name) {
        return name == "thinking" || name == "output_config" || name.starts_with("reasoning");
    };
    const std::string_view body = m_request.body.view();
    std::string scratch;
    const auto anyAsks = [&](const std::vector<ParamRules::Value> &values) {
        return std::any_of(values.begin(), values.end(), [&](const auto &each) { return asksForIt(each.first); });
    };
    return anyAsks(chosen.deployment->params.defaults) || anyAsks(chosen.deployment->params.extraBody) ||
           std::any_of(m_index.fields.begin(), m_index.fields.end(),
                       [&](const JsonMember &field) { return asksForIt(nameOf(field, body, scratch)); });
}

AttemptCount Exchange::count() const
{
    AttemptCount count;
    const Target &chosen = target();
    count.inputEstimate = m_index.inputEstimate();
    count.most = m_most;
    count.bounded = m_principal->hasLimit;
    if (chosen.price && chosen.price->picturePico > 0)
        count.pictures = m_index.attachments;
    if (chosen.price && chosen.price->takesTime())
        count.milliseconds = std::min((nowNs() - m_calledNs) / 1'000'000 + 1, count.most.milliseconds);
    if (!m_adapter)
        return count;
    if (chosen.price && chosen.price->pictureMadePico > 0)
        count.picturesMade = m_adapter->picturesMade();
    count.told = m_adapter->usage();
    count.toldCost = m_adapter->toldCost();
    count.priceThousandths = m_adapter->priceThousandths();
    count.doubted = m_adapter->usageIsEstimated();
    count.mostTokens = m_adapter->mostTokens();
    count.toldAtEnd = m_adapter->isCountedAtEnd();
    count.toldCoversText = m_adapter->countCoversText();
    count.textBytes = m_adapter->textBytes();
    count.leastTokens = m_adapter->leastTokens();
    count.contentEvents = m_adapter->contentEvents();
    count.mayThinkUnseen = m_mayThinkUnseen;
    count.writesUnseen = m_adapter->writesUnseen();
    count.offersTools = m_index.hasTools;
    count.billsAfterCut = chosen.deployment->quirks.billsAfterCut;
    const std::int64_t now = nowNs();
    const auto since = [now](std::int64_t ns) { return std::chrono::milliseconds(ns ? (now - ns) / 1'000'000 : 0); };
    count.sinceFirstContent = since(m_contentNs);
    count.sinceLastBytes = since(m_lastContentNs);
    return count;
}

// The money of an attempt is spent whatever comes after it.
void Exchange::pay(const Charge &charge)
{
    m_hold.charge(charge.cost);
    m_spent += charge.cost;
    m_deploymentTicket.count(charge.usage.total());
    m_deploymentTicket = RateTicket();
    m_tokens += charge.usage.total();
}

void Exchange::writeRow(const Charge &charge, bool final, std::function<void()> durable, std::string why)
{
    m_record.state = charge.state;
    m_record.usage = charge.usage;
    m_record.cost = charge.cost;
    m_record.requestCost = m_spent;
    m_record.final = final;
    const int slot = std::exchange(m_slot, -1);
    if (slot < 0) {
        if (durable)
            durable();
        return;
    }
    if (!durable) {
        m_services.records.close(slot, m_record, {}, std::move(why));
        return;
    }
    m_services.records.close(
        slot, m_record,
        [self = QPointer<Exchange>(this), durable = std::move(durable)](bool isDurable) {
            if (isDurable)
                durable();
            else if (self)
                self->notKept();
        },
        std::move(why));
}

// The answer is there and paid for, but what it cost is not on the disk as was promised: the client is not left
// waiting.
void Exchange::notKept()
{
    if (m_finished)
        return;
    GatewayError error = GatewayError::make(
        ErrorCode::Overloaded,
        "The gateway's disk does not take the record of this request, so the answer cannot be confirmed; an "
        "administrator has to look at the gateway's disk");
    error.retryAfterSeconds = 5;
    qCWarning(logGateway, "%s ended without its record on the disk", m_id.c_str());
    if (m_response->isBegun()) {
        m_response->write(streamErrorEvent(error));
        m_response->end();
    } else {
        m_response->sendError(error, headers(std::nullopt));
    }
    finish();
}

void Exchange::endRequest(const Charge &charge, std::function<void()> durable)
{
    m_hold.release();
    m_ticket.count(m_tokens);
    m_ticket = RateTicket();
    m_recorded = true;
    std::string why = takeWhy();
    mark(Stage::Settle);
    m_stages.writeTo(m_record, nowNs());
    writeRow(charge, true, std::move(durable), std::move(why));
}

void Exchange::closeAttempt(AttemptEnding ending, std::function<void()> durable)
{
    const Charge charge = chargeOf(ending, count(), target().price.get());
    pay(charge);
    endRequest(charge, std::move(durable));
}

void Exchange::closeInterrupted()
{
    const bool sent = m_call && m_call->sent();
    const bool begun = m_relaying || m_clientGone; // what nobody waits for is under way, too
    Charge charge = chargeOf(!sent   ? AttemptEnding::NeverSent
                             : begun ? AttemptEnding::Cut
                                     : AttemptEnding::Lost,
                             count(), target().price.get());
    if (sent)
        charge.state = RecordState::Interrupted;
    pay(charge);
    endRequest(charge, {});
}

void Exchange::attemptFailed(const GatewayError &error, const Verdict &verdict)
{
    m_call.reset();
    m_holdingBack = false; // what this attempt said before it failed is nobody's answer
    m_heldBack.clear();
    noteTry(&error);
    restAfter(verdict, error);
    const Charge charge = chargeOf(verdict.ending, count(), target().price.get());
    pay(charge);
    m_record.error = nameOf(error.code);
    if (m_clientGone) {
        m_record.status = 499;
        endRequest(charge, {});
        finish();
        return;
    }
    if (const auto pause = nextAttempt(verdict, error)) {
        writeRow(charge, false, {});
        tryAgainAfter(*pause, error);
        return;
    }
    const GatewayError last = lastWord(error);
    noteProvidersLimit(error);
    m_record.status = static_cast<std::uint16_t>(last.status);
    qCInfo(logGateway, "%s %s: %s", m_id.c_str(), std::string(nameOf(error.code)).c_str(),
           quotedText(error.detail.empty() ? error.publicText : error.detail).c_str());
    endRequest(charge, [self = QPointer<Exchange>(this), last] {
        if (!self)
            return;
        self->m_response->sendError(last, self->headers(std::nullopt));
        self->finish();
    });
}

void Exchange::restAfter(const Verdict &verdict, const GatewayError &error)
{
    if (!verdict.cooldown)
        return;
    const RoutingRules &rules = m_catalog->rules();
    const Deployment &deployment = *target().deployment;
    if (deployment.isWildcard() && verdict.ofTheModel)
        return; // any client can ask for a name that is none, and the pattern's others are well
    const int allowed = numberFor(rules.allowedFailsByClass, verdict.errorClass).value_or(rules.allowedFails);
    m_services.cooldowns.failed(deployment.id, *verdict.cooldown, error.publicText, allowed,
                                rules.cooldowns ? deployment.cooldownMs.value_or(rules.cooldownMs) : 0,
                                nameOf(error.code));
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
    m_stages.writeTo(m_record, nowNs());
    if (m_attempts == 0)
        m_record.overheadUs = m_record.totalUs; // nobody else was waited for
    m_services.records.note(m_record, takeWhy());
}

void Exchange::refuse(const GatewayError &error)
{
    if (error.figures)
        noteFigures(*error.figures);
    noteEnd(static_cast<std::uint16_t>(error.status), nameOf(error.code));
    m_response->sendError(error, headers(std::nullopt));
    finish();
}

void Exchange::fail(const GatewayError &error)
{
    m_record.attempt = static_cast<std::uint16_t>(m_attempts);
    refuse(error);
}

void Exchange::failStream(const GatewayError &error, AttemptEnding ending)
{
    const GatewayError last = lastWord(error);
    noteTry(&error);
    noteProvidersLimit(error);
    m_record.error = nameOf(error.code);
    m_record.status = static_cast<std::uint16_t>(m_clientGone ? 499 : m_response->isBegun() ? 200 : last.status);
    restAfter(error.providerStatus ? verdictOnStream(error, m_adapter && m_adapter->hasAnswered())
                                   : verdictOnEnd(UpstreamEnd{UpstreamEnd::Kind::Broken, true, {}}),
              error);
    closeAttempt(ending, [self = QPointer<Exchange>(this), last] {
        if (!self)
            return;
        if (self->m_response->isBegun()) {
            self->m_response->write(streamErrorEvent(last));
            self->m_response->end(); // without [DONE]: the answer is not whole
        } else {                     // what was said had no bytes for the client
            self->m_response->sendError(last, self->headers(std::nullopt));
        }
        self->finish();
    });
}

void Exchange::finish()
{
    if (std::exchange(m_finished, true))
        return;
    m_response->setObserver(nullptr);
    m_call.reset();
    endUnawaited();
    m_services.metrics.ended(m_record);
    deleteLater();
}

void Exchange::clientGone()
{
    if (m_finished)
        return;
    m_clientGone = true;
    endWithoutClient();
}

void Exchange::endWithoutClient()
{
    if (!m_call) { // between attempts, or waiting for the record
        m_record.status = 499;
        if (!m_recorded)
            noteEnd(499, "client_gone");
        finish();
        return;
    }
    const bool headCame = m_head.status != 0;
    const bool whole = headCame ? !m_relaying : !m_record.streamed;
    if (m_call->sent() && whole) {
        // The provider does all the work and bills it, whether somebody waits or not; reading on tells how much.
        if (m_services.unawaited.answers < Unawaited::kMost) {
            ++m_services.unawaited.answers;
            m_unawaited = true;
            return;
        }
        cancelForGoneClient();
        return;
    }
    std::chrono::milliseconds patience = std::max(m_services.settings.drainAfterGone, kLastLook);
    if (m_relaying && m_paused) {
        m_backlog = true;
        patience = std::max(patience, kBacklog);
    }
    if (!m_relaying) {
        cancelForGoneClient();
        return;
    }
    m_paused = false;
    m_call->resume();
    QTimer::singleShot(patience, this, [this] {
        if (!m_finished)
            cancelForGoneClient();
    });
}

void Exchange::endUnawaited()
{
    if (!std::exchange(m_unawaited, false))
        return;
    Unawaited &all = m_services.unawaited;
    --all.answers;
    all.bytes -= std::min(all.bytes, m_unawaitedBytes);
}

void Exchange::cancelForGoneClient()
{
    const bool sent = m_call && m_call->sent();
    m_call.reset();
    mark(m_head.status == 0 ? Stage::Upstream : Stage::Relay);
    m_record.status = 499;
    m_record.error = "client_gone";
    const bool seen = (m_relaying || m_record.streamed) && !m_backlog; // otherwise not all of it that came was read
    closeAttempt(!sent ? AttemptEnding::NeverSent : seen ? AttemptEnding::Cut : AttemptEnding::Lost);
    finish();
}

void Exchange::revoke()
{
    if (m_finished || m_clientGone)
        return;
    const GatewayError error = GatewayError::make(ErrorCode::KeyBlocked, "The key of this request was revoked");
    if (m_response->isBegun()) {
        m_response->write(streamErrorEvent(error));
        m_response->end();
    } else {
        m_response->sendError(error, headers(std::nullopt));
    }
    // For the provider, and for the money, it is as if the client had gone.
    m_response->setObserver(nullptr);
    m_clientGone = true;
    endWithoutClient();
}

void Exchange::drained()
{
    m_paused = false;
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
    if (!m_fallbackModels.empty()) {
        fields.add("x-litellm-attempted-fallbacks", std::to_string(m_fallbackModels.size()));
        fields.add("x-litellm-model-group", m_groupBegin == 0 ? m_model->name : m_fallbackModels.back()->name);
    }
    if (cost)
        fields.add("x-litellm-response-cost", cost->toDecimal());
    if (m_principal->rateLimits.rpm) {
        const auto standing = m_services.limiter.standing(m_principal->rate, m_principal->rateLimits);
        fields.add("x-ratelimit-limit-requests", std::to_string(standing.limit));
        fields.add("x-ratelimit-remaining-requests", std::to_string(standing.remaining));
        fields.add("x-ratelimit-reset-requests", std::to_string(standing.resetSeconds) + "s");
    }
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.3f",
                  static_cast<double>(m_stages.overheadNs(nowNs(), m_relaying)) / 1e6);
    fields.add("x-ostiary-overhead-ms", text.data());
    return fields;
}

} // namespace ostiary
