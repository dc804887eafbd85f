// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/attemptbound.h"

#include "server/gateway/engineservices.h"
#include "server/providers/outputlimits.h"

#include <algorithm>

namespace ostiary {

namespace {

/// Of a model whose context nobody knows.
constexpr std::int64_t kUnknownContext = 200'000;

std::optional<std::int64_t> limitToWrite(const BoundedRequest &request, const EffectiveRequest &asked,
                                         const Target &target, const GatewaySettings &settings)
{
    // Only money needs a bound that the client did not give; without a budget the request stays as it came.
    const bool needed = request.underBudget && target.price && target.price->outputCosts();
    if (!needed || request.surface == Surface::Embedding || asked.outputLimit)
        return std::nullopt;
    if (!asked.limitCanBeWritten) { // a limit of 0, for example, which some servers take for none
        const std::int64_t context = target.deployment->contextTokens;
        return target.maxOutputTokens > 0 ? target.maxOutputTokens : context > 0 ? context : kUnknownContext;
    }
    const std::int64_t policy = settings.defaultMaxOutput;
    return target.maxOutputTokens > 0 ? std::min(target.maxOutputTokens, policy) : policy;
}

/// OpenAI's price page: gpt-4o-mini counts a picture's base and each of at most eight tiles 33 times as dear.
constexpr std::int64_t kTokensPerPictureOfMini = 49'152;

/// Models make one; some make a few more where they are told to tell a story in pictures.
constexpr std::int64_t kMostPicturesOfAnswer = 4;

std::int64_t tokensPerPicture(std::string_view model)
{
    return model.find("gpt-4o-mini") != std::string_view::npos ? kTokensPerPictureOfMini : kTokensPerPicture;
}

const BilledFeature *firstUnpriced(const EffectiveRequest &asked, const Target &target, const GatewaySettings &settings)
{
    const bool hasRequestPrice = target.price && target.price->requestPico >= 0;
    const BilledFeature *const search = searchByItself(modelMeant(*target.deployment, target.upstreamModel));
    if (isSelfHosted(target.price))
        return nullptr;
    const auto isAccepted = [&](const BilledFeature *feature) {
        return settings.acceptUnpriced.count(foldedName(feature->name)) > 0;
    };
    if (search && !hasRequestPrice && !isAccepted(search))
        return search;
    const auto isBounded = [&](const BilledFeature *feature) {
        if (isAccepted(feature))
            return true;
        return (feature->kind == BilledFeature::Kind::Sound && target.price && target.price->audioOutputPico >= 0) ||
               (feature->kind == BilledFeature::Kind::Pictures && target.price && target.price->imageOutputPico >= 0);
    };
    const auto found = std::find_if_not(asked.priced.begin(), asked.priced.end(), isBounded);
    return found == asked.priced.end() ? nullptr : *found;
}

} // namespace

AttemptBound attemptBound(const BoundedRequest &request, const Target &target, const GatewaySettings &settings,
                          const std::vector<std::string> &without)
{
    AttemptBound bound;
    bound.asked = effectiveRequest(request.index, *target.deployment, target.upstreamModel, request.surface, without,
                                   request.features);
    const EffectiveRequest &asked = bound.asked;
    bound.outputLimit = limitToWrite(request, asked, target, settings);
    if (request.underBudget)
        bound.unpriced = firstUnpriced(asked, target, settings);
    const std::string_view model = modelMeant(*target.deployment, target.upstreamModel);
    bound.most.prompt =
        request.index.inputBound(target.deployment->contextTokens, asked.unseenInput, tokensPerPicture(model)) +
        asked.addedBytes;
    const std::int64_t limit = // a completion of 0 says that nothing bounds it
        asked.outputLimit ? std::max<std::int64_t>(*asked.outputLimit, 1) : bound.outputLimit.value_or(0);
    if (request.surface != Surface::Embedding && limit > 0)
        bound.most.completion = (limit + asked.moreOutput) * asked.choices;
    bound.most.pictures = request.index.attachments;
    bound.most.picturesMade = asked.choices * kMostPicturesOfAnswer;
    bound.most.milliseconds = target.deployment->deadlines.total.count();
    return bound;
}

} // namespace ostiary
