// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"
#include "models/domain/duration.h"
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
std::optional<ScopeKind> scopeKindOf(std::string_view name);

class BudgetHold;
struct RefusalFigures;

/// What each scope (a key, a user, …) has spent and what is held for requests under way, by windows. Counters outlive
/// every reload of the configuration; they are reached through stable pointers.
///
/// A request is charged to the window in which it was held, whenever it ends. What counts against a scope is whatever
/// was held at or after the beginning of its present window, so a window that comes again (another length, a clock that
/// was set back) has what was spent in it, and one that is divided anew has all of the window that was cut.
class Budget
{
public:
    /// What was spent and is held in one window. Unix seconds.
    struct Window
    {
        std::int64_t start = 0; ///< 0 for a window that never ends
        std::int64_t last = 0;  ///< when a request was last held in it
        Money spent;
        Money held;
    };
    /// What was refused in one window since the gateway's start; nothing of it is in the ledger's sums.
    struct Refusals
    {
        std::int64_t windowStart = 0; ///< Unix seconds, as Window's
        std::int64_t count = 0;
        std::int64_t firstMs = 0; ///< wall clock
    };
    /// One scope's windows, by their start. Only Budget touches them.
    struct Counter
    {
        ScopeKind kind;
        std::string id;
        std::vector<Window> windows;
        std::int64_t seen = 0;      ///< the latest time of a hold: for this scope no clock goes back behind it
        std::optional<Money> limit; ///< what holds for new requests, …
        bool limitKnown = false;    ///< … when keepLimit() has told
        Refusals refusals = {};     ///< of the window that refused last
    };
    /// A counter and what it is held against.
    struct Scope
    {
        Counter *counter = nullptr;
        std::optional<Money> limit;
        std::optional<std::int64_t> windowSeconds;
        std::int64_t windowOrigin = 0; ///< Unix seconds from which windows are counted
        int windowMonths = 0;          ///< of the calendar, instead of seconds
        std::string name = {};         ///< for people, where the counter's id is not what they know it by

        void setWindow(const Duration &length);
    };
    struct Standing
    {
        Money spent;
        Money held;
        std::int64_t windowStart = 0;
        std::int64_t windowEnd = 0; ///< 0: it never ends
        std::optional<Money> limit; ///< what a request is held against
        std::int64_t refused = 0;   ///< requests for want of this budget, since the window's or the gateway's start
        std::int64_t refusedSinceMs = 0; ///< when the first of them was; 0: none was
    };
    static constexpr std::size_t kMaxScopes = 4;

    explicit Budget(const Clock &clock) : m_clock(clock) {}

    /// The counter of a scope, made on first use. Never moves and never goes.
    Counter *counter(ScopeKind kind, std::string_view id);
    /// The limit that holds for a scope from here on, also for requests under way that want more.
    void keepLimit(Counter *counter, std::optional<Money> limit);

    /// Takes `amount` from every scope at once or from none: 422 names the first scope that cannot carry it.
    /// A scope is refused when spent + held + amount would pass its limit; nothing can always be held.
    Result<BudgetHold> hold(const std::vector<Scope> &scopes, Money amount);

    /// What stands against `scope` in its current window.
    Standing standing(const Scope &scope) const;

    /// Sets what was spent in a window, when the counters are rebuilt from the ledger; `last` is when one of its
    /// requests began last, 0 when that is not known.
    void restore(ScopeKind kind, std::string_view id, std::int64_t windowStart, Money spent, std::int64_t last = 0);

private:
    friend class BudgetHold;
    struct Share
    {
        Counter *counter = nullptr;
        std::int64_t windowStart = 0;
    };

    /// `clock`: Unix seconds.
    static std::int64_t now(const Counter &counter, std::int64_t clock);
    std::int64_t clock() const { return m_clock.wallMs() / 1000; }
    void countRefusal(Counter &counter, std::int64_t windowStart) const;
    bool carries(const Scope &scope, std::int64_t windowStart, Money more, Standing *standing) const;

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

    /// Turns the hold into money spent. What an attempt really cost may be more than was held.
    void settle(Money actual);
    /// Charges `actual` and keeps the rest of the hold for a further attempt.
    void charge(Money actual);
    /// Raises the hold so that `amount` is free for the next attempt; false when a scope cannot carry that in the
    /// window the hold was made in. `scopes` are those of hold().
    /// `*why`, where it is wanted, says which scope.
    bool extendTo(const std::vector<Budget::Scope> &scopes, Money amount,
                  std::shared_ptr<const RefusalFigures> *why = nullptr);
    void release();

    Money amount() const { return m_amount; }
    /// The window a scope kind is charged to; 0 when it has no window or no scope.
    std::int64_t windowOf(ScopeKind kind) const;

private:
    friend class Budget;
    void swap(BudgetHold &other) noexcept;
    /// How `scopes`, which are those of the hold, stand without this request; under the budget's mutex.
    std::vector<Budget::Standing> standingsOfOthers(const std::vector<Budget::Scope> &scopes) const;

    Budget *m_budget = nullptr;
    Money m_amount;
    std::array<Budget::Share, Budget::kMaxScopes> m_shares{};
    std::size_t m_count = 0;
};

} // namespace ostiary
