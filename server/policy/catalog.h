// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployment.h"
#include "server/policy/ratelimiter.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace ostiary {

/// One deployment as a request meets it: wildcards filled in, price found.
struct Target
{
    DeploymentPtr deployment;
    std::string upstreamModel;
    std::shared_ptr<const PriceCard> price; ///< null: unknown
    std::int64_t maxOutputTokens = 0;       ///< 0: unknown
    RateLimiter::Counter *rate = nullptr;
    bool mayThinkUnseen = true; ///< the model may think without showing it, as far as is known
    bool known = true;          ///< by declaration, or by the price list where a pattern made the target
};

/// A public model name and where it can be called.
struct Model
{
    std::string name; ///< of an alias or an id: the model that is meant, whose rights and fallbacks hold
    std::vector<Target> targets;
    bool pinned = false; ///< asked for by a deployment's id: no other is called
    /// The name for rows and metrics where it is not the one that was asked for: a pattern, where nobody knows what it
    /// reached, so that clients cannot invent names without end.
    std::string recordedAs = {};
    bool filtersByTags = false; ///< the request's tags choose among the targets
    std::string chosenBy = {};  ///< for people: what left these of the model's targets; empty: they are all
};

/// A name that a list of models shows.
struct ListedModel
{
    std::string name;  ///< a model's, an alias', or a pattern where nobody knows what it reaches
    std::string model; ///< the model that is meant: the name itself but for an alias
    std::string ownedBy;
};

/// Numbers by class of error, as in LiteLLM's `retry_policy` and `allowed_fails_policy`; absent: the general number.
struct ByErrorClass
{
    std::optional<int> authentication;
    std::optional<int> timeout;
    std::optional<int> rateLimit;
    std::optional<int> contentPolicy;
    std::optional<int> badRequest;
    std::optional<int> internal;
};

/// Settings of LiteLLM's `router_settings` that routing obeys.
struct RoutingRules
{
    using ByModel = std::unordered_map<std::string, std::vector<std::string>>;

    int retries = 2; ///< further attempts after the first
    ByErrorClass retriesByClass;
    std::unordered_map<std::string, ByErrorClass> retriesByModel; ///< before `retriesByClass`, for one public name
    std::optional<std::int64_t> retryAfterMs; ///< the least pause before the same place is asked again
    std::int64_t cooldownMs = 5'000;
    bool cooldowns = true;
    int allowedFails = 3; ///< failures within a minute before a deployment rests
    ByErrorClass allowedFailsByClass;
    std::unordered_map<std::string, std::string> aliases; ///< model_group_alias
    std::unordered_set<std::string> hiddenAliases;        ///< those that no list of models names
    ByModel fallbacks;
    ByModel contextWindowFallbacks; ///< where a request goes that is too long for its model
    ByModel contentPolicyFallbacks; ///< where a request goes that a content filter refused
    std::vector<std::string> defaultFallbacks;
    bool tagFiltering = false; ///< a request's tags choose among deployments; a model's own word comes before it
    bool tagMatchesAny = true; ///< one tag of the request is enough; otherwise a deployment needs all of them
    std::string tagPrefix;     ///< `tag_routing_prefix`: goes before tags that are meant for routing
    bool clientMayTag = true;  ///< otherwise a request with tags of its own is refused where tags choose

    /// Where a request for `asked` goes when its model fails: the list's own entry for it, or for the model that an
    /// alias means, or for all models, or the default.
    const std::vector<std::string> &fallbacksOf(const ByModel &list, const std::string &asked,
                                                const std::string &meant) const;
};

/// What is offered: a whole that is built once, never changed, and swapped for the next one.
class Catalog
{
public:
    Catalog(std::vector<DeploymentPtr> deployments, RoutingRules rules, std::shared_ptr<const PriceList> prices,
            std::shared_ptr<const PriceCard> defaultPrice, RateLimiter &limiter);

    /// The model behind a public name; wildcards make one on the fly; the id of a deployment is a model of this one
    /// deployment (as in LiteLLM). Nothing when nobody offers it.
    std::shared_ptr<const Model> find(std::string_view name) const;
    /// Models and aliases by their own names, without what patterns reach; sorted.
    const std::vector<std::string> &names() const { return m_names; }
    /// What can be asked for, sorted by name: models, aliases that are not hidden, and what patterns reach of the
    /// price list. Each of them is found by `find`.
    const std::vector<ListedModel> &listed() const { return m_listed; }
    /// Aliases whose model nobody offers.
    std::vector<std::string> emptyAliases() const;
    const std::vector<DeploymentPtr> &deployments() const { return m_deployments; }
    const RoutingRules &rules() const { return m_rules; }
    /// Models that can be called but have no price: to be reported, never silently free.
    std::vector<std::string> unpriced() const;

private:
    Target makeTarget(const DeploymentPtr &deployment, std::string upstreamModel, RateLimiter &limiter) const;
    std::shared_ptr<const Model> findWildcard(std::string_view name) const;
    /// Whether tags choose among the targets of `model`: what the first of its deployments says that says anything.
    bool filtersByTags(const Model &model) const;
    /// The name behind an alias, or `name` itself.
    const std::string &meant(const std::string &name) const;
    void list();

    std::vector<DeploymentPtr> m_deployments;
    RoutingRules m_rules;
    std::shared_ptr<const PriceList> m_prices;
    std::shared_ptr<const PriceCard> m_defaultPrice;
    RateLimiter &m_limiter;
    std::unordered_map<std::string, std::shared_ptr<const Model>> m_models;
    std::unordered_map<std::string, std::shared_ptr<const Model>> m_pinned; ///< by the deployment's id
    std::vector<DeploymentPtr> m_wildcards;                                 ///< the longest pattern first
    std::vector<std::string> m_names;
    std::vector<ListedModel> m_listed;
};
using CatalogPtr = std::shared_ptr<const Catalog>;

} // namespace ostiary
