// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/catalog.h"

#include "models/domain/callablename.h"
#include "models/domain/deploymentprice.h"
#include "models/domain/identity.h"
#include "models/domain/modelname.h"
#include "models/domain/wildcard.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace ostiary {

namespace {

/// How many aliases of aliases are followed.
constexpr int kMostHops = 8;

/// What a pattern's star stands for, put in its place.
std::string filled(std::string pattern, std::string_view wild)
{
    if (const std::size_t star = pattern.find('*'); star != std::string::npos)
        pattern.replace(star, 1, wild);
    return pattern;
}

/// The name under which `pattern` offers what its provider calls `id`; nothing where none does.
std::optional<std::string> nameBehind(const Deployment &pattern, const std::string &id)
{
    if (pattern.byName)
        return filled(pattern.modelName, pattern.provider + "/" + id);
    const std::size_t there = starsIn(pattern.upstreamModel), here = starsIn(pattern.modelName);
    if (there == 0)
        return std::nullopt; // one model under very many names
    std::vector<std::string> stars;
    if (here > there) // then the name itself is the model's
        return wildcardMatch(pattern.modelName, id) ? std::optional(id) : std::nullopt;
    if (!wildcardMatch(pattern.upstreamModel, id, &stars))
        return std::nullopt;
    std::string name = wildcardFilled(pattern.modelName, stars, id);
    // What is asked for must lead there again, with stars in other places, too.
    if (!wildcardMatch(pattern.modelName, name, &stars) || wildcardFilled(pattern.upstreamModel, stars, name) != id)
        return std::nullopt;
    return name;
}

/// The names under which a wildcard offers the models that the list knows of its provider.
std::vector<std::string> namesBehind(const Deployment &pattern, const PriceList &prices)
{
    std::vector<std::string> names;
    const std::string_view provider = listedProvider(pattern.provider);
    for (const ModelFacts *facts : prices.modelsOf(provider)) {
        if (!isCallableName(prices, provider, facts->id))
            continue;
        if (auto name = nameBehind(pattern, facts->id))
            names.push_back(std::move(*name));
    }
    return names;
}

} // namespace

const std::vector<std::string> &RoutingRules::fallbacksOf(const ByModel &list, const std::string &asked,
                                                          const std::string &meant) const
{
    static const std::vector<std::string> kNone;
    for (const std::string &name : {asked, meant, std::string("*")}) {
        if (const auto found = list.find(name); found != list.end())
            return found->second;
    }
    return &list == &fallbacks ? defaultFallbacks : kNone;
}

Catalog::Catalog(std::vector<DeploymentPtr> deployments, RoutingRules rules, std::shared_ptr<const PriceList> prices,
                 std::shared_ptr<const PriceCard> defaultPrice, RateLimiter &limiter)
    : m_deployments(std::move(deployments)), m_rules(std::move(rules)), m_prices(std::move(prices)),
      m_defaultPrice(std::move(defaultPrice)), m_limiter(limiter)
{
    std::unordered_map<std::string, std::shared_ptr<Model>> building;
    for (const DeploymentPtr &deployment : m_deployments) {
        if (!deployment->enabled)
            continue;
        if (deployment->isWildcard()) {
            m_wildcards.push_back(deployment);
            continue;
        }
        auto &model = building[deployment->modelName];
        if (!model) {
            model = std::make_shared<Model>();
            model->name = deployment->modelName;
        }
        model->targets.push_back(makeTarget(deployment, deployment->upstreamModel, limiter));
        auto pinned = std::make_shared<Model>(Model{model->name, {model->targets.back()}, true});
        m_pinned.emplace(deployment->id, std::move(pinned));
    }
    for (auto &[name, model] : building) {
        model->filtersByTags = filtersByTags(*model);
        m_models.emplace(name, std::move(model));
    }
    std::stable_sort(m_wildcards.begin(), m_wildcards.end(),
                     [](const auto &a, const auto &b) { return a->modelName.size() > b->modelName.size(); });
    list();
}

bool Catalog::filtersByTags(const Model &model) const
{
    for (const Target &target : model.targets) {
        if (target.deployment->tagFiltering)
            return *target.deployment->tagFiltering;
    }
    return m_rules.tagFiltering;
}

void Catalog::list()
{
    std::map<std::string, ListedModel> names;
    for (const auto &[name, model] : m_models)
        names[name] = {name, name, model->targets.front().deployment->provider};
    for (const DeploymentPtr &pattern : m_wildcards) {
        if (pattern->origin == Origin::BuiltIn)
            continue; // the simulator's scripts are no models
        std::vector<std::string> reached = namesBehind(*pattern, *m_prices);
        if (reached.empty())
            reached.push_back(pattern->byName ? filled(pattern->modelName, pattern->provider + "/*")
                                              : pattern->modelName);
        for (std::string &name : reached)
            names.try_emplace(name, ListedModel{name, name, pattern->provider});
    }
    for (const auto &[alias, target] : m_rules.aliases) {
        const auto model = find(alias);
        if (m_rules.hiddenAliases.count(alias) > 0)
            names.erase(alias);
        else if (model)
            names[alias] = {alias, model->name, model->targets.front().deployment->provider};
    }
    for (auto &[name, listed] : names) {
        if (m_models.count(listed.model) > 0)
            m_names.push_back(name);
        m_listed.push_back(std::move(listed));
    }
}

const std::string &Catalog::meant(const std::string &name) const
{
    const std::string *at = &name;
    for (int hops = 0; hops < kMostHops; ++hops) {
        const auto alias = m_rules.aliases.find(*at);
        if (alias == m_rules.aliases.end())
            return *at;
        at = &alias->second;
    }
    return name; // a ring of aliases means nothing
}

Target Catalog::makeTarget(const DeploymentPtr &deployment, std::string upstreamModel, RateLimiter &limiter) const
{
    Target target;
    target.deployment = deployment;
    target.price = deployment->price;
    target.maxOutputTokens = deployment->maxOutputTokens;
    target.mayThinkUnseen = deployment->thinks;
    if (deployment->isWildcard()) {
        const ModelFacts *facts = m_prices->find(listedProvider(deployment->provider), upstreamModel);
        target.mayThinkUnseen = !facts || facts->thinks;
        target.known = facts != nullptr;
        if (!isSelfHosted(target.price))
            target.price = priceOf(*deployment, upstreamModel, facts);
        else if (facts && facts->price)
            target.price = facts->price;
        if (facts && target.maxOutputTokens == 0)
            target.maxOutputTokens = facts->maxOutputTokens;
    }
    if (m_defaultPrice && (!target.price || isSelfHosted(target.price)))
        target.price = m_defaultPrice;
    target.upstreamModel = std::move(upstreamModel);
    target.rate = limiter.counter("deployment:" + deployment->id);
    return target;
}

std::shared_ptr<const Model> Catalog::find(std::string_view asked) const
{
    const std::string name(asked);
    const std::string &wanted = meant(name); // as in LiteLLM an alias comes before a model of its name
    if (const auto found = m_models.find(wanted); found != m_models.end())
        return found->second;
    if (const auto pinned = m_pinned.find(wanted); pinned != m_pinned.end())
        return pinned->second;
    return findWildcard(wanted);
}

std::shared_ptr<const Model> Catalog::findWildcard(std::string_view name) const
{
    std::shared_ptr<Model> made;
    std::size_t patternSize = 0;
    std::string resolvedName; // the patterns of all providers differ in the provider alone
    std::optional<ModelPlace> resolved;
    std::vector<std::string> stars;
    for (const DeploymentPtr &deployment : m_wildcards) {
        if (made && deployment->modelName.size() < patternSize)
            break; // only the most specific pattern counts
        if (!wildcardMatch(deployment->modelName, name, &stars))
            continue;
        std::string upstream = wildcardFilled(deployment->upstreamModel, stars, name);
        if (upstream.empty() || upstream.ends_with('/'))
            continue; // "group/" names nothing
        if (deployment->byName) {
            if (std::exchange(resolvedName, upstream) != upstream) {
                auto place = findModelPlace(upstream, {}, {}, *m_prices);
                resolved = place ? std::optional(std::move(place).value()) : std::nullopt;
            }
            if (!resolved || resolved->provider != deployment->provider)
                continue;
            upstream = resolved->upstreamModel;
        }
        if (!made) {
            made = std::make_shared<Model>();
            made->name = name;
            patternSize = deployment->modelName.size();
        }
        made->targets.push_back(makeTarget(deployment, std::move(upstream), m_limiter));
        const bool known = made->targets.back().known;
        if (known || made->recordedAs.empty())
            made->recordedAs = known ? made->name : deployment->modelName;
    }
    if (made)
        made->filtersByTags = filtersByTags(*made);
    return made;
}

std::vector<std::string> Catalog::emptyAliases() const
{
    std::vector<std::string> out;
    for (const auto &[alias, target] : m_rules.aliases) {
        if (!find(alias))
            out.push_back(alias);
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<std::string> Catalog::unpriced() const
{
    std::set<std::string> out;
    for (const auto &[name, model] : m_models) {
        for (const Target &target : model->targets) {
            if (!target.price)
                out.insert(name);
        }
    }
    return {out.begin(), out.end()};
}

} // namespace ostiary
