// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/pricefields.h"
#include "models/domain/pricejson.h"
#include "tests/support/testregistry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

#include <set>

using namespace ostiary;

class tst_PriceFields : public QObject
{
    Q_OBJECT

    // What a provider takes for a model with a cache, reasoning and long prompts; pico-USD.
    static PriceCard listed()
    {
        PriceCard card;
        card.inputPico = 3'000'000;
        card.outputPico = 15'000'000;
        card.cacheReadPico = 300'000;
        card.cacheWritePico = 3'750'000;
        card.cacheWriteHourPico = 6'000'000;
        card.reasoningPico = 20'000'000;
        card.requestPico = 5'000;
        card.tiers = {{200'000, {6'000'000, 22'500'000, 600'000, 7'500'000, 12'000'000, 30'000'000}}};
        return card;
    }
    static PriceCard given(std::initializer_list<std::pair<std::string_view, std::int64_t>> prices)
    {
        PriceCard card = nothingGiven();
        for (const auto &[name, pico] : prices) {
            const auto key = liteLlmPrice(name);
            Q_ASSERT(key);
            pricesAbove(card, key->above).*key->field->price = pico;
        }
        return card;
    }

private Q_SLOTS:
    void everyFieldHasItsOwnNames()
    {
        std::set<std::string_view> liteLlm, list, admin;
        for (const PriceField &field : priceFields()) {
            QVERIFY(liteLlm.insert(field.liteLlm).second);
            QVERIFY(list.insert(field.list).second);
            QVERIFY(admin.insert(field.admin).second);
            QCOMPARE(field.admin.ends_with("_usd_per_mtok"), field.of != PriceField::Of::Piece);
        }
        QCOMPARE(priceFields().size() * sizeof(std::int64_t), sizeof(Prices)); // none is forgotten
    }

    void liteLlmsNamesAreKnown_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<qlonglong>("above");
        const auto row = [](const char *key, const char *field, qlonglong above = 0) {
            QTest::newRow(key) << QByteArray(key) << QByteArray(field) << above;
        };
        row("input_cost_per_token", "input");
        row("output_cost_per_token", "output");
        row("cache_read_input_token_cost", "cache_read");
        row("cache_creation_input_token_cost", "cache_write");
        row("cache_creation_input_token_cost_above_1hr", "cache_write_1h");
        row("output_cost_per_reasoning_token", "reasoning");
        row("input_cost_per_audio_token", "audio_input");
        row("output_cost_per_audio_token", "audio_output");
        row("input_cost_per_image_token", "image_input");
        row("output_cost_per_image_token", "image_output");
        row("input_cost_per_image", "picture");
        row("output_cost_per_image", "picture_made");
        row("input_cost_per_request", "request");
        row("input_cost_per_query", "request");
        row("input_cost_per_second", "second");
        row("output_cost_per_second", "output_second");
        row("input_cost_per_token_above_128k_tokens", "input", 128'000);
        row("output_cost_per_token_above_200k_tokens", "output", 200'000);
        row("cache_read_input_token_cost_above_272k_tokens", "cache_read", 272'000);
        row("cache_creation_input_token_cost_above_1hr_above_200k_tokens", "cache_write_1h", 200'000);
        row("input_cost_per_token_above_0k_tokens", "");
        row("input_cost_per_token_above_k_tokens", "");
        row("input_cost_per_token_above_-5k_tokens", "");
        row("input_cost_per_token_batches", "");
        row("input_cost_per_tokens", "");
        row("_above_200k_tokens", "");
        row("k_tokens", "");
        row("", "");
    }
    void liteLlmsNamesAreKnown()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, field);
        QFETCH(qlonglong, above);
        const auto found = liteLlmPrice(key.toStdString());
        QCOMPARE(found ? QByteArray::fromStdString(std::string(found->field->list)) : QByteArray(), field);
        if (found) {
            QCOMPARE(qlonglong(found->above), above);
            if (key != "input_cost_per_query")
                QCOMPARE(liteLlmName(*found->field, found->above), std::optional(key.toStdString()));
        }
    }

    void readsPricesExactly_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qlonglong>("pico"); // -1: refused
        const auto row = [](const char *text, qlonglong pico) { QTest::newRow(text) << QByteArray(text) << pico; };
        row("0", 0);
        row("0.0", 0);
        row("1e-07", 100'000);
        row("2.5e-6", 2'500'000);
        row("0.00000015", 150'000);
        row("1.5E-07", 150'000);
        row("0.0000000000001", 1); // below a pico-USD rounds up
        row("0.01", 10'000'000'000);
        row("0.0100001", -1); // more than 10,000 USD for a million tokens
        row("3", -1);
        row("-1e-07", -1);
        row("-0", -1);
        row("1e400", -1);
        row("nan", -1);
        row("inf", -1);
        row(".inf", -1);
        row("cheap", -1);
        row("1e-07 USD", -1);
        row("0,15", -1);
        row("", -1);
    }
    void readsPricesExactly()
    {
        QFETCH(QByteArray, text);
        QFETCH(qlonglong, pico);
        const PriceField &input = priceFields().front();
        QCOMPARE(qlonglong(parsePrice(text.toStdString(), input, PriceField::kLiteLlmScale).value_or(-1)), pico);
        if (pico >= 0) {
            const std::string written = priceText(pico, PriceField::kLiteLlmScale);
            QCOMPARE(qlonglong(parsePrice(written, input, PriceField::kLiteLlmScale).value_or(-1)), pico);
        }
    }

    void whatAPriceLacksIsCompleted_data()
    {
        QTest::addColumn<PriceCard>("given");
        QTest::addColumn<bool>("inList");
        QTest::addColumn<bool>("hourly");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<qlonglong>("pico"); // -1: not given after all
        const auto row = [](const char *what, const PriceCard &card, bool inList, bool hourly, const char *name,
                            qlonglong pico) {
            QTest::newRow(what) << card << inList << hourly << QByteArray(name) << pico;
        };
        const PriceCard input = given({{"input_cost_per_token", 3'000'000}});
        const PriceCard twice = given({{"input_cost_per_token", 6'000'000}, {"output_cost_per_token", 15'000'000}});
        const PriceCard half = given({{"input_cost_per_token", 1'500'000}, {"output_cost_per_token", 7'500'000}});
        const PriceCard both = given({{"input_cost_per_token", 1'000'001}, {"output_cost_per_token", 2'000'000}});
        const PriceCard free = given({{"input_cost_per_token", 0}, {"output_cost_per_token", 0}});
        row("the output is the list's", input, true, true, "output_cost_per_token", 15'000'000);
        row("the input is the list's", given({{"output_cost_per_token", 1}}), true, true, "input_cost_per_token",
            3'000'000);
        row("cache reads are the list's", input, true, true, "cache_read_input_token_cost", 300'000);
        row("dearer input, dearer cache", twice, true, true, "cache_read_input_token_cost", 600'000);
        row("and dearer writes", twice, true, true, "cache_creation_input_token_cost", 7'500'000);
        row("cheaper input, no cheaper cache", half, true, true, "cache_read_input_token_cost", 300'000);
        row("reasoning goes with the output", twice, true, true, "output_cost_per_reasoning_token", 20'000'000);
        row("prices by the request stay", twice, true, true, "input_cost_per_request", 5'000);
        row("long prompts are the list's", input, true, true, "input_cost_per_token_above_200k_tokens", 6'000'000);
        row("or dearer", twice, true, true, "input_cost_per_token_above_200k_tokens", 12'000'000);
        row("without a list reads cost like text", both, false, false, "cache_read_input_token_cost", -1);
        row("and writes a quarter more, rounded up", both, false, false, "cache_creation_input_token_cost", 1'250'002);
        row("an hour like five minutes", both, false, false, "cache_creation_input_token_cost_above_1hr", 1'250'002);
        row("or twice the input where that is taken", both, false, true, "cache_creation_input_token_cost_above_1hr",
            2'000'002);
        row("what was given stays",
            given({{"input_cost_per_token", 4}, {"output_cost_per_token", 4}, {"cache_read_input_token_cost", 0}}),
            true, true, "cache_read_input_token_cost", 0);
        row("free is free for the cache", free, true, true, "cache_creation_input_token_cost", 0);
        row("and for long prompts", free, true, true, "input_cost_per_token_above_200k_tokens", 0);
        row("and for each request", free, true, true, "input_cost_per_request", 0);
        row("a tier of its own is not the list's",
            given({{"input_cost_per_token", 4},
                   {"output_cost_per_token", 8},
                   {"input_cost_per_token_above_128k_tokens", 12}}),
            true, true, "output_cost_per_token_above_128k_tokens", 8);
        row("and its parts follow",
            given({{"input_cost_per_token", 4},
                   {"output_cost_per_token", 8},
                   {"cache_read_input_token_cost", 1},
                   {"input_cost_per_token_above_128k_tokens", 12}}),
            false, false, "cache_read_input_token_cost_above_128k_tokens", 3);
        row("sound that is written follows sound that is read",
            given({{"input_cost_per_token", 4}, {"output_cost_per_token", 8}, {"input_cost_per_audio_token", 40}}),
            false, false, "output_cost_per_audio_token", 80);
        row("which does not make text dearer", input, true, true, "output_cost_per_audio_token", -1);
        row("time alone is a price", given({{"input_cost_per_second", 7}}), false, false, "output_cost_per_token", 0);
    }
    void whatAPriceLacksIsCompleted()
    {
        QFETCH(PriceCard, given);
        QFETCH(bool, inList);
        QFETCH(bool, hourly);
        QFETCH(QByteArray, name);
        QFETCH(qlonglong, pico);
        const PriceCard list = listed();
        auto made = completed(given, {inList ? &list : nullptr, false, hourly});
        QVERIFY(made.ok());
        const auto key = liteLlmPrice(name.toStdString());
        QVERIFY(key);
        QCOMPARE(qlonglong(pricesAbove(*made, key->above).*key->field->price), pico);
    }

    void whatNobodyKnowsIsRefused_data()
    {
        QTest::addColumn<PriceCard>("card");
        QTest::addColumn<bool>("withoutOutput");
        QTest::addColumn<QByteArray>("lacks");
        const auto row = [](const char *what, const PriceCard &card, bool withoutOutput, const char *lacks) {
            QTest::newRow(what) << card << withoutOutput << QByteArray(lacks);
        };
        row("input alone", given({{"input_cost_per_token", 1}}), false, "output_cost_per_token");
        row("free input alone", given({{"input_cost_per_token", 0}}), false, "output_cost_per_token");
        row("output alone", given({{"output_cost_per_token", 1}}), false, "input_cost_per_token");
        row("a cache alone", given({{"cache_read_input_token_cost", 1}}), false, "input_cost_per_token");
        row("a tier alone", given({{"input_cost_per_token_above_200k_tokens", 1}}), false, "input_cost_per_token");
        row("a free second", given({{"input_cost_per_second", 0}}), false, "input_cost_per_token");
        row("an embedding writes nothing", given({{"input_cost_per_token", 1}}), true, "");
    }
    void whatNobodyKnowsIsRefused()
    {
        QFETCH(PriceCard, card);
        QFETCH(bool, withoutOutput);
        QFETCH(QByteArray, lacks);
        const auto made = completed(card, {nullptr, withoutOutput, false});
        QCOMPARE(made ? QByteArray() : QByteArray::fromStdString(std::string(made.error()->liteLlm)), lacks);
    }

    void soundIsNotSoldAsText()
    {
        const PriceCard text = given({{"input_cost_per_token", 4}, {"output_cost_per_token", 8}});
        const auto refused = completed(text, {nullptr, false, false, true});
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error()->liteLlm, std::string_view("input_cost_per_audio_token"));
        QVERIFY(
            completed(given({{"input_cost_per_token", 0}, {"output_cost_per_token", 0}}), {nullptr, false, false, true})
                .ok());
        QVERIFY(
            completed(laidOver(text, given({{"input_cost_per_audio_token", 4}})), {nullptr, false, false, true}).ok());
    }

    void theUpperPricesStand()
    {
        const PriceCard upper = given({{"input_cost_per_token", 1}, {"input_cost_per_token_above_200k_tokens", 2}});
        const PriceCard lower = given({{"input_cost_per_token", 7},
                                       {"output_cost_per_token", 8},
                                       {"input_cost_per_token_above_200k_tokens", 9},
                                       {"output_cost_per_token_above_200k_tokens", 10}});
        PriceCard both = laidOver(upper, lower);
        QCOMPARE(both.inputPico, std::int64_t(1));
        QCOMPARE(both.outputPico, std::int64_t(8));
        QCOMPARE(pricesAbove(both, 200'000).inputPico, std::int64_t(2));
        QCOMPARE(pricesAbove(both, 200'000).outputPico, std::int64_t(10));
    }

    void comesBackFromTheAdminApisWords()
    {
        const PriceCard card = listed();
        const QJsonObject json = pricesToJson(card);
        QCOMPARE(json[QLatin1String("input_usd_per_mtok")].toString(), QStringLiteral("3"));
        QCOMPARE(json[QLatin1String("cache_read_usd_per_mtok")].toString(), QStringLiteral("0.3"));
        QCOMPARE(json[QLatin1String("usd_per_request")].toString(), QStringLiteral("0.000000005"));
        QVERIFY(!json.contains(QLatin1String("audio_input_usd_per_mtok")));
        const auto read = pricesFromJson(json);
        QVERIFY(read.ok());
        QVERIFY(static_cast<const Prices &>(*read) == static_cast<const Prices &>(card));
        QVERIFY(read->tiers == card.tiers);
    }

    void badJsonNamesItsField_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("field");
        const auto row = [](const char *what, const char *json, const char *field) {
            QTest::newRow(what) << QByteArray(json) << QByteArray(field);
        };
        row("a word", "{\"input_usd_per_mtok\":\"cheap\"}", "input_usd_per_mtok");
        row("below nothing", "{\"reasoning_usd_per_mtok\":-1}", "reasoning_usd_per_mtok");
        row("below nothing, a little", "{\"output_usd_per_mtok\":-1e-30}", "output_usd_per_mtok");
        row("beyond belief", "{\"input_usd_per_mtok\":10001}", "input_usd_per_mtok");
        row("a flag", "{\"usd_per_request\":true}", "usd_per_request");
        row("a list", "{\"cache_write_1h_usd_per_mtok\":[1]}", "cache_write_1h_usd_per_mtok");
        row("tiers that are no list", "{\"price_tiers\":{}}", "price_tiers");
        row("a tier without its threshold", "{\"price_tiers\":[{\"input_usd_per_mtok\":1}]}", "price_tiers");
        row("a tier above nothing", "{\"price_tiers\":[{\"above_input_tokens\":0}]}", "price_tiers");
        row("an unknown word in a tier", "{\"price_tiers\":[{\"above_input_tokens\":5,\"colour\":1}]}", "price_tiers");
        row("a bad price in a tier", "{\"price_tiers\":[{\"above_input_tokens\":5,\"input_usd_per_mtok\":-1}]}",
            "input_usd_per_mtok");
    }
    void badJsonNamesItsField()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, field);
        const auto read = pricesFromJson(QJsonDocument::fromJson(json).object());
        QVERIFY(!read.ok());
        QCOMPARE(QByteArray::fromStdString(read.error().param), field);
    }

    void numbersOfJsonAreExact()
    {
        const auto read = pricesFromJson({{QLatin1String("input_usd_per_mtok"), 0.15},
                                          {QLatin1String("output_usd_per_mtok"), 1e-6},
                                          {QLatin1String("cache_read_usd_per_mtok"), 2}});
        QVERIFY(read.ok());
        QCOMPARE(read->inputPico, std::int64_t(150'000));
        QCOMPARE(read->outputPico, std::int64_t(1));
        QCOMPARE(read->cacheReadPico, std::int64_t(2'000'000));
        QCOMPARE(read->reasoningPico, std::int64_t(-1));
    }
};

OSTIARY_TEST(tst_PriceFields)
#include "tst_pricefields.moc"
