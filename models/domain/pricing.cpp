// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/pricing.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace ostiary {

namespace {

std::string text(const QJsonValue &value)
{
    return value.toString().toStdString();
}

// Prices stand in the list as decimal text per million tokens, so that no double ever holds one.
std::optional<std::int64_t> picoPerToken(const QJsonValue &usdPerMillion)
{
    return parseScaled(text(usdPerMillion), 6);
}

} // namespace

Money PriceCard::cost(const Usage &usage) const
{
    const std::int64_t readPico = cacheReadPico < 0 ? inputPico : cacheReadPico;
    const std::int64_t writePico = cacheWritePico < 0 ? inputPico : cacheWritePico;
    const std::int64_t plain = std::max<std::int64_t>(0, usage.prompt - usage.cacheRead - usage.cacheWrite);
    return costOf(plain, inputPico) + costOf(usage.cacheRead, readPico) + costOf(usage.cacheWrite, writePico) +
           costOf(usage.completion, outputPico);
}

Money PriceCard::bound(std::int64_t inputBound, std::int64_t outputBound) const
{
    // Three lines may be rounded up apart, so the bound of one line is short by up to two nano-USD.
    const std::int64_t dearest = std::max({inputPico, cacheReadPico, cacheWritePico});
    return costOf(inputBound, dearest) + costOf(outputBound, outputPico) + Money::fromNano(2);
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
        facts->contextTokens = object[QLatin1String("context")].toInteger();
        facts->maxOutputTokens = object[QLatin1String("output_limit")].toInteger();
        if (object.contains(QLatin1String("input"))) {
            auto card = std::make_shared<PriceCard>();
            const auto input = picoPerToken(object[QLatin1String("input")]);
            const auto output = picoPerToken(object[QLatin1String("output")]);
            if (!input || !output)
                return "price list: no valid price for " + facts->provider + "/" + facts->id;
            card->version = list.m_version;
            card->inputPico = *input;
            card->outputPico = *output;
            card->cacheReadPico = picoPerToken(object[QLatin1String("cache_read")]).value_or(-1);
            card->cacheWritePico = picoPerToken(object[QLatin1String("cache_write")]).value_or(-1);
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
