// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/failover.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

Q_DECLARE_METATYPE(ostiary::ProviderComplaint)
Q_DECLARE_METATYPE(ostiary::FallbackKind)
Q_DECLARE_METATYPE(ostiary::AttemptEnding)

class tst_Failover : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatWaitingCures_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<ProviderComplaint>("complaint");
        QTest::addColumn<int>("seconds"); // of Retry-After; -1: none
        QTest::addColumn<bool>("cured");
        constexpr auto kNone = ProviderComplaint::None;
        QTest::newRow("a rate limit of seconds") << 429 << kNone << 1 << true;
        QTest::newRow("a rate limit that the gateway does not wait for") << 429 << kNone << 20 << true;
        QTest::newRow("a rate limit of a minute") << 429 << kNone << 60 << true;
        QTest::newRow("a rate limit of more") << 429 << kNone << 61 << false;
        QTest::newRow("a rate limit of who knows how long") << 429 << kNone << -1 << false;
        QTest::newRow("a rate limit of no time") << 429 << kNone << 0 << false;
        QTest::newRow("a spent account") << 429 << ProviderComplaint::QuotaSpent << 20 << false;
        QTest::newRow("an overload") << 503 << kNone << 20 << true;
        QTest::newRow("a failure") << 500 << kNone << 20 << false;
        QTest::newRow("a bad gateway") << 502 << kNone << 20 << false;
        QTest::newRow("a bad request") << 400 << kNone << 20 << false;
    }
    void saysWhatWaitingCures()
    {
        QFETCH(int, status);
        QFETCH(ProviderComplaint, complaint);
        QFETCH(int, seconds);
        GatewayError error;
        error.status = status;
        error.complaint = complaint;
        if (seconds >= 0)
            error.retryAfterSeconds = seconds;
        QTEST(isWorthWaiting(error), "cured");
    }

    void judgesStatuses_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<ProviderComplaint>("complaint");
        QTest::addColumn<bool>("next");
        QTest::addColumn<bool>("same");
        QTest::addColumn<FallbackKind>("fallback");
        QTest::addColumn<AttemptEnding>("ending");
        constexpr auto kNone = ProviderComplaint::None;
        constexpr auto kFree = AttemptEnding::Rejected;
        constexpr auto kGeneral = FallbackKind::General;
        QTest::newRow("a bad request") << 400 << kNone << false << false << FallbackKind::None << kFree;
        QTest::newRow("too long") << 400 << ProviderComplaint::ContextLength << false << false
                                  << FallbackKind::ContextWindow << kFree;
        QTest::newRow("too long, said as 413")
            << 413 << ProviderComplaint::ContextLength << false << false << FallbackKind::ContextWindow << kFree;
        QTest::newRow("filtered") << 400 << ProviderComplaint::ContentPolicy << false << false
                                  << FallbackKind::ContentPolicy << kFree;
        QTest::newRow("a wrong key") << 401 << kNone << true << false << kGeneral << kFree;
        QTest::newRow("an unknown model") << 404 << kNone << true << false << kGeneral << kFree;
        QTest::newRow("too many") << 429 << kNone << true << true << kGeneral << kFree;
        QTest::newRow("no money left") << 429 << ProviderComplaint::QuotaSpent << true << false << kGeneral << kFree;
        QTest::newRow("no money left, said as 400")
            << 400 << ProviderComplaint::QuotaSpent << true << false << kGeneral << kFree;
        QTest::newRow("no money left, said as 402")
            << 402 << ProviderComplaint::QuotaSpent << true << false << kGeneral << kFree;
        QTest::newRow("its own trouble") << 500 << kNone << true << true << kGeneral << kFree;
        QTest::newRow("overloaded") << 529 << kNone << true << true << kGeneral << kFree;
        QTest::newRow("a proxy that did not wait") << 504 << kNone << true << true << kGeneral << AttemptEnding::Lost;
        QTest::newRow("Cloudflare that did not wait")
            << 524 << kNone << true << true << kGeneral << AttemptEnding::Lost;
        QTest::newRow("a redirect") << 302 << kNone << true << false << kGeneral << kFree;
    }
    void judgesStatuses()
    {
        QFETCH(int, status);
        QFETCH(ProviderComplaint, complaint);
        const Verdict verdict = verdictOnStatus(status, complaint);
        QTEST(verdict.tryNext, "next");
        QTEST(verdict.trySame, "same");
        QTEST(verdict.fallback, "fallback");
        QTEST(verdict.ending, "ending");
    }

    void azureBillsWhatItRead_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<ProviderComplaint>("complaint");
        QTest::addColumn<AttemptEnding>("ending");
        using enum ProviderComplaint;
        QTest::newRow("filtered") << 400 << ContentPolicy << AttemptEnding::Screened;
        QTest::newRow("too long") << 400 << ContextLength << AttemptEnding::Screened;
        QTest::newRow("took too long") << 408 << None << AttemptEnding::Lost;
        QTest::newRow("a bad request") << 400 << None << AttemptEnding::Rejected;
        QTest::newRow("too many") << 429 << None << AttemptEnding::Rejected;
        QTest::newRow("too large for its proxy") << 413 << ContextLength << AttemptEnding::Rejected;
    }
    void azureBillsWhatItRead()
    {
        QFETCH(int, status);
        QFETCH(ProviderComplaint, complaint);
        const Verdict usual = verdictOnStatus(status, complaint);
        const Verdict verdict = billedRefusal(usual, status, complaint);
        QTEST(verdict.ending, "ending");
        QCOMPARE(verdict.fallback, usual.fallback);
        Deployment deployment;
        for (const char *azure : {"azure", "azure_ai"}) {
            deployment.provider = azure;
            QVERIFY(billsScreening(deployment));
        }
        for (const char *other : {"openai", "anthropic", "my-own"}) {
            deployment.provider = other;
            QVERIFY(!billsScreening(deployment));
        }
    }

    void neverAsksAgainWhereTheRequestMayBeUnderWay()
    {
        // A stream that breaks off before it says anything: the provider's own error costs nothing, all else may have.
        GatewayError broken;
        QVERIFY(verdictOnStream(broken, false).ending == AttemptEnding::Unreadable);
        QVERIFY(verdictOnStream(broken, false).tryNext);
        broken.providerStatus = 503;
        QVERIFY(verdictOnStream(broken, false).ending == AttemptEnding::Rejected);
        QVERIFY(verdictOnStream(broken, true).ending == AttemptEnding::Unreadable);
        const Verdict lost = verdictOnEnd({UpstreamEnd::Kind::TimedOut, true, {}});
        QVERIFY(lost.tryNext && !lost.trySame);
        QCOMPARE(lost.ending, AttemptEnding::Lost);
        const Verdict notSent = verdictOnEnd({UpstreamEnd::Kind::ConnectFailed, false, {}});
        QVERIFY(notSent.tryNext && notSent.trySame);
        QCOMPARE(notSent.ending, AttemptEnding::NeverSent);
    }

    void countsRetriesByClassDeploymentAndRouter()
    {
        RoutingRules rules;
        Deployment deployment;
        rules.retries = 2;
        QCOMPARE(retriesFor(rules, deployment, ErrorClass::RateLimit), 2);
        deployment.retries = 0;
        QCOMPARE(retriesFor(rules, deployment, ErrorClass::RateLimit), 0);
        rules.retriesByClass.rateLimit = 5;
        QCOMPARE(retriesFor(rules, deployment, ErrorClass::RateLimit), 5);
        QCOMPARE(retriesFor(rules, deployment, ErrorClass::Timeout), 0);
        deployment.modelName = "m";
        rules.retriesByModel["m"].rateLimit = 1;
        rules.retriesByModel["other"].timeout = 9;
        QCOMPARE(retriesFor(rules, deployment, ErrorClass::RateLimit), 1);
        QCOMPARE(retriesFor(rules, deployment, ErrorClass::Timeout), 0);
    }
};

OSTIARY_TEST(tst_Failover)
#include "tst_failover.moc"
