// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is tried after an attempt that failed.
#include "server/gateway/exchange.h"

#include "server/policy/authorizer.h"

#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>

namespace ostiary {

namespace {

constexpr std::size_t kMostFallbacks = 8; ///< models that one request may go to after its own
constexpr int kMaxPatience = 3;           ///< seconds of Retry-After a request waits for; longer ones go to the client

// The special lists go before the general one, which stands in where there is none.
const std::vector<std::string> &fallbacksFor(const RoutingRules &rules, FallbackKind kind, const std::string &asked,
                                             const std::string &meant)
{
    const RoutingRules::ByModel *special = kind == FallbackKind::ContextWindow   ? &rules.contextWindowFallbacks
                                           : kind == FallbackKind::ContentPolicy ? &rules.contentPolicyFallbacks
                                                                                 : nullptr;
    if (special) {
        const std::vector<std::string> &list = rules.fallbacksOf(*special, asked, meant);
        if (!list.empty())
            return list;
    }
    return rules.fallbacksOf(rules.fallbacks, asked, meant);
}

} // namespace

std::optional<std::chrono::milliseconds> Exchange::nextAttempt(const Verdict &verdict, const GatewayError &error)
{
    const RoutingRules &rules = m_catalog->rules();
    const Deployment &failed = *target().deployment;
    const bool inFirstGroup = m_groupBegin == 0;
    const bool mayRetry = m_groupAttempts <= retriesFor(rules, failed, verdict.errorClass);
    std::chrono::milliseconds pause{0};
    if (verdict.repeats && holdFor(target())) {
        --m_groupAttempts; // none of those that a failing deployment is worth
        return pause;
    }
    if (mayRetry && verdict.tryNext && nextTarget())
        return pause;
    const bool soon = error.retryAfterSeconds.value_or(0) <= kMaxPatience;
    const bool mayAskAgain = verdict.trySame || retriesByPolicy(rules, failed, verdict.errorClass).has_value();
    if (mayRetry && inFirstGroup && mayAskAgain && soon && holdFor(target())) {
        // The last of the list is tried again, after a pause.
        m_askedAgain = true;
        pause = error.retryAfterSeconds ? std::chrono::milliseconds(*error.retryAfterSeconds * 1000)
                                        : backoff(m_attempts + 1, QRandomGenerator::global()->generateDouble());
        return std::max(pause, std::chrono::milliseconds(rules.retryAfterMs.value_or(0)));
    }
    if (verdict.fallback != FallbackKind::None && nextFallback(verdict.fallback))
        return std::chrono::milliseconds(0);
    return std::nullopt;
}

// The next deployment of the same model that money is left for.
bool Exchange::nextTarget()
{
    for (std::size_t i = m_targetIndex + 1; i < m_plan.targets.size(); ++i) {
        if (!holdFor(*m_plan.targets[i]))
            continue;
        m_targetIndex = i;
        return true;
    }
    return false;
}

// First the list of the model that was asked for, then those of the models on it: as LiteLLM does, which asks each
// fallback as if it had been asked for itself.
bool Exchange::nextFallback(FallbackKind kind)
{
    if (m_model->pinned)
        return false;
    if (m_fallbackKind == FallbackKind::None)
        m_fallbackKind = kind;
    if (nextOf(fallbacksFor(m_catalog->rules(), m_fallbackKind, m_index.model, m_model->name), m_fallbacksUsed))
        return true;
    while (m_chained < m_fallbackModels.size() && m_fallbackModels.size() < kMostFallbacks) {
        const std::string name = m_fallbackModels[m_chained]->name;
        if (nextOf(fallbacksFor(m_catalog->rules(), m_fallbackKind, name, name), m_chainUsed))
            return true;
        ++m_chained;
        m_chainUsed = 0;
    }
    return false;
}

bool Exchange::nextOf(const std::vector<std::string> &names, std::size_t &used)
{
    while (used < names.size()) {
        const std::string &name = names[used++];
        const std::shared_ptr<const Model> model = leftByTags(m_catalog->find(name));
        const auto isModel = [&](const auto &tried) { return tried->name == model->name; };
        if (!model || isModel(m_model) || std::any_of(m_fallbackModels.begin(), m_fallbackModels.end(), isModel) ||
            !authorizeModel(*m_principal, name, model->name))
            continue;
        const RoutePlan more = m_services.router.plan(model);
        const std::size_t begin = m_plan.targets.size();
        m_plan.targets.insert(m_plan.targets.end(), more.targets.begin(), more.targets.end());
        m_fallbackModels.push_back(model);
        const std::size_t before = std::exchange(m_targetIndex, begin - 1);
        if (nextTarget()) {
            m_groupBegin = begin;
            m_groupAttempts = 0;
            return true;
        }
        m_targetIndex = before;
        m_plan.targets.resize(begin);
    }
    return false;
}

// What the attempts so far cost may leave no room for another.
bool Exchange::holdFor(const Target &next)
{
    const AttemptBound most = bound(next);
    if (m_principal->hasLimit && (!next.price || most.unpriced))
        return false;
    std::shared_ptr<const RefusalFigures> refused;
    if (m_hold.extendTo(m_principal->budgets, most.cost(next), &refused))
        return true;
    if (refused)
        noteFigures(*refused);
    return false;
}

void Exchange::tryAgainAfter(std::chrono::milliseconds pause, const GatewayError &error)
{
    m_record.reason = std::string(m_plan.reason) + "; attempt " + std::to_string(m_attempts + 1) + " after " +
                      std::string(nameOf(error.code));
    // From the event loop, so that a row of failing deployments does not pile up on the stack.
    QTimer::singleShot(pause, this, [this] {
        m_stages.restart(nowNs());
        if (!m_finished)
            attempt();
    });
}

GatewayError Exchange::lastWord(GatewayError error) const
{
    // The gateway has tried what it may; a client's retry would multiply that, unless its own trouble let it try
    // nothing.
    const bool ownTrouble = error.code == ErrorCode::Overloaded && error.providerStatus == 0 && m_attempts <= 1;
    error.retryable = ownTrouble || (isWorthWaiting(error) && !m_askedAgain);
    // Wrong credentials, for example, are not cured by waiting.
    const bool down =
        error.status >= 502 && error.status <= 504 && (error.providerStatus == 0 || error.providerStatus >= 500);
    std::int64_t restMs = 0;
    for (const Target *each : m_plan.targets) {
        const std::int64_t rest = m_services.cooldowns.restsFor(each->deployment->id);
        if (rest == 0)
            return error;
        restMs = restMs == 0 ? rest : std::min(restMs, rest);
    }
    if (!down)
        return error;
    error.code = ErrorCode::Overloaded;
    error.status = statusOf(error.code);
    error.upstreamBody.clear();
    error.publicText =
        "All deployments of " + m_index.model + " rest after failures. The last one said: " + error.publicText;
    error.retryAfterSeconds = static_cast<int>((restMs + 999) / 1000);
    return error;
}

} // namespace ostiary
