// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/catalog.h"

#include "models/domain/identity.h"

#include <algorithm>
#include <set>

namespace ostiary {

Catalog::Catalog(std::vector<DeploymentPtr> deployments, RoutingRules rules, std::shared_ptr<const PriceList> prices,
                 std::shared_ptr<const PriceCard> defaultPrice, RateLimiter &limiter, std::int64_t revision)
    : m_deployments(std::move(deployments)), m_rules(std::move(rules)), m_prices(std::move(prices)),
      m_defaultPrice(std::move(defaultPrice)), m_limiter(limiter), m_revision(revision)
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
            m_names.push_back(deployment->modelName);
        }
        model->targets.push_back(makeTarget(deployment, deployment->upstreamModel, limiter));
        auto pinned = std::make_shared<Model>(Model{model->name, {model->targets.back()}, true});
        m_pinned.emplace(deployment->id, std::move(pinned));
    }
    for (auto &[name, model] : building)
        m_models.emplace(name, std::move(model));
    for (const auto &[alias, name] : m_rules.aliases) {
        if (const auto found = m_models.find(name);
            found != m_models.end() && m_models.emplace(alias, found->second).second)
            m_names.push_back(alias);
    }
    std::stable_sort(m_wildcards.begin(), m_wildcards.end(),
                     [](const auto &a, const auto &b) { return a->modelName.size() > b->modelName.size(); });
    std::sort(m_names.begin(), m_names.end());
}

Target Catalog::makeTarget(const DeploymentPtr &deployment, std::string upstreamModel, RateLimiter &limiter) const
{
    Target target;
    target.deployment = deployment;
    target.price = deployment->price;
    target.maxOutputTokens = deployment->maxOutputTokens;
    if (deployment->isWildcard()) {
        if (const ModelFacts *facts = m_prices->find(deployment->provider, upstreamModel)) {
            if (!target.price)
                target.price = facts->price;
            if (target.maxOutputTokens == 0)
                target.maxOutputTokens = facts->maxOutputTokens;
        }
    }
    if (!target.price)
        target.price = m_defaultPrice;
    target.upstreamModel = std::move(upstreamModel);
    target.rate = limiter.counter("deployment:" + deployment->id);
    return target;
}

std::shared_ptr<const Model> Catalog::find(std::string_view name) const
{
    const std::string wanted(name);
    if (const auto found = m_models.find(wanted); found != m_models.end())
        return found->second;
    if (const auto pinned = m_pinned.find(wanted); pinned != m_pinned.end())
        return pinned->second;
    std::shared_ptr<Model> made;
    std::size_t patternSize = 0;
    for (const DeploymentPtr &deployment : m_wildcards) {
        if (made && deployment->modelName.size() < patternSize)
            break; // only the most specific pattern counts
        std::string wild;
        if (!wildcardMatch(deployment->modelName, name, &wild))
            continue;
        std::string upstream = deployment->upstreamModel;
        if (const std::size_t star = upstream.find('*'); star != std::string::npos)
            upstream.replace(star, 1, wild);
        if (!made) {
            made = std::make_shared<Model>();
            made->name = wanted;
            patternSize = deployment->modelName.size();
        }
        made->targets.push_back(makeTarget(deployment, std::move(upstream), m_limiter));
    }
    return made;
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
