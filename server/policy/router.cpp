// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/router.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace ostiary {

namespace {

constexpr std::int64_t kWithoutToken = 3'600'000; ///< behind all that rest: it cannot be called at all

int orderOf(const Target &target)
{
    return target.deployment->order.value_or(std::numeric_limits<int>::max());
}

int weightOf(const Target &target)
{
    return std::max(0, target.deployment->weight);
}

} // namespace

RateLimiter::Limits limitsOf(const Deployment &deployment)
{
    return {deployment.rpmLimit, deployment.maxParallel, deployment.tpmLimit};
}

// The first is drawn by weight, the second among the rest, and so on; without any weight they stay as they are.
void Router::shuffleByWeight(std::vector<const Target *>::iterator from, std::vector<const Target *>::iterator end,
                             int sum)
{
    for (; from != end; ++from) {
        auto chosen = from;
        if (sum > 0) {
            int point = std::uniform_int_distribution<int>(0, sum - 1)(m_random);
            while (point >= weightOf(**chosen))
                point -= weightOf(**chosen++);
        }
        sum -= weightOf(**chosen);
        std::rotate(from, chosen, chosen + 1); // the others keep their order
    }
}

RoutePlan Router::plan(std::shared_ptr<const Model> model)
{
    RoutePlan plan;
    plan.model = std::move(model);
    const std::vector<Target> &all = plan.model->targets;
    plan.targets.reserve(all.size());
    if (all.empty()) {
        plan.reason = "the request's tags leave none of its deployments";
        return plan;
    }
    if (all.size() == 1) {
        plan.targets.push_back(&all.front());
        plan.reason = plan.model->chosenBy.empty() ? "the only deployment of this model" : plan.model->chosenBy;
        return plan;
    }
    std::vector<std::pair<std::int64_t, const Target *>> waiting;
    std::vector<const Target *> ready;
    for (const Target &target : all) {
        const bool withoutToken = target.deployment->token && !target.deployment->token->isFilled();
        const std::int64_t rest = withoutToken ? kWithoutToken : m_cooldowns.restsFor(target.deployment->id);
        const bool room = m_limiter.hasRoom(target.rate, limitsOf(*target.deployment));
        if (rest > 0 || !room) {
            waiting.emplace_back(rest > 0 ? rest : 1, &target);
        } else {
            ready.push_back(&target);
        }
    }
    const std::size_t inService = ready.size();
    // Each order is a group of its own: the next one is called when the one before is used up.
    std::stable_sort(ready.begin(), ready.end(),
                     [](const Target *a, const Target *b) { return orderOf(*a) < orderOf(*b); });
    int firstWeight = 0;
    int firstSum = 0;
    for (auto group = ready.begin(); group != ready.end();) {
        const int order = orderOf(**group);
        const auto end = std::find_if(group, ready.end(), [&](const Target *t) { return orderOf(*t) != order; });
        const int sum = std::accumulate(group, end, 0, [](int a, const Target *t) { return a + weightOf(*t); });
        if (plan.targets.empty())
            firstSum = sum;
        shuffleByWeight(group, end, sum);
        if (plan.targets.empty())
            firstWeight = weightOf(**group);
        plan.targets.insert(plan.targets.end(), group, end);
        group = end;
    }
    std::stable_sort(waiting.begin(), waiting.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (const auto &[rest, target] : waiting)
        plan.targets.push_back(target);
    if (inService == 0)
        plan.reason = "all " + std::to_string(all.size()) + " deployments rest or are full; the first to recover";
    else
        plan.reason = "by weight " + std::to_string(firstWeight) + " of " + std::to_string(firstSum) + ", " +
                      std::to_string(inService) + " of " + std::to_string(all.size()) + " deployments in service";
    if (!plan.model->chosenBy.empty())
        plan.reason = plan.model->chosenBy + "; " + plan.reason;
    return plan;
}

} // namespace ostiary
