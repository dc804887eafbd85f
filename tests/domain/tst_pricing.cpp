// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/callablename.h"
#include "models/domain/pricefields.h"
#include "models/domain/pricing.h"
#include "tests/support/testregistry.h"

#include <QFile>
#include <QtTest>

using namespace ostiary;

class tst_Pricing : public QObject
{
    Q_OBJECT

    static Outcome<PriceList> shipped()
    {
        QFile file(QStringLiteral(OSTIARY_PRICES));
        if (!file.open(QIODevice::ReadOnly))
            return std::string("cannot read the list");
        return PriceList::fromJson(file.readAll().toStdString());
    }

private Q_SLOTS:
    void theShippedListKnowsTheProvidersModels_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("model");
        QTest::addColumn<qlonglong>("inputPico");
        QTest::addColumn<qlonglong>("outputPico");
        QTest::newRow("gpt-4o") << "openai"
                                << "gpt-4o" << 2'500'000LL << 10'000'000LL;
        QTest::newRow("a dated name") << "openai"
                                      << "gpt-4o-2024-08-06" << 2'500'000LL << 10'000'000LL;
        QTest::newRow("embedding") << "openai"
                                   << "text-embedding-3-small" << 20'000LL << 0LL;
        QTest::newRow("claude") << "anthropic"
                                << "claude-sonnet-5" << 3'000'000LL << 15'000'000LL;
        QTest::newRow("mistral") << "mistral"
                                 << "mistral-small-latest" << 100'000LL << 300'000LL;
    }
    void theShippedListKnowsTheProvidersModels()
    {
        QFETCH(QString, provider);
        QFETCH(QString, model);
        QFETCH(qlonglong, inputPico);
        QFETCH(qlonglong, outputPico);
        const auto list = shipped();
        QVERIFY2(list.ok(), list ? "" : list.error().c_str());
        const ModelFacts *facts = list->find(provider.toStdString(), model.toStdString());
        QVERIFY(facts);
        QVERIFY(facts->price);
        QCOMPARE(qlonglong(facts->price->inputPico), inputPico);
        QCOMPARE(qlonglong(facts->price->outputPico), outputPico);
        QVERIFY(facts->price->version > 20'000'000);
    }

    void knowsNamesThatCanBeCalled_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("model");
        QTest::addColumn<bool>("callable");
        const auto row = [](const char *provider, const char *model, bool callable) {
            QTest::addRow("%s/%s", provider, model) << provider << model << callable;
        };
        for (const char *provider : {"openai", "azure"}) {
            row(provider, "gpt-4o", true);
            row(provider, "gpt-4o-2024-08-06", true);
            row(provider, "gpt-5.1", true);
            row(provider, "gpt-5.1-2025-11-13", true);
            row(provider, "gpt-5-2025-08-07", true);
            row(provider, "o1-2024-12-17", true);
            row(provider, "ft:gpt-3.5-turbo-", false);
            row(provider, "ft:gpt-4o", false);
            row(provider, "gpt-4o-mini-2024-07-18.ft-", false);
            row(provider, "gpt-4o:extended", false);
            row(provider, "gpt-5-1", false);
            row(provider, "gpt-5-1-2025-11-13", false);
        }
        row("openai", "gpt-3.5-turbo", true);
        row("openai", "gpt-35-turbo", false);
        row("azure", "gpt-35-turbo", true);
        row("azure", "gpt-3.5-turbo", false);
        row("azure", "gpt-3.5-turbo-0125", true);
        row("bedrock", "amazon.nova-pro-v1:0", true);
        row("anthropic", "claude-3-5-haiku-latest", true);
        row("gemini", "gemini-2.5-flash-preview-05-20:thinking", true);
    }
    void knowsNamesThatCanBeCalled()
    {
        QFETCH(QString, provider);
        QFETCH(QString, model);
        QFETCH(bool, callable);
        const auto list = shipped();
        QVERIFY2(list.ok(), list ? "" : list.error().c_str());
        const std::string name = model.toStdString();
        QVERIFY2(list->find(provider.toStdString(), name), "the price of a bill is found all the same");
        QCOMPARE(isCallableName(*list, provider.toStdString(), name), callable);
    }

    void theShippedListKnowsEveryKindOfPrice_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("field"); // LiteLLM's name
        QTest::addColumn<qlonglong>("pico");
        const auto row = [](const char *provider, const char *model, const char *field, qlonglong pico) {
            QTest::addRow("%s/%s %s", provider, model, field) << provider << model << field << pico;
        };
        row("anthropic", "claude-sonnet-4-5", "cache_creation_input_token_cost", 3'750'000);
        row("anthropic", "claude-sonnet-4-5", "cache_creation_input_token_cost_above_1hr", 6'000'000);
        row("anthropic", "claude-sonnet-4-5", "input_cost_per_token_above_200k_tokens", 6'000'000);
        row("anthropic", "claude-sonnet-4-5", "cache_creation_input_token_cost_above_1hr_above_200k_tokens",
            12'000'000);
        row("anthropic", "claude-sonnet-4-5-20250929", "output_cost_per_token_above_200k_tokens", 22'500'000);
        row("anthropic", "claude-opus-4-8", "cache_creation_input_token_cost_above_1hr", 10'000'000);
        row("anthropic", "claude-haiku-4-5", "cache_read_input_token_cost", 100'000);
        row("openrouter", "anthropic/claude-sonnet-4.5", "cache_creation_input_token_cost_above_1hr", 6'000'000);
        row("openai", "gpt-5.4", "input_cost_per_token_above_272k_tokens", 5'000'000);
        row("openai", "gpt-5.4", "output_cost_per_token_above_272k_tokens", 22'500'000);
        row("openai", "gpt-5.5", "cache_read_input_token_cost_above_272k_tokens", 1'000'000);
        row("openai", "gpt-audio", "input_cost_per_audio_token", 32'000'000);
        row("openai", "gpt-audio", "output_cost_per_audio_token", 64'000'000);
        row("azure", "gpt-4o", "input_cost_per_token", 2'500'000);
        row("azure", "gpt-5.6", "cache_creation_input_token_cost", 6'250'000);
        row("gemini", "gemini-2.5-pro", "output_cost_per_token_above_200k_tokens", 15'000'000);
        row("gemini", "gemini-2.5-flash", "input_cost_per_audio_token", 1'000'000);
        row("gemini", "gemini-1.5-flash", "input_cost_per_token_above_128k_tokens", 150'000);
        row("xai", "grok-4.3", "input_cost_per_token_above_200k_tokens", 2'500'000);
        row("minimax", "MiniMax-M3", "output_cost_per_token_above_512k_tokens", 2'400'000);
        row("perplexity", "sonar-pro", "input_cost_per_request", 14'000'000'000);
        row("perplexity", "sonar-deep-research", "output_cost_per_reasoning_token", 3'000'000);
        row("cohere", "command-r", "output_cost_per_token", 600'000);
        row("moonshot", "kimi-k2-thinking", "input_cost_per_token", 600'000);
    }
    void theShippedListKnowsEveryKindOfPrice()
    {
        QFETCH(QString, provider);
        QFETCH(QString, model);
        QFETCH(QString, field);
        QFETCH(qlonglong, pico);
        const auto list = shipped();
        QVERIFY(list.ok());
        const ModelFacts *facts = list->find(provider.toStdString(), model.toStdString());
        QVERIFY(facts && facts->price);
        PriceCard card = *facts->price;
        const auto key = liteLlmPrice(field.toStdString());
        QVERIFY(key);
        QCOMPARE(qlonglong(pricesAbove(card, key->above).*key->field->price), pico);
    }

    void everyModelOfAnthropicHasBothCachePrices()
    {
        const auto list = shipped();
        QVERIFY(list.ok());
        const auto models = list->modelsOf("anthropic");
        QVERIFY(models.size() > 20);
        for (const ModelFacts *facts : models) {
            QVERIFY2(facts->price, facts->id.c_str());
            QVERIFY2(facts->price->cacheWritePico >= facts->price->inputPico, facts->id.c_str());
            QVERIFY2(facts->price->cacheWriteHourPico == 2 * facts->price->inputPico, facts->id.c_str());
            for (const PriceTier &tier : facts->price->tiers)
                QVERIFY2(tier.prices.cacheWriteHourPico == 2 * tier.prices.inputPico, facts->id.c_str());
        }
    }

    void whatIsNotListedHasNoPrice()
    {
        const auto list = shipped();
        QVERIFY(list.ok());
        QCOMPARE(list->find("openai", "gpt-99"), nullptr);
        QCOMPARE(list->find("nobody", "gpt-4o"), nullptr);
    }

    void brokenListsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("no models") << QByteArray("{\"models\":[]}");
        QTest::newRow("a price that is no number")
            << QByteArray(R"({"models":[{"provider":"a","id":"b","input":"cheap","output":"1"}]})");
        QTest::newRow("a price below nothing")
            << QByteArray(R"({"models":[{"provider":"a","id":"b","input":"-1","output":"1"}]})");
        QTest::newRow("a price beyond belief")
            << QByteArray(R"({"models":[{"provider":"a","id":"b","input":"1","output":"1","cache_read":"20000"}]})");
        QTest::newRow("a tier without a threshold") << QByteArray(
            R"({"models":[{"provider":"a","id":"b","input":"1","output":"1","tiers":[{"input":"1","output":"1"}]}]})");
        QTest::newRow("a price without its other half")
            << QByteArray(R"({"models":[{"provider":"a","id":"b","input":"1"}]})");
    }
    void brokenListsAreRefused()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!PriceList::fromJson(json.toStdString()).ok());
    }
};

OSTIARY_TEST(tst_Pricing)
#include "tst_pricing.moc"
