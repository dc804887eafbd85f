// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/duration.h"
#include "models/domain/ids.h"
#include "models/domain/money.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

/// Who is calling, as far as HTTP needs to know; policy derives what it knows from this.
struct Caller
{
    virtual ~Caller() = default;
};
using CallerPtr = std::shared_ptr<const Caller>;

enum class Role {
    VirtualKey, ///< may call models within its limits
    Admin,      ///< the master key: may also administer
};

// LiteLLM's names in lists of models that stand for more than themselves.
inline constexpr std::string_view kAllProxyModels = "all-proxy-models";
inline constexpr std::string_view kAllTeamModels = "all-team-models";     ///< those of the key's team
inline constexpr std::string_view kNoDefaultModels = "no-default-models"; ///< none

/// A virtual key as the store keeps it; the key's text itself is never kept, only its SHA-256.
struct VirtualKey
{
    std::int64_t id = 0;
    Digest digest{};
    std::string maskedName; ///< "sk-...W8TA"
    std::string alias;
    std::string userId;
    std::string teamId;
    std::vector<std::string> models;        ///< empty: all models
    std::vector<std::string> allowedRoutes; ///< paths and LiteLLM's names of groups of them; empty: all routes
    std::optional<Money> maxBudget;
    std::optional<Money> softBudget;           ///< told, never held against
    std::optional<std::int64_t> budgetSeconds; ///< length of a budget window; absent: for ever
    std::string budgetDuration;                ///< the same as it was written, for example "1mo"
    std::optional<int> rpmLimit;
    std::optional<std::int64_t> tpmLimit; ///< tokens a minute
    std::optional<int> maxParallel;
    std::int64_t createdMs = 0;
    std::optional<std::int64_t> expiresMs;
    std::string duration; ///< how long it was to live when that was last set, as it was written
    bool blocked = false;
    std::string metadataJson = "{}";
    std::string createdBy;
    std::optional<Digest> previousDigest; ///< of its text before it was rotated; opens the door until `previousUntilMs`
    std::int64_t previousUntilMs = 0;

    /// How long a window of its budget is; absent: for ever.
    std::optional<Duration> budgetWindow() const;
};

/// A user: what the models and the budget of all keys with this user id are bound by.
struct UserAccess
{
    std::string userId;
    std::vector<std::string> models; ///< empty: all models
    std::optional<Money> maxBudget;
    std::optional<Duration> budgetWindow = {}; ///< absent: for ever
    std::string displayName = {};
};

/// What all keys together may spend.
struct OrganisationBudget
{
    std::optional<Money> limit;
    std::optional<Duration> window; ///< absent: for ever
};

/// Whether `model` is in the allow-list `allowed`: exact names, `prefix/*`, `*` and kAllProxyModels; kNoDefaultModels
/// and a kAllTeamModels that nobody has replaced allow nothing. An empty list allows everything.
bool modelAllowed(const std::vector<std::string> &allowed, std::string_view model);

/// "sk-...W8TA": enough to recognise a key, useless to call with.
std::string maskKey(std::string_view key);

} // namespace ostiary
