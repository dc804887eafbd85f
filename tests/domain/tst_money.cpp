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

    void boundIsNeverBelowTheCost()
    {
        std::mt19937_64 random(11);
        const auto upTo = [&](std::int64_t most) {
            return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most));
        };
        for (int i = 0; i < 20'000; ++i) {
            PriceCard card;
            card.inputPico = upTo(50'000'000);
            card.outputPico = upTo(50'000'000);
            card.cacheReadPico = upTo(3) ? upTo(50'000'000) : -1;
            card.cacheWritePico = upTo(3) ? upTo(50'000'000) : -1;
            Usage usage;
            usage.prompt = upTo(200'000);
            usage.completion = upTo(100'000);
            usage.cacheRead = upTo(usage.prompt + 1);
            usage.cacheWrite = upTo(usage.prompt - usage.cacheRead + 1);
            const Money bound = card.bound(usage.prompt + upTo(1000), usage.completion + upTo(1000));
            QVERIFY2(card.cost(usage) <= bound, qPrintable(QStringLiteral("row %1").arg(i)));
        }
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
