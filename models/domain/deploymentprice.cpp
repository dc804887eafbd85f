// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/deploymentprice.h"

#include "models/domain/pricefields.h"

namespace ostiary {

namespace {

// Embeddings and the like answer without tokens; a name says so where no list does.
bool writesNothing(std::string_view mode, std::string_view model)
{
    return mode == "embedding" || mode == "rerank" || mode == "moderation" ||
           model.find("embed") != std::string_view::npos;
}

} // namespace

std::shared_ptr<const PriceCard> priceOf(const Deployment &deployment, std::string_view upstreamModel,
                                         const ModelFacts *facts)
{
    if (!deployment.price)
        return facts ? facts->price : nullptr;
    if (!deployment.price->given)
        return deployment.price;
    PriceContext context;
    context.list = facts ? facts->price.get() : nullptr;
    context.withoutOutput =
        writesNothing(deployment.mode, upstreamModel) || (facts && writesNothing(facts->mode, upstreamModel));
    // Anthropic's models cost twice for an hour wherever they run, and other providers have no such hour.
    context.hourlyCache =
        deployment.dialect == Dialect::Anthropic || upstreamModel.find("claude") != std::string_view::npos;
    context.sounds = upstreamModel.find("audio") != std::string_view::npos ||
                     upstreamModel.find("realtime") != std::string_view::npos;
    auto whole = completed(*deployment.price, context);
    return whole ? std::make_shared<PriceCard>(std::move(whole).value()) : nullptr;
}

} // namespace ostiary
