// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/charge.h"
#include "tests/support/testregistry.h"

#include <QtTest>

#include <random>

using namespace ostiary;

namespace {

// $1 and $2 a million tokens: a prompt token is 1,000 nano-USD, one of the answer 2,000.
PriceCard card()
{
    PriceCard made;
    made.inputPico = 1'000'000;
    made.outputPico = 2'000'000;
    return made;
}

AttemptCount stream(bool bounded)
{
    AttemptCount count;
    count.inputEstimate = 25;
    count.most.prompt = 100;
    count.most.completion = 1000;
    count.bounded = bounded;
    count.sinceFirstContent = std::chrono::seconds(10);
    return count;
}

} // namespace

Q_DECLARE_METATYPE(ostiary::AttemptCount)
Q_DECLARE_METATYPE(ostiary::AttemptEnding)
Q_DECLARE_METATYPE(ostiary::RecordState)

class tst_Charge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theProvidersWordOnItsPriceCounts_data()
    {
        QTest::addColumn<bool>("listed");
        QTest::addColumn<qint64>("told"); // -1: nothing
        QTest::addColumn<bool>("doubted");
        QTest::addColumn<qint64>("charged");
        QTest::newRow("nothing told") << true << qint64(-1) << false << qint64(110'000);
        QTest::newRow("more than the list says") << true << qint64(500'000) << false << qint64(500'000);
        QTest::newRow("less than the list says") << true << qint64(50'000) << false << qint64(50'000);
        QTest::newRow("nothing taken") << true << qint64(0) << false << qint64(0);
        QTest::newRow("more than somebody set") << false << qint64(500'000) << false << qint64(500'000);
        QTest::newRow("less than somebody set") << false << qint64(50'000) << false << qint64(110'000);
        QTest::newRow("more than was seen") << true << qint64(500'000) << true << qint64(500'000);
        QTest::newRow("less than was seen") << true << qint64(50'000) << true << qint64(110'000);
    }
    void theProvidersWordOnItsPriceCounts()
    {
        QFETCH(bool, listed);
        QFETCH(qint64, told);
        QFETCH(bool, doubted);
        QFETCH(qint64, charged);
        for (const bool bounded : {false, true}) {
            PriceCard price = card();
            price.listed = listed;
            AttemptCount count = stream(bounded);
            count.told = Usage{30, 40, 0, 0, 0};
            count.doubted = doubted;
            count.toldAtEnd = true;
            if (told >= 0)
                count.toldCost = Money::fromNano(told);
            QCOMPARE(qint64(chargeOf(AttemptEnding::Complete, count, &price).cost.nano()), charged);
        }
        AttemptCount unpriced = stream(false);
        unpriced.told = Usage{30, 40, 0, 0, 0};
        unpriced.toldCost = Money::fromNano(7);
        QCOMPARE(chargeOf(AttemptEnding::Complete, unpriced, nullptr).cost, Money::fromNano(7));
    }

    void anUnknownPriceIsMarked()
    {
        AttemptCount count = stream(true);
        count.told = Usage{30, 40, 0, 0, 0};
        count.toldAtEnd = true;
        const PriceCard price = card();
        QCOMPARE(chargeOf(AttemptEnding::Complete, count, &price).state, RecordState::Settled);
        count.priceThousandths = 2500;
        QCOMPARE(chargeOf(AttemptEnding::Complete, count, &price).state, RecordState::Estimated);
        QCOMPARE(chargeOf(AttemptEnding::Complete, count, &price).cost, Money::fromNano(275'000));
        count.bounded = false;
        QCOMPARE(chargeOf(AttemptEnding::Complete, count, &price).cost, Money::fromNano(275'000));
        count.toldCost = Money::fromNano(9);
        QCOMPARE(chargeOf(AttemptEnding::Complete, count, &price).state, RecordState::Settled);
    }

    void whatWasToldIsTheLeastOfALostAnswer()
    {
        const PriceCard price = card();
        AttemptCount count = stream(true);
        count.toldCost = Money::fromNano(500'000'000);
        for (const auto ending : {AttemptEnding::Unreadable, AttemptEnding::Lost}) {
            QCOMPARE(chargeOf(ending, count, &price).cost, Money::fromNano(500'000'000));
            QCOMPARE(chargeOf(ending, count, nullptr).cost, Money::fromNano(500'000'000));
        }
    }

    void picturesAreCharged_data()
    {
        QTest::addColumn<AttemptEnding>("ending");
        QTest::addColumn<bool>("bounded");
        QTest::addColumn<bool>("told");
        QTest::addColumn<qint64>("came");
        QTest::addColumn<qint64>("charged");
        using enum AttemptEnding;
        QTest::newRow("those that came") << Complete << true << true << qint64(3) << qint64(3);
        QTest::newRow("none came") << Complete << true << true << qint64(0) << qint64(0);
        QTest::newRow("those that came, not told") << Complete << true << false << qint64(1) << qint64(1);
        QTest::newRow("one may be under way when a stream is cut") << Cut << true << false << qint64(0) << qint64(2);
        QTest::newRow("cut without a budget") << Cut << false << false << qint64(1) << qint64(1);
    }
    void picturesAreCharged()
    {
        QFETCH(AttemptEnding, ending);
        QFETCH(bool, bounded);
        QFETCH(bool, told);
        QFETCH(qint64, came);
        QFETCH(qint64, charged);
        PriceCard price = card();
        price.pictureMadePico = 40'000'000'000; // $0.04
        AttemptCount count = stream(bounded);
        count.textBytes = 4;
        count.contentEvents = 1;
        count.picturesMade = came;
        count.most.picturesMade = 2;
        if (told)
            count.told = Usage{};
        count.toldAtEnd = told;
        const Charge charge = chargeOf(ending, count, &price);
        QCOMPARE(qint64(charge.usage.picturesMade), charged);
        QVERIFY(charge.cost >= Money::fromNano(charged * 40'000'000));
        QVERIFY(charge.cost < Money::fromNano((charged + 1) * 40'000'000));
    }

    void charges_data()
    {
        QTest::addColumn<AttemptEnding>("ending");
        QTest::addColumn<AttemptCount>("count");
        QTest::addColumn<RecordState>("state");
        QTest::addColumn<qint64>("nano");
        const auto told = [](AttemptCount count, std::int64_t prompt, std::int64_t completion) {
            Usage usage;
            usage.prompt = prompt;
            usage.completion = completion;
            count.told = usage;
            return count;
        };
        const auto atEnd = [](AttemptCount count) {
            count.toldAtEnd = true;
            return count;
        };
        const auto said = [](AttemptCount count, std::int64_t bytes, std::int64_t events) {
            count.textBytes = bytes;
            count.contentEvents = events;
            return count;
        };
        const auto thinks = [](AttemptCount count) {
            count.mayThinkUnseen = true;
            return count;
        };
        const auto doubted = [](AttemptCount count) {
            count.doubted = true;
            return count;
        };
        const AttemptCount free = stream(false);
        const AttemptCount tight = stream(true);
        constexpr auto kSettled = RecordState::Settled;
        constexpr auto kEstimated = RecordState::Estimated;
        constexpr auto kAmbiguous = RecordState::Ambiguous;
        const auto bounded = [](std::int64_t completion) { return qint64(card().bound(100, completion).nano()); };
        const qint64 bound = bounded(1000);

        QTest::newRow("never sent") << AttemptEnding::NeverSent << tight << kSettled << qint64(0);
        QTest::newRow("rejected") << AttemptEnding::Rejected << tight << kSettled << qint64(0);
        QTest::newRow("complete and told")
            << AttemptEnding::Complete << atEnd(told(tight, 30, 40)) << kSettled << qint64(110'000);
        QTest::newRow("complete and told early")
            << AttemptEnding::Complete << said(told(tight, 30, 1), 400, 100) << kEstimated << qint64(230'000);
        QTest::newRow("complete and told early, and it may have thought")
            << AttemptEnding::Complete << thinks(said(told(tight, 30, 1), 4, 1)) << kAmbiguous << bound;
        QTest::newRow("complete and told early, without a budget")
            << AttemptEnding::Complete << thinks(said(told(free, 30, 1), 4, 1)) << kSettled << qint64(32'000);
        QTest::newRow("complete, told nothing at all")
            << AttemptEnding::Complete << atEnd(told(tight, 0, 0)) << kSettled << qint64(0);
        AttemptCount shortWords = said(free, 40, 1);
        shortWords.leastTokens = 20;
        QTest::newRow("complete, not told, of short words")
            << AttemptEnding::Complete << shortWords << kEstimated << qint64(65'000);
        QTest::newRow("complete, and the count is what was seen")
            << AttemptEnding::Complete << doubted(said(told(tight, 30, 100), 400, 1)) << kEstimated << qint64(230'000);
        QTest::newRow("complete, and the count is what was seen, without a budget")
            << AttemptEnding::Complete << doubted(said(told(free, 30, 100), 400, 1)) << kEstimated << qint64(230'000);
        QTest::newRow("complete, what was seen, and it may have thought")
            << AttemptEnding::Complete << thinks(doubted(said(told(tight, 30, 100), 400, 1))) << kAmbiguous << bound;
        QTest::newRow("complete, what was seen, and it may have thought, without a budget")
            << AttemptEnding::Complete << thinks(doubted(said(told(free, 30, 100), 400, 1))) << kEstimated
            << qint64(230'000);
        QTest::newRow("rejected, and the count is what was seen")
            << AttemptEnding::Rejected << doubted(said(told(tight, 30, 100), 400, 1)) << kEstimated << qint64(230'000);
        AttemptCount untrue = doubted(said(told(tight, 30, 100), 400, 1));
        untrue.mostTokens = 300;
        QTest::newRow("complete, and a count that cannot be true of dense text")
            << AttemptEnding::Complete << untrue << kEstimated << qint64(630'000);
        AttemptCount dearer = said(told(tight, 30, 1), 400, 100);
        dearer.priceThousandths = 2000;
        QTest::newRow("not told at its end, at a dearer price")
            << AttemptEnding::Complete << dearer << kEstimated << qint64(460'000);
        QTest::newRow("lost at a dearer price") << AttemptEnding::Unreadable << dearer << kAmbiguous << 2 * bound;
        dearer.bounded = false;
        QTest::newRow("cut at a dearer price, without a budget")
            << AttemptEnding::Cut << dearer << kEstimated << qint64(460'000);
        QTest::newRow("complete, not told")
            << AttemptEnding::Complete << said(tight, 40, 1) << kEstimated << bounded(10);
        QTest::newRow("complete, not told, and it may have thought")
            << AttemptEnding::Complete << thinks(said(tight, 40, 1)) << kAmbiguous << bound;
        QTest::newRow("complete, not told, without a budget")
            << AttemptEnding::Complete << said(free, 40, 1) << kEstimated << qint64(45'000);
        QTest::newRow("rejected, and it tells what that cost")
            << AttemptEnding::Rejected << told(tight, 30, 40) << kSettled << qint64(110'000);
        QTest::newRow("lost under a budget") << AttemptEnding::Lost << tight << kAmbiguous << bound;
        QTest::newRow("lost without one") << AttemptEnding::Lost << free << kAmbiguous << qint64(25'000);
        QTest::newRow("refused after it was read") << AttemptEnding::Screened << tight << kAmbiguous << bounded(0);
        QTest::newRow("refused after it was read, without a budget")
            << AttemptEnding::Screened << free << kAmbiguous << qint64(25'000);
        QTest::newRow("refused after it was read, and told")
            << AttemptEnding::Screened << told(tight, 30, 0) << kSettled << qint64(30'000);
        QTest::newRow("unreadable under a budget") << AttemptEnding::Unreadable << tight << kAmbiguous << bound;
        QTest::newRow("cut before anything came") << AttemptEnding::Cut << tight << kAmbiguous << bound;
        QTest::newRow("cut when only the input was told")
            << AttemptEnding::Cut << told(tight, 30, 1) << kAmbiguous << bound;
        QTest::newRow("cut without a budget")
            << AttemptEnding::Cut << said(free, 400, 100) << kEstimated << qint64(225'000);
        QTest::newRow("cut: the input's bound, what came, and what was on its way")
            << AttemptEnding::Cut << said(tight, 400, 100) << kEstimated << bounded(108);
        QTest::newRow("cut: events count where tokens are short")
            << AttemptEnding::Cut << said(tight, 400, 300) << kEstimated << bounded(308);
        QTest::newRow("cut near the bound")
            << AttemptEnding::Cut << said(tight, 400, 998) << kEstimated << bounded(1000);
        QTest::newRow("cut, and it may have thought")
            << AttemptEnding::Cut << thinks(said(tight, 400, 100)) << kAmbiguous << bound;
        AttemptCount dense = said(tight, 400, 100);
        dense.mostTokens = 300;
        QTest::newRow("cut: dense text counts as what it can be")
            << AttemptEnding::Cut << dense << kEstimated << bounded(308);
        dense.bounded = false;
        QTest::newRow("cut without a budget: as what it probably is")
            << AttemptEnding::Cut << dense << kEstimated << qint64(225'000);
        AttemptCount early = said(tight, 8, 2);
        early.sinceFirstContent = std::chrono::milliseconds(5);
        QTest::newRow("cut at its first words: at the pace they came")
            << AttemptEnding::Cut << early << kEstimated << bounded(52);
        const auto covering = [](AttemptCount count) {
            count.toldCoversText = true;
            return count;
        };
        QTest::newRow("cut behind the count: that is the bill, thinking and all")
            << AttemptEnding::Cut << atEnd(thinks(said(told(tight, 30, 40), 400, 100))) << kSettled << qint64(110'000);
        QTest::newRow("cut behind a count that cannot be true")
            << AttemptEnding::Cut << atEnd(doubted(said(told(tight, 30, 100), 400, 1))) << kEstimated
            << qint64(230'000);
        QTest::newRow("cut behind a running count: that, and what was on its way")
            << AttemptEnding::Cut << covering(thinks(said(told(tight, 30, 500), 40, 10))) << kEstimated
            << qint64(30'000 + 2 * 513'000);
        AttemptCount silent = covering(thinks(said(told(tight, 30, 500), 40, 10)));
        silent.sinceLastBytes = std::chrono::milliseconds(999);
        QTest::newRow("cut a moment after a running count")
            << AttemptEnding::Cut << silent << kEstimated << qint64(30'000 + 2 * 513'000);
        silent.sinceLastBytes = std::chrono::milliseconds(1000);
        QTest::newRow("cut so long after a running count that it may think again")
            << AttemptEnding::Cut << silent << kAmbiguous << bound;
        AttemptCount writing = said(tight, 400, 100);
        writing.writesUnseen = true;
        QTest::newRow("cut while it writes what it has not begun to tell")
            << AttemptEnding::Cut << writing << kAmbiguous << bound;
        writing.bounded = false;
        QTest::newRow("cut while it writes what it has not begun to tell, without a budget")
            << AttemptEnding::Cut << writing << kEstimated << qint64(225'000);
        AttemptCount calling = said(tight, 400, 100);
        calling.offersTools = true;
        QTest::newRow("cut while words come") << AttemptEnding::Cut << calling << kEstimated << bounded(108);
        calling.sinceLastBytes = std::chrono::milliseconds(1000);
        QTest::newRow("cut while a call may be written") << AttemptEnding::Cut << calling << kAmbiguous << bound;
        AttemptCount runsOn = said(tight, 400, 100);
        runsOn.billsAfterCut = true;
        QTest::newRow("cut where that ends nothing") << AttemptEnding::Cut << runsOn << kAmbiguous << bound;
        QTest::newRow("cut behind the count where that ends nothing")
            << AttemptEnding::Cut << atEnd(told(runsOn, 30, 40)) << kSettled << qint64(110'000);
        runsOn.bounded = false;
        QTest::newRow("cut where that ends nothing, without a budget")
            << AttemptEnding::Cut << runsOn << kEstimated << qint64(225'000);
        QTest::newRow("a running count of less than the events tells nothing of thinking")
            << AttemptEnding::Cut << covering(thinks(said(told(tight, 30, 1), 40, 10))) << kAmbiguous << bound;
        QTest::newRow("cut after a count that says more than was seen")
            << AttemptEnding::Cut << said(told(tight, 30, 500), 40, 10) << kEstimated << qint64(30'000 + 2 * 513'000);
    }
    void charges()
    {
        QFETCH(AttemptEnding, ending);
        QFETCH(AttemptCount, count);
        QFETCH(RecordState, state);
        QFETCH(qint64, nano);
        const PriceCard price = card();
        const Charge charge = chargeOf(ending, count, &price);
        QCOMPARE(charge.state, state);
        QCOMPARE(qint64(charge.cost.nano()), nano);
        QCOMPARE(chargeOf(ending, count, nullptr).cost, Money()); // what has no price costs nothing and says nothing
    }

    // A provider that bills what it made until it noticed; what of it was seen, told or thought is up to chance.
    void isNeverLessThanTheBill()
    {
        std::mt19937 random(20261126);
        const auto upTo = [&](std::int64_t most) {
            return std::uniform_int_distribution<std::int64_t>(0, most)(random);
        };
        const PriceCard price = card();
        for (int i = 0; i < 20'000; ++i) {
            AttemptCount count = stream(true);
            count.most.completion = 1 + upTo(2000);
            count.most.prompt = 1 + upTo(500);
            count.inputEstimate = (count.most.prompt + 3) / 4;
            count.mayThinkUnseen = upTo(1) == 1;
            Usage bill;
            bill.prompt = upTo(count.most.prompt);
            const std::int64_t thought = count.mayThinkUnseen ? upTo(count.most.completion) : 0;
            const std::int64_t seen = upTo(count.most.completion - thought);
            bill.completion = thought + seen;
            count.contentEvents = seen;
            count.textBytes = seen * (1 + upTo(5));
            if (upTo(1) == 1) {
                Usage told;
                told.prompt = bill.prompt;
                told.completion = upTo(seen);
                count.told = told;
            }
            const AttemptEnding ending = seen == 0 && upTo(1) == 1     ? AttemptEnding::Lost
                                         : !count.told && upTo(1) == 1 ? AttemptEnding::Complete
                                                                       : AttemptEnding::Cut;
            const Money charged = chargeOf(ending, count, &price).cost;
            QVERIFY2(charged >= price.cost(bill), qPrintable(QString::number(i)));
            QVERIFY(charged <= price.bound(count.most.prompt, count.most.completion));
        }
    }
};

OSTIARY_TEST(tst_Charge)
#include "tst_charge.moc"
