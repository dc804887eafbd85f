// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/pricejson.h"
#include "server/core/litellm/configfile.h"
#include "server/core/litellmexchange.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testregistry.h"

#include <QScopeGuard>
#include <QtTest>

using namespace ostiary;

// Prices as configurations write them, until they stand on the deployment.
class tst_Prices : public QObject
{
    Q_OBJECT

    std::shared_ptr<const PriceList> m_prices = std::make_shared<PriceList>(*PriceList::fromJson(
        "{\"date\":\"d\",\"version\":1,\"models\":["
        "{\"provider\":\"openai\",\"id\":\"gpt-4o\",\"input\":\"2.5\",\"output\":\"10\",\"cache_read\":\"1.25\"},"
        "{\"provider\":\"openai\",\"id\":\"gpt-5.4\",\"input\":\"2.5\",\"output\":\"15\",\"tiers\":["
        "{\"above\":272000,\"input\":\"5\",\"output\":\"22.5\"}]},"
        "{\"provider\":\"anthropic\",\"id\":\"claude-x\",\"input\":\"3\",\"output\":\"15\",\"cache_read\":\"0.3\","
        "\"cache_write\":\"3.75\",\"cache_write_1h\":\"6\"}]}"));

    Outcome<FileConfig> read(const QByteArray &model, const QByteArray &params, const QByteArray &info = "{}") const
    {
        const QByteArray yaml = "model_list:\n  - model_name: m\n    litellm_params: {model: " + model +
                                ", api_key: sk-test-1" + (params.isEmpty() ? "" : ", ") + params +
                                "}\n    model_info: " + info + "\n";
        return readConfigText(yaml.toStdString(), "config.yaml", *m_prices);
    }

private Q_SLOTS:
    void readsThePricesOfAConfiguration_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QByteArray>("info");
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<qlonglong>("pico"); // -2: the price is not known
        const auto row = [](const char *what, const char *model, const char *params, const char *info,
                            const char *field, qlonglong pico) {
            QTest::newRow(what) << QByteArray(model) << QByteArray(params) << QByteArray(info) << QByteArray(field)
                                << pico;
        };
        constexpr const char *kBoth = "input_cost_per_token: 1e-06, output_cost_per_token: 2e-06";
        row("an exponent", "openai/o", "input_cost_per_token: 1e-07, output_cost_per_token: 2.5e-6", "{}",
            "output_cost_per_token", 2'500'000);
        row("a quoted price", "openai/o", "input_cost_per_token: '0.00000015', output_cost_per_token: \"6E-7\"", "{}",
            "input_cost_per_token", 150'000);
        row("model_info counts", "openai/o", "", "{input_cost_per_token: 0.000001, output_cost_per_token: 0.000002}",
            "output_cost_per_token", 2'000'000);
        row("and all of it", "openai/o", "",
            "{input_cost_per_token: 1e-6, output_cost_per_token: 2e-6, "
            "cache_read_input_token_cost: 1e-7}",
            "cache_read_input_token_cost", 100'000);
        row("beside litellm_params", "openai/o", "input_cost_per_token: 5e-06",
            "{input_cost_per_token: 1e-06, output_cost_per_token: 2e-06}", "output_cost_per_token", 2'000'000);
        row("which stand", "openai/o", "input_cost_per_token: 5e-06",
            "{input_cost_per_token: 1e-06, output_cost_per_token: 2e-06}", "input_cost_per_token", 5'000'000);
        row("half a price is completed", "openai/gpt-4o", "input_cost_per_token: 2.5e-06", "{}",
            "output_cost_per_token", 10'000'000);
        row("the other half", "openai/gpt-4o", "output_cost_per_token: 1e-05", "{}", "input_cost_per_token", 2'500'000);
        row("or it is none", "openai/o", "input_cost_per_token: 1e-06", "{}", "output_cost_per_token", -2);
        row("the other half is none either", "openai/o", "output_cost_per_token: 1e-06", "{}", "input_cost_per_token",
            -2);
        row("half of nothing is none", "openai/o", "input_cost_per_token: 0", "{}", "output_cost_per_token", -2);
        row("nothing is nothing", "openai/gpt-4o", "input_cost_per_token: 0, output_cost_per_token: 0", "{}",
            "cache_read_input_token_cost", 0);
        row("an embedding has half", "openai/o", "input_cost_per_token: 1e-06", "{mode: embedding}",
            "output_cost_per_token", 0);
        row("an hour of Anthropic's cache", "anthropic/claude-new", kBoth, "{}",
            "cache_creation_input_token_cost_above_1hr", 2'000'000);
        row("which the list knows", "anthropic/claude-x", "", "{}", "cache_creation_input_token_cost_above_1hr",
            6'000'000);
        row("or the file", "anthropic/claude-x",
            "input_cost_per_token: 3e-06, cache_creation_input_token_cost_above_1hr: 7e-06", "{}",
            "cache_creation_input_token_cost_above_1hr", 7'000'000);
        row("reasoning", "openai/o",
            "input_cost_per_token: 1e-06, output_cost_per_token: 2e-06, "
            "output_cost_per_reasoning_token: 3e-06",
            "{}", "output_cost_per_reasoning_token", 3'000'000);
        row("audio", "openai/o",
            "input_cost_per_token: 1e-06, output_cost_per_token: 2e-06, "
            "input_cost_per_audio_token: 4e-05",
            "{}", "input_cost_per_audio_token", 40'000'000);
        row("by the image", "openai/o",
            "input_cost_per_token: 1e-06, output_cost_per_token: 2e-06, "
            "output_cost_per_image: 0.04",
            "{}", "output_cost_per_image", 40'000'000'000);
        row("by the request", "openai/o",
            "input_cost_per_token: 1e-06, output_cost_per_token: 2e-06, "
            "input_cost_per_request: 0.005",
            "{}", "input_cost_per_request", 5'000'000'000);
        row("by the second alone", "openai/o", "input_cost_per_second: 0.0004", "{}", "input_cost_per_second",
            400'000'000);
        row("then tokens cost nothing", "openai/o", "input_cost_per_second: 0.0004", "{}", "output_cost_per_token", 0);
        row("long prompts", "openai/o",
            "input_cost_per_token: 1e-06, output_cost_per_token: 2e-06, "
            "input_cost_per_token_above_200k_tokens: 3e-06",
            "{}", "input_cost_per_token_above_200k_tokens", 3'000'000);
        row("whose output costs what it does", "openai/o",
            "input_cost_per_token: 1e-06, output_cost_per_token: 2e-06, "
            "input_cost_per_token_above_200k_tokens: 3e-06",
            "{}", "output_cost_per_token_above_200k_tokens", 2'000'000);
        row("the list's long prompts", "openai/gpt-5.4", "", "{}", "output_cost_per_token_above_272k_tokens",
            22'500'000);
        row("dearer than the list's", "openai/gpt-5.4", "input_cost_per_token: 5e-06", "{}",
            "input_cost_per_token_above_272k_tokens", 10'000'000);
        row("tiers", "openai/o",
            "tiered_pricing: [{range: [0, 256e3], input_cost_per_token: 1e-06, "
            "output_cost_per_token: 2e-06}, {range: [256e3, 1e6], input_cost_per_token: 2e-06, "
            "output_cost_per_token: 6e-06}]",
            "{}", "output_cost_per_token_above_256k_tokens", 6'000'000);
        row("tiers in quotes", "openai/o",
            "input_cost_per_token: ' 1e-06 ', output_cost_per_token: '2e-06', tiered_pricing: [{range: [' 256_000 ', "
            "'1e6'], input_cost_per_token: ' 2e-06', output_cost_per_token: '0.000006'}]",
            "{}", "output_cost_per_token_above_256k_tokens", 6'000'000);
        row("and their beginning", "openai/o",
            "tiered_pricing: [{range: [0, 256e3], input_cost_per_token: 1e-06, "
            "output_cost_per_token: 2e-06}]",
            "{}", "output_cost_per_token", 2'000'000);
    }
    void readsThePricesOfAConfiguration()
    {
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, params);
        QFETCH(QByteArray, info);
        QFETCH(QByteArray, field);
        QFETCH(qlonglong, pico);
        const auto config = read(model, params, info);
        QVERIFY2(config.ok(), config ? "" : config.error().c_str());
        QCOMPARE(config->deployments.size(), std::size_t(1));
        const auto &price = config->deployments.front().price;
        if (pico == -2) {
            QVERIFY(!price);
            return;
        }
        QVERIFY(price);
        PriceCard card = *price;
        const auto key = liteLlmPrice(field.toStdString());
        QVERIFY(key);
        QCOMPARE(qlonglong(pricesAbove(card, key->above).*key->field->price), pico);
        for (const std::string &warning : config->warnings)
            QVERIFY2(warning.find("cost_per") == std::string::npos, warning.c_str());
    }

    void whatIsNoPriceIsRefused_data()
    {
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("a word") << QByteArray("input_cost_per_token: cheap")
                                << QByteArray("'input_cost_per_token' must be a price");
        QTest::newRow("below nothing") << QByteArray("output_cost_per_token: -1e-07")
                                       << QByteArray("'output_cost_per_token' must be a price");
        QTest::newRow("beyond belief") << QByteArray("output_cost_per_token: 2.5")
                                       << QByteArray("'output_cost_per_token' must be a price");
        QTest::newRow("no number") << QByteArray("input_cost_per_audio_token: .nan")
                                   << QByteArray("'input_cost_per_audio_token' must be a price");
        QTest::newRow("a list") << QByteArray("input_cost_per_token: [1]")
                                << QByteArray("'input_cost_per_token' must be");
        QTest::newRow("a tier below nothing") << QByteArray("input_cost_per_token_above_128k_tokens: -1")
                                              << QByteArray("'input_cost_per_token_above_128k_tokens' must be a price");
        QTest::newRow("a tier without a range")
            << QByteArray("tiered_pricing: [{input_cost_per_token: 1e-06}]") << QByteArray("needs a 'range'");
    }
    void whatIsNoPriceIsRefused()
    {
        QFETCH(QByteArray, params);
        QFETCH(QByteArray, words);
        const auto config = read("openai/gpt-4o", params);
        QVERIFY2(config.ok(), config ? "" : config.error().c_str());
        QVERIFY(config->deployments.empty());
        QCOMPARE(config->leftOut.size(), std::size_t(1));
        QVERIFY2(config->leftOut[0].why.find(words.toStdString()) != std::string::npos, config->leftOut[0].why.c_str());
    }

    void theDefaultPriceIsWhole_data()
    {
        QTest::addColumn<QByteArray>("price");
        QTest::addColumn<QByteArray>("lacks");
        QTest::newRow("whole") << QByteArray("{input_cost_per_token: 1e-06, output_cost_per_token: 2e-06}")
                               << QByteArray();
        QTest::newRow("half") << QByteArray("{input_cost_per_token: 1e-06}") << QByteArray("output_cost_per_token");
        QTest::newRow("nothing") << QByteArray("{}") << QByteArray("input_cost_per_token");
        QTest::newRow("a machine's") << QByteArray("{input_cost_per_second: 0.0004}") << QByteArray();
    }
    void theDefaultPriceIsWhole()
    {
        QFETCH(QByteArray, price);
        QFETCH(QByteArray, lacks);
        const QByteArray yaml = "model_list: []\nostiary: {default_price: " + price + "}\n";
        const auto config = readConfigText(yaml.toStdString(), "config.yaml", *m_prices);
        QCOMPARE(config.ok(), lacks.isEmpty());
        if (config)
            QVERIFY(config->defaultPrice && config->defaultPrice->takesTime() == price.contains("second"));
        else
            QVERIFY2(config.error().find("'" + lacks.toStdString() + "'") != std::string::npos, config.error().c_str());
    }

    void aPatternIsCompletedForEachModel()
    {
        const auto config =
            readConfigText("model_list:\n  - model_name: 'openai/*'\n    litellm_params: {model: 'openai/*', "
                           "api_key: sk-test-1, input_cost_per_token: 2.5e-06}\n",
                           "config.yaml", *m_prices);
        QVERIFY2(config.ok(), config ? "" : config.error().c_str());
        FakeClock clock;
        RateLimiter limiter(clock);
        const Catalog catalog({std::make_shared<Deployment>(config->deployments.at(0))}, {}, m_prices, nullptr,
                              limiter);
        const auto known = catalog.find("openai/gpt-4o");
        QVERIFY(known && known->targets.at(0).price);
        QCOMPARE(known->targets.at(0).price->outputPico, std::int64_t(10'000'000));
        const auto unknown = catalog.find("openai/else");
        QVERIFY(unknown && !unknown->targets.at(0).price);
    }

    void comesBackFromAnExport()
    {
        qputenv("OPENAI_API_KEY", "sk-test-1"); // where the export says the key is
        const auto forget = qScopeGuard([] { qunsetenv("OPENAI_API_KEY"); });
        const auto config =
            read("openai/o", "input_cost_per_token: 1e-06, output_cost_per_token: 2e-06, cache_read_input_token_cost: "
                             "1e-07, output_cost_per_reasoning_token: 3e-06, input_cost_per_request: 0.005, "
                             "input_cost_per_token_above_200k_tokens: 3e-06, input_cost_per_second: 1e-12");
        QVERIFY(config.ok());
        const Deployment &before = config->deployments.front();
        FakeClock clock;
        RateLimiter limiter(clock);
        const Catalog catalog({std::make_shared<Deployment>(before)}, {}, m_prices, nullptr, limiter);
        const auto again = readConfigText(exportedYaml(catalog), "export", *m_prices);
        QVERIFY2(again.ok(), again ? "" : again.error().c_str());
        QVERIFY(!again->deployments.empty() && again->deployments.front().price);
        const PriceCard &after = *again->deployments.front().price;
        QVERIFY(static_cast<const Prices &>(after) == static_cast<const Prices &>(*before.price));
        QVERIFY(after.tiers == before.price->tiers);

        const auto plan = importPlanOf(exportedYaml(catalog), *m_prices);
        QVERIFY(plan.ok() && !plan->deployments.empty());
        const auto stored = pricesFromJson(plan->deployments.front().definition);
        QVERIFY(stored.ok());
        QVERIFY(static_cast<const Prices &>(*stored) == static_cast<const Prices &>(*before.price));
        QVERIFY(stored->tiers == before.price->tiers);
    }
};

OSTIARY_TEST(tst_Prices)
#include "tst_prices.moc"
