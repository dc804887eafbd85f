// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/duration.h"
#include "models/domain/money.h"
#include "models/domain/pricing.h"
#include "tests/support/testregistry.h"

#include <QtTest>

#include <random>

using namespace ostiary;

class tst_Money : public QObject
{
    Q_OBJECT

    // A card on which no two prices are alike, with a tier above 1,000 tokens; pico-USD a token.
    static PriceCard fullCard()
    {
        PriceCard card;
        card.inputPico = 1'000'000;
        card.outputPico = 4'000'000;
        card.cacheReadPico = 100'000;
        card.cacheWritePico = 1'250'000;
        card.cacheWriteHourPico = 2'000'000;
        card.reasoningPico = 5'000'000;
        card.audioInputPico = 10'000'000;
        card.audioOutputPico = 20'000'000;
        card.imageInputPico = 3'000'000;
        card.imageOutputPico = 30'000'000;
        card.picturePico = 7'000'000'000;
        card.pictureMadePico = 40'000'000'000;
        card.requestPico = 12'000'000'000;
        card.inputSecondPico = 500'000'000;
        card.outputSecondPico = 1'000'000;
        card.tiers = {{1000, {2'000'000, 6'000'000, 200'000, 2'500'000, 4'000'000}}};
        return card;
    }
    static PriceCard textCard()
    {
        PriceCard card;
        card.inputPico = 1'000'000;
        card.outputPico = 4'000'000;
        return card;
    }

private Q_SLOTS:
    void readsDecimals_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qlonglong>("nano");
        QTest::addColumn<bool>("valid");
        QTest::newRow("whole") << "25" << 25'000'000'000LL << true;
        QTest::newRow("fraction") << "0.5" << 500'000'000LL << true;
        QTest::newRow("point first") << ".25" << 250'000'000LL << true;
        QTest::newRow("exponent") << "1.5e-05" << 15'000LL << true;
        QTest::newRow("capital exponent with plus") << "2E+2" << 200'000'000'000LL << true;
        QTest::newRow("smallest unit") << "0.000000001" << 1LL << true;
        QTest::newRow("below the unit rounds up") << "0.0000000001" << 1LL << true;
        QTest::newRow("far below the unit rounds up") << "1e-300" << 1LL << true;
        QTest::newRow("zero") << "0.000" << 0LL << true;
        QTest::newRow("negative") << "-1" << -1'000'000'000LL << true;
        QTest::newRow("largest") << "9223372036.854775807" << 9'223'372'036'854'775'807LL << true;
        QTest::newRow("too large") << "9223372036.854775808" << 0LL << false;
        QTest::newRow("absurdly large") << "1e999" << 0LL << false;
        QTest::newRow("empty") << "" << 0LL << false;
        QTest::newRow("word") << "free" << 0LL << false;
        QTest::newRow("trailing word") << "5 USD" << 0LL << false;
        QTest::newRow("two points") << "1.2.3" << 0LL << false;
        QTest::newRow("empty exponent") << "1e" << 0LL << false;
        QTest::newRow("not a number") << "nan" << 0LL << false;
    }
    void readsDecimals()
    {
        QFETCH(QString, text);
        QFETCH(qlonglong, nano);
        QFETCH(bool, valid);
        const auto money = Money::fromDecimal(text.toStdString());
        QCOMPARE(money.has_value(), valid);
        if (valid)
            QCOMPARE(qlonglong(money->nano()), nano);
    }

    void writesWhatItReads()
    {
        std::mt19937_64 random(7);
        for (int i = 0; i < 10'000; ++i) {
            const Money money = Money::fromNano(static_cast<std::int64_t>(random()) >> (i % 60));
            QCOMPARE(Money::fromDecimal(money.toDecimal()), std::optional(money));
        }
    }

    void roundsUpOnce_data()
    {
        QTest::addColumn<qlonglong>("tokens");
        QTest::addColumn<qlonglong>("pico");
        QTest::addColumn<qlonglong>("nano");
        QTest::newRow("exact") << 1000LL << 150'000LL << 150'000LL;
        QTest::newRow("one token below a nano") << 1LL << 1LL << 1LL;
        QTest::newRow("just above") << 1001LL << 1LL << 2LL;
        QTest::newRow("no tokens") << 0LL << 150'000LL << 0LL;
        QTest::newRow("negative tokens cost nothing") << -5LL << 150'000LL << 0LL;
        QTest::newRow("free") << 1'000'000LL << 0LL << 0LL;
        QTest::newRow("a product beyond 64 bits")
            << 9'000'000'000'000LL << 9'000'000'000LL << 9'223'372'036'854'775'807LL;
    }
    void roundsUpOnce()
    {
        QFETCH(qlonglong, tokens);
        QFETCH(qlonglong, pico);
        QFETCH(qlonglong, nano);
        QCOMPARE(qlonglong(costOf(tokens, pico).nano()), nano);
    }

    void sumsSaturate()
    {
        QCOMPARE(Money::max() + Money::fromNano(1), Money::max());
        QCOMPARE(Money::fromNano(INT64_MIN) - Money::fromNano(1), Money::fromNano(INT64_MIN));
    }

    void cachedTokensAreInsideThePrompt()
    {
        PriceCard card;
        card.inputPico = 1'000'000;
        card.outputPico = 2'000'000;
        card.cacheReadPico = 100'000;
        card.cacheWritePico = 1'250'000;
        const Usage usage{1000, 10, 600, 100, 0};
        // 300 plain, 600 read, 100 written, 10 out
        QCOMPARE(card.cost(usage).nano(), std::int64_t(300'000 + 60'000 + 125'000 + 20'000));
    }

    void everyKindOfPriceCounts_data()
    {
        QTest::addColumn<Usage>("usage");
        QTest::addColumn<bool>("full");
        QTest::addColumn<qlonglong>("nano");
        constexpr qlonglong kRequest = 12'000'000;
        const auto row = [](const char *name, bool full, qlonglong nano, auto set) {
            Usage usage;
            set(usage);
            QTest::newRow(name) << usage << full << nano;
        };
        row("nothing was counted, nothing is asked", true, 0, [](Usage &) {});
        row("input", true, kRequest + 900'000, [](Usage &u) { u.prompt = 900; });
        row("output", true, kRequest + 40'000, [](Usage &u) { u.completion = 10; });
        row("cache reads", true, kRequest + 300'000 + 60'000, [](Usage &u) { u.prompt = 900, u.cacheRead = 600; });
        row("cache writes of five minutes", true, kRequest + 300'000 + 750'000,
            [](Usage &u) { u.prompt = 900, u.cacheWrite = 600; });
        row("cache writes of an hour", true, kRequest + 300'000 + 1'200'000,
            [](Usage &u) { u.prompt = 900, u.cacheWrite = u.cacheWriteHour = 600; });
        row("cache writes of both kinds", true, kRequest + 300'000 + 125'000 + 1'000'000,
            [](Usage &u) { u.prompt = 900, u.cacheWrite = 600, u.cacheWriteHour = 500; });
        row("an hour's writes beside the writes", true, kRequest + 1'000'000,
            [](Usage &u) { u.prompt = u.cacheWriteHour = 500; });
        row("reasoning", true, kRequest + 40'000 + 450'000, [](Usage &u) { u.completion = 100, u.reasoning = 90; });
        row("audio in", true, kRequest + 700'000 + 2'000'000, [](Usage &u) { u.prompt = 900, u.audioPrompt = 200; });
        row("audio out", true, kRequest + 200'000 + 1'000'000,
            [](Usage &u) { u.completion = 100, u.audioCompletion = 50; });
        row("images in", true, kRequest + 700'000 + 600'000, [](Usage &u) { u.prompt = 900, u.imagePrompt = 200; });
        row("images out", true, kRequest + 200'000 + 1'500'000,
            [](Usage &u) { u.completion = 100, u.imageCompletion = 50; });
        row("pictures", true, kRequest + 14'000'000 + 40'000'000, [](Usage &u) { u.pictures = 2, u.picturesMade = 1; });
        row("time", true, kRequest + 751'500, [](Usage &u) { u.milliseconds = 1500; });
        row("part of a nano-USD of time", true, kRequest + 501, [](Usage &u) { u.milliseconds = 1; });
        row("audio that is cached costs what audio does", true, kRequest + 4'000'000 + 50'000,
            [](Usage &u) { u.prompt = u.cacheRead = 900, u.audioPrompt = 400; });
        row("at the threshold", true, kRequest + 1'000'000 + 40'000,
            [](Usage &u) { u.prompt = 1000, u.completion = 10; });
        row("above it all is dearer", true, kRequest + 2'002'000 + 60'000,
            [](Usage &u) { u.prompt = 1001, u.completion = 10; });
        row("what is cached counts towards it", true, kRequest + 2'000 + 200'000,
            [](Usage &u) { u.prompt = 1001, u.cacheRead = 1000; });
        row("an hour above it", true, kRequest + 2'000 + 4'000'000,
            [](Usage &u) { u.prompt = 1001, u.cacheWrite = u.cacheWriteHour = 1000; });
        row("what has no price costs as text", false, 900'000 + 400'000,
            [](Usage &u) { u = {900, 100, 100, 200, 30, 100, 150, 150, 20, 20, 3, 3, 5000}; });
        row("parts beside their whole", false, 700'000 + 1'200'000, [](Usage &u) {
            u.prompt = 100, u.cacheRead = 300, u.cacheWrite = 400, u.completion = 9, u.reasoning = 300;
        });
        row("absurd counts", false, 6'755'399'441'055'744'000,
            [](Usage &u) { u.prompt = u.completion = u.cacheRead = u.cacheWrite = u.reasoning = INT64_MAX; });
        row("counts below nothing", false, 0, [](Usage &u) { u.prompt = u.completion = u.cacheRead = -5; });
    }
    void everyKindOfPriceCounts()
    {
        QFETCH(Usage, usage);
        QFETCH(bool, full);
        QFETCH(qlonglong, nano);
        QCOMPARE(qlonglong((full ? fullCard() : textCard()).cost(usage).nano()), nano);
    }

    void boundIsNeverBelowTheCost()
    {
        std::mt19937_64 random(11);
        const auto upTo = [&](std::int64_t most) {
            return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most));
        };
        const auto price = [&] { return upTo(3) ? upTo(50'000'000) : -1; };
        const auto prices = [&] {
            return Prices{upTo(50'000'000), upTo(50'000'000), price(), price(), price(), price(), price(), price(),
                          price(),          price(),          price(), price(), price(), price(), price()};
        };
        for (int i = 0; i < 20'000; ++i) {
            PriceCard card;
            static_cast<Prices &>(card) = prices();
            if (upTo(2))
                card.tiers = {{upTo(100'000), prices()}, {100'000 + upTo(100'000), prices()}};
            Usage usage;
            usage.prompt = upTo(i % 2 ? 200'000 : 10);
            usage.completion = upTo(i % 2 ? 100'000 : 10);
            usage.cacheRead = upTo(usage.prompt + 1);
            usage.cacheWrite = upTo(usage.prompt - usage.cacheRead + 1);
            usage.cacheWriteHour = upTo(usage.cacheWrite + 1);
            usage.audioPrompt = upTo(usage.prompt + 1);
            usage.imagePrompt = upTo(usage.prompt - usage.audioPrompt + 1);
            usage.reasoning = upTo(usage.completion + 1);
            usage.audioCompletion = upTo(usage.completion - usage.reasoning + 1);
            usage.imageCompletion = upTo(usage.completion - usage.reasoning - usage.audioCompletion + 1);
            usage.pictures = upTo(3);
            usage.picturesMade = upTo(3);
            usage.milliseconds = upTo(100'000);
            Usage most;
            most.prompt = usage.prompt + upTo(1000);
            most.completion = usage.completion + upTo(1000);
            most.pictures = usage.pictures + upTo(2);
            most.picturesMade = usage.picturesMade;
            most.milliseconds = usage.milliseconds + upTo(1000);
            QVERIFY2(card.cost(usage) <= card.bound(most), qPrintable(QStringLiteral("row %1").arg(i)));
        }
    }

    void anHourInTheCacheIsInTheBound()
    {
        PriceCard card = textCard();
        card.cacheWritePico = 1'250'000;
        card.cacheWriteHourPico = 2'000'000;
        QVERIFY(card.bound(1000, 0) >= Money::fromNano(2'000'000));
    }

    void whatCostsNothingHasNoBound()
    {
        const PriceCard free;
        QCOMPARE(free.bound(1'000'000, 1'000'000), Money());
        QVERIFY(!free.outputCosts());
        QCOMPARE(textCard().bound(0, 0), Money());
        PriceCard dearAbove;
        dearAbove.tiers = {{1000, {1, 1}}};
        QCOMPARE(dearAbove.bound(1000, 10), Money());
        QVERIFY(dearAbove.bound(1001, 10) > Money());
        QVERIFY(dearAbove.outputCosts());
    }

    void readsDurations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qlonglong>("seconds");
        QTest::newRow("seconds") << "30s" << 30LL;
        QTest::newRow("bare number") << "45" << 45LL;
        QTest::newRow("minutes") << "15m" << 900LL;
        QTest::newRow("hours") << "24h" << 86'400LL;
        QTest::newRow("days") << "30d" << 2'592'000LL;
        QTest::newRow("weeks") << "2w" << 1'209'600LL;
        QTest::newRow("months") << "1mo" << 2'592'000LL;
        QTest::newRow("nothing") << "" << -1LL;
        QTest::newRow("unknown unit") << "5y" << -1LL;
        QTest::newRow("negative") << "-5s" << -1LL;
        QTest::newRow("too long") << "999999999999d" << -1LL;
    }
    void readsDurations()
    {
        QFETCH(QString, text);
        QFETCH(qlonglong, seconds);
        QCOMPARE(qlonglong(parseDurationSeconds(text.toStdString()).value_or(-1)), seconds);
    }
};

OSTIARY_TEST(tst_Money)
#include "tst_money.moc"
