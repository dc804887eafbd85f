// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/pricing.h"

#include "models/domain/pricefields.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <span>

namespace ostiary {

namespace {

std::string text(const QJsonValue &value)
{
    return value.toString().toStdString();
}

// Prices stand in the list as decimal text, so that no double ever holds one. False when one is no price.
bool readListed(const QJsonObject &entry, Prices &prices)
{
    for (const PriceField &field : priceFields()) {
        const QLatin1String name(field.list.data(), static_cast<int>(field.list.size()));
        if (!entry.contains(name))
            continue;
        const auto price = parsePrice(text(entry[name]), field, field.scale());
        if (!price)
            return false;
        prices.*field.price = *price;
    }
    return prices.inputPico >= 0 && prices.outputPico >= 0;
}

constexpr std::int64_t kInputLines = 6;  ///< plain, cache read, cache writes of two kinds, audio, images
constexpr std::int64_t kOutputLines = 4; ///< plain, reasoning, audio, images

// A provider's numbers are not to be trusted with sums that overflow.
Usage withinReason(Usage usage)
{
    for (std::int64_t *count : {&usage.prompt, &usage.completion, &usage.cacheRead, &usage.cacheWrite, &usage.reasoning,
                                &usage.cacheWriteHour, &usage.audioPrompt, &usage.imagePrompt, &usage.audioCompletion,
                                &usage.imageCompletion})
        *count = std::clamp<std::int64_t>(*count, 0, std::int64_t(1) << 50);
    return usage;
}

struct Part
{
    std::int64_t tokens = 0;
    std::int64_t pico = 0;
};

std::int64_t orElse(std::int64_t pico, std::int64_t instead)
{
    return pico < 0 ? instead : pico;
}

Money costOfParts(std::int64_t whole, std::span<Part> parts, std::int64_t plainPico)
{
    std::sort(parts.begin(), parts.end(), [](const Part &a, const Part &b) { return a.pico > b.pico; });
    Money sum;
    for (const Part &part : parts) {
        const std::int64_t tokens = std::min(part.tokens, whole);
        sum += costOf(tokens, part.pico);
        whole -= tokens;
    }
    return sum + costOf(whole, plainPico);
}

// What is priced by the piece. A usage in which nothing was counted belongs to a request that was never served.
Money costOfPieces(const Prices &price, const Usage &usage)
{
    const std::int64_t requests = usage == Usage{} ? 0 : 1;
    return costOf(requests, price.requestPico) + costOf(usage.pictures, price.picturePico) +
           costOf(usage.picturesMade, price.pictureMadePico) + costOf(usage.milliseconds, price.inputSecondPico, 1000) +
           costOf(usage.milliseconds, price.outputSecondPico, 1000);
}

// Lines may be rounded up apart, so the bound of one line is short by up to a nano-USD for each further one.
Money boundOfLines(std::int64_t tokens, std::int64_t dearestPico, std::int64_t lines)
{
    const Money one = costOf(tokens, dearestPico);
    return one.isZero() ? one : one + Money::fromNano(std::min(lines, tokens) - 1);
}

} // namespace

std::int64_t Prices::dearestInput() const
{
    return std::max({inputPico, cacheReadPico, cacheWritePico, cacheWriteHourPico, audioInputPico, imageInputPico});
}

std::int64_t Prices::dearestOutput() const
{
    return std::max({outputPico, reasoningPico, audioOutputPico, imageOutputPico});
}

const Prices &PriceCard::at(std::int64_t input) const
{
    const Prices *found = this;
    for (const PriceTier &tier : tiers) {
        if (input > tier.above)
            found = &tier.prices;
    }
    return *found;
}

bool PriceCard::outputCosts() const
{
    return dearestOutput() > 0 || outputSecondPico > 0 || inputSecondPico > 0 ||
           std::any_of(tiers.begin(), tiers.end(), [](const PriceTier &t) { return t.prices.dearestOutput() > 0; });
}

Money PriceCard::cost(const Usage &told) const
{
    const Usage usage = withinReason(told);
    const std::int64_t written = std::max(usage.cacheWrite, usage.cacheWriteHour);
    // A whole that is less than parts which exclude each other was counted without them.
    const std::int64_t input =
        std::max({usage.prompt, usage.cacheRead + written, usage.audioPrompt + usage.imagePrompt});
    const std::int64_t output =
        std::max(usage.completion, usage.reasoning + usage.audioCompletion + usage.imageCompletion);
    const Prices &price = at(input);
    const std::int64_t write = orElse(price.cacheWritePico, price.inputPico);
    std::array<Part, 5> in = {Part{usage.cacheRead, orElse(price.cacheReadPico, price.inputPico)},
                              {written - usage.cacheWriteHour, write},
                              {usage.cacheWriteHour, orElse(price.cacheWriteHourPico, write)},
                              {usage.audioPrompt, orElse(price.audioInputPico, price.inputPico)},
                              {usage.imagePrompt, orElse(price.imageInputPico, price.inputPico)}};
    std::array<Part, 3> out = {Part{usage.reasoning, orElse(price.reasoningPico, price.outputPico)},
                               {usage.audioCompletion, orElse(price.audioOutputPico, price.outputPico)},
                               {usage.imageCompletion, orElse(price.imageOutputPico, price.outputPico)}};
    return costOfParts(input, in, price.inputPico) + costOfParts(output, out, price.outputPico) +
           costOfPieces(*this, usage);
}

Money PriceCard::bound(const Usage &most) const
{
    std::int64_t input = dearestInput();
    std::int64_t output = dearestOutput();
    for (const PriceTier &tier : tiers) {
        if (most.prompt > tier.above) {
            input = std::max(input, tier.prices.dearestInput());
            output = std::max(output, tier.prices.dearestOutput());
        }
    }
    return boundOfLines(most.prompt, input, kInputLines) + boundOfLines(most.completion, output, kOutputLines) +
           costOfPieces(*this, most);
}

Money PriceCard::bound(std::int64_t inputBound, std::int64_t outputBound) const
{
    Usage most;
    most.prompt = inputBound;
    most.completion = outputBound;
    return bound(most);
}

Outcome<PriceList> PriceList::fromJson(const std::string &json)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(json), &parseError);
    if (parseError.error != QJsonParseError::NoError)
        return "price list: " + parseError.errorString().toStdString() + " at byte " +
               std::to_string(parseError.offset);
    const QJsonObject root = document.object();
    PriceList list;
    list.m_date = text(root[QLatin1String("date")]);
    list.m_version = root[QLatin1String("version")].toInteger();
    const QJsonArray models = root[QLatin1String("models")].toArray();
    for (const QJsonValue &entry : models) {
        const QJsonObject object = entry.toObject();
        auto facts = std::make_shared<ModelFacts>();
        facts->provider = text(object[QLatin1String("provider")]);
        facts->id = text(object[QLatin1String("id")]);
        if (object.contains(QLatin1String("mode")))
            facts->mode = text(object[QLatin1String("mode")]);
        facts->thinks = object[QLatin1String("thinks")].toBool(true);
        facts->contextTokens = object[QLatin1String("context")].toInteger();
        facts->maxOutputTokens = object[QLatin1String("output_limit")].toInteger();
        if (object.contains(QLatin1String("input"))) {
            auto card = std::make_shared<PriceCard>(nothingGiven());
            bool valid = readListed(object, *card);
            for (const QJsonValue &tier : object[QLatin1String("tiers")].toArray()) {
                const std::int64_t above = tier.toObject()[QLatin1String("above")].toInteger();
                valid = valid && above > 0 && readListed(tier.toObject(), pricesAbove(*card, above));
            }
            if (!valid)
                return "price list: no valid price for " + facts->provider + "/" + facts->id;
            card->given = false;
            card->listed = true;
            card->version = list.m_version;
            card->source = "price list " + list.m_date;
            facts->price = std::move(card);
        }
        list.m_byName[facts->provider + '/' + facts->id] = facts;
        for (const QJsonValue &alias : object[QLatin1String("aliases")].toArray())
            list.m_byName.try_emplace(facts->provider + '/' + text(alias), facts);
        list.m_facts.push_back(std::move(facts));
    }
    if (list.m_facts.empty())
        return std::string("price list: no models in it");
    return list;
}

const ModelFacts *PriceList::find(std::string_view provider, std::string_view model) const
{
    std::string name(provider);
    name += '/';
    name += model;
    const auto found = m_byName.find(name);
    return found == m_byName.end() ? nullptr : found->second.get();
}

std::vector<const ModelFacts *> PriceList::modelsOf(std::string_view provider) const
{
    std::vector<const ModelFacts *> out;
    for (const auto &facts : m_facts) {
        if (facts->provider == provider)
            out.push_back(facts.get());
    }
    return out;
}

std::string_view PriceList::providerOf(std::string_view model) const
{
    for (const std::string_view provider : {"openai", "anthropic", "mistral"}) {
        if (find(provider, model))
            return provider;
    }
    return {};
}

} // namespace ostiary
