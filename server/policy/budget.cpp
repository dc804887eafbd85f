// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/budget.h"

#include <algorithm>
#include <utility>

namespace ostiary {

std::string_view nameOf(ScopeKind kind)
{
    constexpr std::array names = {"organisation", "team", "user", "key"};
    return names[static_cast<std::size_t>(kind) % names.size()];
}

namespace {

std::string counterName(ScopeKind kind, std::string_view id)
{
    std::string name(nameOf(kind));
    name += ':';
    name += id;
    return name;
}

GatewayError exceeded(const Budget::Counter &counter, Money limit, Money needed)
{
    std::string scope(nameOf(counter.kind));
    scope[0] = static_cast<char>(scope[0] - 32);
    GatewayError error =
        GatewayError::make(ErrorCode::BudgetExceeded,
                           "Budget has been exceeded! " + scope + "=" + (counter.id.empty() ? "all" : counter.id) +
                               " Current cost: " + counter.spent.toDecimal() + ", Max budget: " + limit.toDecimal() +
                               ". Held for requests under way: " + counter.held.toDecimal() +
                               "; this request may cost up to " + needed.toDecimal() + " (USD)");
    return error;
}

} // namespace

Budget::Counter *Budget::counter(ScopeKind kind, std::string_view id)
{
    const std::lock_guard lock(m_mutex);
    auto &slot = m_counters[counterName(kind, id)];
    if (!slot) {
        slot = std::make_unique<Counter>();
        slot->kind = kind;
        slot->id = id;
    }
    return slot.get();
}

std::int64_t Budget::windowStart(const Scope &scope) const
{
    if (!scope.windowSeconds || *scope.windowSeconds <= 0)
        return 0;
    const std::int64_t now = m_clock.wallMs() / 1000;
    const std::int64_t since = std::max<std::int64_t>(0, now - scope.windowOrigin);
    return scope.windowOrigin + since / *scope.windowSeconds * *scope.windowSeconds;
}

// A clock that goes back must not reopen a window that has been spent from.
void Budget::roll(Counter &counter, std::int64_t windowStart) const
{
    if (windowStart <= counter.windowStart)
        return;
    counter.windowStart = windowStart;
    counter.spent = {};
    counter.held = {};
}

Result<BudgetHold> Budget::hold(const std::vector<Scope> &scopes, Money amount)
{
    BudgetHold hold;
    const std::lock_guard lock(m_mutex);
    for (const Scope &scope : scopes) {
        Counter &counter = *scope.counter;
        roll(counter, windowStart(scope));
        if (scope.limit && counter.spent + counter.held + amount > *scope.limit)
            return exceeded(counter, *scope.limit, amount);
        hold.m_shares[hold.m_count++] = {&counter, counter.windowStart};
        if (hold.m_count == kMaxScopes)
            break;
    }
    for (std::size_t i = 0; i < hold.m_count; ++i)
        hold.m_shares[i].counter->held += amount;
    hold.m_budget = this;
    hold.m_amount = amount;
    return hold;
}

Budget::Standing Budget::standing(const Scope &scope) const
{
    const std::lock_guard lock(m_mutex);
    roll(*scope.counter, windowStart(scope));
    return {scope.counter->spent, scope.counter->held, scope.counter->windowStart};
}

void Budget::restore(ScopeKind kind, std::string_view id, std::int64_t windowStart, Money spent)
{
    Counter *restored = counter(kind, id);
    const std::lock_guard lock(m_mutex);
    if (windowStart < restored->windowStart)
        return;
    restored->windowStart = windowStart;
    restored->spent = spent;
}

BudgetHold::BudgetHold(BudgetHold &&other) noexcept
{
    swap(other);
}

BudgetHold &BudgetHold::operator=(BudgetHold &&other) noexcept
{
    BudgetHold taken(std::move(other));
    swap(taken);
    return *this;
}

void BudgetHold::swap(BudgetHold &other) noexcept
{
    std::swap(m_budget, other.m_budget);
    std::swap(m_amount, other.m_amount);
    std::swap(m_shares, other.m_shares);
    std::swap(m_count, other.m_count);
}

void BudgetHold::settle(Money actual)
{
    charge(actual);
    release();
}

void BudgetHold::charge(Money actual)
{
    if (!m_budget)
        return;
    const std::lock_guard lock(m_budget->m_mutex);
    const Money given = std::min(actual, m_amount);
    for (std::size_t i = 0; i < m_count; ++i) {
        Budget::Counter &counter = *m_shares[i].counter;
        if (counter.windowStart != m_shares[i].windowStart)
            continue; // the window has rolled over: its row in the ledger is all that is left of it
        counter.held -= given;
        counter.spent += actual;
    }
    m_amount -= given;
}

bool BudgetHold::extendTo(const std::vector<Budget::Scope> &scopes, Money amount)
{
    if (!m_budget || amount <= m_amount)
        return true;
    const Money more = amount - m_amount;
    const std::lock_guard lock(m_budget->m_mutex);
    for (std::size_t i = 0; i < m_count; ++i) {
        const Budget::Counter &counter = *m_shares[i].counter;
        if (scopes[i].limit && counter.spent + counter.held + more > *scopes[i].limit)
            return false;
    }
    for (std::size_t i = 0; i < m_count; ++i) {
        if (m_shares[i].counter->windowStart == m_shares[i].windowStart)
            m_shares[i].counter->held += more;
    }
    m_amount = amount;
    return true;
}

void BudgetHold::release()
{
    if (!m_budget)
        return;
    {
        const std::lock_guard lock(m_budget->m_mutex);
        for (std::size_t i = 0; i < m_count; ++i) {
            if (m_shares[i].counter->windowStart == m_shares[i].windowStart)
                m_shares[i].counter->held -= m_amount;
        }
    }
    m_budget = nullptr;
    m_amount = {};
}

std::int64_t BudgetHold::windowOf(ScopeKind kind) const
{
    for (std::size_t i = 0; i < m_count; ++i) {
        if (m_shares[i].counter->kind == kind)
            return m_shares[i].windowStart;
    }
    return 0;
}

} // namespace ostiary
