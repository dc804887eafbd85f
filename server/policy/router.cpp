// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/router.h"

#include <algorithm>

namespace ostiary {

namespace {

constexpr std::int64_t kWithoutToken = 3'600'000; ///< behind all that rest: it cannot be called at all
} // namespace

RoutePlan Router::plan(std::shared_ptr<const Model> model)
{
    RoutePlan plan;
    plan.model = std::move(model);
    const std::vector<Target> &all = plan.model->targets;
    plan.targets.reserve(all.size());
    if (all.size() == 1) {
        plan.targets.push_back(&all.front());
        plan.reason = "the only deployment of this model";
        return plan;
    }
    std::vector<std::pair<std::int64_t, const Target *>> waiting;
    std::vector<const Target *> ready;
    int weightSum = 0;
    for (const Target &target : all) {
        const bool withoutToken = target.deployment->token && !target.deployment->token->isFilled();
        const std::int64_t rest = withoutToken ? kWithoutToken : m_cooldowns.restsFor(target.deployment->id);
        const bool room = m_limiter.hasRoom(target.rate, {target.deployment->rpmLimit, target.deployment->maxParallel});
        if (rest > 0 || !room) {
            waiting.emplace_back(rest > 0 ? rest : 1, &target);
        } else {
            ready.push_back(&target);
            weightSum += std::max(0, target.deployment->weight);
        }
    }
    const std::size_t inService = ready.size();
    int firstWeight = 0;
    const int firstSum = weightSum;
    while (!ready.empty()) {
        std::size_t chosen = 0;
        if (weightSum > 0) {
            int point = std::uniform_int_distribution<int>(0, weightSum - 1)(m_random);
            while (point >= std::max(0, ready[chosen]->deployment->weight))
                point -= std::max(0, ready[chosen++]->deployment->weight);
        }
        const int weight = std::max(0, ready[chosen]->deployment->weight);
        if (plan.targets.empty())
            firstWeight = weight;
        weightSum -= weight;
        plan.targets.push_back(ready[chosen]);
        ready.erase(ready.begin() + static_cast<std::ptrdiff_t>(chosen));
    }
    std::stable_sort(waiting.begin(), waiting.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (const auto &[rest, target] : waiting)
        plan.targets.push_back(target);
    if (inService == 0)
        plan.reason = "all " + std::to_string(all.size()) + " deployments rest or are full; the first to recover";
    else
        plan.reason = "by weight " + std::to_string(firstWeight) + " of " + std::to_string(firstSum) + ", " +
                      std::to_string(inService) + " of " + std::to_string(all.size()) + " deployments in service";
    return plan;
}

} // namespace ostiary
