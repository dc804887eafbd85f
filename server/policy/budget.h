// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"
#include "models/domain/money.h"
#include "models/domain/result.h"

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ostiary {

enum class ScopeKind : std::uint8_t { Organisation, Team, User, Key };
std::string_view nameOf(ScopeKind kind);

class BudgetHold;

/// What one scope (a key, a user, …) has spent and what is held for requests under way. Counters outlive every reload
/// of the configuration; they are reached through stable pointers.
class Budget
{
public:
    /// One scope's counters of its current window. Only Budget touches them.
    struct Counter
    {
        ScopeKind kind;
        std::string id;
        Money spent;
        Money held;
        std::int64_t windowStart = 0; ///< Unix seconds; 0 for a window that never ends
    };
    /// A counter and what it is held against.
    struct Scope
    {
        Counter *counter = nullptr;
        std::optional<Money> limit;
        std::optional<std::int64_t> windowSeconds;
        std::int64_t windowOrigin = 0; ///< Unix seconds from which windows are counted
    };
    struct Standing
    {
        Money spent;
        Money held;
        std::int64_t windowStart = 0;
    };
    static constexpr std::size_t kMaxScopes = 4;

    explicit Budget(const Clock &clock) : m_clock(clock) {}

    /// The counter of a scope, made on first use. Never moves and never goes.
    Counter *counter(ScopeKind kind, std::string_view id);

    /// Takes `amount` from every scope at once or from none: 429 names the first scope that cannot carry it.
    /// A scope is refused when spent + held + amount would pass its limit.
    Result<BudgetHold> hold(const std::vector<Scope> &scopes, Money amount);

    /// What stands against `scope` in its current window.
    Standing standing(const Scope &scope) const;

    /// Sets what was spent in a window, when the counters are rebuilt from the ledger.
    void restore(ScopeKind kind, std::string_view id, std::int64_t windowStart, Money spent);

private:
    friend class BudgetHold;
    struct Share
    {
        Counter *counter = nullptr;
        std::int64_t windowStart = 0;
    };

    std::int64_t windowStart(const Scope &scope) const;
    void roll(Counter &counter, std::int64_t windowStart) const;

    const Clock &m_clock;
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, std::unique_ptr<Counter>> m_counters;
};

/// An amount set aside in every scope of a request. Gives itself back when it is dropped without having been settled.
class BudgetHold
{
public:
    BudgetHold() = default;
    BudgetHold(BudgetHold &&other) noexcept;
    BudgetHold &operator=(BudgetHold &&other) noexcept;
    ~BudgetHold() { release(); }

    /// Turns the hold, or `part` of it, into money spent. What an attempt really cost may be more than was held.
    void settle(Money actual);
    /// Charges `actual` and keeps the rest of the hold for a further attempt.
    void charge(Money actual);
    /// Raises the hold so that `amount` is free for the next attempt; false when a scope cannot carry that.
    bool extendTo(const std::vector<Budget::Scope> &scopes, Money amount);
    void release();

    Money amount() const { return m_amount; }
    /// The window a scope kind is charged to; 0 when it has no window or no scope.
    std::int64_t windowOf(ScopeKind kind) const;

private:
    friend class Budget;
    void swap(BudgetHold &other) noexcept;

    Budget *m_budget = nullptr;
    Money m_amount;
    std::array<Budget::Share, Budget::kMaxScopes> m_shares{};
    std::size_t m_count = 0;
};

} // namespace ostiary
