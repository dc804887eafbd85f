// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How an attempt and a request end; the way there is in exchange.cpp.
#include "server/gateway/exchange.h"

#include "models/domain/quotedtext.h"

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

constexpr int kMaxPatience = 3; ///< seconds of Retry-After a request waits for; longer ones go to the client

} // namespace

void Exchange::attemptFailed(const GatewayError &error, const Verdict &verdict)
{
    m_call.reset();
    m_deploymentTicket = RateTicket();
    const RoutingRules &rules = m_catalog->rules();
    const std::string &deployment = target().deployment->id;
    if (verdict.cooldown)
        m_services.cooldowns.failed(deployment, *verdict.cooldown, error.publicText, rules.allowedFails,
                                    rules.cooldownMs);
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
           quotedText(error.detail.empty() ? error.publicText : error.detail).c_str());
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
    m_record.reason = std::string(m_plan.reason) + "; attempt " + std::to_string(m_attempts + 1) + " after " +
                      std::string(nameOf(error.code));
    // From the event loop, so that a row of failing deployments does not pile up on the stack.
    QTimer::singleShot(pause, this, [this] {
        m_stages.restart(nowNs());
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
        return withPieces(told);
    }
    Usage usage;
    usage.prompt = m_index.inputEstimate();
    usage.completion = m_adapter ? estimateTokens(m_adapter->textBytes()) : 0;
    return withPieces(usage);
}

/// `usage` with what no provider tells and some take a price for.
Usage Exchange::withPieces(Usage usage) const
{
    const Target &chosen = target();
    if (!chosen.price)
        return usage;
    if (chosen.price->picturePico > 0)
        usage.pictures = m_index.attachments;
    if (chosen.price->takesTime())
        usage.milliseconds =
            std::min<std::int64_t>((nowNs() - m_calledNs) / 1'000'000 + 1, chosen.deployment->deadlines.total.count());
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
    m_stages.writeTo(m_record, nowNs());
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
    m_record.totalUs = m_record.overheadUs = static_cast<std::int32_t>(m_stages.sinceReceivedNs(nowNs()) / 1000);
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
    m_services.cooldowns.failed(target().deployment->id, *verdict.cooldown, error.publicText,
                                m_catalog->rules().allowedFails, m_catalog->rules().cooldownMs);
    closeAttempt(state, state == RecordState::Settled ? Usage{} : countedUsage(),
                 [self = QPointer<Exchange>(this), error] {
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
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.3f",
                  static_cast<double>(m_stages.overheadNs(nowNs(), m_relaying)) / 1e6);
    fields.add("x-ostiary-overhead-ms", text.data());
    return fields;
}

} // namespace ostiary
