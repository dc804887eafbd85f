// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/budget.h"

#include "server/policy/budgetrefusal.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace ostiary {

std::string_view nameOf(ScopeKind kind)
{
    constexpr std::array names = {"organisation", "team", "user", "key"};
    return names[static_cast<std::size_t>(kind) % names.size()];
}

std::optional<ScopeKind> scopeKindOf(std::string_view name)
{
    for (const ScopeKind kind : {ScopeKind::Organisation, ScopeKind::Team, ScopeKind::User, ScopeKind::Key}) {
        if (name == nameOf(kind))
            return kind;
    }
    return std::nullopt;
}

namespace {

std::string counterName(ScopeKind kind, std::string_view id)
{
    std::string name(nameOf(kind));
    name += ':';
    name += id;
    return name;
}

constexpr std::size_t kMaxWindows = 64; ///< of one scope

// So many times as much fits into a sum that nothing under way makes it saturate: a saturated sum gives back wrongly.
constexpr Money kMostHeld = Money::fromNano(INT64_MAX / 16'384);

// Of neighbours in which nothing is held, those become one that are closest together for their age: the longer ago, the
// less anybody asks for the parts.
void makeRoom(std::vector<Budget::Window> &windows, std::int64_t now)
{
    std::size_t best = windows.size();
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i + 1 < windows.size(); ++i) {
        const Budget::Window &first = windows[i];
        const Budget::Window &second = windows[i + 1];
        const double age = static_cast<double>(std::max<std::int64_t>(1, now - second.last));
        const double span = static_cast<double>(second.last - first.start) / age;
        if (span < least && first.held.isZero() && second.held.isZero()) {
            least = span;
            best = i;
        }
    }
    if (best == windows.size())
        return;
    windows[best].spent += windows[best + 1].spent;
    windows[best].last = std::max(windows[best].last, windows[best + 1].last);
    windows.erase(windows.begin() + static_cast<std::ptrdiff_t>(best) + 1);
}

Budget::Window &windowAt(Budget::Counter &counter, std::int64_t start)
{
    auto &windows = counter.windows;
    const auto at = [&] {
        return std::lower_bound(windows.begin(), windows.end(), start,
                                [](const Budget::Window &window, std::int64_t s) { return window.start < s; });
    };
    if (const auto found = at(); found != windows.end() && found->start == start)
        return *found;
    if (windows.size() >= kMaxWindows)
        makeRoom(windows, start);
    return *windows.insert(at(), Budget::Window{start, start, {}, {}});
}

std::int64_t startOfWindow(const Budget::Scope &scope, std::int64_t now)
{
    const std::int64_t seconds = scope.windowSeconds.value_or(0);
    if (seconds <= 0 && scope.windowMonths <= 0)
        return 0;
    return windowStart(seconds, scope.windowMonths, now, scope.windowOrigin);
}

std::int64_t endOfWindow(const Budget::Scope &scope, std::int64_t start)
{
    const std::int64_t seconds = scope.windowSeconds.value_or(0);
    return seconds <= 0 && scope.windowMonths <= 0 ? INT64_MAX : windowEnd(seconds, scope.windowMonths, start);
}

Budget::Standing standingIn(const Budget::Scope &scope, std::int64_t start)
{
    const std::int64_t end = endOfWindow(scope, start);
    Budget::Standing standing;
    standing.windowStart = start;
    standing.windowEnd = end == INT64_MAX ? 0 : end;
    for (const Budget::Window &window : scope.counter->windows) {
        if (window.start < end && (window.start >= start || window.last >= start)) {
            standing.spent += window.spent;
            standing.held += window.held;
        }
    }
    if (const Budget::Refusals &refusals = scope.counter->refusals; refusals.windowStart == start) {
        standing.refused = refusals.count;
        standing.refusedSinceMs = refusals.firstMs;
    }
    return standing;
}

std::optional<Money> stricter(const Budget::Scope &scope)
{
    const auto &known = scope.counter->limit;
    if (!scope.counter->limitKnown || !known)
        return scope.limit;
    return scope.limit ? std::min(*scope.limit, *known) : known;
}

BudgetShortfall shortfallOf(const Budget::Scope &scope, const Budget::Standing &standing, Money needed)
{
    return {nameOf(scope.counter->kind),
            scope.name.empty() ? scope.counter->id : scope.name,
            *stricter(scope),
            standing.spent,
            standing.held,
            needed,
            standing.windowEnd == 0 ? std::nullopt : std::optional(standing.windowEnd)};
}

/// By the budget of `scopes[refusing]`; `standings` are those of all of them.
GatewayError refusal(const std::vector<Budget::Scope> &scopes, std::size_t refusing,
                     const std::vector<Budget::Standing> &standings, Money needed)
{
    std::vector<BudgetShortfall> others;
    for (std::size_t i = 0; i < scopes.size(); ++i) {
        if (i != refusing && stricter(scopes[i]))
            others.push_back(shortfallOf(scopes[i], standings[i], needed));
    }
    return budgetRefusal(shortfallOf(scopes[refusing], standings[refusing], needed), others);
}

} // namespace

void Budget::Scope::setWindow(const Duration &length)
{
    windowMonths = length.months();
    windowSeconds = length.months() > 0 ? std::nullopt : std::optional(length.seconds());
}

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

void Budget::keepLimit(Counter *counter, std::optional<Money> limit)
{
    const std::lock_guard lock(m_mutex);
    counter->limit = limit;
    counter->limitKnown = true;
}

// A clock that goes back must not reopen a window that has been spent from.
std::int64_t Budget::now(const Counter &counter, std::int64_t clock)
{
    return std::max(clock, counter.seen);
}

void Budget::countRefusal(Counter &counter, std::int64_t windowStart) const
{
    Refusals &refusals = counter.refusals;
    if (refusals.count == 0 || refusals.windowStart != windowStart)
        refusals = {windowStart, 0, m_clock.wallMs()};
    ++refusals.count;
}

bool Budget::carries(const Scope &scope, std::int64_t windowStart, Money more, Standing *standing) const
{
    *standing = standingIn(scope, windowStart);
    const auto limit = stricter(scope);
    return !limit || standing->spent + standing->held + more <= *limit;
}

Result<BudgetHold> Budget::hold(const std::vector<Scope> &scopes, Money amount)
{
    if (scopes.size() > kMaxScopes) {
        GatewayError error = GatewayError::make(ErrorCode::Internal, "This request is held against too many budgets");
        error.detail = std::to_string(scopes.size()) + " scopes";
        return error;
    }
    BudgetHold hold;
    const std::int64_t seconds = clock();
    const std::lock_guard lock(m_mutex);
    for (const Scope &scope : scopes) {
        const std::int64_t start = startOfWindow(scope, now(*scope.counter, seconds));
        Standing standing;
        if (!carries(scope, start, amount, &standing) && !amount.isZero()) {
            countRefusal(*scope.counter, start);
            std::vector<Standing> standings;
            for (const Scope &each : scopes)
                standings.push_back(standingIn(each, startOfWindow(each, now(*each.counter, seconds))));
            return refusal(scopes, hold.m_count, standings, amount);
        }
        hold.m_shares[hold.m_count++] = {scope.counter, start};
    }
    amount = std::min(amount, kMostHeld);
    for (std::size_t i = 0; i < hold.m_count; ++i) {
        Counter &counter = *hold.m_shares[i].counter;
        Window &window = windowAt(counter, hold.m_shares[i].windowStart);
        counter.seen = window.last = now(counter, seconds);
        window.held += amount;
    }
    hold.m_budget = this;
    hold.m_amount = amount;
    return hold;
}

Budget::Standing Budget::standing(const Scope &scope) const
{
    const std::lock_guard lock(m_mutex);
    Standing standing = standingIn(scope, startOfWindow(scope, now(*scope.counter, clock())));
    standing.limit = stricter(scope);
    return standing;
}

void Budget::restore(ScopeKind kind, std::string_view id, std::int64_t windowStart, Money spent, std::int64_t last)
{
    Counter *restored = counter(kind, id);
    const std::lock_guard lock(m_mutex);
    Window &window = windowAt(*restored, windowStart);
    window.spent = spent;
    window.last = std::max({window.last, windowStart, last});
    restored->seen = std::max(restored->seen, window.last);
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
        Budget::Window &window = windowAt(*m_shares[i].counter, m_shares[i].windowStart);
        window.held -= given;
        window.spent += actual;
    }
    m_amount -= given;
}

std::vector<Budget::Standing> BudgetHold::standingsOfOthers(const std::vector<Budget::Scope> &scopes) const
{
    std::vector<Budget::Standing> standings;
    for (std::size_t i = 0; i < m_count; ++i) {
        standings.push_back(standingIn(scopes[i], m_shares[i].windowStart));
        standings.back().held -= m_amount; // this request's own
    }
    return standings;
}

bool BudgetHold::extendTo(const std::vector<Budget::Scope> &scopes, Money amount,
                          std::shared_ptr<const RefusalFigures> *why)
{
    if (!m_budget || amount <= m_amount)
        return true;
    if (scopes.size() != m_count)
        return false;
    const Money more = std::min(amount, kMostHeld) - m_amount;
    const std::lock_guard lock(m_budget->m_mutex);
    for (std::size_t i = 0; i < m_count; ++i) {
        Budget::Standing standing;
        if (scopes[i].counter != m_shares[i].counter ||
            !m_budget->carries(scopes[i], m_shares[i].windowStart, amount - m_amount, &standing)) {
            if (why)
                *why = refusal(scopes, i, standingsOfOthers(scopes), amount).figures;
            return false;
        }
    }
    for (std::size_t i = 0; i < m_count; ++i)
        windowAt(*m_shares[i].counter, m_shares[i].windowStart).held += more;
    m_amount += more;
    return true;
}

void BudgetHold::release()
{
    if (!m_budget)
        return;
    {
        const std::lock_guard lock(m_budget->m_mutex);
        for (std::size_t i = 0; i < m_count; ++i)
            windowAt(*m_shares[i].counter, m_shares[i].windowStart).held -= m_amount;
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
